-- Units change: founded, renamed, moved, merged, split, closed; each with its date and decision, and kept as history.

create type handbook.unit_event as enum ('founded', 'renamed', 'moved', 'merged', 'split', 'closed');

create table handbook.unit_events (
  id bigint generated always as identity primary key,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  kind handbook.unit_event not null,
  on_date date not null,
  decision text not null check (length(decision) between 3 and 200),
  other_id uuid references handbook.units,
  details jsonb not null default '{}',
  members int not null default 0,
  done_by uuid references handbook.members,
  done_at timestamptz not null default clock_timestamp()
);
comment on table handbook.unit_events is 'The history of units. Only added to.';
comment on column handbook.unit_events.other_id is 'The unit it was merged into, split from, or moved below.';
comment on column handbook.unit_events.members is 'How many members went along.';
create index unit_events_by_unit on handbook.unit_events (unit_id, id desc);
create index unit_events_by_other on handbook.unit_events (other_id, id desc) where other_id is not null;
create trigger audit_row after insert or update or delete on handbook.unit_events
  for each row execute function handbook.audit_row('id', '');
alter table handbook.unit_events enable row level security;
create policy "those who see a unit's members see its history" on handbook.unit_events
  for select to authenticated using (unit_path <@ (select handbook.scope('member.read', 'unit.manage')));
grant select on handbook.unit_events to authenticated;

create policy "those who manage units see them" on handbook.units
  for select to authenticated using (path <@ (select handbook.scope('unit.manage')));

-- rows follow the tree and their member ------------------------------------------------------------

-- Whoever puts a member into a unit or writes in a unit's name waits for a change of that unit, and the other
-- way round: else a path would be that of before, or somebody would end up in a unit just closed.
create or replace function handbook.member_follows_unit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  closed date;
begin
  select path, closed_on into strict new.unit_path, closed from handbook.units where id = new.unit_id for share;
  if closed is not null and (tg_op = 'INSERT' or old.unit_id <> new.unit_id) then
    perform handbook.fail('unit.closed', 409);
  end if;
  return new;
end $$;
create or replace function handbook.post_follows_unit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select path into strict new.unit_path from handbook.units where id = new.unit_id for share;
  new.updated_at := now();
  return new;
end $$;

-- Definer: whoever moves takes the record along; the offices of the new place read it from then on, the old no more.
create function handbook.record_follows_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update handbook.record_documents set unit_path = new.unit_path where member_id = new.id;
  update handbook.record_changes set unit_path = new.unit_path where member_id = new.id;
  update handbook.change_requests set unit_path = new.unit_path where member_id = new.id;
  return null;
end $$;
create trigger record_follows_member after update of unit_id, unit_path on handbook.members
  for each row when (old.unit_path is distinct from new.unit_path) execute function handbook.record_follows_member();

-- private helpers ----------------------------------------------------------------------------------

create function handbook.repath(old_path text, new_path text) returns void
language plpgsql set search_path = '' as $$
declare
  t record;
begin
  update handbook.units set path = new_path || substr(path, length(old_path) + 1)
  where path >= old_path and path < old_path || '~';
  for t in
    select c.oid::regclass::text as name
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'handbook'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname = 'unit_path' and not a.attisdropped and c.relname not like 'audit\_%'
    order by c.relname <> 'members', c.relname <> 'posts' -- the others look it up there
  loop
    execute format('update %s set unit_path = $2 || substr(unit_path, length($1) + 1) where unit_path >= $1 and unit_path < $1 || ''~''', t.name)
      using old_path, new_path;
  end loop;
end $$;
comment on function handbook.repath is 'A subtree gets a new place: every row that carries its path follows. The log keeps the path of its time.';

create function handbook.fits_below(child handbook.unit_kind, parent handbook.unit_kind) returns boolean
language sql immutable set search_path = '' as $$
  select case child
    when 'city' then false
    when 'cell_group' then parent = 'cell'
    when 'cell' then parent in ('ward', 'grassroots_body', 'sub_committee', 'city')
    when 'sub_committee' then parent in ('ward', 'grassroots_body')
    else parent = 'city' end
$$;

create function handbook.end_offices(of_members uuid[], of_units uuid[]) returns void
language sql set search_path = '' as $$
  update handbook.roles set ends_at = greatest(now(), starts_at)
  where unit_id = any (of_units) and (ends_at is null or ends_at > greatest(now(), starts_at))
    and (of_members is null or member_id = any (of_members) and kind <> 'member_in_charge')
