-- Directives: number, date and deadline of a directive or notice; acknowledgement by name; reminders.

-- tables ---------------------------------------------------------------------------------------

create table handbook.directives (
  post_id uuid primary key references handbook.posts,
  unit_path text collate "C" not null,
  number text check (length(number) <= 60),
  issued_on date,
  wants_acknowledgement boolean not null default false,
  acknowledge_by date,
  check (acknowledge_by is null or wants_acknowledgement)
);
comment on column handbook.directives.acknowledge_by is 'Last day for acknowledging, in Asia/Ho_Chi_Minh.';
create index directives_to_acknowledge on handbook.directives (unit_path) where wants_acknowledgement;

create table handbook.acknowledgements (
  post_id uuid not null references handbook.directives,
  member_id uuid not null references handbook.members,
  acknowledged_at timestamptz not null default now(),
  primary key (post_id, member_id)
);
comment on table handbook.acknowledgements is 'By name, and the screen says so.';
create index acknowledgements_by_member on handbook.acknowledgements (member_id);

create table handbook.acknowledgement_tallies (
  post_id uuid not null references handbook.directives,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  acknowledged int not null,
  primary key (post_id, unit_id)
);
create index acknowledgement_tallies_by_path on handbook.acknowledgement_tallies (post_id, unit_path)
  include (acknowledged);
comment on table handbook.acknowledgement_tallies is 'Per directive and cell: acknowledgements by members who are expected to (not exempt).';

create table handbook.reminders (
  post_id uuid not null references handbook.directives,
  member_id uuid not null references handbook.members,
  reminded_by uuid not null references handbook.members,
  reminded_at timestamptz not null default now(),
  primary key (post_id, member_id)
);
comment on table handbook.reminders is 'The last reminder of a member about a directive; shown on Trang chủ until it is acknowledged.';
create index reminders_by_member on handbook.reminders (member_id);

-- grants, triggers -----------------------------------------------------------------------------

grant select on handbook.directives, handbook.acknowledgements, handbook.acknowledgement_tallies, handbook.reminders to authenticated;
grant insert on handbook.directives, handbook.acknowledgements to authenticated;
grant insert, update on handbook.reminders to authenticated;

-- Definer: as for posts.
create function handbook.directive_follows_post() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select unit_path into strict new.unit_path from handbook.posts where id = new.post_id;
  return new;
end $$;
create trigger directive_follows_post before insert or update on handbook.directives
  for each row execute function handbook.directive_follows_post();

-- Definer: tallies are written by this trigger alone.
create function handbook.tally_acknowledgement() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into handbook.acknowledgement_tallies as t (post_id, unit_id, unit_path, acknowledged)
  select new.post_id, m.unit_id, m.unit_path, 1 from handbook.members m
  where m.id = new.member_id and not m.activity_exempt and m.life_state = 'active'
  on conflict (post_id, unit_id) do update set acknowledged = t.acknowledged + 1;
  return null;
end $$;
create trigger tally_acknowledgement after insert on handbook.acknowledgements
  for each row execute function handbook.tally_acknowledgement();

-- Definer: as above. Whoever moves, leaves or becomes exempt takes the own acknowledgements out of the
-- counts of the cell, so that they never exceed those expected there.
create function handbook.tallies_follow_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.life_state = 'active' and not old.activity_exempt then
    update handbook.acknowledgement_tallies t set acknowledged = t.acknowledged - 1
    from handbook.acknowledgements a
    where a.member_id = old.id and t.post_id = a.post_id and t.unit_id = old.unit_id;
  end if;
  if new.life_state = 'active' and not new.activity_exempt then
    insert into handbook.acknowledgement_tallies as t (post_id, unit_id, unit_path, acknowledged)
    select a.post_id, new.unit_id, new.unit_path, 1 from handbook.acknowledgements a where a.member_id = new.id
    on conflict (post_id, unit_id) do update set acknowledged = t.acknowledged + 1;
  end if;
  return null;
end $$;
create trigger tallies_follow_member
  after update of unit_id, life_state, activity_exempt on handbook.members
  for each row execute function handbook.tallies_follow_member();

create trigger audit_row after insert or update or delete on handbook.directives
  for each row execute function handbook.audit_row('post_id', '');
