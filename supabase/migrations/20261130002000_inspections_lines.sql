-- Verbs of what is done of an inspection plan: adopting it, the steps of a line, what was found, the statement of who was looked at.

-- Definer: as write_inspection_plan.
create function handbook.adopt_inspection_plan(of_plan uuid, known int, on_day date, meeting uuid) returns handbook.inspection_plans
language plpgsql security definer set search_path = '' as $$
declare
  p handbook.inspection_plans;
  fault text;
begin
  select * into p from handbook.inspection_plans x where x.id = of_plan and x.unit_path <@ handbook.scope('inspection.run') for update;
  fault := handbook.inspection_decided(on_day, meeting, p.unit_id);
  if p.id is null then
    perform handbook.fail('inspection.not_found', 404);
  elsif p.adopted_on is not null then
    perform handbook.fail('inspection.adopted', 409);
  elsif p.version is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  elsif not exists (select from handbook.inspection_lines l where l.plan_id = p.id) then
    perform handbook.fail('inspection.empty', 409);
  elsif exists (select from handbook.inspection_lines l where l.plan_id = p.id and (
      not exists (select from handbook.inspection_people x where x.line_id = l.id and x.part = 'lead')
      or l.target = 'members' and not exists (select from handbook.inspection_people x where x.line_id = l.id and x.part = 'subject')
      or exists (select from handbook.inspection_people x join handbook.members m on m.id = x.member_id where x.line_id = l.id and (
        m.unit_id <> p.unit_id or m.life_state <> 'active'
        or x.part <> 'subject' and (l.target = 'committee' and handbook.leads_cell(m.id, p.unit_id) or m.group_id = l.group_id))))) then
    perform handbook.fail('inspection.unfinished', 409); -- copied or begun long ago: somebody has left the cell, or now leads it
  elsif fault is not null then
    perform handbook.fail(fault, 422, '{"field": "on_day"}');
  end if;
  update handbook.inspection_plans x set adopted_on = on_day, adopted_by = handbook.me(), meeting_id = meeting, version = x.version + 1
  where x.id = p.id returning * into p;
  perform handbook.note_inspection(p.id, null, 'adopt', null, null, reasoned => false);
  perform handbook.audit('inspection.step', 'inspection_lines', l.id::text, x.member_id, p.unit_path, null, '{"step": "adopt"}')
  from handbook.inspection_lines l join handbook.inspection_people x on x.line_id = l.id and x.part = 'subject' where l.plan_id = p.id;
  return p;
end $$;

-- Definer: steps are taken here alone, by handbook.inspection_moves.
create function handbook.step_inspection(
  of_line uuid, wanted text, known int, why text, to_month int, span int, said text, on_day date, meeting uuid
) returns handbook.inspection_lines
language plpgsql security definer set search_path = '' as $$
declare
  l handbook.inspection_lines;
  p handbook.inspection_plans;
  way handbook.inspection_moves;
  due date;
  fault text;
begin
  select * into l from handbook.inspection_lines x where x.id = of_line for update;
  select * into p from handbook.inspection_plans x where x.id = l.plan_id;
  if p.id is null or not (coalesce(handbook.inspection_part(l.id) = 'lead', false) or p.unit_path <@ handbook.scope('inspection.run')) then
    perform handbook.fail('inspection.not_found', 404);
  elsif l.version is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409, jsonb_build_object('state', l.state));
  elsif wanted = 'remove' and p.adopted_on is null then
    delete from handbook.inspection_lines x where x.id = l.id;
    return l;
  end if;
  select * into way from handbook.inspection_moves x where x.step = wanted and x.from_state = l.state and x.step <> 'hand_in';
  due := case when wanted = 'move' and to_month between 1 and 12 and span in (1, 3) and (span = 1 or to_month % 3 = 1)
    then (make_date(p.year, to_month, 1) + make_interval(months => span))::date - 1 end;
  fault := case when wanted = 'conclude' then handbook.inspection_decided(on_day, meeting, p.unit_id) end;
  if way.step is null or p.adopted_on is null then
    perform handbook.fail('inspection.wrong_state', 409, jsonb_build_object('state', l.state));
  elsif handbook.inspection_part(l.id) = 'subject' then
    perform handbook.fail('inspection.about_oneself', 409);
  elsif handbook.keeps_inspection(l.id) is not true and wanted <> 'start' then
    perform handbook.fail('inspection.not_found', 404);
  elsif wanted = 'move' and (due is null or due = l.due_on and span = l.months) then
    perform handbook.fail('inspection.month_wrong', 422, '{"field": "month"}');
  elsif fault is not null then
    perform handbook.fail(fault, 422, '{"field": "on_day"}');
  elsif wanted = 'conclude' and coalesce(length(btrim(said)), 0) not between 2 and 10000 then
    perform handbook.fail('inspection.words_missing', 422, '{"field": "words"}');
  end if;
  perform handbook.note_inspection(p.id, l.id, wanted, why, case wanted
      when 'move' then jsonb_build_object('due_on', l.due_on, 'months', l.months)
      when 'return' then (select to_jsonb(f) - '{line_id,edits,conclusion,concluded_by,updated_by}'::text[] from handbook.inspection_findings f where f.line_id = l.id) end,
    wanted = 'return', way.reasoned);
  update handbook.inspection_lines x set state = way.to_state, version = x.version + 1, due_on = coalesce(due, x.due_on),
    months = case when due is not null then span else x.months end, concluded_on = on_day, meeting_id = meeting
  where x.id = l.id returning * into l;
  if wanted = 'return' then
    update handbook.inspection_findings f set handed_in_at = null, handed_in_by = null, edits = f.edits + 1 where f.line_id = l.id;
  elsif wanted = 'conclude' then
    update handbook.inspection_findings f set conclusion = btrim(said), concluded_by = handbook.me() where f.line_id = l.id;
  end if;
  return l;
