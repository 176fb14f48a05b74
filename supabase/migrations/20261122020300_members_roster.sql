-- The roster: lists, search and export of members; new members and moves between cells; saved filters.

create index members_by_phone_start on handbook.members (phone text_pattern_ops) where phone is not null;
create index members_by_card_start on handbook.members (card_number text_pattern_ops) where card_number is not null;

create table handbook.saved_filters (
  member_id uuid not null references handbook.members,
  name text not null check (name = btrim(name) and length(name) between 1 and 60),
  filter jsonb not null check (jsonb_typeof(filter) = 'object' and length(filter::text) < 4000),
  saved_at timestamptz not null default now(),
  removed boolean not null default false,
  primary key (member_id, name)
);
comment on table handbook.saved_filters is 'A question to the roster under a name, for its owner alone.';
create trigger audit_row after insert or update or delete on handbook.saved_filters
  for each row execute function handbook.audit_row('member_id', '');
alter table handbook.saved_filters enable row level security;
create policy "a member keeps the own filters" on handbook.saved_filters
  for all to authenticated using (member_id = (select handbook.me())) with check (member_id = (select handbook.me()));
grant select, insert, update on handbook.saved_filters to authenticated;

-- private helpers ----------------------------------------------------------------------------------

create function handbook.search_condition(wanted text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  q text := btrim(regexp_replace(coalesce(wanted, ''), '\s+', ' ', 'g'));
  digits text := regexp_replace(q, '[\s.()+-]', '', 'g');
  born text[] := regexp_match(q, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$');
  rest text;
  found date;
begin
  if q = '' then
    return 'true';
  elsif born is not null then
    found := handbook.date_of(born[3] || '-' || lpad(born[2], 2, '0') || '-' || lpad(born[1], 2, '0'), 'day');
    return coalesce(format('m.birth_date = %L', found), 'false');
  elsif digits ~ '^(19[0-9]{2}|20[01][0-9])$' then
    return format('m.birth_date between %L and %L', digits || '-01-01', digits || '-12-31');
  elsif digits ~ '^[0-9]{3,15}$' then
    rest := regexp_replace(digits, '^(84|0)', '');
    return format('(m.card_number like %L or m.phone like %L)', digits || '%', '+84' || rest || '%');
  end if;
  return coalesce((
    select string_agg(format('m.search_name like %L', '% ' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
    from regexp_split_to_table(handbook.folded(left(q, 100)), ' ') word where word <> ''), 'false');
end $$;
comment on function handbook.search_condition is
  'What was typed into the search box as a condition on members m: words of a name in any order and with any marks, a birth date or year, the beginning of a card or phone number.';

create function handbook.filter_condition(filters jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  f record;
  conditions text[] := '{}';
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  for f in select key, value #>> '{}' as value from jsonb_each(coalesce(filters, '{}')) where value <> 'null' loop
    conditions := conditions || case f.key
      when 'status' then format('m.status = %L', f.value::handbook.member_status)
      when 'life_state' then case f.value when 'any' then 'true' else format('m.life_state = %L', f.value::handbook.life_state) end
      when 'sex' then format('m.sex = %L', f.value::handbook.sex)
      when 'exempt' then format('m.activity_exempt = %L', f.value::boolean)
      when 'away' then format('m.working_away = %L', f.value::boolean)
      when 'group_id' then format('m.group_id = %L', f.value::uuid)
      when 'born_from' then format('m.birth_date >= %L', f.value::date)
      when 'born_to' then format('m.birth_date <= %L', f.value::date)
      when 'admitted_from' then format('m.admission_date >= %L', f.value::date)
      when 'admitted_to' then format('m.admission_date <= %L', f.value::date)
      when 'birthday_month' then format('extract(month from m.birth_date) = %L and m.birth_known_to <> ''year''', f.value::int)
      when 'milestone_month' then format(
        'extract(month from m.admission_date) = %L and %L - extract(year from m.admission_date) = any (%L::numeric[])',
        f.value::int, extract(year from today), (select array_agg(a::int) from jsonb_array_elements_text(handbook.policy('record.milestones') -> 'party_ages') a))
      when 'no_phone' then case when f.value::boolean then 'm.phone is null' else 'm.phone is not null' end
      else null end;
    if conditions[cardinality(conditions)] is null then
      perform handbook.fail('list.filter_closed', 422, jsonb_build_object('field', f.key));
    end if;
  end loop;
  if not coalesce(filters, '{}') ? 'life_state' then
    conditions := conditions || 'm.life_state = ''active'''::text;
  end if;
  return array_to_string(conditions, ' and ');
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
  perform handbook.fail('list.filter_invalid', 422, jsonb_build_object('field', f.key));
  return null;
end $$;
comment on function handbook.filter_condition is
  'The filters of a list as a condition; a closed set, in which no sensitive field stands.';

-- Definer: LIKE under row security could use no index. It returns ids already cut to the caller's scope.
create function handbook.find_members(
  capability text, unit_id uuid, wanted text, filters jsonb, order_by text, descending boolean, after_key text, after_id uuid, page_size int
) returns table (member_id uuid, place text)
language plpgsql stable security definer set search_path = '' as $$
declare
  mine handbook.path_ranges := handbook.scope(capability);
  here text := (select path from handbook.units u where u.id = find_members.unit_id);
  place text := case order_by when 'name' then 'm.sort_key' when 'birth' then 'coalesce(m.birth_date, ''0001-01-01'')::text collate "C"'
    when 'admission' then 'coalesce(m.admission_date, ''0001-01-01'')::text collate "C"'
    when 'unit' then '(m.unit_path || m.sort_key)' end;
  ranges text;
begin
  if mine = '{}' or unit_id is not null and here is null then
    return;
  end if;
  if place is null then
    perform handbook.fail('list.order_closed', 422, '{"field": "order_by"}');
  end if;
  -- Literals, so that the planner knows how much of the city is asked for.
  select string_agg(format('(m.unit_path >= %L and m.unit_path %s %L)', lower(r), case when upper_inc(r) then '<=' else '<' end, upper(r)), ' or ')
  into ranges from unnest(mine) r;
  if exists (select from handbook.units u where u.parent_id is null and u.path <@ mine and u.closed_on is null)
     and (select count(*) from handbook.units u where u.parent_id is null) = 1 then
    ranges := 'true';
  end if;
  return query execute format(
    'select m.id, %1$s from handbook.members m where (%2$s) and (%3$s) and (%4$s) and (%5$s) %6$s order by %1$s %7$s, m.id %7$s limit %8$s',
    place, ranges,
    case when here is null then 'true' else format('m.unit_path >= %L and m.unit_path < %L', here, here || '~') end,
    handbook.search_condition(wanted), handbook.filter_condition(filters),
    case when after_id is null then '' else format('and (%s, m.id) %s (%L, %L)', place, case when descending then '<' else '>' end, after_key, after_id) end,
    case when descending then 'desc' else 'asc' end, greatest(1, least(page_size, 500)));
end $$;
grant execute on function handbook.find_members to authenticated;

-- Definer: names of units for a page of a list, in one go; the tree of units is no secret.
create function handbook.names_of_units(ids uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(u.id, u.name), '{}') from handbook.units u where u.id = any (ids)
$$;

create function handbook.list_page(capability text, ids uuid[], places text[], columns text[]) returns setof jsonb
language sql stable set search_path = '' as $$
  with page as materialized (
    select m.*, f.place, f.n from unnest(ids, places) with ordinality as f(member_id, place, n)
    join handbook.members m on m.id = f.member_id
    where /*lock*/ m.unit_path <@ (select handbook.scope(capability)) /*end*/
  ), wanted as materialized (
    select f.field, f.class, f.typed from handbook.record_fields f where f.field = any (columns) and f.class <> 'sensitive'
  ), more as materialized (
    select v.member_id, jsonb_object_agg(v.field, case v.class when 'masked' then handbook.masked(v.value) else v.value end) as fields
    from (
      select d.member_id, w.field, w.class, d.document -> w.field as value
      from page join handbook.record_documents d on d.member_id = page.id
      join wanted w on w.class = d.class and not w.typed and d.document ? w.field
      union all
      select p.id, w.field, w.class, t.typed -> w.field
      from page p cross join lateral (select handbook.typed_values(m) as typed from handbook.members m where m.id = p.id) t
      join wanted w on w.typed and jsonb_typeof(t.typed -> w.field) <> 'null') v
    where cardinality(columns) > 0 group by v.member_id
  ), known as materialized (
    select handbook.names_of_units(array(select unit_id from page union select group_id from page)) as names
  )
  select jsonb_build_object('member_id', m.id, 'place', m.place, 'full_name', m.full_name, 'unit_id', m.unit_id,
    'unit_name', known.names ->> m.unit_id::text, 'group_name', known.names ->> m.group_id::text,
    'status', m.status, 'life_state', m.life_state,
    'sex', m.sex, 'birth_date', left(m.birth_date::text, case m.birth_known_to when 'year' then 4 when 'month' then 7 else 10 end),
    'admission_date', m.admission_date, 'official_date', m.official_date, 'phone', m.phone, 'email', m.email,
    'activity_exempt', m.activity_exempt, 'working_away', m.working_away, 'card_ending', right(m.card_number, 4),
    'more', case when cardinality(columns) > 0 then coalesce(x.fields, '{}') end)
  from page m cross join known left join more x on x.member_id = m.id order by m.n
$$;
comment on function handbook.list_page is
  'Invoker: the lines of a page, in order; row security cuts them again. Masked fields stay masked, sensitive ones are never in it.';

create function handbook.check_columns(columns text[]) returns void
language plpgsql stable set search_path = '' as $$
declare
  odd text;
begin
  select c into odd from unnest(columns) c
  where not exists (select from handbook.record_fields f where f.field = c and f.class <> 'sensitive') limit 1;
  if odd is not null then
    perform handbook.fail('list.column_closed', 422, jsonb_build_object('field', odd));
  end if;
end $$;
grant execute on function handbook.names_of_units, handbook.list_page, handbook.check_columns, handbook.search_condition, handbook.filter_condition to authenticated;

-- public verbs: lists ------------------------------------------------------------------------------

create function api.member_list(
  unit_id uuid default null, query text default '', filters jsonb default '{}', columns text[] default '{}',
  order_by text default 'name', descending boolean default false, after_key text default null, after_id uuid default null, page_size int default 50
) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  perform handbook.check_columns(columns);
  return query select l from (
    select array_agg(f.member_id order by f.n) as ids, array_agg(f.place order by f.n) as places
    from handbook.find_members('member.read', unit_id, query, filters, order_by, descending, after_key, after_id, page_size)
      with ordinality as f(member_id, place, n)) found,
    handbook.list_page('member.read', found.ids, found.places, columns) l;
end $$;
comment on function api.member_list is
  'Members of a unit and below, or of all I may read: searched, filtered, sorted, with more columns if wanted; keyset paging by place and id of the last line. Caller: member.read. Errors: list.filter_closed, list.filter_invalid, list.column_closed, list.order_closed; empty for others.';

-- Definer: as find_members; ids cut to the caller's scope.
create function handbook.count_members(unit_id uuid, wanted text, filters jsonb) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  mine handbook.path_ranges := handbook.scope('member.read');
  here text := (select path from handbook.units u where u.id = count_members.unit_id);
begin
  if mine = '{}' or unit_id is not null and here is null then
    return;
  end if;
  return query execute format('select m.id from handbook.members m where m.unit_path <@ $1 and (%s) and (%s) and (%s) limit 10000',
    case when here is null then 'true' else format('m.unit_path >= %L and m.unit_path < %L', here, here || '~') end,
    handbook.search_condition(wanted), handbook.filter_condition(filters)) using mine;
end $$;
grant execute on function handbook.count_members to authenticated;

create function api.member_count(unit_id uuid default null, query text default '', filters jsonb default '{}') returns int
language sql stable set search_path = '' as $$
  select count(*)::int from handbook.count_members(unit_id, query, filters)
$$;
comment on function api.member_count is
  'How many members a list would have, counted to 10,000. Caller: member.read. Errors: list.filter_closed, list.filter_invalid; 0 for others.';

-- Definer: the log takes no direct writes; logs only members whom the caller may export.
create function handbook.log_export(ids uuid[], why text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m record;
begin
  for m in select x.id, x.unit_path from handbook.members x
           where x.id = any (ids) and x.unit_path <@ (select handbook.scope('record.export')) loop
    perform handbook.audit('record.export', 'members', m.id::text, m.id, m.unit_path, null, jsonb_build_object('reason', why));
  end loop;
end $$;
grant execute on function handbook.log_export to authenticated;

create function api.member_export(
  reason text, unit_id uuid default null, query text default '', filters jsonb default '{}', columns text[] default '{}',
  order_by text default 'name', descending boolean default false, after_key text default null, after_id uuid default null, page_size int default 500
) returns setof jsonb
language plpgsql set search_path = '' as $$
declare
  rows jsonb[];
begin
  perform handbook.require_me();
  if length(btrim(coalesce(reason, ''))) < 3 then
    perform handbook.fail('record.reason_missing', 422, '{"field": "reason"}');
  end if;
  perform handbook.check_columns(columns);
  select array(select handbook.list_page('record.export', found.ids, found.places, columns)) into rows from (
    select array_agg(f.member_id order by f.n) as ids, array_agg(f.place order by f.n) as places
    from handbook.find_members('record.export', unit_id, query, filters, order_by, descending, after_key, after_id, page_size)
      with ordinality as f(member_id, place, n)) found;
  perform handbook.log_export((select array_agg((r ->> 'member_id')::uuid) from unnest(rows) r), btrim(reason));
  return query select unnest(rows);
end $$;
comment on function api.member_export is
  'A page of a list to be taken out, as api.member_list; each member''s log says so with the reason. Caller: record.export. Errors: session.ended, record.reason_missing, list.filter_closed, list.filter_invalid, list.column_closed, list.order_closed; empty for others.';

-- public verbs: saved filters ------------------------------------------------------------------------

create function api.my_filters() returns table (name text, filter jsonb)
language sql stable set search_path = '' as $$
  select s.name, s.filter from handbook.saved_filters s
  where /*lock*/ s.member_id = (select handbook.me()) /*end*/ and not s.removed order by s.saved_at
$$;
comment on function api.my_filters is 'My saved filters. Caller: any member. Errors: none, empty without an active member.';

create function api.filter_save(name text, filter jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if length(btrim(coalesce(name, ''))) not between 1 and 60 or jsonb_typeof(filter) is distinct from 'object' or length(filter::text) >= 4000 then
    perform handbook.fail('list.filter_invalid', 422, '{"field": "name"}');
  end if;
  if (select count(*) from handbook.saved_filters s where s.member_id = caller and not s.removed) >= 50 then
    perform handbook.fail('list.too_many_filters', 409);
  end if;
  insert into handbook.saved_filters as s (member_id, name, filter) values (caller, btrim(filter_save.name), filter_save.filter)
  on conflict on constraint saved_filters_pkey do update set filter = excluded.filter, removed = false, saved_at = now();
end $$;
comment on function api.filter_save is 'Keeps a question to the roster under a name. Caller: any member, for oneself. Errors: session.ended, list.filter_invalid, list.too_many_filters.';

create function api.filter_remove(name text) returns void
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  update handbook.saved_filters s set removed = true where s.member_id = caller and s.name = filter_remove.name;
end $$;
comment on function api.filter_remove is 'Forgets a saved filter. Caller: any member, for oneself. Errors: session.ended.';

-- public verbs: new members, moves -------------------------------------------------------------------

-- Definer: members take no direct writes; checks the caller's right by itself.
create function handbook.add_member(to_unit uuid, fields jsonb, why text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  u handbook.units;
  new_id uuid;
begin
  perform handbook.require_me();
  select * into u from handbook.units where id = to_unit for share; -- it must not close meanwhile
  if not coalesce(u.path <@ handbook.scope('record.edit'), false) or u.kind <> 'cell' then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if u.closed_on is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  if length(btrim(coalesce(why, ''))) < 3 then
    perform handbook.fail('record.reason_missing', 422, '{"field": "reason"}');
  end if;
  perform set_config('handbook.decision', btrim(why), true);
  new_id := handbook.insert_member(u.id, fields);
  perform handbook.write_record(new_id, fields - 'full_name' - 'status', 'staff', btrim(why));
  return new_id;
end $$;

create function handbook.insert_member(to_unit uuid, fields jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  new_id uuid;
  f handbook.record_fields;
  fault text;
begin
  foreach f in array array(select r from handbook.record_fields r where r.field in ('full_name', 'status')) loop
    fault := handbook.field_fault(f, fields -> f.field);
    if fault is not null then
      perform handbook.fail('record.field_invalid', 422, jsonb_build_object('field', f.field, 'fault', fault));
    end if;
  end loop;
  if length(fields ->> 'full_name') not between 2 and 100 then
    perform handbook.fail('record.field_invalid', 422, '{"field": "full_name", "fault": "too_long"}');
  end if;
  insert into handbook.members (unit_id, unit_path, full_name, status)
  values (to_unit, '', fields ->> 'full_name', (fields ->> 'status')::handbook.member_status) returning id into new_id;
  return new_id;
end $$;
comment on function handbook.insert_member is 'For definer verbs that have checked the right and that write the other fields through write_record.';

-- Definer: as add_member.
create function handbook.move_member(who uuid, to_unit uuid, to_group uuid, on_date date, decision text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m handbook.members;
  u handbook.units;
begin
  perform handbook.require_me();
  -- The unit must not close meanwhile; locked before the member, as everywhere, so that nobody waits in a ring.
  select * into u from handbook.units where id = to_unit for share;
  select * into m from handbook.members where id = who for update;
  if not coalesce(m.unit_path <@ handbook.scope('record.edit'), false) then
    perform handbook.fail('member.not_found', 404);
  end if;
  if not coalesce(u.path <@ handbook.scope('record.edit'), false) or u.kind <> 'cell'
     or to_group is not null and not exists (select from handbook.units g where g.id = to_group and g.parent_id = u.id and g.kind = 'cell_group' and g.closed_on is null) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if u.closed_on is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  if on_date is null or on_date > (now() at time zone 'Asia/Ho_Chi_Minh')::date then
    perform handbook.fail('unit.date_invalid', 422, '{"field": "on_date"}');
  end if;
  if length(btrim(coalesce(decision, ''))) < 3 then
    perform handbook.fail('unit.decision_missing', 422, '{"field": "decision"}');
  end if;
  perform set_config('handbook.on_date', on_date::text, true);
  perform set_config('handbook.decision', btrim(decision), true);
  if m.unit_id <> u.id then
    -- Offices of the old cell end with the move.
    perform handbook.end_offices(array[m.id], array(
      select r.unit_id from handbook.roles r join handbook.units held on held.id = r.unit_id
      where r.member_id = m.id and held.kind in ('cell', 'cell_group')));
  end if;
  update handbook.members set unit_id = u.id, group_id = to_group, updated_at = now() where id = m.id;
end $$;
-- Definer: as move_member, which checks the rights over each person and the cell.
create function handbook.regroup_members(who uuid[], cell uuid, to_group uuid, on_date date, decision text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  former jsonb;
  one uuid;
begin
  perform handbook.require_me();
  if coalesce(cardinality(who), 0) not between 1 and 500 then
    perform handbook.fail('group.nobody_chosen', 422, '{"field": "member_ids"}');
  end if;
  select jsonb_agg(jsonb_build_object('member_id', m.id, 'group_id', m.group_id)) into former
  from handbook.members m where m.id = any (who) and m.unit_id = cell;
  for one in select distinct w from unnest(who) w order by w loop
    perform handbook.move_member(one, cell, to_group, on_date, decision);
  end loop;
  -- Somebody who has left the cell meanwhile is not brought back by a list of before.
  if coalesce(jsonb_array_length(former), 0) <> (select count(distinct w) from unnest(who) w) then
    perform handbook.fail('group.not_in_cell', 409, '{"field": "member_ids"}');
  end if;
  return jsonb_build_object('moved', jsonb_array_length(former), 'former', former);
end $$;
grant execute on function handbook.add_member, handbook.move_member, handbook.regroup_members to authenticated;

create function api.member_add(key uuid, unit_id uuid, fields jsonb, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'member_add');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.units u where u.id = member_add.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('record.edit')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('member_id', handbook.add_member(unit_id, fields, reason)));
end $$;
comment on function api.member_add is
  'A new member in a cell, with the fields of the record that are known. Caller: record.edit over the cell. Errors: session.ended, write.key_missing, write.key_reused, unit.not_found, unit.closed, record.reason_missing, record.field_unknown, record.field_invalid, record.value_taken.';

create function api.member_move(key uuid, member_id uuid, unit_id uuid, on_date date, decision text, group_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'member_move');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = member_move.member_id
                 and /*lock*/ m.unit_path <@ (select handbook.scope('record.edit')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  perform handbook.move_member(member_id, unit_id, group_id, on_date, decision);
  return handbook.remember(key, jsonb_build_object('member_id', member_id));
end $$;
comment on function api.member_move is
  'Moves a member to another cell or cell group in one''s scope (internal transfer), with date and decision; offices of the old cell end. Caller: record.edit over both. Errors: session.ended, write.key_missing, write.key_reused, member.not_found, unit.not_found, unit.closed, unit.date_invalid, unit.decision_missing.';

create function api.members_regroup(key uuid, unit_id uuid, member_ids uuid[], on_date date, decision text, group_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'members_regroup');
begin
  if earlier is not null then
    return earlier;
  end if;
  if exists (select from unnest(member_ids) w where not exists (select from handbook.members m where m.id = w
             and /*lock*/ m.unit_path <@ (select handbook.scope('record.edit')) /*end*/)) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, handbook.regroup_members(member_ids, unit_id, group_id, on_date, decision));
end $$;
comment on function api.members_regroup is
  'Puts members of one cell into one of its cell groups, or without one into none, all or nobody, with date and decision; tells in which group each was before. Caller: record.edit over them. Errors: session.ended, write.key_missing, write.key_reused, member.not_found, unit.not_found, unit.closed, unit.date_invalid, unit.decision_missing, group.nobody_chosen, group.not_in_cell.';

create function api.member_timeline(member_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  person handbook.members;
begin
  perform handbook.require_me();
  select * into person from handbook.members m
  where m.id = member_timeline.member_id and /*lock*/ (m.id = handbook.me() or m.unit_path <@ (select handbook.scope('member.read'))) /*end*/;
  if person.id is null or person.id <> handbook.me() and handbook.my_classes(person.unit_path) = '{}' then
    perform handbook.fail('member.not_found', 404);
  end if;
  perform handbook.log_reading(person.id, 'record.history', 'timeline');
  return (select coalesce(jsonb_agg(line order by (line ->> 'on') desc, line ->> 'what'), '[]') from (
    select jsonb_build_object('what', 'admitted', 'on', person.admission_date) as line where person.admission_date is not null
    union all select jsonb_build_object('what', 'official', 'on', person.official_date) where person.official_date is not null
    union all select jsonb_build_object('what', 'ended', 'on', person.ended_on, 'state', person.life_state) where person.ended_on is not null
    union all select jsonb_build_object('what', 'joined_unit', 'on', s.starts_on, 'unit_names', handbook.unit_line(s.unit_path) || array_remove(array[handbook.unit_name(s.group_id)], null), 'reason', s.reason)
      from handbook.memberships s where s.member_id = person.id and s.starts_on is not null
    union all select jsonb_build_object('what', 'role_began', 'on', (r.starts_at at time zone 'Asia/Ho_Chi_Minh')::date, 'role', r.kind, 'unit_name', handbook.unit_name(r.unit_id), 'reason', r.decision)
      from handbook.roles r where r.member_id = person.id
    union all select jsonb_build_object('what', 'role_ended', 'on', (r.ends_at at time zone 'Asia/Ho_Chi_Minh')::date, 'role', r.kind, 'unit_name', handbook.unit_name(r.unit_id), 'reason', r.decision)
      from handbook.roles r where r.member_id = person.id and r.ends_at <= now()
    union all select jsonb_build_object('what', 'changed', 'on', (c.changed_at at time zone 'Asia/Ho_Chi_Minh')::date, 'fields', jsonb_agg(distinct c.field), 'source', c.source)
      from handbook.record_changes c where c.member_id = person.id group by (c.changed_at at time zone 'Asia/Ho_Chi_Minh')::date, c.source) lines);
end $$;
comment on function api.member_timeline is
  'What happened to a member, newest first: dates, cells, offices, changes of the record (fields, not values). Caller: the member, or member.read over the member; logged. Errors: session.ended, member.not_found.';

grant execute on function api.member_list, api.member_count, api.member_export, api.my_filters, api.filter_save, api.filter_remove,
  api.member_add, api.member_move, api.members_regroup, api.member_timeline to authenticated;

notify pgrst, 'reload schema';
