-- Newsroom: articles before they are published, the desks they pass, their versions and history; what is done
-- with published posts: pinning, correcting, withdrawing; the feed that shows the result.

create type handbook.manuscript_state as enum (
  'draft', 'submitted', 'taken', 'returned', 'scheduled', 'published', 'withdrawn', 'discarded');
create type handbook.desk_level as enum ('editors', 'board');

-- the one table of legal steps -----------------------------------------------------------------

create table handbook.manuscript_steps (
  step text not null,
  who text not null check (who in ('author', 'desk', 'anyone at the desk', 'publisher', 'clock')),
  from_states handbook.manuscript_state[] not null,
  to_state handbook.manuscript_state not null,
  publishes boolean not null default false,
  needs_reason boolean not null default false,
  primary key (step, who)
);
comment on table handbook.manuscript_steps is
  'Which step leads from which states to which, by whom. The functions look it up here, and so do the screens and the tests.';
comment on column handbook.manuscript_steps.who is
  'desk: whoever works at the desk where it lies; once somebody there has taken it, that person alone. publisher: whoever publishes posts of the unit. clock: the app''s own work.';
comment on column handbook.manuscript_steps.publishes is 'Also needs manuscript.publish for the unit it is meant for.';

insert into handbook.manuscript_steps (step, who, from_states, to_state, publishes, needs_reason) values
  -- step           by whom                from                          to           publishes  needs a reason
  ('submit',        'author',              '{draft,returned}',           'submitted', false,     false),
  ('recall',        'author',              '{submitted}',                'draft',     false,     false),
  ('discard',       'author',              '{draft,returned}',           'discarded', false,     false),
  ('restore',       'author',              '{discarded}',                'draft',     false,     false),
  ('publish',       'author',              '{draft,returned}',           'published', true,      false),
  ('schedule',      'author',              '{draft,returned}',           'scheduled', true,      false),
  ('unschedule',    'author',              '{scheduled}',                'draft',     true,      false),
  ('take',          'desk',                '{submitted}',                'taken',     false,     false),
  ('take_over',     'anyone at the desk',  '{taken}',                    'taken',     false,     false),
  ('release',       'desk',                '{taken}',                    'submitted', false,     false),
  ('return',        'desk',                '{submitted,taken}',          'returned',  false,     true),
  ('pass_up',       'desk',                '{submitted,taken}',          'submitted', false,     false),
  ('publish',       'desk',                '{submitted,taken}',          'published', true,      false),
  ('schedule',      'desk',                '{submitted,taken}',          'scheduled', true,      false),
  ('publish',       'anyone at the desk',  '{scheduled}',                'published', true,      false),
  ('unschedule',    'anyone at the desk',  '{scheduled}',                'taken',     false,     false),
  ('publish_due',   'clock',               '{scheduled}',                'published', false,     false),
  ('publish_fail',  'clock',               '{scheduled}',                'returned',  false,     true),
  ('pin',           'publisher',           '{published}',                'published', false,     false),
  ('unpin',         'publisher',           '{published}',                'published', false,     false),
  ('correct',       'publisher',           '{published}',                'published', false,     true),
  ('withdraw',      'publisher',           '{published}',                'withdrawn', false,     true);

-- who may, where -------------------------------------------------------------------------------

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, reach::handbook.reach
from (values
  ('{contributor,secretary,deputy_secretary}', '{cell}', '{manuscript.write}', 'unit'),
  ('{contributor,secretary,deputy_secretary,office_staff,editor,news_secretariat,editorial_board}',
   '{city,ward,grassroots_body,sub_committee}', '{manuscript.write}', 'unit'),
  -- desks: a cell has no editors; what is meant for the cell alone its secretary decides
  ('{secretary,deputy_secretary}', '{cell}', '{manuscript.decide}', 'unit'),
  ('{editor,news_secretariat,editorial_board}', '{city,ward,grassroots_body,sub_committee}', '{manuscript.edit}', 'unit'),
  ('{secretary,deputy_secretary,office_staff}', '{ward,grassroots_body,sub_committee}', '{manuscript.edit}', 'unit'),
  ('{editorial_board}', '{city,ward,grassroots_body,sub_committee}', '{manuscript.decide}', 'unit')
) as sentences(roles, kinds, capabilities, reach),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;
insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select role, unit_kind, 'manuscript.publish', reach from handbook.role_capabilities where capability = 'post.publish';

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('newsroom', '2026-01-01', 'Cài đặt của phần mềm',
   '{"sitting_minutes": 30, "presence_seconds": 75, "pins_of_a_unit": 3, "late_seconds": 60}');

-- tables ---------------------------------------------------------------------------------------

create table handbook.manuscripts (
  id uuid primary key default gen_random_uuid(),
  author_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  target_id uuid not null references handbook.units,
  category handbook.post_category not null check (category in ('news', 'study')),
  state handbook.manuscript_state not null default 'draft',
  title text not null default '' check (length(title) <= 300),
  lead text not null default '' check (length(lead) <= 2000),
  body text not null default '' check (length(body) <= 200000),
  from_press boolean not null default false,
  source text check (length(source) <= 300),
  permission text check (length(permission) <= 500),
  stamp_denied boolean not null default false,
  version int not null default 1,
  saved_by uuid not null references handbook.members,
  saved_at timestamptz not null default now(),
  desk_id uuid references handbook.units,
  desk_level handbook.desk_level,
  desk_since timestamptz,
  owner_id uuid references handbook.members,
  owned_since timestamptz,
  publish_at timestamptz,
  post_id uuid unique references handbook.posts,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state = 'scheduled') = (publish_at is not null)),
  check (state not in ('published', 'withdrawn') or post_id is not null),
  check (state not in ('submitted', 'taken') or desk_id is not null and desk_level is not null and desk_since is not null),
  check (state <> 'taken' or owner_id is not null)
);
comment on table handbook.manuscripts is
  'An article before it is a post: its author''s alone until it is submitted, then also its desks''. Published, it has a post.';
comment on column handbook.manuscripts.unit_id is 'The unit it comes from.';
comment on column handbook.manuscripts.target_id is 'The unit for whose members it is meant: the one it comes from, or one above.';
comment on column handbook.manuscripts.from_press is 'Taken from the press: needs source and permission.';
comment on column handbook.manuscripts.permission is 'Who allowed to reprint it, when and how.';
comment on column handbook.manuscripts.desk_id is 'The unit at whose desk it lies, or to which it goes back once it is mended.';
comment on column handbook.manuscripts.owner_id is 'Who at the desk has taken it.';
create index manuscripts_by_author on handbook.manuscripts (author_id, updated_at desc, id desc);
create index manuscripts_waiting on handbook.manuscripts (desk_id, desk_since, id) where state in ('submitted', 'taken', 'scheduled');
create index manuscripts_due on handbook.manuscripts (publish_at) where state = 'scheduled';

create table handbook.manuscript_desks (
  manuscript_id uuid not null references handbook.manuscripts on delete cascade,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  level handbook.desk_level not null,
  since timestamptz not null default now(),
  primary key (manuscript_id, unit_id, level)
);
comment on table handbook.manuscript_desks is 'Desks that a manuscript has come to since its author last had it alone.';
create index manuscript_desks_by_path on handbook.manuscript_desks (unit_path, level);

create table handbook.manuscript_files (
  object_name text primary key check (object_name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}(\.[a-z0-9]{2,4})?$'),
  manuscript_id uuid not null references handbook.manuscripts on delete cascade,
  kind handbook.attachment_kind not null,
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null,
  size_bytes int not null check (size_bytes > 0),
  alternative text not null default '' check (length(alternative) <= 1000),
  place int not null default 0
);
comment on table handbook.manuscript_files is 'Pictures and papers of a manuscript, in the private bucket below its id.';
create index manuscript_files_by_manuscript on handbook.manuscript_files (manuscript_id, place);

create table handbook.manuscript_versions (
  manuscript_id uuid not null references handbook.manuscripts on delete cascade,
  version int not null,
  saved_by uuid not null references handbook.members,
  session_id uuid,
  begun_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  kept boolean not null default false,
  title text not null,
  lead text not null,
  body text not null,
  source text,
  permission text,
  files jsonb not null default '[]',
  primary key (manuscript_id, version)
);
comment on table handbook.manuscript_versions is
  'What a manuscript said, one row a sitting: what one person saves from one device without a long pause is one version, unless a step lies between.';

create table handbook.newsroom_history (
  id bigint generated always as identity primary key,
  manuscript_id uuid references handbook.manuscripts,
  post_id uuid references handbook.posts,
  step text not null,
  from_state handbook.manuscript_state not null,
  to_state handbook.manuscript_state not null,
  done_by uuid references handbook.members,
  done_at timestamptz not null default clock_timestamp(),
  version int,
  reason text,
  details jsonb not null default '{}',
  check (manuscript_id is not null or post_id is not null)
);
comment on table handbook.newsroom_history is 'Every step of a manuscript or post: who, when, why. Only added to; done_by is null for the clock.';
create index newsroom_history_by_manuscript on handbook.newsroom_history (manuscript_id, id);
create index newsroom_history_by_post on handbook.newsroom_history (post_id, id);

create table handbook.manuscript_presence (
  manuscript_id uuid not null references handbook.manuscripts on delete cascade,
  member_id uuid not null references handbook.members,
  session_id uuid not null,
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (manuscript_id, session_id)
);
comment on table handbook.manuscript_presence is 'Who has a manuscript open for editing; forgotten a minute after the last sign of life.';

create table handbook.pins (
  post_id uuid primary key references handbook.posts,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  pinned_until timestamptz not null,
  pinned_by uuid references handbook.members,
  pinned_at timestamptz not null default now()
);
comment on table handbook.pins is 'Posts that stand on top of the feed until a date.';
create index pins_by_unit on handbook.pins (unit_id);

create table handbook.post_corrections (
  post_id uuid not null references handbook.posts,
  version int not null,
  note text not null check (length(note) between 3 and 1000),
  corrected_at timestamptz not null default now(),
  primary key (post_id, version)
);
comment on table handbook.post_corrections is 'Notes of corrections, shown in the article. version is the one that was replaced.';

