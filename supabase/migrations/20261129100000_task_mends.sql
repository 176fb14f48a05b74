-- Tasks, mended: their text can be corrected, a mentor stands in too, a month or a year of a unit in one piece, ties to the
-- cell of the place where a member lives.

-- a meeting as the source ----------------------------------------------------------------------------

alter table handbook.tasks add column meeting_id uuid;
alter table handbook.tasks add column version int not null default 1;
alter table handbook.tasks add constraint a_meeting_is_the_source check (meeting_id is null or source in ('meeting', 'resolution'));
comment on column handbook.tasks.meeting_id is 'The meeting that decided on the task; as post_id, of which the caller must know.';
comment on column handbook.tasks.version is 'Counts corrections of the text.';
create index tasks_by_meeting on handbook.tasks (meeting_id) where meeting_id is not null;
create index task_assignments_by_unit on handbook.task_assignments (unit_path, due_on, id) where part = 'main';

create function handbook.task_meeting_known(meeting uuid, of_unit uuid) returns boolean
language sql stable set search_path = '' as $$ select false $$;
comment on function handbook.task_meeting_known is
  'Whether the caller may name this meeting as the source of a task of the unit. The room of meetings replaces it: without one, none is known.';
grant execute on function handbook.task_meeting_known to authenticated;

-- earlier texts --------------------------------------------------------------------------------------

create table handbook.task_texts (
  task_id uuid not null references handbook.tasks,
  version int not null,
  title text not null,
  why text not null,
  details text not null,
  weight handbook.task_weight not null,
  source_note text,
  replaced_at timestamptz not null default now(),
  replaced_by uuid references handbook.members,
  primary key (task_id, version)
);
comment on table handbook.task_texts is 'What a task said before it was corrected; only added to.';
alter table handbook.task_texts enable row level security;
grant select on handbook.task_texts to authenticated;
create policy "whoever sees a task sees what it said before" on handbook.task_texts
  for select to authenticated using (exists (select from handbook.tasks t where t.id = task_id));
create trigger audit_row after insert or update or delete on handbook.task_texts
  for each row execute function handbook.audit_row('task_id', '');
create trigger audit_stamp_denial_corrected after update of title, why, details, source_note on handbook.tasks
  for each row when (new.stamp_denied and new.version > old.version) execute function handbook.audit_stamp_denial('id', '', 'title');

-- mentors --------------------------------------------------------------------------------------------

create table handbook.mentors (
  member_id uuid not null references handbook.members,
  mentor_id uuid not null references handbook.members,
  since date not null,
  until date,
  entered_by uuid references handbook.members,
  entered_at timestamptz not null default now(),
  primary key (member_id, mentor_id),
  check (member_id <> mentor_id),
  check (until is null or until >= since)
);
comment on table handbook.mentors is
  'Whom the cell has asked to help a member; a mentor enters for the member what was said, as long as both are of one cell.';
create index mentors_by_mentor on handbook.mentors (mentor_id) where until is null;
alter table handbook.mentors enable row level security;
grant select on handbook.mentors to authenticated;
create policy "a member and the mentor see that they are" on handbook.mentors
  for select to authenticated using ((select handbook.me()) in (member_id, mentor_id));
create policy "officers of the cell see who is whose mentor" on handbook.mentors
  for select to authenticated using (handbook.member_path(member_id) <@ (select handbook.scope('mentor.write')));
create trigger audit_row after insert or update or delete on handbook.mentors
  for each row execute function handbook.audit_row('member_id', 'member_id');

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, 'cell', 'mentor.write', 'subtree' from unnest('{secretary,deputy_secretary}'::text[]) r;

-- Definer: asked by policies; the caller's own.
create function handbook.my_mentees() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(x.member_id), '{}')
  from handbook.mentors x join handbook.members m on m.id = x.member_id join handbook.members me on me.id = x.mentor_id
  where x.mentor_id = handbook.me() and x.until is null and m.life_state = 'active' and me.life_state = 'active' and m.unit_id = me.unit_id
$$;
-- Definer: as my_task_ids.
create function handbook.entrusted_task_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.task_id), '{}') from handbook.task_assignments a where a.member_id = any (handbook.my_mentees())
$$;
grant execute on function handbook.my_mentees, handbook.entrusted_task_ids to authenticated;

-- Policies are asked in the order of their names: those of whoever assigns come first, and mostly last.
create policy "whoever helps as mentor sees the task" on handbook.tasks
  for select to authenticated using (id = any ((select handbook.entrusted_task_ids())::uuid[]));
