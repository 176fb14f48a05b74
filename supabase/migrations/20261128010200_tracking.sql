-- Who has acknowledged a directive, and who after its deadline. Late is a word about a date, never about somebody
-- exempt, and never without a deadline: 'late' counts those expected who acknowledged after the last day; whoever
-- has not yet is late too once that day is over, which the figures say by 'overdue'.

alter table handbook.acknowledgement_tallies add column late int not null default 0;
comment on column handbook.acknowledgement_tallies.late is 'How many of them after the deadline.';
drop index handbook.acknowledgement_tallies_by_path;
create index acknowledgement_tallies_by_path on handbook.acknowledgement_tallies (post_id, unit_path)
  include (acknowledged, late);

create function handbook.is_late(acknowledged_at timestamptz, acknowledge_by date) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce((acknowledged_at at time zone 'Asia/Ho_Chi_Minh')::date > acknowledge_by, false)
$$;
comment on function handbook.is_late is 'Whether an acknowledgement came after the last day; false without a deadline.';
grant execute on function handbook.is_late to authenticated;

-- Definer: counts anew how many acknowledgements of each cell came late; when a deadline changes, and once below.
create function handbook.count_late(of_post uuid) returns void
language sql security definer set search_path = '' as $$
  update handbook.acknowledgement_tallies t set late = coalesce(n.late, 0)
  from handbook.acknowledgement_tallies o
  left join (
    select m.unit_id, count(*) as late
    from handbook.acknowledgements a
    join handbook.directives d on d.post_id = a.post_id
    join handbook.members m on m.id = a.member_id and m.life_state = 'active' and not m.activity_exempt
    where a.post_id = of_post and handbook.is_late(a.acknowledged_at, d.acknowledge_by)
    group by m.unit_id) n on n.unit_id = o.unit_id
  where o.post_id = of_post and t.post_id = o.post_id and t.unit_id = o.unit_id and t.late <> coalesce(n.late, 0)
$$;
select handbook.count_late(d.post_id) from handbook.directives d where d.acknowledge_by is not null;

-- Definer: tallies are written by triggers alone.
create function handbook.deadline_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform handbook.count_late(new.post_id);
  return null;
end $$;
create trigger deadline_changes after update of acknowledge_by on handbook.directives
  for each row when (old.acknowledge_by is distinct from new.acknowledge_by) execute function handbook.deadline_changes();

create or replace function handbook.tally_acknowledgement() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into handbook.acknowledgement_tallies as t (post_id, unit_id, unit_path, acknowledged, late)
  select new.post_id, m.unit_id, m.unit_path, 1, handbook.is_late(new.acknowledged_at, d.acknowledge_by)::int
  from handbook.members m, handbook.directives d
  where m.id = new.member_id and not m.activity_exempt and m.life_state = 'active' and d.post_id = new.post_id
  on conflict (post_id, unit_id) do update set acknowledged = t.acknowledged + 1, late = t.late + excluded.late;
  return null;
end $$;

create or replace function handbook.tallies_follow_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.life_state = 'active' and not old.activity_exempt then
    update handbook.acknowledgement_tallies t set acknowledged = t.acknowledged - 1,
      late = t.late - handbook.is_late(a.acknowledged_at, d.acknowledge_by)::int
    from handbook.acknowledgements a join handbook.directives d on d.post_id = a.post_id
    where a.member_id = old.id and t.post_id = a.post_id and t.unit_id = old.unit_id;
  end if;
  if new.life_state = 'active' and not new.activity_exempt then
    insert into handbook.acknowledgement_tallies as t (post_id, unit_id, unit_path, acknowledged, late)
    select a.post_id, new.unit_id, new.unit_path, 1, handbook.is_late(a.acknowledged_at, d.acknowledge_by)::int
    from handbook.acknowledgements a join handbook.directives d on d.post_id = a.post_id where a.member_id = new.id
    on conflict (post_id, unit_id) do update set acknowledged = t.acknowledged + 1, late = t.late + excluded.late;
  end if;
  return null;
