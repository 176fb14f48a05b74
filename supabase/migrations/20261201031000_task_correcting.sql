-- What a secretary gave, a group's leader does not reword: the group's own tasks only.

-- Definer: who led a group when a task was given is in others' roles.
create function handbook.may_correct_task(of_task uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.tasks t
    join handbook.units u on u.id = t.unit_id
    left join handbook.units cell on cell.id = u.parent_id
    where t.id = of_task and t.unit_path <@ (select handbook.scope('task.assign'))
      and (u.kind <> 'cell_group'
        or cell.path <@ (select handbook.scope('task.assign'))
        or t.created_by = (select handbook.me())
        -- given by whoever led the group when the task, or the series that it belongs to, began
        or exists (
          select from handbook.roles r, (select min(o.created_at) as at from handbook.tasks o where o.series_id = t.series_id) begun
          where r.member_id = t.created_by and r.unit_id = t.unit_id and r.kind = 'cell_group_leader'
            and r.starts_at <= begun.at and (r.ends_at is null or begun.at < r.ends_at))))
$$;
grant execute on function handbook.may_correct_task to authenticated;

create or replace function handbook.correct_task(
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
  elsif not handbook.may_correct_task(t.id) then
    perform handbook.fail('task.given_by_others', 403);
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

comment on function api.task_correct is
  'Corrects what a given task says, for all who take part; the earlier text stays readable, and whoever asked for a change is asked anew. Caller: task.assign at its unit; at a cell group its leader only what a leader of the group gave. Errors: session.ended, task.not_found, task.given_by_others, task.title_length, task.words_long, task.changed_meanwhile, task.wrong_state (nobody is at it any more), task.nothing_new, task.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

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
    'may_correct', handbook.may_correct_task(t.id) and exists (select from handbook.task_assignments o
      where o.task_id = t.id and o.part = 'main' and o.state not in ('done', 'cancelled')),
    'may_add', t.unit_path <@ handbook.scope('task.assign') and not handbook.task_is_over(t.id),
    'earlier', (select coalesce(jsonb_agg(jsonb_build_object('version', e.version, 'title', e.title, 'why', e.why, 'details', e.details,
      'weight', e.weight, 'replaced_at', e.replaced_at) order by e.version desc), '[]') from handbook.task_texts e where e.task_id = t.id),
    'may_answer_for', a.member_id <> caller and handbook.may_answer_for(a));
end $$;

notify pgrst, 'reload schema';
