-- Tasks: what a cell asks of its members, and their answers, until it is done.

create type handbook.task_source as enum ('resolution', 'meeting', 'directive', 'manual');
create type handbook.task_weight as enum ('light', 'ordinary', 'heavy');
create type handbook.task_repeat as enum ('never', 'weekly', 'monthly', 'quarterly');
create type handbook.task_part as enum ('main', 'helper');
create type handbook.task_state as enum ('assigned', 'change_asked', 'accepted', 'handed_in', 'returned', 'done', 'cancelled');

-- tables ---------------------------------------------------------------------------------------

create table handbook.residence_contacts (
  member_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  since date not null,
  until date,
  entered_by uuid references handbook.members,
  entered_at timestamptz not null default now(),
  primary key (member_id, unit_id),
  check (until is null or until >= since)
);
comment on table handbook.residence_contacts is
  'Members introduced to the cell of the place where they live (213-QD/TW): that cell may give them tasks, and sees their names.';
create index residence_contacts_by_unit on handbook.residence_contacts (unit_id) where until is null;

create table handbook.tasks (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  title text not null check (title = btrim(title) and length(title) between 3 and 200),
  why text not null default '' check (length(why) <= 1000),
  details text not null default '' check (length(details) <= 10000),
  source handbook.task_source not null default 'manual',
  source_note text check (length(source_note) <= 200),
  post_id uuid references handbook.posts,
  weight handbook.task_weight not null default 'ordinary',
  due_on date not null,
  repeat handbook.task_repeat not null default 'never',
  repeat_until date,
  series_id uuid not null,
  series_no int not null default 0,
  stamp_denied boolean not null default false,
  created_by uuid references handbook.members,
  created_at timestamptz not null default now(),
  unique (series_id, series_no),
  check ((repeat = 'never') = (repeat_until is null))
);
comment on table handbook.tasks is 'What is asked, why and by when. One row a turn: a task that repeats is a series.';
comment on column handbook.tasks.unit_id is 'The cell, or the cell group whose leader assigns it.';
comment on column handbook.tasks.due_on is 'Last day, in Asia/Ho_Chi_Minh; of a series that of the first turn decides the day of the month.';
comment on column handbook.tasks.post_id is 'The directive from which the task comes.';
comment on column handbook.tasks.stamp_denied is
  'The text looks like that of a classified paper; whoever assigned it has confirmed that it is none.';
create index tasks_by_unit on handbook.tasks (unit_path, due_on, id);
create index tasks_by_post on handbook.tasks (post_id) where post_id is not null;
create index tasks_that_repeat on handbook.tasks (due_on) where repeat <> 'never';

create table handbook.task_assignments (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references handbook.tasks,
  member_id uuid not null references handbook.members,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  part handbook.task_part not null default 'main',
  state handbook.task_state not null default 'assigned',
  due_on date not null,
  year int not null,
  percent smallint not null default 0 check (percent between 0 and 100),
  time_asked date,
  handed_in_on date,
  done_at timestamptz,
  beyond boolean not null default false,
  seen_at timestamptz,
  version int not null default 1,
  unique (task_id, member_id),
  check (part = 'main' or state in ('assigned', 'done', 'cancelled')),
  check ((state = 'done') = (done_at is not null))
);
comment on table handbook.task_assignments is 'Who does a task (main), and who helps with it (helper: sees it and may add words).';
comment on column handbook.task_assignments.state is 'Of whoever helps: assigned while somebody is at the task, then done or cancelled with it.';
comment on column handbook.task_assignments.unit_path is 'Of the unit that assigned it: the residence cell, if it did.';
comment on column handbook.task_assignments.due_on is 'As the task''s, or later when more time was given.';
comment on column handbook.task_assignments.handed_in_on is 'The day of the last handing in: on time when it is not after due_on.';
comment on column handbook.task_assignments.beyond is 'Beyond the target, in the words and name of whoever accepted the result.';
comment on column handbook.task_assignments.seen_at is 'When the member first opened it; shown to the member alone.';
create index task_assignments_by_member on handbook.task_assignments (member_id, year, due_on);
create index task_assignments_open on handbook.task_assignments (unit_path, due_on)
  where part = 'main' and state not in ('done', 'cancelled');

create table handbook.task_events (
  id bigint generated always as identity primary key,
  assignment_id uuid not null references handbook.task_assignments,
  member_id uuid not null references handbook.members,
  step text not null,
  state_before handbook.task_state not null,
  state_after handbook.task_state not null,
  words text check (length(words) <= 4000),
  percent smallint,
  until date,
  actor_id uuid references handbook.members,
  about_id uuid references handbook.members,
  proxy boolean not null default false,
  revoked_at timestamptz,
  at timestamptz not null default now()
);
comment on table handbook.task_events is 'The history of an assignment: only added to, but for the member''s own revoking of what a proxy entered.';
comment on column handbook.task_events.member_id is 'Whose assignment it is.';
comment on column handbook.task_events.about_id is 'Who joined or left the task, as those who stay are told.';
comment on column handbook.task_events.proxy is 'The actor entered what the member said.';
create index task_events_by_assignment on handbook.task_events (assignment_id, id);

create table handbook.task_files (
  object_name text primary key,
  assignment_id uuid not null references handbook.task_assignments,
  event_id bigint not null references handbook.task_events,
  member_id uuid not null references handbook.members,
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null,
  size_bytes int not null check (size_bytes > 0),
  stamp_denied boolean not null default false
);
comment on table handbook.task_files is 'A picture or paper that goes with a report; as private as the assignment.';
create index task_files_by_assignment on handbook.task_files (assignment_id);

create table handbook.task_tallies (
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  year int not null,
  given int not null default 0,
  done int not null default 0,
  on_time int not null default 0,
  beyond int not null default 0,
  primary key (unit_id, year)
);
comment on table handbook.task_tallies is 'Per unit and year, maintained: tasks given and not cancelled, done, on time, beyond target. No persons.';
create index task_tallies_by_path on handbook.task_tallies (unit_path, year) include (given, done, on_time, beyond);

-- the legal steps --------------------------------------------------------------------------------