create policy "whoever helps as mentor sees what is asked" on handbook.task_assignments
  for select to authenticated using (member_id = any ((select handbook.my_mentees())::uuid[]));
create policy "whoever helps as mentor sees the history" on handbook.task_events
  for select to authenticated using (member_id = any ((select handbook.my_mentees())::uuid[]));
create policy "whoever helps as mentor sees the files" on handbook.task_files
  for select to authenticated using (member_id = any ((select handbook.my_mentees())::uuid[]));
create policy "handbook: a mentor sees what was just uploaded" on storage.objects
  for select to authenticated using (
    bucket_id = 'tasks' and not exists (select from handbook.task_files f where f.object_name = name)
    and split_part(name, '/', 1) = any ((select handbook.my_mentees())::text[]));
create policy "handbook: a mentor uploads for a report" on storage.objects
  for insert to authenticated with check (
    bucket_id = 'tasks' and split_part(name, '/', 1) = any ((select handbook.my_mentees())::text[]));

create or replace function handbook.may_answer_for(a handbook.task_assignments) returns boolean
language sql stable set search_path = '' as $$
  select a.member_id = handbook.me() or handbook.member_path(a.member_id) <@ handbook.scope('record.proxy')
    or a.member_id = any (handbook.my_mentees())
$$;
comment on function handbook.may_answer_for is
  'Whether the caller answers in this assignment: the member, or a proxy (secretary, deputy, mentor), who enters what was said.';

create or replace function handbook.task_steps_open(a handbook.task_assignments) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(s.step order by s.position), '{}')
  from handbook.task_steps s,
    (select a.member_id = handbook.me() as mine, a.unit_path <@ handbook.scope('task.assign') as assigns,
       a.member_id <> handbook.me() and handbook.may_answer_for(a) as stands_in) who
  where a.state = any (s.from_states)
    and (a.part = 'main' or s.step = 'comment' and (mine or assigns) or s.step = 'cancel' and assigns and not mine)
    and case s.done_by
      when 'member' then mine or stands_in and s.by_proxy
      when 'assigner' then assigns and not mine
      else mine or assigns or stands_in end
    and (s.step <> 'refuse_time' or a.time_asked is not null)
$$;

-- Definer: as before; a mentor reads the history of whom to help.
create or replace function handbook.task_history(of_assignment uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('event_id', e.id, 'step', e.step, 'words', e.words, 'percent', e.percent,
    'until', e.until, 'actor', p.full_name, 'about', o.full_name, 'mine', e.actor_id = handbook.me(), 'proxy', e.proxy, 'revoked_at', e.revoked_at, 'at', e.at,
    'may_revoke', e.proxy and e.revoked_at is null and e.member_id = handbook.me(),
    'files', (select coalesce(jsonb_agg(jsonb_build_object('object_name', f.object_name, 'file_name', f.file_name,
      'content_type', f.content_type, 'size_bytes', f.size_bytes) order by f.file_name), '[]')
      from handbook.task_files f where f.event_id = e.id)) order by e.id), '[]')
  from handbook.task_events e
  join handbook.task_assignments a on a.id = e.assignment_id
  left join handbook.members p on p.id = e.actor_id
  left join handbook.members o on o.id = e.about_id
  where e.assignment_id = of_assignment
    and (a.member_id = handbook.me() or a.unit_path <@ handbook.scope('task.assign')
         or handbook.may_answer_for(a))
$$;

-- Definer: as before; for a mentor too. Whoever assigns is told the assignment of each.
create or replace function handbook.task_people(of_task uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'part', a.part,
      'assignment_id', case when a.unit_path <@ handbook.scope('task.assign') then a.id end)
    order by a.part, m.sort_key), '[]')
  from handbook.task_assignments a join handbook.members m on m.id = a.member_id
  where a.task_id = of_task and a.state <> 'cancelled'
    and exists (select from handbook.tasks t where t.id = of_task
      and (t.id = any (handbook.my_task_ids() || handbook.entrusted_task_ids()) or t.unit_path <@ handbook.scope('task.assign')))
$$;

-- how far it was before it was called done -------------------------------------------------------------

-- Definer: the last percentage reported and not revoked; asked by the writers below alone.
create function handbook.task_percent(of_assignment uuid) returns smallint
language sql stable security definer set search_path = '' as $$
  select coalesce((select e.percent from handbook.task_events e
    where e.assignment_id = of_assignment and e.step = 'report' and e.revoked_at is null order by e.id desc limit 1), 0::smallint)
$$;

-- who stays is told, who helps ends with the task --------------------------------------------------------

