-- Imports: somebody else's list of members, read, tried, then taken over line by line; or put beside ours.

create type handbook.import_purpose as enum ('add', 'compare');
create type handbook.import_state as enum ('staging', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'dropped', 'expired');
create type handbook.import_row_state as enum ('staged', 'checked', 'applied', 'failed', 'undone');

create index members_by_search_name on handbook.members (search_name);
create index record_documents_by_personal_id on handbook.record_documents ((document ->> 'personal_id')) where class = 'masked';

create table handbook.imports (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  purpose handbook.import_purpose not null,
  state handbook.import_state not null default 'staging',
  file_name text not null check (length(file_name) between 1 and 200),
  heads jsonb not null check (jsonb_typeof(heads) = 'array'),
  head_key text not null,
  mapping jsonb not null default '[]',
  encoding text,
  head_row int not null default 1,
  stamp_denied boolean not null default false,
  total int,
  counts jsonb,
  started_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table handbook.imports is 'A list that somebody brought. Its owner alone sees it, while the right to import there lasts.';
comment on column handbook.imports.mapping is 'For each column of the sheet the field it holds, or null.';
comment on column handbook.imports.total is 'How many rows the sheet has; null while they are still being brought.';
comment on column handbook.imports.stamp_denied is
  'The name looks like that of a classified paper; whoever brought it has confirmed that it is none.';
comment on column handbook.imports.counts is 'What its lines were counted as when they were deleted; null while they are there.';
comment on column handbook.imports.head_key is 'Digest of the headings: the mapping made by hand is found again by it.';
create index imports_with_lines on handbook.imports (changed_at) where counts is null;
create index imports_by_member on handbook.imports (member_id, started_at desc);
create trigger audit_row after insert or update or delete on handbook.imports
  for each row execute function handbook.audit_row('id', '');
create trigger audit_stamp_denial after insert on handbook.imports
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', '', 'file_name');
alter table handbook.imports enable row level security;
create policy "an importer sees the own imports while the right lasts" on handbook.imports
  for select to authenticated using (member_id = (select handbook.me()) and unit_path <@ (select handbook.scope('record.import')));
create policy "an importer begins imports where the right reaches" on handbook.imports
  for insert to authenticated with check (member_id = (select handbook.me()) and unit_path <@ (select handbook.scope('record.import')));
create policy "an importer carries the own imports on" on handbook.imports
  for update to authenticated using (member_id = (select handbook.me()) and unit_path <@ (select handbook.scope('record.import')));
grant select, insert, update on handbook.imports to authenticated;

create table handbook.import_rows (
  import_id uuid not null references handbook.imports,
  row_no int not null,
  unit_path text collate "C" not null,
  raw jsonb not null default '[]',
  cell_id uuid references handbook.units,
  fields jsonb not null default '{}',
  faults jsonb not null default '[]',
  wrong boolean not null default false,
  kind text check (kind in ('new', 'match', 'same', 'extra')),
  match_id uuid references handbook.members,
  matched_by text check (matched_by in ('card', 'personal_id', 'name')),
  differences jsonb not null default '{}',
  decision text check (decision in ('take', 'new', 'keep', 'later')),
  take_fields text[],
  state handbook.import_row_state not null default 'staged',
  problem text,
  done_member uuid,
  primary key (import_id, row_no)
);
comment on table handbook.import_rows is
  'The lines of a list while they are tried and decided; what is taken over is logged and versioned in the records themselves.';
comment on column handbook.import_rows.row_no is 'Row of the sheet; below zero for members of ours that the list does not name.';
comment on column handbook.import_rows.differences is 'Field by field what we hold where the list says something else.';
comment on column handbook.import_rows.decision is
  'take: write it (into the matched member); new: somebody else than the match, insert; keep ours; later; null: a person has to say.';
create index import_rows_open on handbook.import_rows (import_id, row_no) where state = 'checked';
create index import_rows_by_match on handbook.import_rows (match_id) where match_id is not null;
create index import_rows_by_done on handbook.import_rows (done_member) where done_member is not null;
alter table handbook.import_rows enable row level security;
create policy "an importer sees the lines of the own imports" on handbook.import_rows
  for select to authenticated using (
    unit_path <@ (select handbook.scope('record.import'))
    and exists (select from handbook.imports i where i.id = import_id));
create policy "an importer stages lines of the own imports" on handbook.import_rows
  for insert to authenticated with check (
    unit_path <@ (select handbook.scope('record.import'))
    and exists (select from handbook.imports i where i.id = import_id));
create policy "an importer decides on lines of the own imports" on handbook.import_rows
  for update to authenticated using (
    unit_path <@ (select handbook.scope('record.import'))
    and exists (select from handbook.imports i where i.id = import_id));
grant select, insert, update on handbook.import_rows to authenticated;

create table handbook.import_mappings (
  member_id uuid not null references handbook.members,
  head_key text not null,
  mapping jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (member_id, head_key)
);
comment on table handbook.import_mappings is 'Columns that somebody matched by hand, for the next list with the same headings.';
create trigger audit_row after insert or update or delete on handbook.import_mappings
  for each row execute function handbook.audit_row('member_id', '');
alter table handbook.import_mappings enable row level security;
create policy "a member keeps the own mappings" on handbook.import_mappings
  for all to authenticated using (member_id = (select handbook.me())) with check (member_id = (select handbook.me()));
grant select, insert, update on handbook.import_mappings to authenticated;

-- private helpers ----------------------------------------------------------------------------------

create function handbook.my_import(wanted uuid, variadic states handbook.import_state[]) returns handbook.imports
language plpgsql set search_path = '' as $$
declare
  i handbook.imports;
begin
  perform handbook.require_me();
  select * into i from handbook.imports x where x.id = wanted;
  if i.id is null then
    perform handbook.fail('import.not_found', 404);
  end if;
  if i.state <> all (states) then
    perform handbook.fail('import.wrong_state', 409, jsonb_build_object('state', i.state));
  end if;
  return i;
end $$;
comment on function handbook.my_import is 'Invoker: an import of the caller in one of these states, or the refusal.';

-- Definer: for definer functions, which no row security cuts; the caller's own import where the right lasts.
create function handbook.own_import(of_import uuid) returns handbook.imports
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  mine handbook.path_ranges := handbook.scope('record.import');
  i handbook.imports;
begin
  select * into i from handbook.imports x where x.id = of_import and x.member_id = caller and x.unit_path <@ mine;
  if i.id is null then
    perform handbook.fail('import.not_found', 404);
  end if;
  return i;
end $$;

create function handbook.with_masks(fields jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(e.key, case f.class when 'masked' then handbook.masked(e.value) else e.value end), '{}')
  from jsonb_each(fields) e left join handbook.record_fields f on f.field = e.key
$$;
comment on function handbook.with_masks is 'Values of a record with the long numbers masked: seen in full only by a logged tap.';

create function handbook.fault_line(field text, kind text, weight text, seen text default null, hint text default null) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('field', field, 'kind', kind, 'weight', weight, 'seen', seen, 'hint', hint)
$$;

create function handbook.is_born(m_birth date, m_known text, written text) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when m_birth is null or written is null then false
    when m_known = 'year' or length(written) = 4 then left(m_birth::text, 4) = left(written, 4)
    when m_known = 'month' or length(written) = 7 then left(m_birth::text, 7) = left(written, 7)
    else m_birth::text = written end
$$;

-- Definer: looks for a person among everybody, since a card number is one of a kind in the whole city; what it
-- finds outside the caller's scope is named to nobody. By name only below the import's unit.
create function handbook.match_member(f jsonb, below text) returns table (member_id uuid, matched_by text)
language sql stable security definer set search_path = '' as $$
  select found.id, found.how from (
    select m.id, 'card' as how, 1 as n, m.life_state from handbook.members m where m.card_number = f ->> 'card_number'
    union all
    select d.member_id, 'personal_id', 2, m.life_state from handbook.record_documents d join handbook.members m on m.id = d.member_id
    where d.class = 'masked' and d.document ->> 'personal_id' = f ->> 'personal_id'
    union all
    select m.id, 'name', 3, m.life_state from handbook.members m
    where m.search_name = ' ' || handbook.folded(f ->> 'full_name') and handbook.is_born(m.birth_date, m.birth_known_to, f ->> 'birth_date')
      and m.unit_path >= below and m.unit_path < below || '~'
  ) found
  order by found.n, found.life_state, found.id limit 1
$$;

create function handbook.judge_row(
  i handbook.imports, r handbook.import_rows, mine handbook.path_ranges, classes handbook.field_class[]
) returns handbook.import_rows
language plpgsql stable set search_path = '' as $$
declare
  m handbook.members;
  ours jsonb;
  closed text;
begin
  r.kind := 'new';
  select found.member_id, found.matched_by into r.match_id, r.matched_by from handbook.match_member(r.fields, i.unit_path) found;
  if r.match_id is not null then
    select * into m from handbook.members x where x.id = r.match_id;
    if r.matched_by = 'name' and not m.unit_path <@ mine then
      r.match_id := null;
      r.matched_by := null;
    elsif r.matched_by <> 'name' and not coalesce(m.unit_path <@ mine and m.unit_path >= i.unit_path and m.unit_path < i.unit_path || '~', false) then
      r.faults := r.faults || handbook.fault_line(case r.matched_by when 'card' then 'card_number' else 'personal_id' end,
        r.matched_by || '_elsewhere', 'error');
      r.match_id := null;
      r.matched_by := null;
    elsif r.matched_by <> 'name' and handbook.folded(m.full_name) <> handbook.folded(r.fields ->> 'full_name')
          and not coalesce(handbook.is_born(m.birth_date, m.birth_known_to, r.fields ->> 'birth_date'), false) then
      r.faults := r.faults || handbook.fault_line(case r.matched_by when 'card' then 'card_number' else 'personal_id' end,
        r.matched_by || '_of_other', 'error', null, m.full_name);
      r.match_id := null;
      r.matched_by := null;
    else
      r.kind := 'match';
      if m.full_name <> r.fields ->> 'full_name' then
        r.faults := r.faults || handbook.fault_line('full_name', 'other_spelling', 'ask', r.fields ->> 'full_name', m.full_name);
      elsif r.matched_by = 'name' then
        r.faults := r.faults || handbook.fault_line('full_name', 'maybe_same', 'ask', r.fields ->> 'full_name', handbook.unit_name(m.unit_id));
      end if;
      if r.cell_id is not null and m.unit_id <> r.cell_id then
        r.faults := r.faults || handbook.fault_line('unit', 'unit_differs', 'note', handbook.unit_name(r.cell_id), handbook.unit_name(m.unit_id));
      end if;
      -- What is known already need not stand in the list.
      r.faults := (select coalesce(jsonb_agg(f order by n), '[]') from jsonb_array_elements(r.faults) with ordinality as x(f, n)
                   where f ->> 'kind' <> 'missing');
      ours := handbook.record_values(m.id, classes);
      select coalesce(jsonb_object_agg(v.key, ours -> v.key), '{}') into r.differences
      from jsonb_each(r.fields) v where (ours -> v.key) is distinct from v.value;
      if r.differences = '{}' then
        r.kind := 'same';
        r.faults := (select coalesce(jsonb_agg(f order by n), '[]') from jsonb_array_elements(r.faults) with ordinality as x(f, n)
                     where f ->> 'weight' <> 'ask'); -- nothing would change: nothing to ask
      elsif m.id = handbook.me() then
        r.faults := r.faults || handbook.fault_line('full_name', 'oneself', 'error');
      end if;
    end if;
  end if;
  for closed in select f.field from handbook.record_fields f where r.fields ? f.field and f.class <> all (classes) loop
    r.faults := r.faults || handbook.fault_line(closed, 'field_closed', 'error');
  end loop;
  r.wrong := exists (select from jsonb_array_elements(r.faults) f where f ->> 'weight' = 'error');
  r.decision := case
    when r.kind = 'same' then 'keep'
    when i.purpose = 'compare' or r.wrong then null
    when exists (select from jsonb_array_elements(r.faults) f where f ->> 'weight' = 'ask') then null
    else 'take' end;
  r.state := 'checked';
  return r;
end $$;

-- Definer: judges lines beside members whom the importer may not see by name, and tells of those only that they
-- are. Checks owner and right by itself; rights are worked out once for a batch, at the import's unit.
create function handbook.judge_rows(of_import uuid, rows jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  mine handbook.path_ranges := handbook.scope('record.import');
  i handbook.imports;
  classes handbook.field_class[];
  x jsonb;
  r handbook.import_rows;
  written int := 0;
begin
  i := handbook.own_import(of_import);
  if i.state <> 'checking' then
    perform handbook.fail('import.not_found', 404);
  end if;
  classes := handbook.my_classes(i.unit_path);
  -- One by one by the key: a join would be planned for a table that was empty a minute ago.
  for x in select e from jsonb_array_elements(rows) e loop
    select * into r from handbook.import_rows o where o.import_id = i.id and o.row_no = (x ->> 'n')::int and o.state = 'staged';
    continue when r.row_no is null;
    r.fields := x -> 'fields';
    r.cell_id := x ->> 'cell_id';
    r.faults := x -> 'faults';
    if r.cell_id is not null and not exists (select from handbook.units u where u.id = r.cell_id and u.path <@ mine) then
      r.cell_id := null;
      r.faults := r.faults || handbook.fault_line('unit', 'unit_unknown', 'error');
    end if;
    r := handbook.judge_row(i, r, mine, classes);
    update handbook.import_rows o set fields = r.fields, cell_id = r.cell_id, faults = r.faults, wrong = r.wrong, kind = r.kind,
      match_id = r.match_id, matched_by = r.matched_by, differences = r.differences, decision = r.decision, state = r.state
    where o.import_id = i.id and o.row_no = r.row_no;
    written := written + 1;
  end loop;
  return written;
end $$;

-- Definer: marks what stands twice in a list; for its owner alone.
create function handbook.mark_twice(of_import uuid) returns void
language sql security definer set search_path = '' as $$
  with keyed as materialized (
    select r.row_no, f.field, f.value
    from handbook.import_rows r cross join lateral (values
      ('card_number', r.fields ->> 'card_number'), ('personal_id', r.fields ->> 'personal_id'),
      ('person', case when not (r.fields ? 'card_number' or r.fields ? 'personal_id')
        then handbook.folded(r.fields ->> 'full_name') || '|' || (r.fields ->> 'birth_date') end)) f(field, value)
    where r.import_id = of_import and r.row_no > 0 and f.value is not null
      and exists (select from handbook.imports i where i.id = of_import and i.member_id = handbook.me())
  ), twice as materialized (
    select k.field, array_agg(k.row_no order by k.row_no) as row_nos from keyed k group by k.field, k.value having count(*) > 1
  ), told as materialized (
    select n as row_no, jsonb_agg(handbook.fault_line(t.field, t.field || '_twice', 'error', null,
      array_to_string((array_remove(t.row_nos, n))[1:10], ', '))) as faults
    from twice t, unnest(t.row_nos) n group by n
  )
  update handbook.import_rows r set wrong = true, decision = null, faults = r.faults || told.faults
  from told where r.import_id = of_import and r.row_no = told.row_no
$$;

create function handbook.import_counts(of_import uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce((select i.counts from handbook.imports i where i.id = of_import), jsonb_build_object(
    'rows', count(*) filter (where kind is distinct from 'extra'),
    'checked', count(*) filter (where state <> 'staged' and kind <> 'extra'),
    'wrong', count(*) filter (where wrong and state = 'checked'),
    'undecided', count(*) filter (where decision is null and not wrong and state = 'checked'),
    'later', count(*) filter (where decision = 'later' and state = 'checked'),
    'ready', count(*) filter (where state = 'checked' and not wrong and decision in ('take', 'new')),
    'new', count(*) filter (where kind = 'new' and not wrong), 'different', count(*) filter (where kind = 'match' and not wrong),
    'same', count(*) filter (where kind = 'same'), 'extra', count(*) filter (where kind = 'extra'),
    'applied', count(*) filter (where state = 'applied'), 'failed', count(*) filter (where state = 'failed'),
    'undone', count(*) filter (where state = 'undone')))
  from handbook.import_rows r where r.import_id = of_import
$$;

-- Definer: members take no direct writes. Checks the right over each line's cell by itself; one batch at a time in
-- the whole database, so that two lists with the same person cannot both insert.
create function handbook.apply_import(of_import uuid, batch int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  mine handbook.path_ranges := handbook.scope('record.import');
  i handbook.imports;
  r handbook.import_rows;
  u handbook.units;
  classes handbook.field_class[];
  found_id uuid;
  found_by text;
  path text;
  wanted jsonb;
  present jsonb;
  known_path text := '';
  done int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('handbook.apply_import'));
  i := handbook.own_import(of_import);
  if i.state <> 'applying' then
    return 0; -- another tab has come to the end meanwhile
  end if;
  for r in select * from handbook.import_rows x
           where x.import_id = i.id and x.state = 'checked' and not x.wrong and x.decision in ('take', 'new') and x.kind in ('new', 'match')
           order by x.row_no limit greatest(1, least(batch, 500)) for update skip locked loop
    done := done + 1;
    begin
      select * into u from handbook.units where id = r.cell_id;
      select found.member_id, found.matched_by into found_id, found_by from handbook.match_member(r.fields, i.unit_path) found;
      if r.decision = 'new' and found_by = 'name' then
        found_id := null;
      end if;
      wanted := r.fields;
      if r.kind = 'new' or r.decision = 'new' then
        if found_id is not null then
          perform handbook.fail('import.already_there', 409);
        end if;
        if not coalesce(u.path <@ mine and u.path >= i.unit_path and u.path < i.unit_path || '~', false) or u.kind <> 'cell' or u.closed_on is not null then
          perform handbook.fail('unit.not_found', 404);
        end if;
        path := u.path;
      else
        if found_id is distinct from r.match_id then
          perform handbook.fail('import.changed_since', 409);
        end if;
        path := handbook.member_path(found_id);
        if not coalesce(path <@ mine, false) then
          perform handbook.fail('member.not_found', 404);
        end if;
        if found_id = caller then
          perform handbook.fail('import.oneself', 403);
        end if;
        select coalesce(jsonb_object_agg(w.key, w.value), '{}') into wanted from jsonb_each(r.fields) w
        where r.take_fields is null or w.key = any (r.take_fields);
      end if;
      if path <> known_path then
        classes := handbook.my_classes(path);
        known_path := path;
      end if;
      if exists (select from jsonb_object_keys(wanted) k join handbook.record_fields f on f.field = k where f.class <> all (classes)) then
        perform handbook.fail('record.field_not_yours', 403);
      end if;
      if r.kind = 'match' and r.decision = 'take' then
        perform from handbook.members m where m.id = found_id for update; -- nobody edits between looking and writing
        present := handbook.record_values(found_id, classes);
        -- A field is as it was shown when it was decided on, or says already what the list says.
        if exists (select from jsonb_each(wanted) w where (present -> w.key) is distinct from w.value
                   and (present -> w.key) is distinct from nullif(coalesce(r.differences -> w.key, w.value), 'null')) then
          perform handbook.fail('import.changed_since', 409);
        end if;
      end if;
      if r.kind = 'new' or r.decision = 'new' then
        found_id := handbook.insert_member(u.id, wanted);
        wanted := wanted - 'full_name' - 'status';
      end if;
      perform handbook.write_record(found_id, wanted, 'import', i.file_name, i.id);
      update handbook.import_rows set state = 'applied', done_member = found_id, problem = null
      where import_id = i.id and row_no = r.row_no;
    exception when others then
      -- What is not ours to explain (a lock, a lost disk) ends the batch; a refusal ends the line.
      if sqlstate !~ '^(PT|22|23)' then
        raise;
      end if;
      update handbook.import_rows set state = 'failed', problem = sqlerrm where import_id = i.id and row_no = r.row_no;
    end;
  end loop;
  return done;
end $$;

-- Definer: which lines' members somebody or something has touched since; for the owner of the import alone.
create function handbook.import_touched(of_import uuid) returns table (row_no int, full_name text)
language sql stable security definer set search_path = '' as $$
  select r.row_no, m.full_name
  from handbook.import_rows r join handbook.members m on m.id = r.done_member
  join handbook.imports i on i.id = r.import_id and i.member_id = handbook.me() and i.unit_path <@ handbook.scope('record.import')
  where r.import_id = of_import and r.state = 'applied'
    and (exists (select from handbook.record_changes own join handbook.record_changes later
                   on later.member_id = own.member_id and later.field = own.field and later.id > own.id and later.origin_id is distinct from own.origin_id
                 where own.origin_id = i.id and own.member_id = m.id)
      or (r.kind = 'new' or r.decision = 'new') and (
        exists (select from handbook.record_changes c where c.member_id = m.id and c.origin_id is distinct from i.id)
        or exists (select from handbook.accounts a where a.member_id = m.id)
        or exists (select from handbook.roles o where o.member_id = m.id)
        or exists (select from handbook.change_requests q where q.member_id = m.id)
        or (select count(*) from handbook.memberships s where s.member_id = m.id) > 1)
      or not m.unit_path <@ handbook.scope('record.import'))
  order by r.row_no
$$;

-- Definer: as apply_import. A member whom the import brought goes again with everything that it wrote; in others
-- the value of before comes back as a version of its own.
create function handbook.undo_import(of_import uuid, batch int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  i handbook.imports;
  r handbook.import_rows;
  back jsonb;
  done int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('handbook.apply_import'));
  i := handbook.own_import(of_import);
  if i.state <> 'undoing' then
    return 0; -- another tab has come to the end meanwhile
  end if;
  for r in select * from handbook.import_rows x where x.import_id = i.id and x.state = 'applied'
           order by x.row_no desc limit greatest(1, least(batch, 500)) for update skip locked loop
    done := done + 1;
    begin
      if r.kind = 'new' or r.decision = 'new' then
        update handbook.import_rows set state = 'undone', done_member = null where import_id = i.id and row_no = r.row_no;
        update handbook.import_rows set match_id = null, matched_by = null where match_id = r.done_member;
        delete from handbook.memberships where member_id = r.done_member;
        delete from handbook.record_documents where member_id = r.done_member;
        delete from handbook.record_changes where member_id = r.done_member and origin_id = i.id;
        delete from handbook.members where id = r.done_member;
      else
        select jsonb_object_agg(c.field, c.before) into back from (
          select distinct on (x.field) x.field, x.before from handbook.record_changes x
          where x.origin_id = i.id and x.member_id = r.done_member and x.source = 'import' order by x.field, x.id) c;
        if back is not null then
          perform handbook.write_record(r.done_member, back, 'undo', i.file_name, i.id);
        end if;
        update handbook.import_rows set state = 'undone' where import_id = i.id and row_no = r.row_no;
      end if;
    exception when foreign_key_violation then
      update handbook.import_rows set problem = 'import.changed_since', state = 'failed' where import_id = i.id and row_no = r.row_no;
    end;
  end loop;
  return done;
end $$;

-- Definer: an importer names a cell by its id alone; and members that a list does not name, below the own unit.
create function handbook.add_extras(of_import uuid) returns void
language sql security definer set search_path = '' as $$
  insert into handbook.import_rows (import_id, row_no, unit_path, cell_id, fields, kind, match_id, state)
  select i.id, -row_number() over (order by m.unit_path, m.sort_key), i.unit_path, m.unit_id, jsonb_build_object('full_name', m.full_name,
      'birth_date', handbook.typed_values(m) ->> 'birth_date', 'card_number', m.card_number), 'extra', m.id, 'checked'
  from handbook.imports i join handbook.members m on m.unit_path >= i.unit_path and m.unit_path < i.unit_path || '~' and m.life_state = 'active'
  where i.id = of_import and i.member_id = handbook.me() and i.unit_path <@ handbook.scope('record.import') and i.purpose = 'compare'
    and not exists (select from handbook.import_rows r where r.import_id = i.id and r.match_id = m.id)
$$;
grant execute on function handbook.my_import, handbook.fault_line, handbook.with_masks, handbook.judge_rows, handbook.mark_twice, handbook.import_counts, handbook.apply_import,
  handbook.import_touched, handbook.undo_import, handbook.add_extras to authenticated;

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('import.lines_kept', '2026-01-01', 'Software setting; not checked against the official text', '{"days": 30}');

-- Definer: for the app's own upkeep. Lines of lists are other people's data: they go so many days after the last
-- step, and until then an import can be undone. What was taken over stays; an import left halfway is over.
create function handbook.expire_imports() returns int
language plpgsql security definer set search_path = '' as $$
declare
  gone int;
begin
  with ended as (
    update handbook.imports i set counts = handbook.import_counts(i.id), state = case
      when i.state in ('applying', 'applied', 'undoing') then 'expired'
      when i.state = 'undone' then 'undone' else 'dropped' end::handbook.import_state
    where i.counts is null
      and i.changed_at < now() - make_interval(days => (handbook.policy('import.lines_kept') ->> 'days')::int)
    returning i.id
  )
  delete from handbook.import_rows r using ended where r.import_id = ended.id;
  get diagnostics gone = row_count;
  return gone;
end $$;

-- public verbs: bringing a list ---------------------------------------------------------------------

create function api.import_places(unit_id uuid default null) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind, 'code', u.code, 'parent_id', u.parent_id, 'depth', length(u.path) / 5)
  from handbook.units u
  where /*lock*/ u.path <@ (select handbook.scope('record.import')) /*end*/ and u.kind <> 'cell_group' and u.closed_on is null
    and (import_places.unit_id is null
      or u.path >= (select w.path from handbook.units w where w.id = import_places.unit_id)
         and u.path < (select w.path from handbook.units w where w.id = import_places.unit_id) || '~')
  order by u.path
$$;
comment on function api.import_places is 'Open units where I may import, or those below one of them, in the order of the tree. Caller: record.import. Errors: none, empty for others.';

create function api.import_start(
  key uuid, unit_id uuid, purpose text, file_name text, heads jsonb, head_key text, mapping jsonb, head_row int default 1, encoding text default null,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'import_start');
  u handbook.units;
  kept jsonb := (select m.mapping from handbook.import_mappings m where m.member_id = caller and m.head_key = import_start.head_key);
  new_id uuid;
begin
  if earlier is not null then
    return earlier;
  end if;
  select * into u from handbook.units x where x.id = import_start.unit_id and /*lock*/ x.path <@ (select handbook.scope('record.import')) /*end*/;
  if u.id is null or u.kind = 'cell_group' then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if u.closed_on is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  if jsonb_typeof(heads) is distinct from 'array' or jsonb_typeof(mapping) is distinct from 'array'
     or jsonb_array_length(heads) not between 1 and 200 or jsonb_array_length(heads) <> jsonb_array_length(mapping)
     or length(coalesce(btrim(file_name), '')) not between 1 and 200 then
    perform handbook.fail('import.invalid', 422, '{"field": "file"}');
  end if;
  insert into handbook.imports (member_id, unit_id, unit_path, purpose, file_name, heads, head_key, mapping, head_row, encoding, stamp_denied)
  values (caller, u.id, u.path, import_start.purpose::handbook.import_purpose, btrim(import_start.file_name), import_start.heads,
    import_start.head_key, coalesce(kept, import_start.mapping), import_start.head_row, import_start.encoding,
    coalesce(import_start.stamp_denied, false))
  returning id into new_id;
  return handbook.remember(key, jsonb_build_object('import_id', new_id, 'remembered', kept is not null));
end $$;
comment on function api.import_start is
  'Begins an import (add) or a reconciliation (compare) for a unit and what lies below, with the sheet''s headings; a mapping made by hand for the same headings is found again. Caller: record.import over the unit. Errors: session.ended, write.key_missing, write.key_reused, unit.not_found, unit.closed, import.invalid.';

create function api.import_stage(import_id uuid, rows jsonb, last boolean default false) returns int
language plpgsql set search_path = '' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'staging');
  added int;
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 1000 then
    perform handbook.fail('import.invalid', 422, '{"field": "rows"}');
  end if;
  insert into handbook.import_rows (import_id, row_no, unit_path, raw)
  select i.id, (r ->> 'n')::int, i.unit_path, r -> 'raw' from jsonb_array_elements(rows) r
  where (r ->> 'n')::int > 0 and jsonb_typeof(r -> 'raw') = 'array' and /*lock*/ i.unit_path <@ (select handbook.scope('record.import')) /*end*/
  on conflict do nothing;
  get diagnostics added = row_count;
  if last then
    update handbook.imports x set changed_at = now(), total = (select count(*) from handbook.import_rows r where r.import_id = i.id) where x.id = i.id;
  end if;
  return added;
end $$;
comment on function api.import_stage is
  'Puts rows of the sheet, as they are written there, beside an import; the last call says so, and a repetition changes nothing. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state, import.invalid.';

create function api.import_map(import_id uuid, mapping jsonb, by_hand boolean default false) returns void
language plpgsql set search_path = '' set statement_timeout = '120s' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'staging', 'checking', 'checked');
begin
  if i.total is null then
    perform handbook.fail('import.not_staged', 409);
  end if;
  if jsonb_typeof(mapping) is distinct from 'array' or jsonb_array_length(mapping) <> jsonb_array_length(i.heads)
     or exists (select from jsonb_array_elements_text(mapping) f
                where f is not null and f <> 'unit' and not exists (select from handbook.record_fields k where k.field = f))
     or (select count(*) <> count(distinct f) from jsonb_array_elements_text(mapping) f where f is not null) then
    perform handbook.fail('import.invalid', 422, '{"field": "mapping"}');
  end if;
  update handbook.imports x set mapping = import_map.mapping, state = 'checking', changed_at = now()
  where x.id = i.id and /*lock*/ x.member_id = (select handbook.me()) /*end*/;
  update handbook.import_rows r set state = 'staged', fields = '{}', faults = '[]', wrong = false, kind = null, match_id = null, matched_by = null,
    differences = '{}', decision = null, take_fields = null, problem = null
  where r.import_id = i.id and r.state <> 'staged' and r.row_no > 0;
  if by_hand then
    insert into handbook.import_mappings as m (member_id, head_key, mapping) values (i.member_id, i.head_key, import_map.mapping)
    on conflict on constraint import_mappings_pkey do update set mapping = excluded.mapping, saved_at = now();
  end if;
