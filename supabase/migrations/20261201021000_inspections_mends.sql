-- Mistakes are taken back: the day of an adoption, an adoption as a whole, a conclusion. With a reason, by who may decide;
-- what was written before stays in the history.

insert into handbook.inspection_moves (step, from_state, to_state, reasoned) values ('reopen', 'concluded', 'reported', true);
comment on table handbook.inspection_moves is
  'THE table of what may follow what; what leads out of concluded is open until the year''s report is sent.';

-- private helpers ----------------------------------------------------------------------------------

-- Definer: as inspection_part. Why the caller may not take the adoption of a plan back; null when nothing stands in the way.
-- Whoever is looked at in one of its lines would be free to leave that line out; where those who run the cell are looked at,
-- whoever leads such a line may do it, as with conclusions.
create function handbook.unadopting_barred(of_plan uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p.adopted_on is null then 'inspection.not_adopted'
    when handbook.inspection_year_sent(p.id) then 'inspection.sent'
    when exists (select from handbook.inspection_lines l where l.plan_id = p.id and l.state <> 'planned')
      or exists (select from handbook.inspection_events e where e.plan_id = p.id and e.step = 'start') then 'inspection.begun'
    when exists (select from handbook.inspection_lines l where l.plan_id = p.id and handbook.inspection_part(l.id) = 'subject')
      then 'inspection.about_oneself' end
  from handbook.inspection_plans p where p.id = of_plan
$$;

-- Definer: as inspection_part. Whether the caller decides on an adopted plan as a whole.
create function handbook.keeps_inspection_plan(of_plan uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.inspection_plans p where p.id = of_plan and p.adopted_on is not null and (
    p.unit_path <@ handbook.scope('inspection.run')
    or exists (select from handbook.inspection_lines l where l.plan_id = p.id and handbook.keeps_inspection(l.id))))
$$;

-- Definer: as inspection_part. Whether the way back to a draft is open to the caller.
create function handbook.may_unadopt_inspection(of_plan uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select handbook.unadopting_barred(of_plan) is null and handbook.keeps_inspection_plan(of_plan)
$$;

-- Definer: asked by functions below alone. An adoption as a history keeps it.
create function handbook.inspection_adoption(p handbook.inspection_plans) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('adopted_on', p.adopted_on,
    'meeting', (select m.title from handbook.meetings m where m.id = p.meeting_id),
    'adopted_by', (select m.full_name from handbook.members m where m.id = p.adopted_by)))
$$;

-- Definer: as write_inspection_plan. Another day or meeting for an adoption; who writes it now stands for it.
create function handbook.correct_adoption(of_plan uuid, known int, on_day date, meeting uuid, why text) returns handbook.inspection_plans
language plpgsql security definer set search_path = '' as $$
declare
  p handbook.inspection_plans;
  fault text;
begin
  select * into p from handbook.inspection_plans x where x.id = of_plan and x.unit_path <@ handbook.scope('inspection.run') for update;
  fault := handbook.inspection_decided(on_day, meeting, p.unit_id);
  if p.id is null then
    perform handbook.fail('inspection.not_found', 404);
  elsif p.version is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  elsif p.adopted_on is null then
    perform handbook.fail('inspection.not_adopted', 409);
  elsif fault is not null then
    perform handbook.fail(fault, 422, '{"field": "on_day"}');
  elsif p.adopted_on = on_day and p.meeting_id is not distinct from meeting then
    perform handbook.fail('inspection.same_day', 422, '{"field": "on_day"}');
  end if;
  perform handbook.note_inspection(p.id, null, 'correct_adoption', why, handbook.inspection_adoption(p));
  update handbook.inspection_plans x set adopted_on = on_day, adopted_by = handbook.me(), meeting_id = meeting, version = x.version + 1
  where x.id = p.id returning * into p;
  return p;
end $$;

-- Definer: as write_inspection_plan. Nothing of the plan has been begun: it is a draft again, and what the cell had read is kept.
create function handbook.unadopt_inspection_plan(of_plan uuid, known int, why text) returns handbook.inspection_plans
language plpgsql security definer set search_path = '' as $$
declare
  p handbook.inspection_plans;
  barred text;
begin
  select * into p from handbook.inspection_plans x where x.id = of_plan for update;
  perform from handbook.inspection_lines l where l.plan_id = p.id for update; -- nobody begins one meanwhile
  if p.id is null or not (p.unit_path <@ handbook.scope('inspection.run') or handbook.keeps_inspection_plan(p.id)) then
    perform handbook.fail('inspection.not_found', 404);
  elsif p.version is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  end if;
  barred := handbook.unadopting_barred(p.id);
  if barred is not null then
    perform handbook.fail(barred, 409);
  end if;
  perform handbook.note_inspection(p.id, null, 'unadopt', why, handbook.inspection_adoption(p) || jsonb_build_object('lines', (
    select coalesce(jsonb_agg(handbook.inspection_row(l) - '{part,late,version,state}'::text[] order by l.due_on, l.id), '[]')
    from handbook.inspection_lines l where l.plan_id = p.id)));
  perform handbook.audit('inspection.step', 'inspection_lines', l.id::text, x.member_id, p.unit_path, null, '{"step": "unadopt"}')
  from handbook.inspection_lines l join handbook.inspection_people x on x.line_id = l.id and x.part = 'subject' where l.plan_id = p.id;
  update handbook.inspection_plans x set adopted_on = null, adopted_by = null, meeting_id = null, version = x.version + 1
  where x.id = p.id returning * into p;
  return p;
end $$;

-- Definer: the last taking back of an adoption, for the cell that had read the plan and does not see the draft. The words of the
-- lines stay with who runs the cell until it is adopted again.
create function handbook.inspection_taken_back(of_unit uuid, of_year int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('step', e.step, 'reason', e.reason, 'before', e.before - 'lines', 'actor', m.full_name, 'at', e.at)
  from handbook.inspection_plans p join handbook.inspection_events e on e.plan_id = p.id and e.step = 'unadopt'
  left join handbook.members m on m.id = e.actor_id
  where p.unit_id = of_unit and p.year = of_year and p.adopted_on is null
    and (p.unit_id = handbook.my_cell_id() or p.unit_path <@ handbook.scope('inspection.run', 'inspection.oversee'))
  order by e.id desc limit 1
$$;
grant execute on function handbook.may_unadopt_inspection, handbook.keeps_inspection_plan,
  handbook.correct_adoption, handbook.unadopt_inspection_plan, handbook.inspection_taken_back to authenticated;

-- Definer: steps are taken here alone, by handbook.inspection_moves. As before; a conclusion can be taken back, and a line of
-- a draft that the cell had adopted once leaves its history with the plan; who entered a statement for another leaves the
-- conclusion to another officer.
create or replace function handbook.step_inspection(
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
  if wanted in ('reopen', 'conclude') then -- the plan first, as whoever sends the year's report does
    perform from handbook.inspection_plans x
    where x.id = (select y.plan_id from handbook.inspection_lines y where y.id = of_line) for update;
  end if;
  select * into l from handbook.inspection_lines x where x.id = of_line for update;
  select * into p from handbook.inspection_plans x where x.id = l.plan_id;
  if p.id is null or not (coalesce(handbook.inspection_part(l.id) = 'lead', false) or p.unit_path <@ handbook.scope('inspection.run')) then
    perform handbook.fail('inspection.not_found', 404);
  elsif l.version is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409, jsonb_build_object('state', l.state));
  elsif wanted = 'remove' and p.adopted_on is null then
    if exists (select from handbook.inspection_events e where e.line_id = l.id) then
      update handbook.inspection_events e set line_id = null, before = jsonb_build_object('content', l.content) || coalesce(e.before, '{}')
      where e.line_id = l.id;
      perform handbook.note_inspection(p.id, null, 'remove', null, jsonb_build_object('content', l.content), reasoned => false);
    end if;
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
  elsif wanted = 'reopen' and handbook.inspection_year_sent(p.id) then
    perform handbook.fail('inspection.sent', 409);
  elsif wanted = 'move' and (due is null or due = l.due_on and span = l.months) then
    perform handbook.fail('inspection.month_wrong', 422, '{"field": "month"}');
  elsif wanted = 'conclude' and handbook.spoke_for_another(l.id) then
    perform handbook.fail('inspection.spoke_for', 409);
  elsif fault is not null then
    perform handbook.fail(fault, 422, '{"field": "on_day"}');
  elsif wanted = 'conclude' and coalesce(length(btrim(said)), 0) not between 2 and 10000 then
    perform handbook.fail('inspection.words_missing', 422, '{"field": "words"}');
  end if;
  perform handbook.note_inspection(p.id, l.id, wanted, why, case wanted
      when 'move' then jsonb_build_object('due_on', l.due_on, 'months', l.months)
      when 'return' then (select to_jsonb(f) - '{line_id,edits,conclusion,concluded_by,updated_by}'::text[] from handbook.inspection_findings f where f.line_id = l.id)
      when 'reopen' then (select jsonb_strip_nulls(jsonb_build_object('conclusion', f.conclusion, 'concluded_on', l.concluded_on, 'concluded_by', c.full_name,
          'meeting', (select m.title from handbook.meetings m where m.id = l.meeting_id)))
        from handbook.inspection_findings f left join handbook.members c on c.id = f.concluded_by where f.line_id = l.id) end,
    wanted in ('return', 'reopen'), way.reasoned);
  update handbook.inspection_lines x set state = way.to_state, version = x.version + 1, due_on = coalesce(due, x.due_on),
    months = case when due is not null then span else x.months end, concluded_on = on_day, meeting_id = meeting
  where x.id = l.id returning * into l;
  if wanted = 'return' then
    update handbook.inspection_findings f set handed_in_at = null, handed_in_by = null, edits = f.edits + 1 where f.line_id = l.id;
  elsif wanted = 'conclude' then
    update handbook.inspection_findings f set conclusion = btrim(said), concluded_by = handbook.me() where f.line_id = l.id;
  elsif wanted = 'reopen' then
    update handbook.inspection_findings f set conclusion = '', concluded_by = null where f.line_id = l.id;
  end if;
  return l;
end $$;

-- public verbs -------------------------------------------------------------------------------------

create or replace function api.inspection_plan(unit_id uuid default null, year int default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  of_year int := coalesce(year, extract(year from handbook.today()));
  u handbook.units;
  p handbook.inspection_plans;
  runs boolean;
begin
  select x.* into u from handbook.units x
  where x.id = coalesce(inspection_plan.unit_id, handbook.my_cell_id()) and x.kind = 'cell'
    and /*lock*/ (x.id = (select handbook.my_cell_id()) or x.path <@ (select handbook.scope('inspection.run', 'inspection.oversee'))) /*end*/;
  if u.id is null then
    perform handbook.fail('unit.not_found', 404);
  elsif of_year not between 2000 and 9998 then
    perform handbook.fail('inspection.year_wrong', 422, '{"field": "year"}');
  end if;
  runs := u.path <@ handbook.scope('inspection.run');
  select x.* into p from handbook.inspection_plans x where x.unit_id = u.id and x.year = of_year;
  return jsonb_build_object('unit_id', u.id, 'unit_name', u.name, 'superior', coalesce(handbook.unit_name(u.parent_id), ''), 'year', of_year,
    'mine', u.id = handbook.my_cell_id(), 'may_run', runs, 'may_oversee', u.path <@ handbook.scope('inspection.oversee'),
    'plan_by', handbook.inspection_day(of_year, 'plan_by'), 'report_by', handbook.inspection_day(of_year, 'report_by'),
    'plan', case when p.id is not null then jsonb_build_object('plan_id', p.id, 'aims', p.aims, 'adopted_on', p.adopted_on,
      'adopted_by', handbook.inspection_signer(p.id, p.adopted_by), 'meeting_id', p.meeting_id, 'version', p.version,
      'may_unadopt', handbook.may_unadopt_inspection(p.id)) end,
    'taken_back', handbook.inspection_taken_back(u.id, of_year),
    'lines', (select coalesce(jsonb_agg(handbook.inspection_row(l) order by l.due_on, l.created_at, l.id), '[]')
      from handbook.inspection_lines l where l.plan_id = p.id),
    'figures', coalesce(handbook.inspection_figures(p.id), '[]'),
    'report', (select jsonb_build_object('good', r.good, 'lacking', r.lacking, 'proposal', r.proposal, 'figures', r.figures, 'edits', r.edits,
        'updated_at', r.updated_at, 'sent_at', r.sent_at, 'sent_by', handbook.inspection_signer(p.id, r.sent_by)) from handbook.inspection_reports r where r.plan_id = p.id),
    'history', case when p.id is not null then handbook.inspection_history(p.id, null) else '[]' end,
    'can_copy', runs and p.id is null and exists (select from handbook.inspection_plans b where b.unit_id = u.id and b.year = of_year - 1 and b.adopted_on is not null),
    'choices', case when runs then handbook.inspection_choices(u.id) end,
    'meetings', case when runs then handbook.inspection_meetings(u.id) else '[]' end);
end $$;

create function api.inspection_adoption_correct(
  key uuid, plan_id uuid, version int, on_day date, reason text, meeting_id uuid default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_adoption_correct', jsonb_build_array(plan_id, version, on_day, reason, meeting_id, stamp_denied));
  p handbook.inspection_plans;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_plans x where x.id = inspection_adoption_correct.plan_id
                    and /*lock*/ x.unit_path <@ (select handbook.scope('inspection.run')) /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, reason);
  p := handbook.correct_adoption(plan_id, version, on_day, meeting_id, reason);
  return handbook.remember(key, jsonb_build_object('version', p.version));
end $$;
comment on function api.inspection_adoption_correct is
  'Writes another day or meeting for the adoption of a plan, with a reason; the plan''s history keeps what was written before. Caller: inspection.run at the cell. Errors: session.ended, inspection.not_found, inspection.changed_meanwhile, inspection.not_adopted, inspection.day_wrong, inspection.same_day, meeting.not_found, inspection.reason_missing, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.inspection_unadopt(
  key uuid, plan_id uuid, version int, reason text, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_unadopt', jsonb_build_array(plan_id, version, reason, stamp_denied));
  p handbook.inspection_plans;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_plans x where x.id = inspection_unadopt.plan_id
                    and /*lock*/ (x.unit_path <@ (select handbook.scope('inspection.run')) or handbook.keeps_inspection_plan(x.id)) /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, reason);
  p := handbook.unadopt_inspection_plan(plan_id, version, reason);
  return handbook.remember(key, jsonb_build_object('version', p.version));
end $$;
comment on function api.inspection_unadopt is
  'Takes back that the cell adopted a plan, with a reason, while none of its lines has been begun: it is a draft again; its history keeps the adoption and the lines as the cell had read them, and the cell is told. Caller: inspection.run at the cell, not looked at in any of its lines; where one who runs the cell is looked at, whoever leads that line as well, on the same condition. Errors: session.ended, inspection.not_found, inspection.changed_meanwhile, inspection.not_adopted, inspection.sent, inspection.begun, inspection.about_oneself, inspection.reason_missing, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';
comment on function api.inspection_step is
  'Takes a step of an adopted line by handbook.inspection_moves: start, move (to another month, with a reason), drop, resume, return (each with a reason), conclude (what the cell decided, on which day, in which meeting), reopen (takes a conclusion back with a reason, until the year''s report is sent; the history keeps it); or removes a line of a draft. Reports are handed in by inspection_findings_save. Caller: inspection.run at the cell, not about oneself; whoever leads the line starts it, and decides where one who runs the cell is looked at. Errors: session.ended, inspection.not_found, inspection.unknown_step, inspection.wrong_state, inspection.changed_meanwhile, inspection.about_oneself, inspection.sent, inspection.spoke_for, inspection.reason_missing, inspection.month_wrong, inspection.words_missing, inspection.day_wrong, meeting.not_found, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

grant execute on function api.inspection_adoption_correct, api.inspection_unadopt to authenticated;
