-- Posts: what a unit publishes to its subtree: news, study material, directives, notices.

create type handbook.post_category as enum ('news', 'study', 'directive', 'notice');
create type handbook.post_state as enum ('draft', 'published', 'withdrawn');
create type handbook.attachment_kind as enum ('document', 'picture');

-- tables ---------------------------------------------------------------------------------------

create table handbook.posts (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  category handbook.post_category not null,
  state handbook.post_state not null default 'draft',
  leaders_only boolean not null default false,
  title text not null check (title = btrim(title) and length(title) between 3 and 300),
  lead text not null default '' check (length(lead) <= 2000),
  body text not null default '' check (length(body) <= 200000),
  source text check (length(source) <= 300),
  author_id uuid references handbook.members,
  stamp_denied boolean not null default false,
  version int not null default 1,
  saved_by uuid references handbook.members,
  saved_at timestamptz not null default now(),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state = 'draft') = (published_at is null))
);
comment on table handbook.posts is 'A post is for the subtree of its unit, or only for the unit leaders there.';
comment on column handbook.posts.body is 'Markdown, without HTML.';
comment on column handbook.posts.stamp_denied is
  'The author confirmed that a text or file which looks like a secrecy stamp is none; the audit log keeps who and when.';
comment on column handbook.posts.version is
  'Counts the savings of a draft: who saves it names the version that was opened, so that nobody''s is written over unseen.';
comment on column handbook.posts.source is 'Where a text taken from elsewhere comes from.';
create index posts_feed on handbook.posts (unit_id, published_at desc, id desc) where state = 'published';
create index posts_feed_by_category on handbook.posts (unit_id, category, published_at desc, id desc)
  where state = 'published';
create index posts_by_path on handbook.posts (unit_path, published_at desc, id desc);
create index posts_drafts on handbook.posts (unit_path) where state = 'draft';
create index posts_by_time on handbook.posts (published_at desc, id desc) where state = 'published';

create table handbook.attachments (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references handbook.posts,
  unit_path text collate "C" not null,
  kind handbook.attachment_kind not null,
  object_name text not null unique check (object_name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}(\.[a-z0-9]{2,4})?$'),
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null check (content_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null check (size_bytes between 1 and 10485760),
  alternative text not null default '',
  place int not null default 0,
  created_at timestamptz not null default now(),
  check (kind = 'document' or content_type <> 'application/pdf')
);
comment on column handbook.attachments.object_name is 'Name in the private bucket: <unit id>/<random>; made by the server.';
comment on column handbook.attachments.alternative is 'What a picture shows, for those who can''t see it.';
create index attachments_by_post on handbook.attachments (post_id, place);

create table handbook.read_marks (
  member_id uuid not null references handbook.members,
  post_id uuid not null references handbook.posts,
  read_at timestamptz not null default now(),
  primary key (member_id, post_id)
);
comment on table handbook.read_marks is
  'Private to the reader: returned by no function for another person, deleted after the days of policy reading.kept. Not audited.';
create index read_marks_by_age on handbook.read_marks (read_at);

create table handbook.post_reads (
  post_id uuid not null references handbook.posts,
  day date not null,
  slot smallint not null default 0,
  reads int not null,
  primary key (post_id, day, slot)
);
comment on table handbook.post_reads is
  'Accesses a day, without persons. Sixteen slots keep readers of one pinned post from queueing behind one row.';

-- grants, triggers -----------------------------------------------------------------------------

grant select on handbook.posts, handbook.attachments to authenticated;
grant insert, update on handbook.posts to authenticated;
grant insert on handbook.attachments to authenticated;
grant select, insert, update on handbook.read_marks to authenticated;

-- Definer: the path is the tree's, never the writer's.
create function handbook.post_follows_unit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select path into strict new.unit_path from handbook.units where id = new.unit_id;
  new.updated_at := now();
  return new;
end $$;
create trigger post_follows_unit before insert or update on handbook.posts
  for each row execute function handbook.post_follows_unit();

-- Definer: as above. A file belongs to the unit in whose name it was uploaded; a post of another unit
-- must not open it to other readers.
create function handbook.attachment_follows_post() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unit uuid;
begin
  select p.unit_path, p.unit_id into strict new.unit_path, unit from handbook.posts p where p.id = new.post_id;
  if split_part(new.object_name, '/', 1) <> unit::text then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
  return new;
end $$;
create trigger attachment_follows_post before insert or update on handbook.attachments
  for each row execute function handbook.attachment_follows_post();

create trigger audit_row after insert or update or delete on handbook.posts
  for each row execute function handbook.audit_row('id', '');
create trigger audit_stamp_denial after insert or update of stamp_denied on handbook.posts
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', '', 'title');
create trigger audit_row after insert or update or delete on handbook.attachments
  for each row execute function handbook.audit_row('id', '');

-- row level security ---------------------------------------------------------------------------

alter table handbook.posts enable row level security;
alter table handbook.attachments enable row level security;
alter table handbook.read_marks enable row level security;
alter table handbook.post_reads enable row level security;

-- Policies of a table are asked in the reverse order of their names, and the first that lets a row through
-- spares the others their scopes: hence 'readers', as nearly everybody is one, and 'whoever' for oneself.
create policy "readers see what is published for their subtree, leaders what is for leaders" on handbook.posts
  for select to authenticated using (
    state = 'published' and (
      (not leaders_only and unit_path = any ((select handbook.my_paths())::text[]))
      or (leaders_only and unit_path = any ((select handbook.my_paths(as_leader => true))::text[]))));
create policy "offices above read what is published below them" on handbook.posts
  for select to authenticated using (
    state = 'published' and elem_contained_by_multirange(unit_path, (select handbook.scope('post.oversee'))));
create policy "publishers of a unit see all its posts" on handbook.posts
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('post.publish'))));
create policy "publishers write posts of their unit" on handbook.posts
  for insert to authenticated with check (
    unit_path <@ (select handbook.scope('post.publish')) and author_id = (select handbook.me()));