end $$;
comment on function api.import_map is
  'Says which column holds which field, and remembers it for these headings; rows are to be checked again. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state, import.not_staged, import.invalid.';

create function api.import_rows(import_id uuid, after_row int default 0, page_size int default 500, unchecked boolean default false)
returns table (row_no int, raw jsonb, faults jsonb, kind text, state text)
language sql stable set search_path = '' as $$
  select r.row_no, r.raw, r.faults, r.kind, r.state::text from handbook.import_rows r
  where r.import_id = import_rows.import_id and r.row_no > greatest(after_row, 0) and (not unchecked or r.state = 'staged')
    and /*lock*/ exists (select from handbook.imports i where i.id = import_rows.import_id and i.member_id = (select handbook.me())
                         and i.unit_path <@ (select handbook.scope('record.import'))) /*end*/
  order by r.row_no limit least(page_size, 1000)
$$;
comment on function api.import_rows is 'Rows of the sheet as they are written there, with what is wrong in them; keyset paging. Caller: the owner, with record.import. Errors: none, empty for others.';

create function api.import_check(import_id uuid, rows jsonb) returns int
language plpgsql set search_path = '' set statement_timeout = '60s' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'checking');
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 1000 then
    perform handbook.fail('import.invalid', 422, '{"field": "rows"}');
  end if;
  if not exists (select from handbook.imports o where o.id = i.id and /*lock*/ o.member_id = (select handbook.me()) /*end*/) then
    perform handbook.fail('import.not_found', 404);
  end if;
  return handbook.judge_rows(i.id, rows);
