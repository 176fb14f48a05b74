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

-- files of manuscripts out of circulation --------------------------------------------------------

alter table handbook.quarantines alter column attachment_id drop not null, alter column post_id drop not null,
  add column manuscript_id uuid references handbook.manuscripts, add check (num_nonnulls(post_id, manuscript_id) = 1);
comment on column handbook.quarantines.manuscript_id is 'In place of the post, where the file was of an article before it was published.';
create index quarantines_by_manuscript on handbook.quarantines (manuscript_id) where released_at is null;

-- Definer: readers of a post are told that something is being looked at and where it stood, and nothing of what it is.
create or replace function handbook.files_in_quarantine(of_post uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'attachment_id', a.id, 'kind', a.kind, 'object_name', '', 'file_name', '', 'content_type', '', 'size_bytes', 0,
    'alternative', '', 'quarantined', true, 'place', a.place)), '[]')
  from handbook.attachments a where a.post_id = of_post and a.quarantined
$$;

create or replace function handbook.attachments_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  -- each in its place, or the text's "[Ảnh 2]" would show the third picture
  select coalesce(jsonb_agg(x.file order by x.place), '[]') from (
    select a.place, jsonb_build_object(
      'attachment_id', a.id, 'kind', a.kind, 'object_name', a.object_name, 'file_name', a.file_name,
      'content_type', a.content_type, 'size_bytes', a.size_bytes, 'alternative', a.alternative, 'quarantined', false) as file
    from handbook.attachments a where a.post_id = of_post
    union all
    select (q.file ->> 'place')::int, q.file - 'place'
    from jsonb_array_elements(case when exists (select from handbook.posts p where p.id = of_post)
      then handbook.files_in_quarantine(of_post) else '[]' end) as q(file)) x
$$;

-- Definer: the same of a manuscript; the name in the bucket opens nothing, and keeps its place when the article is saved.
create function handbook.manuscript_files_in_quarantine(of_manuscript uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'kind', f.kind, 'object_name', f.object_name, 'file_name', '', 'content_type', '', 'size_bytes', 0,
    'alternative', '', 'quarantined', true, 'place', f.place)), '[]')
  from handbook.manuscript_files f join handbook.manuscripts m on m.id = f.manuscript_id
  where f.manuscript_id = of_manuscript and handbook.is_quarantined(f.object_name) and handbook.sees_manuscript(m)
$$;
grant execute on function handbook.manuscript_files_in_quarantine to authenticated;

create or replace function handbook.files_of_manuscript(of_manuscript uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(x.file order by x.place), '[]') from (
    select f.place, jsonb_build_object(
      'kind', f.kind, 'object_name', f.object_name, 'file_name', f.file_name, 'content_type', f.content_type,
      'size_bytes', f.size_bytes, 'alternative', f.alternative, 'quarantined', false) as file
    from handbook.manuscript_files f where f.manuscript_id = of_manuscript and not handbook.is_quarantined(f.object_name)
    union all
    select (q.file ->> 'place')::int, q.file - 'place'
    from jsonb_array_elements(handbook.manuscript_files_in_quarantine(of_manuscript)) as q(file)) x
$$;

create or replace function handbook.put_manuscript_files(of_manuscript uuid, files jsonb) returns void
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
    case when handbook.is_quarantined(o.name) then '-' else x.file_name end, o.metadata ->> 'mimetype', (o.metadata ->> 'size')::int,
    left(btrim(coalesce(x.alternative, '')), 1000), n
  from rows from (jsonb_to_recordset(files) as (object_name text, file_name text, alternative text))
    with ordinality x (object_name, file_name, alternative, n)
  join storage.objects o on o.bucket_id = 'attachments' and o.name = x.object_name
    and split_part(o.name, '/', 1) = of_manuscript::text
  on conflict (object_name) do update set place = excluded.place,
    -- of what is out of circulation the writer knows neither; it keeps both
    file_name = case when handbook.is_quarantined(f.object_name) then f.file_name else excluded.file_name end,
    alternative = case when handbook.is_quarantined(f.object_name) then f.alternative else excluded.alternative end;
  get diagnostics put = row_count;
  if put <> jsonb_array_length(files) then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