create table handbook.task_steps (
  step text primary key,
  done_by text not null check (done_by in ('member', 'assigner', 'either')),
  from_states handbook.task_state[] not null,
  to_state handbook.task_state,
  needs_words boolean not null default false,
  needs_date boolean not null default false,
  by_proxy boolean not null default false,
  position int not null unique
);
comment on table handbook.task_steps is
  'THE table of what may follow what. done_by member: the one who does the task (or a proxy where by_proxy); assigner: who may assign there, never for the own task; to_state null: the state stays.';
insert into handbook.task_steps (step, done_by, from_states, to_state, needs_words, needs_date, by_proxy, position) values
  ('accept',      'member',   '{assigned}',                                                    'accepted',     false, false, true,  1),
  ('ask_change',  'member',   '{assigned,accepted,returned}',                                  'change_asked', true,  false, true,  2),
  ('report',      'member',   '{assigned,accepted,returned}',                                  'accepted',     false, false, true,  3),
  ('hand_in',     'member',   '{assigned,accepted,returned}',                                  'handed_in',    false, false, true,  4),
  ('take_back',   'member',   '{handed_in,change_asked}',                                      'accepted',     false, false, true,  5),
  ('ask_time',    'member',   '{assigned,accepted,returned}',                                  null,           true,  true,  true,  6),
  ('comment',     'either',   '{assigned,change_asked,accepted,handed_in,returned,done}',      null,           true,  false, true,  7),
  ('keep',        'assigner', '{change_asked}',                                                'assigned',     true,  false, false, 8),
  ('give_time',   'assigner', '{assigned,change_asked,accepted,handed_in,returned}',           null,           false, true,  false, 9),
  ('refuse_time', 'assigner', '{assigned,change_asked,accepted,returned}',                     null,           true,  false, false, 10),
  ('approve',     'assigner', '{handed_in}',                                                   'done',         false, false, false, 11),
  ('return',      'assigner', '{handed_in}',                                                   'returned',     true,  false, false, 12),
  ('reopen',      'assigner', '{done}',                                                        'returned',     true,  false, false, 13),
  ('cancel',      'assigner', '{assigned,change_asked,accepted,handed_in,returned}',           'cancelled',    true,  false, false, 14);
alter table handbook.task_steps enable row level security;
create policy "what may follow what is no secret" on handbook.task_steps for select to authenticated using (true);
grant select on handbook.task_steps to authenticated;

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('task.near_due', '2026-01-01', 'Cài đặt của phần mềm', '{"days": 3}'),
  ('task.load', '2026-01-01', 'Cài đặt của phần mềm', '{"many": 4}');

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, reach::handbook.reach
from (values
  ('{secretary,deputy_secretary}', '{cell}', '{task.assign,residence.write}', 'subtree'),
  ('{cell_group_leader}', '{cell_group}', '{task.assign}', 'unit'),
  ('{secretary,deputy_secretary,organisation_staff,office_staff,inspection_staff}',
   '{city,ward,grassroots_body,sub_committee}', '{task.oversee}', 'subtree')
) as sentences(roles, kinds, capabilities, reach),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;

-- grants, triggers -------------------------------------------------------------------------------

grant select on handbook.residence_contacts, handbook.tasks, handbook.task_assignments, handbook.task_events,
  handbook.task_files, handbook.task_tallies to authenticated;

-- Definer: the path is the tree's, never the writer's.
create function handbook.task_follows_unit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select path into strict new.unit_path from handbook.units where id = new.unit_id;
  return new;
end $$;
create trigger task_follows_unit before insert or update of unit_id, unit_path on handbook.tasks
  for each row execute function handbook.task_follows_unit();
create trigger task_follows_unit before insert or update of unit_id, unit_path on handbook.residence_contacts
  for each row execute function handbook.task_follows_unit();
create trigger task_follows_unit before insert or update of unit_id, unit_path on handbook.task_assignments
  for each row execute function handbook.task_follows_unit();

-- Definer: tallies are written by this trigger alone.
create function handbook.tally_tasks() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was handbook.task_assignments := case when tg_op <> 'INSERT' then old end;
  is_now handbook.task_assignments := case when tg_op <> 'DELETE' then new end;
begin
  insert into handbook.task_tallies as t (unit_id, unit_path, year, given, done, on_time, beyond)
  select c.unit_id, c.unit_path, c.year, sum(c.given), sum(c.done), sum(c.on_time), sum(c.beyond)
  from (
    select (a).unit_id, (a).unit_path, (a).year, sign * ((a).state <> 'cancelled')::int as given, sign * ((a).state = 'done')::int as done,
      sign * ((a).state = 'done' and (a).handed_in_on <= (a).due_on)::int as on_time, sign * ((a).state = 'done' and (a).beyond)::int as beyond
    from (values (was, -1), (is_now, 1)) as change(a, sign)
    where (a).id is not null and (a).part = 'main'
  ) c group by 1, 2, 3
  on conflict (unit_id, year) do update set given = t.given + excluded.given, done = t.done + excluded.done,
    on_time = t.on_time + excluded.on_time, beyond = t.beyond + excluded.beyond;
  return null;
end $$;
create trigger tally_tasks after insert or delete or update of state, due_on, handed_in_on, beyond, unit_id, year
  on handbook.task_assignments for each row execute function handbook.tally_tasks();

create trigger audit_row after insert or update or delete on handbook.residence_contacts
  for each row execute function handbook.audit_row('member_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.tasks
  for each row execute function handbook.audit_row('id', '');
create trigger audit_stamp_denial after insert on handbook.tasks
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', '', 'title');
create trigger audit_row after insert or update or delete on handbook.task_assignments
  for each row execute function handbook.audit_row('id', 'member_id', 'seen_at');
create trigger audit_row after insert or update or delete on handbook.task_events
  for each row execute function handbook.audit_row('id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.task_files
  for each row execute function handbook.audit_row('object_name', 'member_id');
create trigger audit_stamp_denial after insert on handbook.task_files
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('object_name', 'member_id', 'file_name');

-- row level security -------------------------------------------------------------------------------

-- Definer: asked by the policies of tasks about assignments, whose own policies ask about tasks.
create function handbook.my_task_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.task_id), '{}') from handbook.task_assignments a where a.member_id = handbook.me()
$$;
grant execute on function handbook.my_task_ids to authenticated;

alter table handbook.residence_contacts enable row level security;
alter table handbook.tasks enable row level security;
alter table handbook.task_assignments enable row level security;
alter table handbook.task_events enable row level security;
alter table handbook.task_files enable row level security;
alter table handbook.task_tallies enable row level security;