end $$;
comment on function api.import_check is
  'Takes a batch of rows as read by the mapping, with the faults of their cells, and judges them beside our members: known, different, somebody else''s number. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state, import.invalid.';

create function api.import_checked(import_id uuid) returns void
language plpgsql set search_path = '' set statement_timeout = '120s' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'checking');
begin
  -- Twice in one list: nobody but a person can tell which line is right.
  perform handbook.mark_twice(i.id);
  perform handbook.add_extras(i.id);
  update handbook.imports x set state = 'checked', changed_at = now()
  where x.id = i.id and /*lock*/ x.member_id = (select handbook.me()) /*end*/;
end $$;
comment on function api.import_checked is
  'Ends the trial: marks what stands twice in the list and, in a reconciliation, adds our members whom the list does not name. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state.';

-- public verbs: looking and deciding ------------------------------------------------------------------

create function api.import_open(import_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  i handbook.imports;
begin
  perform handbook.require_me();
  select * into i from handbook.imports x
  where x.id = import_open.import_id and /*lock*/ x.member_id = (select handbook.me()) and x.unit_path <@ (select handbook.scope('record.import')) /*end*/;
  if i.id is null then
    perform handbook.fail('import.not_found', 404);
  end if;
  return to_jsonb(i) - 'unit_path' - 'member_id' || jsonb_build_object('import_id', i.id, 'unit_name', handbook.unit_name(i.unit_id),
    'unit_kind', (select u.kind from handbook.units u where u.id = i.unit_id),
    'counts', handbook.import_counts(i.id),
    'kinds', (select coalesce(jsonb_agg(k order by k ->> 'weight', (k ->> 'rows')::int desc, k ->> 'kind'), '[]') from (
      select jsonb_build_object('field', f ->> 'field', 'kind', f ->> 'kind', 'weight', f ->> 'weight', 'rows', count(*)) as k
      from handbook.import_rows r, jsonb_array_elements(r.faults) f where r.import_id = i.id
      group by f ->> 'field', f ->> 'kind', f ->> 'weight') grouped),
    'problems', (select coalesce(jsonb_object_agg(p.problem, p.n), '{}') from (
      select r.problem, count(*) as n from handbook.import_rows r where r.import_id = i.id and r.problem is not null group by 1) p));
end $$;
comment on function api.import_open is 'One import: headings, mapping, counts, and faults by kind. Caller: the owner, with record.import. Errors: session.ended, import.not_found.';

create function api.import_lines(
  import_id uuid, part text, field text default null, fault text default null, after_row int default null, page_size int default 50
) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('row_no', r.row_no, 'full_name', coalesce(r.fields ->> 'full_name', ''), 'birth_date', r.fields ->> 'birth_date',
    'unit_name', handbook.unit_name(r.cell_id), 'faults', r.faults, 'kind', r.kind, 'matched_by', r.matched_by, 'match_id', r.match_id,
    'fields', case when r.kind = 'match' then r.fields else '{}' end, 'differences', handbook.with_masks(r.differences), 'decision', r.decision,
    'take_fields', r.take_fields, 'state', r.state, 'problem', r.problem)
  from handbook.import_rows r
  where r.import_id = import_lines.import_id
    and /*lock*/ exists (select from handbook.imports i where i.id = import_lines.import_id and i.member_id = (select handbook.me())
                         and i.unit_path <@ (select handbook.scope('record.import'))) /*end*/
    and case part
      when 'fault' then exists (select from jsonb_array_elements(r.faults) f where f ->> 'field' is not distinct from import_lines.field and f ->> 'kind' = import_lines.fault)
      when 'ask' then not r.wrong and r.state = 'checked' and exists (select from jsonb_array_elements(r.faults) f where f ->> 'weight' = 'ask')
      when 'missing' then r.kind = 'new' and not r.wrong
      when 'different' then r.kind = 'match' and not r.wrong
      when 'extra' then r.kind = 'extra'
      when 'failed' then r.state = 'failed' end
    and (after_row is null or case when part = 'extra' then -r.row_no > after_row else r.row_no > after_row end)
  order by abs(r.row_no) limit least(page_size, 200)
$$;
comment on function api.import_lines is
  'Lines of an import: those with one kind of fault, those that ask a question, missing here, different, extra here, failed; keyset paging by row. Caller: the owner, with record.import. Errors: none, empty for others.';

create function api.import_decide(import_id uuid, row_no int, decision text, take_fields text[] default null) returns void
language plpgsql set search_path = '' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'checked', 'applied');
  r handbook.import_rows;
