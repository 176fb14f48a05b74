-- What members say beside the agenda: opinions sent beforehand, by name or without; criticism noted by consent of
-- whom it is about; questions that go up and whose answers come back to the cell.

create type handbook.meeting_note_kind as enum ('self_criticism', 'criticism');

-- tables ---------------------------------------------------------------------------------------

create table handbook.meeting_opinions (
  id uuid primary key,
  meeting_id uuid not null references handbook.meetings,
  item_id uuid references handbook.meeting_items on delete set null,
  member_id uuid not null references handbook.members,
  words text not null check (length(btrim(words)) between 2 and 4000),
  stamp_denied boolean not null default false,
  at timestamptz not null default now()
);
comment on table handbook.meeting_opinions is 'Sent beforehand under one''s name; read by those who run the meeting.';
create index meeting_opinions_by_meeting on handbook.meeting_opinions (meeting_id, at);

create table handbook.meeting_voices (
  id uuid primary key,
  meeting_id uuid not null references handbook.meetings,
  item_id uuid references handbook.meeting_items on delete set null,
  words text not null check (length(btrim(words)) between 2 and 4000)
);
comment on table handbook.meeting_voices is
  'Sent beforehand without a name: no author, no time, no order, no log and no write key. Each new one has all of its meeting written anew, shuffled, in one transaction that writes nothing else.';
create index meeting_voices_by_meeting on handbook.meeting_voices (meeting_id);

create table handbook.meeting_notes (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references handbook.meetings,
  item_id uuid references handbook.meeting_items on delete set null,
  member_id uuid not null references handbook.members,
  kind handbook.meeting_note_kind not null,
  words text not null check (length(btrim(words)) between 2 and 4000),
  agreed_at timestamptz,
  noted_by uuid not null references handbook.members,
  noted_at timestamptz not null default now()
);
comment on table handbook.meeting_notes is
  'Self-criticism and criticism, noted only by consent of the person: until that agrees, it and the keepers see the words; a refusal deletes them.';
create index meeting_notes_by_meeting on handbook.meeting_notes (meeting_id);

create table handbook.meeting_questions (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references handbook.meetings,
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  words text not null check (length(btrim(words)) between 2 and 4000),
  passed_up_at timestamptz,
  answer text check (length(btrim(answer)) between 2 and 10000),
  answered_by uuid references handbook.members,
  answered_at timestamptz,
  stamp_denied boolean not null default false,
  noted_by uuid not null references handbook.members,
  noted_at timestamptz not null default now(),
  check ((answer is null) = (answered_at is null)),
  check (answer is null or passed_up_at is not null)
);
comment on table handbook.meeting_questions is 'What members of a cell ask those above; who asked is not stored. The answer is shown to the whole cell.';
create index meeting_questions_by_meeting on handbook.meeting_questions (meeting_id);
create index meeting_questions_waiting on handbook.meeting_questions (unit_path, passed_up_at)
  where passed_up_at is not null and answer is null;

-- grants, triggers -------------------------------------------------------------------------------

grant select, insert, update on handbook.meeting_opinions, handbook.meeting_notes, handbook.meeting_questions to authenticated;
grant select on handbook.meeting_voices to authenticated;

create trigger task_follows_unit before insert or update of unit_id, unit_path on handbook.meeting_questions
  for each row execute function handbook.task_follows_unit();
create trigger audit_row after insert or update or delete on handbook.meeting_opinions
  for each row execute function handbook.audit_row('id', 'member_id', 'words');
create trigger audit_stamp_denial after insert on handbook.meeting_opinions
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', 'member_id', 'meeting_id');
create trigger audit_row after insert or update or delete on handbook.meeting_notes
  for each row execute function handbook.audit_row('id', 'member_id', 'words');
create trigger audit_row after insert or update or delete on handbook.meeting_questions
  for each row execute function handbook.audit_row('id', '');
create trigger audit_stamp_denial after insert or update of stamp_denied on handbook.meeting_questions
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', '', 'words');

alter table handbook.meeting_opinions enable row level security;
alter table handbook.meeting_voices enable row level security;
alter table handbook.meeting_notes enable row level security;
alter table handbook.meeting_questions enable row level security;

