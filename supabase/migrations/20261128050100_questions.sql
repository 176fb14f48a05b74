-- Questions: what a reader asks the editors of a post or the own secretary, and mistakes reported in a post.
-- Who asked is known to the one who answers, and to nobody else: no log, no list, no count by person.

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('questions.pace', '2026-01-01', 'Cài đặt của phần mềm', '{"within_an_hour": 6}'),
  ('questions.kept', '2026-01-01', 'Cài đặt của phần mềm', '{"days": 365}');

create type handbook.question_kind as enum ('question', 'mistake');
create type handbook.question_desk as enum ('editors', 'secretary');
create type handbook.question_state as enum ('asked', 'passed_on', 'answered', 'closed');

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, 'unit'
from (values
  ('{secretary,deputy_secretary}', '{cell}', '{question.editors,question.secretary}'),
  ('{secretary,deputy_secretary}', '{city,ward,grassroots_body,sub_committee}', '{question.editors,question.secretary}'),
  ('{office_staff,editor,news_secretariat,editorial_board}', '{city,ward,grassroots_body,sub_committee}', '{question.editors}')
) as sentences(roles, kinds, capabilities),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;

-- tables ---------------------------------------------------------------------------------------

create table handbook.questions (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references handbook.posts,
  asker_id uuid references handbook.members,
  kind handbook.question_kind not null,
  desk handbook.question_desk not null,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  words text not null check (length(words) between 5 and 2000),
  may_publish boolean not null default false,
  state handbook.question_state not null default 'asked',
  asked_at timestamptz not null default now(),
  settled_at timestamptz,
  seen_at timestamptz,
  check ((state in ('answered', 'closed')) = (settled_at is not null))
);
comment on table handbook.questions is
  'A question about a post, or a mistake found in it, and at whose desk it lies. Not audited: nobody''s log may tell who asked.';
comment on column handbook.questions.asker_id is
  'Shown to the asker and to the desk alone; cut off after the days of policy questions.kept.';
comment on column handbook.questions.unit_path is 'Of the unit whose desk it lies at, not of the post''s.';
comment on column handbook.questions.may_publish is 'The asker agrees that question and answer stand under the article, without a name.';
comment on column handbook.questions.seen_at is 'When the asker opened the answer.';
create index questions_waiting on handbook.questions (unit_path, asked_at, id) where state in ('asked', 'passed_on');
create index questions_settled on handbook.questions (unit_path, settled_at desc, id desc) where state in ('answered', 'closed');
create index questions_by_asker on handbook.questions (asker_id, asked_at desc, id desc);
create index questions_by_post on handbook.questions (post_id);

create table handbook.question_answers (
  question_id uuid primary key references handbook.questions,
  desk handbook.question_desk not null,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  words text not null check (length(words) between 3 and 5000),
  answered_by uuid not null references handbook.members,
  answered_at timestamptz not null default now()
);
comment on table handbook.question_answers is 'What a desk answered, or why it closed a question without an answer.';

create table handbook.question_moves (
  id bigint generated always as identity primary key,
  question_id uuid not null references handbook.questions on delete cascade,
  from_desk handbook.question_desk not null,
  from_unit uuid not null references handbook.units,
  to_desk handbook.question_desk not null,
  to_unit uuid not null references handbook.units,
  moved_by uuid not null references handbook.members,
  moved_at timestamptz not null default now()
);
comment on table handbook.question_moves is 'From which desk to which a question was passed on.';
create index question_moves_by_question on handbook.question_moves (question_id, id);

create table handbook.published_answers (
  question_id uuid primary key references handbook.questions,
  post_id uuid not null references handbook.posts,
  question text not null,
  answer text not null,
  desk handbook.question_desk not null,
  unit_id uuid not null references handbook.units,
  answered_at timestamptz not null
);
comment on table handbook.published_answers is 'What stands under an article for its readers: no column of it knows who asked.';
create index published_answers_by_post on handbook.published_answers (post_id, answered_at);

-- grants, triggers, row level security -----------------------------------------------------------

grant select on handbook.questions, handbook.question_answers, handbook.question_moves, handbook.published_answers
  to authenticated;

-- Without the words: an answer may repeat what was asked in confidence.
create trigger audit_row after insert or update or delete on handbook.question_answers
  for each row execute function handbook.audit_row('question_id', '', 'words');

alter table handbook.questions enable row level security;
alter table handbook.question_answers enable row level security;
alter table handbook.question_moves enable row level security;
alter table handbook.published_answers enable row level security;

