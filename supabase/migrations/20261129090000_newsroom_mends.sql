-- Mends of the newsroom: what looks like a secrecy stamp in short words too, and once denied in the log; what the
-- topmost desk is offered; the reason that the clock gives; corrections of a paper; files of manuscripts taken out of circulation.

-- secrecy stamps in short words ----------------------------------------------------------------

create or replace function handbook.file_names(files jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(file ->> 'file_name') || array_agg(file ->> 'alternative'), '{}') from jsonb_array_elements(files) as file
$$;
comment on function handbook.file_names is 'What is written about files, to be looked at for a secrecy stamp: their names, and what pictures show.';

-- Definer: writes into the log. Of all short words (questions and answers, words under tasks, reasons) alike: an entry
-- that named a question would tell who asked.
create function handbook.stop_stamp(refusal text, denied boolean, words text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not handbook.looks_classified(words) then
    return;
  elsif not coalesce(denied, false) then
    perform handbook.fail(refusal, 409, '{"field": "words"}');
  end if;
  perform handbook.audit('words.stamp_denied', 'words', '', handbook.me(), null, null, null);
end $$;
comment on function handbook.stop_stamp is
  'Stops words that carry a secrecy stamp with the code given, until the caller denies that they are classified; then the log keeps who and when, not what.';
grant execute on function handbook.stop_stamp to authenticated;

drop function api.question_ask;
drop function api.question_settle;
drop function api.manuscript_step;
drop function api.post_step;
drop function handbook.ask_question;
drop function handbook.settle_question;
drop function handbook.step_manuscript;
drop function handbook.step_post;

-- Definer: questions take no direct writes; asks in the caller's own name only.
create function handbook.ask_question(
  of_post uuid, of_kind handbook.question_kind, to_desk handbook.question_desk, said text, agreed boolean, denied boolean
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  pace int := (handbook.policy('questions.pace') ->> 'within_an_hour')::int;
  recent timestamptz[];
  sits handbook.units;
  new_id uuid;
begin
  if not exists (select from handbook.posts p where p.id = of_post and handbook.may_read(p)) then
    perform handbook.fail('post.not_found', 404);
  end if;
  if coalesce(length(btrim(said)), 0) not between 5 and 2000 then
    perform handbook.fail('question.length', 422, '{"field": "words"}');
  end if;
  perform handbook.stop_stamp('question.classified', denied, said);
  select array_agg(q.asked_at order by q.asked_at desc) into recent from handbook.questions q
  where q.asker_id = caller and q.asked_at > now() - interval '1 hour';
  if cardinality(recent) >= pace then
    perform handbook.fail('question.slow_down', 429, jsonb_build_object('retry_after',
      ceil(extract(epoch from recent[pace] + interval '1 hour' - now()))::int));
  end if;
  sits := handbook.who_answers(to_desk, case to_desk
    when 'editors' then (select p.unit_id from handbook.posts p where p.id = of_post)
    else (select m.unit_id from handbook.members m where m.id = caller) end, caller);
  if sits.id is null then
    perform handbook.fail('question.nobody_answers', 409);
  end if;
  insert into handbook.questions (post_id, asker_id, kind, desk, unit_id, unit_path, words, may_publish)
  values (of_post, caller, of_kind, to_desk, sits.id, sits.path, btrim(said), agreed and of_kind = 'question')
  returning id into new_id;
  return new_id;
end $$;

-- Definer: as ask_question; checks by itself that the question lies at the caller's desk.
create function handbook.settle_question(of_question uuid, verb text, said text, publish boolean, denied boolean) returns handbook.question_state
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  q handbook.questions;
  to_desk handbook.question_desk;
  sits handbook.units;
begin
  select * into q from handbook.questions x where x.id = of_question for update;
  if q.id is null or not coalesce(handbook.at_my_desk(q), false) then
    perform handbook.fail('question.not_found', 404);
  end if;
  if verb in ('publish', 'unpublish') then
    if q.state <> 'answered' then
      perform handbook.fail('question.not_answered', 409);
    end if;
    delete from handbook.published_answers a where a.question_id = q.id;
    if verb = 'publish' then
      perform handbook.publish_answer(q);
    end if;
    return q.state;
  end if;
  if q.state not in ('asked', 'passed_on') then
    perform handbook.fail('question.settled', 409);
  end if;
  if verb in ('answer', 'close') then
    if coalesce(length(btrim(said)), 0) not between 3 and 5000 then
      perform handbook.fail('question.answer_length', 422, '{"field": "words"}');
    end if;
    perform handbook.stop_stamp('question.classified', denied, said);
    insert into handbook.question_answers (question_id, desk, unit_id, unit_path, words, answered_by)
    values (q.id, q.desk, q.unit_id, q.unit_path, btrim(said), caller);
    update handbook.questions x set settled_at = now(),
      state = case verb when 'answer' then 'answered' else 'closed' end::handbook.question_state
    where x.id = q.id returning * into q;
    if publish and verb = 'answer' then
      perform handbook.publish_answer(q);
    end if;
    return q.state;
  end if;
  to_desk := case verb when 'pass_editors' then 'editors' when 'pass_secretary' then 'secretary' else q.desk::text end;
  sits := handbook.who_answers(to_desk, case verb
    when 'pass_editors' then (select p.unit_id from handbook.posts p where p.id = q.post_id)
    when 'pass_secretary' then (select m.unit_id from handbook.members m where m.id = q.asker_id)
    else (select u.parent_id from handbook.units u where u.id = q.unit_id) end, q.asker_id);
  if sits.id is null then
    perform handbook.fail('question.nobody_answers', 409);
  end if;
  if (to_desk, sits.id) = (q.desk, q.unit_id) then
    perform handbook.fail('question.already_there', 409);
  end if;
  insert into handbook.question_moves (question_id, from_desk, from_unit, to_desk, to_unit, moved_by)
  values (q.id, q.desk, q.unit_id, to_desk, sits.id, caller);
  update handbook.questions x set state = 'passed_on', desk = to_desk, unit_id = sits.id, unit_path = sits.path where x.id = q.id;
  return 'passed_on';
end $$;

grant execute on function handbook.ask_question, handbook.settle_question to authenticated;

create function api.question_ask(
  key uuid, post_id uuid, kind handbook.question_kind, desk handbook.question_desk, words text, may_publish boolean default false,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'question.ask', jsonb_build_array(post_id, kind, desk, words, may_publish, stamp_denied));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.posts p where p.id = question_ask.post_id and /*lock*/ handbook.may_read(p) /*end*/) then
    perform handbook.fail('post.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('question_id',
    handbook.ask_question(post_id, kind, case kind when 'mistake' then 'editors' else desk end, words, may_publish, stamp_denied)));