create policy "an opinion is its author's and read by those who run the meeting" on handbook.meeting_opinions
  for select to authenticated using (member_id = (select handbook.me()) or handbook.runs_meeting(meeting_id));
create policy "members of the cell send opinions in their own name" on handbook.meeting_opinions
  for insert to authenticated with check (member_id = (select handbook.me()) and handbook.is_of_the_cell(meeting_id));
create policy "an author changes the own opinion" on handbook.meeting_opinions
  for update to authenticated using (member_id = (select handbook.me()));
create policy "what was sent without a name is read by those who run the meeting" on handbook.meeting_voices
  for select to authenticated using (handbook.runs_meeting(meeting_id));
create policy "a note is seen by whom it is about and by the keepers" on handbook.meeting_notes
  for select to authenticated using (member_id = (select handbook.me()) or handbook.clerks_meeting(meeting_id));
create policy "the keepers note, not yet agreed to" on handbook.meeting_notes
  for insert to authenticated with check (handbook.clerks_meeting(meeting_id) and agreed_at is null);
create policy "whom a note is about agrees to it" on handbook.meeting_notes
  for update to authenticated using (member_id = (select handbook.me()));
create policy "the cell and those above see its questions" on handbook.meeting_questions
  for select to authenticated using (
    handbook.takes_part_in(meeting_id)
    or passed_up_at is not null and elem_contained_by_multirange(unit_path, (select handbook.scope('meeting.oversee'))));
create policy "the keepers write questions down" on handbook.meeting_questions
  for insert to authenticated with check (handbook.clerks_meeting(meeting_id) and answer is null);
create policy "the keepers pass on, those above answer" on handbook.meeting_questions
  for update to authenticated using (
    handbook.clerks_meeting(meeting_id)
    or passed_up_at is not null and elem_contained_by_multirange(unit_path, (select handbook.scope('meeting.oversee'))));

-- private helpers ----------------------------------------------------------------------------------