create table handbook.post_texts (
  post_id uuid not null references handbook.posts,
  unit_path text collate "C" not null,
  version int not null,
  title text not null,
  lead text not null,
  body text not null,
  facts jsonb,
  replaced_by uuid references handbook.members,
  replaced_at timestamptz not null default now(),
  primary key (post_id, version)
);
comment on table handbook.post_texts is 'What a published post said before it was corrected; for those who publish there.';
comment on column handbook.post_texts.facts is 'Those of its paper that this correction changed, as they stood.';

create table handbook.withdrawals (
  post_id uuid primary key references handbook.posts,
  unit_id uuid not null references handbook.units,
  category handbook.post_category not null,
  unit_path text collate "C" not null,
  leaders_only boolean not null,
  reason text not null check (length(reason) between 3 and 1000),
  withdrawn_by uuid references handbook.members,
  withdrawn_at timestamptz not null default now()
);
comment on table handbook.withdrawals is 'Why a post is gone, for those who could have read it.';

-- triggers -------------------------------------------------------------------------------------

-- Definer: the path is the tree's, never the writer's; waits for a change of the unit, as posts do.
create function handbook.path_follows_unit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select path into strict new.unit_path from handbook.units where id = new.unit_id for share;
  return new;
end $$;
create trigger path_follows_unit before insert or update on handbook.manuscripts
  for each row execute function handbook.path_follows_unit();
create trigger path_follows_unit before insert or update on handbook.manuscript_desks
  for each row execute function handbook.path_follows_unit();
create trigger path_follows_unit before insert or update on handbook.pins
  for each row execute function handbook.path_follows_unit();

create function handbook.history_only_grows() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform handbook.fail('history.append_only', 403);
  return null;
end $$;
create trigger history_only_grows before update or delete or truncate on handbook.newsroom_history
  for each statement execute function handbook.history_only_grows();

-- Definer: as before. A file belongs to the unit, or to the manuscript, in whose name it was uploaded; a post of
-- another unit or of another manuscript must not open it to other readers.
create or replace function handbook.attachment_follows_post() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unit uuid;
  folder text := split_part(new.object_name, '/', 1);
begin
  select p.unit_path, p.unit_id into strict new.unit_path, unit from handbook.posts p where p.id = new.post_id;
  if folder <> unit::text
     and not exists (select from handbook.manuscripts m where m.post_id = new.post_id and m.id::text = folder) then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
  return new;
end $$;

-- The texts stand in manuscript_versions, with who and when: an autosave leaves no entry of its own.
create trigger audit_row after insert or update or delete on handbook.manuscripts
  for each row execute function handbook.audit_row('id', 'author_id',
    'title', 'lead', 'body', 'version', 'saved_by', 'saved_at', 'updated_at');
create trigger audit_stamp_denial after insert or update of stamp_denied on handbook.manuscripts
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', 'author_id', 'title');
create trigger audit_row after insert or update or delete on handbook.manuscript_desks
  for each row execute function handbook.audit_row('manuscript_id', '');
create trigger audit_row after insert or update or delete on handbook.manuscript_files
  for each row execute function handbook.audit_row('object_name', '');
create trigger audit_row after insert or update or delete on handbook.manuscript_steps
  for each row execute function handbook.audit_row('step', '');
create trigger audit_row after insert or update or delete on handbook.pins
  for each row execute function handbook.audit_row('post_id', '');
create trigger audit_row after insert or update or delete on handbook.post_corrections
  for each row execute function handbook.audit_row('post_id', '');
create trigger audit_row after insert or update or delete on handbook.withdrawals
  for each row execute function handbook.audit_row('post_id', '');

-- row level security ---------------------------------------------------------------------------

grant select on handbook.manuscript_steps, handbook.manuscripts, handbook.manuscript_desks, handbook.manuscript_files,
  handbook.manuscript_versions, handbook.newsroom_history, handbook.manuscript_presence, handbook.pins,
  handbook.post_corrections, handbook.post_texts, handbook.withdrawals to authenticated;
alter table handbook.manuscript_steps enable row level security;
alter table handbook.manuscripts enable row level security;
alter table handbook.manuscript_desks enable row level security;
alter table handbook.manuscript_files enable row level security;
alter table handbook.manuscript_versions enable row level security;
alter table handbook.newsroom_history enable row level security;
alter table handbook.manuscript_presence enable row level security;
alter table handbook.pins enable row level security;
alter table handbook.post_corrections enable row level security;
alter table handbook.post_texts enable row level security;
alter table handbook.withdrawals enable row level security;

create policy "legal steps are no secret" on handbook.manuscript_steps for select to authenticated using (true);
create policy "editors see what has come to their desk" on handbook.manuscript_desks
  for select to authenticated using (level = 'editors' and unit_path <@ (select handbook.scope('manuscript.edit')));
create policy "those who decide see what has come to them" on handbook.manuscript_desks
  for select to authenticated using (level = 'board' and unit_path <@ (select handbook.scope('manuscript.decide')));
create policy "a desk sees what has come to it" on handbook.manuscripts
  for select to authenticated using (
    state not in ('draft', 'discarded') and exists (select from handbook.manuscript_desks d where d.manuscript_id = id));
create policy "whoever writes it sees it" on handbook.manuscripts
  for select to authenticated using (author_id = (select handbook.me()));
create policy "files are seen with their manuscript" on handbook.manuscript_files
  for select to authenticated using (exists (select from handbook.manuscripts m where m.id = manuscript_id));
create policy "versions are seen with their manuscript" on handbook.manuscript_versions
  for select to authenticated using (exists (select from handbook.manuscripts m where m.id = manuscript_id));
create policy "a manuscript's history is seen with it" on handbook.newsroom_history
  for select to authenticated using (exists (select from handbook.manuscripts m where m.id = manuscript_id));
create policy "publishers see the history of their posts" on handbook.newsroom_history
  for select to authenticated using (exists (
    select from handbook.posts p
    where p.id = post_id and p.unit_path <@ (select handbook.scope('post.publish'))));
create policy "presence is seen with the manuscript" on handbook.manuscript_presence
  for select to authenticated using (exists (select from handbook.manuscripts m where m.id = manuscript_id));
create policy "pins are seen with their post" on handbook.pins
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));
create policy "corrections are seen with their post" on handbook.post_corrections
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));
create policy "publishers see what their posts said before" on handbook.post_texts
  for select to authenticated using (unit_path <@ (select handbook.scope('post.publish')));
create policy "readers see why a post is gone" on handbook.withdrawals
  for select to authenticated using (
    unit_path = any ((select case when leaders_only then handbook.my_paths(as_leader => true) else handbook.my_paths() end)::text[]));
create policy "offices see why a post is gone" on handbook.withdrawals
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('post.oversee', 'post.publish'))));

-- private helpers: rights ----------------------------------------------------------------------

create function handbook.sees_manuscript(m handbook.manuscripts) returns boolean
language sql stable set search_path = '' as $$
  select m.author_id = (select handbook.me()) or m.state not in ('draft', 'discarded') and exists (
    select from handbook.manuscript_desks d where d.manuscript_id = m.id and (
      d.level = 'editors' and d.unit_path <@ (select handbook.scope('manuscript.edit'))
      or d.level = 'board' and d.unit_path <@ (select handbook.scope('manuscript.decide'))))
$$;
comment on function handbook.sees_manuscript is 'Its author; once it is submitted, whoever works at a desk it has come to.';

-- Definer: reads units and roles. Whether somebody works at a desk: the caller, or anybody.
create function handbook.works_at(desk uuid, at_level handbook.desk_level) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select u.path from handbook.units u where u.id = desk) <@ handbook.scope(
    case at_level when 'editors' then 'manuscript.edit' else 'manuscript.decide' end), false)
$$;

create function handbook.is_staffed(desk uuid, at_level handbook.desk_level, by_member uuid default null) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.units u
    join handbook.roles r on r.unit_id = u.id and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
    join handbook.members m on m.id = r.member_id and m.life_state = 'active'
    join handbook.role_capabilities c on c.role = r.kind and c.unit_kind = u.kind
      and c.capability = case at_level when 'editors' then 'manuscript.edit' else 'manuscript.decide' end
    where u.id = desk and u.closed_on is null and (by_member is null or r.member_id = by_member))
$$;
comment on function handbook.is_staffed is
  'For the owner: whether anybody (or a certain member) works at a desk. Desks are found by who may do the work, at whatever depth.';

create function handbook.desk_above(from_path text, target uuid, after_desk uuid default null, after_level handbook.desk_level default null)
returns table (desk_id uuid, level handbook.desk_level)
language sql stable set search_path = '' as $$
  select d.id, d.level from (
    select u.id, u.path, l.level
    from handbook.units u cross join (values ('editors'::handbook.desk_level), ('board')) l(level)
    where u.path = any (select left(from_path, 5 * depth) from generate_series(1, length(from_path) / 5) depth)
      -- what is meant for a unit without editors, a cell, is decided there; higher up the board comes after the editors
      and (l.level = 'editors' or u.id = target or handbook.is_staffed(u.id, 'editors'))
      and handbook.is_staffed(u.id, l.level)) d
  left join handbook.units a on a.id = after_desk
  where case when a.id is null then d.level = 'editors' or not handbook.is_staffed(d.id, 'editors')
    else length(d.path) < length(a.path) or d.id = a.id and d.level > after_level end
  order by length(d.path) desc, d.level limit 1
$$;
comment on function handbook.desk_above is
  'For the owner: the desk a manuscript goes to first, or after a certain one: up the tree, at each unit the editors before the board.';

create function handbook.may_write(m handbook.manuscripts) returns boolean
language sql stable set search_path = '' as $$
  select case
    when m.state in ('draft', 'returned') then m.author_id = handbook.me() and m.unit_path <@ handbook.scope('manuscript.write')
    when m.state in ('submitted', 'taken') then handbook.works_at(m.desk_id, m.desk_level)
    else false end
