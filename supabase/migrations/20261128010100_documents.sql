-- Documents: what stands on a paper, whether it is a directive, a notice or material of the library: its type,
-- number, date, who issued and signed it, from when until when it holds, and which one it replaces.

create type handbook.document_type as enum (
  'resolution', 'directive', 'conclusion', 'regulation', 'decision', 'plan', 'programme', 'guidance', 'notice',
  'letter', 'report', 'form', 'study', 'other');

-- tables ---------------------------------------------------------------------------------------

create table handbook.documents (
  post_id uuid primary key references handbook.posts,
  unit_path text collate "C" not null,
  type handbook.document_type not null default 'other',
  number text check (length(number) <= 60),
  issued_on date,
  issuing_body text not null check (length(issuing_body) between 1 and 200),
  signatory text check (length(signatory) between 1 and 120),
  subject text check (length(subject) between 1 and 80),
  valid_from date,
  valid_until date,
  replaces uuid references handbook.posts,
  replaces_text text check (length(replaces_text) between 1 and 300),
  replaced_from date,
  check (valid_until >= valid_from),
  check (replaces <> post_id),
  check (replaces is null or replaces_text is null)
);
comment on table handbook.documents is
  'The facts of a post that is a paper: one row for each post of category directive, notice or document.';
comment on column handbook.documents.issuing_body is 'As it stands on the paper; the name of the post''s unit if nothing else is said.';
comment on column handbook.documents.subject is 'One of the list in policy document.subjects, in words.';
comment on column handbook.documents.valid_from is 'Null: from its date on.';
comment on column handbook.documents.valid_until is 'The last day. Null: until it is replaced.';
comment on column handbook.documents.replaces_text is 'The paper that it replaces, where that one is not in the system.';
comment on column handbook.documents.replaced_from is
  'Since when a published paper replaces this one; kept by triggers, so that validity follows from the row alone.';
create index documents_by_path on handbook.documents (unit_path);
create index documents_by_replaced on handbook.documents (replaces) where replaces is not null;

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('document.subjects', '2026-01-01', 'Cài đặt của phần mềm', '{"subjects": [
    "Xây dựng Đảng", "Tổ chức, cán bộ", "Đảng viên", "Kiểm tra, giám sát", "Tuyên giáo, học tập",
    "Dân vận, đoàn thể", "Tài chính, đảng phí", "Kinh tế, xã hội", "Quốc phòng, an ninh", "Văn phòng, chuyển đổi số"]}');

create function handbook.document_type_of(number text, category handbook.post_category) returns handbook.document_type
language sql immutable set search_path = '' as $$
  select case substring(upper(number) from '-\s*([[:alpha:]]+)\s*/')
    when 'NQ' then 'resolution' when 'CT' then 'directive' when 'KL' then 'conclusion' when 'QC' then 'regulation'
    when 'KH' then 'plan' when 'CTR' then 'programme' when 'HD' then 'guidance'
    when 'TB' then 'notice' when 'CV' then 'letter' when 'BC' then 'report'
    else case category when 'notice' then 'notice' else 'other' end end::handbook.document_type
$$;
comment on function handbook.document_type_of is
  'The type that the letters of a number stand for, where its writer named none; QĐ stands for two and is left open.';

-- number and date move here ----------------------------------------------------------------------

insert into handbook.documents (post_id, unit_path, type, number, issued_on, issuing_body)
select d.post_id, d.unit_path, handbook.document_type_of(d.number, p.category), d.number, d.issued_on, u.name
from handbook.directives d join handbook.posts p on p.id = d.post_id join handbook.units u on u.id = p.unit_id;
alter table handbook.directives drop column number, drop column issued_on;

-- grants, triggers -----------------------------------------------------------------------------

grant select, insert on handbook.documents to authenticated;

