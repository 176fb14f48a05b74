-- Change requests: a member asks for a correction of the own record; secretary or ward decides.

create type handbook.request_state as enum ('open', 'forwarded', 'accepted', 'rejected', 'withdrawn');

create table handbook.change_requests (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references handbook.members,
  unit_path text collate "C" not null,
  field text not null references handbook.record_fields,
  class handbook.field_class not null,
  before jsonb,
  proposed jsonb,
  reason text not null check (length(reason) between 3 and 1000),
  state handbook.request_state not null default 'open',
  entered_by uuid references handbook.members,
  filed_at timestamptz not null default now(),
  forwarded_by uuid references handbook.members,
  forwarded_at timestamptz,
  decided_by uuid references handbook.members,
  decided_at timestamptz,
  answer text check (length(answer) <= 1000)
);
comment on table handbook.change_requests is 'A member''s request to correct one field. At most one is open for a field of a member.';
comment on column handbook.change_requests.entered_by is 'The proxy who entered what the member said; null when the member did.';
comment on column handbook.change_requests.before is 'The value when it was asked for.';
create unique index one_open_request on handbook.change_requests (member_id, field) where state in ('open', 'forwarded');
create index change_requests_waiting on handbook.change_requests (unit_path, filed_at) where state in ('open', 'forwarded');
create index change_requests_by_member on handbook.change_requests (member_id, filed_at desc);

create table handbook.request_evidence (
  object_name text primary key,
  request_id uuid not null references handbook.change_requests,
  member_id uuid not null references handbook.members,
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null,
  size_bytes int not null check (size_bytes > 0),
  stamp_denied boolean not null default false
);
comment on table handbook.request_evidence is 'A picture or PDF that goes with a request; as private as the request.';
comment on column handbook.request_evidence.stamp_denied is
  'The name looks like that of a classified paper; whoever brought it has confirmed that it is none.';
create index request_evidence_by_request on handbook.request_evidence (request_id);