begin
  select * into r from handbook.import_rows x where x.import_id = i.id and x.row_no = import_decide.row_no
    and /*lock*/ x.unit_path <@ (select handbook.scope('record.import')) /*end*/ for update;
  if r.row_no is null or r.state <> 'checked' or r.wrong then
    perform handbook.fail('import.row_not_open', 409);
  end if;
  if decision is null or decision <> all ('{take,new,keep,later}'::text[]) or decision = 'new' and r.matched_by is distinct from 'name'
     or r.kind in ('extra', 'same') and decision in ('take', 'new')
     or take_fields is not null and (decision <> 'take' or take_fields = '{}' or not r.differences ?& take_fields) then
    perform handbook.fail('import.invalid', 422, '{"field": "decision"}');
  end if;
  update handbook.import_rows x set decision = import_decide.decision, take_fields = import_decide.take_fields
  where x.import_id = i.id and x.row_no = import_decide.row_no;
end $$;
comment on function api.import_decide is
  'Decides on a line: take theirs (all fields or some of those that differ), insert as somebody else of the same name, keep ours, later. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state, import.row_not_open, import.invalid.';

-- public verbs: applying, undoing ------------------------------------------------------------------------

create function api.import_apply(import_id uuid, batch int default 100) returns jsonb
language plpgsql set search_path = '' set statement_timeout = '120s' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'checked', 'applying', 'applied');
  done int;
