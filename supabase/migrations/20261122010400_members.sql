-- Members: the roster. (The full personal record gets a room of its own.)

create type handbook.member_status as enum ('official', 'probationary');
create type handbook.life_state as enum ('active', 'suspended', 'left', 'deceased');
create type handbook.sex as enum ('male', 'female');

create table handbook.members (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  full_name text not null check (full_name = btrim(full_name) and length(full_name) between 2 and 100),
  sort_key text collate "C" not null,
  sex handbook.sex,
  birth_date date,
  card_number text unique check (card_number ~ '^[0-9]{12}$'),
  phone text check (phone ~ '^\+[0-9]{8,15}$'),
  email text check (email = lower(email) and email like '%_@_%'),
  status handbook.member_status not null,
  life_state handbook.life_state not null default 'active',
  admission_date date,
  official_date date,
  activity_exempt boolean not null default false,
  working_away boolean not null default false,
  shares_phone boolean not null default false,
  shares_email boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (official_date is null or admission_date is null or official_date >= admission_date)
);
comment on column handbook.members.unit_id is 'The cell.';
comment on column handbook.members.sort_key is 'Vietnamese order by given name; made by services.members.names.';
comment on column handbook.members.admission_date is 'Date of the admission decision: party age runs from it.';
comment on column handbook.members.activity_exempt is 'Exempt from activities: reads as before and is never late.';
create index members_by_unit on handbook.members (unit_id, sort_key);
create index members_by_path on handbook.members (unit_path);
create index members_by_phone on handbook.members (phone) where phone is not null;
create index members_by_email on handbook.members (email) where email is not null;

grant select on handbook.members to authenticated;
grant update (shares_phone, shares_email, updated_at) on handbook.members to authenticated;

-- maintained counts: a ward or a city is counted without walking its members ---------------------

create table handbook.unit_tallies (
  unit_id uuid primary key references handbook.units,
  unit_path text collate "C" not null,
  members int not null default 0,
  expected int not null default 0
);
comment on table handbook.unit_tallies is
  'Per cell: active members, and those of them who are expected to take part (not exempt).';
create index unit_tallies_by_path on handbook.unit_tallies (unit_path) include (members, expected);

create function handbook.member_follows_unit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select path into strict new.unit_path from handbook.units where id = new.unit_id;
  return new;
end $$;
comment on function handbook.member_follows_unit is 'Definer: the path is the tree''s, never the writer''s.';
create trigger member_follows_unit before insert or update of unit_id, unit_path on handbook.members
  for each row execute function handbook.member_follows_unit();

-- Definer: tallies are written by this trigger alone.
create function handbook.tally_members() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and old.life_state = 'active' then
    update handbook.unit_tallies
    set members = members - 1, expected = expected - (not old.activity_exempt)::int
    where unit_id = old.unit_id;
  end if;
  if tg_op <> 'DELETE' and new.life_state = 'active' then
    insert into handbook.unit_tallies as t values
      (new.unit_id, new.unit_path, 1, (not new.activity_exempt)::int)
    on conflict (unit_id) do update
    set members = t.members + 1, expected = t.expected + excluded.expected;
  end if;
  return null;
end $$;
create trigger tally_members
  after insert or delete or update of unit_id, life_state, activity_exempt on handbook.members
  for each row execute function handbook.tally_members();
create trigger audit_row after insert or update or delete on handbook.members
  for each row execute function handbook.audit_row('id', 'id');

alter table handbook.members enable row level security;
create policy "whoever is meant sees the own row" on handbook.members
  for select to authenticated using (id = (select handbook.me()));
create policy "a member decides what fellow members see" on handbook.members
  for update to authenticated using (id = (select handbook.me()));
create policy "secretaries and offices see the members in their scope" on handbook.members
  for select to authenticated using (
    unit_path <@ (select handbook.scope('member.read', 'directive.track')));

alter table handbook.unit_tallies enable row level security;
create policy "counts are seen by those who track or read members there" on handbook.unit_tallies
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('member.read', 'directive.track'))));
grant select on handbook.unit_tallies to authenticated;
