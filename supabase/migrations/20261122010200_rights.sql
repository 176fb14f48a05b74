-- Rights: which role may do what, where; and the one predicate that every policy and function asks.
-- The bodies are bound late: they read accounts, members and roles, whose rooms follow.

create type handbook.unit_kind as enum ('city', 'ward', 'grassroots_body', 'sub_committee', 'cell', 'cell_group');
create type handbook.role_kind as enum (
  'cell_group_leader', 'cell_clerk', 'treasurer', 'deputy_secretary', 'secretary',
  'organisation_staff', 'office_staff', 'inspection_staff',
  'contributor', 'editor', 'news_secretariat', 'editorial_board', 'system_admin', 'auditor', 'member_in_charge');
create type handbook.reach as enum ('unit', 'subtree');

create type handbook.path_range as range (
  subtype = text, collation = "C", multirange_type_name = handbook.path_ranges);
comment on type handbook.path_range is
  'A unit and what lies below it, as a range of unit paths in the C collation.';
grant usage on type handbook.path_range to authenticated, service_role;

create table handbook.role_capabilities (
  role handbook.role_kind not null,
  unit_kind handbook.unit_kind not null,
  capability text not null,
  reach handbook.reach not null,
  primary key (role, unit_kind, capability)
);
comment on table handbook.role_capabilities is
  'Permission sentences: a <role> of a <kind of unit> may <capability> in <the unit itself | its subtree>.';
alter table handbook.role_capabilities enable row level security;
create policy "what a role may do is no secret" on handbook.role_capabilities
  for select to authenticated using (true);
grant select on handbook.role_capabilities to authenticated, service_role;

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, reach::handbook.reach
from (values
  -- the cell
  ('{secretary,deputy_secretary}', '{cell}', '{post.publish}', 'unit'),
  ('{secretary,deputy_secretary}', '{cell}', '{directive.track,member.read,account.activate,account.reset}', 'subtree'),
  -- committees and their offices
  ('{secretary,deputy_secretary,office_staff}', '{city,ward,grassroots_body,sub_committee}', '{post.publish}', 'unit'),
  ('{secretary,deputy_secretary,office_staff}', '{city,ward,grassroots_body,sub_committee}', '{post.oversee,directive.track}', 'subtree'),
  ('{secretary,deputy_secretary}', '{city,ward,grassroots_body,sub_committee}', '{member.read,account.approve_reset}', 'subtree'),
  ('{organisation_staff}', '{city,ward,grassroots_body,sub_committee}', '{post.oversee,member.read,account.activate,account.reset,account.approve_reset}', 'subtree'),
  ('{inspection_staff}', '{city,ward,grassroots_body,sub_committee}', '{post.oversee}', 'subtree'),
  -- the newsroom
  ('{editor,news_secretariat,editorial_board}', '{city,ward,grassroots_body,sub_committee}', '{post.publish}', 'unit'),
  ('{editor,news_secretariat,editorial_board}', '{city,ward,grassroots_body,sub_committee}', '{post.oversee}', 'subtree'),
  -- machinery
  ('{system_admin}', '{city,ward}', '{account.manage,account.approve_reset}', 'subtree'),
  ('{auditor}', '{city,ward}', '{audit.read}', 'subtree')
) as sentences(roles, kinds, capabilities, reach),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;

-- the predicate --------------------------------------------------------------------------------

-- Definer: it reads the account and the live session, which no caller may read.
create function handbook.me() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb; -- read once: asked all the time
  caller uuid := claims ->> 'sub';
  session uuid := claims ->> 'session_id';
begin
  return (
    select a.member_id
    from handbook.accounts a
    join handbook.members m on m.id = a.member_id and m.life_state = 'active'
    join auth.users u on u.id = a.user_id and (u.banned_until is null or u.banned_until <= now())
    join auth.sessions s on s.user_id = u.id and (s.not_after is null or s.not_after > now())
    where a.user_id = caller and s.id = session and a.state = 'active');
end $$;
comment on function handbook.me is
  'The active member behind the call, or null: account active, not banned, the token''s session still live.';

-- Definer: reads the session's assurance level.
create function handbook.is_strong() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((select second_factor_lifted from handbook.installation), false)
    or exists (select from auth.sessions s
               where s.id = handbook.claim('session_id')::uuid and s.aal::text = 'aal2');
end $$;
comment on function handbook.is_strong is 'Whether the session has passed the second factor (or a demo lifts it).';

-- Definer: reads roles, which policies protect with this very function.
create function handbook.scope(variadic wanted text[]) returns handbook.path_ranges
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := handbook.me(); -- once, not for every role that is looked at
begin
  return coalesce((
    select range_agg(case c.reach
      when 'subtree' then handbook.path_range(u.path, u.path || '~')
      else handbook.path_range(u.path, u.path, '[]') end)
    from handbook.roles r
    join handbook.units u on u.id = r.unit_id
    join handbook.role_capabilities c
      on c.role = r.kind and c.unit_kind = u.kind and c.capability = any (wanted)
    where r.member_id = caller
      and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
      and (u.kind in ('cell', 'cell_group') or handbook.is_strong())), '{}');
end $$;
-- Where many rows pass, as posts and counts do for an office, policies write `path <@ scope` as the function
-- behind it, elem_contained_by_multirange(path, scope): of a function the planner expects a third of the rows
-- to pass, of the operator next to none, and then joins and sorts a city as if it were a cell.
comment on function handbook.scope is
  'THE rights predicate: where the caller may use a capability (or one of several), as ranges of unit paths; empty if nowhere.';

-- Definer: as scope().
create function handbook.my_paths(as_leader boolean default false) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := handbook.me();
begin
  return coalesce((
    select array_agg(distinct left(own.path, 5 * depth))
    from (
      select m.unit_path as path from handbook.members m where m.id = caller and not as_leader
      union
      select u.path from handbook.roles r join handbook.units u on u.id = r.unit_id
      where r.member_id = caller
        and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
        and (u.kind in ('cell', 'cell_group') or handbook.is_strong())
        and (not as_leader or r.kind in ('secretary', 'deputy_secretary'))
    ) own, generate_series(1, length(own.path) / 5) depth), '{}');
end $$;
comment on function handbook.my_paths is
  'Paths of the units the caller belongs to and of all above them; as_leader: of those the caller leads.';

create function handbook.require_me() returns uuid
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.me();
begin
  if caller is null then
    perform handbook.fail('session.ended', 401);
  end if;
  return caller;
end $$;
grant execute on function handbook.me, handbook.is_strong, handbook.scope, handbook.my_paths,
  handbook.require_me to authenticated, service_role;

-- repeated writes (needs to know who is calling) -------------------------------------------------

-- Definer: the keys' table is closed to callers.
create function handbook.remembered(write_key uuid, write_verb text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier handbook.idempotency_keys;
begin
  if write_key is null then
    perform handbook.fail('write.key_missing', 422);
  end if;
  insert into handbook.idempotency_keys (member_id, key, verb) values (caller, write_key, write_verb)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select * into earlier from handbook.idempotency_keys where member_id = caller and key = write_key;
  if earlier.verb <> write_verb then
    perform handbook.fail('write.key_reused', 409);
  end if;
  return earlier.result;
end $$;
comment on function handbook.remembered is 'Null when the write is new; the first answer when it is a repetition.';

-- Definer: as remembered().
create function handbook.remember(write_key uuid, answer jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update handbook.idempotency_keys set result = answer where member_id = handbook.me() and key = write_key;
  return answer;
end $$;
grant execute on function handbook.remembered, handbook.remember to authenticated;