begin
  update handbook.imports x set state = 'applying', changed_at = now() where x.id = i.id and x.state <> 'applying' and /*lock*/ x.member_id = (select handbook.me()) /*end*/;
  done := handbook.apply_import(i.id, batch);
  if done = 0 then
    update handbook.imports x set state = 'applied', finished_at = now(), changed_at = now() where x.id = i.id and x.state = 'applying';
  end if;
  -- Counted at the end alone: counting a long list after each batch would cost more than writing it.
  return jsonb_build_object('done', done, 'finished', done = 0)
    || case when done = 0 then jsonb_build_object('counts', handbook.import_counts(i.id)) else '{}' end;
end $$;
comment on function api.import_apply is
  'Takes over the next lines that are decided for, each in the one place it belongs and each once; called until finished, also after a crash; the last answer counts them. Caller: the owner, with record.import over each line''s cell. Errors: session.ended, import.not_found, import.wrong_state.';

create function api.import_undo(import_id uuid, batch int default 100) returns jsonb
language plpgsql set search_path = '' set statement_timeout = '120s' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'applied', 'undoing', 'applying');
  touched jsonb;
  done int;
begin
  if i.state <> 'undoing' then
    select jsonb_agg(jsonb_build_object('row_no', t.row_no, 'full_name', t.full_name)) into touched
    from (select * from handbook.import_touched(i.id) limit 20) t;
    if touched is not null then
      perform handbook.fail('import.changed_since', 409, jsonb_build_object('rows', touched));
    end if;
    update handbook.imports x set state = 'undoing', changed_at = now() where x.id = i.id and /*lock*/ x.member_id = (select handbook.me()) /*end*/;
  end if;
  done := handbook.undo_import(i.id, batch);
  if done = 0 then
    update handbook.imports x set state = 'undone', finished_at = now(), changed_at = now() where x.id = i.id and x.state = 'undoing';
  end if;
  -- Counted at the end alone: counting a long list after each batch would cost more than writing it.
  return jsonb_build_object('done', done, 'finished', done = 0)
    || case when done = 0 then jsonb_build_object('counts', handbook.import_counts(i.id)) else '{}' end;