-- Definer: the path is the post's, never the writer's. A paper can be replaced by its own unit or one above it.
create function handbook.document_follows_post() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unit_name text;
begin
  select p.unit_path, u.name into strict new.unit_path, unit_name
  from handbook.posts p join handbook.units u on u.id = p.unit_id where p.id = new.post_id;
  new.issuing_body := coalesce(new.issuing_body, unit_name);
  if tg_op = 'INSERT' and new.replaces is not null and not exists (
      select from handbook.documents o where o.post_id = new.replaces and starts_with(o.unit_path, new.unit_path)) then
    perform handbook.fail('document.cannot_be_replaced', 422, '{"field": "replaces"}');
  end if;
  return new;
end $$;
create trigger document_follows_post before insert or update on handbook.documents
  for each row execute function handbook.document_follows_post();

-- Definer: since when a paper is replaced, by all that are published.
create function handbook.note_replacement(of_post uuid) returns void
language sql security definer set search_path = '' as $$
  update handbook.documents o set replaced_from = since.day
  from (select min(coalesce(d.valid_from, d.issued_on, (p.published_at at time zone 'Asia/Ho_Chi_Minh')::date)) as day
        from handbook.documents d join handbook.posts p on p.id = d.post_id
        where d.replaces = of_post and p.state = 'published') since
  where o.post_id = of_post and o.replaced_from is distinct from since.day
$$;

-- Definer: the paper that is replaced is another's row.
create function handbook.document_replaces() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and old.replaces is not null then
    perform handbook.note_replacement(old.replaces);
  end if;
  if tg_op <> 'DELETE' and new.replaces is not null and (tg_op = 'INSERT' or new is distinct from old) then
    perform handbook.note_replacement(new.replaces);
  end if;
  return null;
end $$;
create trigger document_replaces after insert or delete or update of replaces, valid_from, issued_on on handbook.documents
  for each row execute function handbook.document_replaces();

-- Definer: as above. What is withdrawn replaces nothing any more.
create function handbook.post_replaces() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform handbook.note_replacement(d.replaces) from handbook.documents d
  where d.post_id = new.id and d.replaces is not null;
  return null;
end $$;
create trigger post_replaces after update of state on handbook.posts
  for each row when (old.state is distinct from new.state) execute function handbook.post_replaces();

create trigger audit_row after insert or update or delete on handbook.documents
  for each row execute function handbook.audit_row('post_id', '');

-- row level security ---------------------------------------------------------------------------

alter table handbook.documents enable row level security;

create policy "a document is as private as its post" on handbook.documents
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));
create policy "publishers write documents of their unit" on handbook.documents
  for insert to authenticated with check (unit_path <@ (select handbook.scope('post.publish')));

-- private helpers ------------------------------------------------------------------------------

create function handbook.validity(valid_from date, valid_until date, replaced_from date) returns text
language sql stable set search_path = '' as $$
  select case
    when replaced_from <= today.day then 'replaced'
    when valid_until < today.day then 'expired'
    when valid_from > today.day then 'not_yet'
    else 'in_force' end
  from (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day) today
$$;
comment on function handbook.validity is
  'How a document stands today: not_yet, in_force, expired or replaced. From the three dates of its row.';

create function handbook.document_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'type', d.type, 'number', d.number, 'issued_on', d.issued_on, 'issuing_body', d.issuing_body,
    'signatory', d.signatory, 'subject', d.subject, 'valid_from', d.valid_from, 'valid_until', d.valid_until,
    'validity', handbook.validity(d.valid_from, d.valid_until, d.replaced_from),
    'replaced_from', d.replaced_from, 'replaces_text', d.replaces_text,
    'replaces', case when d.replaces is not null then (
      select jsonb_build_object('post_id', p.id, 'title', p.title, 'number', o.number)
      from handbook.posts p join handbook.documents o on o.post_id = p.id where p.id = d.replaces) end,
    'replaced_by', case when d.replaced_from is not null then (
      select jsonb_build_object('post_id', p.id, 'title', p.title, 'number', n.number)
      from handbook.documents n join handbook.posts p on p.id = n.post_id
      where n.replaces = d.post_id and p.state = 'published' order by p.published_at limit 1) end)
  from handbook.documents d where d.post_id = of_post