create policy "whoever asked sees the own question" on handbook.questions
  for select to authenticated using (asker_id = (select handbook.me()));
create policy "the desk at which a question lies sees it" on handbook.questions
  for select to authenticated using (
    desk = 'editors' and unit_path <@ (select handbook.scope('question.editors'))
    or desk = 'secretary' and unit_path <@ (select handbook.scope('question.secretary')));
create policy "an answer is as private as its question" on handbook.question_answers
  for select to authenticated using (exists (select from handbook.questions q where q.id = question_id));
create policy "the way of a question is as private as the question" on handbook.question_moves
  for select to authenticated using (exists (select from handbook.questions q where q.id = question_id));
create policy "published answers are as private as their post" on handbook.published_answers
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));

-- private helpers ------------------------------------------------------------------------------

-- Definer: looks who holds which office. From a unit upwards the first desk at which somebody other than the asker sits.
create function handbook.who_answers(wanted handbook.question_desk, start_unit uuid, asker uuid) returns handbook.units
language sql stable security definer set search_path = '' as $$
  select u from handbook.units own
  join handbook.units u on u.path = any (
    select left(own.path, 5 * depth) from generate_series(1, length(own.path) / 5) depth)
  where own.id = start_unit and exists (
    select from handbook.roles r
    join handbook.role_capabilities c on c.role = r.kind and c.unit_kind = u.kind
      and c.capability = 'question.' || wanted::text
    where r.unit_id = u.id and r.member_id is distinct from asker
      and r.starts_at <= now() and (r.ends_at is null or now() < r.ends_at))
  order by length(u.path) desc limit 1
$$;

create function handbook.at_my_desk(q handbook.questions) returns boolean
language sql stable set search_path = '' as $$
  select q.asker_id is distinct from handbook.me()
    and q.unit_path <@ handbook.scope('question.' || q.desk::text)
$$;
comment on function handbook.at_my_desk is 'Whether the caller answers a question; nobody the own.';

-- Definer: names the asker, to the desk alone.
create function handbook.question_card(of_question uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'question_id', q.id, 'kind', q.kind, 'desk', q.desk, 'unit_name', handbook.unit_name(q.unit_id), 'state', q.state,
    'post_id', q.post_id, 'post_title', p.title, 'words', q.words, 'may_publish', q.may_publish,
    'published', exists (select from handbook.published_answers a where a.question_id = q.id),
    'asked_at', q.asked_at, 'settled_at', q.settled_at, 'mine', caller.asked, 'may_answer', caller.answers,
    'may_correct', caller.answers and p.state = 'published' and p.unit_path <@ handbook.scope('post.publish'),
    'unseen', caller.asked and q.settled_at is not null and q.seen_at is null,
    'asker', case when caller.answers then (
      select jsonb_build_object('full_name', m.full_name, 'unit_name', handbook.unit_name(m.unit_id))
      from handbook.members m where m.id = q.asker_id) end,
    'answer', (select jsonb_build_object('words', a.words, 'desk', a.desk, 'unit_name', handbook.unit_name(a.unit_id),
        'answered_at', a.answered_at) from handbook.question_answers a where a.question_id = q.id),
    'moves', (select coalesce(jsonb_agg(jsonb_build_object('desk', w.to_desk, 'unit_name', handbook.unit_name(w.to_unit),
        'moved_at', w.moved_at) order by w.id), '[]') from handbook.question_moves w where w.question_id = q.id))
  from handbook.questions q
  join handbook.posts p on p.id = q.post_id
  cross join lateral (select coalesce(q.asker_id = handbook.me(), false) as asked, handbook.at_my_desk(q) as answers) as caller
  where q.id = of_question and (caller.asked or caller.answers)
$$;
comment on function handbook.question_card is 'Definer: a question for who asked it, without a name, and for the desk at which it lies, with the name.';

