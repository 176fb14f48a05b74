-- Verbs of what comes of a meeting: facts for its papers, the papers, scores, reporting, tasks.

-- private helpers ----------------------------------------------------------------------------------

create function handbook.meeting_votes(of_meeting uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('title', v.title, 'secret', v.secret, 'base', (v.base ->> 'base')::int,
    'ballots', coalesce(v.ballots, 0), 'blank', coalesce(v.blank, 0), 'invalid', coalesce(v.invalid, 0), 'options', (
      select jsonb_agg(jsonb_build_object('option', v.options[o.place], 'votes', o.line -> 'votes', 'stands', o.line -> 'stands') order by o.place)
      from jsonb_array_elements(handbook.vote_outcome(v.counts, (v.base ->> 'base')::int, v.rule, v.seats)) with ordinality o(line, place)))
    order by v.counted_at, v.id), '[]')
  from handbook.votes v where v.meeting_id = of_meeting and v.counts is not null
$$;
comment on function handbook.meeting_votes is
  'Results of the votes of a meeting for its minutes, in the order of counting: [{"title", "secret", "base", "ballots", "blank", "invalid", "options": [{"option", "votes", "stands"}]}].';

-- Definer: names of officers and of the unit above, for who keeps the meeting; kept with the paper.
create function handbook.meeting_head(of_meeting uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('title', m.title, 'kind', m.kind, 'month', m.month, 'unit', u.name, 'superior', coalesce(above.name, ''),
    'starts_at', m.starts_at, 'opened_at', m.opened_at, 'closed_at', m.closed_at, 'place', m.place, 'online', m.online_link is not null,
    'chair', coalesce((select p.full_name from handbook.members p where p.id = m.chair_id), ''),
    'clerk', coalesce((select p.full_name from handbook.members p where p.id = m.clerk_id), ''))
  from handbook.meetings m join handbook.units u on u.id = m.unit_id left join handbook.units above on above.id = u.parent_id
  where m.id = of_meeting and handbook.clerks_meeting(m.id)
$$;

-- Definer: who does what, for who keeps the meeting; a clerk assigns no tasks and would see none.
create function handbook.tasks_of_meeting(of_meeting uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('task_id', t.id, 'title', t.title, 'due_on', t.due_on,
      'people', (select coalesce(jsonb_agg(p.full_name order by p.sort_key), '[]') from handbook.task_assignments a
        join handbook.members p on p.id = a.member_id where a.task_id = t.id and a.part = 'main' and a.state <> 'cancelled'))
    order by t.created_at, t.id), '[]')
  from handbook.tasks t
  where t.meeting_id = of_meeting and handbook.clerks_meeting(of_meeting)
$$;
-- Definer: as meeting_head; names in the order of names. Reasons of absence are not in it: minutes are read to everybody.
create function handbook.meeting_facts(of_meeting uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with roll as (
    select p.full_name, p.sort_key, s.status, s.exempt, s.away, a.presence
    from handbook.meeting_summons s join handbook.members p on p.id = s.member_id
    left join handbook.meeting_attendance a on a.meeting_id = s.meeting_id and a.member_id = s.member_id
    where s.meeting_id = of_meeting
  )
  select jsonb_build_object('head', handbook.meeting_head(m.id), 'guests', m.guests,
    'summoned', (select count(*) from roll), 'probationary', (select count(*) from roll where status = 'probationary'),
    'present', (select coalesce(jsonb_agg(full_name order by sort_key), '[]') from roll where presence = 'present'),
    'online', (select coalesce(jsonb_agg(full_name order by sort_key), '[]') from roll where presence = 'online'),
    'excused', (select coalesce(jsonb_agg(full_name order by sort_key), '[]') from roll where presence = 'excused'),
    'unexcused', (select coalesce(jsonb_agg(full_name order by sort_key), '[]') from roll where presence = 'unexcused'),
    'unmarked', (select coalesce(jsonb_agg(full_name order by sort_key), '[]') from roll where presence is null),
    'reckoning', handbook.meeting_reckoning(m.id),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('item_id', i.id, 'position', i.position, 'kind', i.kind, 'title', i.title,
        'presenter', i.presenter, 'conclusion', i.conclusion,
        'speakers', (select coalesce(jsonb_agg(p.full_name order by s.at, p.sort_key), '[]') from handbook.meeting_speakers s
          join handbook.members p on p.id = s.member_id where s.item_id = i.id)) order by i.position), '[]')
      from handbook.meeting_items i where i.meeting_id = m.id),
    'notes', (select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'full_name', p.full_name, 'words', n.words) order by n.noted_at), '[]')
      from handbook.meeting_notes n join handbook.members p on p.id = n.member_id
      where n.meeting_id = m.id and n.agreed_at is not null), -- by consent alone
    'votes', handbook.meeting_votes(m.id),
    'tasks', handbook.tasks_of_meeting(m.id),
    'score', (select jsonb_build_object('total', s.total, 'band', s.band, 'lines', s.lines, 'form', v.content)
      from handbook.meeting_scores s join handbook.policy_versions v on v.id = s.policy_id where s.meeting_id = m.id and s.side = 'self'),
    'next_numbers', (select jsonb_object_agg(k, (
        select count(distinct d.meeting_id) + 1 from handbook.meeting_documents d join handbook.meetings o on o.id = d.meeting_id
        where o.unit_id = m.unit_id and d.kind = k and d.state = 'signed' and d.meeting_id <> m.id
          and extract(year from handbook.day_of(d.signed_at)) = extract(year from handbook.today())))
      from unnest(enum_range(null::handbook.meeting_paper)) k))
  from handbook.meetings m where m.id = of_meeting and handbook.clerks_meeting(m.id)
