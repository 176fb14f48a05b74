-- Library: what is in the files of posts. Word files beside PDF and pictures; the text of a file, read in the
-- background; a file that an officer has taken out of circulation; the lists and pages of the library.

-- Word files -----------------------------------------------------------------------------------

alter table handbook.attachments drop constraint attachments_content_type_check;
alter table handbook.attachments add constraint attachments_content_type_check check (content_type in (
  'application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'image/jpeg', 'image/png', 'image/webp'));
alter table handbook.attachments drop constraint attachments_check;
alter table handbook.attachments add constraint attachments_check
  check (kind = 'document' or content_type like 'image/%');
update storage.buckets
set allowed_mime_types = allowed_mime_types
  || '{application/vnd.openxmlformats-officedocument.wordprocessingml.document}'::text[]
where id in ('attachments', 'evidence');

-- what a file says -----------------------------------------------------------------------------

create type handbook.text_state as enum ('waiting', 'done', 'failed', 'no_text');

create table handbook.attachment_texts (
  attachment_id uuid primary key references handbook.attachments on delete cascade,
  post_id uuid not null references handbook.posts,
  unit_path text collate "C" not null,
  state handbook.text_state not null default 'waiting',
  text text not null default '' check (octet_length(text) <= 1048576),
  pages int check (pages >= 0),
  tries smallint not null default 0,
  due_at timestamptz not null default now(),
  extracted_at timestamptz,
  stamped boolean not null default false
);
comment on table handbook.attachment_texts is
  'The text of a PDF or Word file, read by the background worker; as private as the file. NFC, at most 1 MB.';
comment on column handbook.attachment_texts.text is
  'Pages are parted by a form feed. A Word file has no pages: it is parted where it may be read on.';
comment on column handbook.attachment_texts.pages is 'Pages of the file, also those beyond what was read of its text.';
comment on column handbook.attachment_texts.state is
  'no_text: nothing but pictures, as of a scanned paper. failed: not to be read after three tries.';
comment on column handbook.attachment_texts.stamped is
  'The text carries what looks like a secrecy stamp: publishers and the offices above are shown it.';
comment on column handbook.attachment_texts.due_at is 'A worker that has taken it is not disturbed until then.';
create index attachment_texts_waiting on handbook.attachment_texts (due_at) where state = 'waiting';
create index attachment_texts_by_post on handbook.attachment_texts (post_id);

grant select on handbook.attachment_texts to authenticated;
alter table handbook.attachment_texts enable row level security;
create policy "the text of a file is as private as the file" on handbook.attachment_texts
  for select to authenticated using (exists (select from handbook.attachments a where a.id = attachment_id));

create function handbook.is_readable(content_type text) returns boolean
language sql immutable set search_path = '' as $$
  select content_type in (
    'application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
$$;
grant execute on function handbook.is_readable to authenticated, service_role;

-- Definer: the texts are written by the worker alone.
create function handbook.await_text() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into handbook.attachment_texts (attachment_id, post_id, unit_path)
  values (new.id, new.post_id, new.unit_path);
  return null;
end $$;
create trigger await_text after insert on handbook.attachments
  for each row when (handbook.is_readable(new.content_type)) execute function handbook.await_text();

insert into handbook.attachment_texts (attachment_id, post_id, unit_path)
select a.id, a.post_id, a.unit_path from handbook.attachments a where handbook.is_readable(a.content_type);

create function api.texts_take(most int default 4) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  taken jsonb;
begin
  -- Whoever died with it three times is given up; nobody else shall die of it.
  update handbook.attachment_texts t set state = 'failed', extracted_at = now()
  where t.state = 'waiting' and t.tries >= 3 and t.due_at <= now();
  with due as (
    select t.attachment_id from handbook.attachment_texts t
    where t.state = 'waiting' and t.due_at <= now()
    order by t.due_at limit least(most, 20) for update skip locked
  ), lent as (
    update handbook.attachment_texts t set tries = t.tries + 1, due_at = now() + interval '5 minutes'
    from due where t.attachment_id = due.attachment_id
    returning t.attachment_id, t.tries
  )
  select coalesce(jsonb_agg(jsonb_build_object('attachment_id', a.id, 'attempt', lent.tries,
    'object_name', a.object_name, 'content_type', a.content_type)), '[]')
  into taken from lent join handbook.attachments a on a.id = lent.attachment_id;
  return taken;
end $$;
comment on function api.texts_take is
  'Files whose text is still to be read, at most so many; each is the taker''s for five minutes, and after three takings without an answer it has failed. Errors: none. Service only.';

create function api.text_put(
  attachment_id uuid, attempt int, state handbook.text_state, text text default '', pages int default null,
  stamped boolean default false
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update handbook.attachment_texts t set
    state = case when text_put.state = 'failed' and t.tries < 3 then 'waiting' else text_put.state end,
    text = coalesce(text_put.text, ''), pages = text_put.pages, extracted_at = now(),
    stamped = text_put.stamped
  where t.attachment_id = text_put.attachment_id and t.tries = attempt and t.state = 'waiting';
  return found;
end $$;
comment on function api.text_put is
  'What a file taken with texts_take says; false when another attempt has begun since. A failure is tried again, three times in all. Errors: none. Service only.';
grant execute on function api.texts_take, api.text_put to service_role;

-- quarantine -----------------------------------------------------------------------------------

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, 'file.quarantine', reach::handbook.reach
from (values
  ('{secretary,deputy_secretary}', '{cell}', 'unit'),
  ('{secretary,deputy_secretary,office_staff,organisation_staff,inspection_staff,editor,news_secretariat,editorial_board}',
   '{city,ward,grassroots_body,sub_committee}', 'subtree')
) as sentences(roles, kinds, reach), unnest(roles::text[]) r, unnest(kinds::text[]) k;

create table handbook.quarantines (
  id uuid primary key default gen_random_uuid(),
  attachment_id uuid not null,
  post_id uuid not null references handbook.posts,
  unit_path text collate "C" not null,
  office_path text collate "C" not null,
  object_name text not null,
  file_name text not null,
  reason text not null check (reason = btrim(reason) and length(reason) between 3 and 500),
  placed_by uuid not null references handbook.members,
  placed_at timestamptz not null default now(),
  release_reason text check (length(release_reason) between 3 and 500),
  released_by uuid references handbook.members,
  released_at timestamptz,
  check ((released_at is null) = (released_by is null) and (released_at is null) = (release_reason is null))
);
comment on table handbook.quarantines is
  'A file out of circulation: nobody opens it, and its name is known to the office that took it out and those above. The attachment may be gone by then with its draft, so nothing here hangs on it.';
comment on column handbook.quarantines.office_path is 'The unit at which whoever took it out holds the right.';
create unique index quarantines_in_force on handbook.quarantines (object_name) where released_at is null;
create index quarantines_by_post on handbook.quarantines (post_id) where released_at is null;
create index quarantines_by_office on handbook.quarantines (office_path, placed_at desc, id desc);
create trigger audit_row after insert or update or delete on handbook.quarantines
  for each row execute function handbook.audit_row('id', '');

create table handbook.cleared_files (
  attachment_id uuid primary key references handbook.attachments on delete cascade,
  unit_path text collate "C" not null,
  cleared_by uuid not null references handbook.members,
  cleared_at timestamptz not null default now()
);
comment on table handbook.cleared_files is
  'Somebody who may quarantine a file has looked at what seems to be a secrecy stamp in its text, and it is none.';
create trigger audit_row after insert or update or delete on handbook.cleared_files
  for each row execute function handbook.audit_row('attachment_id', '');

alter table handbook.attachments add column quarantined boolean not null default false;
comment on column handbook.attachments.quarantined is 'Out of circulation (handbook.quarantines): seen by nobody here.';

grant select on handbook.quarantines, handbook.cleared_files to authenticated;
alter table handbook.quarantines enable row level security;
alter table handbook.cleared_files enable row level security;
create policy "the office that took a file out of circulation knows it, and those above" on handbook.quarantines
  for select to authenticated using (
    elem_contained_by_multirange(office_path, (select handbook.scope('file.quarantine'))));
create policy "who may quarantine a file sees that it was looked at" on handbook.cleared_files
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('file.quarantine'))));
create policy "a file in quarantine is seen by nobody" on handbook.attachments
  as restrictive for select to authenticated using (not quarantined);

-- Definer: whoever has no right to a quarantine must be stopped by it all the same.
create function handbook.is_quarantined(file text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.quarantines q where q.object_name = file and q.released_at is null)
$$;
grant execute on function handbook.is_quarantined to authenticated;
-- Whatever else lets somebody to a file, as its writer or as a reader, and in whatever room.
create policy "handbook: a file in quarantine is opened by nobody" on storage.objects
  as restrictive for select to authenticated using (
    bucket_id <> 'attachments' or not handbook.is_quarantined(name));
create policy "a manuscript's file in quarantine is seen by nobody" on handbook.manuscript_files
  as restrictive for select to authenticated using (not handbook.is_quarantined(object_name));

-- Definer: readers of a post are told that something is being looked at, and nothing of what it is.
create function handbook.files_in_quarantine(of_post uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'attachment_id', a.id, 'kind', 'document', 'object_name', '', 'file_name', '', 'content_type', '', 'size_bytes', 0,
    'alternative', '', 'quarantined', true)), '[]')
  from handbook.attachments a where a.post_id = of_post and a.quarantined