end $$;

-- Definer: the log takes no direct writes. Only what the caller tracks can be reported.
create function handbook.log_report(of_post uuid, of_unit uuid, by_name boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  at_path text := (select u.path from handbook.units u where u.id = of_unit);
begin
  if at_path <@ handbook.scope('directive.track') then
    perform handbook.audit('directives.report', 'directives', of_post::text, null, at_path, null,
      jsonb_build_object('unit_id', of_unit, 'by_name', by_name));
  end if;
end $$;
grant execute on function handbook.log_report to authenticated;

-- public verbs ---------------------------------------------------------------------------------

create or replace function api.directive_tracking(post_id uuid, unit_id uuid default null) returns jsonb
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
  late bigint;
  overdue boolean;
begin
  select x.id, x.title, x.leaders_only, f.number, f.issued_on, d.acknowledge_by, d.wants_acknowledgement into p
  from handbook.posts x join handbook.directives d on d.post_id = x.id
  left join handbook.documents f on f.post_id = x.id where x.id = directive_tracking.post_id;
  overdue := coalesce(p.wants_acknowledgement and p.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date, false);
  by_name := unit.kind in ('cell', 'cell_group');
  if by_name then
    select coalesce(jsonb_agg(jsonb_build_object(
        'member_id', a.member_id, 'full_name', a.full_name, 'exempt', a.activity_exempt,
        'acknowledged_at', k.acknowledged_at, 'reminded_at', r.reminded_at,
        'late', not a.activity_exempt and (handbook.is_late(k.acknowledged_at, p.acknowledge_by) or overdue and k.member_id is null))
        order by a.sort_key), '[]'),
      count(*) filter (where not a.activity_exempt),
      count(k.member_id) filter (where not a.activity_exempt),
      count(*) filter (where not a.activity_exempt and handbook.is_late(k.acknowledged_at, p.acknowledge_by))
    into people, expected, acknowledged, late
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
      select left(t.unit_path, child_length) as path, sum(t.acknowledged) as n, sum(t.late) as late from handbook.acknowledgement_tallies t
      where not p.leaders_only and t.post_id = p.id and t.unit_path >= unit.path and t.unit_path < unit.path || '~' group by 1
    ), led as materialized (
      select left(l.unit_path, child_length) as path, count(distinct l.member_id) as meant,
        count(distinct l.member_id) filter (where l.acknowledged_at is not null) as given,
        count(distinct l.member_id) filter (
          where (l.acknowledged_at at time zone 'Asia/Ho_Chi_Minh')::date > p.acknowledge_by) as late
      from handbook.leaders_in(p.id, unit.path, unit.path || '~') l
      where p.leaders_only and not l.activity_exempt group by 1
    ), counted as (
      select c.id, c.name, c.kind, coalesce(m.n, l.meant, 0) as expected, coalesce(g.n, l.given, 0) as acknowledged,
        coalesce(g.late, l.late, 0) as late
      from child c left join meant m using (path) left join given g using (path) left join led l using (path)
      where p.wants_acknowledgement
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'unit_id', id, 'name', name, 'kind', kind, 'expected', counted.expected, 'acknowledged', counted.acknowledged,
        'late', counted.late)
        order by name), '[]'),
      coalesce(sum(counted.expected), 0), coalesce(sum(counted.acknowledged), 0),
      coalesce(sum(counted.late), 0)
    into children, expected, acknowledged, late from counted;
    if p.leaders_only and p.wants_acknowledgement then
      -- those who lead the unit itself stand in none of its children
      select coalesce(jsonb_agg(jsonb_build_object(
          'member_id', m.id, 'full_name', m.full_name, 'exempt', l.activity_exempt,
          'acknowledged_at', l.acknowledged_at, 'reminded_at', r.reminded_at,
          'late', not l.activity_exempt
            and (handbook.is_late(l.acknowledged_at, p.acknowledge_by) or overdue and l.acknowledged_at is null))
          order by m.sort_key), '[]'),
        expected + count(*) filter (where not l.activity_exempt),
        acknowledged + count(l.acknowledged_at) filter (where not l.activity_exempt),
        late + count(*) filter (where not l.activity_exempt and handbook.is_late(l.acknowledged_at, p.acknowledge_by))
      into people, expected, acknowledged, late
      from handbook.leaders_in(p.id, unit.path, unit.path) l
      join handbook.members m on m.id = l.member_id
      left join handbook.reminders r on r.post_id = p.id and r.member_id = l.member_id;
    end if;
  end if;
  return jsonb_build_object(
    'post_id', p.id, 'title', p.title, 'number', p.number, 'issued_on', p.issued_on, 'acknowledge_by', p.acknowledge_by,
    'overdue', overdue,
    'wants_acknowledgement', p.wants_acknowledgement, 'leaders_only', p.leaders_only,
    'unit', jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind),
    'expected', expected, 'acknowledged', acknowledged, 'late', late, 'children', children, 'people', people);
