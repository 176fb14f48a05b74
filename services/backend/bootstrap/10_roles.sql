-- Cluster-wide roles, named and limited as on hosted Supabase. Run in the database `postgres`
-- by the superuser `supabase_admin`; every statement may run again.

do $$
declare
  wanted record;
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'postgres' and rolsuper) then
    raise exception 'role "postgres" is a superuser here; this cluster was not made by this program';
  end if;

  for wanted in
    select * from (values
      ('postgres',               'login createrole createdb bypassrls'),
      ('authenticator',          'login noinherit nobypassrls nocreaterole nocreatedb'),
      ('supabase_auth_admin',    'login noinherit nobypassrls nocreaterole nocreatedb'),
      ('supabase_storage_admin', 'login noinherit nobypassrls nocreaterole nocreatedb'),
      ('anon',                   'nologin noinherit nobypassrls nocreaterole nocreatedb'),
      ('authenticated',          'nologin noinherit nobypassrls nocreaterole nocreatedb'),
      ('service_role',           'nologin noinherit bypassrls nocreaterole nocreatedb')
    ) as v (name, options)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I', wanted.name);
    end if;
    execute format('alter role %I nosuperuser noreplication %s', wanted.name, wanted.options);
  end loop;
end
$$;

-- The three request roles are entered with `set role`, never inherited.
grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to supabase_storage_admin;
grant anon, authenticated, service_role to postgres;

-- The REST part reads these and applies them to each request's transaction.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';

alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_auth_admin set statement_timeout = '10s';
alter role supabase_auth_admin set idle_in_transaction_session_timeout = '60s';
alter role supabase_storage_admin set search_path = storage;
alter role supabase_storage_admin set statement_timeout = '30s';
alter role supabase_storage_admin set idle_in_transaction_session_timeout = '60s';