create policy "a member sees the own residence contact" on handbook.residence_contacts
  for select to authenticated using (member_id = (select handbook.me()));
create policy "both cells see a residence contact" on handbook.residence_contacts
  for select to authenticated using (
    unit_path <@ (select handbook.scope('task.assign'))
    or handbook.member_path(member_id) <@ (select handbook.scope('residence.write')));
create policy "whoever takes part sees the task" on handbook.tasks
  for select to authenticated using (id = any ((select handbook.my_task_ids())::uuid[]));
create policy "those who assign there see the task" on handbook.tasks
  for select to authenticated using (unit_path <@ (select handbook.scope('task.assign')));
create policy "whoever takes part sees the own assignment" on handbook.task_assignments
  for select to authenticated using (member_id = (select handbook.me()));
create policy "those who assign there see who does what" on handbook.task_assignments
  for select to authenticated using (unit_path <@ (select handbook.scope('task.assign')));
create policy "the history is the member's and the assigners'" on handbook.task_events
  for select to authenticated using (
    member_id = (select handbook.me())
    or exists (select from handbook.task_assignments a
               where a.id = assignment_id and a.unit_path <@ (select handbook.scope('task.assign'))));
create policy "files of a report are the member's and the assigners'" on handbook.task_files
  for select to authenticated using (
    member_id = (select handbook.me())
    or exists (select from handbook.task_assignments a
               where a.id = assignment_id and a.unit_path <@ (select handbook.scope('task.assign'))));
create policy "counts are for those who assign there and the offices above" on handbook.task_tallies
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('task.assign', 'task.oversee'))));

-- storage ------------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('tasks', 'tasks', false, 10485760, array['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])
on conflict (id) do nothing;

create policy "handbook: a file of a report is as private as the report" on storage.objects
  for select to authenticated using (
    bucket_id = 'tasks' and exists (select from handbook.task_files f where f.object_name = name));
create policy "handbook: who reports sees what was just uploaded" on storage.objects
  for select to authenticated using (
    bucket_id = 'tasks' and not exists (select from handbook.task_files f where f.object_name = name)
    and (split_part(name, '/', 1) = (select handbook.me())::text
         or handbook.evidence_path(name) <@ (select handbook.scope('record.proxy'))));
create policy "handbook: a member or a proxy uploads for a report" on storage.objects
  for insert to authenticated with check (
    bucket_id = 'tasks'
    and (split_part(name, '/', 1) = (select handbook.me())::text
         or handbook.evidence_path(name) <@ (select handbook.scope('record.proxy'))));

-- private helpers ----------------------------------------------------------------------------------

create function handbook.today() returns date
language sql stable set search_path = '' as $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date $$;
comment on function handbook.today is 'The day it is for people: in Asia/Ho_Chi_Minh.';

create function handbook.task_turn(first_due date, repeat handbook.task_repeat, turn int) returns date
language sql immutable set search_path = '' as $$
  select (first_due + turn * case repeat when 'weekly' then interval '1 week'
    when 'monthly' then interval '1 month' when 'quarterly' then interval '3 months' else interval '0' end)::date
$$;
comment on function handbook.task_turn is
  'The due day of a turn of a series, counted from the first: the 31st becomes a month''s last day and the 31st again.';

-- Definer: who may be given a task by a unit: members of the cell or group, and those who live with it.
create function handbook.task_candidates(of_unit uuid)
returns table (member_id uuid, full_name text, sort_key text, activity_exempt boolean, working_away boolean, resident boolean,
  group_id uuid, group_name text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.full_name, m.sort_key, m.activity_exempt, m.working_away, m.unit_id <> of_unit and m.group_id is distinct from of_unit,
    g.id, g.name
  from handbook.units u
  join handbook.members m on m.life_state = 'active' and (m.unit_id = u.id or m.group_id = u.id
    or m.id in (select r.member_id from handbook.residence_contacts r where r.unit_id = u.id and r.until is null))
  left join handbook.units g on g.id = m.group_id and g.parent_id = u.id
  where u.id = of_unit and u.path <@ (select handbook.scope('task.assign'))
$$;

-- Definer: names of those who take part in a task, for them and for those who assign there.
create function handbook.task_people(of_task uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'part', a.part)
    order by a.part, m.sort_key), '[]')
  from handbook.task_assignments a join handbook.members m on m.id = a.member_id
  where a.task_id = of_task and a.state <> 'cancelled'
    and exists (select from handbook.tasks t where t.id = of_task
      and (t.id = any (handbook.my_task_ids()) or t.unit_path <@ handbook.scope('task.assign')))
$$;

create function handbook.may_answer_for(a handbook.task_assignments) returns boolean
language sql stable set search_path = '' as $$
  select a.member_id = handbook.me() or handbook.member_path(a.member_id) <@ handbook.scope('record.proxy')
$$;
comment on function handbook.may_answer_for is
  'Whether the caller answers in this assignment: the member, or a proxy of the member''s cell (who enters what was said).';

create function handbook.task_steps_open(a handbook.task_assignments) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(s.step order by s.position), '{}')
  from handbook.task_steps s,
    (select a.member_id = handbook.me() as mine, a.unit_path <@ handbook.scope('task.assign') as assigns,
       handbook.member_path(a.member_id) <@ handbook.scope('record.proxy') as stands_in) who
  where case a.part when 'helper' then s.step = 'comment' and (mine or assigns) or s.step = 'cancel' and assigns and not mine
      else a.state = any (s.from_states) end
    and case s.done_by
      when 'member' then mine or stands_in and s.by_proxy
      when 'assigner' then assigns and not mine
      else mine or assigns or stands_in end
    and (s.step <> 'refuse_time' or a.time_asked is not null)
$$;
comment on function handbook.task_steps_open is 'The steps of handbook.task_steps that the caller may take now. Nobody judges the own work.';

-- Definer: asks whether the member is exempt, who is never late.
create function handbook.task_is_late(a handbook.task_assignments) returns boolean
language sql stable security definer set search_path = '' as $$
  select a.part = 'main' and a.state not in ('handed_in', 'done', 'cancelled') and a.due_on < handbook.today()
    and not exists (select from handbook.members m where m.id = a.member_id and m.activity_exempt)
