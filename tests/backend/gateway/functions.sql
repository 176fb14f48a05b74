-- Functions of schema `api` that only these tests have.
create schema api;
create schema hidden;
grant usage on schema api to anon, authenticated, service_role;

create table hidden.notes (id bigserial primary key, author uuid default auth.uid(), text text unique);
alter table hidden.notes enable row level security;
create policy own on hidden.notes to authenticated
  using (author = auth.uid()) with check (author = auth.uid());
grant usage on schema hidden to authenticated;
grant select, insert on hidden.notes to authenticated;
grant usage on sequence hidden.notes_id_seq to authenticated;

create type hidden.person as (id int, name text);

create function api.whoami() returns jsonb language sql stable as $$
  select jsonb_build_object(
    'uid', auth.uid(), 'role', auth.role(), 'user', current_user, 'claims', auth.jwt(),
    'headers', current_setting('request.headers')::jsonb,
    'method', current_setting('request.method'), 'path', current_setting('request.path'),
    'search_path', current_setting('search_path'),
    'timeout', current_setting('statement_timeout'),
    'read_only', current_setting('transaction_read_only'))
$$;
create function api.add(a int, b int default 10) returns int language sql immutable as $$
  select a + b
$$;
create function api.echo(value jsonb) returns jsonb language sql immutable as $$ select value $$;
create function api.text(value text) returns text language sql immutable as $$ select value $$;
create function api.nothing() returns void language sql as $$ select $$;
create function api.people(n int) returns table (id int, name text) language sql stable as $$
  select i, 'Đảng viên ' || i from generate_series(1, n) i
$$;
create function api.numbers(n int) returns setof int language sql stable as $$
  select i from generate_series(1, n) i
$$;
create function api.person(id int) returns hidden.person language sql stable as $$
  select row(id, 'An')::hidden.person
$$;
create function api.no_person() returns hidden.person language sql stable as $$
  select null::hidden.person
$$;
create function api.joined(variadic parts text[]) returns text language sql immutable as $$
  select array_to_string(parts, '-')
$$;
create function api.unnamed(jsonb) returns jsonb language sql immutable as $$ select $1 $$;
create function api.over(a int) returns text language sql as $$ select 'int' $$;
create function api.over(a text) returns text language sql as $$ select 'text' $$;
create function api.over(a int, b int) returns text language sql as $$ select 'two' $$;
create function api."odd %s ""name"""("a %s" int) returns int language sql as $$ select $1 $$;
create function api.note(text text) returns bigint language sql as $$
  insert into hidden.notes (text) values (text) returning id
$$;
create function api.notes() returns setof text language sql stable as $$
  select text from hidden.notes order by id
$$;
create function api.fail(state text, message text, detail text default null, hint text default null)
returns void language plpgsql as $$
begin
  raise exception using errcode = state, message = message,
    detail = coalesce(detail, ''), hint = coalesce(hint, '');
end
$$;
create function api.note_and_fail(text text) returns void language plpgsql as $$
begin
  perform api.note(text);
  raise exception 'no' using errcode = 'PT409';
end
$$;
create function api.sleep(seconds float) returns void language sql as $$ select pg_sleep(seconds) $$;
create function api.hurried() returns void language sql set statement_timeout = '50ms' as $$
  select pg_sleep(2)
$$;
create function api.work_only() returns text language sql stable as $$ select current_user::text $$;

revoke execute on all functions in schema api from public;
grant execute on all functions in schema api to authenticated, service_role;
revoke execute on function api.work_only from authenticated;
grant execute on function api.whoami, api.add, api.sleep to anon;

insert into storage.buckets (id, name) values ('files', 'files'), ('closed', 'closed');
insert into storage.buckets (id, name, file_size_limit, allowed_mime_types)
values ('small', 'small', 1000, '{image/*,application/pdf}');

-- Everyone works below a folder with the own id; what lies under shared/ all members read.
create policy read on storage.objects for select to authenticated using (
  bucket_id in ('files', 'small')
  and (storage.foldername(name))[1] in (auth.uid()::text, 'shared'));
create policy add on storage.objects for insert to authenticated with check (
  bucket_id in ('files', 'small') and (storage.foldername(name))[1] = auth.uid()::text);
create policy change on storage.objects for update to authenticated using (
  bucket_id = 'files' and (storage.foldername(name))[1] = auth.uid()::text);
create policy remove on storage.objects for delete to authenticated using (
  bucket_id = 'files' and (storage.foldername(name))[1] = auth.uid()::text);