end $$;
comment on function api.import_undo is
  'Takes everything back that an import wrote, as long as nothing else has changed those members; else says which. Called until finished. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state, import.changed_since.';

create function api.import_drop(import_id uuid) returns void
language plpgsql set search_path = '' set statement_timeout = '120s' as $$
declare
  i handbook.imports := handbook.my_import(import_id, 'staging', 'checking', 'checked', 'applied', 'undone');
begin
  -- The lines are other people's data: nothing of them stays that is not needed to undo.
  update handbook.import_rows r set raw = '[]', faults = '[]', differences = '{}',
    fields = case r.state when 'applied' then jsonb_build_object('full_name', r.fields -> 'full_name') else '{}' end,
    decision = case r.state when 'applied' then r.decision else 'keep' end
  where r.import_id = i.id and /*lock*/ r.unit_path <@ (select handbook.scope('record.import')) /*end*/;
  update handbook.imports x set changed_at = now(), state = case when i.state in ('applied', 'undone') then i.state else 'dropped' end where x.id = i.id;
end $$;
comment on function api.import_drop is
  'Forgets the lines of a list; what was taken over stays and can still be undone. Caller: the owner, with record.import. Errors: session.ended, import.not_found, import.wrong_state.';

create function api.my_imports(before timestamptz default null, page_size int default 20) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('import_id', i.id, 'unit_name', handbook.unit_name(i.unit_id), 'purpose', i.purpose, 'state', i.state,
    'file_name', i.file_name, 'started_at', i.started_at, 'finished_at', i.finished_at, 'counts', handbook.import_counts(i.id))
  from handbook.imports i
  where /*lock*/ i.member_id = (select handbook.me()) and i.unit_path <@ (select handbook.scope('record.import')) /*end*/
    and i.state <> 'dropped' and (before is null or i.started_at < before)
  order by i.started_at desc limit least(page_size, 100)
$$;
comment on function api.my_imports is 'My imports and reconciliations, newest first; keyset paging. Caller: record.import. Errors: none, empty for others.';

grant execute on function api.import_places, api.import_start, api.import_stage, api.import_map, api.import_rows, api.import_check, api.import_checked,
  api.import_open, api.import_lines, api.import_decide, api.import_apply, api.import_undo, api.import_drop, api.my_imports to authenticated;

notify pgrst, 'reload schema';