-- Definer: asked by the writers below alone. Those who are at the task read who joined or left; the others' reasons stay theirs.
create function handbook.tell_task(of_task uuid, but uuid[], what text, about uuid, as_part handbook.task_part) returns void
language sql security definer set search_path = '' as $$
  insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id, about_id)
  select a.id, a.member_id, what || '_' || as_part, a.state, a.state, handbook.me(), about
  from handbook.task_assignments a where a.task_id = of_task and a.state not in ('done', 'cancelled') and a.member_id <> all (but)
$$;

-- Definer: as tell_task. Whoever helps is done when nobody is at the task any more, and helps again when it is opened again.
create function handbook.settle_helpers(of_task uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  is_now handbook.task_state := (
    select case when bool_or(a.state not in ('done', 'cancelled')) then 'assigned' when bool_or(a.state = 'done') then 'done'
      else 'cancelled' end
    from handbook.task_assignments a where a.task_id = of_task and a.part = 'main');
begin
  insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id)
  select a.id, a.member_id, case is_now when 'assigned' then 'reopen' when 'done' then 'close' else 'cancel' end, a.state, is_now, handbook.me()
  from handbook.task_assignments a
  where a.task_id = of_task and a.part = 'helper' and a.state <> 'cancelled' and a.state <> is_now;
  update handbook.task_assignments a set state = is_now, done_at = case is_now when 'done' then now() end, version = a.version + 1
  where a.task_id = of_task and a.part = 'helper' and a.state <> 'cancelled' and a.state <> is_now;
end $$;

-- Definer: as before. What is returned or taken back is as far as was last reported; whoever stays or helps is told.
create or replace function handbook.take_task_step(
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
  if wanted in ('approve', 'reopen', 'cancel') then -- the task first, as whoever corrects it does
    perform from handbook.tasks t
    where t.id = (select x.task_id from handbook.task_assignments x where x.id = of_assignment) for update;
  end if;
  select * into a from handbook.task_assignments x where x.id = of_assignment for update;
  if a.id is null or not (handbook.may_answer_for(a) or a.unit_path <@ handbook.scope('task.assign')) then
    perform handbook.fail('task.not_found', 404);
  end if;
  select * into s from handbook.task_steps x where x.step = wanted;
  if s.step is null then
    perform handbook.fail('task.unknown_step', 422);
  elsif not a.state = any (s.from_states) then
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
  elsif wanted in ('return', 'reopen') or wanted = 'take_back' and was = 'handed_in' then
    a.percent := handbook.task_percent(a.id);
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
  if wanted = 'cancel' then
    perform handbook.tell_task(a.task_id, array[a.member_id], 'leave', a.member_id, a.part);
  end if;
  if wanted in ('approve', 'reopen', 'cancel') then
    perform handbook.settle_helpers(a.task_id);
  end if;
  return a;
end $$;

-- Definer: as before. So is what a proxy entered and the member takes back.
create or replace function handbook.revoke_task_event(of_event bigint) returns handbook.task_state
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
    percent = case when latest and e.step in ('report', 'hand_in') then handbook.task_percent(a.id) else a.percent end,
    time_asked = case when latest and e.step = 'ask_time' then null else a.time_asked end,
    handed_in_on = case when latest and e.step = 'hand_in' then null else a.handed_in_on end
  from (select not exists (select from handbook.task_events later where later.assignment_id = e.assignment_id and later.id > e.id
          and later.step <> 'comment' and later.about_id is null) as latest) l
  where a.id = e.assignment_id
  returning a.state into after_revoking;
  insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id)
  values (e.assignment_id, caller, 'revoke', e.state_after, after_revoking, caller);
  return after_revoking;
end $$;