create trigger audit_row after insert or update or delete on handbook.change_requests
  for each row execute function handbook.audit_row('id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.request_evidence
  for each row execute function handbook.audit_row('object_name', 'member_id');
create trigger audit_stamp_denial after insert on handbook.request_evidence
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('object_name', 'member_id', 'file_name');

grant select on handbook.change_requests, handbook.request_evidence to authenticated;
alter table handbook.change_requests enable row level security;
alter table handbook.request_evidence enable row level security;
create policy "a member sees the own requests" on handbook.change_requests
  for select to authenticated using (member_id = (select handbook.me()));
create policy "those who decide see the requests in their scope" on handbook.change_requests
  for select to authenticated using (
    unit_path <@ (select handbook.scope('record.decide'))
    and (class <> 'sensitive' or unit_path <@ (select handbook.scope('record.sensitive'))));
create policy "evidence is seen with its request" on handbook.request_evidence
  for select to authenticated using (exists (select from handbook.change_requests r where r.id = request_id));

-- storage ------------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('evidence', 'evidence', false, 10485760, array['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;

-- Definer: from a storage name to the member whose evidence it is. By the key: it is asked for each file of a page.
create function handbook.evidence_path(object_name text) returns text
language sql stable security definer set search_path = '' as $$
  select unit_path from handbook.members where id = case
    when object_name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then left(object_name, 36)::uuid end
$$;
grant execute on function handbook.evidence_path to authenticated;

create policy "handbook: evidence is as private as its request" on storage.objects
  for select to authenticated using (
    bucket_id = 'evidence' and exists (select from handbook.request_evidence e where e.object_name = name));
create policy "handbook: who files a request sees what was just uploaded" on storage.objects
  for select to authenticated using (
    bucket_id = 'evidence' and not exists (select from handbook.request_evidence e where e.object_name = name)
    and (split_part(name, '/', 1) = (select handbook.me())::text
         or handbook.evidence_path(name) <@ (select handbook.scope('record.proxy'))));
create policy "handbook: a member or a proxy uploads evidence" on storage.objects
  for insert to authenticated with check (
    bucket_id = 'evidence'
    and (split_part(name, '/', 1) = (select handbook.me())::text
         or handbook.evidence_path(name) <@ (select handbook.scope('record.proxy'))));

create policy "handbook: who erases a record sees its files" on storage.objects
  for select to authenticated using (
    bucket_id = 'evidence' and handbook.evidence_path(name) <@ (select handbook.scope('record.erase')));
create policy "handbook: who erases a record removes its files" on storage.objects
  for delete to authenticated using (
    bucket_id = 'evidence' and handbook.evidence_path(name) <@ (select handbook.scope('record.erase')));

-- private helpers ----------------------------------------------------------------------------------

-- Definer: part of erasing a record, for the owner alone; returns the names of files to remove.
create function handbook.erase_requests(of_member uuid) returns text[]
language sql security definer set search_path = '' as $$
  update handbook.change_requests set before = null, proposed = null, reason = '---', answer = null where member_id = of_member;
  with gone as (delete from handbook.request_evidence where member_id = of_member returning object_name)
  select coalesce(array_agg(object_name), '{}') from gone
$$;

-- Definer: names of the people around a request, for whoever may see it.
create function handbook.request_people(of_request uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('full_name', m.full_name, 'unit_names', handbook.unit_line(m.unit_path),
    'entered_by', e.full_name, 'forwarded_by', f.full_name, 'decided_by', d.full_name)
  from handbook.change_requests r join handbook.members m on m.id = r.member_id
  left join handbook.members e on e.id = r.entered_by
  left join handbook.members f on f.id = r.forwarded_by
  left join handbook.members d on d.id = r.decided_by
  where r.id = of_request and (r.member_id = handbook.me() or r.unit_path <@ handbook.scope('record.decide'))
$$;
comment on function handbook.request_people is 'Definer: names only, of a request that the caller may see.';

create function handbook.may_decide(r handbook.change_requests) returns boolean
language sql stable set search_path = '' as $$
  select r.state in ('open', 'forwarded') and r.member_id <> handbook.me()
    and r.class = any (handbook.my_classes(r.unit_path))
    and (r.unit_path <@ handbook.scope('record.edit')
         or r.state = 'open' and r.unit_path <@ handbook.scope('record.decide')
            and exists (select from handbook.record_fields f where f.field = r.field and f.decided_by = 'cell'))
$$;
comment on function handbook.may_decide is
  'Whether the caller may decide a request: the cell''s officers what cells decide and is not forwarded, organisation staff all; nobody the own.';

create function handbook.moved_on(r handbook.change_requests) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('version', c.id, 'value', case c.class when 'masked' then handbook.masked(c.after) else c.after end,
    'changed_at', c.changed_at, 'changed_by', handbook.changer_name(c.id))
  from (select * from handbook.record_changes x where x.member_id = r.member_id and x.field = r.field order by x.id desc limit 1) c
  where r.state in ('open', 'forwarded') and c.after is distinct from r.before
$$;
comment on function handbook.moved_on is
  'Invoker: what the field says now, where somebody has changed it after a request was filed that still waits; else null.';

create function handbook.request_card(r handbook.change_requests) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('request_id', r.id, 'member_id', r.member_id, 'field', r.field, 'kind', f.kind, 'class', r.class,
    'choices', f.choices, 'before', case r.class when 'masked' then handbook.masked(r.before) else r.before end,
    'proposed', r.proposed, 'reason', r.reason, 'state', r.state, 'filed_at', r.filed_at, 'forwarded_at', r.forwarded_at,
    'decided_at', r.decided_at, 'answer', r.answer, 'decided_by_kind', f.decided_by, 'moved_on', handbook.moved_on(r),
    'mine', r.member_id = handbook.me(), 'may_decide', handbook.may_decide(r),
    'may_forward', r.state = 'open' and r.member_id <> handbook.me() and r.unit_path <@ handbook.scope('record.decide')
      and not r.unit_path <@ handbook.scope('record.edit'),
    'may_withdraw', r.state in ('open', 'forwarded') and (r.member_id = handbook.me() or r.entered_by is not distinct from handbook.me()),
    'evidence', (select coalesce(jsonb_agg(jsonb_build_object('object_name', e.object_name, 'file_name', e.file_name,
      'content_type', e.content_type, 'size_bytes', e.size_bytes)), '[]') from handbook.request_evidence e where e.request_id = r.id))
    || coalesce(handbook.request_people(r.id), '{}')
  from handbook.record_fields f where f.field = r.field
$$;

-- Definer: requests take no direct writes; checks the caller's right by itself.
create function handbook.file_request(for_member uuid, of_field text, wanted jsonb, why text, files jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  path text := handbook.member_path(for_member);
  f handbook.record_fields;
  old_value jsonb;
  fault text;
  new_id uuid;
begin
  if for_member <> caller and not coalesce(path <@ handbook.scope('record.proxy'), false) then
    perform handbook.fail('member.not_found', 404);
  end if;
  select * into f from handbook.record_fields where field = of_field and decided_by is not null;
  if f.field is null or for_member <> caller and f.class <> all (handbook.my_classes(path)) then
    perform handbook.fail('request.field_closed', 422, '{"field": "field"}');
  end if;
  wanted := nullif(wanted, 'null');
  fault := handbook.field_fault(f, wanted);
  if fault is not null then
    perform handbook.fail('record.field_invalid', 422, jsonb_build_object('field', 'value', 'fault', fault));
  end if;
  if length(btrim(coalesce(why, ''))) < 3 then
    perform handbook.fail('record.reason_missing', 422, '{"field": "reason"}');
  end if;
  old_value := handbook.record_values(for_member, array[f.class]) -> f.field;
  if old_value is not distinct from wanted then
    perform handbook.fail('request.nothing_new', 422, '{"field": "value"}');
  end if;
  begin
    insert into handbook.change_requests (member_id, unit_path, field, class, before, proposed, reason, entered_by)
    values (for_member, path, f.field, f.class, old_value, wanted, btrim(why), nullif(caller, for_member))
    returning id into new_id;
  exception when unique_violation then
    perform handbook.fail('request.already_open', 409, '{"field": "field"}');
  end;
  insert into handbook.request_evidence (object_name, request_id, member_id, file_name, content_type, size_bytes, stamp_denied)
  select o.name, new_id, for_member, left(e.file_name, 200), o.metadata ->> 'mimetype', (o.metadata ->> 'size')::int,
    coalesce(e.stamp_denied, false)
  from jsonb_to_recordset(coalesce(files, '[]')) as e(object_name text, file_name text, stamp_denied boolean)
  join storage.objects o on o.bucket_id = 'evidence' and o.name = e.object_name
    and split_part(o.name, '/', 1) = for_member::text
    and not exists (select from handbook.request_evidence taken where taken.object_name = o.name);
  if (select count(*) from handbook.request_evidence where request_id = new_id) <> jsonb_array_length(coalesce(files, '[]')) then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
  return new_id;
end $$;

-- Definer: as file_request.
create function handbook.settle_request(of_request uuid, verb text, words text, seen bigint) returns handbook.request_state
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  r handbook.change_requests;
  card jsonb;
begin
  select * into r from handbook.change_requests where id = of_request for update;
  if r.id is null or r.member_id <> caller and r.entered_by is distinct from caller
     and (not coalesce(r.unit_path <@ handbook.scope('record.decide'), false)
          or r.class <> all (handbook.my_classes(r.unit_path))) then
    perform handbook.fail('request.not_found', 404);
  end if;
  card := handbook.request_card(r);
  if r.state not in ('open', 'forwarded') then
    perform handbook.fail('request.closed', 409);
  end if;
  if not coalesce((card -> case verb when 'withdraw' then 'may_withdraw' when 'forward' then 'may_forward' else 'may_decide' end)::boolean, false) then
    perform handbook.fail('request.not_yours', 403);
  end if;
  if verb = 'forward' then
    update handbook.change_requests set state = 'forwarded', forwarded_by = caller, forwarded_at = now(), answer = nullif(btrim(words), '')
    where id = r.id;
    return 'forwarded';
  end if;
  if verb = 'reject' and length(btrim(coalesce(words, ''))) < 3 then
    perform handbook.fail('record.reason_missing', 422, '{"field": "answer"}');
  end if;
  if verb = 'accept' then
    perform from handbook.members m where m.id = r.member_id for update; -- nobody edits between looking and writing
    if (handbook.moved_on(r) ->> 'version')::bigint is distinct from seen then
      perform handbook.fail('request.value_moved_on', 409);
    end if;
    perform handbook.write_record(r.member_id, jsonb_build_object(r.field, r.proposed), 'request', r.reason, r.id);
  end if;
  update handbook.change_requests set
    state = (case verb when 'accept' then 'accepted' when 'reject' then 'rejected' else 'withdrawn' end)::handbook.request_state,
    decided_by = caller, decided_at = now(), answer = coalesce(nullif(btrim(words), ''), answer)
  where id = r.id returning state into r.state;
  return r.state;
end $$;
grant execute on function handbook.request_people, handbook.may_decide, handbook.moved_on, handbook.request_card, handbook.file_request,
  handbook.settle_request to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.request_file(key uuid, field text, value jsonb, reason text, member_id uuid default null, files jsonb default '[]')
returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'request_file');
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = coalesce(request_file.member_id, caller)
                 and /*lock*/ (m.id = caller or m.unit_path <@ (select handbook.scope('record.proxy'))) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('request_id',
    handbook.file_request(coalesce(member_id, caller), field, value, reason, files)));
end $$;
comment on function api.request_file is
  'Asks for a correction of one field of my record; or, as proxy, enters what a member of the cell said. Caller: the member, or record.proxy over the member (never for sensitive fields without record.sensitive). Errors: session.ended, write.key_missing, write.key_reused, member.not_found, request.field_closed, request.nothing_new, request.already_open, record.field_invalid, record.reason_missing, file.not_found.';

create function api.my_requests(before_filed timestamptz default null, page_size int default 50) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.request_card(r) from handbook.change_requests r
  where /*lock*/ r.member_id = (select handbook.me()) /*end*/ and (before_filed is null or r.filed_at < before_filed)
  order by r.filed_at desc limit least(page_size, 200)
$$;
comment on function api.my_requests is 'My requests and their state, newest first; keyset paging. Caller: any member. Errors: none, empty without an active member.';

create function api.requests_waiting(after_filed timestamptz default null, page_size int default 50) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.request_card(r) from handbook.change_requests r
  where r.state in ('open', 'forwarded')
    and /*lock*/ r.unit_path <@ (select handbook.scope('record.decide'))
        and (r.class <> 'sensitive' or r.unit_path <@ (select handbook.scope('record.sensitive'))) /*end*/
    and r.member_id <> (select handbook.me())
    and (after_filed is null or r.filed_at > after_filed)
  order by r.filed_at limit least(page_size, 200)
$$;
comment on function api.requests_waiting is
  'Requests that wait for a decision in my scope, oldest first; keyset paging. Caller: record.decide. Errors: none, empty for others.';

create function api.request_open(request_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  r handbook.change_requests;
begin
  select * into r from handbook.change_requests c
  where c.id = request_open.request_id
    and /*lock*/ (c.member_id = caller or c.unit_path <@ (select handbook.scope('record.decide'))
         and (c.class <> 'sensitive' or c.unit_path <@ (select handbook.scope('record.sensitive')))) /*end*/;
  if r.id is null then
    perform handbook.fail('request.not_found', 404);
  end if;
  return handbook.request_card(r);
end $$;
comment on function api.request_open is
  'One request with before and after. Caller: the member, or record.decide over the member. Errors: session.ended, request.not_found.';

create function api.request_settle(key uuid, request_id uuid, verb text, answer text default null, version bigint default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'request_settle');
begin
  if earlier is not null then
    return earlier;
  end if;
  if verb not in ('accept', 'reject', 'forward', 'withdraw') then
    perform handbook.fail('request.unknown_verb', 422);
  end if;
  if not exists (select from handbook.change_requests c where c.id = request_settle.request_id
      and /*lock*/ (c.member_id = caller or c.entered_by = caller or c.unit_path <@ (select handbook.scope('record.decide'))) /*end*/) then
    perform handbook.fail('request.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('state', handbook.settle_request(request_id, verb, answer, version)));
end $$;
comment on function api.request_settle is
  'Accepts, rejects (with a reason), forwards to the ward, or withdraws a request. Where somebody has changed the field after the request was filed, it is accepted only with the version that moved_on of api.request_open told. Caller: the one who may decide it, never for oneself; the member or the proxy withdraws. Errors: session.ended, write.key_missing, write.key_reused, request.unknown_verb, request.not_found, request.closed, request.not_yours, request.value_moved_on, record.reason_missing, record.value_taken.';

grant execute on function api.request_file, api.my_requests, api.requests_waiting, api.request_open, api.request_settle to authenticated;