end $$;
comment on function handbook.put_manuscript_files is 'For the owner: makes the list of a manuscript''s files that which is given.';

create or replace function handbook.check_manuscript(m handbook.manuscripts) returns void
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
                where f.manuscript_id = m.id and f.kind = 'picture' and f.alternative = ''
                and not handbook.is_quarantined(f.object_name)) then
    perform handbook.fail('manuscript.alternative_missing', 422, '{"field": "files"}');
  elsif not m.stamp_denied and handbook.looks_classified(variadic array[m.title, m.lead, m.body, m.source, m.permission]) then
    perform handbook.fail('post.classified', 409);
  end if;
end $$;
comment on function handbook.check_manuscript is 'For the owner: what must be there before others are asked to look at a text.';

create or replace function handbook.put_in_print(m handbook.manuscripts, moment timestamptz) returns uuid
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
  insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name, content_type, size_bytes, alternative, place, quarantined)
  select new_post, '', f.kind, f.object_name, f.file_name, f.content_type, f.size_bytes, f.alternative, f.place, handbook.is_quarantined(f.object_name)
  from handbook.manuscript_files f where f.manuscript_id = m.id;
  return new_post;
end $$;
comment on function handbook.put_in_print is 'For the owner: a manuscript becomes a post of the unit it is meant for.';

create or replace function handbook.manuscript_card(m handbook.manuscripts) returns jsonb
language sql stable set search_path = '' as $$
  select handbook.manuscript_line(m) || jsonb_build_object(
    'version', m.version, 'saved_at', m.saved_at, 'saved_by', n.names ->> m.saved_by::text,
    'saved_by_me', m.saved_by = handbook.me(),
    'lead', m.lead, 'body', m.body, 'from_press', m.from_press, 'source', m.source, 'permission', m.permission,
    'files', handbook.files_of_manuscript(m.id),
    'may_write', handbook.may_write(m),
    'may_quarantine', m.post_id is null and coalesce(m.unit_path <@ handbook.scope('file.quarantine'), false),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'to_state', s.to_state, 'needs_reason', s.needs_reason)
        order by s.step), '[]')
      from (select distinct on (o.step) o.* from handbook.steps_open(m) o order by o.step, o.who = 'author') s),
    'targets', handbook.targets_of(m.unit_path),
    'others', handbook.others_present(m.id))
  from (select handbook.manuscript_names(m.id) as names) n
$$;
comment on function handbook.manuscript_card is 'Invoker: one manuscript in full, with what the caller may do.';

-- Definer: quarantines take no direct writes; checks the caller's right by itself.
create function handbook.quarantine_manuscript_file(of_manuscript uuid, file text, why text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.manuscripts;
  called text;
  placed uuid;
begin
  select * into m from handbook.manuscripts x where x.id = of_manuscript and x.post_id is null
    and handbook.sees_manuscript(x) and x.unit_path <@ handbook.scope('file.quarantine') for update;
  select f.file_name into called from handbook.manuscript_files f where f.manuscript_id = m.id and f.object_name = file;
  if called is null then
    perform handbook.fail('file.not_found', 404);
  elsif handbook.is_quarantined(file) then
    perform handbook.fail('file.quarantined_already', 409);
  end if;
  insert into handbook.quarantines (manuscript_id, unit_path, office_path, object_name, file_name, reason, placed_by)
  select m.id, m.unit_path, max(u.path), file, called, btrim(why), caller
  from handbook.roles r join handbook.units u on u.id = r.unit_id
  join handbook.role_capabilities c on c.role = r.kind and c.unit_kind = u.kind and c.capability = 'file.quarantine'
  where r.member_id = caller and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at)
    and starts_with(m.unit_path, u.path)
  returning id into placed;
  return placed;
end $$;
grant execute on function handbook.quarantine_manuscript_file to authenticated;

create function api.manuscript_file_quarantine(key uuid, manuscript_id uuid, object_name text, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'manuscript.file_quarantine', jsonb_build_array(manuscript_id, object_name, reason));
  m handbook.manuscripts;