$$;
create function handbook.task_is_near(a handbook.task_assignments) returns boolean
language sql stable set search_path = '' as $$
  select a.part = 'main' and a.state not in ('handed_in', 'done', 'cancelled')
    and a.due_on between handbook.today() and handbook.today() + (handbook.policy('task.near_due') ->> 'days')::int
$$;

create function handbook.task_line(a handbook.task_assignments, t handbook.tasks) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('assignment_id', a.id, 'task_id', t.id, 'title', t.title, 'part', a.part, 'state', a.state,
    'due_on', a.due_on, 'percent', a.percent, 'weight', t.weight, 'time_asked', a.time_asked, 'repeat', t.repeat,
    'handed_in_on', a.handed_in_on, 'done_at', a.done_at, 'beyond', a.beyond, 'version', a.version,
    'late', handbook.task_is_late(a), 'near_due', handbook.task_is_near(a),
    'unit_name', handbook.unit_name(t.unit_id))
$$;

-- Definer: names of whoever acted, for readers of the assignment alone (the caller's rows are cut before).
create function handbook.task_history(of_assignment uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('event_id', e.id, 'step', e.step, 'words', e.words, 'percent', e.percent,
    'until', e.until, 'actor', p.full_name, 'mine', e.actor_id = handbook.me(), 'proxy', e.proxy, 'revoked_at', e.revoked_at, 'at', e.at,
    'may_revoke', e.proxy and e.revoked_at is null and e.member_id = handbook.me(),
    'files', (select coalesce(jsonb_agg(jsonb_build_object('object_name', f.object_name, 'file_name', f.file_name,
      'content_type', f.content_type, 'size_bytes', f.size_bytes) order by f.file_name), '[]')
      from handbook.task_files f where f.event_id = e.id)) order by e.id), '[]')
  from handbook.task_events e
  join handbook.task_assignments a on a.id = e.assignment_id
  left join handbook.members p on p.id = e.actor_id
  where e.assignment_id = of_assignment
    and (a.member_id = handbook.me() or a.unit_path <@ handbook.scope('task.assign')
         or handbook.member_path(a.member_id) <@ handbook.scope('record.proxy'))
$$;

-- Definer: what those who help have said, for everybody who takes part.
create function handbook.task_helpers_words(of_task uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('actor', m.full_name, 'words', e.words, 'at', e.at) order by e.id), '[]')
  from handbook.task_assignments a join handbook.task_events e on e.assignment_id = a.id
  join handbook.members m on m.id = a.member_id
  where a.task_id = of_task and a.part = 'helper' and e.step = 'comment' and e.actor_id = a.member_id and of_task = any (handbook.my_task_ids())
$$;

grant execute on function handbook.today, handbook.task_turn, handbook.task_candidates, handbook.task_people, handbook.may_answer_for,
  handbook.task_steps_open, handbook.task_line, handbook.task_is_late, handbook.task_is_near, handbook.task_history,
  handbook.task_helpers_words to authenticated;

-- Definer: tasks take no direct writes; the callers below have checked the right, and it is checked again here.
create function handbook.write_task(
  new_task handbook.tasks, mains uuid[], helpers uuid[], stamped_denied boolean
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  everybody uuid[] := mains || helpers;
  due date;
  one uuid;
  assignment uuid;
begin
  if not coalesce((select u.path <@ handbook.scope('task.assign') from handbook.units u where u.id = new_task.unit_id), false) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if cardinality(mains) = 0 then
    perform handbook.fail('task.nobody', 422, '{"field": "members"}');
  elsif (select count(distinct x) from unnest(everybody) x) <> cardinality(everybody) then
    perform handbook.fail('task.twice', 422, '{"field": "helpers"}');
  elsif (select count(*) from handbook.task_candidates(new_task.unit_id) c where c.member_id = any (everybody)) <> cardinality(everybody) then
    perform handbook.fail('member.not_found', 404);
  end if;
  insert into handbook.tasks (id, unit_id, unit_path, title, why, details, source, source_note, post_id, weight, due_on, repeat,
    repeat_until, series_id, series_no, stamp_denied, created_by)
  select new_task.id, new_task.unit_id, '', new_task.title, new_task.why, new_task.details, new_task.source, new_task.source_note,
    new_task.post_id, new_task.weight, new_task.due_on, new_task.repeat, new_task.repeat_until, new_task.series_id,
    new_task.series_no, stamped_denied, caller;
  foreach one in array everybody loop
    insert into handbook.task_assignments (task_id, member_id, unit_id, unit_path, part, due_on, year)
    values (new_task.id, one, new_task.unit_id, '', case when one = any (mains) then 'main' else 'helper' end::handbook.task_part,
      new_task.due_on, extract(year from new_task.due_on))
    returning id into assignment;
    insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id)
    values (assignment, one, 'assign', 'assigned', 'assigned', caller);
  end loop;
  return new_task.id;
end $$;

-- Definer: as write_task. Takes one step of handbook.task_steps.
create function handbook.take_task_step(
  of_assignment uuid, wanted text, said text, so_far int, asked date, outstanding boolean, files jsonb, seen int
) returns handbook.task_assignments
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  a handbook.task_assignments;
  s handbook.task_steps;
  was handbook.task_state;
  event bigint;
  attached int;
