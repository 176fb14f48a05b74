-- Roles: who holds which office where, with dates.

create table handbook.roles (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  kind handbook.role_kind not null,
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  decision text,
  check (ends_at is null or ends_at >= starts_at)
);
comment on table handbook.roles is 'A role is held at a unit and reaches that unit or its subtree; it ends at ends_at, to the minute.';
create unique index roles_once on handbook.roles (member_id, unit_id, kind) where ends_at is null;
create index roles_by_member on handbook.roles (member_id); -- roles_once leaves out what has an end
create index roles_by_unit on handbook.roles (unit_id);

create trigger audit_row after insert or update or delete on handbook.roles
  for each row execute function handbook.audit_row('id', 'member_id');

grant select on handbook.roles to authenticated;
alter table handbook.roles enable row level security;
create policy "whoever holds a role sees it" on handbook.roles
  for select to authenticated using (member_id = (select handbook.me()));
create policy "offices see the roles in their scope" on handbook.roles
  for select to authenticated using (
    handbook.member_path(member_id)
      <@ (select handbook.scope('member.read', 'directive.track')));

create function handbook.current_roles(of_member uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'role', r.kind, 'unit_id', u.id, 'unit_name', u.name, 'unit_kind', u.kind) order by u.path, r.kind), '[]')
  from handbook.roles r join handbook.units u on u.id = r.unit_id
  where r.member_id = of_member and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
$$;
comment on function handbook.current_roles is
  'Of anybody, so for the definer helpers below alone: name and role are what fellow members see of each other.';

-- Definer: names the units of the caller's roles, whether or not the caller may see those units.
create function handbook.my_roles() returns jsonb
language sql stable security definer set search_path = '' as $$
  select handbook.current_roles(handbook.me())
$$;
grant execute on function handbook.my_roles to authenticated;

create function api.my_session() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  strong boolean := handbook.is_strong();
begin
  return (
    select jsonb_build_object(
      'member_id', m.id, 'full_name', m.full_name, 'status', m.status,
      'unit_id', m.unit_id, 'unit_names', handbook.unit_line(m.unit_path),
      'roles', handbook.my_roles(),
      'demo', (select kind = 'demo' from handbook.installation),
      'needs_second_factor', not strong and handbook.holds_role_above_cell(m.id),
      'capabilities', coalesce((
        select jsonb_agg(distinct jsonb_build_object(
          'capability', c.capability, 'unit_id', u.id, 'unit_name', u.name, 'unit_kind', u.kind))
        from handbook.roles r
        join handbook.units u on u.id = r.unit_id
        join handbook.role_capabilities c on c.role = r.kind and c.unit_kind = u.kind
        where r.member_id = caller and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
          and (strong or u.kind in ('cell', 'cell_group'))), '[]'),
      'resets', coalesce((select jsonb_agg(to_jsonb(w)) from api.my_resets() w), '[]'))
    from handbook.members m where m.id = caller);
end $$;
comment on function api.my_session is
  'Who I am, my roles, what I may do and where (the database decides all the same), and what threatens my account. Caller: any member. Errors: session.ended.';

create function api.my_card() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return (
    select jsonb_build_object(
      'full_name', m.full_name, 'status', m.status, 'unit_names', handbook.unit_line(m.unit_path),
      'roles', handbook.my_roles(), 'admission_date', m.admission_date, 'official_date', m.official_date,
      'card_ending', right(m.card_number, 4), 'phone', m.phone, 'email', m.email,
      'activity_exempt', m.activity_exempt, 'working_away', m.working_away,
      'shares_phone', m.shares_phone, 'shares_email', m.shares_email,
      'readers', handbook.who_reads(m.unit_path))
    from handbook.members m where m.id = caller);
end $$;
comment on function api.my_card is 'My own summary card, and what others see of me. Caller: any member. Errors: session.ended.';

-- Definer: offices that may read a member of this path; offices, not their holders' names.
create function handbook.who_reads(of_path text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(reader order by reader ->> 'path', reader ->> 'role'), '[]') from (
    select distinct jsonb_build_object('path', u.path, 'unit_name', u.name, 'unit_kind', u.kind, 'role', r.kind) as reader
    from handbook.roles r
    join handbook.units u on u.id = r.unit_id and u.path = any (
      select left(of_path, 5 * depth) from generate_series(1, length(of_path) / 5) depth)
    join handbook.role_capabilities c
      on c.role = r.kind and c.unit_kind = u.kind and c.capability in ('member.read', 'directive.track')
    where r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)) readers
$$;
grant execute on function handbook.who_reads to authenticated;

create function api.my_card_number() returns text
language plpgsql stable set search_path = '' as $$
begin
  return (select m.card_number from handbook.members m where m.id = handbook.require_me());
end $$;
comment on function api.my_card_number is 'My own card number in full, asked for by a tap. Caller: any member. Errors: session.ended.';

create function api.share_contact(phone boolean, email boolean) returns void
language plpgsql set search_path = '' as $$
begin
  update handbook.members set shares_phone = share_contact.phone, shares_email = share_contact.email, updated_at = now()
  where id = handbook.require_me();
end $$;
comment on function api.share_contact is 'Whether fellow members of my cell see my phone and e-mail. Caller: any member. Errors: session.ended.';

-- Definer: of fellow members a member sees name and role, and what they chose to share; no other column.
create function handbook.fellow_members()
returns table (member_id uuid, full_name text, sort_key text, roles jsonb, phone text, email text)
language sql stable security definer set search_path = '' as $$
  select f.id, f.full_name, f.sort_key, handbook.current_roles(f.id),
    case when f.shares_phone then f.phone end, case when f.shares_email then f.email end
  from handbook.members m join handbook.members f on f.unit_id = m.unit_id and f.life_state = 'active'
  where m.id = handbook.me()
$$;
grant execute on function handbook.fellow_members to authenticated;

create function api.my_cell() returns table (member_id uuid, full_name text, roles jsonb, phone text, email text)
language sql stable set search_path = '' as $$
  select f.member_id, f.full_name, f.roles, f.phone, f.email from handbook.fellow_members() f order by f.sort_key limit 500
$$;
comment on function api.my_cell is 'Fellow members of my cell: name and role, contact only where shared. Caller: any member. Errors: none, empty without an active member.';

grant execute on function api.my_cell, api.my_session, api.my_card, api.my_card_number, api.share_contact to authenticated;