$$;
comment on function handbook.end_offices is
  'For definer verbs that have checked the right: offices of everybody in units that close, or of those who leave a unit. One that would have begun later ends as it begins.';

-- Definer: units take no direct writes; checks the caller's right by itself.
create function handbook.change_unit(
  verb handbook.unit_event, of_unit uuid, on_date date, decision text,
  new_name text, new_code text, new_kind handbook.unit_kind, other uuid, member_ids uuid[]
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  mine handbook.path_ranges := handbook.scope('unit.manage');
  u handbook.units;
  o handbook.units;
  parent_path text;
  result uuid := of_unit;
  old_path text;
  went int := 0;
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  perform pg_advisory_xact_lock(hashtext('handbook.change_unit')); -- paths move one at a time
  select * into u from handbook.units where id = of_unit for update;
  parent_path := (select path from handbook.units where id = u.parent_id);
  -- Whoever founds needs the unit above; whoever changes a unit needs the one above it: no office abolishes itself.
  if u.id is null or not coalesce((case verb when 'founded' then u.path else parent_path end) <@ mine, false) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if u.closed_on is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  if on_date is null or on_date > today or on_date < greatest(date '1930-01-01', u.founded_on) then
    perform handbook.fail('unit.date_invalid', 422, '{"field": "on_date"}');
  end if;
  decision := btrim(coalesce(decision, ''));
  if length(decision) not between 3 and 200 then
    perform handbook.fail('unit.decision_missing', 422, '{"field": "decision"}');
  end if;
  new_name := btrim(regexp_replace(coalesce(new_name, ''), '\s+', ' ', 'g'));
  if verb in ('founded', 'renamed', 'split') and length(new_name) not between 2 and 200 then
    perform handbook.fail('unit.name_missing', 422, '{"field": "name"}');
  end if;
  new_code := nullif(btrim(new_code), '');
  if new_code !~ '^[0-9A-Za-z./-]{1,40}$' or new_code like 'auto-%' then
    perform handbook.fail('unit.code_invalid', 422, '{"field": "code"}');
  end if;
  if other is not null then
    select * into o from handbook.units where id = other for update;
    if o.id is null or not o.path <@ mine then
      perform handbook.fail('unit.not_found', 404, '{"field": "other_id"}');
    end if;
    if o.closed_on is not null then
      perform handbook.fail('unit.closed', 409, '{"field": "other_id"}');
    end if;
  end if;
  perform set_config('handbook.on_date', on_date::text, true);
  perform set_config('handbook.decision', decision, true);

  case verb
  when 'founded' then
    if new_kind is null or not handbook.fits_below(new_kind, u.kind) then
      perform handbook.fail('unit.kind_does_not_fit', 422, '{"field": "kind"}');
    end if;
    begin
      insert into handbook.units (parent_id, kind, code, name, founded_on)
      values (u.id, new_kind, coalesce(new_code, 'auto-' || gen_random_uuid()), new_name, on_date)
      returning id into result;
    exception when unique_violation then
      perform handbook.fail('unit.code_taken', 409, '{"field": "code"}');
    end;
    insert into handbook.unit_events (unit_id, unit_path, kind, on_date, decision, done_by)
    select n.id, n.path, 'founded', change_unit.on_date, change_unit.decision, caller from handbook.units n where n.id = result;
    return result;
  when 'renamed' then
    if new_name = u.name then
      perform handbook.fail('unit.name_missing', 422, '{"field": "name"}');
    end if;
    update handbook.units set name = new_name where id = u.id;
  when 'moved' then
    if o.id is null or o.path >= u.path and o.path < u.path || '~' or o.id = u.parent_id or not handbook.fits_below(u.kind, o.kind) then
      perform handbook.fail('unit.kind_does_not_fit', 422, '{"field": "other_id"}');
    end if;
    old_path := u.path;
    select count(*) into went from handbook.members m where m.life_state = 'active'
      and (u.kind = 'cell_group' and m.group_id = u.id or m.unit_path >= old_path and m.unit_path < old_path || '~');
    update handbook.units set parent_id = o.id where id = u.id;
    perform handbook.repath(old_path, o.path || right(old_path, 5));
    if u.kind = 'cell_group' then -- its members belong to the new cell from now on
      perform handbook.end_offices(array(select m.id from handbook.members m where m.group_id = u.id), array[u.parent_id]);
      update handbook.members set unit_id = o.id where group_id = u.id;
    end if;
    u.path := o.path || right(old_path, 5);
  when 'merged' then
    if o.id is null or o.id = u.id or o.kind <> u.kind or u.kind not in ('cell', 'cell_group')
       or u.kind = 'cell_group' and o.parent_id <> u.parent_id then
      perform handbook.fail('unit.kind_does_not_fit', 422, '{"field": "other_id"}');
    end if;
    select count(*) into went from handbook.members m
    where m.life_state = 'active' and u.id = case u.kind when 'cell' then m.unit_id else m.group_id end;
    if u.kind = 'cell' then
      update handbook.members set unit_id = o.id where unit_id = u.id;
      for old_path in select g.path from handbook.units g where g.parent_id = u.id and g.closed_on is null order by g.path loop
        update handbook.units set parent_id = o.id where path = old_path;
        perform handbook.repath(old_path, o.path || right(old_path, 5));
      end loop;
    else
      update handbook.members set group_id = o.id where group_id = u.id;
    end if;
  when 'split' then
    if u.kind not in ('cell', 'cell_group') then
      perform handbook.fail('unit.kind_does_not_fit', 422, '{"field": "kind"}');
    end if;
    if coalesce(cardinality(member_ids), 0) = 0 or exists (
        select from unnest(member_ids) chosen
        left join handbook.members m on m.id = chosen and u.id = case u.kind when 'cell' then m.unit_id else m.group_id end
          and m.life_state in ('active', 'suspended')
        where m.id is null)
       or not exists ( -- whoever takes everybody along renames
        select from handbook.members m where u.id = case u.kind when 'cell' then m.unit_id else m.group_id end
          and m.life_state in ('active', 'suspended') and m.id <> all (member_ids)) then
      perform handbook.fail('unit.members_missing', 422, '{"field": "member_ids"}');
    end if;
    begin
      insert into handbook.units (parent_id, kind, code, name, founded_on)
      values (u.parent_id, u.kind, coalesce(new_code, 'auto-' || gen_random_uuid()), new_name, on_date)
      returning id into result;
    exception when unique_violation then
      perform handbook.fail('unit.code_taken', 409, '{"field": "code"}');
    end;
    perform handbook.end_offices(member_ids, array(
      select x.id from handbook.units x where x.id = u.id or u.kind = 'cell' and x.parent_id = u.id));
    if u.kind = 'cell' then
      update handbook.members set unit_id = result, group_id = null where id = any (member_ids);
    else
      update handbook.members set group_id = result where id = any (member_ids);
    end if;
    went := cardinality(array(select distinct unnest(member_ids)));
    insert into handbook.unit_events (unit_id, unit_path, kind, on_date, decision, other_id, members, done_by)
    select n.id, n.path, 'split', change_unit.on_date, change_unit.decision, u.id, went, caller from handbook.units n where n.id = result;
    return result;
  when 'closed' then
    if exists (select from handbook.units c where c.parent_id = u.id and c.closed_on is null)
       or exists (select from handbook.members m where (m.unit_id = u.id or m.group_id = u.id) and m.life_state in ('active', 'suspended')) then
      perform handbook.fail('unit.not_empty', 409);
    end if;
  end case;

  if verb in ('merged', 'closed') then
    update handbook.units set closed_on = on_date where id = u.id;
    perform handbook.end_offices(null, array[u.id]);
    update handbook.role_proposals set settled_by = caller, settled_at = now(), accepted = false
    where unit_id = u.id and settled_at is null;
  end if;
  insert into handbook.unit_events (unit_id, unit_path, kind, on_date, decision, other_id, members, details, done_by)
  values (u.id, u.path, verb, on_date, decision, o.id, went,
    case verb when 'renamed' then jsonb_build_object('from', u.name, 'to', new_name)
      when 'moved' then jsonb_build_object('from', handbook.unit_name(u.parent_id)) else '{}' end, caller);
  return result;
end $$;
grant execute on function handbook.change_unit to authenticated;

-- Definer: counts and holders of offices in units that the caller reads or manages.
create function handbook.unit_summary(u handbook.units) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind,
    'code', case when u.code like 'auto-%' then null else u.code end, 'closed_on', u.closed_on, 'founded_on', u.founded_on,
    'members', case u.kind when 'cell_group'
      then (select count(*) from handbook.members m where m.group_id = u.id and m.life_state = 'active')
      else (select coalesce(sum(t.members), 0) from handbook.unit_tallies t where t.unit_path >= u.path and t.unit_path < u.path || '~') end,
    'children', (select count(*) from handbook.units c where c.parent_id = u.id and c.closed_on is null),
    'leader', (select m.full_name from handbook.roles r join handbook.members m on m.id = r.member_id
               where r.unit_id = u.id and r.kind in ('secretary', 'cell_group_leader') and r.starts_at <= now()
                 and (r.ends_at is null or now() < r.ends_at) order by r.kind limit 1))
  where u.path <@ handbook.scope('member.read', 'unit.manage')