end $$;
comment on function api.question_ask is
  'Asks the editors of a post or my secretary about it, or reports a mistake to the editors; goes to the first desk upwards at which somebody else sits. Caller: whom the post is for. Errors: session.ended, write.key_missing, write.key_reused, post.not_found, question.length, question.classified (unless stamp_denied, which the log keeps), question.slow_down (with retry_after), question.nobody_answers.';

create function api.question_settle(
  key uuid, question_id uuid, verb text, words text default null, publish boolean default false, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'question.settle', jsonb_build_array(question_id, verb, words, publish, stamp_denied));
begin
  if answer is not null then
    return answer;
  end if;
  if verb not in ('answer', 'close', 'publish', 'unpublish', 'pass_editors', 'pass_secretary', 'pass_above') then
    perform handbook.fail('question.unknown_verb', 422);
  end if;
  if not exists (select from handbook.questions q
                 where q.id = question_settle.question_id and /*lock*/ handbook.at_my_desk(q) /*end*/) then
    perform handbook.fail('question.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('state', handbook.settle_question(question_id, verb, words, publish, stamp_denied)));
end $$;
comment on function api.question_settle is
  'Answers (publishing if asked to and the asker agrees), closes with a reason, publishes or unpublishes an answer, or passes a question on: to the editors of the post, to the asker''s secretary, to the same desk above. Caller: the desk at which it lies, nobody for the own. Errors: session.ended, write.key_missing, write.key_reused, question.unknown_verb, question.not_found, question.settled, question.not_answered, question.not_agreed, question.answer_length, question.classified (unless stamp_denied, which the log keeps), question.nobody_answers, question.already_there.';

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
      and /*lock*/ (x.member_id = caller or x.unit_path <@ (select handbook.scope('task.assign'))) /*end*/) then
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
comment on function api.task_step is
  'Takes one step of handbook.task_steps: accept, ask_change, report, hand_in, take_back, ask_time, comment by the member (or a proxy of the cell, named in the history); keep, give_time, refuse_time, approve, return, reopen, cancel by whoever assigns there, never about the own work. Caller: as told by task_open. Errors: session.ended, task.not_found, task.unknown_step, task.wrong_state, task.not_yours, task.changed_meanwhile, task.words_missing, task.words_long, task.date_wrong, task.percent_wrong, task.classified (unless stamp_denied, which the log keeps), file.not_found, write.key_missing, write.key_reused.';

-- Definer: manuscripts take no direct writes; checks the caller's right by itself.
create or replace function handbook.write_manuscript(
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
  m.stamp_denied := stamped or coalesce(denied, false); -- of a Word file's stamp too, which may have stood in what was not taken over
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

-- steps of manuscripts -------------------------------------------------------------------------

-- Definer: where desks are is read from everybody's roles.
create function handbook.has_desk_above(m handbook.manuscripts) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.desk_above(m.unit_path, m.target_id, m.desk_id, m.desk_level))
$$;
comment on function handbook.has_desk_above is 'Whether a manuscript can be passed up from where it lies.';