-- Definer: questions take no direct writes; asks in the caller's own name only.
create function handbook.ask_question(
  of_post uuid, of_kind handbook.question_kind, to_desk handbook.question_desk, said text, agreed boolean
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
  if handbook.looks_classified(said) then
    perform handbook.fail('question.classified', 409, '{"field": "words"}');
  end if;
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
create function handbook.settle_question(of_question uuid, verb text, said text, publish boolean) returns handbook.question_state
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
    if handbook.looks_classified(said) then
      perform handbook.fail('question.classified', 409, '{"field": "words"}');
    end if;
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

-- For the owner alone: what may stand under the article, if the asker agrees.
create function handbook.publish_answer(q handbook.questions) returns void
language plpgsql set search_path = '' as $$
begin
  if not q.may_publish then
    perform handbook.fail('question.not_agreed', 409);
  end if;
  insert into handbook.published_answers (question_id, post_id, question, answer, desk, unit_id, answered_at)
  select q.id, q.post_id, q.words, a.words, a.desk, a.unit_id, a.answered_at
  from handbook.question_answers a where a.question_id = q.id;
end $$;

-- Definer: as ask_question; of the caller's own question only.
create function handbook.take_back_question(of_question uuid, what text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  q handbook.questions;
begin
  select * into q from handbook.questions x where x.id = of_question and x.asker_id = caller for update;
  if q.id is null then
    perform handbook.fail('question.not_found', 404);
  end if;
  if what = 'consent' then
    update handbook.questions x set may_publish = false where x.id = q.id;
    delete from handbook.published_answers a where a.question_id = q.id;
  elsif q.state in ('asked', 'passed_on') then
    delete from handbook.questions x where x.id = q.id;
  else
    perform handbook.fail('question.settled', 409);
  end if;
end $$;

-- Definer: as ask_question; of the caller's own question only.
create function handbook.see_answer(of_question uuid) returns void
language sql security definer set search_path = '' as $$
  update handbook.questions q set seen_at = now()
  where q.id = of_question and q.asker_id = (select handbook.me()) and q.settled_at is not null and q.seen_at is null
$$;

create function handbook.questions_of_me() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'answers', (select count(*) from handbook.questions q
      where q.asker_id = (select handbook.me()) and q.settled_at is not null and q.seen_at is null),
    'waiting', (select count(*) from handbook.questions q
      where q.state in ('asked', 'passed_on') and q.asker_id is distinct from (select handbook.me())
        and (q.desk = 'editors' and q.unit_path <@ (select handbook.scope('question.editors'))
          or q.desk = 'secretary' and q.unit_path <@ (select handbook.scope('question.secretary')))))
$$;
comment on function handbook.questions_of_me is 'Invoker: answers that the caller has not seen, questions at the caller''s desk.';
grant execute on function handbook.who_answers, handbook.at_my_desk, handbook.question_card, handbook.ask_question,
  handbook.settle_question, handbook.take_back_question, handbook.see_answer, handbook.questions_of_me to authenticated;

-- public verbs ---------------------------------------------------------------------------------

create function api.question_ask(
  key uuid, post_id uuid, kind handbook.question_kind, desk handbook.question_desk, words text, may_publish boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'question.ask', jsonb_build_array(post_id, kind, desk, words, may_publish));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.posts p where p.id = question_ask.post_id and /*lock*/ handbook.may_read(p) /*end*/) then
    perform handbook.fail('post.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('question_id',
    handbook.ask_question(post_id, kind, case kind when 'mistake' then 'editors' else desk end, words, may_publish)));
end $$;
comment on function api.question_ask is
  'Asks the editors of a post or my secretary about it, or reports a mistake to the editors; goes to the first desk upwards at which somebody else sits. Caller: whom the post is for. Errors: session.ended, write.key_missing, write.key_reused, post.not_found, question.length, question.classified, question.slow_down (with retry_after), question.nobody_answers.';

create function api.my_questions(before timestamptz default null, before_id uuid default null, page_size int default 50) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.question_card(q.id) from handbook.questions q
  where /*lock*/ q.asker_id = (select handbook.me()) /*end*/
    and (before is null or (q.asked_at, q.id) < (before, before_id))
  order by q.asked_at desc, q.id desc limit least(page_size, 200)
$$;
comment on function api.my_questions is 'What I asked and what was answered, newest first; keyset paging by asked_at. Caller: any member. Errors: none, empty without an active member.';

create function api.questions_waiting(after timestamptz default null, after_id uuid default null, page_size int default 50) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.question_card(q.id) from handbook.questions q
  where q.state in ('asked', 'passed_on') and q.asker_id is distinct from (select handbook.me())
    and /*lock*/ (q.desk = 'editors' and q.unit_path <@ (select handbook.scope('question.editors'))
      or q.desk = 'secretary' and q.unit_path <@ (select handbook.scope('question.secretary'))) /*end*/
    and (after is null or (q.asked_at, q.id) > (after, after_id))
  order by q.asked_at, q.id limit least(page_size, 200)