$$;

-- Definer: the owner of a manuscript may have left the desk since; then nobody has taken it.
create function handbook.real_state(m handbook.manuscripts) returns handbook.manuscript_state
language sql stable security definer set search_path = '' as $$
  select case when m.state = 'taken' and not handbook.is_staffed(m.desk_id, m.desk_level, m.owner_id)
    then 'submitted' else m.state end
$$;

create function handbook.may_publish_for(target uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select u.path from handbook.units u where u.id = target) <@ handbook.scope('manuscript.publish'), false)
$$;

create function handbook.steps_open(m handbook.manuscripts) returns setof handbook.manuscript_steps
language sql stable set search_path = '' as $$
  with standing as (
    select m.author_id = handbook.me() as author, handbook.works_at(m.desk_id, m.desk_level) as desk,
      handbook.may_publish_for(m.target_id) as publisher, handbook.real_state(m) as state,
      m.unit_path <@ handbook.scope('manuscript.write') as writer)
  select s.* from handbook.manuscript_steps s, standing
  where standing.state = any (s.from_states) and (not s.publishes or standing.publisher)
    and case s.who
      when 'author' then standing.author and (standing.writer or s.step in ('recall', 'discard', 'restore'))
      when 'desk' then standing.desk and (standing.state <> 'taken' or m.owner_id = handbook.me())
      when 'anyone at the desk' then standing.desk and (s.step <> 'take_over' or m.owner_id <> handbook.me())
      else false end
$$;
comment on function handbook.steps_open is 'Which steps the caller may take with a manuscript now.';
grant execute on function handbook.sees_manuscript, handbook.works_at, handbook.may_write, handbook.real_state,
  handbook.may_publish_for, handbook.steps_open to authenticated;

-- storage --------------------------------------------------------------------------------------

create function handbook.manuscript_of_file(object_name text) returns uuid
language sql immutable set search_path = '' as $$
  select case when object_name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then left(object_name, 36)::uuid end
$$;
create function handbook.may_write_file(object_name text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from handbook.manuscripts m
    where m.id = handbook.manuscript_of_file(object_name) and handbook.may_write(m))
$$;
grant execute on function handbook.manuscript_of_file, handbook.may_write_file to authenticated;
create policy "handbook: a manuscript's files are as private as it" on storage.objects
  for select to authenticated using (
    bucket_id = 'attachments'
    and exists (select from handbook.manuscripts m where m.id = handbook.manuscript_of_file(name)));
create policy "handbook: who writes a manuscript brings its files" on storage.objects
  for insert to authenticated with check (bucket_id = 'attachments' and handbook.may_write_file(name));

-- private helpers: reading ---------------------------------------------------------------------

-- Definer: names of the people around a manuscript, for whoever may see it.
create function handbook.manuscript_names(of_manuscript uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(p.id, p.full_name), '{}')
  from handbook.manuscripts m
  join lateral (
    select unnest(array[m.author_id, m.owner_id, m.saved_by]) as id
    union select h.done_by from handbook.newsroom_history h where h.manuscript_id = m.id
    union select v.saved_by from handbook.manuscript_versions v where v.manuscript_id = m.id
    union select o.member_id from handbook.manuscript_presence o where o.manuscript_id = m.id) who on true
  join handbook.members p on p.id = who.id
  where m.id = of_manuscript and handbook.sees_manuscript(m)
$$;

-- Definer: the same for a line of a list: author and owner alone.
create function handbook.manuscript_people(of_manuscript uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('author_name', a.full_name, 'owner_name', o.full_name)
  from handbook.manuscripts m
  join handbook.members a on a.id = m.author_id
  left join handbook.members o on o.id = m.owner_id and m.state in ('taken', 'scheduled')
  where m.id = of_manuscript and handbook.sees_manuscript(m)
$$;

create function handbook.manuscript_line(m handbook.manuscripts) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'manuscript_id', m.id, 'title', m.title, 'category', m.category, 'state', handbook.real_state(m),
    'unit_id', m.unit_id, 'unit_name', handbook.unit_name(m.unit_id),
    'target_id', m.target_id, 'target_name', handbook.unit_name(m.target_id),
    'desk_id', m.desk_id, 'desk_name', handbook.unit_name(m.desk_id), 'desk_level', m.desk_level,
    'waiting_since', m.desk_since, 'owned_since', m.owned_since, 'publish_at', m.publish_at, 'post_id', m.post_id,
    'mine', m.owner_id is not distinct from handbook.me() and m.state in ('taken', 'scheduled'),
    'by_me', m.author_id = handbook.me(), 'updated_at', m.updated_at,
    'reason', case when m.state in ('returned', 'withdrawn') then (
      select h.reason from handbook.newsroom_history h
      where h.manuscript_id = m.id and h.to_state = m.state order by h.id desc limit 1) end)
    || coalesce(handbook.manuscript_people(m.id), '{}')
$$;
comment on function handbook.manuscript_line is 'Invoker: a line of a list of manuscripts.';

create function handbook.files_of_manuscript(of_manuscript uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'kind', f.kind, 'object_name', f.object_name, 'file_name', f.file_name, 'content_type', f.content_type,
    'size_bytes', f.size_bytes, 'alternative', f.alternative) order by f.place), '[]')
  from handbook.manuscript_files f where f.manuscript_id = of_manuscript
$$;

create function handbook.others_present(of_manuscript uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'member_id', p.member_id, 'full_name', n.names ->> p.member_id::text, 'since', p.since, 'seen_at', p.seen_at,
    'by_me', p.member_id = handbook.me()) order by p.since), '[]')
  from handbook.manuscript_presence p, (select handbook.manuscript_names(of_manuscript) as names) n
  where p.manuscript_id = of_manuscript and p.session_id is distinct from handbook.claim('session_id')::uuid
    and p.seen_at > now() - make_interval(secs => (handbook.policy('newsroom') ->> 'presence_seconds')::int)
$$;

-- Definer: names of units; the tree of units is no secret.
create function handbook.targets_of(from_path text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'unit_id', u.id, 'unit_name', u.name, 'unit_kind', u.kind, 'may_publish', handbook.may_publish_for(u.id),
    'desk_name', (select handbook.unit_name(d.desk_id) from handbook.desk_above(from_path, u.id) d)) order by u.path desc), '[]')
  from handbook.units u
  where u.closed_on is null
    and u.path = any (select left(from_path, 5 * depth) from generate_series(1, length(from_path) / 5) depth)
$$;

-- Definer: names of units that one may write for, and of those above them.
create function handbook.places_to_write() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'unit_id', u.id, 'unit_name', u.name, 'unit_kind', u.kind,
    'targets', handbook.targets_of(u.path)) order by u.path), '[]')
  from handbook.units u
  where u.closed_on is null and u.id in (
      select r.unit_id from handbook.roles r
      where r.member_id = handbook.me() and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at))
    and u.path <@ handbook.scope('manuscript.write')
$$;

create function handbook.seen_manuscript(wanted uuid) returns handbook.manuscripts
language plpgsql stable set search_path = '' as $$
declare
  found_one handbook.manuscripts;
begin
  perform handbook.require_me();
  select m.* into found_one from handbook.manuscripts m
  where m.id = wanted and /*lock*/ handbook.sees_manuscript(m) /*end*/;
  if found_one.id is null then
    perform handbook.fail('manuscript.not_found', 404);
  end if;
  return found_one;
end $$;
comment on function handbook.seen_manuscript is 'Invoker: a manuscript of the caller''s, or manuscript.not_found, the same for what is not there.';
grant execute on function handbook.manuscript_names, handbook.manuscript_people, handbook.manuscript_line,
  handbook.files_of_manuscript, handbook.others_present, handbook.places_to_write, handbook.targets_of,
  handbook.seen_manuscript to authenticated;

create function handbook.manuscript_card(m handbook.manuscripts) returns jsonb
language sql stable set search_path = '' as $$
  select handbook.manuscript_line(m) || jsonb_build_object(
    'version', m.version, 'saved_at', m.saved_at, 'saved_by', n.names ->> m.saved_by::text,
    'saved_by_me', m.saved_by = handbook.me(),
    'lead', m.lead, 'body', m.body, 'from_press', m.from_press, 'source', m.source, 'permission', m.permission,
    'files', handbook.files_of_manuscript(m.id),
    'may_write', handbook.may_write(m),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'to_state', s.to_state, 'needs_reason', s.needs_reason)
        order by s.step), '[]')
      from (select distinct on (o.step) o.* from handbook.steps_open(m) o order by o.step, o.who = 'author') s),
    'targets', handbook.targets_of(m.unit_path),
    'others', handbook.others_present(m.id))
  from (select handbook.manuscript_names(m.id) as names) n
$$;
comment on function handbook.manuscript_card is 'Invoker: one manuscript in full, with what the caller may do.';
grant execute on function handbook.manuscript_card to authenticated;

-- private helpers: writing ---------------------------------------------------------------------

-- Definer: presence takes no direct writes; only of a manuscript that the caller may write.
create function handbook.note_presence(of_manuscript uuid, leaving boolean default false) returns void
language plpgsql security definer set search_path = '' as $$
declare
  session uuid := handbook.claim('session_id')::uuid;
  patience interval := make_interval(secs => (handbook.policy('newsroom') ->> 'presence_seconds')::int);
begin
  if leaving then
    delete from handbook.manuscript_presence p
    where p.manuscript_id = of_manuscript and p.session_id = session and p.member_id = handbook.me();
  elsif exists (select from handbook.manuscripts m where m.id = of_manuscript and handbook.may_write(m)) then
    delete from handbook.manuscript_presence p where p.manuscript_id = of_manuscript and p.seen_at < now() - interval '1 hour';
    insert into handbook.manuscript_presence as p (manuscript_id, member_id, session_id)
    values (of_manuscript, handbook.me(), session)
    on conflict (manuscript_id, session_id) do update set
      since = case when p.member_id = excluded.member_id and p.seen_at > now() - patience then p.since else now() end,
      member_id = excluded.member_id, seen_at = now();
  end if;