$$;
comment on function handbook.document_of is
  'The facts of a document, null for other posts; of those it replaces or is replaced by only what the caller may read.';

create or replace function handbook.directive_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'wants_acknowledgement', d.wants_acknowledgement,
    'acknowledge_by', d.acknowledge_by, 'is_addressee', handbook.is_addressee(d.post_id),
    'acknowledged_at', (select a.acknowledged_at from handbook.acknowledgements a
                        where a.post_id = d.post_id and a.member_id = handbook.me()))
  from handbook.directives d where d.post_id = of_post
$$;

alter table handbook.posts add column permission text check (length(permission) <= 500);
comment on column handbook.posts.permission is 'Who allowed to reprint a text taken from the press.';

create function handbook.check_article(of_post uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if exists (select from handbook.posts p where p.id = of_post and p.category in ('news', 'study')
             and p.source is not null and length(coalesce(p.permission, '')) < 3) then
    perform handbook.fail('manuscript.permission_missing', 422, '{"field": "permission"}');
  elsif exists (select from handbook.posts p join handbook.attachments a on a.post_id = p.id
                where p.id = of_post and p.category in ('news', 'study') and a.kind = 'picture' and a.alternative !~ '\S') then
    perform handbook.fail('manuscript.alternative_missing', 422, '{"field": "files"}');
  end if;
end $$;
comment on function handbook.check_article is
  'What an article needs before it is published: who allowed to reprint what comes from the press, and what each picture shows. Raises manuscript.permission_missing, manuscript.alternative_missing.';

create or replace function handbook.clear_draft(of_post uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from handbook.posts p where p.id = of_post and p.state = 'draft'
             and p.unit_path <@ (select handbook.scope('post.publish'))) then
    delete from handbook.documents d where d.post_id = of_post;
    delete from handbook.directives d where d.post_id = of_post;
    delete from handbook.attachments a where a.post_id = of_post;
  end if;
end $$;
grant execute on function handbook.document_type_of, handbook.validity, handbook.document_of, handbook.check_article to authenticated;

-- public verbs ---------------------------------------------------------------------------------

create function api.document_choices(unit_id uuid, words text default '') returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  at_path text;
  wanted text := '%' || replace(replace(replace(handbook.folded(btrim(words)), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  select u.path into at_path from handbook.units u
  where u.id = document_choices.unit_id and /*lock*/ u.path <@ (select handbook.scope('post.publish')) /*end*/;
  if at_path is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return jsonb_build_object(
    'subjects', handbook.policy('document.subjects') -> 'subjects',
    'replaceable', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.published_at desc), '[]') from (
        select p.id as post_id, p.title, d.number, d.issued_on, d.issuing_body, p.published_at
        from handbook.documents d join handbook.posts p on p.id = d.post_id
        where d.unit_path >= at_path and d.unit_path < at_path || '~' and p.state = 'published'
          and (handbook.folded(p.title) like wanted or handbook.folded(coalesce(d.number, '')) like wanted)
        order by p.published_at desc limit 20) x));
end $$;
comment on function api.document_choices is
  'For writing a document in the name of a unit: the subjects to choose from, and the newest 20 published documents of the unit and below with the words in title or number, marks and case ignored, as far as the caller may read them: those that it can replace. Caller: post.publish at the unit. Errors: session.ended, unit.not_found.';

drop function api.post_save;
create function api.post_save(
  key uuid, unit_id uuid, category handbook.post_category, title text, lead text default '', body text default '',
  leaders_only boolean default false, number text default null, issued_on date default null,
  acknowledge boolean default false, acknowledge_by date default null, files jsonb default '[]', publish boolean default true,
  stamp_denied boolean default false, draft_id uuid default null, draft_version int default null,
  document_type handbook.document_type default null, issuing_body text default null, signatory text default null,
  subject text default null, valid_from date default null, valid_until date default null,
  replaces uuid default null, replaces_text text default null,
  from_press boolean default false, source text default null, permission text default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'post.save', jsonb_build_array(unit_id, category, title, lead, body, leaders_only,
    number, issued_on, acknowledge, acknowledge_by, files, publish, stamp_denied, draft_id, draft_version, document_type,
    issuing_body, signatory, subject, valid_from, valid_until, replaces, replaces_text, from_press, source, permission));
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
    variadic array[title, lead, body, number, issuing_body, signatory, replaces_text, source, permission]
      || handbook.file_names(files));
  if stamped and not stamp_denied then
    perform handbook.fail('post.classified', 409);
  end if;
  if category not in ('news', 'study') or not coalesce(from_press, false) then
    source := null;
    permission := null;
  elsif length(btrim(coalesce(source, ''))) < 3 then -- of a draft as well: its source says that it comes from the press
    perform handbook.fail('manuscript.source_missing', 422, '{"field": "source"}');
  end if;
  if category in ('directive', 'notice', 'document') then
    if publish and btrim(number) <> '' and issued_on is null then
      perform handbook.fail('document.date_missing', 422, '{"field": "issued_on"}');
    elsif valid_until < valid_from then
      perform handbook.fail('document.ends_before_it_begins', 422, '{"field": "valid_until"}');
    elsif btrim(subject) <> '' and not handbook.policy('document.subjects') -> 'subjects' ? btrim(subject) then
      perform handbook.fail('document.subject_unknown', 422, '{"field": "subject"}');
    elsif replaces = draft_id or replaces is not null and not exists (
        select from handbook.posts p join handbook.documents d on d.post_id = p.id
        where p.id = post_save.replaces and p.state = 'published') then
      perform handbook.fail('document.cannot_be_replaced', 422, '{"field": "replaces"}');
    end if;
  end if;
  if draft_id is null then
    insert into handbook.posts
      (id, unit_id, unit_path, category, state, leaders_only, title, lead, body, source, permission, author_id, saved_by,
       stamp_denied, published_at)
    values (saved_id, post_save.unit_id, unit_path, category, new_state, leaders_only,
      btrim(title), btrim(lead), body, btrim(source), nullif(btrim(permission), ''), caller, caller, stamped,
      case when publish then now() end);
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
      source = btrim(post_save.source), permission = nullif(btrim(post_save.permission), ''),
      stamp_denied = stamped, version = earlier.version + 1, saved_by = caller, saved_at = now(),
      published_at = case when publish then now() end
    where p.id = draft_id;
  end if;
  if category in ('directive', 'notice', 'document') then
    insert into handbook.documents (post_id, unit_path, type, number, issued_on, issuing_body, signatory, subject,
      valid_from, valid_until, replaces, replaces_text)
    values (saved_id, unit_path, coalesce(document_type, handbook.document_type_of(number, category)),
      nullif(btrim(number), ''), issued_on, nullif(btrim(issuing_body), ''), nullif(btrim(signatory), ''),
      nullif(btrim(subject), ''), valid_from, valid_until, replaces,
      case when replaces is null then nullif(btrim(replaces_text), '') end);
  end if;
  if category in ('directive', 'notice') then
    insert into handbook.directives (post_id, unit_path, wants_acknowledgement, acknowledge_by)
    values (saved_id, unit_path, acknowledge, case when acknowledge then acknowledge_by end);
  end if;
  perform handbook.attach(saved_id, files);
  if publish then
    perform handbook.check_article(saved_id);
  end if;
  return handbook.remember(key, jsonb_build_object('post_id', saved_id));