$$;
grant execute on function handbook.unit_summary to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.units_outline(unit_id uuid default null, with_closed boolean default false) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.unit_summary(u) from handbook.units u
  where /*lock*/ u.path <@ (select handbook.scope('member.read', 'unit.manage')) /*end*/
    and case when units_outline.unit_id is not null then u.parent_id = units_outline.unit_id
        else not exists (select from handbook.units p where p.id = u.parent_id and p.path <@ (select handbook.scope('member.read', 'unit.manage'))) end
    and (with_closed or u.closed_on is null)
  order by u.closed_on is not null, case when u.code like 'auto-%' then '~' else u.code end, u.name limit 1000
$$;
comment on function api.units_outline is
  'The units directly below one, or the topmost that I may read, with counts. Caller: member.read or unit.manage over them. Errors: none, empty for others.';

create function api.unit_open(unit_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  u handbook.units;
begin
  perform handbook.require_me();
  select * into u from handbook.units x where x.id = unit_open.unit_id
    and /*lock*/ x.path <@ (select handbook.scope('member.read', 'unit.manage')) /*end*/;
  if u.id is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return handbook.unit_summary(u) || jsonb_build_object('unit_names', handbook.unit_line(u.path), 'parent_id', u.parent_id,
    'trail', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', a.id, 'name', a.name, 'kind', a.kind) order by a.path), '[]')
      from generate_series(1, length(u.path) / 5 - 1) depth join handbook.units a on a.path = left(u.path, 5 * depth)
      where a.path <@ (select handbook.scope('member.read', 'unit.manage'))),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'on_date', e.on_date, 'decision', e.decision,
        'about_me', e.unit_id = u.id, 'unit_name', handbook.unit_name(e.unit_id), 'other_name', handbook.unit_name(e.other_id), 'members', e.members,
        'details', e.details, 'done_at', e.done_at) order by e.id desc), '[]')
      from handbook.unit_events e where e.unit_id = u.id or e.other_id = u.id),
    'offices', handbook.offices_at(u.id),
    'may', (select coalesce(jsonb_agg(c), '[]') from unnest('{unit.manage,role.grant,role.confirm,record.edit,account.activate,record.import,record.export}'::text[]) c
            where u.path <@ handbook.scope(c)),
    'may_change', coalesce((select p.path from handbook.units p where p.id = u.parent_id) <@ handbook.scope('unit.manage'), false));