end $$;

create function handbook.keep_version(m handbook.manuscripts, apart boolean) returns void
language plpgsql set search_path = '' as $$
declare
  session uuid := handbook.claim('session_id')::uuid;
  sitting interval := make_interval(mins => (handbook.policy('newsroom') ->> 'sitting_minutes')::int);
begin
  if not apart then
    update handbook.manuscript_versions v set version = m.version, saved_at = now(), title = m.title, lead = m.lead,
      body = m.body, source = m.source, permission = m.permission, files = handbook.files_of_manuscript(m.id)
    where v.manuscript_id = m.id and v.version = m.version - 1 and v.saved_by = m.saved_by and not v.kept
      and v.session_id is not distinct from session and v.saved_at > now() - sitting;
    if found then
      return;
    end if;
  end if;
  insert into handbook.manuscript_versions (manuscript_id, version, saved_by, session_id, title, lead, body, source, permission, files)
  values (m.id, m.version, m.saved_by, session, m.title, m.lead, m.body, m.source, m.permission, handbook.files_of_manuscript(m.id));
end $$;
comment on function handbook.keep_version is
  'For the owner: what was just saved becomes a version, in place of the last one if that is of the same person''s same sitting.';

create function handbook.put_manuscript_files(of_manuscript uuid, files jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  put int;
begin
  if jsonb_array_length(files) > 40 then
    perform handbook.fail('manuscript.too_many_files', 422, '{"field": "files"}');
  end if;
  delete from handbook.manuscript_files f where f.manuscript_id = of_manuscript
    and f.object_name not in (select x ->> 'object_name' from jsonb_array_elements(files) x where x ->> 'object_name' is not null);
  -- Type and size are Storage's, not the sender's word; only what lies in the manuscript's own folder.
  insert into handbook.manuscript_files as f
    (object_name, manuscript_id, kind, file_name, content_type, size_bytes, alternative, place)
  select o.name, of_manuscript, case when o.metadata ->> 'mimetype' like 'image/%' then 'picture' else 'document' end::handbook.attachment_kind,
    x.file_name, o.metadata ->> 'mimetype', (o.metadata ->> 'size')::int, left(btrim(coalesce(x.alternative, '')), 1000), n
  from rows from (jsonb_to_recordset(files) as (object_name text, file_name text, alternative text))
    with ordinality x (object_name, file_name, alternative, n)
  join storage.objects o on o.bucket_id = 'attachments' and o.name = x.object_name
    and split_part(o.name, '/', 1) = of_manuscript::text
  on conflict (object_name) do update set file_name = excluded.file_name, alternative = excluded.alternative, place = excluded.place;
  get diagnostics put = row_count;
  if put <> jsonb_array_length(files) then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
end $$;
comment on function handbook.put_manuscript_files is 'For the owner: makes the list of a manuscript''s files that which is given.';

-- Definer: manuscripts take no direct writes; checks the caller's right by itself.
create function handbook.write_manuscript(
  of_manuscript uuid, seen_version int, of_unit uuid, target uuid, new_category handbook.post_category,
  new_title text, new_lead text, new_body text, press boolean, new_source text, new_permission text,
  files jsonb, denied boolean, apart boolean
) returns handbook.manuscripts
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.manuscripts;
  earlier handbook.manuscripts;
  stamped boolean;
begin
  if of_manuscript is not null then
    select * into m from handbook.manuscripts where id = of_manuscript for update;
    if m.id is null or not handbook.sees_manuscript(m) then
      perform handbook.fail('manuscript.not_found', 404);
    elsif not handbook.may_write(m) then
      perform handbook.fail('manuscript.not_open', 409, jsonb_build_object('state', m.state));
    elsif m.version is distinct from seen_version then
      perform handbook.fail('manuscript.changed_meanwhile', 409, jsonb_build_object('version', m.version, 'at', m.saved_at,
        'by', (select p.full_name from handbook.members p where p.id = m.saved_by), 'by_me', m.saved_by = caller));
    end if;
    earlier := m;
  else
    select u.id, u.path into m.unit_id, m.unit_path from handbook.units u
    where u.id = of_unit and u.closed_on is null and u.path <@ (select handbook.scope('manuscript.write'));
    if m.unit_id is null then
      perform handbook.fail('unit.not_found', 404);
    end if;
  end if;
  if not exists (select from handbook.units t where t.id = target and t.closed_on is null and starts_with(m.unit_path, t.path)) then
    perform handbook.fail('manuscript.target_invalid', 422, '{"field": "target_id"}');
  end if;
  if new_category::text not in ('news', 'study') then
    perform handbook.fail('manuscript.category_invalid', 422, '{"field": "category"}');
  end if;
  new_title := btrim(coalesce(new_title, ''));
  if length(new_title) > 300 then
    perform handbook.fail('post.title_length', 422, '{"field": "title"}');
  end if;
  files := coalesce(files, '[]');
  stamped := handbook.looks_classified(variadic
    array[new_title, new_lead, new_body, new_source, new_permission] || handbook.file_names(files));
  if stamped and not coalesce(denied, false) then
    perform handbook.fail('post.classified', 409);
  end if;
  m.target_id := target;
  m.category := new_category;
  m.title := new_title;
  m.lead := btrim(coalesce(new_lead, ''));
  m.body := coalesce(new_body, '');
  m.from_press := coalesce(press, false);
  m.source := nullif(btrim(new_source), '');
  m.permission := nullif(btrim(new_permission), '');
  m.stamp_denied := stamped;
  if earlier.id is null then
    if files <> '[]' then -- there is no folder yet in which they could lie
      perform handbook.fail('file.not_found', 422, '{"field": "files"}');
    end if;
    insert into handbook.manuscripts (author_id, unit_id, unit_path, target_id, category, title, lead, body, from_press,
      source, permission, stamp_denied, saved_by)
    values (caller, m.unit_id, '', m.target_id, m.category, m.title, m.lead, m.body, m.from_press,
      m.source, m.permission, m.stamp_denied, caller)
    returning * into m;
    perform handbook.keep_version(m, apart => true);
  elsif m is distinct from earlier or (select coalesce(jsonb_agg(jsonb_build_array(f.object_name, f.file_name, f.alternative) order by f.place), '[]')
        from handbook.manuscript_files f where f.manuscript_id = m.id)
      <> (select coalesce(jsonb_agg(jsonb_build_array(x -> 'object_name', x -> 'file_name', coalesce(x ->> 'alternative', ''))), '[]')
        from jsonb_array_elements(files) x) then
    perform handbook.put_manuscript_files(m.id, files);
    update handbook.manuscripts set target_id = m.target_id, category = m.category, title = m.title, lead = m.lead,
      body = m.body, from_press = m.from_press, source = m.source, permission = m.permission,
      stamp_denied = m.stamp_denied, version = m.version + 1, saved_by = caller, saved_at = now(), updated_at = now()
    where id = m.id returning * into m;
    perform handbook.keep_version(m, apart => coalesce(apart, false));
  end if;
  perform handbook.note_presence(m.id);
  return m;
end $$;

create function handbook.check_manuscript(m handbook.manuscripts) returns void
language plpgsql set search_path = '' as $$
begin
  if length(m.title) not between 3 and 300 then
    perform handbook.fail('post.title_length', 422, '{"field": "title"}');
  elsif m.body !~ '\S' then
    perform handbook.fail('manuscript.body_missing', 422, '{"field": "body"}');
  elsif m.from_press and length(coalesce(m.source, '')) < 3 then
    perform handbook.fail('manuscript.source_missing', 422, '{"field": "source"}');
  elsif m.from_press and length(coalesce(m.permission, '')) < 3 then
    perform handbook.fail('manuscript.permission_missing', 422, '{"field": "permission"}');
  elsif exists (select from handbook.manuscript_files f
                where f.manuscript_id = m.id and f.kind = 'picture' and f.alternative = '') then
    perform handbook.fail('manuscript.alternative_missing', 422, '{"field": "files"}');
  elsif not m.stamp_denied and handbook.looks_classified(variadic array[m.title, m.lead, m.body, m.source, m.permission]) then
    perform handbook.fail('post.classified', 409);
  end if;
end $$;
comment on function handbook.check_manuscript is 'For the owner: what must be there before others are asked to look at a text.';

create function handbook.put_in_print(m handbook.manuscripts, moment timestamptz) returns uuid
language plpgsql set search_path = '' as $$
declare
  new_post uuid;
begin
  perform handbook.check_manuscript(m);
  if (select closed_on from handbook.units where id = m.target_id for share) is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  insert into handbook.posts (unit_id, unit_path, category, state, title, lead, body, source, permission, author_id,
    saved_by, stamp_denied, published_at)
  values (m.target_id, '', m.category, 'published', m.title, m.lead, m.body, m.source, m.permission, m.author_id,
    m.saved_by, m.stamp_denied, moment)
  returning id into new_post;
  update handbook.manuscripts set post_id = new_post where id = m.id; -- whose files are its now
  insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name, content_type, size_bytes, alternative, place)
  select new_post, '', f.kind, f.object_name, f.file_name, f.content_type, f.size_bytes, f.alternative, f.place
  from handbook.manuscript_files f where f.manuscript_id = m.id;
  return new_post;
end $$;
comment on function handbook.put_in_print is 'For the owner: a manuscript becomes a post of the unit it is meant for.';

-- Definer: manuscripts take no direct writes; checks the caller's right by itself, from the table of steps.
create function handbook.step_manuscript(of_manuscript uuid, wanted text, seen_version int, why text, moment timestamptz)
returns handbook.manuscripts
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.manuscripts;
  move handbook.manuscript_steps;
  state_before handbook.manuscript_state;
  desk record;