-- Definer: as before, with the meeting.
create or replace function handbook.write_task(
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
  insert into handbook.tasks (id, unit_id, unit_path, title, why, details, source, source_note, post_id, meeting_id, weight, due_on, repeat,
    repeat_until, series_id, series_no, stamp_denied, created_by)
  select new_task.id, new_task.unit_id, '', new_task.title, new_task.why, new_task.details, new_task.source, new_task.source_note,
    new_task.post_id, new_task.meeting_id, new_task.weight, new_task.due_on, new_task.repeat, new_task.repeat_until, new_task.series_id,
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

drop function api.task_assign(uuid, uuid, text, date, uuid[], uuid[], text, text, handbook.task_source, text, uuid, handbook.task_weight,
  handbook.task_repeat, date, boolean);
create function api.task_assign(
  key uuid, unit_id uuid, title text, due_on date, members uuid[], helpers uuid[] default '{}', why text default '',
  details text default '', source handbook.task_source default 'manual', source_note text default null, post_id uuid default null,
  weight handbook.task_weight default 'ordinary', repeat handbook.task_repeat default 'never', repeat_until date default null,
  stamp_denied boolean default false, meeting_id uuid default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'task_assign', jsonb_build_array(unit_id, title, due_on, members, helpers, why, details,
    source, source_note, post_id, weight, repeat, repeat_until, stamp_denied, meeting_id));
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
  elsif meeting_id is not null and not handbook.task_meeting_known(task_assign.meeting_id, task_assign.unit_id) then
    perform handbook.fail('meeting.not_found', 404);
  elsif meeting_id is not null and source not in ('meeting', 'resolution') then
    perform handbook.fail('task.source_wrong', 422, '{"field": "source"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('task.classified', 409);
  end if;
  perform handbook.write_task(row(new_id, task_assign.unit_id, '', btrim(title), btrim(why), btrim(details), source,
    nullif(btrim(source_note), ''), task_assign.post_id, weight, task_assign.due_on, task_assign.repeat, task_assign.repeat_until,
    new_id, 0, false, null, null, task_assign.meeting_id, 1)::handbook.tasks, coalesce(members, '{}'), coalesce(helpers, '{}'), stamped);
  return handbook.remember(key, jsonb_build_object('task_id', new_id));
end $$;
comment on function api.task_assign is
  'Gives a task to one or several members of a cell, a cell group, or to those who live with the cell; helpers see it and may add words. A directive it comes from must be readable for the caller, a meeting known. Caller: task.assign at the unit. Errors: session.ended, unit.not_found, task.title_length, task.due_wrong, task.repeat_wrong, task.source_wrong, task.nobody, task.twice, task.classified (unless stamp_denied, which the log keeps), member.not_found, post.not_found, meeting.not_found, write.key_missing, write.key_reused.';
grant execute on function api.task_assign to authenticated;

-- more people for a given task -------------------------------------------------------------------------

-- Definer: a state of the whole task, for whoever asks about a task that is seen.
create function handbook.task_is_over(of_task uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select bool_or(a.state = 'done') and not bool_or(a.state not in ('done', 'cancelled'))
  from handbook.task_assignments a where a.task_id = of_task and a.part = 'main'
$$;
comment on function handbook.task_is_over is 'Somebody has done it and nobody is at it any more; a task that nobody is left for is not over.';

-- Definer: as write_task. Who was taken off before begins anew, with the history kept.
create function handbook.add_to_task(of_task uuid, mains uuid[], helpers uuid[], until date, said text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  everybody uuid[] := mains || helpers;
  t handbook.tasks;
  one uuid;
  added handbook.task_assignments;
begin
  select * into t from handbook.tasks x where x.id = of_task for update;
  if t.id is null or not t.unit_path <@ handbook.scope('task.assign') then
    perform handbook.fail('task.not_found', 404);
  elsif handbook.task_is_over(t.id) then
    perform handbook.fail('task.wrong_state', 409);
  elsif cardinality(everybody) = 0 then
    perform handbook.fail('task.nobody', 422, '{"field": "members"}');
  elsif (select count(distinct x) from unnest(everybody) x) <> cardinality(everybody) then
    perform handbook.fail('task.twice', 422, '{"field": "helpers"}');
  elsif (select count(*) from handbook.task_candidates(t.unit_id) c where c.member_id = any (everybody)) <> cardinality(everybody) then
    perform handbook.fail('member.not_found', 404);
  elsif exists (select from handbook.task_assignments a where a.task_id = t.id and a.member_id = any (everybody) and a.state <> 'cancelled') then
    perform handbook.fail('task.already_in', 409);
  end if;
  until := coalesce(until, t.due_on);
  if cardinality(mains) > 0 and until not between handbook.today() and handbook.today() + 3660 then
    perform handbook.fail('task.due_wrong', 422, '{"field": "due_on"}');
  end if;
  foreach one in array everybody loop
    insert into handbook.task_assignments as a (task_id, member_id, unit_id, unit_path, part, due_on, year)
    values (t.id, one, t.unit_id, '', case when one = any (mains) then 'main' else 'helper' end::handbook.task_part, until,
      extract(year from until))
    on conflict (task_id, member_id) do update set part = excluded.part, state = 'assigned', due_on = excluded.due_on, year = excluded.year,
      percent = 0, time_asked = null, handed_in_on = null, seen_at = null, version = a.version + 1
    returning * into added;
    insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, words, actor_id)
    values (added.id, one, 'assign', case when added.version > 1 then 'cancelled' else 'assigned' end::handbook.task_state, 'assigned',
      nullif(btrim(said), ''), caller);
    perform handbook.tell_task(t.id, everybody, 'join', one, added.part);
  end loop;
end $$;
grant execute on function handbook.task_is_over, handbook.add_to_task to authenticated;

create function api.task_add(
  key uuid, task_id uuid, members uuid[] default '{}', helpers uuid[] default '{}', due_on date default null, words text default null,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'task_add', jsonb_build_array(task_id, members, helpers, due_on, words, stamp_denied));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.tasks t where t.id = task_add.task_id
                 and /*lock*/ t.unit_path <@ (select handbook.scope('task.assign')) /*end*/) then
    perform handbook.fail('task.not_found', 404);
  elsif length(words) > 4000 then
    perform handbook.fail('task.words_long', 422, '{"field": "words"}');
  end if;
  perform handbook.stop_stamp('task.classified', stamp_denied, words);
  perform handbook.add_to_task(task_add.task_id, coalesce(members, '{}'), coalesce(helpers, '{}'), task_add.due_on, words);
  return handbook.remember(key, '{}');
end $$;
comment on function api.task_add is
  'Gives a given task to more members, or asks more to help; due_on only for those, the task''s own otherwise. Whoever does it now reads who joined; who was taken off before begins anew. Caller: task.assign at its unit. Errors: session.ended, task.not_found, task.wrong_state (it is over), task.nobody, task.twice, task.already_in, task.due_wrong, task.words_long, task.classified (unless stamp_denied, which the log keeps), member.not_found, write.key_missing, write.key_reused.';
grant execute on function api.task_add to authenticated;

-- correcting -----------------------------------------------------------------------------------------

-- Definer: as write_task. What asked for a change gets its answer by the new text.
create function handbook.correct_task(
  of_task uuid, seen int, new_title text, new_why text, new_details text, new_weight handbook.task_weight, new_note text,
  said text, stamped_denied boolean
) returns int
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  t handbook.tasks;
begin
  select * into t from handbook.tasks x where x.id = of_task for update;
  if t.id is null or not t.unit_path <@ handbook.scope('task.assign') then
    perform handbook.fail('task.not_found', 404);
  elsif t.version <> seen then
    perform handbook.fail('task.changed_meanwhile', 409);
  elsif not exists (select from handbook.task_assignments a
      where a.task_id = t.id and a.part = 'main' and a.state not in ('done', 'cancelled')) then
    perform handbook.fail('task.wrong_state', 409);
  elsif (t.title, t.why, t.details, t.weight, t.source_note) is not distinct from (new_title, new_why, new_details, new_weight, new_note) then
    perform handbook.fail('task.nothing_new', 422);
  end if;
  insert into handbook.task_texts (task_id, version, title, why, details, weight, source_note, replaced_by)
  values (t.id, t.version, t.title, t.why, t.details, t.weight, t.source_note, caller);
  update handbook.tasks x set title = new_title, why = new_why, details = new_details, weight = new_weight, source_note = new_note,
    version = x.version + 1, stamp_denied = stamped_denied where x.id = t.id;
  insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, words, actor_id)
  select a.id, a.member_id, 'correct', a.state, case a.state when 'change_asked' then 'assigned' else a.state end, nullif(btrim(said), ''), caller
  from handbook.task_assignments a where a.task_id = t.id and a.state not in ('done', 'cancelled');
  update handbook.task_assignments a set version = a.version + 1, state = case a.state when 'change_asked' then 'assigned' else a.state end
  where a.task_id = t.id and a.state not in ('done', 'cancelled');
  return t.version + 1;
end $$;
grant execute on function handbook.correct_task to authenticated;

create function api.task_correct(
  key uuid, task_id uuid, version int, title text, why text default '', details text default '',
  weight handbook.task_weight default 'ordinary', source_note text default null, words text default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'task_correct',
    jsonb_build_array(task_id, version, title, why, details, weight, source_note, words, stamp_denied));
  stamped boolean := handbook.looks_classified(title, why, details, source_note, words);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.tasks t where t.id = task_correct.task_id
                 and /*lock*/ t.unit_path <@ (select handbook.scope('task.assign')) /*end*/) then
    perform handbook.fail('task.not_found', 404);
  elsif coalesce(length(btrim(title)), 0) not between 3 and 200 then
    perform handbook.fail('task.title_length', 422, '{"field": "title"}');
  elsif length(words) > 4000 then
    perform handbook.fail('task.words_long', 422, '{"field": "words"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('task.classified', 409);
  end if;
  return handbook.remember(key, jsonb_build_object('version', handbook.correct_task(task_correct.task_id, task_correct.version, btrim(title),
    btrim(coalesce(why, '')), btrim(coalesce(details, '')), task_correct.weight, nullif(btrim(task_correct.source_note), ''), words, stamped)));
end $$;
comment on function api.task_correct is
  'Corrects what a given task says, for all who take part; the earlier text stays readable, and whoever asked for a change is asked anew. Caller: task.assign at its unit. Errors: session.ended, task.not_found, task.title_length, task.words_long, task.changed_meanwhile, task.wrong_state (nobody is at it any more), task.nothing_new, task.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';
grant execute on function api.task_correct to authenticated;

create or replace function api.task_open(assignment_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  a handbook.task_assignments;
  t handbook.tasks;
begin
  select x.* into a from handbook.task_assignments x
  where x.id = task_open.assignment_id
    and /*lock*/ (x.member_id = caller or x.member_id = any ((select handbook.my_mentees())::uuid[])
      or x.unit_path <@ (select handbook.scope('task.assign'))) /*end*/;
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
    'task_version', t.version, 'meeting_id', t.meeting_id, 'unit_id', t.unit_id,
    'may_correct', t.unit_path <@ handbook.scope('task.assign') and exists (select from handbook.task_assignments o
      where o.task_id = t.id and o.part = 'main' and o.state not in ('done', 'cancelled')),
    'may_add', t.unit_path <@ handbook.scope('task.assign') and not handbook.task_is_over(t.id),
    'earlier', (select coalesce(jsonb_agg(jsonb_build_object('version', e.version, 'title', e.title, 'why', e.why, 'details', e.details,
      'weight', e.weight, 'replaced_at', e.replaced_at) order by e.version desc), '[]') from handbook.task_texts e where e.task_id = t.id),
    'may_answer_for', a.member_id <> caller and handbook.may_answer_for(a));
end $$;
comment on function api.task_open is
  'One assignment with its task, what it said before, history, files, and the steps that the caller may take now. Caller: who takes part, and the mentor; task.assign at its unit. Errors: session.ended, task.not_found.';

create or replace function api.task_step(
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
      and /*lock*/ (x.member_id = caller or x.member_id = any ((select handbook.my_mentees())::uuid[])
      or x.unit_path <@ (select handbook.scope('task.assign'))) /*end*/) then
    perform handbook.fail('task.not_found', 404);
  elsif percent not between 0 and 100 then
    perform handbook.fail('task.percent_wrong', 422, '{"field": "percent"}');
  elsif length(words) > 4000 then
    perform handbook.fail('task.words_long', 422, '{"field": "words"}');
  elsif handbook.looks_classified(variadic handbook.file_names(files)) and not stamp_denied then -- whose denial task_files keep
    perform handbook.fail('task.classified', 409);
  end if;
  perform handbook.stop_stamp('task.classified', stamp_denied, words);
  a := handbook.take_task_step(assignment_id, step, words, percent, until, beyond, files, version);
  return handbook.remember(key, jsonb_build_object('state', a.state, 'version', a.version));
end $$;

-- my tasks, and those of whom I help -------------------------------------------------------------------

-- Definer: names of those whom the caller helps, and of those who help the caller.
create function handbook.mentor_names(of_mine boolean) returns table (id uuid, full_name text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.full_name from handbook.members m where not of_mine and m.id = any (handbook.my_mentees())
  union all
  select m.id, m.full_name from handbook.mentors x join handbook.members m on m.id = x.mentor_id and m.life_state = 'active'
  where of_mine and x.member_id = handbook.me() and x.until is null
$$;
grant execute on function handbook.mentor_names to authenticated;

create function api.tasks_home(page_size int default 50) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'mine', (select coalesce(jsonb_agg(l), '[]') from api.my_tasks(false, null, null, page_size) l),
    'entrusted', (select coalesce(jsonb_agg(handbook.task_line(a, t) || jsonb_build_object('member_id', m.id, 'full_name', m.full_name)
        order by a.due_on, a.id), '[]')
      from handbook.mentor_names(false) m join handbook.task_assignments a on a.member_id = m.id and a.part = 'main'
      join handbook.tasks t on t.id = a.task_id
      where /*lock*/ a.member_id = any ((select handbook.my_mentees())::uuid[]) /*end*/ and a.state not in ('done', 'cancelled')),
    'mentors', (select coalesce(jsonb_agg(n.full_name), '[]') from handbook.mentor_names(true) n),
    'residences', (select coalesce(jsonb_agg(handbook.unit_name(r.unit_id)), '[]') from handbook.residence_contacts r
      where r.member_id = (select handbook.me()) and r.until is null))
$$;
comment on function api.tasks_home is
  'My open tasks, first page; the open ones of those whom I help as mentor; who enters for me, and which cell of the place where I live may give me tasks. Caller: any member. Errors: none, empty without an active member.';

-- a month or a year of a unit ----------------------------------------------------------------------------

-- Definer: names of those who do the tasks and of the units that gave them, in one look; cut to the caller's scope. Going through
-- the policies of four tables took four times as long.
create function handbook.tasks_due(within text, from_on date, until_on date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('given', count(*), 'done', count(*) filter (where r.state = 'done'),
    'on_time', count(*) filter (where r.state = 'done' and r.handed_in_on <= r.due_on), 'beyond', count(*) filter (where r.beyond),
    'late', count(*) filter (where r.late), 'to_decide', count(*) filter (where r.to_decide),
    'lines', coalesce(jsonb_agg(jsonb_build_object('assignment_id', r.id, 'member_id', r.member_id, 'full_name', r.full_name,
      'title', r.title, 'unit_name', r.unit_name, 'source', r.source, 'source_note', r.source_note, 'weight', r.weight, 'state', r.state,
      'due_on', r.due_on, 'percent', r.percent, 'handed_in_on', r.handed_in_on, 'beyond', r.beyond, 'late', r.late,
      'to_decide', r.to_decide) order by r.due_on, r.id), '[]'))
  from (
    select a.id, a.member_id, m.full_name, t.title, u.name as unit_name, t.source, t.source_note, t.weight, a.state, a.due_on, a.percent,
      a.handed_in_on, a.beyond, a.due_on < (select handbook.today()) and a.state not in ('handed_in', 'done') and not m.activity_exempt as late,
      a.state in ('handed_in', 'change_asked') or a.time_asked is not null and a.state <> 'done' as to_decide
    from handbook.task_assignments a
    join handbook.tasks t on t.id = a.task_id
    join handbook.members m on m.id = a.member_id
    join handbook.units u on u.id = a.unit_id
    where a.unit_path >= within and a.unit_path < within || '~' and a.part = 'main' and a.state <> 'cancelled'
      and a.due_on between from_on and until_on and a.unit_path <@ (select handbook.scope('task.assign'))) r
$$;
grant execute on function handbook.tasks_due to authenticated;

create function api.tasks_report(unit_id uuid, from_on date, until_on date) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit record;
begin
  select u.id, u.name, u.kind, u.path into unit from handbook.units u
  where u.id = tasks_report.unit_id and /*lock*/ u.path <@ (select handbook.scope('task.assign')) /*end*/;
  if unit.id is null then
    perform handbook.fail('unit.not_found', 404);
  elsif from_on is null or until_on is null or until_on < from_on or until_on > from_on + 370 then
    perform handbook.fail('task.period_wrong', 422, '{"field": "until_on"}');
  end if;
  return jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'unit_names', handbook.unit_line(unit.path), 'from_on', from_on,
      'until_on', until_on) || handbook.tasks_due(unit.path, from_on, until_on);
end $$;
comment on function api.tasks_report is
  'What is due in a unit within a month or a year: counts, and each task with who does it and how it stands; what was called off is left out. Caller: task.assign at the unit. Errors: session.ended, unit.not_found, task.period_wrong (370 days at most).';

-- ties -----------------------------------------------------------------------------------------------

-- Definer: as write_residence. Of one cell, both active; not for oneself by oneself is left to the cell.
create function handbook.write_mentor(of_member uuid, the_mentor uuid, ended boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not coalesce(handbook.member_path(of_member) <@ handbook.scope('mentor.write'), false) then
    perform handbook.fail('member.not_found', 404);
  elsif ended then
    update handbook.mentors set until = handbook.today() where member_id = of_member and mentor_id = the_mentor and until is null;
  elsif of_member = the_mentor or not exists (select from handbook.members m join handbook.members o on o.unit_id = m.unit_id
      where m.id = of_member and o.id = the_mentor and o.life_state = 'active') then
    perform handbook.fail('mentor.wrong', 422, '{"field": "mentor_id"}');
  else
    insert into handbook.mentors as x (member_id, mentor_id, since, entered_by)
    values (of_member, the_mentor, handbook.today(), handbook.me())
    on conflict (member_id, mentor_id) do update set since = excluded.since, until = null, entered_by = excluded.entered_by
      where x.until is not null;
  end if;
end $$;
-- Definer: residence cells and mentors of a member, with names, and who of the cell could be one; cut to the caller's scope.
create function handbook.ties_of(of_member uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('member_id', m.id, 'full_name', m.full_name,
    'residences', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', r.unit_id, 'name', u.name, 'code', u.code,
        'unit_names', handbook.unit_line(u.path), 'since', r.since) order by r.since), '[]')
      from handbook.residence_contacts r join handbook.units u on u.id = r.unit_id where r.member_id = m.id and r.until is null),
    'mentors', (select coalesce(jsonb_agg(jsonb_build_object('member_id', o.id, 'full_name', o.full_name, 'since', x.since) order by o.sort_key), '[]')
      from handbook.mentors x join handbook.members o on o.id = x.mentor_id where x.member_id = m.id and x.until is null),
    'candidates', (select coalesce(jsonb_agg(jsonb_build_object('member_id', o.id, 'full_name', o.full_name) order by o.sort_key), '[]')
      from handbook.members o where o.unit_id = m.unit_id and o.id <> m.id and o.life_state = 'active'
        and not exists (select from handbook.mentors x where x.member_id = m.id and x.mentor_id = o.id and x.until is null)))
  from handbook.members m where m.id = of_member and m.unit_path <@ handbook.scope('mentor.write', 'residence.write')