end $$;
comment on function api.unit_open is
  'One unit: its place, counts, offices and history. Caller: member.read or unit.manage over it. Errors: session.ended, unit.not_found.';

create function api.unit_change(
  key uuid, verb handbook.unit_event, unit_id uuid, on_date date, decision text, name text default null, code text default null,
  kind handbook.unit_kind default null, other_id uuid default null, member_ids uuid[] default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'unit_change');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.units u where u.id = unit_change.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('unit.manage')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('unit_id',
    handbook.change_unit(verb, unit_id, on_date, decision, name, code, kind, other_id, member_ids)));
end $$;
comment on function api.unit_change is
  'Founds a unit below one, renames, moves, merges, splits or closes it, with date and decision; members and history follow. Caller: unit.manage over the unit above. Errors: session.ended, write.key_missing, write.key_reused, unit.not_found, unit.closed, unit.date_invalid, unit.decision_missing, unit.name_missing, unit.kind_does_not_fit, unit.code_invalid, unit.code_taken, unit.members_missing, unit.not_empty.';

-- offices ------------------------------------------------------------------------------------------

create table handbook.role_proposals (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  kind handbook.role_kind not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  decision text not null,
  proposed_by uuid not null references handbook.members,
  proposed_at timestamptz not null default now(),
  settled_by uuid references handbook.members,
  settled_at timestamptz,
  accepted boolean
);
comment on table handbook.role_proposals is 'A role above the cell takes two officers: one proposes, another confirms.';
create unique index one_open_proposal on handbook.role_proposals (member_id, unit_id, kind) where settled_at is null;
create trigger audit_row after insert or update or delete on handbook.role_proposals
  for each row execute function handbook.audit_row('id', 'member_id');