begin
  if answer is not null then
    return answer;
  end if;
  m := handbook.seen_manuscript(manuscript_id);
  if coalesce(length(btrim(reason)), 0) not between 3 and 500 then
    perform handbook.fail('quarantine.reason_length', 422, '{"field": "reason"}');
  end if;
  return handbook.remember(key, jsonb_build_object('quarantine_id', handbook.quarantine_manuscript_file(m.id, object_name, reason)));
end $$;
comment on function api.manuscript_file_quarantine is
  'Takes a file of an article that is not published yet out of circulation at once, its author included; it stays so when the article is published. Logged. Caller: who sees the manuscript and holds file.quarantine over its unit. Errors: session.ended, manuscript.not_found, file.not_found, file.quarantined_already, quarantine.reason_length, write.key_missing, write.key_reused.';
grant execute on function api.manuscript_file_quarantine to authenticated;

-- Definer: as quarantine_file.
create or replace function handbook.release_file(of_quarantine uuid, why text) returns void
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
  where t.attachment_id in (select a.id from handbook.attachments a where a.object_name = held.object_name);
  -- Who gives it back has looked at it: nobody is asked again what its text seems to carry.
  insert into handbook.cleared_files (attachment_id, unit_path, cleared_by)
  select a.id, a.unit_path, caller from handbook.attachments a where a.object_name = held.object_name
  on conflict (attachment_id) do nothing;
end $$;

create or replace function api.files_to_check() returns jsonb
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
      select q.id as quarantine_id, q.post_id, coalesce(p.title, m.title) as title, q.file_name, q.reason, q.placed_at, q.release_reason, q.released_at
      from handbook.quarantines q left join handbook.posts p on p.id = q.post_id
      left join handbook.manuscripts m on m.id = q.manuscript_id
      where /*lock*/ elem_contained_by_multirange(q.office_path, held) /*end*/
      order by (q.released_at is not null), q.placed_at desc limit 100) x));
end $$;
comment on function api.files_to_check is
  'Files whose text seems to carry a secrecy stamp and that nobody has looked at, and those out of circulation, the newest hundred of each. Caller: file.quarantine over the post''s unit, or over the office that took it out; empty lists for others. Errors: session.ended.';

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
    'may_quarantine', coalesce(found_post.unit_path <@ handbook.scope('file.quarantine'), false),
    'may_track', handbook.path_range(found_post.unit_path, found_post.unit_path || '~')
      && handbook.scope('directive.track'),
    'may_publish', found_post.state = 'draft' and found_post.unit_path <@ handbook.scope('post.publish'));
end $$;
comment on function api.post_open is
  'One post in full, with its corrections and what I may do with it; marks it read for me and says what there is to count. Of a withdrawn one whom it was for is told the reason and nothing of the text. Caller: whom the post is for, the offices above its unit, its publishers. Errors: session.ended; post.not_found, the same for what is not there and what is not mine.';

-- imports --------------------------------------------------------------------------------------

drop function api.import_post;