$$;
comment on function api.questions_waiting is
  'Questions and mistakes that wait at my desks, oldest first; keyset paging by asked_at. Caller: question.editors or question.secretary. Errors: none, empty for others.';

create function api.questions_settled(before timestamptz default null, before_id uuid default null, page_size int default 50) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.question_card(q.id) from handbook.questions q
  where q.state in ('answered', 'closed') and q.asker_id is distinct from (select handbook.me())
    and /*lock*/ (q.desk = 'editors' and q.unit_path <@ (select handbook.scope('question.editors'))
      or q.desk = 'secretary' and q.unit_path <@ (select handbook.scope('question.secretary'))) /*end*/
    and (before is null or (q.settled_at, q.id) < (before, before_id))
  order by q.settled_at desc, q.id desc limit least(page_size, 200)
$$;
comment on function api.questions_settled is
  'What my desks have answered or closed, newest first; keyset paging by settled_at. Caller: question.editors or question.secretary. Errors: none, empty for others.';

create function api.question_open(question_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  found_id uuid;
begin
  select q.id into found_id from handbook.questions q
  where q.id = question_open.question_id and /*lock*/ (q.asker_id = caller or handbook.at_my_desk(q)) /*end*/;
  if found_id is null then
    perform handbook.fail('question.not_found', 404);
  end if;
  perform handbook.see_answer(found_id);
  return handbook.question_card(found_id);
end $$;
comment on function api.question_open is
  'One question: for who asked it, whose answer is from now on seen; for the desk at which it lies, with the asker''s name. Caller: these alone. Errors: session.ended, question.not_found.';

create function api.question_settle(key uuid, question_id uuid, verb text, words text default null, publish boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'question.settle', jsonb_build_array(question_id, verb, words, publish));
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
  return handbook.remember(key, jsonb_build_object('state', handbook.settle_question(question_id, verb, words, publish)));
end $$;
comment on function api.question_settle is
  'Answers (publishing if asked to and the asker agrees), closes with a reason, publishes or unpublishes an answer, or passes a question on: to the editors of the post, to the asker''s secretary, to the same desk above. Caller: the desk at which it lies, nobody for the own. Errors: session.ended, write.key_missing, write.key_reused, question.unknown_verb, question.not_found, question.settled, question.not_answered, question.not_agreed, question.answer_length, question.classified, question.nobody_answers, question.already_there.';

create function api.question_take_back(question_id uuid, what text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if coalesce(what, '') not in ('question', 'consent') then
    perform handbook.fail('question.unknown_verb', 422);
  end if;
  if not exists (select from handbook.questions q
                 where q.id = question_take_back.question_id and /*lock*/ q.asker_id = caller /*end*/) then
    perform handbook.fail('question.not_found', 404);
  end if;
  perform handbook.take_back_question(question_id, what);
  return jsonb_build_object('taken_back', what);
end $$;
comment on function api.question_take_back is
  'Deletes my question while it is not answered, or takes back that it may be published, at once. Caller: who asked. Errors: session.ended, question.unknown_verb, question.not_found, question.settled.';

create function api.post_answers(post_id uuid) returns table (question text, answer text, desk handbook.question_desk, unit_name text, answered_at timestamptz)
language sql stable set search_path = '' as $$
  select a.question, a.answer, a.desk, handbook.unit_name(a.unit_id), a.answered_at
  from handbook.published_answers a join handbook.posts p on p.id = a.post_id
  where a.post_id = post_answers.post_id and /*lock*/ handbook.may_read(p) /*end*/
  order by a.answered_at limit 100
$$;
comment on function api.post_answers is
  'Questions and answers under an article, without names. Caller: whom the post is for. Errors: none, empty for others.';

grant execute on function api.question_ask, api.my_questions, api.questions_waiting, api.questions_settled, api.question_open,
  api.question_settle, api.question_take_back, api.post_answers to authenticated;

create function api.questions_upkeep() returns int
language plpgsql security definer set search_path = '' as $$
declare
  cut int;
begin
  update handbook.questions set asker_id = null
  where asker_id is not null
    and settled_at < now() - make_interval(days => (handbook.policy('questions.kept') ->> 'days')::int);
  get diagnostics cut = row_count;
  return cut;
end $$;
comment on function api.questions_upkeep is 'Forgets who asked what was settled long ago. Errors: none. Service only.';
grant execute on function api.questions_upkeep to service_role;

notify pgrst, 'reload schema';