end $$;
comment on function api.directive_tracking is
  'Who has acknowledged a directive: by name in a cell, by count for each unit below (one for leaders: those of the unit itself by name). Of acknowledged, late is how many came after the deadline; overdue, whether it is over. Caller: directive.track over the unit. Errors: session.ended, directive.not_found.';

create function api.directive_report(post_id uuid, unit_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  seen jsonb := api.directive_tracking(directive_report.post_id, directive_report.unit_id);
  at_unit uuid := (seen #>> '{unit,unit_id}')::uuid;
begin
  perform handbook.log_report(directive_report.post_id, at_unit, seen -> 'people' <> '[]');
  return seen || jsonb_build_object(
    'made_by', (select m.full_name from handbook.members m where m.id = caller),
    'unit_names', (select handbook.unit_line(u.path) from handbook.units u where u.id = at_unit));
end $$;
comment on function api.directive_report is
  'The figures of api.directive_tracking to be printed or taken out, with who makes the report; the log says that it was made. Caller: directive.track over the unit. Errors: session.ended, directive.not_found.';

drop function api.directive_remind;
create function api.directive_remind(key uuid, post_id uuid, unit_id uuid default null, late_only boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'directive.remind', jsonb_build_array(post_id, unit_id, late_only));
  unit handbook.units;
  pause interval := make_interval(hours => (handbook.policy('directive.reminder') ->> 'again_after_hours')::int);
  overdue boolean;
  reminded int;
begin
  if answer is not null then
    return answer;
  end if;
  unit := handbook.tracking_unit(directive_remind.post_id, directive_remind.unit_id);
  overdue := coalesce((select d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date
                       from handbook.directives d where d.post_id = directive_remind.post_id), false);
  insert into handbook.reminders as r (post_id, member_id, reminded_by)
  select directive_remind.post_id, a.member_id, caller
  from handbook.addressees(directive_remind.post_id, unit.path) a
  where not a.activity_exempt and a.member_id <> caller and (overdue or not late_only)
    and not exists (select from handbook.acknowledgements k
                    where k.post_id = directive_remind.post_id and k.member_id = a.member_id)
  on conflict on constraint reminders_pkey do update
    set reminded_at = now(), reminded_by = excluded.reminded_by
    where r.reminded_at < now() - pause;
  get diagnostics reminded = row_count;
  return handbook.remember(key, jsonb_build_object('reminded', reminded));
end $$;
comment on function api.directive_remind is
  'Reminds those in the unit who have not acknowledged (never the exempt, nobody twice within the pause of policy directive.reminder); late_only, only where the deadline is over. Caller: directive.track over the unit. Errors: session.ended, directive.not_found, write.key_missing, write.key_reused.';
grant execute on function api.directive_report, api.directive_remind to authenticated;

notify pgrst, 'reload schema';