create function handbook.steps_allowed(m handbook.manuscripts) returns setof handbook.manuscript_steps
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
comment on function handbook.steps_allowed is 'Which steps the table allows the caller now, whether or not there is a desk above.';

create or replace function handbook.steps_open(m handbook.manuscripts) returns setof handbook.manuscript_steps
language sql stable set search_path = '' as $$
  select s.* from handbook.steps_allowed(m) s where s.step <> 'pass_up' or handbook.has_desk_above(m)
$$;
grant execute on function handbook.has_desk_above, handbook.steps_allowed to authenticated;

-- Definer: manuscripts take no direct writes; checks the caller's right by itself, from the table of steps.
create function handbook.step_manuscript(of_manuscript uuid, wanted text, seen_version int, why text, moment timestamptz, denied boolean)
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
  select o.* into move from handbook.steps_allowed(m) o where o.step = wanted order by o.who = 'author' limit 1;
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
  perform handbook.stop_stamp('words.classified', denied, why);
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

create function api.manuscript_step(
  key uuid, manuscript_id uuid, step text, version int default null, reason text default null, at timestamptz default null,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'manuscript.step',
    jsonb_build_array(manuscript_id, step, version, reason, at, stamp_denied));
  m handbook.manuscripts;
begin
  if answer is not null then
    return answer;
  end if;
  m := handbook.seen_manuscript(manuscript_id);
  m := handbook.step_manuscript(manuscript_id, step, version, reason, at, stamp_denied);
  return handbook.remember(key, jsonb_build_object('state', m.state, 'post_id', m.post_id,
    'desk_name', handbook.unit_name(m.desk_id), 'desk_level', m.desk_level));
end $$;
comment on function api.manuscript_step is
  'One of the steps in handbook.manuscript_steps: submit, recall, discard, restore, take, take_over, release, return, pass_up, publish, schedule, unschedule. version: the text that I have seen. Caller: as that table says. Errors: session.ended, manuscript.not_found, manuscript.not_yours (state and owner), manuscript.step_impossible (state), manuscript.changed_meanwhile (version, by whom and when), manuscript.reason_missing, words.classified (unless stamp_denied, which the log keeps), manuscript.time_invalid, manuscript.no_desk, manuscript.nothing_above, post.title_length, manuscript.body_missing, manuscript.source_missing, manuscript.permission_missing, manuscript.alternative_missing, post.classified, unit.closed, write.key_missing, write.key_reused.';

-- steps of published posts -----------------------------------------------------------------------

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
  if wanted = 'withdraw' then -- of a correction the whole text is looked at, below
    perform handbook.stop_stamp('words.classified', denied, why);
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

grant execute on function handbook.step_manuscript, handbook.step_post to authenticated;

create function api.post_step(
  key uuid, post_id uuid, step text, reason text default null, until timestamptz default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'post.step',
    jsonb_build_array(post_id, step, reason, until, stamp_denied));
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
  p := handbook.step_post(post_id, step, reason, until, denied => stamp_denied);
  return handbook.remember(key, jsonb_build_object('post_id', p.id, 'state', p.state));
end $$;
comment on function api.post_step is
  'Pins a published post until a time, unpins it, or withdraws it with a reason that a link to it then shows. Caller: post.publish at its unit. Errors: session.ended, post.not_found, post.step_impossible (state), post.reason_missing, words.classified (unless stamp_denied, which the log keeps), post.pin_until_invalid, post.too_many_pins, write.key_missing, write.key_reused.';

grant execute on function api.question_ask, api.question_settle, api.manuscript_step, api.post_step to authenticated;

-- the clock ------------------------------------------------------------------------------------

create or replace function api.publish_due() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  m handbook.manuscripts;
  patience interval := make_interval(secs => (handbook.policy('newsroom') ->> 'late_seconds')::int);
  new_post uuid;
  why text;
  sort text;
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
      get stacked diagnostics why = message_text, sort = returned_sqlstate;
      if sort not like 'PT%' then -- what the database says is for nobody's screen; its operator finds it by the time
        raise warning 'publish_due: manuscript % not published, SQLSTATE %', m.id, sort;
        why := 'manuscript.not_published';
      end if;
      update handbook.manuscripts n set state = 'returned', publish_at = null, owner_id = null, owned_since = null, updated_at = now()
      where n.id = m.id;
      insert into handbook.newsroom_history (manuscript_id, step, from_state, to_state, version, reason, details)
      values (m.id, 'publish_fail', 'scheduled', 'returned', m.version, why, jsonb_build_object('publish_at', m.publish_at));
      failed := failed + 1;
    end;
  end loop;
  return jsonb_build_object('published', printed, 'failed', failed);
end $$;
comment on function api.publish_due is
  'Publishes the manuscripts whose time has come, each once, however many ask; what can''t be published goes back to its author with the reason. Errors: none. Service only.';

notify pgrst, 'reload schema';