$$;
grant execute on function handbook.files_in_quarantine to authenticated;

create or replace function handbook.attachments_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'attachment_id', a.id, 'kind', a.kind, 'object_name', a.object_name, 'file_name', a.file_name,
    'content_type', a.content_type, 'size_bytes', a.size_bytes, 'alternative', a.alternative,
    'quarantined', false) order by a.place), '[]')
    || case when exists (select from handbook.posts p where p.id = of_post) then handbook.files_in_quarantine(of_post) else '[]' end
  from handbook.attachments a where a.post_id = of_post
$$;

-- Definer: quarantines take no direct writes; checks the caller's right by itself.
create function handbook.quarantine_file(of_attachment uuid, why text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  held handbook.path_ranges := handbook.scope('file.quarantine');
  file record;
  placed uuid;
begin
  select a.id, a.post_id, a.unit_path, a.object_name, a.file_name, a.quarantined into file
  from handbook.attachments a where a.id = of_attachment and a.unit_path <@ held for update;
  if file.id is null then
    perform handbook.fail('file.not_found', 404);
  elsif file.quarantined then
    perform handbook.fail('file.quarantined_already', 409);
  end if;
  insert into handbook.quarantines (attachment_id, post_id, unit_path, office_path, object_name, file_name, reason, placed_by)
  -- of the offices that the caller holds, the nearest to the file
  select file.id, file.post_id, file.unit_path, max(u.path), file.object_name, file.file_name, btrim(why), caller
  from handbook.roles r join handbook.units u on u.id = r.unit_id
  join handbook.role_capabilities c on c.role = r.kind and c.unit_kind = u.kind and c.capability = 'file.quarantine'
  where r.member_id = caller and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
    and starts_with(file.unit_path, u.path)
  returning id into placed;
  update handbook.attachments a set quarantined = true where a.id = file.id;
  -- Its text leaves circulation with it, and is read again when it comes back.
  update handbook.attachment_texts t set state = 'no_text', text = ''
  where t.attachment_id = file.id;
  return placed;
end $$;
create function handbook.release_file(of_quarantine uuid, why text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  held handbook.quarantines;
begin
  select * into held from handbook.quarantines q
  where q.id = of_quarantine and q.office_path <@ handbook.scope('file.quarantine') for update;
  if held.id is null then
    perform handbook.fail('quarantine.not_found', 404);
  elsif held.released_at is not null then
    perform handbook.fail('quarantine.released_already', 409);
  end if;
  update handbook.quarantines q set released_by = caller, released_at = now(), release_reason = btrim(why)
  where q.id = held.id;
  update handbook.attachments a set quarantined = false where a.object_name = held.object_name;
  update handbook.attachment_texts t set state = 'waiting', tries = 0, due_at = now(), stamped = false
  where t.attachment_id = held.attachment_id;
  -- Who gives it back has looked at it: nobody is asked again what its text seems to carry.
  insert into handbook.cleared_files (attachment_id, unit_path, cleared_by)
  select a.id, a.unit_path, caller from handbook.attachments a where a.id = held.attachment_id
  on conflict (attachment_id) do nothing;
end $$;
create function handbook.clear_file(of_attachment uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  path text := (select a.unit_path from handbook.attachments a
                where a.id = of_attachment and a.unit_path <@ handbook.scope('file.quarantine'));
begin
  if path is null then
    perform handbook.fail('file.not_found', 404);
  end if;
  insert into handbook.cleared_files (attachment_id, unit_path, cleared_by) values (of_attachment, path, caller)
  on conflict (attachment_id) do nothing;
end $$;
-- Definer: names of officers, for those who see the quarantine itself.
create function handbook.quarantine_people(of_quarantine uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('placed_by', p.full_name, 'released_by', r.full_name)
  from handbook.quarantines q join handbook.members p on p.id = q.placed_by left join handbook.members r on r.id = q.released_by
  where q.id = of_quarantine and q.office_path <@ (select handbook.scope('file.quarantine'))
$$;
grant execute on function handbook.quarantine_file, handbook.release_file, handbook.clear_file, handbook.quarantine_people
  to authenticated;

create function api.file_quarantine(key uuid, attachment_id uuid, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'file.quarantine', jsonb_build_array(attachment_id, reason));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.attachments a where a.id = file_quarantine.attachment_id
                 and /*lock*/ a.unit_path <@ (select handbook.scope('file.quarantine')) /*end*/) then
    perform handbook.fail('file.not_found', 404);
  elsif coalesce(length(btrim(reason)), 0) not between 3 and 500 then
    perform handbook.fail('quarantine.reason_length', 422, '{"field": "reason"}');
  end if;
  return handbook.remember(key, jsonb_build_object('quarantine_id', handbook.quarantine_file(attachment_id, reason)));
end $$;
comment on function api.file_quarantine is
  'Takes a file out of circulation at once: nobody opens it any more, links to it end within a minute, and its name is known to the caller''s office and those above. Logged. Caller: file.quarantine over the post''s unit. Errors: session.ended, file.not_found, file.quarantined_already, quarantine.reason_length, write.key_missing, write.key_reused.';

create function api.file_release(key uuid, quarantine_id uuid, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'file.release', jsonb_build_array(quarantine_id, reason));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.quarantines q where q.id = quarantine_id
                 and /*lock*/ q.office_path <@ (select handbook.scope('file.quarantine')) /*end*/) then
    perform handbook.fail('quarantine.not_found', 404);
  elsif coalesce(length(btrim(reason)), 0) not between 3 and 500 then
    perform handbook.fail('quarantine.reason_length', 422, '{"field": "reason"}');
  end if;
  perform handbook.release_file(quarantine_id, reason);
  return handbook.remember(key, jsonb_build_object('released', true));
end $$;
comment on function api.file_release is
  'Puts a file back into circulation. Logged. Caller: file.quarantine over the office that took it out. Errors: session.ended, quarantine.not_found, quarantine.released_already, quarantine.reason_length, write.key_missing, write.key_reused.';

create function api.file_clear(key uuid, attachment_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'file.clear', to_jsonb(attachment_id));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.attachments a where a.id = file_clear.attachment_id
                 and /*lock*/ a.unit_path <@ (select handbook.scope('file.quarantine')) /*end*/) then
    perform handbook.fail('file.not_found', 404);
  end if;
  perform handbook.clear_file(attachment_id);
  return handbook.remember(key, jsonb_build_object('cleared', true));
end $$;
comment on function api.file_clear is
  'I have looked at a file whose text seems to carry a secrecy stamp: it is none. Logged by name. Caller: file.quarantine over the post''s unit. Errors: session.ended, file.not_found, write.key_missing, write.key_reused.';

create function api.files_to_check() returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  caller uuid := handbook.require_me();
  held handbook.path_ranges := handbook.scope('file.quarantine');
begin
  return jsonb_build_object(
    'suspected', (select coalesce(jsonb_agg(to_jsonb(x) order by x.extracted_at), '[]') from (
      select a.id as attachment_id, a.post_id, p.title, handbook.unit_name(p.unit_id) as unit_name, a.file_name, t.extracted_at
      from handbook.attachment_texts t join handbook.attachments a on a.id = t.attachment_id
      join handbook.posts p on p.id = a.post_id
      where t.stamped and /*lock*/ elem_contained_by_multirange(a.unit_path, held) /*end*/
        and not exists (select from handbook.cleared_files c where c.attachment_id = a.id)
      order by t.extracted_at limit 100) x),
    'quarantined', (select coalesce(jsonb_agg(to_jsonb(x) || handbook.quarantine_people(x.quarantine_id) order by x.released_at nulls first, x.placed_at desc), '[]') from (
      select q.id as quarantine_id, q.post_id, p.title, q.file_name, q.reason, q.placed_at, q.release_reason, q.released_at
      from handbook.quarantines q left join handbook.posts p on p.id = q.post_id
      where /*lock*/ elem_contained_by_multirange(q.office_path, held) /*end*/
      order by (q.released_at is not null), q.placed_at desc limit 100) x));
end $$;
comment on function api.files_to_check is
  'Files whose text seems to carry a secrecy stamp and that nobody has looked at, and those out of circulation, the newest hundred of each. Caller: file.quarantine over the post''s unit, or over the office that took it out; empty lists for others. Errors: session.ended.';
create index attachment_texts_stamped on handbook.attachment_texts (unit_path) where stamped;

-- one file -------------------------------------------------------------------------------------

create function api.file_open(attachment_id uuid, page int default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  file record;
begin
  select a.id, a.post_id, a.object_name, a.file_name, a.content_type, a.size_bytes, p.title, a.unit_path into file
  from handbook.attachments a join handbook.posts p on p.id = a.post_id
  where a.id = file_open.attachment_id and /*lock*/ (
    p.unit_path <@ (select handbook.scope('post.publish'))
    or p.state = 'published' and (
      p.unit_path = any (handbook.my_paths(as_leader => p.leaders_only))
      or p.unit_path <@ (select handbook.scope('post.oversee')))) /*end*/;
  if file.id is null then
    perform handbook.fail('file.not_found', 404);
  end if;
  return (select jsonb_build_object(
      'attachment_id', file.id, 'post_id', file.post_id, 'title', file.title, 'object_name', file.object_name,
      'file_name', file.file_name, 'content_type', file.content_type, 'size_bytes', file.size_bytes,
      'state', t.state, 'pages', t.pages,
      'text', case when page between 1 and t.pages then split_part(t.text, e'\f', page) end,
      'may_quarantine', file.unit_path <@ handbook.scope('file.quarantine'),
      'suspected', coalesce(t.stamped and file.unit_path <@ handbook.scope('file.quarantine')
        and not exists (select from handbook.cleared_files c where c.attachment_id = file.id), false))
    from (select) one left join handbook.attachment_texts t on t.attachment_id = file.id);
end $$;
comment on function api.file_open is
  'A file of a post, and of a PDF or Word file the text of one page. Caller: whom the post is for, the offices above its unit, its publishers; nobody while the file is in quarantine. Errors: session.ended; file.not_found, the same for what is not there and what is not mine.';

-- the library ----------------------------------------------------------------------------------

alter table handbook.documents add column filed_on date;
update handbook.documents d set filed_on = coalesce(d.issued_on,
  (coalesce(p.published_at, p.created_at) at time zone 'Asia/Ho_Chi_Minh')::date)
from handbook.posts p where p.id = d.post_id;
alter table handbook.documents alter column filed_on set not null;
comment on column handbook.documents.filed_on is
  'Where it stands in the library: its date, or the day of publication where it has none. Kept by triggers.';

-- Definer: reads the post's day.
create function handbook.document_is_filed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.filed_on := coalesce(new.issued_on, (
    select (coalesce(p.published_at, now()) at time zone 'Asia/Ho_Chi_Minh')::date from handbook.posts p where p.id = new.post_id));
  return new;
end $$;
create trigger document_is_filed before insert or update on handbook.documents
  for each row execute function handbook.document_is_filed();
-- Definer: as above; the day of a paper without a date is known when it is published.
create function handbook.post_is_filed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update handbook.documents d set filed_on = (new.published_at at time zone 'Asia/Ho_Chi_Minh')::date
  where d.post_id = new.id and d.issued_on is null;
  return null;
end $$;
create trigger post_is_filed after update of published_at on handbook.posts
  for each row when (new.published_at is not null and new.published_at is distinct from old.published_at)
  execute function handbook.post_is_filed();

create index documents_filed_by_unit on handbook.documents (unit_path, filed_on desc, post_id desc);
create index documents_filed on handbook.documents (filed_on desc, post_id desc);

create type handbook.library_line as (
  post_id uuid, category handbook.post_category, title text, unit_name text, leaders_only boolean,
  type handbook.document_type, number text, issued_on date, issuing_body text, subject text,
  validity text, valid_until date, replaced_from date, files int, filed_on date);
grant usage on type handbook.library_line to authenticated;

create function api.library_list(
  type handbook.document_type default null, body text default null, year int default null, subject text default null,
  validity text default 'in_force', before date default null, before_id uuid default null, page_size int default 20
) returns setof handbook.library_line
language sql stable set search_path = '' as $$
  with today as materialized (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day),
  page as materialized (
    select d.*, mine.name as unit_name
    from handbook.my_feed_units() mine
    cross join lateral (
      select p.id, p.category, p.title, p.leaders_only, x.type, x.number, x.issued_on, x.issuing_body, x.subject,
        x.valid_from, x.valid_until, x.replaced_from, x.filed_on
      from handbook.documents x join handbook.posts p on p.id = x.post_id and p.state = 'published'
      where x.unit_path = mine.path and (x.number is not null or p.category <> 'notice') -- not: we meet at half past seven
        and /*lock*/ (not p.leaders_only or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
          or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) /*end*/
        and (library_list.type is null or x.type = library_list.type)
        and (library_list.body is null or x.issuing_body = library_list.body)
        and (library_list.subject is null or x.subject = library_list.subject)
        and (library_list.year is null
          or x.filed_on >= make_date(library_list.year, 1, 1) and x.filed_on < make_date(library_list.year + 1, 1, 1))
        and (library_list.validity = 'any' or library_list.validity = case
          when x.replaced_from <= (select day from today) then 'replaced'
          when x.valid_until < (select day from today) then 'expired'
          when x.valid_from > (select day from today) then 'not_yet' else 'in_force' end)
        and (x.filed_on, x.post_id) < (case when before is null then 'infinity' else before end,
          case when before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else before_id end)
      order by x.filed_on desc, x.post_id desc
      limit least(page_size, 100)) d
    order by d.filed_on desc, d.id desc
    limit least(page_size, 100))
  select p.id, p.category, p.title, p.unit_name, p.leaders_only, p.type, p.number, p.issued_on, p.issuing_body, p.subject,
    handbook.validity(p.valid_from, p.valid_until, p.replaced_from), p.valid_until, p.replaced_from,
    (select count(*)::int from handbook.attachments a where a.post_id = p.id and a.kind = 'document'), p.filed_on
  from page p order by p.filed_on desc, p.id desc
$$;
comment on function api.library_list is
  'Documents for me (of notices those with a number): of my unit and of those above, the newest by their date first; by type, issuing body, year, subject and how they stand (in_force, not_yet, expired, replaced, any); keyset paging by (before, before_id). Caller: any member. Errors: none, empty without an active member.';

create function api.library_below(
  type handbook.document_type default null, body text default null, year int default null, subject text default null,
  validity text default 'in_force', before date default null, before_id uuid default null, page_size int default 20
) returns setof handbook.library_line
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  overseen handbook.path_ranges := handbook.scope('post.oversee');
  first_path text := lower(overseen);
  last_path text := upper(overseen);
  own text[] := handbook.my_paths();
  upto date := coalesce(before, 'infinity');
  upto_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
  since date := coalesce(make_date(year, 1, 1), '-infinity');
  till date := coalesce(make_date(year + 1, 1, 1), 'infinity');
begin
  return query
    select p.id, p.category, p.title, handbook.unit_name(p.unit_id), p.leaders_only, x.type, x.number, x.issued_on,
      x.issuing_body, x.subject, handbook.validity(x.valid_from, x.valid_until, x.replaced_from), x.valid_until,
      x.replaced_from,
      (select count(*)::int from handbook.attachments a where a.post_id = p.id and a.kind = 'document'), x.filed_on
    from handbook.documents x join handbook.posts p on p.id = x.post_id and p.state = 'published'
    where /*lock*/ (x.unit_path >= first_path and x.unit_path <= last_path
        and elem_contained_by_multirange(x.unit_path, overseen)) /*end*/
      and x.unit_path <> all (own) and (x.number is not null or p.category <> 'notice')
      and (library_below.type is null or x.type = library_below.type)
      and (library_below.body is null or x.issuing_body = library_below.body)
      and (library_below.subject is null or x.subject = library_below.subject)
      and x.filed_on >= since and x.filed_on < till
      and (library_below.validity = 'any' or library_below.validity = case
        when x.replaced_from <= today then 'replaced' when x.valid_until < today then 'expired'
        when x.valid_from > today then 'not_yet' else 'in_force' end)
      and (x.filed_on, x.post_id) < (upto, upto_id)
    order by x.filed_on desc, x.post_id desc
    limit least(page_size, 100);
end $$;
comment on function api.library_below is
  'Documents that the units below publish to their own, for the offices above them; filters and paging as library_list. Caller: post.oversee over the unit. Errors: none, empty for everybody else.';

create function api.library_facets(below boolean default false, validity text default 'in_force') returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  caller uuid := handbook.require_me();
  overseen handbook.path_ranges := handbook.scope('post.oversee');
  own text[] := handbook.my_paths();
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  return (
    with found as materialized (
      select x.type, x.issuing_body, x.subject, extract(year from x.filed_on)::int as year
      from handbook.documents x join handbook.posts p on p.id = x.post_id and p.state = 'published'
      where /*lock*/ case when below then elem_contained_by_multirange(x.unit_path, overseen) and x.unit_path <> all (own)
          else x.unit_path = any (own) and (not p.leaders_only or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
            or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) end /*end*/
        and (x.number is not null or p.category <> 'notice')
        and (library_facets.validity = 'any' or library_facets.validity = case
          when x.replaced_from <= today then 'replaced' when x.valid_until < today then 'expired'
          when x.valid_from > today then 'not_yet' else 'in_force' end)
    ), counted as (
      select type, issuing_body, subject, year, count(*) as n, grouping(type, issuing_body, subject, year) as kind
      from found group by grouping sets ((type), (issuing_body), (subject), (year), ())
    )
    select jsonb_build_object(
      'total', coalesce(max(n) filter (where kind = 15), 0),
      'types', coalesce(jsonb_agg(jsonb_build_object('value', type, 'count', n) order by type) filter (where kind = 7), '[]'),
      'bodies', coalesce((jsonb_path_query_array(jsonb_agg(jsonb_build_object('value', issuing_body, 'count', n) order by n desc, issuing_body)
        filter (where kind = 11), '$[0 to 59]')), '[]'),
      'subjects', coalesce(jsonb_agg(jsonb_build_object('value', subject, 'count', n) order by subject) filter (where kind = 13 and subject is not null), '[]'),
      'years', coalesce(jsonb_agg(jsonb_build_object('value', year, 'count', n) order by year desc) filter (where kind = 14), '[]'))
    from counted);
end $$;
comment on function api.library_facets is
  'What there is to choose from in the library, with counts: types, issuing bodies (the sixty with most), subjects and years of the documents for me, or of those below my office, that stand so. Caller: any member; post.oversee for those below. Errors: session.ended.';

grant execute on function api.file_quarantine, api.file_release, api.file_clear, api.files_to_check, api.file_open,
  api.library_list, api.library_below, api.library_facets to authenticated;

notify pgrst, 'reload schema';