end $$;
comment on function api.post_save is
  'Writes a post of a unit, as a draft or published at once; with draft_id a draft of that unit anew, its files included, if it is still in the draft_version that was opened. A directive, notice or document keeps the facts of the paper (a number asks for its date when it is published). News and study from the press (from_press) name their source, and when published who permitted it; their pictures then say what they show. Caller: post.publish at the unit. Errors: session.ended, unit.not_found, post.not_found, post.not_a_draft, post.changed_meanwhile (by whom and when), post.title_length, post.cannot_be_acknowledged, directive.deadline_past, document.date_missing, document.ends_before_it_begins, document.subject_unknown, document.cannot_be_replaced (itself, not published, of a unit that is neither this one nor below it, or not mine to read), manuscript.source_missing, manuscript.permission_missing, manuscript.alternative_missing, post.classified (unless stamp_denied, which the log keeps), post.too_many_files, file.not_found, write.key_missing, write.key_reused.';

create or replace function api.post_publish(key uuid, post_id uuid) returns jsonb
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
  elsif exists (select from handbook.documents d where d.post_id = post_publish.post_id
                and d.number is not null and d.issued_on is null) then
    perform handbook.fail('document.date_missing', 422, '{"field": "issued_on"}');
  end if;
  perform handbook.check_article(post_publish.post_id);
  update handbook.posts p set state = 'published', published_at = now() where p.id = post_publish.post_id;
  return handbook.remember(key, jsonb_build_object('post_id', post_publish.post_id));