begin
  select * into m from handbook.manuscripts where id = of_manuscript for update;
  if m.id is null or not handbook.sees_manuscript(m) then
    perform handbook.fail('manuscript.not_found', 404);
  end if;
  state_before := handbook.real_state(m);
  select o.* into move from handbook.steps_open(m) o where o.step = wanted order by o.who = 'author' limit 1;
  if move.step is null then
    if exists (select from handbook.manuscript_steps s where s.step = wanted and state_before = any (s.from_states)
               and s.who not in ('publisher', 'clock')) then
      perform handbook.fail('manuscript.not_yours', 403, jsonb_build_object('state', state_before,
        'owner', (select p.full_name from handbook.members p where p.id = m.owner_id and p.id <> caller and state_before = 'taken')));
    end if;
    perform handbook.fail('manuscript.step_impossible', 409, jsonb_build_object('state', state_before));
  end if;
  -- Nobody sends on, returns or publishes a text that is another by now.
  if m.version is distinct from seen_version and (seen_version is not null or wanted in ('submit', 'pass_up', 'publish', 'schedule', 'return')) then
    perform handbook.fail('manuscript.changed_meanwhile', 409, jsonb_build_object('version', m.version, 'at', m.saved_at,
      'by', (select p.full_name from handbook.members p where p.id = m.saved_by), 'by_me', m.saved_by = caller));
  end if;
  why := nullif(btrim(why), '');
  if move.needs_reason and length(coalesce(why, '')) < 3 or length(why) > 1000 then
    perform handbook.fail('manuscript.reason_missing', 422, '{"field": "reason"}');
  end if;
  if wanted in ('submit', 'pass_up', 'schedule') then
    perform handbook.check_manuscript(m);
  end if;

  if wanted in ('submit', 'pass_up') then
    if wanted = 'submit' and handbook.is_staffed(m.desk_id, m.desk_level) then
      select m.desk_id, m.desk_level as level into desk; -- back to the desk that asked for changes
    elsif wanted = 'submit' then
      select d.desk_id, d.level into desk from handbook.desk_above(m.unit_path, m.target_id) d;
    else
      select d.desk_id, d.level into desk from handbook.desk_above(m.unit_path, m.target_id, m.desk_id, m.desk_level) d;
    end if;
    if desk.desk_id is null then
      perform handbook.fail(case wanted when 'submit' then 'manuscript.no_desk' else 'manuscript.nothing_above' end, 409);
    end if;
    m.desk_id := desk.desk_id;
    m.desk_level := desk.level;
    m.desk_since := clock_timestamp();
    m.owner_id := null;
    insert into handbook.manuscript_desks as d (manuscript_id, unit_id, unit_path, level)
    values (m.id, m.desk_id, '', m.desk_level)
    on conflict (manuscript_id, unit_id, level) do update set since = now();
  elsif wanted in ('take', 'take_over', 'unschedule') then
    m.owner_id := case when move.to_state = 'taken' then caller end;
  elsif wanted in ('release', 'return') then
    m.owner_id := null;
  elsif wanted in ('recall', 'restore') then
    m.desk_id := null;
    m.desk_level := null;
    m.desk_since := null;
    m.owner_id := null;
    delete from handbook.manuscript_desks d where d.manuscript_id = m.id;
  elsif wanted = 'schedule' then
    if moment is null or moment <= now() or moment > now() + interval '1 year' then
      perform handbook.fail('manuscript.time_invalid', 422, '{"field": "at"}');
    end if;
    m.owner_id := caller;
  elsif wanted = 'publish' then
    m.post_id := handbook.put_in_print(m, now());
    m.owner_id := coalesce(m.owner_id, caller);
  end if;
  m.publish_at := case when wanted = 'schedule' then moment end;
  update handbook.manuscripts n set state = move.to_state, desk_id = m.desk_id, desk_level = m.desk_level, desk_since = m.desk_since,
    owner_id = m.owner_id, owned_since = case when m.owner_id is null then null when n.owner_id is distinct from m.owner_id then now()
      else n.owned_since end,
    publish_at = m.publish_at, post_id = m.post_id, updated_at = now()
  where n.id = m.id returning n.* into m;
  update handbook.manuscript_versions v set kept = true where v.manuscript_id = m.id and v.version = m.version;
  delete from handbook.manuscript_presence p where p.manuscript_id = m.id and not handbook.may_write(m) and p.member_id = caller;
  insert into handbook.newsroom_history (manuscript_id, post_id, step, from_state, to_state, done_by, version, reason, details)
  values (m.id, m.post_id, wanted, state_before, m.state, caller, m.version, why, jsonb_strip_nulls(jsonb_build_object(
    'desk_id', m.desk_id, 'desk_level', m.desk_level, 'publish_at', m.publish_at)));
  return m;
end $$;
grant execute on function handbook.note_presence, handbook.write_manuscript, handbook.step_manuscript to authenticated;

-- published posts ------------------------------------------------------------------------------

create function handbook.post_steps_open(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(s.step order by s.step), '[]')
  from handbook.posts p
  join handbook.manuscript_steps s on s.who = 'publisher' and p.state::text = any (s.from_states::text[])
  left join handbook.pins n on n.post_id = p.id and n.pinned_until > now()
  where p.id = of_post and p.unit_path <@ (select handbook.scope('post.publish'))
    and (s.step <> 'pin' or n.post_id is null) and (s.step <> 'unpin' or n.post_id is not null)
$$;
comment on function handbook.post_steps_open is 'Invoker: which steps the caller may take with a post now.';