alter table handbook.role_proposals enable row level security;
create policy "those who give roles see what is proposed in their scope" on handbook.role_proposals
  for select to authenticated using (unit_path <@ (select handbook.scope('role.confirm')));
create policy "whoever is to hold a role sees the proposal" on handbook.role_proposals
  for select to authenticated using (member_id = (select handbook.me()));
grant select on handbook.role_proposals to authenticated;
create index role_proposals_by_unit on handbook.role_proposals (unit_id) where settled_at is null;

-- Definer: holders of offices, for those who read or manage the unit.
create function handbook.offices_at(of_unit uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('role_id', r.id, 'role', r.kind, 'member_id', m.id, 'full_name', m.full_name,
      'starts_at', r.starts_at, 'ends_at', r.ends_at, 'decision', r.decision, 'present', r.ends_at is null or r.ends_at > greatest(now(), r.starts_at))
      order by r.ends_at <= greatest(now(), r.starts_at) nulls first, r.kind, m.sort_key), '[]')
  from handbook.roles r join handbook.units u on u.id = r.unit_id join handbook.members m on m.id = r.member_id
  where r.unit_id = of_unit and u.path <@ handbook.scope('member.read', 'role.grant')
$$;

create function handbook.role_fits(role handbook.role_kind, at handbook.unit_kind) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when role = 'cell_group_leader' then at = 'cell_group'
    when role in ('cell_clerk', 'treasurer', 'member_in_charge') then at = 'cell'
    when role in ('secretary', 'deputy_secretary', 'contributor') then at <> 'cell_group'
    when role in ('news_secretariat', 'editorial_board') then at = 'city'
    when role in ('system_admin', 'auditor') then at in ('city', 'ward')
    else at not in ('cell', 'cell_group') end
$$;

