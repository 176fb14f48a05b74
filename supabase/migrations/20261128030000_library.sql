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
begin
  -- Whoever died with it three times is given up; nobody else shall die of it.
  update handbook.attachment_texts t set state = 'failed', extracted_at = now()
  where t.state = 'waiting' and t.tries >= 3 and t.due_at <= now();
  return (
    with due as (
      select t.attachment_id from handbook.attachment_texts t
      where t.state = 'waiting' and t.due_at <= now()
      order by t.due_at limit least(most, 20) for update skip locked
    ), taken as (
      update handbook.attachment_texts t set tries = t.tries + 1, due_at = now() + interval '5 minutes'
      from due where t.attachment_id = due.attachment_id
      returning t.attachment_id, t.tries
    )
    select coalesce(jsonb_agg(jsonb_build_object('attachment_id', a.id, 'attempt', taken.tries,
      'object_name', a.object_name, 'content_type', a.content_type)), '[]')
    from taken join handbook.attachments a on a.id = taken.attachment_id);
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