$$;

grant execute on function handbook.meeting_votes, handbook.meeting_head, handbook.meeting_facts, handbook.tasks_of_meeting to authenticated;

create function handbook.papers_wanted(m handbook.meetings) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(p.content -> m.kind::text, '[]')
  from handbook.policy_on('meeting.papers_after', coalesce(handbook.day_of(m.closed_at), handbook.today())) p
$$;
comment on function handbook.papers_wanted is 'Which papers have to be signed before a meeting is posted and reported, by the rule of the day it ended.';
grant execute on function handbook.papers_wanted to authenticated;

create function handbook.sections_fault(sections jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when jsonb_typeof(sections) is distinct from 'array' or jsonb_array_length(sections) not between 1 and 20 then 'minutes.sections_wrong'
    when exists (select from jsonb_array_elements(sections) x where coalesce(x ->> 'key', '') !~ '^[a-z_]{2,30}$'
      or jsonb_typeof(x -> 'text') is distinct from 'string') then 'minutes.sections_wrong'
    when (select count(distinct x ->> 'key') < count(*) from jsonb_array_elements(sections) x) then 'minutes.sections_wrong'
    when exists (select from jsonb_array_elements(sections) x where length(x ->> 'text') > 20000) then 'minutes.words_long'
  end
$$;
grant execute on function handbook.sections_fault to authenticated;

-- papers ---------------------------------------------------------------------------------------------

create function api.meeting_facts(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.meetings m where m.id = meeting_facts.meeting_id and m.opened_at is not null
                 and /*lock*/ handbook.clerks_meeting(m.id) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return handbook.meeting_facts(meeting_id);
end $$;
comment on function api.meeting_facts is
  'What the papers of a meeting are prepared from: who was there, agenda with conclusions and speakers, votes, tasks, self-score, numbers that come next. Caller: who keeps the meeting. Errors: session.ended, meeting.not_found (also before it opens).';

create function handbook.meeting_after(m handbook.meetings) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'title', m.title, 'state', m.state,
    'report_by', m.report_by, 'reported_at', m.reported_at,
    'late', coalesce(m.report_by < coalesce(handbook.day_of(m.reported_at), handbook.today()), false),
    'may_run', handbook.runs_meeting(m.id), 'may_keep', handbook.clerks_meeting(m.id), 'may_oversee', handbook.oversees_meeting(m.id),
    'wanted', handbook.papers_wanted(m),
    'papers', (select coalesce(jsonb_agg(jsonb_build_object('kind', k,
        'signed', (select max(d.version) from handbook.meeting_documents d where d.meeting_id = m.id and d.kind = k and d.state = 'signed'),
        'signed_at', (select max(d.signed_at) from handbook.meeting_documents d where d.meeting_id = m.id and d.kind = k),
        'draft', exists (select from handbook.meeting_documents d where d.meeting_id = m.id and d.kind = k and d.state = 'draft')) order by k), '[]')
      from unnest(enum_range(null::handbook.meeting_paper)) k),
    'scores', (select coalesce(jsonb_agg(jsonb_build_object('side', s.side, 'total', s.total, 'band', s.band,
        'band_title', (select b ->> 'title' from jsonb_array_elements(v.content -> 'bands') b where b ->> 'key' = s.band)) order by s.side), '[]')
      from handbook.meeting_scores s join handbook.policy_versions v on v.id = s.policy_id where s.meeting_id = m.id))
$$;
comment on function handbook.meeting_after is
  'Invoker, for api.meeting_open. Where a meeting stands after it: papers wanted, written and signed, scores, when the report is due, was made, is late. Members and offices above see papers and scores once they are reported.';
grant execute on function handbook.meeting_after to authenticated;

create function api.meeting_paper(meeting_id uuid, kind handbook.meeting_paper, version int default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.meetings;
  d handbook.meeting_documents;
  keeps boolean;
begin
  select x.* into m from handbook.meetings x
  where x.id = meeting_paper.meeting_id and x.opened_at is not null
    and /*lock*/ (handbook.clerks_meeting(x.id) or x.reported_at is not null and (x.unit_id = (select handbook.my_cell_id())
      or x.unit_path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee')))) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  keeps := handbook.clerks_meeting(m.id);
  select x.* into d from handbook.meeting_documents x
  where x.meeting_id = m.id and x.kind = meeting_paper.kind and (meeting_paper.version is null or x.version = meeting_paper.version)
  order by x.version desc limit 1;
  if d.meeting_id is null and (not keeps or version is not null) then
    perform handbook.fail('minutes.not_found', 404);
  end if;
  return jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'title', m.title, 'kind', meeting_paper.kind, 'meeting_state', m.state,
    'starts_at', m.starts_at, 'may_run', handbook.runs_meeting(m.id), 'may_keep', keeps, 'reported_at', m.reported_at,
    'report_by', m.report_by,
    'paper', case when d.meeting_id is not null then jsonb_build_object('version', d.version, 'state', d.state, 'number', d.number,
      'place', d.place, 'sections', d.sections, 'note', d.note, 'head', d.head, 'edits', d.edits, 'updated_at', d.updated_at,
      'signed_at', d.signed_at) end,
    'versions', (select coalesce(jsonb_agg(jsonb_build_object('version', x.version, 'state', x.state, 'note', x.note, 'number', x.number,
        'at', coalesce(x.signed_at, x.updated_at), 'by', x.head ->> 'signer') order by x.version desc), '[]')
      from handbook.meeting_documents x where x.meeting_id = m.id and x.kind = meeting_paper.kind),
    'tasks', handbook.tasks_of_meeting(m.id));
end $$;
comment on function api.meeting_paper is
  'Minutes, resolution or report of a meeting: the newest version or the one asked for, and which there are. Signed ones are read by the cell (the report is not) and by offices above once the meeting is reported; drafts by who keeps it. Caller: who keeps the meeting; members of its cell; meeting.run, .clerk, .follow, .oversee over it. Errors: session.ended, meeting.not_found, minutes.not_found.';

create function api.meeting_paper_save(
  key uuid, meeting_id uuid, kind handbook.meeting_paper, number text, place text, sections jsonb, edits int default null,
  note text default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_paper_save',
    jsonb_build_array(meeting_id, kind, number, place, sections, edits, note, stamp_denied));
  m handbook.meetings;
  d handbook.meeting_documents;
  fault text := handbook.sections_fault(sections);
  stamped boolean := handbook.looks_classified(number, note, sections::text);
begin
  if answer is not null then
    return answer;
  end if;
  select x.* into m from handbook.meetings x
  where x.id = meeting_paper_save.meeting_id and /*lock*/ handbook.clerks_meeting(x.id) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif m.state not in ('running', 'closed') then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  elsif fault is not null then
    perform handbook.fail(fault, 422, '{"field": "sections"}');
  elsif number is null or length(number) > 40 then
    perform handbook.fail('minutes.number_long', 422, '{"field": "number"}');
  elsif place is null or length(place) > 60 then
    perform handbook.fail('minutes.place_long', 422, '{"field": "place"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  end if;
  select x.* into d from handbook.meeting_documents x
  where x.meeting_id = m.id and x.kind = meeting_paper_save.kind order by x.version desc limit 1 for update;
  if d.state = 'draft' then
    if d.edits is distinct from meeting_paper_save.edits then
      perform handbook.fail('minutes.changed_meanwhile', 409);
    end if;
    update handbook.meeting_documents x set number = meeting_paper_save.number, place = meeting_paper_save.place,
      sections = meeting_paper_save.sections, note = case when d.version > 1 then coalesce(nullif(btrim(meeting_paper_save.note), ''), x.note) end,
      head = handbook.meeting_head(m.id), edits = x.edits + 1, stamp_denied = x.stamp_denied or stamped, updated_by = caller, updated_at = now()
    where x.meeting_id = m.id and x.kind = meeting_paper_save.kind and x.version = d.version returning * into d;
  elsif edits is not null then
    perform handbook.fail('minutes.signed', 409); -- it was signed while somebody still wrote
  elsif d.state = 'signed' and coalesce(length(btrim(note)), 0) not between 2 and 500 then
    perform handbook.fail('minutes.note_missing', 422, '{"field": "note"}');
  else
    insert into handbook.meeting_documents (meeting_id, kind, version, unit_path, number, place, sections, note, head, stamp_denied,
      created_by, updated_by)
    values (m.id, meeting_paper_save.kind, coalesce(d.version, 0) + 1, '', meeting_paper_save.number, meeting_paper_save.place,
      meeting_paper_save.sections, case when d.version is not null then btrim(meeting_paper_save.note) end, handbook.meeting_head(m.id),
      stamped, caller, caller)
    on conflict do nothing returning * into d;
    if not found then
      perform handbook.fail('minutes.changed_meanwhile', 409);
    end if;
  end if;
  return handbook.remember(key, jsonb_build_object('version', d.version, 'edits', d.edits, 'saved_at', d.updated_at));
end $$;
comment on function api.meeting_paper_save is
  'Begins a paper of a meeting, saves its draft (edits: the count of savings it is built on), or begins the correction of a signed one with a note (edits null). Caller: who keeps the meeting, while it runs and afterwards. Errors: session.ended, meeting.not_found, meeting.wrong_state, minutes.sections_wrong, minutes.words_long, minutes.number_long, minutes.place_long, minutes.changed_meanwhile, minutes.signed, minutes.note_missing, meeting.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

-- Definer: name and office of the caller, for the foot of the paper.
create function handbook.signer_of(of_meeting uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('signer', p.full_name, 'signer_role', (
    select r.kind from handbook.roles r where r.member_id = p.id and r.unit_id = m.unit_id and r.kind in ('secretary', 'deputy_secretary')
      and r.starts_at <= now() and (r.ends_at is null or r.ends_at > now()) order by r.kind = 'secretary' desc limit 1))
  from handbook.members p, handbook.meetings m where p.id = handbook.me() and m.id = of_meeting
$$;
grant execute on function handbook.signer_of to authenticated;

create function api.meeting_paper_sign(key uuid, meeting_id uuid, kind handbook.meeting_paper, edits int) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_paper_sign', jsonb_build_array(meeting_id, kind, edits));
  m handbook.meetings;
  d handbook.meeting_documents;
begin
  if answer is not null then
    return answer;
  end if;
  select x.* into m from handbook.meetings x
  where x.id = meeting_paper_sign.meeting_id and /*lock*/ x.unit_path <@ (select handbook.scope('meeting.run')) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif m.state <> 'closed' then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  end if;
  select x.* into d from handbook.meeting_documents x
  where x.meeting_id = m.id and x.kind = meeting_paper_sign.kind order by x.version desc limit 1 for update;
  if d.meeting_id is null then
    perform handbook.fail('minutes.not_found', 404);
  elsif d.state = 'signed' then
    perform handbook.fail('minutes.signed', 409);
  elsif d.edits is distinct from meeting_paper_sign.edits then
    perform handbook.fail('minutes.changed_meanwhile', 409);
  elsif not exists (select from jsonb_array_elements(d.sections) x where btrim(x ->> 'text') <> '') then
    perform handbook.fail('minutes.empty', 422);
  end if;
  update handbook.meeting_documents x set state = 'signed', signed_by = caller, signed_at = now(),
    head = handbook.meeting_head(m.id) || handbook.signer_of(m.id)
  where x.meeting_id = m.id and x.kind = meeting_paper_sign.kind and x.version = d.version returning * into d;
  if not found then
    perform handbook.fail('minutes.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('version', d.version, 'signed_at', d.signed_at));
end $$;
comment on function api.meeting_paper_sign is
  'Signs the draft of a paper as it was last seen (edits): from then on it is never changed. Caller: meeting.run at the cell, once the meeting has ended. Errors: session.ended, meeting.not_found, meeting.wrong_state, minutes.not_found, minutes.signed, minutes.changed_meanwhile, minutes.empty, write.key_missing, write.key_reused.';

-- the score --------------------------------------------------------------------------------------------

create function api.meeting_score(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.meetings;
  form handbook.policy_versions;
  keeps boolean;
begin
  select x.* into m from handbook.meetings x
  where x.id = meeting_score.meeting_id and x.opened_at is not null
    and /*lock*/ (handbook.clerks_meeting(x.id) or x.reported_at is not null and (x.unit_id = (select handbook.my_cell_id())
      or x.unit_path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee')))) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  keeps := handbook.clerks_meeting(m.id);
  select v.* into form from handbook.policy_versions v
  where v.id = coalesce((select s.policy_id from handbook.meeting_scores s where s.meeting_id = m.id order by s.side limit 1),
    (handbook.policy_on('meeting.score', coalesce(handbook.day_of(m.closed_at), handbook.today()))).id);
  return jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'title', m.title, 'starts_at', m.starts_at, 'state', m.state,
    'reported_at', m.reported_at, 'form', form.content, 'source', form.source, 'checked', form.checked,
    'may_self', handbook.runs_meeting(m.id) and m.state = 'closed' and m.reported_at is null,
    'may_superior', handbook.oversees_meeting(m.id) and m.reported_at is not null,
    'scores', (select coalesce(jsonb_agg(jsonb_build_object('side', s.side, 'lines', s.lines, 'total', s.total, 'band', s.band,
        'version', s.version, 'at', s.at) order by s.side), '[]')
      from handbook.meeting_scores s where s.meeting_id = m.id),
    'evidence', jsonb_build_object('planned_at', m.starts_at, 'opened_at', m.opened_at, 'closed_at', m.closed_at, 'minutes', m.minutes,
      'reckoning', handbook.meeting_reckoning(m.id),
      'papers', (select count(*) from handbook.meeting_papers p where p.meeting_id = m.id),
      'papers_in_time', (select count(*) from handbook.meeting_papers p where p.meeting_id = m.id
        and handbook.day_of(p.added_at) <= handbook.day_of(m.starts_at) - (handbook.policy('meeting.papers_before') ->> 'days')::int),
      'speakers', case when keeps then (select count(distinct s.member_id) from handbook.meeting_speakers s
        join handbook.meeting_items i on i.id = s.item_id where i.meeting_id = m.id) end));
end $$;
comment on function api.meeting_score is
  'The form by which a meeting is scored, the points given so far, and facts that may serve as evidence (counts, no names). Caller: who keeps the meeting; once it is reported members of its cell and meeting.run, .clerk, .follow, .oversee over it. Errors: session.ended, meeting.not_found (also before it opens).';

create function api.meeting_score_save(key uuid, meeting_id uuid, side handbook.score_side, lines jsonb, version int default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_score_save', jsonb_build_array(meeting_id, side, lines, version));
  m handbook.meetings;
  s handbook.meeting_scores;
  form handbook.policy_versions;
  fault text;
begin
  if answer is not null then
    return answer;
  end if;
  select x.* into m from handbook.meetings x
  where x.id = meeting_score_save.meeting_id
    and /*lock*/ case side when 'self' then x.unit_path <@ (select handbook.scope('meeting.run'))
      else x.unit_path <@ (select handbook.scope('meeting.oversee')) end /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif m.state <> 'closed' then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  elsif side = 'self' and m.reported_at is not null then
    perform handbook.fail('score.reported', 409);
  elsif side = 'superior' and m.reported_at is null then
    perform handbook.fail('score.not_reported', 409);
  end if;
  select x.* into s from handbook.meeting_scores x where x.meeting_id = m.id and x.side = meeting_score_save.side for update;
  if s.version is distinct from meeting_score_save.version then
    perform handbook.fail('score.changed_meanwhile', 409);
  end if;
  select v.* into form from handbook.policy_versions v
  where v.id = coalesce((select x.policy_id from handbook.meeting_scores x where x.meeting_id = m.id order by x.side limit 1),
    (handbook.policy_on('meeting.score', handbook.day_of(m.closed_at))).id);
  fault := handbook.score_fault(form.content, lines);
  if fault is not null then
    perform handbook.fail(fault, 422, '{"field": "lines"}');
  end if;
  if s.version is null then
    insert into handbook.meeting_scores (meeting_id, side, unit_path, policy_id, lines, total, band, actor_id)
    values (m.id, meeting_score_save.side, '', form.id, meeting_score_save.lines, 0, '', caller)
    on conflict do nothing returning * into s;
  else
    update handbook.meeting_scores x set lines = meeting_score_save.lines, version = x.version + 1, actor_id = caller, at = now()
    where x.meeting_id = m.id and x.side = meeting_score_save.side returning * into s;
  end if;
  if not found then
    perform handbook.fail('score.changed_meanwhile', 409);
  end if;
  return handbook.remember(key, jsonb_build_object('total', s.total, 'band', s.band, 'version', s.version));
end $$;
comment on function api.meeting_score_save is
  'Gives a meeting that has ended its points by the form in force on that day: self by whoever runs it until it is reported, superior by an office above afterwards. Sum and band are reckoned here. version: of the score it is built on, null for the first. Caller: meeting.run, for superior meeting.oversee, over the cell. Errors: session.ended, meeting.not_found, meeting.wrong_state, score.reported, score.not_reported, score.changed_meanwhile, score.line_missing, score.over, score.step, score.evidence_long, write.key_missing, write.key_reused.';

-- afterwards ---------------------------------------------------------------------------------------------

create function api.meeting_report(key uuid, meeting_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_report', jsonb_build_array(meeting_id));
  m handbook.meetings;
  missing jsonb;
begin
  if answer is not null then
    return answer;
  end if;
  select x.* into m from handbook.meetings x
  where x.id = meeting_report.meeting_id and /*lock*/ x.unit_path <@ (select handbook.scope('meeting.run')) /*end*/ for update;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif m.state <> 'closed' then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  elsif m.reported_at is not null then
    perform handbook.fail('meeting.reported', 409);
  end if;
  select jsonb_agg(k order by k) into missing from jsonb_array_elements_text(handbook.papers_wanted(m)) k
  where not exists (select from handbook.meeting_documents d where d.meeting_id = m.id and d.kind::text = k and d.state = 'signed');
  if missing is not null then
    perform handbook.fail('minutes.missing', 409, jsonb_build_object('papers', missing));
  end if;
  update handbook.meetings x set reported_at = now() where x.id = m.id returning * into m;
  return handbook.remember(key, jsonb_build_object('reported_at', m.reported_at,
    'late', coalesce(m.report_by < handbook.day_of(m.reported_at), false)));
end $$;
comment on function api.meeting_report is
  'Posts the signed papers of a meeting to its cell and reports it upwards, once; late is told. Caller: meeting.run at the cell. Errors: session.ended, meeting.not_found, meeting.wrong_state, meeting.reported, minutes.missing (which papers have to be signed first), write.key_missing, write.key_reused.';

-- Definer: the room of tasks asks it. A meeting that was opened, of the cell itself or of the cell of a group.
create or replace function handbook.task_meeting_known(meeting uuid, of_unit uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.meetings m join handbook.units u on u.id = of_unit
    where m.id = meeting and m.opened_at is not null and u.path >= m.unit_path and u.path < m.unit_path || '~'
      and (handbook.takes_part_in(m.id) or handbook.clerks_meeting(m.id)))
$$;

grant execute on function api.meeting_facts, api.meeting_paper, api.meeting_paper_save, api.meeting_paper_sign,
  api.meeting_score, api.meeting_score_save, api.meeting_report to authenticated;

notify pgrst, 'reload schema';