end $$;
comment on function api.post_publish is
  'Publishes a draft of my unit. Caller: post.publish at the unit. Errors: session.ended, post.not_found, post.not_a_draft, directive.deadline_past, document.date_missing, manuscript.permission_missing, manuscript.alternative_missing, write.key_missing, write.key_reused.';

drop function api.import_post;
create function api.import_post(
  unit_code text, category handbook.post_category, title text, lead text, body text, source text,
  published_at timestamptz, publish boolean, files jsonb, number text default null, issued_on date default null
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
  if handbook.looks_classified(variadic array[title, lead, body, source, number] || handbook.file_names(files)) then
    perform handbook.fail('post.classified', 409);
  end if;
  insert into handbook.posts (unit_id, unit_path, category, state, title, lead, body, source, published_at)
  values (unit, '', category, case when publish then 'published' else 'draft' end::handbook.post_state,
    btrim(import_post.title), btrim(import_post.lead), import_post.body, import_post.source,
    case when publish then coalesce(import_post.published_at, now()) end)
  returning id into new_id;
  if category in ('directive', 'notice', 'document') then
    insert into handbook.documents (post_id, unit_path, type, number, issued_on)
    values (new_id, '', handbook.document_type_of(number, category), nullif(btrim(number), ''), import_post.issued_on);
  end if;
  if category in ('directive', 'notice') then
    insert into handbook.directives (post_id, unit_path, wants_acknowledgement) values (new_id, '', false);
  end if;
  perform handbook.attach(new_id, files);
  return jsonb_build_object('post_id', new_id, 'already', false);
end $$;
comment on function api.import_post is
  'Files an imported article under a unit, a paper with its number and date; nobody is asked to acknowledge it. The same text a second time is recognised. Errors: unit.not_found, post.classified, post.too_many_files, file.not_found. Service only.';
grant execute on function api.import_post to service_role;

create or replace function api.home() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return jsonb_build_object(
    'to_acknowledge', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.acknowledge_by nulls last, x.published_at desc), '[]') from (
        select waiting.*, (select d.number from handbook.documents d where d.post_id = waiting.post_id) as number from (
          select p.id as post_id, p.title, mine.name as unit_name, p.published_at,
            d.acknowledge_by, r.reminded_at,
            coalesce(not m.activity_exempt and d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date, false)
              as late
          from handbook.my_feed_units() mine
          join handbook.directives d on d.unit_path = mine.path and d.wants_acknowledgement
          join handbook.posts p on p.id = d.post_id and p.state = 'published'
            and p.published_at > now() - interval '1 year'
            and /*lock*/ (not p.leaders_only
              or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])) /*end*/
          join handbook.members m on m.id = caller
          left join handbook.reminders r on r.post_id = p.id and r.member_id = caller
          where not exists (select from handbook.acknowledgements a where a.post_id = p.id and a.member_id = caller)
          order by d.acknowledge_by nulls last, p.published_at desc limit 20) waiting) x),
    'latest', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from api.feed(page_size => 5) f),
    'resets_to_decide', (select count(*) from api.account_resets()),
    'questions', handbook.questions_of_me(),
    'tasks', handbook.tasks_of_me());
end $$;

grant execute on function api.document_choices, api.post_save to authenticated;

notify pgrst, 'reload schema';