begin
  select * into a from handbook.task_assignments x where x.id = of_assignment for update;
  if a.id is null or not (handbook.may_answer_for(a) or a.unit_path <@ handbook.scope('task.assign')) then
    perform handbook.fail('task.not_found', 404);
  end if;
  select * into s from handbook.task_steps x where x.step = wanted;
  if s.step is null then
    perform handbook.fail('task.unknown_step', 422);
  elsif a.part = 'main' and not a.state = any (s.from_states) then
    perform handbook.fail('task.wrong_state', 409, jsonb_build_object('state', a.state));
  elsif not wanted = any (handbook.task_steps_open(a)) then
    perform handbook.fail('task.not_yours', 403);
  elsif a.version is distinct from seen and s.step <> 'comment' then
    perform handbook.fail('task.changed_meanwhile', 409, jsonb_build_object('state', a.state));
  elsif s.needs_words and length(btrim(coalesce(said, ''))) < 2 then
    perform handbook.fail('task.words_missing', 422, '{"field": "words"}');
  elsif s.needs_date and (asked is null or asked < handbook.today() or wanted = 'ask_time' and asked <= a.due_on) then
    perform handbook.fail('task.date_wrong', 422, '{"field": "until"}');
  end if;
  was := a.state;
  a.state := coalesce(s.to_state, a.state);
  if wanted = 'report' then
    a.percent := coalesce(so_far, a.percent);
  elsif wanted = 'hand_in' then
    a.percent := 100;
    a.handed_in_on := handbook.today();
  elsif wanted = 'ask_time' then
    a.time_asked := asked;
  elsif wanted in ('give_time', 'refuse_time', 'keep') then
    a.time_asked := null;
    a.due_on := case wanted when 'give_time' then asked else a.due_on end;
  end if;
  a.done_at := case when a.state = 'done' then coalesce(a.done_at, now()) end;
  a.beyond := case wanted when 'approve' then coalesce(outstanding, false) when 'reopen' then false else a.beyond end;
  a.version := a.version + 1;
  update handbook.task_assignments x set state = a.state, percent = a.percent, handed_in_on = a.handed_in_on, due_on = a.due_on,
    time_asked = a.time_asked, done_at = a.done_at, beyond = a.beyond, version = a.version where x.id = a.id;
  insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, words, percent, until, actor_id, proxy)
  values (a.id, a.member_id, wanted, was, a.state, nullif(btrim(said), ''), case wanted when 'report' then a.percent end,
    case when s.needs_date then asked end, caller,
    a.member_id <> caller and (s.done_by = 'member' or s.done_by = 'either' and not a.unit_path <@ handbook.scope('task.assign')))
  returning id into event;
  insert into handbook.task_files (object_name, assignment_id, event_id, member_id, file_name, content_type, size_bytes, stamp_denied)
  select o.name, a.id, event, a.member_id, left(f.file_name, 200), o.metadata ->> 'mimetype', (o.metadata ->> 'size')::int,
    coalesce(f.stamp_denied, false)
  from jsonb_to_recordset(coalesce(files, '[]')) as f(object_name text, file_name text, stamp_denied boolean)
  join storage.objects o on o.bucket_id = 'tasks' and o.name = f.object_name and split_part(o.name, '/', 1) = a.member_id::text
    and not exists (select from handbook.task_files taken where taken.object_name = o.name);
  get diagnostics attached = row_count;
  if attached <> jsonb_array_length(coalesce(files, '[]')) then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
  return a;
end $$;

-- Definer: as write_task. The member takes back what a proxy entered; if nothing came after it, the state goes back too.
create function handbook.revoke_task_event(of_event bigint) returns handbook.task_state
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  e handbook.task_events;
  after_revoking handbook.task_state;
begin
  select * into e from handbook.task_events x where x.id = of_event and x.member_id = caller and x.proxy;
  if e.id is null then
    perform handbook.fail('task.event_not_found', 404);
  end if;
  perform from handbook.task_assignments a where a.id = e.assignment_id for update;
  update handbook.task_events x set revoked_at = now() where x.id = e.id and x.revoked_at is null;
  if not found then
    perform handbook.fail('task.already_revoked', 409);
  end if;
  update handbook.task_assignments a set version = a.version + 1,
    state = case when latest then e.state_before else a.state end,
    time_asked = case when latest and e.step = 'ask_time' then null else a.time_asked end,
    handed_in_on = case when latest and e.step = 'hand_in' then null else a.handed_in_on end
  from (select not exists (select from handbook.task_events later where later.assignment_id = e.assignment_id and later.id > e.id
          and later.step <> 'comment') as latest) l
  where a.id = e.assignment_id
  returning a.state into after_revoking;
  insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id)
  values (e.assignment_id, caller, 'revoke', e.state_after, after_revoking, caller);
  return after_revoking;
end $$;

-- Definer: as write_task; the member alone is told that it was seen.
create function handbook.see_task(of_assignment uuid) returns void
language sql security definer set search_path = '' as $$
  update handbook.task_assignments set seen_at = now()
  where id = of_assignment and member_id = handbook.me() and seen_at is null
$$;