end $$;

-- Definer: as step_inspection. Whoever leads the line writes, until it is handed in.
create function handbook.write_findings(of_line uuid, said jsonb, known int, hand_in boolean) returns handbook.inspection_findings
language plpgsql security definer set search_path = '' as $$
declare
  l handbook.inspection_lines;
  f handbook.inspection_findings;
begin
  select * into l from handbook.inspection_lines x where x.id = of_line for update;
  if handbook.inspection_part(l.id) is distinct from 'lead' then
    perform handbook.fail('inspection.not_found', 404);
  elsif l.state <> 'under_way' then
    perform handbook.fail('inspection.wrong_state', 409, jsonb_build_object('state', l.state));
  end if;
  select * into f from handbook.inspection_findings x where x.line_id = l.id for update;
  if f.edits is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  elsif hand_in and (btrim(said ->> 'looked_at') = '' or btrim(concat(said ->> 'good', said ->> 'lacking')) = '') then
    perform handbook.fail('inspection.report_short', 422);
  end if;
  insert into handbook.inspection_findings as x (line_id, looked_at, good, lacking, proposal, updated_by, handed_in_at, handed_in_by)
  values (l.id, said ->> 'looked_at', said ->> 'good', said ->> 'lacking', said ->> 'proposal', handbook.me(),
    case when hand_in then now() end, case when hand_in then handbook.me() end)
  on conflict (line_id) do update set looked_at = excluded.looked_at, good = excluded.good, lacking = excluded.lacking, proposal = excluded.proposal,
    edits = x.edits + 1, updated_by = excluded.updated_by, updated_at = now(), handed_in_at = excluded.handed_in_at, handed_in_by = excluded.handed_in_by
  returning * into f;
  if hand_in then
    perform handbook.note_inspection(l.plan_id, l.id, 'hand_in', null, null, reasoned => false);
    update handbook.inspection_lines x set state = 'reported', version = x.version + 1 where x.id = l.id;
  end if;
  return f;
end $$;