-- Definer: no policy lets a caller write here, and the caller is not handed on. Whoever belongs to the cell may call it.
create function handbook.put_voice(new_id uuid, of_meeting uuid, about uuid, said text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  earlier handbook.meeting_voices[];
begin
  if not handbook.is_of_the_cell(of_meeting) then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  perform pg_advisory_xact_lock(hashtextextended(of_meeting::text, 7));
  select coalesce(array_agg(v), '{}') into earlier from handbook.meeting_voices v where v.meeting_id = of_meeting;
  if cardinality(earlier) >= 300 then
    perform handbook.fail('meeting.too_many_voices', 409);
  end if;
  delete from handbook.meeting_voices v where v.meeting_id = of_meeting;
  insert into handbook.meeting_voices (id, meeting_id, item_id, words)
  select x.id, of_meeting, x.item_id, x.words
  from (select e.id, e.item_id, e.words from unnest(earlier) e where e.id <> new_id
        union all select new_id, about, btrim(said)) x
  order by random();
end $$;

-- Definer: a refused note is deleted, which members may not do by themselves.
create function handbook.drop_note(of_note uuid) returns void
language sql security definer set search_path = '' as $$
  delete from handbook.meeting_notes n where n.id = of_note and n.member_id = handbook.me() and n.agreed_at is null
$$;

-- Definer: names of those who sent an opinion or are noted, for who runs or keeps the meeting.
create function handbook.meeting_name(of_member uuid, of_meeting uuid) returns text
language sql stable security definer set search_path = '' as $$
  select p.full_name from handbook.members p where p.id = of_member and (of_member = handbook.me() or handbook.clerks_meeting(of_meeting))
$$;
grant execute on function handbook.put_voice, handbook.drop_note, handbook.meeting_name to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.meeting_opinion(key uuid, meeting_id uuid, words text, item_id uuid default null, stamp_denied boolean default false)
returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_opinion', jsonb_build_array(meeting_id, words, item_id, stamp_denied));
  stamped boolean := handbook.looks_classified(words);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meetings m where m.id = meeting_opinion.meeting_id and m.state in ('planned', 'called', 'running')
                 and /*lock*/ m.unit_id = (select handbook.my_cell_id()) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  elsif item_id is not null and not exists (select from handbook.meeting_items i where i.id = meeting_opinion.item_id
      and i.meeting_id = meeting_opinion.meeting_id) then
    perform handbook.fail('meeting.item_not_found', 404);
  elsif coalesce(length(btrim(words)), 0) not between 2 and 4000 then
    perform handbook.fail('meeting.opinion_length', 422, '{"field": "words"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  end if;
  insert into handbook.meeting_opinions (id, meeting_id, item_id, member_id, words, stamp_denied)
  values (gen_random_uuid(), meeting_opinion.meeting_id, meeting_opinion.item_id, caller, btrim(words), stamped);
  return handbook.remember(key, '{"sent": true}');
end $$;
comment on function api.meeting_opinion is
  'Sends an opinion on a meeting of my cell, or on an item of it, under my name. Caller: a member of the cell. Errors: session.ended, meeting.not_found (also when it has ended), meeting.item_not_found, meeting.opinion_length, meeting.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.meeting_voice(voice_id uuid, meeting_id uuid, words text, item_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.meetings m where m.id = meeting_voice.meeting_id and m.state in ('planned', 'called', 'running')
                 and /*lock*/ m.unit_id = (select handbook.my_cell_id()) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  elsif voice_id is null then
    perform handbook.fail('meeting.opinion_length', 422, '{"field": "words"}');
  elsif item_id is not null and not exists (select from handbook.meeting_items i where i.id = meeting_voice.item_id
      and i.meeting_id = meeting_voice.meeting_id) then
    perform handbook.fail('meeting.item_not_found', 404);
  elsif coalesce(length(btrim(words)), 0) not between 2 and 4000 then
    perform handbook.fail('meeting.opinion_length', 422, '{"field": "words"}');
  elsif handbook.looks_classified(words) then -- to let it through by name would tell the name
    perform handbook.fail('meeting.voice_classified', 409);
  end if;
  perform handbook.put_voice(voice_id, meeting_id, item_id, words);
  return '{"sent": true}';
end $$;
comment on function api.meeting_voice is
  'Sends an opinion without a name: nothing about the caller is stored, no write key either; voice_id is a random id made by the caller, so that a repetition is recognised. What looks classified is refused, since letting it through would need a name. Caller: a member of the cell. Errors: session.ended, meeting.not_found (also when it has ended), meeting.item_not_found, meeting.opinion_length, meeting.voice_classified, meeting.too_many_voices.';

create function api.meeting_opinions(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.meetings;
begin
  select x.* into m from handbook.meetings x
  where x.id = meeting_opinions.meeting_id
    and /*lock*/ (x.unit_id = (select handbook.my_cell_id()) or x.unit_path <@ (select handbook.scope('meeting.run', 'meeting.clerk'))) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return jsonb_build_object('may_read', handbook.runs_meeting(m.id), 'may_keep', handbook.clerks_meeting(m.id),
    'state', m.state, 'invited', m.unit_id = (select handbook.my_cell_id()),
    'mine', (select coalesce(jsonb_agg(jsonb_build_object('words', o.words, 'item_id', o.item_id, 'at', o.at) order by o.at), '[]')
      from handbook.meeting_opinions o where o.meeting_id = m.id and o.member_id = caller),
    'named', case when handbook.runs_meeting(m.id) then (select coalesce(jsonb_agg(jsonb_build_object(
        'full_name', handbook.meeting_name(o.member_id, m.id), 'words', o.words, 'item_id', o.item_id, 'at', o.at) order by o.at), '[]')
      from handbook.meeting_opinions o where o.meeting_id = m.id) else '[]' end,
    'unnamed', (select coalesce(jsonb_agg(jsonb_build_object('words', v.words, 'item_id', v.item_id) order by v.words), '[]')
      from handbook.meeting_voices v where v.meeting_id = m.id),
    'notes', (select coalesce(jsonb_agg(jsonb_build_object('note_id', n.id, 'item_id', n.item_id, 'kind', n.kind, 'words', n.words,
        'full_name', handbook.meeting_name(n.member_id, m.id), 'about_me', n.member_id = caller, 'agreed', n.agreed_at is not null)
        order by n.noted_at), '[]')
      from handbook.meeting_notes n where n.meeting_id = m.id),
    'questions', (select coalesce(jsonb_agg(jsonb_build_object('question_id', q.id, 'words', q.words, 'passed_up_at', q.passed_up_at,
        'answer', q.answer, 'answered_at', q.answered_at) order by q.noted_at), '[]')
      from handbook.meeting_questions q where q.meeting_id = m.id));
end $$;
comment on function api.meeting_opinions is
  'What was said beside the agenda, where the meeting stands and whether I am invited: my own opinions; for who runs the meeting all of them; notes about me, for keepers all; questions and their answers. Caller: members of the cell; meeting.run, meeting.clerk over it. Errors: session.ended, meeting.not_found.';

create function api.meeting_note(
  key uuid, meeting_id uuid, member_id uuid, kind handbook.meeting_note_kind, words text, item_id uuid default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_note', jsonb_build_array(meeting_id, member_id, kind, words, item_id));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meetings m join handbook.meeting_summons s on s.meeting_id = m.id and s.member_id = meeting_note.member_id
                 where m.id = meeting_note.meeting_id and m.state = 'running' and /*lock*/ handbook.clerks_meeting(m.id) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  elsif kind is null or coalesce(length(btrim(words)), 0) not between 2 and 4000 then
    perform handbook.fail('meeting.opinion_length', 422, '{"field": "words"}');
  elsif handbook.looks_classified(words) then
    perform handbook.fail('meeting.voice_classified', 409);
  end if;
  insert into handbook.meeting_notes (meeting_id, item_id, member_id, kind, words, noted_by)
  values (meeting_note.meeting_id, meeting_note.item_id, meeting_note.member_id, meeting_note.kind, btrim(words), caller);
  return handbook.remember(key, '{"asked": true}');
end $$;
comment on function api.meeting_note is
  'Writes self-criticism or criticism down and asks the person; nothing goes into the minutes before that agrees, in person, never by proxy. Caller: who keeps the meeting while it runs. Errors: session.ended, meeting.not_found, meeting.opinion_length, meeting.voice_classified, write.key_missing, write.key_reused.';

create function api.meeting_note_answer(key uuid, note_id uuid, agreed boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_note_answer', jsonb_build_array(note_id, agreed));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meeting_notes n where n.id = meeting_note_answer.note_id and n.agreed_at is null
                 and /*lock*/ n.member_id = caller /*end*/) then
    perform handbook.fail('meeting.note_not_found', 404);
  end if;
  if agreed then
    update handbook.meeting_notes n set agreed_at = now() where n.id = meeting_note_answer.note_id;
    if not found then
      perform handbook.fail('meeting.note_not_found', 404);
    end if;
  else
    if not exists (select from handbook.meeting_notes n where n.id = meeting_note_answer.note_id and n.member_id = handbook.me()) then
      perform handbook.fail('meeting.note_not_found', 404);
    end if;
    perform handbook.drop_note(note_id);
  end if;
  return handbook.remember(key, jsonb_build_object('agreed', agreed));
end $$;
comment on function api.meeting_note_answer is
  'I agree to what was noted about me, or refuse, which deletes it. Caller: whom the note is about. Errors: session.ended, meeting.note_not_found (also when answered already), write.key_missing, write.key_reused.';

create function api.meeting_question_add(
  key uuid, meeting_id uuid, words text, pass_up boolean default false, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_question_add', jsonb_build_array(meeting_id, words, pass_up, stamp_denied));
  m handbook.meetings;
  stamped boolean := handbook.looks_classified(words);
begin
  if answer is not null then
    return answer;
  end if;
  select x.* into m from handbook.meetings x
  where x.id = meeting_question_add.meeting_id and x.state in ('running', 'closed') and /*lock*/ handbook.clerks_meeting(x.id) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif coalesce(length(btrim(words)), 0) not between 2 and 4000 then
    perform handbook.fail('meeting.opinion_length', 422, '{"field": "words"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  end if;
  insert into handbook.meeting_questions (meeting_id, unit_id, unit_path, words, passed_up_at, stamp_denied, noted_by)
  values (m.id, m.unit_id, '', btrim(words), case when pass_up then now() end, stamped, caller);
  return handbook.remember(key, '{"noted": true}');
end $$;
comment on function api.meeting_question_add is
  'Writes down what members ask those above, without who asked; passes it up at once if wanted. Caller: who keeps the meeting. Errors: session.ended, meeting.not_found, meeting.opinion_length, meeting.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.meeting_question_pass(key uuid, question_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_question_pass', to_jsonb(question_id));
begin
  if answer is not null then
    return answer;
  end if;
  update handbook.meeting_questions q set passed_up_at = now()
  where q.id = meeting_question_pass.question_id and q.passed_up_at is null and /*lock*/ handbook.clerks_meeting(q.meeting_id) /*end*/;
  if not found then
    perform handbook.fail('meeting.question_not_found', 404);
  end if;
  return handbook.remember(key, '{"passed": true}');
end $$;
comment on function api.meeting_question_pass is
  'Passes a question of the cell up. Caller: who keeps its meeting. Errors: session.ended, meeting.question_not_found (also when passed up already), write.key_missing, write.key_reused.';

create function api.meeting_question_answer(key uuid, question_id uuid, words text, stamp_denied boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_question_answer', jsonb_build_array(question_id, words, stamp_denied));
  stamped boolean := handbook.looks_classified(words);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meeting_questions q where q.id = meeting_question_answer.question_id and q.passed_up_at is not null
                 and /*lock*/ elem_contained_by_multirange(q.unit_path, (select handbook.scope('meeting.oversee'))) /*end*/) then
    perform handbook.fail('meeting.question_not_found', 404);
  elsif coalesce(length(btrim(words)), 0) not between 2 and 10000 then
    perform handbook.fail('meeting.opinion_length', 422, '{"field": "words"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  end if;
  update handbook.meeting_questions q set answer = btrim(meeting_question_answer.words), answered_by = caller, answered_at = now(), stamp_denied = q.stamp_denied or stamped
  where q.id = meeting_question_answer.question_id and elem_contained_by_multirange(q.unit_path, (select handbook.scope('meeting.oversee')));
  if not found then
    perform handbook.fail('meeting.question_not_found', 404);
  end if;
  return handbook.remember(key, '{"answered": true}');
end $$;
comment on function api.meeting_question_answer is
  'Answers a question that a cell passed up, or corrects the answer; the cell sees it. Caller: meeting.oversee over the cell. Errors: session.ended, meeting.question_not_found, meeting.opinion_length, meeting.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.meeting_questions_up(
  unit_id uuid, answered boolean default false, after_at timestamptz default null, after_id uuid default null, page_size int default 50
) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('question_id', q.id, 'unit_name', handbook.unit_name(q.unit_id), 'words', q.words,
    'passed_up_at', q.passed_up_at, 'answer', q.answer, 'answered_at', q.answered_at)
  from handbook.units u
  join handbook.meeting_questions q on q.unit_path >= u.path and q.unit_path < u.path || '~' and q.passed_up_at is not null
  where u.id = meeting_questions_up.unit_id
    and /*lock*/ elem_contained_by_multirange(q.unit_path, (select handbook.scope('meeting.oversee'))) /*end*/
    and (q.answer is not null) = answered and (after_at is null or (q.passed_up_at, q.id) > (after_at, after_id))
  order by q.passed_up_at, q.id limit least(page_size, 200)
$$;
comment on function api.meeting_questions_up is
  'Questions that cells below a unit passed up: those that wait, or those answered; oldest first, keyset paging. Caller: meeting.oversee over the unit. Errors: none, empty for others.';

grant execute on function api.meeting_opinion, api.meeting_voice, api.meeting_opinions, api.meeting_note, api.meeting_note_answer,
  api.meeting_question_add, api.meeting_question_pass, api.meeting_question_answer, api.meeting_questions_up to authenticated;

notify pgrst, 'reload schema';
