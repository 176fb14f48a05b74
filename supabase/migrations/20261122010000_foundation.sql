-- Foundation: the two schemas, stable errors, what kind of installation this is, rules as data,
-- and the memory that makes a repeated write harmless.

create schema handbook;
create schema api;
comment on schema api is 'The public, documented functions: one per verb or screen. Nothing else is exposed.';
comment on schema handbook is 'Tables under row level security and private helpers. Never exposed.';

grant usage on schema api to authenticated, service_role;
grant usage on schema handbook to authenticated, service_role;
alter default privileges revoke execute on functions from public;

-- errors ---------------------------------------------------------------------------------------

create function handbook.fail(code text, status int, details jsonb default null) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT' || status, message = code, detail = coalesce(details::text, '');
end $$;
comment on function handbook.fail is
  'Ends the call with a stable code; PTxyz becomes HTTP status xyz at the REST surface.';
grant execute on function handbook.fail to authenticated, service_role;

-- installation ---------------------------------------------------------------------------------

create type handbook.installation_kind as enum ('demo', 'real');

create table handbook.installation (
  only_row boolean primary key default true check (only_row),
  kind handbook.installation_kind not null,
  second_factor_lifted boolean not null default false,
  created_at timestamptz not null default now(),
  check (not second_factor_lifted or kind = 'demo')
);
comment on table handbook.installation is 'Demo or real, from birth; neither turns into the other.';
comment on column handbook.installation.second_factor_lifted is 'A flag that only a demo database may have.';

create function handbook.installation_is_final() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform handbook.fail('installation.final', 409);
  return null;
end $$;
create trigger installation_is_final before update or delete or truncate on handbook.installation
  for each statement execute function handbook.installation_is_final();

alter table handbook.installation enable row level security;
create policy "everybody signed in may know whether this is a demo" on handbook.installation
  for select to authenticated using (true);
grant select on handbook.installation to authenticated, service_role;

-- rules as data --------------------------------------------------------------------------------

create table handbook.policy_versions (
  id uuid primary key default gen_random_uuid(),
  topic text not null,
  number text,
  issued_on date,
  valid_from date not null,
  valid_to date,
  source text not null,
  checked boolean not null default false,
  content jsonb not null,
  check (valid_to is null or valid_to > valid_from),
  unique (topic, valid_from)
);
comment on table handbook.policy_versions is 'Deadlines, rates, thresholds and forms, each with its dates and source.';
comment on column handbook.policy_versions.checked is 'Held against the official text by a named officer.';
alter table handbook.policy_versions enable row level security;
create policy "rules are open to everybody signed in" on handbook.policy_versions
  for select to authenticated using (true);
grant select on handbook.policy_versions to authenticated, service_role;

create function handbook.policy(wanted text) returns jsonb
language sql stable set search_path = '' as $$
  select content from handbook.policy_versions
  where topic = wanted and valid_from <= current_date and (valid_to is null or current_date < valid_to)
  order by valid_from desc limit 1
$$;
grant execute on function handbook.policy to authenticated, service_role;

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('account.activation_code', '2026-01-01', 'Cài đặt của phần mềm', '{"valid_hours": 72, "tries": 5}'),
  ('account.reset', '2026-01-01', 'Cài đặt của phần mềm',
   '{"delay_hours": 24, "valid_hours": 72, "tries": 5}'),
  ('directive.reminder', '2026-01-01', 'Cài đặt của phần mềm', '{"again_after_hours": 24}'),
  ('reading.kept', '2026-01-01', 'Cài đặt của phần mềm', '{"days": 90}');

-- who is calling -------------------------------------------------------------------------------

create function handbook.claim(name text) returns text
language sql stable set search_path = '' as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> name
$$;
grant execute on function handbook.claim to authenticated, service_role;

create function handbook.origin() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'session', handbook.claim('session_id'),
    'address', nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-handbook-address')
$$;
comment on function handbook.origin is
  'From where a write came: the session (from the signed token) and the address as the app server saw it.';
grant execute on function handbook.origin to authenticated, service_role;

-- repeated writes ------------------------------------------------------------------------------

create table handbook.idempotency_keys (
  member_id uuid not null,
  key uuid not null,
  verb text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (member_id, key)
);
comment on table handbook.idempotency_keys is
  'A client may retry a write; the second time it gets the first answer. Kept for seven days.';
create index idempotency_keys_by_age on handbook.idempotency_keys (created_at);
alter table handbook.idempotency_keys enable row level security;
create policy "keys are read by the helpers alone" on handbook.idempotency_keys
  for select to authenticated using (false);
