-- Inside the database `handbook`: the schema for extensions, and what nobody may do by default.

revoke create on schema public from public;
grant usage on schema public to anon, authenticated, service_role;
grant usage, create on schema public to postgres;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to public;

create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