-- Definer: roles take no direct writes; checks the caller's right by itself.
create function handbook.give_role(
  to_member uuid, at_unit uuid, role handbook.role_kind, from_day date, to_day date, decided text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  u handbook.units;
  begins timestamptz;
  ends timestamptz;
  new_id uuid;
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  select * into u from handbook.units where id = at_unit for share; -- it must not close meanwhile
  if not coalesce(u.path <@ handbook.scope('role.grant'), false)
     or not coalesce(handbook.member_path(to_member) <@ handbook.scope('role.grant'), false) then
    perform handbook.fail('role.not_found', 404);
  end if;
  if to_member = caller then
    perform handbook.fail('role.not_for_oneself', 403);
  end if;
  if u.closed_on is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  if not handbook.role_fits(role, u.kind)
     or u.kind in ('cell', 'cell_group') and role <> 'member_in_charge'
        and not coalesce(handbook.member_path(to_member) <@ handbook.path_ranges(handbook.path_range(left(u.path, length(u.path) - case u.kind when 'cell_group' then 5 else 0 end),
          left(u.path, length(u.path) - case u.kind when 'cell_group' then 5 else 0 end) || '~')), false) then
    perform handbook.fail('role.does_not_fit', 422, '{"field": "role"}');
  end if;
  -- One gift at a time for a person, so that two officers don't give the same.
  perform from handbook.members m where m.id = to_member and m.life_state = 'active' for no key update;
  if not found then
    perform handbook.fail('role.does_not_fit', 422, '{"field": "member_id"}');
  end if;
  decided := btrim(coalesce(decided, ''));
  if length(decided) not between 3 and 200 then
    perform handbook.fail('unit.decision_missing', 422, '{"field": "decision"}');
  end if;
  if from_day is null or from_day < date '1930-01-01' or from_day > today + 366 then
    perform handbook.fail('unit.date_invalid', 422, '{"field": "starts_on"}');
  end if;
  if to_day < greatest(from_day, today) or to_day > today + 20 * 366 then
    perform handbook.fail('unit.date_invalid', 422, '{"field": "ends_on"}');
  end if;
  begins := case when from_day = today then now() else from_day::timestamp at time zone 'Asia/Ho_Chi_Minh' end;
  ends := (to_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
  if exists (select from handbook.roles r where r.member_id = to_member and r.unit_id = at_unit and r.kind = role
             and (r.ends_at is null or r.ends_at > greatest(now(), r.starts_at))) then
    perform handbook.fail('role.held_already', 409);
  end if;
  if u.kind in ('cell', 'cell_group') then
    insert into handbook.roles (member_id, unit_id, kind, starts_at, ends_at, decision)
    values (to_member, at_unit, role, begins, ends, decided) returning id into new_id;
    return jsonb_build_object('role_id', new_id);
  end if;
  insert into handbook.role_proposals (member_id, unit_id, unit_path, kind, starts_at, ends_at, decision, proposed_by)
  values (to_member, at_unit, u.path, role, begins, ends, decided, caller)
  on conflict (member_id, unit_id, kind) where settled_at is null do nothing returning id into new_id;
  if new_id is null then
    perform handbook.fail('role.held_already', 409);
  end if;
  return jsonb_build_object('proposal_id', new_id);
end $$;

-- Definer: as give_role.
create function handbook.settle_proposal(of_proposal uuid, accept boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  p handbook.role_proposals;
begin
  select * into p from handbook.role_proposals where id = of_proposal and settled_at is null for update;
  if p.id is null or not coalesce(p.unit_path <@ handbook.scope('role.confirm'), false) then
    perform handbook.fail('role.not_found', 404);
  end if;
  if accept and (p.proposed_by = caller or p.member_id = caller) then
    perform handbook.fail('role.needs_another', 403);
  end if;
  -- What was right when it was proposed may not be so any more.
  if accept then
    perform from handbook.units u where u.id = p.unit_id and u.closed_on is null for share;
    if not found then
      perform handbook.fail('unit.closed', 409);
    end if;
    perform from handbook.members m where m.id = p.member_id and m.life_state = 'active' for no key update;
    if not found or not handbook.member_path(p.member_id) <@ handbook.scope('role.confirm') then
      perform handbook.fail('role.does_not_fit', 422, '{"field": "member_id"}');
    end if;
    if p.ends_at <= now() then
      perform handbook.fail('unit.date_invalid', 422, '{"field": "ends_on"}');
    end if;
    if exists (select from handbook.roles r where r.member_id = p.member_id and r.unit_id = p.unit_id and r.kind = p.kind
               and (r.ends_at is null or r.ends_at > greatest(now(), r.starts_at))) then
      perform handbook.fail('role.held_already', 409);
    end if;
  end if;
  update handbook.role_proposals set settled_by = caller, settled_at = now(), accepted = accept where id = p.id;
  if accept then
    insert into handbook.roles (member_id, unit_id, kind, starts_at, ends_at, decision)
    values (p.member_id, p.unit_id, p.kind, greatest(p.starts_at, now()), p.ends_at, p.decision);
  end if;
end $$;

-- Definer: as give_role.
create function handbook.end_role(of_role uuid, on_day date, decided text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  r handbook.roles;
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
  ends timestamptz;
begin
  select x.* into r from handbook.roles x join handbook.units u on u.id = x.unit_id
  where x.id = of_role and u.path <@ handbook.scope('role.grant') and (x.ends_at is null or x.ends_at > now()) for update of x;
  if r.id is null then
    perform handbook.fail('role.not_found', 404);
  end if;
  if r.member_id = caller then
    perform handbook.fail('role.not_for_oneself', 403);
  end if;
  decided := btrim(coalesce(decided, ''));
  if length(decided) not between 3 and 200 then
    perform handbook.fail('unit.decision_missing', 422, '{"field": "decision"}');
  end if;
  -- Today means now, to the minute: a role ended at noon sees nothing at one minute past noon.
  ends := case when on_day = today then greatest(now(), r.starts_at)
    else greatest((on_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', r.starts_at) end;
  -- Ending never prolongs: that would give a role above the cell without a second officer.
  if on_day is null or on_day < today or on_day > today + 20 * 366 or ends > r.ends_at then
    perform handbook.fail('unit.date_invalid', 422, '{"field": "ends_on"}');
  end if;
  update handbook.roles set ends_at = ends, decision = concat_ws('; ', decision, decided) where id = r.id;
end $$;
grant execute on function handbook.offices_at, handbook.give_role, handbook.settle_proposal, handbook.end_role to authenticated;

create function api.role_give(key uuid, member_id uuid, unit_id uuid, role handbook.role_kind, starts_on date, decision text, ends_on date default null)
returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'role_give');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.units u where u.id = role_give.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('role.grant')) /*end*/) then
    perform handbook.fail('role.not_found', 404);
  end if;
  return handbook.remember(key, handbook.give_role(member_id, unit_id, role, starts_on, ends_on, decision));
end $$;
comment on function api.role_give is
  'Gives a role with dates and a decision: in a cell at once, above the cell as a proposal that another officer confirms. Caller: role.grant over the unit and the member, never for oneself. Errors: session.ended, write.key_missing, write.key_reused, role.not_found, role.not_for_oneself, role.does_not_fit, role.held_already, unit.closed, unit.decision_missing, unit.date_invalid.';

create function api.role_end(key uuid, role_id uuid, ends_on date, decision text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'role_end');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.roles r join handbook.units u on u.id = r.unit_id
                 where r.id = role_end.role_id and /*lock*/ u.path <@ (select handbook.scope('role.grant')) /*end*/) then
    perform handbook.fail('role.not_found', 404);
  end if;
  perform handbook.end_role(role_id, ends_on, decision);
  return handbook.remember(key, jsonb_build_object('role_id', role_id));
end $$;
comment on function api.role_end is
  'Ends a role: today means at once, live sessions included; a later day means the end of that day. Caller: role.grant over the unit, never for oneself. Errors: session.ended, write.key_missing, write.key_reused, role.not_found, role.not_for_oneself, unit.decision_missing, unit.date_invalid.';

-- Definer: names of the people in a proposal that the caller may see.
create function handbook.proposal_people(of_proposal uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('full_name', m.full_name, 'proposed_by', b.full_name)
  from handbook.role_proposals p join handbook.members m on m.id = p.member_id join handbook.members b on b.id = p.proposed_by
  where p.id = of_proposal and p.unit_path <@ handbook.scope('role.confirm')
$$;
grant execute on function handbook.proposal_people to authenticated;

create function api.role_proposals() returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('proposal_id', p.id, 'role', p.kind, 'unit_id', p.unit_id, 'unit_names', handbook.unit_line(p.unit_path),
    'starts_at', p.starts_at, 'ends_at', p.ends_at, 'decision', p.decision, 'proposed_at', p.proposed_at,
    'mine', p.proposed_by = (select handbook.me()) or p.member_id = (select handbook.me()))
    || handbook.proposal_people(p.id)
  from handbook.role_proposals p
  where p.settled_at is null and /*lock*/ p.unit_path <@ (select handbook.scope('role.confirm')) /*end*/
  order by p.proposed_at limit 200
$$;
comment on function api.role_proposals is 'Roles above the cell that wait for a second officer, in my scope. Caller: role.confirm. Errors: none, empty for others.';

create function api.role_settle(key uuid, proposal_id uuid, accept boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'role_settle');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.role_proposals p where p.id = role_settle.proposal_id
                 and /*lock*/ p.unit_path <@ (select handbook.scope('role.confirm')) /*end*/) then
    perform handbook.fail('role.not_found', 404);
  end if;
  perform handbook.settle_proposal(proposal_id, accept);
  return handbook.remember(key, jsonb_build_object('accepted', accept));
end $$;
comment on function api.role_settle is
  'Confirms or refuses a proposed role; whoever proposed it, or is to hold it, cannot confirm. Caller: role.confirm over the unit. Errors: session.ended, write.key_missing, write.key_reused, role.not_found, role.needs_another, role.does_not_fit, role.held_already, unit.closed, unit.date_invalid.';

grant execute on function api.units_outline, api.unit_open, api.unit_change, api.role_give, api.role_end, api.role_proposals,
  api.role_settle to authenticated;