create trigger audit_row after insert or update or delete on handbook.acknowledgements
  for each row execute function handbook.audit_row('post_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.reminders
  for each row execute function handbook.audit_row('post_id', 'member_id');

-- Definer: asked by a policy below about the post itself, whatever else the caller may oversee.
create function handbook.is_addressee(of_post uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.posts p join handbook.directives d on d.post_id = p.id
    where p.id = of_post and p.state = 'published' and d.wants_acknowledgement
      and p.unit_path = any (handbook.my_paths(as_leader => p.leaders_only)))
$$;

-- row level security ---------------------------------------------------------------------------

alter table handbook.directives enable row level security;
alter table handbook.acknowledgements enable row level security;
alter table handbook.acknowledgement_tallies enable row level security;
alter table handbook.reminders enable row level security;

create policy "a directive is as private as its post" on handbook.directives
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));
create policy "publishers write directives of their unit" on handbook.directives
  for insert to authenticated with check (unit_path <@ (select handbook.scope('post.publish')));

create policy "whoever acknowledges sees it" on handbook.acknowledgements
  for select to authenticated using (member_id = (select handbook.me()));
create policy "trackers see acknowledgements of the members in their scope" on handbook.acknowledgements
  for select to authenticated using (
    handbook.member_path(member_id) <@ (select handbook.scope('directive.track')));
create policy "a member acknowledges in the own name what is for the member" on handbook.acknowledgements
  for insert to authenticated with check (
    member_id = (select handbook.me()) and handbook.is_addressee(post_id));
create policy "trackers see counts in their scope" on handbook.acknowledgement_tallies
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('directive.track'))));
create policy "whoever is reminded sees it" on handbook.reminders
  for select to authenticated using (member_id = (select handbook.me()));
create policy "trackers see and write reminders in their scope" on handbook.reminders
  for all to authenticated
  using (handbook.member_path(member_id) <@ (select handbook.scope('directive.track')))
  with check (handbook.member_path(member_id) <@ (select handbook.scope('directive.track'))
              and reminded_by = (select handbook.me()));

-- private helpers ------------------------------------------------------------------------------

create function handbook.directive_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'number', d.number, 'issued_on', d.issued_on, 'wants_acknowledgement', d.wants_acknowledgement,
    'acknowledge_by', d.acknowledge_by, 'is_addressee', handbook.is_addressee(d.post_id),
    'acknowledged_at', (select a.acknowledged_at from handbook.acknowledgements a
                        where a.post_id = d.post_id and a.member_id = handbook.me()))
  from handbook.directives d where d.post_id = of_post
$$;

-- Definer: the leaders of units from a path up to another, for directives that are only for them, and when
-- they acknowledged; as far as the caller tracks there.
create function handbook.leaders_in(of_post uuid, first_path text, last_path text)
returns table (member_id uuid, unit_path text, activity_exempt boolean, acknowledged_at timestamptz)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  tracked handbook.path_ranges := handbook.scope('directive.track');
begin
  return query
    select distinct r.member_id, u.path, m.activity_exempt, k.acknowledged_at
    from handbook.units u
    join handbook.roles r on r.unit_id = u.id
    join handbook.members m on m.id = r.member_id and m.life_state = 'active'
    left join handbook.acknowledgements k on k.post_id = of_post and k.member_id = r.member_id
    where u.path >= first_path and u.path <= last_path and elem_contained_by_multirange(u.path, tracked)
      and r.kind in ('secretary', 'deputy_secretary')
      and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at);
end $$;
grant execute on function handbook.is_addressee, handbook.directive_of, handbook.leaders_in to authenticated;

create function handbook.tracking_unit(of_post uuid, wanted uuid) returns handbook.units
language plpgsql stable set search_path = '' as $$
declare
  post_path text := (select p.unit_path from handbook.posts p join handbook.directives d on d.post_id = p.id
                     where p.id = of_post and p.state = 'published');
  tracked handbook.path_ranges := handbook.scope('directive.track');
  first_path text := lower(tracked);
  chosen handbook.units;
begin
  select u.* into chosen from handbook.units u
  where u.path >= post_path and u.path < post_path || '~'
    and (wanted is null or u.id = wanted)
    and /*lock*/ (u.path >= first_path and elem_contained_by_multirange(u.path, tracked)) /*end*/
  order by u.path limit 1;
  if chosen.id is null then
    perform handbook.fail('directive.not_found', 404);
  end if;
  return chosen;
end $$;
comment on function handbook.tracking_unit is
  'The unit whose figures are asked for: within the directive''s subtree and the caller''s tracking scope; the topmost by default.';

create function handbook.addressees(of_post uuid, within text)
returns table (member_id uuid, full_name text, sort_key text, unit_path text, activity_exempt boolean)
language plpgsql stable set search_path = '' as $$
declare
  for_leaders boolean := (select p.leaders_only from handbook.posts p join handbook.directives d on d.post_id = p.id
                          where p.id = of_post and d.wants_acknowledgement);