-- Definer: as write_task.
create function handbook.write_residence(of_member uuid, in_unit uuid, ended boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not coalesce(handbook.member_path(of_member) <@ handbook.scope('residence.write'), false) then
    perform handbook.fail('member.not_found', 404);
  end if;
  if ended then
    update handbook.residence_contacts set until = handbook.today() where member_id = of_member and unit_id = in_unit and until is null;
  else
    insert into handbook.residence_contacts as r (member_id, unit_id, unit_path, since, entered_by)
    values (of_member, in_unit, '', handbook.today(), handbook.me())
    on conflict (member_id, unit_id) do update set since = excluded.since, until = null, entered_by = excluded.entered_by
      where r.until is not null;
  end if;
end $$;
grant execute on function handbook.write_task, handbook.take_task_step, handbook.revoke_task_event, handbook.see_task,
  handbook.write_residence to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.task_assign(
  key uuid, unit_id uuid, title text, due_on date, members uuid[], helpers uuid[] default '{}', why text default '',
  details text default '', source handbook.task_source default 'manual', source_note text default null, post_id uuid default null,
  weight handbook.task_weight default 'ordinary', repeat handbook.task_repeat default 'never', repeat_until date default null,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'task_assign', jsonb_build_array(unit_id, title, due_on, members, helpers, why, details,
    source, source_note, post_id, weight, repeat, repeat_until, stamp_denied));
  new_id uuid := gen_random_uuid();
  stamped boolean := handbook.looks_classified(title, why, details, source_note);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.units u where u.id = task_assign.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('task.assign')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  elsif coalesce(length(btrim(title)), 0) not between 3 and 200 then
    perform handbook.fail('task.title_length', 422, '{"field": "title"}');
  elsif due_on is null or due_on < handbook.today() or due_on > handbook.today() + 3660 then
    perform handbook.fail('task.due_wrong', 422, '{"field": "due_on"}');
  elsif (repeat = 'never') <> (repeat_until is null) or repeat_until <= due_on or repeat_until > due_on + 3660 then
    perform handbook.fail('task.repeat_wrong', 422, '{"field": "repeat_until"}');
  elsif post_id is not null and not exists (select from handbook.posts p where p.id = task_assign.post_id and p.state = 'published') then
    perform handbook.fail('post.not_found', 404);
  elsif stamped and not stamp_denied then
    perform handbook.fail('task.classified', 409);
  end if;
  perform handbook.write_task(row(new_id, task_assign.unit_id, '', btrim(title), btrim(why), btrim(details), source,
    nullif(btrim(source_note), ''), task_assign.post_id, weight, task_assign.due_on, task_assign.repeat, task_assign.repeat_until,
    new_id, 0, false, null, null)::handbook.tasks, coalesce(members, '{}'), coalesce(helpers, '{}'), stamped);
  return handbook.remember(key, jsonb_build_object('task_id', new_id));
end $$;
comment on function api.task_assign is
  'Gives a task to one or several members of a cell, a cell group, or to those who live with the cell; helpers see it and may add words. A directive it comes from must be readable for the caller. Caller: task.assign at the unit. Errors: session.ended, unit.not_found, task.title_length, task.due_wrong, task.repeat_wrong, task.nobody, task.twice, task.classified (unless stamp_denied, which the log keeps), member.not_found, post.not_found, write.key_missing, write.key_reused.';

create function api.my_tasks(closed boolean default false, before_due date default null, before_id uuid default null, page_size int default 50)
returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.task_line(a, t) from handbook.task_assignments a join handbook.tasks t on t.id = a.task_id
  where /*lock*/ a.member_id = (select handbook.me()) /*end*/
    and (a.state in ('done', 'cancelled')) = closed
    and case when before_due is null then true
      when closed then (a.due_on, a.id) < (before_due, before_id) else (a.due_on, a.id) > (before_due, before_id) end
  order by case when closed then -extract(epoch from a.due_on) else extract(epoch from a.due_on) end, 
    case when closed then null else a.id end, a.id desc limit least(page_size, 200)
$$;
comment on function api.my_tasks is
  'My tasks: those that are open by due day, or the closed ones, latest first; keyset paging. Caller: any member. Errors: none, empty without an active member.';

create function api.task_open(assignment_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  a handbook.task_assignments;
  t handbook.tasks;
begin
  select x.* into a from handbook.task_assignments x
  where x.id = task_open.assignment_id
    and /*lock*/ (x.member_id = caller or x.unit_path <@ (select handbook.scope('task.assign'))) /*end*/;
  if a.id is null then
    perform handbook.fail('task.not_found', 404);
  end if;
  select * into t from handbook.tasks x where x.id = a.task_id;
  perform handbook.see_task(a.id);
  return handbook.task_line(a, t) || jsonb_build_object('why', t.why, 'details', t.details, 'source', t.source,
    'source_note', t.source_note, 'post_id', case when exists (select from handbook.posts p where p.id = t.post_id) then t.post_id end,
    'first_due_on', t.due_on, 'repeat_until', t.repeat_until, 'mine', a.member_id = caller, 'member_id', a.member_id,
    'people', handbook.task_people(t.id), 'steps', handbook.task_steps_open(a), 'history', handbook.task_history(a.id),
    'helpers_words', handbook.task_helpers_words(t.id),
    'may_answer_for', a.member_id <> caller and handbook.may_answer_for(a));
end $$;
comment on function api.task_open is
  'One assignment with its task, history, files, and the steps that the caller may take now. Caller: who takes part; task.assign at its unit. Errors: session.ended, task.not_found.';

create function api.task_step(
  key uuid, assignment_id uuid, step text, version int, words text default null, percent int default null, until date default null,
  beyond boolean default false, files jsonb default '[]', stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'task_step', jsonb_build_array(assignment_id, step, version, words, percent, until, beyond, files, stamp_denied));
  a handbook.task_assignments;
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.task_assignments x where x.id = task_step.assignment_id
      and /*lock*/ (x.member_id = caller or x.unit_path <@ (select handbook.scope('task.assign'))) /*end*/) then
    perform handbook.fail('task.not_found', 404);
  elsif percent not between 0 and 100 then
    perform handbook.fail('task.percent_wrong', 422, '{"field": "percent"}');
  elsif length(words) > 4000 then
    perform handbook.fail('task.words_long', 422, '{"field": "words"}');
  elsif handbook.looks_classified(variadic array[words] || handbook.file_names(files)) and not stamp_denied then
    perform handbook.fail('task.classified', 409);
  end if;
  a := handbook.take_task_step(assignment_id, step, words, percent, until, beyond, files, version);
  return handbook.remember(key, jsonb_build_object('state', a.state, 'version', a.version));
end $$;
comment on function api.task_step is
  'Takes one step of handbook.task_steps: accept, ask_change, report, hand_in, take_back, ask_time, comment by the member (or a proxy of the cell, named in the history); keep, give_time, refuse_time, approve, return, reopen, cancel by whoever assigns there, never about the own work. Caller: as told by task_open. Errors: session.ended, task.not_found, task.unknown_step, task.wrong_state, task.not_yours, task.changed_meanwhile, task.words_missing, task.words_long, task.date_wrong, task.percent_wrong, task.classified, file.not_found, write.key_missing, write.key_reused.';

create function api.task_revoke(key uuid, event_id bigint) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'task_revoke', to_jsonb(event_id));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.task_events e where e.id = task_revoke.event_id and /*lock*/ e.member_id = caller /*end*/) then
    perform handbook.fail('task.event_not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('state', handbook.revoke_task_event(event_id)));
end $$;
comment on function api.task_revoke is
  'Takes back what a proxy entered for me. Caller: the member. Errors: session.ended, task.event_not_found, task.already_revoked, write.key_missing, write.key_reused.';

-- Definer: names of those who have tasks from a unit or its groups; those who assign there may know whom they asked.
create function handbook.task_candidates_names(within text) returns table (id uuid, full_name text, activity_exempt boolean)
language sql stable security definer set search_path = '' as $$
  select distinct m.id, m.full_name, m.activity_exempt
  from handbook.task_assignments a join handbook.members m on m.id = a.member_id
  where a.unit_path >= within and a.unit_path < within || '~' and a.unit_path <@ (select handbook.scope('task.assign'))
$$;
-- Definer: the same for the tasks that come from a post.
create function handbook.post_doers(of_post uuid) returns table (id uuid, full_name text)
language sql stable security definer set search_path = '' as $$
  select distinct m.id, m.full_name
  from handbook.tasks t join handbook.task_assignments a on a.task_id = t.id join handbook.members m on m.id = a.member_id
  where t.post_id = of_post and (a.member_id = handbook.me() or a.unit_path <@ (select handbook.scope('task.assign')))
$$;
grant execute on function handbook.task_candidates_names, handbook.post_doers to authenticated;

create function api.tasks_given(
  unit_id uuid, which text default 'open', after_due date default null, after_id uuid default null, page_size int default 50
) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.task_line(a, t) || jsonb_build_object('member_id', m.id, 'full_name', m.full_name)
  from handbook.units u
  join handbook.task_assignments a on a.unit_path >= u.path and a.unit_path < u.path || '~' and a.part = 'main'
  join handbook.tasks t on t.id = a.task_id
  join handbook.task_candidates_names(u.path) m on m.id = a.member_id
  where u.id = tasks_given.unit_id
    and /*lock*/ a.unit_path <@ (select handbook.scope('task.assign')) /*end*/
    and case which when 'closed' then a.state in ('done', 'cancelled')
      when 'to_decide' then a.state in ('handed_in', 'change_asked') or a.time_asked is not null and a.state not in ('done', 'cancelled')
      when 'late' then a.due_on < handbook.today() and a.state not in ('handed_in', 'done', 'cancelled') and not m.activity_exempt
      else a.state not in ('done', 'cancelled') end
    and (after_due is null or (a.due_on, a.id) > (after_due, after_id))
  order by a.due_on, a.id limit least(page_size, 200)
$$;
comment on function api.tasks_given is
  'What a unit has given to whom: open, late, to_decide (handed in, change or time asked for), closed; by due day, keyset paging. Caller: task.assign at the unit. Errors: none, empty for others.';

create function api.post_tasks(post_id uuid) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.task_line(a, t) || jsonb_build_object('member_id', m.id, 'full_name', m.full_name)
  from handbook.tasks t
  join handbook.task_assignments a on a.task_id = t.id and (a.part = 'main' or a.member_id = (select handbook.me())) and a.state <> 'cancelled'
  join handbook.post_doers(post_tasks.post_id) m on m.id = a.member_id
  where t.post_id = post_tasks.post_id
    and /*lock*/ (a.member_id = (select handbook.me()) or a.unit_path <@ (select handbook.scope('task.assign'))) /*end*/
  order by a.member_id <> (select handbook.me()), a.due_on, a.id limit 200
$$;
comment on function api.post_tasks is
  'Tasks that come from a post, with who does them and where they stand: my own first, then by due day, 200 at most. Caller: who takes part, of the own; task.assign, of what that unit gave. Errors: none, empty for others.';

create function api.task_load(unit_id uuid) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('member_id', c.member_id, 'full_name', c.full_name, 'exempt', c.activity_exempt, 'away', c.working_away,
    'resident', c.resident, 'group_id', c.group_id, 'group_name', c.group_name, 'open', coalesce(n.open, 0), 'late', coalesce(n.late, 0) * (not c.activity_exempt)::int,
    'many', coalesce(n.open, 0) >= (handbook.policy('task.load') ->> 'many')::int)
  from handbook.units u
  cross join handbook.task_candidates(u.id) c
  left join lateral (
    select count(*) as open, count(*) filter (where a.due_on < handbook.today() and a.state <> 'handed_in') as late
    from handbook.task_assignments a
    where a.member_id = c.member_id and a.part = 'main' and a.state not in ('done', 'cancelled')
      and a.unit_path >= left(u.path, 5 * (length(u.path) / 5))) n on true
  where u.id = task_load.unit_id and /*lock*/ u.path <@ (select handbook.scope('task.assign')) /*end*/
  order by coalesce(n.open, 0) > 0, c.sort_key limit 500
$$;
comment on function api.task_load is
  'Whom I may give a task, the cell group each is of, and how much each has now: those without any first. Caller: task.assign at the unit. Errors: none, empty for others.';

create function api.task_year(year int, member_id uuid default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  whose uuid := coalesce(task_year.member_id, caller);
begin
  if whose <> caller and not exists (select from handbook.members m where m.id = whose
      and /*lock*/ m.unit_path <@ (select handbook.scope('task.assign')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return (
    select jsonb_build_object('member_id', whose, 'year', task_year.year, 'given', count(*), 'done', count(*) filter (where a.state = 'done'),
      'on_time', count(*) filter (where a.state = 'done' and a.handed_in_on <= a.due_on),
      'beyond', count(*) filter (where a.beyond),
      'lines', coalesce(jsonb_agg(handbook.task_line(a, t) order by a.due_on desc, a.id), '[]'))
    from handbook.task_assignments a join handbook.tasks t on t.id = a.task_id
    where a.member_id = whose and a.year = task_year.year and a.part = 'main' and a.state <> 'cancelled');
end $$;
comment on function api.task_year is
  'A year of one member: given, done, on time, beyond target, with the tasks behind each figure. Caller: the member; task.assign over the member, for what that unit gave. Errors: session.ended, member.not_found.';

create function api.task_figures(unit_id uuid, year int) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit handbook.units;
  child_length int;
begin
  select u.* into unit from handbook.units u
  where u.id = task_figures.unit_id and /*lock*/ elem_contained_by_multirange(u.path, (select handbook.scope('task.assign', 'task.oversee'))) /*end*/;
  if unit.id is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  child_length := length(unit.path) + 5;
  return (
    with counted as materialized (
      select left(t.unit_path, child_length) as path, sum(t.given) as given, sum(t.done) as done, sum(t.on_time) as on_time, sum(t.beyond) as beyond
      from handbook.task_tallies t
      where t.unit_path >= unit.path and t.unit_path < unit.path || '~' and t.year = task_figures.year group by 1
    ), child as (
      select c.id, c.name, c.kind, c.path from handbook.units c where c.parent_id = unit.id and c.closed_on is null
    )
    select jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind, 'year', task_figures.year,
      'given', coalesce(sum(k.given), 0), 'done', coalesce(sum(k.done), 0), 'on_time', coalesce(sum(k.on_time), 0), 'beyond', coalesce(sum(k.beyond), 0),
      'children', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', c.id, 'name', c.name, 'kind', c.kind,
          'given', coalesce(n.given, 0), 'done', coalesce(n.done, 0), 'on_time', coalesce(n.on_time, 0), 'beyond', coalesce(n.beyond, 0)) order by c.name), '[]')
        from child c left join counted n using (path)))
    from counted k);