create policy "publishers change posts of their unit" on handbook.posts
  for update to authenticated
  using (unit_path <@ (select handbook.scope('post.publish')))
  with check (unit_path <@ (select handbook.scope('post.publish')));

create policy "attachments are as private as their post" on handbook.attachments
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));
create policy "publishers attach to posts of their unit" on handbook.attachments
  for insert to authenticated with check (unit_path <@ (select handbook.scope('post.publish')));

create policy "reading is private: marks are the reader's" on handbook.read_marks
  for all to authenticated
  using (member_id = (select handbook.me())) with check (member_id = (select handbook.me()));
create policy "accesses are counted, not read, here" on handbook.post_reads
  for select to authenticated using (false);

-- storage --------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('attachments', 'attachments', false, 10485760,
        array['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;

-- Definer: from a storage name to the unit in whose name it is uploaded.
create function handbook.object_path(object_name text) returns text
language sql stable security definer set search_path = '' as $$
  select path from handbook.units where id::text = split_part(object_name, '/', 1)
$$;
grant execute on function handbook.object_path to authenticated;

create policy "handbook: a file is as private as its post" on storage.objects
  for select to authenticated using (
    bucket_id = 'attachments'
    and exists (select from handbook.attachments a where a.object_name = name));
create policy "handbook: publishers see what they have just uploaded" on storage.objects
  for select to authenticated using (
    bucket_id = 'attachments' and handbook.object_path(name) <@ (select handbook.scope('post.publish'))
    and not exists (select from handbook.attachments a where a.object_name = name));
create policy "handbook: publishers upload in the name of their unit" on storage.objects
  for insert to authenticated with check (
    bucket_id = 'attachments' and handbook.object_path(name) <@ (select handbook.scope('post.publish')));

-- private helpers ------------------------------------------------------------------------------

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('secrecy.stamps', '2026-01-01', 'Cài đặt của phần mềm', '{"words": ["TUYỆT MẬT", "TỐI MẬT", "MẬT"]}');

create function handbook.looks_classified(variadic texts text[]) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from unnest(texts) as words
    where normalize(words, NFC) ~ (
      select '(?<![[:alnum:]])(' || string_agg(stamp, '|') || ')(?![[:alnum:]])'
      from jsonb_array_elements_text(handbook.policy('secrecy.stamps') -> 'words') as stamp))
$$;
comment on function handbook.looks_classified is
  'Whether a text or file name carries a secrecy stamp in capitals, as papers do. The services'' rule is the same, and a test holds the two together.';

create function handbook.file_names(files jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(file ->> 'file_name'), '{}') from jsonb_array_elements(files) as file
$$;
grant execute on function handbook.looks_classified, handbook.file_names to authenticated;

-- Definer: the count table is closed to readers. Counts only for whom a read mark could be written.
create function handbook.count_read(of_post uuid) returns void
language sql volatile security definer set search_path = '' as $$
  insert into handbook.post_reads as r (post_id, day, slot, reads)
  select m.post_id, (now() at time zone 'Asia/Ho_Chi_Minh')::date, pg_backend_pid() % 16, 1
  from handbook.read_marks m where m.post_id = of_post and m.member_id = handbook.me()
  on conflict (post_id, day, slot) do update set reads = r.reads + 1
$$;

-- Definer: names of units; a reader of a post may know who published it.
create function handbook.unit_name(of_unit uuid) returns text
language sql stable security definer set search_path = '' as $$
  select name from handbook.units where id = of_unit
$$;

-- Definer: ids of the units whose posts are for the caller; the feed looks each up by its own index.
create function handbook.my_feed_units() returns table (unit_id uuid, path text, name text)
language plpgsql stable security definer rows 5 set search_path = '' as $$
declare
  belongs text[] := handbook.my_paths();
begin
  return query select u.id, u.path, u.name from handbook.units u where u.path = any (belongs);
end $$;
grant execute on function handbook.count_read, handbook.unit_name, handbook.my_feed_units to authenticated;

create function handbook.attachments_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'attachment_id', a.id, 'kind', a.kind, 'object_name', a.object_name, 'file_name', a.file_name,
    'content_type', a.content_type, 'size_bytes', a.size_bytes, 'alternative', a.alternative) order by a.place), '[]')
  from handbook.attachments a where a.post_id = of_post