begin
  if for_leaders then
    return query
      select m.id, m.full_name, m.sort_key, m.unit_path, m.activity_exempt
      from handbook.members m
      where m.id in (select l.member_id from handbook.leaders_in(of_post, within, within || '~') l);
  elsif not for_leaders then
    return query
      select m.id, m.full_name, m.sort_key, m.unit_path, m.activity_exempt
      from handbook.members m
      where m.unit_path >= within and m.unit_path < within || '~' and m.life_state = 'active';
  end if;
end $$;
comment on function handbook.addressees is 'Whom a directive is for within a unit; the caller sees those in the own scope.';
grant execute on function handbook.tracking_unit, handbook.addressees to authenticated;

-- public verbs ---------------------------------------------------------------------------------

create function api.directive_acknowledge(key uuid, post_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'directive.acknowledge ' || post_id);
  given_at timestamptz;
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.posts p where p.id = directive_acknowledge.post_id) then
    perform handbook.fail('directive.not_found', 404);
  end if;
  if not /*lock*/ handbook.is_addressee(directive_acknowledge.post_id) /*end*/ then
    perform handbook.fail('directive.not_addressed', 403);
  end if;
  insert into handbook.acknowledgements (post_id, member_id) values (directive_acknowledge.post_id, caller)
  on conflict on constraint acknowledgements_pkey do nothing;
  select a.acknowledged_at into given_at from handbook.acknowledgements a
  where a.post_id = directive_acknowledge.post_id and a.member_id = caller;
  return handbook.remember(key, jsonb_build_object('acknowledged_at', given_at));
end $$;
comment on function api.directive_acknowledge is
  'I have read and understood: once, in my own name. Caller: whom the directive is for. Errors: session.ended, directive.not_found, directive.not_addressed (an office that may read but is not meant), write.key_missing, write.key_reused.';

create function api.directive_tracking(post_id uuid, unit_id uuid default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit handbook.units := handbook.tracking_unit(directive_tracking.post_id, directive_tracking.unit_id);
  p record;
  by_name boolean;
  child_length int := length(unit.path) + 5;
  people jsonb := '[]';
  children jsonb := '[]';
  expected bigint;
  acknowledged bigint;
begin
  select x.id, x.title, x.leaders_only, d.number, d.acknowledge_by, d.wants_acknowledgement into p
  from handbook.posts x join handbook.directives d on d.post_id = x.id where x.id = directive_tracking.post_id;
  by_name := unit.kind in ('cell', 'cell_group');
  if by_name then
    select coalesce(jsonb_agg(jsonb_build_object(
        'member_id', a.member_id, 'full_name', a.full_name, 'exempt', a.activity_exempt,
        'acknowledged_at', k.acknowledged_at, 'reminded_at', r.reminded_at) order by a.sort_key), '[]'),
      count(*) filter (where not a.activity_exempt),
      count(k.member_id) filter (where not a.activity_exempt)
    into people, expected, acknowledged
    from handbook.addressees(p.id, unit.path) a
    left join handbook.acknowledgements k on k.post_id = p.id and k.member_id = a.member_id
    left join handbook.reminders r on r.post_id = p.id and r.member_id = a.member_id;
  else
    -- One pass over the counts of everything below, summed up by child.
    with child as (
      select c.id, c.name, c.kind, c.path from handbook.units c
      where c.parent_id = unit.id and c.closed_on is null
        and /*lock*/ elem_contained_by_multirange(c.path, (select handbook.scope('directive.track'))) /*end*/
    ), meant as materialized (
      select left(t.unit_path, child_length) as path, sum(t.expected) as n from handbook.unit_tallies t
      where not p.leaders_only and t.unit_path >= unit.path and t.unit_path < unit.path || '~' group by 1
    ), given as materialized (
      select left(t.unit_path, child_length) as path, sum(t.acknowledged) as n from handbook.acknowledgement_tallies t
      where not p.leaders_only and t.post_id = p.id and t.unit_path >= unit.path and t.unit_path < unit.path || '~' group by 1
    ), led as materialized (
      select left(l.unit_path, child_length) as path, count(distinct l.member_id) as meant,
        count(distinct l.member_id) filter (where l.acknowledged_at is not null) as given
      from handbook.leaders_in(p.id, unit.path, unit.path || '~') l
      where p.leaders_only and not l.activity_exempt group by 1
    ), counted as (
      select c.id, c.name, c.kind, coalesce(m.n, l.meant, 0) as expected, coalesce(g.n, l.given, 0) as acknowledged
      from child c left join meant m using (path) left join given g using (path) left join led l using (path)
      where p.wants_acknowledgement
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'unit_id', id, 'name', name, 'kind', kind, 'expected', counted.expected, 'acknowledged', counted.acknowledged)
        order by name), '[]'),
      coalesce(sum(counted.expected), 0), coalesce(sum(counted.acknowledged), 0)
    into children, expected, acknowledged from counted;
    if p.leaders_only and p.wants_acknowledgement then
      -- those who lead the unit itself stand in none of its children
      select coalesce(jsonb_agg(jsonb_build_object(
          'member_id', m.id, 'full_name', m.full_name, 'exempt', l.activity_exempt,
          'acknowledged_at', l.acknowledged_at, 'reminded_at', r.reminded_at) order by m.sort_key), '[]'),
        expected + count(*) filter (where not l.activity_exempt),
        acknowledged + count(l.acknowledged_at) filter (where not l.activity_exempt)
      into people, expected, acknowledged
      from handbook.leaders_in(p.id, unit.path, unit.path) l
      join handbook.members m on m.id = l.member_id
      left join handbook.reminders r on r.post_id = p.id and r.member_id = l.member_id;
    end if;
  end if;
  return jsonb_build_object(
    'post_id', p.id, 'title', p.title, 'number', p.number, 'acknowledge_by', p.acknowledge_by,
    'wants_acknowledgement', p.wants_acknowledgement, 'leaders_only', p.leaders_only,
    'unit', jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind),
    'expected', expected, 'acknowledged', acknowledged, 'children', children, 'people', people);