-- Definer: papers are written by their triggers and here alone; step_post has checked the right, and it is checked again.
create function handbook.correct_facts(of_post uuid, changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  was handbook.documents;
  d handbook.documents;
  before jsonb;
begin
  select x.* into was from handbook.documents x where x.post_id = of_post and x.unit_path <@ handbook.scope('post.publish') for update;
  if was.post_id is null or jsonb_typeof(changes) <> 'object' or exists (
      select from jsonb_each(changes) c where c.key not in
        ('type', 'number', 'issued_on', 'issuing_body', 'signatory', 'valid_from', 'valid_until', 'replaces', 'replaces_text')
        or c.value <> 'null' and (jsonb_typeof(c.value) <> 'string' or c.key = 'replaces')) then
    perform handbook.fail('document.fact_unknown', 422, '{"field": "facts"}');
  end if;
  -- what is empty on the form is not said on the paper
  select jsonb_object_agg(c.key, nullif(btrim(c.value), '')) into changes from jsonb_each_text(changes) c;
  d := jsonb_populate_record(was, coalesce(changes, '{}'));
  if d.number is not null and d.issued_on is null then
    perform handbook.fail('document.date_missing', 422, '{"field": "issued_on"}');
  elsif d.valid_until < d.valid_from then
    perform handbook.fail('document.ends_before_it_begins', 422, '{"field": "valid_until"}');
  elsif length(d.number) > 60 or length(d.issuing_body) > 200 or length(d.signatory) > 120 or length(d.replaces_text) > 300
      or d.replaces is not null and d.replaces_text is not null then
    perform handbook.fail('document.fact_unknown', 422, '{"field": "facts"}');
  end if;
  update handbook.documents x set type = coalesce(d.type, was.type), number = d.number, issued_on = d.issued_on,
    issuing_body = d.issuing_body, signatory = d.signatory, valid_from = d.valid_from, valid_until = d.valid_until,
    replaces = d.replaces, replaces_text = d.replaces_text
  where x.post_id = of_post returning x.* into d;
  select jsonb_object_agg(o.key, o.value) into before
  from jsonb_each(to_jsonb(was)) o where o.key <> 'filed_on' and o.key <> 'replaced_from' and o.value is distinct from to_jsonb(d) -> o.key;
  return before;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  perform handbook.fail('document.fact_unknown', 422, '{"field": "facts"}');
  return null;
end $$;
comment on function handbook.correct_facts is
  'Changes what is said of a published paper; returns what is different now, as it was, or null. A wrong "replaces" can be taken away.';

-- Definer: what is done with published posts is written here alone; checks the caller's right by itself.
create function handbook.step_post(
  of_post uuid, wanted text, why text default null, until_moment timestamptz default null,
  seen_version int default null, new_title text default null, new_lead text default null, new_body text default null, denied boolean default false,
  new_facts jsonb default null
) returns handbook.posts
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  p handbook.posts;
  move handbook.manuscript_steps;
  piece uuid;
  stamped boolean;
  old_facts jsonb;
begin
  select * into p from handbook.posts where id = of_post for update;
  if p.id is null or not coalesce(p.unit_path <@ handbook.scope('post.publish'), false) then
    perform handbook.fail('post.not_found', 404);
  end if;
  select s.* into move from handbook.manuscript_steps s
  where s.step = wanted and s.who = 'publisher' and p.state::text = any (s.from_states::text[]);
  if move.step is null then
    perform handbook.fail('post.step_impossible', 409, jsonb_build_object('state', p.state));
  end if;
  why := nullif(btrim(why), '');
  if move.needs_reason and length(coalesce(why, '')) < 3 or length(why) > 1000 then
    perform handbook.fail('post.reason_missing', 422, '{"field": "reason"}');
  end if;
  if wanted = 'pin' then
    if until_moment is null or until_moment <= now() or until_moment > now() + interval '1 year' then
      perform handbook.fail('post.pin_until_invalid', 422, '{"field": "until"}');
    end if;
    perform pg_advisory_xact_lock(hashtext('handbook.pins ' || p.unit_id));
    delete from handbook.pins n where n.unit_id = p.unit_id and n.pinned_until <= now();
    if (select count(*) from handbook.pins n where n.unit_id = p.unit_id and n.post_id <> p.id)
       >= (handbook.policy('newsroom') ->> 'pins_of_a_unit')::int then
      perform handbook.fail('post.too_many_pins', 409);
    end if;
    insert into handbook.pins (post_id, unit_id, unit_path, pinned_until, pinned_by) values (p.id, p.unit_id, '', until_moment, caller)
    on conflict (post_id) do update set pinned_until = excluded.pinned_until, pinned_by = excluded.pinned_by, pinned_at = now();
  elsif wanted = 'unpin' then
    delete from handbook.pins n where n.post_id = p.id;
    if not found then
      perform handbook.fail('post.step_impossible', 409, jsonb_build_object('state', p.state));
    end if;
  elsif wanted = 'withdraw' then
    delete from handbook.pins n where n.post_id = p.id;
    insert into handbook.withdrawals (post_id, unit_id, category, unit_path, leaders_only, reason, withdrawn_by)
    values (p.id, p.unit_id, p.category, p.unit_path, p.leaders_only, why, caller);
    update handbook.posts set state = 'withdrawn' where id = p.id returning * into p;
  elsif wanted = 'correct' then
    if p.version is distinct from seen_version then
      perform handbook.fail('post.changed_meanwhile', 409, jsonb_build_object('version', p.version, 'at', p.saved_at,
        'by', (select q.full_name from handbook.members q where q.id = p.saved_by), 'by_me', p.saved_by is not distinct from caller));
    end if;
    new_title := btrim(coalesce(new_title, ''));
    new_lead := btrim(coalesce(new_lead, ''));
    new_body := coalesce(new_body, '');
    if length(new_title) not between 3 and 300 then
      perform handbook.fail('post.title_length', 422, '{"field": "title"}');
    end if;
    if new_facts is not null then
      old_facts := handbook.correct_facts(p.id, new_facts);
    end if;
    if (new_title, new_lead, new_body) = (p.title, p.lead, p.body) and old_facts is null then
      perform handbook.fail('post.nothing_corrected', 422, '{"field": "body"}');
    end if;
    stamped := handbook.looks_classified(variadic array[new_title, new_lead, new_body, why]
      || array(select f.value from jsonb_each_text(coalesce(new_facts, '{}')) f where f.value is not null));
    if stamped and not coalesce(denied, false) then
      perform handbook.fail('post.classified', 409);
    end if;
    insert into handbook.post_texts (post_id, unit_path, version, title, lead, body, facts, replaced_by)
    values (p.id, p.unit_path, p.version, p.title, p.lead, p.body, old_facts, caller);
    insert into handbook.post_corrections (post_id, version, note) values (p.id, p.version, why);
    update handbook.posts set title = new_title, lead = new_lead, body = new_body, stamp_denied = p.stamp_denied or stamped,
      version = p.version + 1, saved_by = caller, saved_at = now()
    where id = p.id returning * into p;
  end if;
  if wanted = 'withdraw' then
    update handbook.manuscripts m set state = 'withdrawn', updated_at = now() where m.post_id = p.id returning m.id into piece;
  else
    piece := (select m.id from handbook.manuscripts m where m.post_id = p.id);
  end if;
  insert into handbook.newsroom_history (manuscript_id, post_id, step, from_state, to_state, done_by, version, reason, details)
  values (piece, p.id, wanted, 'published', move.to_state, caller, p.version, why,
    jsonb_strip_nulls(jsonb_build_object('until', case when wanted = 'pin' then until_moment end)));
  return p;
end $$;

-- Definer: names of those who did something with a post, for whoever publishes there.
create function handbook.post_names(of_post uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(m.id, m.full_name), '{}')
  from handbook.posts p
  join lateral (
    select h.done_by as id from handbook.newsroom_history h where h.post_id = p.id
    union select t.replaced_by from handbook.post_texts t where t.post_id = p.id) who on true
  join handbook.members m on m.id = who.id
  where p.id = of_post and p.unit_path <@ (select handbook.scope('post.publish'))
$$;
grant execute on function handbook.post_steps_open, handbook.step_post, handbook.post_names to authenticated;

-- public verbs: manuscripts --------------------------------------------------------------------

create function api.manuscript_places() returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  perform handbook.require_me();
  return handbook.places_to_write();
end $$;
comment on function api.manuscript_places is
  'For which units I may write, and for each for whom it may be meant: the unit and those above it, with the desk that would get it and whether I may publish there. Caller: any member; empty without manuscript.write. Errors: session.ended.';

create function api.manuscript_save(
  key uuid, manuscript_id uuid default null, version int default null, unit_id uuid default null, target_id uuid default null,
  category handbook.post_category default 'news', title text default '', lead text default '', body text default '',
  from_press boolean default false, source text default null, permission text default null, files jsonb default '[]',
  stamp_denied boolean default false, apart boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'manuscript.save', jsonb_build_array(manuscript_id, version, unit_id, target_id,
    category, title, lead, body, from_press, source, permission, files, stamp_denied, apart));
  m handbook.manuscripts;
begin
  if answer is not null then
    return answer;
  end if;
  if manuscript_id is not null then
    m := handbook.seen_manuscript(manuscript_id);
  elsif not exists (select from handbook.units u where u.id = manuscript_save.unit_id
                    and /*lock*/ u.path <@ (select handbook.scope('manuscript.write')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  m := handbook.write_manuscript(manuscript_id, version, unit_id, target_id, category, title, lead, body, from_press,
    source, permission, files, stamp_denied, apart);
  return handbook.remember(key, jsonb_build_object('manuscript_id', m.id, 'version', m.version, 'saved_at', m.saved_at,
    'others', handbook.others_present(m.id)));
end $$;
comment on function api.manuscript_save is
  'Writes a manuscript: a new one of a unit for which I write, or an old one in the version that I opened. apart keeps what was there as a version of its own. Tells who else has it open. Caller: its author while it is a draft or returned; whoever works at the desk while it lies there. Errors: session.ended, unit.not_found, manuscript.not_found, manuscript.not_open (with the state), manuscript.changed_meanwhile (version, by whom and when), manuscript.target_invalid, manuscript.category_invalid, post.title_length, post.classified (unless stamp_denied, which the log keeps), manuscript.too_many_files, file.not_found, write.key_missing, write.key_reused.';

create function api.manuscript_step(
  key uuid, manuscript_id uuid, step text, version int default null, reason text default null, at timestamptz default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'manuscript.step',
    jsonb_build_array(manuscript_id, step, version, reason, at));
  m handbook.manuscripts;
begin
  if answer is not null then
    return answer;
  end if;
  m := handbook.seen_manuscript(manuscript_id);
  m := handbook.step_manuscript(manuscript_id, step, version, reason, at);
  return handbook.remember(key, jsonb_build_object('state', m.state, 'post_id', m.post_id,
    'desk_name', handbook.unit_name(m.desk_id), 'desk_level', m.desk_level));
end $$;
comment on function api.manuscript_step is
  'One of the steps in handbook.manuscript_steps: submit, recall, discard, restore, take, take_over, release, return, pass_up, publish, schedule, unschedule. version: the text that I have seen. Caller: as that table says. Errors: session.ended, manuscript.not_found, manuscript.not_yours (state and owner), manuscript.step_impossible (state), manuscript.changed_meanwhile (version, by whom and when), manuscript.reason_missing, manuscript.time_invalid, manuscript.no_desk, manuscript.nothing_above, post.title_length, manuscript.body_missing, manuscript.source_missing, manuscript.permission_missing, manuscript.alternative_missing, post.classified, unit.closed, write.key_missing, write.key_reused.';

create function api.manuscript_open(manuscript_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  m handbook.manuscripts := handbook.seen_manuscript(manuscript_id);
begin
  perform handbook.note_presence(m.id);
  return handbook.manuscript_card(m);
end $$;
comment on function api.manuscript_open is
  'One manuscript in full: text, files, desk, owner, the steps open to me, who else has it open; notes that I have it open if I may write it. Caller: its author; once submitted, the desks it has come to. Errors: session.ended; manuscript.not_found, the same for what is not there and what is not mine.';

create function api.manuscript_present(manuscript_id uuid, leaving boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  m handbook.manuscripts := handbook.seen_manuscript(manuscript_id);
begin
  perform handbook.note_presence(m.id, leaving);
  return jsonb_build_object('version', m.version, 'state', m.state, 'others', handbook.others_present(m.id));
end $$;
comment on function api.manuscript_present is
  'A sign of life every half minute from whoever edits; tells who else edits, and which version is the last. Caller: as manuscript_open. Errors: session.ended, manuscript.not_found.';

create function api.my_manuscripts(
  before timestamptz default null, before_id uuid default null, page_size int default 20, discarded boolean default false
) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.manuscript_line(m) from handbook.manuscripts m
  where /*lock*/ m.author_id = (select handbook.me()) /*end*/
    and (m.state = 'discarded') = discarded
    and (m.updated_at, m.id) < (case when before is null then 'infinity' else before end,
      case when before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else before_id end)
  order by m.updated_at desc, m.id desc limit least(page_size, 100)
$$;
comment on function api.my_manuscripts is
  'What I have written, with its state, the last changed first; keyset paging by (updated_at, id). Caller: any member. Errors: none, empty without an active member.';

create function api.manuscript_queue(
  show text default 'all', after timestamptz default null, after_id uuid default null, page_size int default 20
) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.manuscript_line(m)
  from handbook.manuscripts m
  join handbook.manuscript_desks d on d.manuscript_id = m.id and d.unit_id = m.desk_id and d.level = m.desk_level
  where m.state in ('submitted', 'taken', 'scheduled')
    and /*lock*/ (d.level = 'editors' and d.unit_path <@ (select handbook.scope('manuscript.edit'))
      or d.level = 'board' and d.unit_path <@ (select handbook.scope('manuscript.decide'))) /*end*/
    and case show
      when 'mine' then m.owner_id = (select handbook.me())
      when 'unclaimed' then handbook.real_state(m) = 'submitted'
      when 'scheduled' then m.state = 'scheduled'
      else true end
    and (m.desk_since, m.id) > (case when after is null then '-infinity' else after end,
      case when after_id is null then '00000000-0000-0000-0000-000000000000' else after_id end)
  order by m.desk_since, m.id limit least(page_size, 100)
$$;
comment on function api.manuscript_queue is
  'What lies at my desks, the oldest first: all, mine, unclaimed, scheduled; keyset paging by (waiting_since, id). Caller: manuscript.edit or manuscript.decide at the desk. Errors: none, empty for others.';

create function api.manuscript_counts() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return (
    select jsonb_build_object(
      'waiting', count(*) filter (where x.state <> 'scheduled'), 'unclaimed', count(*) filter (where x.state = 'submitted'),
      'mine', count(*) filter (where x.owner_id = caller and x.state = 'taken'),
      'scheduled', count(*) filter (where x.state = 'scheduled'),
      'oldest_since', min(x.desk_since) filter (where x.state <> 'scheduled'),
      'returned_to_me', (select count(*) from handbook.manuscripts r where r.author_id = caller and r.state = 'returned'))
    from (
      select handbook.real_state(m) as state, m.owner_id, m.desk_since
      from handbook.manuscripts m
      join handbook.manuscript_desks d on d.manuscript_id = m.id and d.unit_id = m.desk_id and d.level = m.desk_level
      where m.state in ('submitted', 'taken', 'scheduled')
        and /*lock*/ (d.level = 'editors' and d.unit_path <@ (select handbook.scope('manuscript.edit'))
          or d.level = 'board' and d.unit_path <@ (select handbook.scope('manuscript.decide'))) /*end*/
      order by m.desk_since limit 1000) x);
end $$;
comment on function api.manuscript_counts is
  'For a badge: what waits at my desks (up to 1,000), what nobody has taken, what is mine, since when the oldest waits, and what came back to me. Caller: any member. Errors: session.ended.';

create function api.manuscript_history(manuscript_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  m handbook.manuscripts := handbook.seen_manuscript(manuscript_id);
  names jsonb := handbook.manuscript_names(m.id);
begin
  return jsonb_build_object(
    'manuscript_id', m.id, 'title', m.title, 'version', m.version,
    'steps', (select coalesce(jsonb_agg(jsonb_build_object(
        'step', h.step, 'from_state', h.from_state, 'to_state', h.to_state, 'done_at', h.done_at,
        'done_by', names ->> h.done_by::text, 'by_me', h.done_by is not distinct from handbook.me(), 'version', h.version, 'reason', h.reason,
        'desk_name', handbook.unit_name((h.details ->> 'desk_id')::uuid), 'desk_level', h.details ->> 'desk_level',
        'publish_at', h.details -> 'publish_at', 'until', h.details -> 'until') order by h.id), '[]')
      from (select * from handbook.newsroom_history x where x.manuscript_id = m.id order by x.id desc limit 300) h),
    'versions', (select coalesce(jsonb_agg(jsonb_build_object(
        'version', v.version, 'saved_by', names ->> v.saved_by::text, 'by_me', v.saved_by = handbook.me(),
        'begun_at', v.begun_at, 'saved_at', v.saved_at) order by v.version desc), '[]')
      from (select * from handbook.manuscript_versions x where x.manuscript_id = m.id order by x.version desc limit 300) v));
end $$;
comment on function api.manuscript_history is
  'Every step of a manuscript, who, when and why, and its versions without their texts. Caller: as manuscript_open. Errors: session.ended, manuscript.not_found.';

create function api.manuscript_versions(manuscript_id uuid, versions int[]) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  m handbook.manuscripts := handbook.seen_manuscript(manuscript_id);
  names jsonb := handbook.manuscript_names(m.id);
begin
  return (select coalesce(jsonb_agg(jsonb_build_object(
      'version', v.version, 'saved_by', names ->> v.saved_by::text, 'by_me', v.saved_by = handbook.me(), 'begun_at', v.begun_at,
      'saved_at', v.saved_at, 'title', v.title, 'lead', v.lead, 'body', v.body, 'source', v.source, 'permission', v.permission,
      'files', v.files) order by v.version), '[]')
    from handbook.manuscript_versions v where v.manuscript_id = m.id and v.version = any (versions[1:10]));
end $$;
comment on function api.manuscript_versions is
  'The texts of up to ten versions of a manuscript, to be compared. Caller: as manuscript_open. Errors: session.ended, manuscript.not_found.';

-- public verbs: published posts ----------------------------------------------------------------

create function api.post_step(key uuid, post_id uuid, step text, reason text default null, until timestamptz default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'post.step',
    jsonb_build_array(post_id, step, reason, until));
  p handbook.posts;
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.posts x where x.id = post_step.post_id
                 and /*lock*/ x.unit_path <@ (select handbook.scope('post.publish')) /*end*/) then
    perform handbook.fail('post.not_found', 404);
  end if;
  if step not in ('pin', 'unpin', 'withdraw') then
    perform handbook.fail('post.step_impossible', 409);
  end if;
  p := handbook.step_post(post_id, step, reason, until);
  return handbook.remember(key, jsonb_build_object('post_id', p.id, 'state', p.state));
end $$;
comment on function api.post_step is
  'Pins a published post until a time, unpins it, or withdraws it with a reason that a link to it then shows. Caller: post.publish at its unit. Errors: session.ended, post.not_found, post.step_impossible (state), post.reason_missing, post.pin_until_invalid, post.too_many_pins, write.key_missing, write.key_reused.';

create function api.post_correct(
  key uuid, post_id uuid, version int, title text, lead text, body text, note text, stamp_denied boolean default false,
  facts jsonb default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'post.correct',
    jsonb_build_array(post_id, version, title, lead, body, note, stamp_denied, facts));
  p handbook.posts;
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.posts x where x.id = post_correct.post_id
                 and /*lock*/ x.unit_path <@ (select handbook.scope('post.publish')) /*end*/) then
    perform handbook.fail('post.not_found', 404);
  end if;
  p := handbook.step_post(post_id, 'correct', note, null, version, title, lead, body, stamp_denied, facts);
  return handbook.remember(key, jsonb_build_object('post_id', p.id, 'version', p.version));
end $$;
comment on function api.post_correct is
  'Corrects the text of a published post, and of a paper those facts that are given (type, number, issued_on, issuing_body, signatory, valid_from, valid_until, replaces_text; replaces can be taken away), with a note that readers see; what it said before stays in its history. Caller: post.publish at its unit. Errors: session.ended, post.not_found, post.step_impossible (state), post.reason_missing, post.changed_meanwhile (version, by whom and when), post.title_length, post.nothing_corrected, post.classified (unless stamp_denied), document.fact_unknown, document.date_missing, document.ends_before_it_begins, write.key_missing, write.key_reused.';

create function api.post_history(post_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  names jsonb := handbook.post_names(post_id);
begin
  if not exists (select from handbook.posts x where x.id = post_history.post_id
                 and /*lock*/ x.unit_path <@ (select handbook.scope('post.publish')) /*end*/) then
    perform handbook.fail('post.not_found', 404);
  end if;
  return jsonb_build_object(
    'post_id', post_id,
    'manuscript_id', (select m.id from handbook.manuscripts m where m.post_id = post_history.post_id),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object(
        'step', h.step, 'from_state', h.from_state, 'to_state', h.to_state, 'done_at', h.done_at,
        'done_by', names ->> h.done_by::text, 'by_me', h.done_by is not distinct from caller, 'version', h.version, 'reason', h.reason,
        'until', h.details -> 'until') order by h.id), '[]')
      from handbook.newsroom_history h where h.post_id = post_history.post_id
        and exists (select from handbook.posts x where x.id = h.post_id and x.unit_path <@ (select handbook.scope('post.publish')))),
    'texts', (select coalesce(jsonb_agg(jsonb_build_object(
        'version', t.version, 'title', t.title, 'lead', t.lead, 'body', t.body, 'facts', t.facts, 'replaced_at', t.replaced_at,
        'replaced_by', names ->> t.replaced_by::text) order by t.version desc), '[]')
      from handbook.post_texts t where t.post_id = post_history.post_id));
end $$;
comment on function api.post_history is
  'What was done with a published post, by whom and why, and what it said before its corrections. Caller: post.publish at its unit. Errors: session.ended, post.not_found.';

-- the clock ------------------------------------------------------------------------------------

create function api.publish_due() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  m handbook.manuscripts;
  patience interval := make_interval(secs => (handbook.policy('newsroom') ->> 'late_seconds')::int);
  new_post uuid;
  why text;
  printed int := 0;
  failed int := 0;
begin
  -- Several processes come at once: each takes what no other holds; a row is due no more once it is published.
  for m in select * from handbook.manuscripts d where d.state = 'scheduled' and d.publish_at <= now()
           order by d.publish_at limit 20 for update skip locked loop
    begin
      -- At the minute that was promised; after a downtime at the real one, or it would appear among what is read.
      new_post := handbook.put_in_print(m, case when m.publish_at > now() - patience then m.publish_at else now() end);
      update handbook.manuscripts n set state = 'published', publish_at = null, updated_at = now() where n.id = m.id;
      insert into handbook.newsroom_history (manuscript_id, post_id, step, from_state, to_state, version, details)
      values (m.id, new_post, 'publish_due', 'scheduled', 'published', m.version, jsonb_build_object('publish_at', m.publish_at));
      printed := printed + 1;
    exception
    -- The database was busy, the text isn't at fault: it stays due and the next turn tries again.
    when serialization_failure or deadlock_detected or lock_not_available then null;
    when others then
      get stacked diagnostics why = message_text;
      update handbook.manuscripts n set state = 'returned', publish_at = null, owner_id = null, owned_since = null, updated_at = now()
      where n.id = m.id;
      insert into handbook.newsroom_history (manuscript_id, step, from_state, to_state, version, reason, details)
      values (m.id, 'publish_fail', 'scheduled', 'returned', m.version, left(why, 200), jsonb_build_object('publish_at', m.publish_at));
      failed := failed + 1;
    end;
  end loop;
  return jsonb_build_object('published', printed, 'failed', failed);
end $$;
comment on function api.publish_due is
  'Publishes the manuscripts whose time has come, each once, however many ask; what can''t be published goes back to its author with the reason. Errors: none. Service only.';

grant execute on function api.manuscript_places, api.manuscript_save, api.manuscript_step, api.manuscript_open, api.manuscript_present,
  api.my_manuscripts, api.manuscript_queue, api.manuscript_counts, api.manuscript_history, api.manuscript_versions,
  api.post_step, api.post_correct, api.post_history to authenticated;
grant execute on function api.publish_due to service_role;

-- the feed -------------------------------------------------------------------------------------

-- What the library holds is not news: a hundred papers filed in one night must not be walked through by everybody.
drop index handbook.posts_feed;
create index posts_feed_news on handbook.posts (unit_id, published_at desc, id desc)
  where state = 'published' and category <> 'document';
-- Beneath row security an index is asked for an enum's value by no plan (its equality is not leakproof), for a number's it is.
alter table handbook.posts add column category_no smallint not null
  generated always as (array_position('{news,study,directive,notice,document}'::handbook.post_category[], category)) stored;
comment on column handbook.posts.category_no is 'The category as a number, for the index of the feed of one category.';
drop index handbook.posts_feed_by_category;
create index posts_feed_by_category on handbook.posts (unit_id, category_no, published_at desc, id desc)
  where state = 'published';

-- Definer: the units whose posts are for the caller, and what is pinned there; which of that is, the posts' policies say.
create function handbook.my_feed(of_unit uuid, out unit_ids uuid[], out paths text[], out names text[],
                                 out pinned uuid[], out untils timestamptz[])
language sql stable security definer set search_path = '' as $$
  with mine as materialized (select f.* from handbook.my_feed_units() f where of_unit is null or f.unit_id = of_unit)
  select u.*, p.*
  from (select array_agg(mine.unit_id), array_agg(mine.path), array_agg(mine.name) from mine) u,
    (select coalesce(array_agg(n.post_id), '{}'), coalesce(array_agg(n.pinned_until), '{}')
     from mine join handbook.pins n on n.unit_id = mine.unit_id and n.pinned_until > now()) p
$$;
grant execute on function handbook.my_feed to authenticated;

create type handbook.feed_line as (
  post_id uuid, category handbook.post_category, title text, lead text, unit_name text, published_at timestamptz,
  leaders_only boolean, unread boolean, cover text, cover_alternative text, nearness int, pinned_until timestamptz);

drop function api.feed;
create function api.feed(
  category handbook.post_category default null,
  before timestamptz default null, before_id uuid default null, page_size int default 20,
  before_nearness int default null, unit_id uuid default null
) returns setof handbook.feed_line
-- Day by day; within a day the nearest unit first, then time. So each unit's posts still come in one piece from its
-- own index, below a bound that follows from the last line seen. Plans are made once: beneath policies that takes longer
-- than the feed itself.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  own record;
  pinned uuid[];
  fresh timestamptz := now() - make_interval(days => (handbook.policy('reading.kept') ->> 'days')::int);
  seen_day timestamptz := date_trunc('day', before, 'Asia/Ho_Chi_Minh');
  seen_near int := before_nearness;
  wanted_no smallint := array_position('{news,study,directive,notice,document}'::handbook.post_category[], feed.category);
begin
  select * into own from handbook.my_feed(feed.unit_id); -- asked once: it takes as long as the page itself
  pinned := own.pinned;
  if before is null and pinned <> '{}' then
    return query
      select p.id, p.category, p.title, p.lead, mine.name, p.published_at, p.leaders_only,
      p.published_at > fresh
        and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = (select handbook.me())),
      c.object_name, c.alternative, length(mine.path) / 5, n.pinned_until
      from unnest(pinned, own.untils) as n(post_id, pinned_until)
      -- from the few pins to their posts: of a whole unit's posts of a category the way back would be long
      cross join lateral (
        select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only, p.unit_id
        from handbook.posts p
        where p.id = n.post_id and p.state = 'published'
          and (feed.category is null and p.category <> 'document' or p.category = feed.category)
          and /*lock*/ (not p.leaders_only or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
          or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) /*end*/
        offset 0) p
      join unnest(own.unit_ids, own.paths, own.names) as mine(unit_id, path, name) on mine.unit_id = p.unit_id
  left join lateral (
      select a.object_name, a.alternative from handbook.attachments a
      where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
      order by length(mine.path) desc, p.published_at desc, p.id desc;
  elsif seen_near is null and before_id is not null then
    select length(p.unit_path) / 5 into seen_near from handbook.posts p where p.id = before_id;
  end if;
  return query
    with page as materialized (
      select p.*, mine.name, mine.near
      from (
        select f.unit_id, f.name, length(f.path) / 5 as near,
          case when before is null then 'infinity'
            when length(f.path) / 5 > seen_near then seen_day
            when length(f.path) / 5 < seen_near then seen_day + interval '1 day'
            else before end as bound,
          case when length(f.path) / 5 <> seen_near then '00000000-0000-0000-0000-000000000000'
            when before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
            else before_id end as bound_id
        from unnest(own.unit_ids, own.paths, own.names) as f(unit_id, path, name)) mine
      cross join lateral (
        -- two branches, of which one is never begun: each has an index of its own
        (select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only
        from handbook.posts p
        where p.unit_id = mine.unit_id and p.state = 'published' and feed.category is null and p.category <> 'document'
          -- what is for leaders is rare, so their paths and scopes are asked for only when one is met
          and /*lock*/ (not p.leaders_only or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
          or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) /*end*/
          and (p.published_at, p.id) < (mine.bound, mine.bound_id) and p.id <> all (pinned)
        order by p.published_at desc, p.id desc
        limit least(page_size, 100))
        union all
        (select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only
        from handbook.posts p
        where p.unit_id = mine.unit_id and p.state = 'published' and feed.category is not null and p.category_no = wanted_no
          -- what is for leaders is rare, so their paths and scopes are asked for only when one is met
          and /*lock*/ (not p.leaders_only or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
          or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) /*end*/
          and (p.published_at, p.id) < (mine.bound, mine.bound_id) and p.id <> all (pinned)
        order by p.published_at desc, p.id desc
        limit least(page_size, 100))) p
      order by date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') desc, mine.near desc, p.published_at desc, p.id desc
      limit least(page_size, 100))
    select p.id, p.category, p.title, p.lead, p.name, p.published_at, p.leaders_only,
      p.published_at > fresh
        and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = (select handbook.me())),
      c.object_name, c.alternative, p.near, null::timestamptz
    from page p
    left join lateral (
      select a.object_name, a.alternative from handbook.attachments a
      where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
    order by date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') desc, p.near desc, p.published_at desc, p.id desc;
end $$;
comment on function api.feed is
  'Posts for me: of my unit and of those above. On the first page what is pinned, nearest unit first; then day by day, within a day the nearest unit first, then the newest; keyset paging by the last line''s (published_at, post_id, nearness). unit_id: of one of these units alone. Caller: any member. Errors: none, empty without an active member.';
grant execute on function api.feed to authenticated;

create or replace function api.post_open(post_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  found_post handbook.posts;
  gone handbook.withdrawals;
begin
  select * into found_post from handbook.posts p
  where p.id = post_open.post_id and /*lock*/ (
    p.unit_path <@ (select handbook.scope('post.publish'))
    or p.state = 'published' and (
      p.unit_path = any (handbook.my_paths(as_leader => p.leaders_only))
      or p.unit_path <@ (select handbook.scope('post.oversee')))) /*end*/;
  if found_post.id is null or found_post.state = 'withdrawn' then
    select * into gone from handbook.withdrawals w where w.post_id = post_open.post_id; -- row security cuts it
    if found_post.id is null and gone.post_id is null then
      perform handbook.fail('post.not_found', 404);
    end if;
  end if;
  if found_post.id is null then
    return jsonb_build_object('post_id', gone.post_id, 'version', 0, 'unit_id', gone.unit_id, 'unit_name', handbook.unit_name(gone.unit_id),
      'category', gone.category, 'state', 'withdrawn', 'title', '', 'lead', '', 'body', '', 'source', null, 'permission', null,
      'leaders_only', gone.leaders_only, 'published_at', null, 'attachments', '[]'::jsonb, 'directive', null, 'document', null, 'corrections', '[]'::jsonb,
      'pinned_until', null, 'withdrawn', jsonb_build_object('reason', gone.reason, 'at', gone.withdrawn_at),
      'steps', '[]'::jsonb, 'may_track', false, 'may_publish', false);
  end if;
  return jsonb_build_object(
    'post_id', found_post.id, 'version', found_post.version, 'unit_id', found_post.unit_id, 'unit_name', handbook.unit_name(found_post.unit_id),
    'category', found_post.category, 'state', found_post.state, 'title', found_post.title, 'lead', found_post.lead,
    'body', found_post.body, 'source', found_post.source, 'permission', found_post.permission, 'leaders_only', found_post.leaders_only,
    'published_at', found_post.published_at,
    'attachments', handbook.attachments_of(found_post.id),
    'directive', handbook.directive_of(found_post.id),
    'document', handbook.document_of(found_post.id),
    'reading', handbook.reading_of(found_post.id),
    'counts', case when found_post.state = 'published' then handbook.mark_read(found_post.id) end,
    'corrections', case when found_post.version > 1 then (
      select coalesce(jsonb_agg(jsonb_build_object('note', c.note, 'at', c.corrected_at) order by c.version desc), '[]')
      from handbook.post_corrections c where c.post_id = found_post.id) else '[]'::jsonb end,
    'pinned_until', (select n.pinned_until from handbook.pins n where n.post_id = found_post.id and n.pinned_until > now()),
    'withdrawn', case when gone.post_id is not null then jsonb_build_object('reason', gone.reason, 'at', gone.withdrawn_at) end,
    'steps', handbook.post_steps_open(found_post.id),
    'may_track', handbook.path_range(found_post.unit_path, found_post.unit_path || '~')
      && handbook.scope('directive.track'),
    'may_publish', found_post.state = 'draft' and found_post.unit_path <@ handbook.scope('post.publish'));
end $$;
comment on function api.post_open is
  'One post in full, with its corrections and what I may do with it; marks it read for me and says what there is to count. Of a withdrawn one whom it was for is told the reason and nothing of the text. Caller: whom the post is for, the offices above its unit, its publishers. Errors: session.ended; post.not_found, the same for what is not there and what is not mine.';

notify pgrst, 'reload schema';