$$;
grant execute on function handbook.attachments_of to authenticated;

-- Definer: who publishes for a unit may know by name who else writes there.
create function handbook.saver_name(of_post uuid) returns text
language sql stable security definer set search_path = '' as $$
  select m.full_name from handbook.posts p join handbook.members m on m.id = p.saved_by
  where p.id = of_post and p.unit_path <@ (select handbook.scope('post.publish'))
$$;
grant execute on function handbook.saver_name to authenticated;

-- Definer: members delete nothing themselves. What a draft carries is taken off, to be written anew.
create function handbook.clear_draft(of_post uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from handbook.posts p where p.id = of_post and p.state = 'draft'
             and p.unit_path <@ (select handbook.scope('post.publish'))) then
    delete from handbook.directives d where d.post_id = of_post;
    delete from handbook.attachments a where a.post_id = of_post;
  end if;
end $$;
grant execute on function handbook.clear_draft to authenticated;

create function handbook.attach(to_post uuid, files jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  attached int;
begin
  if jsonb_array_length(files) > 40 then
    perform handbook.fail('post.too_many_files', 422);
  end if;
  -- Type and size are Storage's, not the sender's word. What the caller can't see or what another post
  -- carries is not there.
  insert into handbook.attachments
    (post_id, unit_path, kind, object_name, file_name, content_type, size_bytes, alternative, place)
  select to_post, '', f.kind, o.name, f.file_name, o.metadata ->> 'mimetype', (o.metadata ->> 'size')::int,
    coalesce(f.alternative, ''), n
  from rows from (jsonb_to_recordset(files) as (
    kind handbook.attachment_kind, object_name text, file_name text, alternative text))
    with ordinality f (kind, object_name, file_name, alternative, n)
  join storage.objects o on o.bucket_id = 'attachments' and o.name = f.object_name
    and not exists (select from handbook.attachments a where a.object_name = o.name);
  get diagnostics attached = row_count;
  if attached <> coalesce(jsonb_array_length(files), 0) then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
end $$;
grant execute on function handbook.attach to authenticated, service_role;

-- public verbs ---------------------------------------------------------------------------------

create function api.feed(
  category handbook.post_category default null,
  before timestamptz default null, before_id uuid default null, page_size int default 20
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text,
                 published_at timestamptz, leaders_only boolean, unread boolean, cover text, cover_alternative text)
language sql stable set search_path = '' as $$
  with page as materialized (
    select p.*, mine.name as unit_name
    from handbook.my_feed_units() mine
    cross join lateral (
      select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only
      from handbook.posts p
      where p.unit_id = mine.unit_id and p.state = 'published'
        -- what is for leaders is rare, so their paths and scopes are asked for only when one is met
        and /*lock*/ (not p.leaders_only or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
          or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) /*end*/
        and (feed.category is null or p.category = feed.category)
        -- case, as coalesce counts as leaky: beneath a policy no index would be asked
        and (p.published_at, p.id) < (case when before is null then 'infinity' else before end,
          case when before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else before_id end)
      order by p.published_at desc, p.id desc
      limit least(page_size, 100)) p
    order by p.published_at desc, p.id desc
    limit least(page_size, 100))
  select p.id, p.category, p.title, p.lead, p.unit_name, p.published_at, p.leaders_only,
    p.published_at > now() - (select make_interval(days => (handbook.policy('reading.kept') ->> 'days')::int))
      and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = (select handbook.me())),
    c.object_name, c.alternative
  from page p
  left join lateral (
    select a.object_name, a.alternative from handbook.attachments a
    where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
  order by p.published_at desc, p.id desc
$$;
comment on function api.feed is
  'Posts for me: of my unit and of those above, newest first; keyset paging by (before, before_id). Caller: any member. Errors: none, empty without an active member.';

create function api.posts_below(
  before timestamptz default null, before_id uuid default null, page_size int default 20
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text,
                 published_at timestamptz, leaders_only boolean, unread boolean, cover text, cover_alternative text)
-- Two plans, each made once: below the root nearly every post is meant and the newest are looked at in turn;
-- elsewhere the few that are meant are found by their path. (To plan beneath a policy takes 5 ms.)
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  overseen handbook.path_ranges := handbook.scope('post.oversee');
  first_path text := lower(overseen);
  last_path text := upper(overseen);
  own text[] := handbook.my_paths();
  upto timestamptz := coalesce(before, 'infinity');
  upto_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
  if length(first_path) = 5 then
    return query
      select p.id, p.category, p.title, p.lead, handbook.unit_name(p.unit_id), p.published_at, p.leaders_only, false, null::text, null::text
      from handbook.posts p
      where p.state = 'published'
        and /*lock*/ elem_contained_by_multirange(p.unit_path, overseen) /*end*/
        and p.unit_path <> all (own)
        and (p.published_at, p.id) < (upto, upto_id)
      order by p.published_at desc, p.id desc
      limit least(page_size, 100);
  else
    return query
      select p.id, p.category, p.title, p.lead, handbook.unit_name(p.unit_id), p.published_at, p.leaders_only, false, null::text, null::text
      from handbook.posts p
      where p.state = 'published'
        and /*lock*/ (p.unit_path >= first_path and p.unit_path <= last_path
          and elem_contained_by_multirange(p.unit_path, overseen)) /*end*/
        and p.unit_path <> all (own)
        and (p.published_at, p.id) < (upto, upto_id)
      order by p.published_at desc, p.id desc
      limit least(page_size, 100);
  end if;
end $$;
comment on function api.posts_below is
  'What the units below publish to their own, for the offices above them; keyset paging. Caller: post.oversee over the unit. Errors: none, empty for everybody else.';

create function api.post_open(post_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  found_post handbook.posts;
begin
  select * into found_post from handbook.posts p
  where p.id = post_open.post_id and /*lock*/ (
    p.unit_path <@ (select handbook.scope('post.publish'))
    or p.state = 'published' and (
      p.unit_path = any (handbook.my_paths(as_leader => p.leaders_only))
      or p.unit_path <@ (select handbook.scope('post.oversee')))) /*end*/;
  if found_post.id is null then
    perform handbook.fail('post.not_found', 404);
  end if;
  if found_post.state = 'published' then
    insert into handbook.read_marks (member_id, post_id) values (caller, found_post.id)
    on conflict on constraint read_marks_pkey do update set read_at = now();
    perform handbook.count_read(found_post.id);
  end if;
  return jsonb_build_object(
    'post_id', found_post.id, 'version', found_post.version, 'unit_id', found_post.unit_id, 'unit_name', handbook.unit_name(found_post.unit_id),
    'category', found_post.category, 'state', found_post.state, 'title', found_post.title, 'lead', found_post.lead,
    'body', found_post.body, 'source', found_post.source, 'leaders_only', found_post.leaders_only,
    'published_at', found_post.published_at,
    'attachments', handbook.attachments_of(found_post.id),
    'directive', handbook.directive_of(found_post.id),
    'may_track', handbook.path_range(found_post.unit_path, found_post.unit_path || '~')
      && handbook.scope('directive.track'),
    'may_publish', found_post.state = 'draft' and found_post.unit_path <@ handbook.scope('post.publish'));
end $$;
comment on function api.post_open is
  'One post in full; marks it read for me and counts the access. Caller: whom the post is for, the offices above its unit, its publishers. Errors: session.ended; post.not_found, the same for what is not there and what is not mine.';

create function api.post_save(
  key uuid, unit_id uuid, category handbook.post_category, title text, lead text default '', body text default '',
  leaders_only boolean default false, number text default null, issued_on date default null,
  acknowledge boolean default false, acknowledge_by date default null, files jsonb default '[]', publish boolean default true,
  stamp_denied boolean default false, draft_id uuid default null, draft_version int default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  -- A key stands for one content: what was changed after a lost answer must not pass for what was sent first.
  content jsonb := jsonb_build_array(unit_id, category, title, lead, body, leaders_only, number, issued_on,
    acknowledge, acknowledge_by, files, publish, draft_id);
  answer jsonb := handbook.remembered(key, 'post.save ' || encode(sha256(convert_to(content::text, 'UTF8')), 'hex'));
  unit_path text;
  earlier record;
  new_state handbook.post_state := case when publish then 'published' else 'draft' end;
  saved_id uuid := coalesce(draft_id, gen_random_uuid());
  stamped boolean;
begin
  if answer is not null then
    return answer;
  end if;
  select u.path into unit_path from handbook.units u
  where u.id = post_save.unit_id and /*lock*/ u.path <@ (select handbook.scope('post.publish')) /*end*/;
  if unit_path is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if coalesce(length(btrim(title)), 0) not between 3 and 300 then
    perform handbook.fail('post.title_length', 422, '{"field": "title"}');
  end if;
  if acknowledge and category not in ('directive', 'notice') then
    perform handbook.fail('post.cannot_be_acknowledged', 422, '{"field": "acknowledge"}');
  end if;
  if acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date then
    perform handbook.fail('directive.deadline_past', 422, '{"field": "acknowledge_by"}');
  end if;
  stamped := handbook.looks_classified(
    variadic array[title, lead, body, number] || handbook.file_names(files));
  if stamped and not stamp_denied then
    perform handbook.fail('post.classified', 409);
  end if;
  if draft_id is null then
    insert into handbook.posts
      (id, unit_id, unit_path, category, state, leaders_only, title, lead, body, author_id, saved_by, stamp_denied,
       published_at)
    values (saved_id, post_save.unit_id, unit_path, category, new_state, leaders_only,
      btrim(title), btrim(lead), body, caller, caller, stamped, case when publish then now() end);
  else
    select p.state, p.version, p.saved_by, p.saved_at into earlier from handbook.posts p
    where p.id = draft_id and p.unit_id = post_save.unit_id for update;
    if earlier.state is null then
      perform handbook.fail('post.not_found', 404);
    elsif earlier.state <> 'draft' then
      perform handbook.fail('post.not_a_draft', 409);
    elsif earlier.version is distinct from draft_version then
      perform handbook.fail('post.changed_meanwhile', 409, jsonb_build_object('at', earlier.saved_at,
        'by', handbook.saver_name(draft_id), 'by_me', coalesce(earlier.saved_by = caller, false)));
    end if;
    perform handbook.clear_draft(draft_id);
    update handbook.posts p set
      category = post_save.category, state = new_state, leaders_only = post_save.leaders_only,
      title = btrim(post_save.title), lead = btrim(post_save.lead), body = post_save.body,
      stamp_denied = stamped, version = earlier.version + 1, saved_by = caller, saved_at = now(),
      published_at = case when publish then now() end
    where p.id = draft_id;
  end if;
  if category in ('directive', 'notice') then
    insert into handbook.directives (post_id, unit_path, number, issued_on, wants_acknowledgement, acknowledge_by)
    values (saved_id, unit_path, nullif(btrim(number), ''), issued_on, acknowledge, case when acknowledge then acknowledge_by end);
  end if;
  perform handbook.attach(saved_id, files);
  return handbook.remember(key, jsonb_build_object('post_id', saved_id));
end $$;
comment on function api.post_save is
  'Writes a post of a unit, as a draft or published at once; with draft_id a draft of that unit anew, its files included, if it is still in the draft_version that was opened. Caller: post.publish at the unit. Errors: session.ended, unit.not_found, post.not_found, post.not_a_draft, post.changed_meanwhile (by whom and when), post.title_length, post.cannot_be_acknowledged, directive.deadline_past, post.classified (unless stamp_denied, which the log keeps), post.too_many_files, file.not_found, write.key_missing, write.key_reused.';

create function api.drafts() returns table (post_id uuid, title text, unit_name text, category handbook.post_category, updated_at timestamptz)
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  published_for handbook.path_ranges := handbook.scope('post.publish');
  first_path text := lower(published_for);
  last_path text := upper(published_for);
begin
  return query
    select p.id, p.title, handbook.unit_name(p.unit_id), p.category, p.updated_at
    from handbook.posts p
    where p.state = 'draft'
      and /*lock*/ (p.unit_path >= first_path and p.unit_path <= last_path
        and elem_contained_by_multirange(p.unit_path, published_for)) /*end*/
    order by p.updated_at desc limit 100;
end $$;
comment on function api.drafts is 'Drafts of the units for which I publish. Caller: post.publish at the unit. Errors: none, empty for others.';

create function api.post_publish(key uuid, post_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'post.publish ' || post_id);
  now_state handbook.post_state;
begin
  if answer is not null then
    return answer;
  end if;
  select p.state into now_state from handbook.posts p
  where p.id = post_publish.post_id and /*lock*/ p.unit_path <@ (select handbook.scope('post.publish')) /*end*/
  for update;
  if now_state is null then
    perform handbook.fail('post.not_found', 404);
  elsif now_state <> 'draft' then
    perform handbook.fail('post.not_a_draft', 409);
  elsif exists (select from handbook.directives d where d.post_id = post_publish.post_id
                and d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date) then
    perform handbook.fail('directive.deadline_past', 422, '{"field": "acknowledge_by"}');
  end if;
  update handbook.posts p set state = 'published', published_at = now() where p.id = post_publish.post_id;
  return handbook.remember(key, jsonb_build_object('post_id', post_publish.post_id));
end $$;
comment on function api.post_publish is
  'Publishes a draft of my unit. Caller: post.publish at the unit. Errors: session.ended, post.not_found, post.not_a_draft, directive.deadline_past, write.key_missing, write.key_reused.';

grant execute on function api.feed, api.posts_below, api.post_open, api.post_save, api.drafts, api.post_publish
  to authenticated;

-- the operator's import ------------------------------------------------------------------------

create function api.unit_by_code(code text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  unit uuid := (select u.id from handbook.units u where u.code = unit_by_code.code);
begin
  if unit is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return unit;
end $$;
comment on function api.unit_by_code is 'The unit under which the operator files articles. Errors: unit.not_found. Service only.';
grant execute on function api.unit_by_code to service_role;

create function api.import_post(
  unit_code text, category handbook.post_category, title text, lead text, body text, source text,
  published_at timestamptz, publish boolean, files jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  unit uuid := (select id from handbook.units where code = unit_code);
  earlier uuid;
  new_id uuid;
begin
  if unit is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  select p.id into earlier from handbook.posts p
  where p.unit_id = unit and p.title = btrim(import_post.title) and p.body = import_post.body;
  if earlier is not null then
    return jsonb_build_object('post_id', earlier, 'already', true);
  end if;
  -- Nobody at an import could answer for an exception.
  if handbook.looks_classified(variadic array[title, lead, body, source] || handbook.file_names(files)) then
    perform handbook.fail('post.classified', 409);
  end if;
  insert into handbook.posts (unit_id, unit_path, category, state, title, lead, body, source, published_at)
  values (unit, '', category, case when publish then 'published' else 'draft' end::handbook.post_state,
    btrim(import_post.title), btrim(import_post.lead), import_post.body, import_post.source,
    case when publish then coalesce(import_post.published_at, now()) end)
  returning id into new_id;
  perform handbook.attach(new_id, files);
  return jsonb_build_object('post_id', new_id, 'already', false);
end $$;
comment on function api.import_post is
  'Files an imported article under a unit; the same text a second time is recognised. Errors: unit.not_found, post.classified, post.too_many_files, file.not_found. Service only.';
grant execute on function api.import_post to service_role;