end $$;
comment on function api.directive_tracking is
  'Who has acknowledged a directive: by name in a cell, by count for each unit below (one for leaders: those of the unit itself by name). Caller: directive.track over the unit. Errors: session.ended, directive.not_found.';

create function api.directive_remind(key uuid, post_id uuid, unit_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, concat_ws(' ', 'directive.remind', post_id, unit_id));
  unit handbook.units;
  pause interval := make_interval(hours => (handbook.policy('directive.reminder') ->> 'again_after_hours')::int);
  reminded int;
begin
  if answer is not null then
    return answer;
  end if;
  unit := handbook.tracking_unit(directive_remind.post_id, directive_remind.unit_id);
  insert into handbook.reminders as r (post_id, member_id, reminded_by)
  select directive_remind.post_id, a.member_id, caller
  from handbook.addressees(directive_remind.post_id, unit.path) a
  where not a.activity_exempt and a.member_id <> caller
    and not exists (select from handbook.acknowledgements k
                    where k.post_id = directive_remind.post_id and k.member_id = a.member_id)
  on conflict on constraint reminders_pkey do update
    set reminded_at = now(), reminded_by = excluded.reminded_by
    where r.reminded_at < now() - pause;
  get diagnostics reminded = row_count;
  return handbook.remember(key, jsonb_build_object('reminded', reminded));
end $$;
comment on function api.directive_remind is
  'Reminds those in the unit who have not acknowledged (never the exempt, nobody twice within the pause of policy directive.reminder). Caller: directive.track over the unit. Errors: session.ended, directive.not_found, write.key_missing, write.key_reused.';

create function api.home() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return jsonb_build_object(
    'to_acknowledge', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.acknowledge_by nulls last, x.published_at desc), '[]') from (
        select p.id as post_id, p.title, d.number, mine.name as unit_name, p.published_at,
          d.acknowledge_by, r.reminded_at,
          coalesce(not m.activity_exempt and d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date, false)
            as late
        from handbook.my_feed_units() mine
        join handbook.directives d on d.unit_path = mine.path and d.wants_acknowledgement
        join handbook.posts p on p.id = d.post_id and p.state = 'published'
          and p.published_at > now() - interval '1 year'
          and /*lock*/ (not p.leaders_only
            or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])) /*end*/
        join handbook.members m on m.id = caller
        left join handbook.reminders r on r.post_id = p.id and r.member_id = caller
        where not exists (select from handbook.acknowledgements a where a.post_id = p.id and a.member_id = caller)
        order by d.acknowledge_by nulls last, p.published_at desc limit 20) x),
    'latest', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from api.feed(page_size => 5) f),
    'resets_to_decide', (select count(*) from api.account_resets()));
end $$;
comment on function api.home is 'Trang chủ in one round trip: what needs me now, latest posts. Caller: any member. Errors: session.ended.';

grant execute on function api.directive_acknowledge, api.directive_tracking, api.directive_remind, api.home
  to authenticated;