-- Definer: as step_inspection. In the caller's own name, on what is written about the caller.
create function handbook.write_statement(of_line uuid, said text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l handbook.inspection_lines;
begin
  select * into l from handbook.inspection_lines x where x.id = of_line for update;
  if handbook.inspection_part(l.id) is distinct from 'subject' then
    perform handbook.fail('inspection.not_found', 404);
  elsif l.state <> 'reported' then
    perform handbook.fail('inspection.wrong_state', 409, jsonb_build_object('state', l.state));
  end if;
  insert into handbook.inspection_statements (line_id, member_id, words) values (l.id, handbook.me(), said)
  on conflict (line_id, member_id) do update set words = excluded.words, at = now();
end $$;

-- Definer: names and offices of the line, and its cell, for whoever sees it.
create function handbook.inspection_place(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('unit_id', p.unit_id, 'unit_name', u.name, 'year', p.year, 'plan_id', p.id, 'adopted_on', p.adopted_on,
    'may_run', p.unit_path <@ handbook.scope('inspection.run'), 'keeps', coalesce(handbook.keeps_inspection(of_line), false))
  from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id join handbook.units u on u.id = p.unit_id
  where l.id = of_line and handbook.sees_inspection(of_line)
$$;

-- Definer: as inspection_place. What was found, for who may read it.
create function handbook.findings_card(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('looked_at', f.looked_at, 'good', f.good, 'lacking', f.lacking, 'proposal', f.proposal, 'edits', f.edits,
    'updated_at', f.updated_at, 'handed_in_at', f.handed_in_at, 'handed_in_by', h.full_name, 'conclusion', f.conclusion, 'concluded_by', c.full_name)
  from handbook.inspection_findings f left join handbook.members h on h.id = f.handed_in_by left join handbook.members c on c.id = f.concluded_by
  where f.line_id = of_line and handbook.sees_findings(of_line)
$$;

-- Definer: as inspection_place.
create function handbook.statements_of(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'words', s.words, 'at', s.at) order by m.sort_key), '[]')
  from handbook.inspection_statements s join handbook.members m on m.id = s.member_id
  where s.line_id = of_line and (s.member_id = handbook.me() or handbook.sees_findings(of_line))
$$;

-- Definer: writes into the log. Whoever oversees the cell from above has read what was found: those concerned find it in
-- theirs, once for the minutes of a visit (policy record.visit), as with their record.
create function handbook.log_inspection(of_line uuid) returns void
language sql security definer set search_path = '' as $$
  select handbook.audit('inspection.open', 'inspection_lines', of_line::text, x.member_id, p.unit_path, null, null)
  from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id
  join handbook.inspection_people x on x.line_id = l.id and x.part = 'subject' and x.member_id <> handbook.me()
  join handbook.inspection_findings f on f.line_id = l.id
  where l.id = of_line and handbook.sees_findings(l.id) and p.unit_path <@ handbook.scope('inspection.oversee')
    and p.unit_id is distinct from handbook.my_cell_id()
    and not exists (select from handbook.audit_entries e where e.member_id = x.member_id and e.actor_id = handbook.me()
      and e.session_id = handbook.claim('session_id')::uuid and e.action = 'inspection.open' and e.subject_id = of_line::text
      and e.at > now() - make_interval(mins => (handbook.policy('record.visit') ->> 'minutes')::int))
$$;
grant execute on function handbook.adopt_inspection_plan, handbook.step_inspection, handbook.write_findings, handbook.write_statement,
  handbook.inspection_place, handbook.findings_card, handbook.statements_of, handbook.log_inspection to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.inspection_adopt(key uuid, plan_id uuid, version int, on_day date, meeting_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_adopt', jsonb_build_array(plan_id, version, on_day, meeting_id));
  p handbook.inspection_plans;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_plans x where x.id = inspection_adopt.plan_id
                    and /*lock*/ x.unit_path <@ (select handbook.scope('inspection.run')) /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  p := handbook.adopt_inspection_plan(plan_id, version, on_day, meeting_id);
  return handbook.remember(key, jsonb_build_object('version', p.version));
end $$;
comment on function api.inspection_adopt is
  'Writes down that the cell has adopted its plan on a day, in a meeting if one is named: from then on its members see it and it changes with a reason alone. Caller: inspection.run at the cell. Errors: session.ended, inspection.not_found, inspection.adopted, inspection.changed_meanwhile, inspection.empty, inspection.unfinished, inspection.day_wrong, meeting.not_found, write.key_missing, write.key_reused.';

create function api.inspection_line(line_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  l handbook.inspection_lines;
  place jsonb;
begin
  select x.* into l from handbook.inspection_lines x where x.id = inspection_line.line_id and /*lock*/ handbook.sees_inspection(x.id) /*end*/;
  if l.id is null then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  perform handbook.log_inspection(l.id);
  place := handbook.inspection_place(l.id);
  return handbook.inspection_row(l) || place || jsonb_build_object(
    'findings', handbook.findings_card(l.id), 'statements', handbook.statements_of(l.id),
    'history', handbook.inspection_history(l.plan_id, l.id),
    'steps', (select coalesce(jsonb_agg(m.step order by m.step), '[]') from handbook.inspection_moves m
      where m.from_state = l.state and place ->> 'adopted_on' is not null
        and case m.step when 'hand_in' then handbook.inspection_part(l.id) = 'lead'
          when 'start' then (place ->> 'keeps')::boolean or handbook.inspection_part(l.id) = 'lead' else (place ->> 'keeps')::boolean end),
    'choices', case when (place ->> 'may_run')::boolean then handbook.inspection_choices((place ->> 'unit_id')::uuid) end,
    'meetings', case when (place ->> 'keeps')::boolean then handbook.inspection_meetings((place ->> 'unit_id')::uuid) else '[]' end);
end $$;
comment on function api.inspection_line is
  'One line of a plan: who, what, when, its steps and which the caller may take. What was found, statements and the conclusion are for those who look; once handed in for those looked at, who runs the cell, and offices above, whose reading is logged for those concerned. Caller: members of the cell once the plan is adopted; who was looked at; inspection.run, .oversee over it. Errors: session.ended, inspection.not_found.';

create function api.inspection_step(
  key uuid, line_id uuid, step text, version int, reason text default null, month int default null, months int default null,
  words text default null, on_day date default null, meeting_id uuid default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_step',
    jsonb_build_array(line_id, step, version, reason, month, months, words, on_day, meeting_id, stamp_denied));
  l handbook.inspection_lines;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_lines x join handbook.inspection_plans p on p.id = x.plan_id where x.id = inspection_step.line_id
                    and /*lock*/ (p.unit_path <@ (select handbook.scope('inspection.run')) or handbook.inspection_part(x.id) = 'lead') /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  elsif step is null or not exists (select from handbook.inspection_moves x where x.step = inspection_step.step union all select where step = 'remove') then
    perform handbook.fail('inspection.unknown_step', 422);
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, concat_ws(' ', words, reason));
  l := handbook.step_inspection(line_id, step, version, reason, month, months, words, case when step = 'conclude' then on_day end,
    case when step = 'conclude' then meeting_id end);
  return handbook.remember(key, jsonb_build_object('state', l.state, 'version', l.version));
end $$;
comment on function api.inspection_step is
  'Takes a step of an adopted line by handbook.inspection_moves: start, move (to another month, with a reason), drop, resume, return (each with a reason), conclude (what the cell decided, on which day, in which meeting); or removes a line of a draft. Reports are handed in by inspection_findings_save. Caller: inspection.run at the cell, not about oneself; whoever leads the line starts it, and decides where one who runs the cell is looked at. Errors: session.ended, inspection.not_found, inspection.unknown_step, inspection.wrong_state, inspection.changed_meanwhile, inspection.about_oneself, inspection.reason_missing, inspection.month_wrong, inspection.words_missing, inspection.day_wrong, meeting.not_found, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.inspection_findings_save(
  key uuid, line_id uuid, findings jsonb, edits int default null, hand_in boolean default false, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_findings_save', jsonb_build_array(line_id, findings, edits, hand_in, stamp_denied));
  f handbook.inspection_findings;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_lines x where x.id = inspection_findings_save.line_id
                    and /*lock*/ handbook.inspection_part(x.id) = 'lead' /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  elsif exists (select from unnest('{looked_at,good,lacking,proposal}'::text[]) k where jsonb_typeof(findings -> k) is distinct from 'string' or length(findings ->> k) > 10000) then
    perform handbook.fail('inspection.words_long', 422, '{"field": "findings"}');
  end if;
  if stamp_denied is not true or not exists (select from handbook.inspection_findings x where x.line_id = inspection_findings_save.line_id
      and handbook.looks_classified(x.looked_at, x.good, x.lacking, x.proposal)) then -- denied once is logged once, not at every pause
    perform handbook.stop_stamp('inspection.classified', stamp_denied, findings::text);
  end if;
  f := handbook.write_findings(line_id, findings, edits, coalesce(hand_in, false));
  return handbook.remember(key, jsonb_build_object('edits', f.edits, 'saved_at', f.updated_at));
end $$;
comment on function api.inspection_findings_save is
  'Saves the draft of a report (edits: the count of savings it is built on, null for the first), and hands it in if told so. findings: looked_at, good, lacking, proposal. Caller: whoever leads the line, while it is under way. Errors: session.ended, inspection.not_found, inspection.wrong_state, inspection.changed_meanwhile, inspection.words_long, inspection.report_short, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.inspection_statement(key uuid, line_id uuid, words text, stamp_denied boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_statement', jsonb_build_array(line_id, words, stamp_denied));
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_lines x where x.id = inspection_statement.line_id
                    and /*lock*/ handbook.inspection_part(x.id) = 'subject' /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  elsif coalesce(length(btrim(words)), 0) not between 2 and 10000 then
    perform handbook.fail('inspection.words_missing', 422, '{"field": "words"}');
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, words);
  perform handbook.write_statement(line_id, btrim(words));
  return handbook.remember(key, jsonb_build_object('line_id', line_id));
end $$;
comment on function api.inspection_statement is
  'What I say of the report on me, between its handing in and the conclusion; again replaces it. Caller: whoever is looked at in the line. Errors: session.ended, inspection.not_found, inspection.wrong_state, inspection.words_missing, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

grant execute on function api.inspection_adopt, api.inspection_line, api.inspection_step, api.inspection_findings_save, api.inspection_statement to authenticated;
