-- Records: everything that is known about a member, field by field; each field has a class that says who sees it.

-- what the roster gains ------------------------------------------------------------------------

create function handbook.folded(written text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select lower(translate(regexp_replace(normalize(written, NFD), '[\u0300-\u036f]', '', 'g'), U&'\0110\0111', 'Dd') collate "C")
$$;
comment on function handbook.folded is 'Lower case without marks: what a search compares.';

create function handbook.sort_letters(words text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select replace(regexp_replace(
    replace(replace(replace(replace(
      regexp_replace(translate(words, U&'\0111', '!'), '([a-z0-9])', '\10', 'g'),
      U&'0\0306', '1'), U&'0\0302', '2'), U&'0\031b', '3'), '!', 'd1'),
    '[^a-z0-9 ]', '', 'g'), ' ', '.')
$$;
create function handbook.sort_tones(words text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(string_agg(coalesce(translate(
    substring(word from '[\u0300\u0309\u0303\u0301\u0323]'), U&'\0300\0309\0303\0301\0323', '12345'), '0'), '' order by n), '')
  from regexp_split_to_table(words, ' ') with ordinality as w(word, n) where words <> ''
$$;
create function handbook.name_key(full_name text) returns text
language sql immutable parallel safe set search_path = '' as $$
  with whole as (
    select btrim(regexp_replace(translate(lower(normalize(full_name, NFD) collate "C"), U&'\0110', U&'\0111'), '\s+', ' ', 'g')) as n
  ), parts as (
    select regexp_replace(n, '^.* ', '') as given, case when n like '% %' then regexp_replace(n, ' [^ ]*$', '') else '' end as rest
    from whole
  ), bare as (
    select given, rest, regexp_replace(given, '[\u0300\u0309\u0303\u0301\u0323]', '', 'g') as g,
      regexp_replace(rest, '[\u0300\u0309\u0303\u0301\u0323]', '', 'g') as r from parts
  )
  select rtrim(concat_ws(' ', handbook.sort_letters(g), handbook.sort_tones(given), handbook.sort_letters(r), handbook.sort_tones(rest)))
  from bare
$$;
comment on function handbook.name_key is
  'The order of a Vietnamese register, given name first; the same as services.members.names makes.';

alter table handbook.members
  add column group_id uuid references handbook.units,
  add column birth_known_to text not null default 'day' check (birth_known_to in ('day', 'month', 'year')),
  add column ended_on date,
  add column search_name text collate "C" not null generated always as (' ' || handbook.folded(full_name)) stored;
comment on column handbook.members.group_id is 'The cell group (to dang), a unit below the cell.';
comment on column handbook.members.birth_known_to is 'Of older people sometimes only the year is known; birth_date then has its first day.';
comment on column handbook.members.ended_on is 'When membership ended: left or deceased.';
create index members_by_name on handbook.members using gin (search_name extensions.gin_trgm_ops);
create index members_in_order on handbook.members (sort_key, id);
create index members_by_group on handbook.members (group_id) where group_id is not null;
create index members_by_birth on handbook.members (birth_date);

create function handbook.member_is_sorted() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' or new.sort_key is null then
    new.sort_key := handbook.name_key(new.full_name);
  end if;
  return new;
end $$;
create trigger member_is_sorted_first before insert on handbook.members
  for each row when (new.sort_key is null) execute function handbook.member_is_sorted();
create trigger member_is_sorted before update of full_name on handbook.members
  for each row when (old.full_name is distinct from new.full_name) execute function handbook.member_is_sorted();

-- fields and their classes -----------------------------------------------------------------------

create type handbook.field_class as enum ('open', 'contact', 'masked', 'sensitive');
create type handbook.field_kind as enum ('text', 'long_text', 'date', 'rough_date', 'choice', 'list', 'yes_no', 'phone', 'email', 'digits');
create type handbook.field_source as enum ('import', 'staff', 'request', 'member', 'correction', 'undo', 'start');

create table handbook.record_fields (
  field text primary key check (field ~ '^[a-z][a-z0-9_]*$'),
  section text not null,
  position int not null unique,
  kind handbook.field_kind not null,
  class handbook.field_class not null,
  choices text[],
  digits int,
  required boolean not null default false,
  decided_by handbook.unit_kind,
  self_service boolean not null default false,
  typed boolean not null default false,
  sheet_column int unique,
  check ((kind = 'choice') = (choices is not null)),
  check ((kind = 'digits') = (digits is not null))
);
comment on table handbook.record_fields is
  'The fields of a record (schema version 1). A field that is not here is shown to nobody and stored nowhere.';
comment on column handbook.record_fields.class is
  'open, contact: whoever reads the member''s record; masked: the same, in full by a logged tap; sensitive: the few roles with record.sensitive, in one person''s record only.';
comment on column handbook.record_fields.decided_by is
  'Who decides on a member''s request to correct it: the cell''s secretary or the ward''s organisation staff; null: nobody is asked, or nobody may change it by request.';
comment on column handbook.record_fields.self_service is 'The member changes it without asking.';
comment on column handbook.record_fields.typed is 'A column of handbook.members, since it is searched or counted; else in the document of its class.';
comment on column handbook.record_fields.sheet_column is 'Column in the national member sheet.';

insert into handbook.record_fields
  (field, section, position, kind, class, choices, digits, required, decided_by, self_service, typed, sheet_column)
select f, section, row_number() over (), kind::handbook.field_kind, class::handbook.field_class, choices::text[], digits,
  required, decided_by::handbook.unit_kind, self_service, typed, sheet_column
from (values
  ('full_name', 'identity', 'text', 'open', null, null::int, true, 'ward', false, true, 1),
  ('alias', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 2),
  ('sex', 'identity', 'choice', 'open', '{male,female}', null, true, 'ward', false, true, 3),
  ('birth_date', 'identity', 'rough_date', 'open', null, null, true, 'ward', false, true, 4),
  ('ethnicity', 'identity', 'text', 'sensitive', null, null, true, 'ward', false, false, 5),
  ('religion', 'identity', 'text', 'sensitive', null, null, true, 'ward', false, false, 6),
  ('personal_id', 'identity', 'digits', 'masked', null, 12, true, 'ward', false, false, 7),
  ('old_personal_id', 'identity', 'text', 'masked', null, null, false, 'ward', false, false, 24),
  ('birth_country', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 13),
  ('birth_province', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 14),
  ('birth_detail', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 15),
  ('home_country', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 16),
  ('home_province', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 17),
  ('home_detail', 'identity', 'text', 'open', null, null, false, 'ward', false, false, 18),
  ('card_number', 'party', 'digits', 'masked', null, 12, false, 'ward', false, true, 8),
  ('card_place', 'party', 'text', 'open', null, null, false, 'ward', false, false, 9),
  ('card_date', 'party', 'rough_date', 'open', null, null, false, 'ward', false, false, 10),
  ('old_card_number', 'party', 'text', 'masked', null, null, false, 'ward', false, false, 11),
  ('admission_date', 'party', 'date', 'open', null, null, true, 'ward', false, true, 22),
  ('official_date', 'party', 'date', 'open', null, null, false, 'ward', false, true, 23),
  ('introducers', 'party', 'list', 'open', null, null, false, 'ward', false, false, null),
  ('cv_number', 'party', 'text', 'open', null, null, false, null, false, false, null),
  ('status', 'party', 'choice', 'open', '{official,probationary}', null, true, null, false, true, 25),
  ('life_state', 'party', 'choice', 'open', '{active,suspended,left,deceased}', null, true, null, false, true, null),
  ('ended_on', 'party', 'date', 'open', null, null, false, null, false, true, 26),
  ('activity_exempt', 'party', 'yes_no', 'open', null, null, false, null, false, true, null),
  ('working_away', 'party', 'yes_no', 'open', null, null, false, 'cell', false, true, null),
  ('youth_union_date', 'party', 'rough_date', 'open', null, null, false, 'ward', false, false, null),
  ('general_education', 'education', 'text', 'open', null, null, false, 'cell', false, false, null),
  ('degree', 'education', 'text', 'open', null, null, false, 'cell', false, false, null),
  ('political_theory', 'education', 'text', 'open', null, null, false, 'cell', false, false, null),
  ('languages', 'education', 'list', 'open', null, null, false, 'cell', false, false, null),
  ('computer_skills', 'education', 'text', 'open', null, null, false, 'cell', false, false, null),
  ('training', 'education', 'list', 'open', null, null, false, 'cell', false, false, null),
  ('occupation', 'work', 'text', 'open', null, null, false, 'cell', false, false, null),
  ('workplace', 'work', 'text', 'open', null, null, false, 'cell', false, false, null),
  ('positions', 'work', 'list', 'open', null, null, false, 'ward', false, false, null),
  ('enlistment_date', 'work', 'rough_date', 'open', null, null, false, 'ward', false, false, null),
  ('discharge_date', 'work', 'rough_date', 'open', null, null, false, 'ward', false, false, null),
  ('history', 'work', 'long_text', 'sensitive', null, null, false, 'ward', false, false, null),
  ('family_class', 'family', 'text', 'sensitive', null, null, false, 'ward', false, false, null),
  ('relatives', 'family', 'list', 'sensitive', null, null, false, 'ward', false, false, null),
  ('foreign_relations', 'family', 'long_text', 'sensitive', null, null, false, 'ward', false, false, null),
  ('economy', 'family', 'long_text', 'sensitive', null, null, false, 'ward', false, false, null),
  ('health', 'family', 'text', 'sensitive', null, null, false, 'ward', false, false, null),
  ('rewards', 'rewards', 'list', 'open', null, null, false, 'ward', false, false, null),
  ('badges', 'rewards', 'list', 'open', null, null, false, 'ward', false, false, null),
  ('discipline', 'rewards', 'list', 'sensitive', null, null, false, 'ward', false, false, null),
  ('phone', 'contact', 'phone', 'contact', null, null, false, 'cell', false, true, null),
  ('email', 'contact', 'email', 'contact', null, null, false, 'cell', false, true, null),
  ('residence_country', 'contact', 'text', 'contact', null, null, false, 'cell', false, false, 19),
  ('residence_province', 'contact', 'text', 'contact', null, null, false, 'cell', false, false, 20),
  ('residence_detail', 'contact', 'text', 'contact', null, null, false, 'cell', false, false, 21),
  ('present_address', 'contact', 'text', 'contact', null, null, false, 'cell', false, false, null),
  ('contact_by', 'contact', 'choice', 'contact', '{call,message,email,in_person}', null, false, null, true, false, null),
  ('contact_hours', 'contact', 'text', 'contact', null, null, false, null, true, false, null),
  ('needs_help_with_phone', 'contact', 'yes_no', 'contact', null, null, false, null, true, false, null)
) as listed(f, section, kind, class, choices, digits, required, decided_by, self_service, typed, sheet_column);
-- The unit stands in column 12 of the sheet and changes by a transfer, never by an edit.

alter table handbook.record_fields enable row level security;
create policy "which fields there are is no secret" on handbook.record_fields
  for select to authenticated using (true);
grant select on handbook.record_fields to authenticated;
create trigger audit_row after insert or update or delete on handbook.record_fields
  for each row execute function handbook.audit_row('field', '');

-- rights -----------------------------------------------------------------------------------------

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, 'subtree'::handbook.reach
from (values
  ('{secretary,deputy_secretary}', '{cell}', '{record.proxy,record.decide,record.export}'),
  ('{secretary}', '{cell}', '{record.sensitive}'),
  ('{organisation_staff}', '{city,ward,grassroots_body,sub_committee}',
   '{record.sensitive,record.edit,record.decide,record.export,record.import,unit.manage,role.grant}'),
  -- Whoever gives a role above the cell needs a second officer, who need not read records.
  ('{secretary,deputy_secretary,organisation_staff,office_staff}', '{city,ward,grassroots_body,sub_committee}', '{role.confirm}'),
  ('{organisation_staff}', '{city}', '{record.erase}')
) as sentences(roles, kinds, capabilities),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;

create function handbook.my_classes(of_path text) returns handbook.field_class[]
language sql stable set search_path = '' as $$
  select case when of_path <@ handbook.scope('member.read') then '{open,contact,masked}'::handbook.field_class[] else '{}' end
    || case when of_path <@ handbook.scope('record.sensitive') then '{sensitive}'::handbook.field_class[] else '{}' end
$$;
comment on function handbook.my_classes is 'Classes of fields that the caller may see of somebody else on this path.';
grant execute on function handbook.my_classes to authenticated;

-- values -----------------------------------------------------------------------------------------

create table handbook.record_documents (
  member_id uuid not null references handbook.members,
  class handbook.field_class not null,
  unit_path text collate "C" not null,
  schema_version int not null default 1,
  document jsonb not null default '{}' check (jsonb_typeof(document) = 'object'),
  updated_at timestamptz not null default now(),
  primary key (member_id, class)
);
comment on table handbook.record_documents is
  'The fields that are no columns of handbook.members, one document per class, so that row security cuts by class.';

create table handbook.record_changes (
  id bigint generated always as identity primary key,
  member_id uuid not null references handbook.members,
  unit_path text collate "C" not null,
  field text not null references handbook.record_fields,
  class handbook.field_class not null,
  before jsonb,
  after jsonb,
  source handbook.field_source not null,
  reason text,
  origin_id uuid,
  changed_by uuid references handbook.members,
  changed_at timestamptz not null default clock_timestamp()
);
comment on table handbook.record_changes is 'Versions: who changed which field when and why, before and after. Only added to; erasure empties the values.';
comment on column handbook.record_changes.origin_id is 'The request or the import that it came from.';
create index record_changes_by_field on handbook.record_changes (member_id, field, id desc);
create index record_changes_by_origin on handbook.record_changes (origin_id, id) where origin_id is not null;

create table handbook.memberships (
  member_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  group_id uuid references handbook.units,
  starts_on date,
  ends_on date,
  reason text,
  added_at timestamptz not null default clock_timestamp(),
  primary key (member_id, added_at)
);
comment on table handbook.memberships is 'In which cell and cell group a member was, and when. The present one has no end.';
create unique index one_present_membership on handbook.memberships (member_id) where ends_on is null;
create index memberships_by_unit on handbook.memberships (unit_id);

create function handbook.document_is_valid() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  odd text;
begin
  select unit_path into strict new.unit_path from handbook.members where id = new.member_id;
  select d.key into odd from jsonb_each(new.document) d
  left join handbook.record_fields f on f.field = d.key and f.class = new.class and not f.typed
  where f.field is null or handbook.field_fault(f, d.value) is not null limit 1;
  if odd is not null then
    perform handbook.fail('record.field_invalid', 422, jsonb_build_object('field', odd));
  end if;
  new.updated_at := now();
  return new;
end $$;
comment on function handbook.document_is_valid is 'Definer: the path is the tree''s, never the writer''s.';

create function handbook.date_of(written text, known_to text) returns date
language plpgsql immutable set search_path = '' as $$
begin
  if written !~ (case known_to when 'day' then '^\d{4}-\d\d-\d\d$' when 'month' then '^\d{4}-\d\d$' else '^\d{4}$' end)
     or left(written, 4)::int not between 1850 and 2200 then
    return null;
  end if;
  return to_date(written || case known_to when 'day' then '' when 'month' then '-01' else '-01-01' end, 'YYYY-MM-DD');
exception when others then
  return null;
end $$;
create function handbook.rough_date(written text) returns date
language sql immutable set search_path = '' as $$
  select handbook.date_of(written, case length(written) when 4 then 'year' when 7 then 'month' else 'day' end)
$$;
comment on function handbook.rough_date is 'The first day of YYYY, YYYY-MM or YYYY-MM-DD; null when it is none.';

create function handbook.field_fault(f handbook.record_fields, value jsonb) returns text
language sql stable set search_path = '' as $$
  select case
    when value is null or value = 'null' then case when f.required then 'required' end
    when f.kind = 'list' then case
      when jsonb_typeof(value) <> 'array' then 'not_a_list'
      when jsonb_array_length(value) > 100 then 'too_long'
      when exists (select from jsonb_array_elements(value) line
                   where jsonb_typeof(line) <> 'string' or length(line #>> '{}') not between 1 and 500) then 'line' end
    when f.kind = 'yes_no' then case when jsonb_typeof(value) <> 'boolean' then 'not_yes_no' end
    when jsonb_typeof(value) <> 'string' then 'not_a_text'
    when btrim(value #>> '{}') = '' or value #>> '{}' <> btrim(value #>> '{}') then 'blank'
    when length(value #>> '{}') > case f.kind when 'long_text' then 10000 else 300 end then 'too_long'
    when f.kind = 'choice' and value #>> '{}' <> all (f.choices) then 'not_a_choice'
    when f.kind = 'digits' and value #>> '{}' !~ ('^[0-9]{' || f.digits || '}$') then 'digits'
    when f.kind = 'phone' and value #>> '{}' !~ '^\+[0-9]{8,15}$' then 'phone'
    when f.kind = 'email' and value #>> '{}' !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' then 'email'
    when f.kind = 'date' and handbook.date_of(value #>> '{}', 'day') is null then 'date'
    when f.kind = 'rough_date' and handbook.rough_date(value #>> '{}') is null then 'date'
  end
$$;
comment on function handbook.field_fault is 'What is wrong with a value for a field, as a short code; null when nothing is.';

create trigger document_is_valid before insert or update on handbook.record_documents
  for each row execute function handbook.document_is_valid();

create function handbook.typed_values(m handbook.members) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'full_name', m.full_name, 'sex', m.sex,
    'birth_date', left(m.birth_date::text, case m.birth_known_to when 'year' then 4 when 'month' then 7 else 10 end),
    'card_number', m.card_number, 'admission_date', m.admission_date, 'official_date', m.official_date,
    'status', m.status, 'life_state', m.life_state, 'ended_on', m.ended_on,
    'activity_exempt', m.activity_exempt, 'working_away', m.working_away, 'phone', m.phone, 'email', m.email)
$$;

-- Definer: the one writer of record values, for the verbs of this room and those that follow. It checks no
-- right: for the owner alone, that is for definer verbs that have checked it. `seen` is the version of the record
-- that the writer looked at: fields that somebody has changed since are not overwritten.
create function handbook.write_record(
  of_member uuid, changes jsonb, from_source handbook.field_source, why text, from_origin uuid default null, seen bigint default null
) returns int
language plpgsql security definer set search_path = '' as $$
declare
  m handbook.members;
  f handbook.record_fields;
  change record;
  old_value jsonb;
  present jsonb;
  documents jsonb;
  touched handbook.field_class[] := '{}';
  touches_member boolean := false;
  overtaken text[] := '{}';
  written int := 0;
  fault text;
  broken text;
  caller uuid := handbook.me();
begin
  select * into strict m from handbook.members where id = of_member for update;
  present := handbook.typed_values(m);
  select coalesce(jsonb_object_agg(d.class, d.document), '{}') into documents from handbook.record_documents d where d.member_id = m.id;
  for change in
    select c.key, nullif(c.value, 'null'::jsonb) as value from jsonb_each(changes) c
    left join handbook.record_fields known on known.field = c.key order by known.position nulls first
  loop
    select * into f from handbook.record_fields where field = change.key;
    if f.field is null then
      perform handbook.fail('record.field_unknown', 422, jsonb_build_object('field', change.key));
    end if;
    fault := handbook.field_fault(f, change.value);
    if fault is not null then
      perform handbook.fail('record.field_invalid', 422, jsonb_build_object('field', f.field, 'fault', fault));
    end if;
    if f.kind = 'yes_no' and f.typed then
      change.value := coalesce(change.value, 'false');
    elsif f.field = 'email' then
      change.value := to_jsonb(lower(change.value #>> '{}'));
    end if;
    old_value := nullif(case when f.typed then present -> f.field else documents -> f.class::text -> f.field end, 'null');
    continue when old_value is not distinct from change.value;
    if exists (select from handbook.record_changes c where c.member_id = m.id and c.field = f.field and c.id > seen) then
      overtaken := overtaken || f.field;
    end if;
    if f.typed then
      touches_member := true;
      m := jsonb_populate_record(m, case
        when f.field = 'birth_date' then jsonb_build_object('birth_date', handbook.rough_date(change.value #>> '{}'),
          'birth_known_to', case length(change.value #>> '{}') when 4 then 'year' when 7 then 'month' else 'day' end)
        else jsonb_build_object(f.field, change.value) end);
    else
      touched := array_append(array_remove(touched, f.class), f.class);
      documents := documents || jsonb_build_object(f.class, case when change.value is null
        then coalesce(documents -> f.class::text, '{}') - f.field
        else coalesce(documents -> f.class::text, '{}') || jsonb_build_object(f.field, change.value) end);
    end if;
    insert into handbook.record_changes
      (member_id, unit_path, field, class, before, after, source, reason, origin_id, changed_by)
    values (m.id, m.unit_path, f.field, f.class, old_value, change.value, from_source, why, from_origin, caller);
    written := written + 1;
  end loop;
  -- Names of fields alone: an error's text ends up in the server's log.
  if overtaken <> '{}' then
    perform handbook.fail('record.changed_since', 409, jsonb_build_object('fields', overtaken));
  end if;
  -- Once for all fields: a list of thousands is written row by row, and two dates may only fit together.
  if touches_member then
    begin
      update handbook.members t set
        full_name = m.full_name, sex = m.sex, birth_date = m.birth_date, birth_known_to = m.birth_known_to,
        card_number = m.card_number, admission_date = m.admission_date, official_date = m.official_date,
        status = m.status, life_state = m.life_state, ended_on = m.ended_on, activity_exempt = m.activity_exempt,
        working_away = m.working_away, phone = m.phone, email = m.email, updated_at = now()
      where t.id = m.id;
    exception
      when unique_violation then
        perform handbook.fail('record.value_taken', 409, '{"field": "card_number"}');
      when check_violation then
        get stacked diagnostics broken = constraint_name;
        perform handbook.fail('record.field_invalid', 422, jsonb_build_object('fault', 'contradiction', 'field', coalesce(
          substring(broken from '^members_(.+)_check$'), case when changes ? 'official_date' then 'official_date' else 'admission_date' end)));
    end;
  end if;
  insert into handbook.record_documents as d (member_id, class, unit_path, document)
  select m.id, c, '', documents -> c::text from unnest(touched) c
  on conflict (member_id, class) do update set document = excluded.document;
  return written;
end $$;

-- Definer: memberships are written by this trigger alone.
create function handbook.membership_follows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved_on date := coalesce(nullif(current_setting('handbook.on_date', true), '')::date, current_date);
  why text := nullif(current_setting('handbook.decision', true), '');
begin
  if tg_op = 'INSERT' then
    insert into handbook.memberships (member_id, unit_id, unit_path, group_id, starts_on, reason)
    values (new.id, new.unit_id, new.unit_path, new.group_id, null, why);
  elsif old.unit_id <> new.unit_id or old.group_id is distinct from new.group_id and why is not null then
    update handbook.memberships set ends_on = greatest(moved_on, starts_on), group_id = old.group_id
    where member_id = new.id and ends_on is null;
    insert into handbook.memberships (member_id, unit_id, unit_path, group_id, starts_on, reason)
    values (new.id, new.unit_id, new.unit_path, new.group_id, moved_on, why);
  end if;
  return null;
end $$;
create trigger membership_follows after insert or update of unit_id, group_id on handbook.members
  for each row execute function handbook.membership_follows();

create trigger audit_row after insert or update or delete on handbook.record_documents
  for each row execute function handbook.audit_row('member_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.memberships
  for each row execute function handbook.audit_row('member_id', 'member_id');

grant select on handbook.record_documents, handbook.record_changes, handbook.memberships to authenticated;
alter table handbook.record_documents enable row level security;
alter table handbook.record_changes enable row level security;
alter table handbook.memberships enable row level security;
create policy "a member sees the own record" on handbook.record_documents
  for select to authenticated using (member_id = (select handbook.me()));
create policy "readers of records see what their class allows" on handbook.record_documents
  for select to authenticated using (
    case class when 'sensitive' then unit_path <@ (select handbook.scope('record.sensitive'))
    else unit_path <@ (select handbook.scope('member.read')) end);
create policy "a member sees the own changes" on handbook.record_changes
  for select to authenticated using (member_id = (select handbook.me()));
create policy "readers of records see the changes their class allows" on handbook.record_changes
  for select to authenticated using (
    case class when 'sensitive' then unit_path <@ (select handbook.scope('record.sensitive'))
    else unit_path <@ (select handbook.scope('member.read')) end);
create policy "a member sees the own memberships" on handbook.memberships
  for select to authenticated using (member_id = (select handbook.me()));
create policy "readers of records see where a member was" on handbook.memberships
  for select to authenticated using (handbook.member_path(member_id) <@ (select handbook.scope('member.read')));

-- private helpers: reading -------------------------------------------------------------------------

-- Definer: names of those who changed something, for whoever may see the change.
create function handbook.changer_name(of_change bigint) returns text
language sql stable security definer set search_path = '' as $$
  select m.full_name from handbook.record_changes c join handbook.members m on m.id = c.changed_by
  where c.id = of_change and (c.member_id = handbook.me() or c.class = any (handbook.my_classes(c.unit_path)))
$$;
grant execute on function handbook.changer_name to authenticated;

create function handbook.masked(value jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select to_jsonb(repeat(U&'\2022', greatest(length(value #>> '{}') - 4, 0)) || right(value #>> '{}', 4))
$$;

create function handbook.record_values(of_member uuid, classes handbook.field_class[], as_of timestamptz default null) returns jsonb
language sql stable set search_path = '' as $$
  with present as (
    select coalesce((select handbook.typed_values(m) from handbook.members m where m.id = of_member), '{}')
      || coalesce((select jsonb_object_agg(e.key, e.value) from handbook.record_documents d, jsonb_each(d.document) e
                   where d.member_id = of_member and d.class = any (classes)), '{}') as v
  ), then_ as (
    select coalesce(jsonb_object_agg(field, before), '{}') as v from (
      select distinct on (c.field) c.field, c.before from handbook.record_changes c
      where c.member_id = of_member and c.changed_at > as_of order by c.field, c.id) undone
  )
  select coalesce(jsonb_object_agg(f.field, p.v -> f.field), '{}')
  from (select case when as_of is null then present.v else present.v || then_.v end as v from present, then_) p
  join handbook.record_fields f on f.class = any (classes) and jsonb_typeof(p.v -> f.field) <> 'null'
$$;
comment on function handbook.record_values is
  'Invoker: the values of some classes, now or as of a moment (the earliest change after it knows what was before).';

create function handbook.record_body(of_member uuid, classes handbook.field_class[], mask boolean, as_of timestamptz default null)
returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'field', f.field, 'section', f.section, 'kind', f.kind, 'class', f.class, 'choices', f.choices, 'digits', f.digits,
    'required', f.required, 'decided_by', f.decided_by, 'self_service', f.self_service,
    'value', case when mask and f.class = 'masked' and vals.v -> f.field is not null then handbook.masked(vals.v -> f.field)
      else vals.v -> f.field end,
    'source', last.source, 'changed_at', last.changed_at, 'changed_by', handbook.changer_name(last.id)) order by f.position), '[]')
  from handbook.record_fields f
  cross join (select handbook.record_values(of_member, classes, as_of) as v) vals
  left join lateral (
    select c.id, c.source, c.changed_at from handbook.record_changes c
    where c.member_id = of_member and c.field = f.field and (as_of is null or c.changed_at <= as_of)
    order by c.id desc limit 1) last on true
  where f.class = any (classes)
$$;
create function handbook.record_version(of_member uuid) returns bigint
language sql stable set search_path = '' as $$
  select coalesce(max(c.id), 0) from handbook.record_changes c where c.member_id = of_member
$$;
comment on function handbook.record_version is
  'Invoker: the last change of the fields that the caller may see. Changes of one member get their numbers under the member''s lock.';
comment on function handbook.record_body is 'Invoker: row security cuts it; fields in order, with source and last change.';

create function handbook.membership_history(of_member uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('unit_names', handbook.unit_line(s.unit_path) || array_remove(array[handbook.unit_name(s.group_id)], null), 'starts_on', s.starts_on,
    'ends_on', s.ends_on, 'reason', s.reason) order by s.added_at desc), '[]')
  from handbook.memberships s where s.member_id = of_member
$$;
grant execute on function handbook.folded, handbook.record_values, handbook.record_body, handbook.typed_values, handbook.masked,
  handbook.membership_history, handbook.record_version to authenticated;

-- Definer: reads the log. Whether this session has opened the record a few minutes ago and saw the same classes: the
-- screens for editing, moving and the like open it again. More classes than before are another reading.
create function handbook.same_visit(of_member uuid, classes text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  -- Two screens that open at once are one visit too.
  perform pg_advisory_xact_lock(hashtext('handbook.same_visit ' || of_member || handbook.claim('session_id')));
  return exists (
    select from handbook.audit_entries e join handbook.audit_values v on v.entry_id = e.id and v.at = e.at
    where e.member_id = of_member and e.actor_id = handbook.me() and e.session_id = handbook.claim('session_id')::uuid
      and e.action = 'record.open' and v.after ->> 'what' = classes
      and e.at > now() - make_interval(mins => (handbook.policy('record.visit') ->> 'minutes')::int));
end $$;

-- Definer: the log takes no direct writes; only of somebody whom the caller may read.
create function handbook.log_reading(of_member uuid, what text, detail text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  path text := handbook.member_path(of_member);
begin
  if of_member is distinct from handbook.me() and coalesce(path <@ handbook.scope('member.read'), false)
     and what in ('record.open', 'record.reveal', 'record.history')
     and not (what = 'record.open' and handbook.same_visit(of_member, detail)) then
    perform handbook.audit(what, 'members', of_member::text, of_member, path, null, jsonb_build_object('what', detail));
  end if;
end $$;
comment on function handbook.log_reading is
  'One line for each reading; opening a record again within the minutes of the policy record.visit, in the same session and with the same classes, is the same reading.';
grant execute on function handbook.log_reading to authenticated;

-- public verbs: reading ----------------------------------------------------------------------------

create function api.my_record() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return (select jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'status', m.status,
    'life_state', m.life_state, 'unit_id', m.unit_id, 'unit_names', handbook.unit_line(m.unit_path),
    'roles', handbook.my_roles(), 'units', handbook.membership_history(m.id),
    'version', handbook.record_version(m.id),
    'fields', handbook.record_body(m.id, '{open,contact,masked,sensitive}', true), 'may', '[]'::jsonb)
  from handbook.members m where m.id = caller);
end $$;
comment on function api.my_record is
  'My own record, complete: every field with its source and last change; long numbers masked until asked for. Caller: any member. Errors: session.ended.';

create function api.my_record_data() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return jsonb_build_object('schema_version', 1, 'taken_at', now(),
    'record', api.my_record() || jsonb_build_object('fields', handbook.record_body(caller, '{open,contact,masked,sensitive}', false)),
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('field', c.field, 'before', c.before, 'after', c.after,
      'source', c.source, 'reason', c.reason, 'changed_at', c.changed_at, 'changed_by', handbook.changer_name(c.id)) order by c.id), '[]')
      from handbook.record_changes c where c.member_id = caller));
end $$;
comment on function api.my_record_data is
  'My own record in full with its whole history, to take away. Caller: any member. Errors: session.ended.';

create function api.record_open(member_id uuid, as_of date default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  person record;
  classes handbook.field_class[];
begin
  select m.id, m.full_name, m.status, m.life_state, m.unit_id, m.unit_path, m.phone into person
  from handbook.members m
  where m.id = record_open.member_id and /*lock*/ m.unit_path <@ (select handbook.scope('member.read')) /*end*/;
  classes := handbook.my_classes(person.unit_path);
  if person.id is null or classes = '{}' then
    perform handbook.fail('member.not_found', 404);
  end if;
  perform handbook.log_reading(person.id, 'record.open', array_to_string(classes, ','));
  return jsonb_build_object('member_id', person.id, 'full_name', person.full_name, 'status', person.status,
    'life_state', person.life_state, 'unit_id', person.unit_id, 'unit_names', handbook.unit_line(person.unit_path),
    'roles', handbook.roles_of(person.id), 'units', handbook.membership_history(person.id), 'as_of', as_of,
    'version', handbook.record_version(person.id),
    'fields', handbook.record_body(person.id, classes, true, (as_of + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'),
    'may', (select coalesce(jsonb_agg(c), '[]') from unnest('{record.edit,record.proxy,record.decide,record.erase,account.activate,role.grant}'::text[]) c
            where person.unit_path <@ handbook.scope(c) and person.id <> caller));
end $$;
comment on function api.record_open is
  'The record of a member, now or as of the end of a day, by the classes the caller may see; the reading is logged, once for the minutes of a visit (policy record.visit), and the member sees it. Caller: member.read over the member; sensitive fields record.sensitive. Errors: session.ended, member.not_found.';

create function api.record_reveal(member_id uuid, field text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  path text;
begin
  select m.unit_path into path from handbook.members m
  where m.id = record_reveal.member_id
    and /*lock*/ (m.id = caller or m.unit_path <@ (select handbook.scope('member.read'))) /*end*/;
  if path is null or member_id <> caller and 'masked' <> all (handbook.my_classes(path))
     or not exists (select from handbook.record_fields f where f.field = record_reveal.field and f.class = 'masked') then
    perform handbook.fail('member.not_found', 404);
  end if;
  perform handbook.log_reading(member_id, 'record.reveal', field);
  return handbook.record_values(member_id, '{masked}') -> field;
end $$;
comment on function api.record_reveal is
  'A masked value in full, by a tap; logged unless it is one''s own. Caller: the member, or member.read over the member. Errors: session.ended, member.not_found.';

create function api.record_history(member_id uuid, field text default null, before_id bigint default null, page_size int default 50)
returns table (change_id bigint, field_name text, before jsonb, after jsonb, source text, reason text, changed_at timestamptz, changed_by text)
language plpgsql set search_path = '' as $$
begin
  perform handbook.log_reading(record_history.member_id, 'record.history', record_history.field);
  return query
  select c.id, c.field, case c.class when 'masked' then handbook.masked(c.before) else c.before end,
    case c.class when 'masked' then handbook.masked(c.after) else c.after end,
    c.source::text, c.reason, c.changed_at, handbook.changer_name(c.id)
  from handbook.record_changes c
  where c.member_id = record_history.member_id
    and /*lock*/ (c.member_id = (select handbook.me())
         or c.class <> 'sensitive' and c.unit_path <@ (select handbook.scope('member.read'))
         or c.class = 'sensitive' and c.unit_path <@ (select handbook.scope('record.sensitive'))) /*end*/
    and (record_history.field is null or c.field = record_history.field)
    and (before_id is null or c.id < before_id)
  order by c.id desc limit least(page_size, 200);
end $$;
comment on function api.record_history is
  'Versions of a record or of one field, newest first, keyset paging; long numbers masked. Caller: the member, or as api.record_open. Errors: none, empty for others.';

create function api.my_record_views(before_id bigint default null, page_size int default 50)
returns table (entry_id bigint, at timestamptz, actor text, action text)
language sql stable set search_path = '' as $$
  select e.id, e.at, handbook.actor_name(e.id, e.at), e.action from handbook.audit_entries e
  where /*lock*/ e.member_id = (select handbook.me()) /*end*/ and e.action like 'record.%' and e.subject = 'members'
    and (before_id is null or e.id < before_id)
  order by e.id desc limit least(page_size, 200)
$$;
comment on function api.my_record_views is 'Who has looked at my record, or taken it into a list, and when; newest first. Caller: any member. Errors: none, empty without an active member.';

-- public verbs: writing ----------------------------------------------------------------------------

-- Definer: values are written by write_record alone; checks the caller's right by itself.
create function handbook.edit_record(of_member uuid, changes jsonb, why text, seen bigint) returns int
language plpgsql security definer set search_path = '' as $$
declare
  path text := handbook.member_path(of_member);
begin
  if of_member = handbook.require_me() or not coalesce(path <@ handbook.scope('record.edit'), false)
     or exists (select from jsonb_object_keys(changes) k join handbook.record_fields f on f.field = k
                where f.class <> all (handbook.my_classes(path))) then
    perform handbook.fail('member.not_found', 404);
  end if;
  if length(btrim(coalesce(why, ''))) < 3 then
    perform handbook.fail('record.reason_missing', 422, '{"field": "reason"}');
  end if;
  return handbook.write_record(of_member, changes, 'staff', btrim(why), null, seen);
end $$;
-- Definer: as edit_record; the caller's own fields of self-service only.
create function handbook.edit_my_record(changes jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if exists (select from jsonb_object_keys(changes) k
             where not exists (select from handbook.record_fields f where f.field = k and f.self_service)) then
    perform handbook.fail('record.field_not_yours', 403);
  end if;
  return handbook.write_record(caller, changes, 'member', null);
end $$;
grant execute on function handbook.edit_record, handbook.edit_my_record to authenticated;

create function api.record_edit(key uuid, member_id uuid, changes jsonb, reason text, version bigint default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'record_edit');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = record_edit.member_id
                 and /*lock*/ m.unit_path <@ (select handbook.scope('record.edit')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('changed', handbook.edit_record(member_id, changes, reason, version)));
end $$;
comment on function api.record_edit is
  'Changes fields of a member''s record; each becomes a version with the reason. With the version that api.record_open told, nothing is written when somebody has changed one of these fields since, and the error names them; without it what stands there is overwritten. Caller: record.edit over the member, never for oneself. Errors: session.ended, write.key_missing, write.key_reused, member.not_found, record.reason_missing, record.field_unknown, record.field_invalid, record.value_taken, record.changed_since.';

create function api.my_record_edit(key uuid, changes jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'my_record_edit');
begin
  return coalesce(earlier, handbook.remember(key, jsonb_build_object('changed', handbook.edit_my_record(changes))));
end $$;
comment on function api.my_record_edit is
  'Changes what I may change by myself: how and when I wish to be contacted. Caller: any member. Errors: session.ended, write.key_missing, write.key_reused, record.field_not_yours, record.field_unknown, record.field_invalid.';

-- consents ---------------------------------------------------------------------------------------

create table handbook.consents (
  member_id uuid not null references handbook.members,
  topic text not null check (topic ~ '^[a-z_]{3,40}$'),
  given boolean not null,
  decided_at timestamptz not null default now(),
  primary key (member_id, topic)
);
comment on table handbook.consents is 'What a member has agreed to, or has withdrawn; topics are the policy record.consents. Nobody else decides it.';
create trigger audit_row after insert or update or delete on handbook.consents
  for each row execute function handbook.audit_row('member_id', 'member_id');
alter table handbook.consents enable row level security;
create policy "a member sees the own consents" on handbook.consents
  for select to authenticated using (member_id = (select handbook.me()));
create policy "readers of records see what was agreed to" on handbook.consents
  for select to authenticated using (handbook.member_path(member_id) <@ (select handbook.scope('member.read')));
create policy "a member alone consents" on handbook.consents
  for insert to authenticated with check (member_id = (select handbook.me()));
create policy "a member alone changes a consent" on handbook.consents
  for update to authenticated using (member_id = (select handbook.me()));
grant select, insert, update on handbook.consents to authenticated;

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('record.consents', '2026-01-01', 'Software setting',
   '{"topics": ["birthday_greeting", "cell_contact_list", "photo_in_news"]}'),
  ('record.visit', '2026-01-01', 'Software setting', '{"minutes": 10}'),
  ('record.milestones', '2026-01-01', 'Party badges are given at 30, 40 and then every 5 years, to 90; not checked against the official text',
   '{"party_ages": [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]}');

create function api.my_consents() returns table (topic text, given boolean, decided_at timestamptz)
language sql stable set search_path = '' as $$
  select t.topic, coalesce(c.given, false), c.decided_at
  from jsonb_array_elements_text(handbook.policy('record.consents') -> 'topics') with ordinality as t(topic, n)
  left join handbook.consents c on c.topic = t.topic and /*lock*/ c.member_id = (select handbook.me()) /*end*/
  where (select handbook.me()) is not null order by t.n
$$;
comment on function api.my_consents is 'What I am asked to agree to, and what I said. Caller: any member. Errors: none, empty without an active member.';

create function api.consent_set(topic text, given boolean) returns void
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not handbook.policy('record.consents') -> 'topics' ? consent_set.topic then
    perform handbook.fail('consent.unknown', 422);
  end if;
  insert into handbook.consents as c (member_id, topic, given) values (caller, consent_set.topic, consent_set.given)
  on conflict on constraint consents_pkey do update set given = excluded.given, decided_at = now();
end $$;
comment on function api.consent_set is 'I agree, or no longer agree. Caller: any member, for oneself. Errors: session.ended, consent.unknown.';

-- erasure ----------------------------------------------------------------------------------------

-- Definer: erases what no verb may touch otherwise; checks the caller's right by itself.
create function handbook.erase_record(of_member uuid, why text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  m handbook.members;
  gone int;
  files text[];
  photographs text[];
begin
  perform handbook.require_me();
  select * into m from handbook.members where id = of_member for update;
  if not coalesce(m.unit_path <@ handbook.scope('record.erase'), false) or m.id = handbook.me() then
    perform handbook.fail('member.not_found', 404);
  end if;
  if m.life_state not in ('left', 'deceased') then
    perform handbook.fail('record.still_member', 409);
  end if;
  if length(btrim(coalesce(why, ''))) < 3 then
    perform handbook.fail('record.reason_missing', 422, '{"field": "reason"}');
  end if;
  update handbook.members set full_name = '- -', sex = null, birth_date = null, card_number = null, phone = null, email = null,
    admission_date = null, official_date = null, updated_at = now() where id = m.id;
  delete from handbook.record_documents where member_id = m.id;
  update handbook.import_rows set raw = '[]', fields = '{}', faults = '[]', differences = '{}'
  where match_id = m.id or done_member = m.id; -- the lists that named the member
  update handbook.record_changes set before = null, after = null, reason = null where member_id = m.id;
  files := handbook.erase_requests(m.id);
  delete from handbook.photographs p where p.member_id = m.id returning array[p.object_name] into photographs;
  delete from handbook.audit_values v using handbook.audit_entries e
  where e.member_id = m.id and v.entry_id = e.id and v.at = e.at;
  get diagnostics gone = row_count;
  perform handbook.audit('record.erased', 'members', m.id::text, m.id, m.unit_path, null, jsonb_build_object('reason', btrim(why)));
  return jsonb_build_object('erased_values', gone, 'files', files, 'photographs', coalesce(photographs, '{}'));
end $$;
grant execute on function handbook.erase_record to authenticated;

create function api.record_erase(key uuid, member_id uuid, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'record_erase');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = record_erase.member_id
                 and /*lock*/ m.unit_path <@ (select handbook.scope('record.erase')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, handbook.erase_record(member_id, reason));
end $$;
comment on function api.record_erase is
  'Erases the values of somebody who has left or died: record, versions and the log''s values; the chain of the log stays verifiable. Caller: record.erase over the member. Errors: session.ended, write.key_missing, write.key_reused, member.not_found, record.still_member, record.reason_missing.';

-- Definer: roles of somebody whom the caller may read.
create function handbook.roles_of(of_member uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when handbook.member_path(of_member) <@ handbook.scope('member.read') then handbook.current_roles(of_member) else '[]' end
$$;
grant execute on function handbook.roles_of to authenticated;

grant execute on function api.my_record, api.my_record_data, api.record_open, api.record_reveal, api.record_history,
  api.my_record_views, api.record_edit, api.my_record_edit, api.my_consents, api.consent_set, api.record_erase to authenticated;