end $$;
comment on function api.task_figures is
  'A year of a unit and of each unit below, in counts without persons. Caller: task.assign or task.oversee over the unit. Errors: session.ended, unit.not_found.';

-- Definer: a cell anywhere by its code; codes and names of cells are no secret to a secretary who holds one.
create function handbook.cell_by_code(code text) returns table (id uuid, name text)
language sql stable security definer set search_path = '' as $$
  select u.id, u.name from handbook.units u where u.code = btrim(cell_by_code.code) and u.kind = 'cell' and u.closed_on is null
$$;
grant execute on function handbook.cell_by_code to authenticated;

create function api.residence_set(key uuid, member_id uuid, unit_code text, ended boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'residence_set', jsonb_build_array(member_id, unit_code, ended));
  cell record;
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.members m where m.id = residence_set.member_id
      and /*lock*/ m.unit_path <@ (select handbook.scope('residence.write')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  select * into cell from handbook.cell_by_code(unit_code);
  if cell.id is null then
    perform handbook.fail('unit.not_found', 404, '{"field": "unit_code"}');
  end if;
  perform handbook.write_residence(member_id, cell.id, ended);
  return handbook.remember(key, jsonb_build_object('unit_name', cell.name));
end $$;
comment on function api.residence_set is
  'Introduces a member of my cell to the cell where the member lives (by that cell''s code), or ends it: that cell may then give tasks, and sees the name. Caller: residence.write over the member. Errors: session.ended, member.not_found, unit.not_found, write.key_missing, write.key_reused.';

grant execute on function api.task_assign, api.my_tasks, api.task_open, api.task_step, api.task_revoke, api.tasks_given, api.post_tasks, api.task_load,
  api.task_year, api.task_figures, api.residence_set to authenticated;

-- the home screen ----------------------------------------------------------------------------------

-- Definer: counts of the caller's own and of what the caller assigns; under the policies each row would be looked at twice.
create function handbook.tasks_of_me() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('waiting', count(*) filter (where c.new or c.returned or c.near or c.late or c.helping),
    'new', count(*) filter (where c.new), 'helping', count(*) filter (where c.helping), 'returned', count(*) filter (where c.returned), 'near', count(*) filter (where c.near),
    'late', count(*) filter (where c.late),
    'to_decide', (
      -- Each range by itself: joined, the planner expects a hundred of them and reads the open tasks of the whole city.
      select coalesce(sum(waiting.n), 0) from unnest((select handbook.scope('task.assign'))) r
      cross join lateral (
        select count(*) as n from handbook.task_assignments d
        where d.unit_path >= lower(r) and d.unit_path <= upper(r) and d.unit_path <@ r and d.part = 'main'
          and d.state not in ('done', 'cancelled') and (d.state in ('handed_in', 'change_asked') or d.time_asked is not null)
          and d.member_id <> (select handbook.me())) waiting))
  from (
    select main and a.state = 'assigned' as new, main and a.state = 'returned' as returned,
      main and a.due_on between handbook.today() and handbook.today() + (select (handbook.policy('task.near_due') ->> 'days')::int) as near,
      main and a.due_on < handbook.today() and not m.activity_exempt as late, not main and a.seen_at is null as helping
    from handbook.members m join handbook.task_assignments a on a.member_id = m.id, lateral (select a.part = 'main') as p(main)
    where m.id = (select handbook.me()) and a.state not in ('handed_in', 'done', 'cancelled')) c
$$;
comment on function handbook.tasks_of_me is
  'What Trang chủ says of tasks: mine that wait for me (new, to be gone on with, near or past the last day; the exempt are never late; asked to help and not yet opened), and what waits for my decision.';
grant execute on function handbook.tasks_of_me to authenticated;

-- the next turn of what repeats ----------------------------------------------------------------------

create function api.tasks_turn() returns int
language plpgsql security definer set search_path = '' as $$
declare
  t handbook.tasks;
  first_due date;
  next_due date;
  made int := 0;
  next_id uuid;
begin
  -- the last turn of each series whose due day has come; whoever else is at it skips it
  for t in
    select x.* from handbook.tasks x
    where x.repeat <> 'never' and x.due_on <= handbook.today()
      and not exists (select from handbook.tasks n where n.series_id = x.series_id and n.series_no > x.series_no)
    order by x.due_on limit 500 for update skip locked
  loop
    select f.due_on into first_due from handbook.tasks f where f.series_id = t.series_id and f.series_no = 0;
    next_due := handbook.task_turn(first_due, t.repeat, t.series_no + 1);
    if next_due > t.repeat_until then
      continue;
    end if;
    insert into handbook.tasks (unit_id, unit_path, title, why, details, source, source_note, post_id, weight, due_on, repeat, repeat_until,
      series_id, series_no, stamp_denied, created_by)
    values (t.unit_id, '', t.title, t.why, t.details, t.source, t.source_note, t.post_id, t.weight, next_due, t.repeat, t.repeat_until,
      t.series_id, t.series_no + 1, t.stamp_denied, t.created_by)
    on conflict (series_id, series_no) do nothing returning id into next_id;
    if next_id is null then
      continue;
    end if;
    -- those who are still there and whose turn was not cancelled
    insert into handbook.task_assignments (task_id, member_id, unit_id, unit_path, part, due_on, year)
    select next_id, a.member_id, a.unit_id, '', a.part, next_due, extract(year from next_due)
    from handbook.task_assignments a join handbook.members m on m.id = a.member_id and m.life_state = 'active'
    where a.task_id = t.id and a.state <> 'cancelled'
      and (m.unit_id = t.unit_id or m.group_id = t.unit_id
        or exists (select from handbook.residence_contacts r where r.member_id = m.id and r.unit_id = t.unit_id and r.until is null));
    insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id)
    select a.id, a.member_id, 'assign', 'assigned', 'assigned', t.created_by from handbook.task_assignments a where a.task_id = next_id;
    made := made + 1;
  end loop;
  return made;
end $$;
comment on function api.tasks_turn is
  'Makes the next turn of every task that repeats and whose day has come, once; a turn nobody is left for is an empty one. Errors: none. Service only.';
grant execute on function api.tasks_turn to service_role;

notify pgrst, 'reload schema';