create function api.import_post(
  unit_code text, category handbook.post_category, title text, lead text, body text, source text,
  published_at timestamptz, publish boolean, files jsonb, number text default null, issued_on date default null,
  permission text default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  unit uuid := (select id from handbook.units where code = unit_code);
  earlier uuid;
  new_id uuid;
  owed text[] := '{}';
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
  if handbook.looks_classified(variadic array[title, lead, body, source, number, permission] || handbook.file_names(files)) then
    perform handbook.fail('post.classified', 409);
  end if;
  source := nullif(btrim(source), '');
  permission := nullif(btrim(permission), '');
  if publish and category in ('news', 'study') then -- as handbook.check_article asks of everybody
    if source is not null and length(coalesce(permission, '')) < 3 then
      owed := owed || 'manuscript.permission_missing'::text;
    end if;
    if exists (select from jsonb_array_elements(files) f where f ->> 'kind' = 'picture' and coalesce(f ->> 'alternative', '') !~ '\S') then
      owed := owed || 'manuscript.alternative_missing'::text;
    end if;
    publish := owed = '{}';
  end if;
  insert into handbook.posts (unit_id, unit_path, category, state, title, lead, body, source, permission, published_at)
  values (unit, '', category, case when publish then 'published' else 'draft' end::handbook.post_state,
    btrim(import_post.title), btrim(import_post.lead), import_post.body, import_post.source, import_post.permission,
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
  return jsonb_build_object('post_id', new_id, 'already', false, 'draft_because', owed);
end $$;
comment on function api.import_post is
  'Files an imported article under a unit, a paper with its number and date; nobody is asked to acknowledge it. News and study from the press without a permission, or with a picture that nobody has described, stay a draft; draft_because says why. The same text a second time is recognised. Errors: unit.not_found, post.classified, post.too_many_files, file.not_found. Service only.';

grant execute on function api.import_post to service_role;

-- corrections of papers --------------------------------------------------------------------------

-- Definer: papers are written by their triggers and here alone; step_post has checked the right, and it is checked again.
create or replace function handbook.correct_facts(of_post uuid, changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  was handbook.documents;
  d handbook.documents;
  before jsonb;
begin
  select x.* into was from handbook.documents x where x.post_id = of_post and x.unit_path <@ handbook.scope('post.publish') for update;
  if was.post_id is null or jsonb_typeof(changes) <> 'object' or exists (
      select from jsonb_each(changes) c where c.key not in
        ('type', 'number', 'issued_on', 'issuing_body', 'signatory', 'subject', 'valid_from', 'valid_until', 'replaces', 'replaces_text')
        or c.value <> 'null' and jsonb_typeof(c.value) <> 'string') then
    perform handbook.fail('document.fact_unknown', 422, '{"field": "facts"}');
  end if;
  -- what is empty on the form is not said on the paper
  select jsonb_object_agg(c.key, nullif(btrim(c.value), '')) into changes from jsonb_each_text(changes) c;
  d := jsonb_populate_record(was, coalesce(changes, '{}'));
  if d.number is not null and d.issued_on is null then
    perform handbook.fail('document.date_missing', 422, '{"field": "issued_on"}');
  elsif d.valid_until < d.valid_from then
    perform handbook.fail('document.ends_before_it_begins', 422, '{"field": "valid_until"}');
  elsif d.subject is distinct from was.subject and not handbook.policy('document.subjects') -> 'subjects' ? d.subject then
    perform handbook.fail('document.subject_unknown', 422, '{"field": "subject"}');
  elsif d.replaces is distinct from was.replaces and d.replaces is not null and (d.replaces = of_post or not exists (
      select from handbook.posts p join handbook.documents o on o.post_id = p.id
      where p.id = d.replaces and p.state = 'published' and starts_with(o.unit_path, was.unit_path) and handbook.may_read(p))) then
    perform handbook.fail('document.cannot_be_replaced', 422, '{"field": "replaces"}');
  elsif length(d.number) > 60 or length(d.issuing_body) > 200 or length(d.signatory) > 120 or length(d.replaces_text) > 300
      or d.replaces is not null and d.replaces_text is not null then
    perform handbook.fail('document.fact_unknown', 422, '{"field": "facts"}');
  end if;
  update handbook.documents x set type = coalesce(d.type, was.type), number = d.number, issued_on = d.issued_on,
    issuing_body = d.issuing_body, signatory = d.signatory, subject = d.subject, valid_from = d.valid_from, valid_until = d.valid_until,
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
  'Changes what is said of a published paper; returns what is different now, as it was, or null.';

comment on function api.post_correct is
  'Corrects the text of a published post, and of a paper those facts that are given (type, number, issued_on, issuing_body, signatory, subject, valid_from, valid_until, replaces, replaces_text), with a note that readers see; what it said before stays in its history. Caller: post.publish at its unit. Errors: session.ended, post.not_found, post.step_impossible (state), post.reason_missing, post.changed_meanwhile (version, by whom and when), post.title_length, post.nothing_corrected, post.classified (unless stamp_denied), document.fact_unknown, document.date_missing, document.ends_before_it_begins, document.subject_unknown, document.cannot_be_replaced, write.key_missing, write.key_reused.';

notify pgrst, 'reload schema';