$$;
-- Definer: cells anywhere by words of their names and of those above; names of units are no secret, and only who introduces asks.
create function handbook.cells_like(words text) returns setof jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('code', u.code, 'name', u.name, 'unit_names', handbook.unit_line(u.path))
  from handbook.units u join handbook.units p on p.id = u.parent_id
  where u.kind = 'cell' and u.closed_on is null and length(btrim(words)) >= 2 and not isempty(handbook.scope('residence.write'))
    and (u.code = btrim(words) or not exists (
      select from regexp_split_to_table(btrim(handbook.folded(words)), '\s+') w
      where position(' ' || w || case when w ~ '^[0-9]+$' then ' ' else '' end in ' ' || regexp_replace(handbook.folded(u.name || ' ' || p.name), '[^a-z0-9]+', ' ', 'g') || ' ') = 0))
  order by u.code <> btrim(words), length(u.name), u.name, u.path limit 20
$$;
grant execute on function handbook.write_mentor, handbook.ties_of, handbook.cells_like to authenticated;

create function api.member_ties(member_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.members m where m.id = member_ties.member_id
      and /*lock*/ m.unit_path <@ (select handbook.scope('mentor.write', 'residence.write')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.ties_of(member_ties.member_id);
end $$;
comment on function api.member_ties is
  'The cells of the place where a member lives that may give tasks, the mentors, and who could be one. Caller: mentor.write or residence.write over the member. Errors: session.ended, member.not_found.';

create function api.cells_named(words text) returns setof jsonb
language sql stable set search_path = '' as $$ select * from handbook.cells_like(cells_named.words) $$;
comment on function api.cells_named is
  'Cells by words of their names and of what is above them, or by code, twenty at most: to introduce a member to one. Caller: residence.write anywhere. Errors: none, empty for others.';

create function api.mentor_set(key uuid, member_id uuid, mentor_id uuid, ended boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'mentor_set', jsonb_build_array(member_id, mentor_id, ended));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.members m where m.id = mentor_set.member_id
      and /*lock*/ m.unit_path <@ (select handbook.scope('mentor.write')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  perform handbook.write_mentor(mentor_set.member_id, mentor_set.mentor_id, ended);
  return handbook.remember(key, '{}');
end $$;
comment on function api.mentor_set is
  'Makes somebody of the cell a member''s mentor, who may enter for the member what was said about tasks, or ends it. Caller: mentor.write over the member. Errors: session.ended, member.not_found, mentor.wrong, write.key_missing, write.key_reused.';

grant execute on function api.tasks_home, api.tasks_report, api.member_ties, api.cells_named, api.mentor_set to authenticated;

-- turns name the meeting too ------------------------------------------------------------------------------

create or replace function api.tasks_turn() returns int
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
    insert into handbook.tasks (unit_id, unit_path, title, why, details, source, source_note, post_id, meeting_id, weight, due_on, repeat, repeat_until,
      series_id, series_no, stamp_denied, created_by)
    values (t.unit_id, '', t.title, t.why, t.details, t.source, t.source_note, t.post_id, t.meeting_id, t.weight, next_due, t.repeat, t.repeat_until,
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

notify pgrst, 'reload schema';
