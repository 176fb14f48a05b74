-- Verbs of a cell's inspection plan: reading it, making it, adopting it, changing it, and what offices see of plans below.

-- private helpers ----------------------------------------------------------------------------------

create function handbook.inspection_day(of_year int, which text) returns date
language sql stable set search_path = '' as $$
  select (of_year || '-' || (p.content ->> which))::date from handbook.policy_on('inspection.dates', make_date(of_year, 1, 1)) p
$$;
comment on function handbook.inspection_day is 'A date of the rule in force at the beginning of a year (plan_by, report_by); null where there was none.';

create function handbook.inspection_is_late(l handbook.inspection_lines) returns boolean
language sql stable set search_path = '' as $$ select l.state in ('planned', 'under_way') and l.due_on < handbook.today() $$;

-- Definer: names of who looks and who is looked at, for whoever sees the line.
create function handbook.inspection_names(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'part', x.part) order by x.part, m.sort_key), '[]')
  from handbook.inspection_people x join handbook.members m on m.id = x.member_id
  where x.line_id = of_line and handbook.sees_inspection(of_line)
$$;

create function handbook.inspection_row(l handbook.inspection_lines) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('line_id', l.id, 'kind', l.kind, 'target', l.target, 'group_id', l.group_id,
    'group_name', case when l.group_id is not null then handbook.unit_name(l.group_id) end, 'content', l.content, 'period', l.period,
    'form', l.form, 'due_on', l.due_on, 'months', l.months, 'planned_for', l.planned_for, 'state', l.state, 'concluded_on', l.concluded_on,
    'version', l.version, 'late', handbook.inspection_is_late(l), 'people', handbook.inspection_names(l.id), 'part', handbook.inspection_part(l.id))
$$;

create function handbook.inspection_figures(of_plan uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_agg(jsonb_build_object('kind', k, 'planned', n.planned, 'done', n.done, 'moved', n.moved, 'dropped', n.dropped, 'late', n.late) order by k)
  from unnest(enum_range(null::handbook.inspection_kind)) k
  cross join lateral (select count(*) as planned, count(*) filter (where l.state = 'concluded') as done,
      count(*) filter (where l.due_on > l.planned_for and l.state <> 'dropped') as moved, count(*) filter (where l.state = 'dropped') as dropped,
      count(*) filter (where handbook.inspection_is_late(l)) as late
    from handbook.inspection_lines l where l.plan_id = of_plan and l.kind = k) n
$$;
comment on function handbook.inspection_figures is 'Lines of a plan by kind: all, concluded, put off, dropped, past their month.';

-- Definer: names of whoever acted, for who sees the plan or the line; words of a private step for whoever runs the cell or reads what it is about.
create function handbook.inspection_history(of_plan uuid, of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('step', e.step, 'reason', case when told then e.reason end,
    'before', case when told then e.before end, 'actor', m.full_name, 'at', e.at) order by e.id), '[]')
  from handbook.inspection_events e join handbook.inspection_plans p on p.id = e.plan_id left join handbook.members m on m.id = e.actor_id
  cross join lateral (select not e.private or p.unit_path <@ handbook.scope('inspection.run')
    or case when e.line_id is null then handbook.sees_inspection_report(e.plan_id) else handbook.sees_findings(e.line_id) end as told) x
  where e.plan_id = of_plan and e.line_id is not distinct from of_line
    and (of_line is not null and handbook.sees_inspection(of_line) or p.unit_path <@ handbook.scope('inspection.run')
      or p.adopted_on is not null and (p.unit_id = handbook.my_cell_id() or p.unit_path <@ handbook.scope('inspection.oversee')))
$$;

-- Definer: whom and what the form of a line chooses from, for whoever runs the cell.
create function handbook.inspection_choices(of_unit uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'people', (select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'group_id', m.group_id,
        'leads', handbook.leads_cell(m.id, u.id)) order by m.sort_key, m.id), '[]')
      from handbook.members m where m.unit_id = u.id and m.life_state = 'active'),
    'groups', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', g.id, 'name', g.name) order by g.name), '[]')
      from handbook.units g where g.parent_id = u.id and g.kind = 'cell_group' and g.closed_on is null))
  from handbook.units u where u.id = of_unit and u.path <@ handbook.scope('inspection.run')
$$;

-- Definer: meetings of the cell in which something may have been decided, for who decides here.
create function handbook.inspection_meetings(of_unit uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('meeting_id', m.id, 'title', m.title, 'on_day', handbook.day_of(m.starts_at)) order by m.starts_at desc), '[]')
  from (select x.* from handbook.meetings x where x.unit_id = of_unit and x.state in ('running', 'closed')
      and (x.unit_id = handbook.my_cell_id() or x.unit_path <@ handbook.scope('inspection.run'))
    order by x.starts_at desc limit 6) m
$$;

-- Definer: name and office of whoever wrote down that the cell adopted it, or sent the report: for the foot of the paper.
create function handbook.inspection_signer(of_plan uuid, of_member uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('full_name', m.full_name, 'role', (
    select r.kind from handbook.roles r where r.member_id = m.id and r.unit_id = p.unit_id and r.kind in ('secretary', 'deputy_secretary')
    order by r.kind = 'secretary' desc limit 1))
  from handbook.inspection_plans p left join handbook.inspection_reports r on r.plan_id = p.id
  join handbook.members m on m.id = of_member and m.id in (p.adopted_by, r.sent_by)
  where p.id = of_plan and (p.unit_id = handbook.my_cell_id() or p.unit_path <@ handbook.scope('inspection.run', 'inspection.oversee'))
$$;

create function handbook.inspection_decided(on_day date, meeting uuid, of_unit uuid) returns text
language sql stable set search_path = '' as $$
  select case when on_day is null or on_day > handbook.today() or on_day < handbook.today() - 800 then 'inspection.day_wrong'
    when meeting is not null and not handbook.task_meeting_known(meeting, of_unit) then 'meeting.not_found' end
$$;
comment on function handbook.inspection_decided is 'What is wrong with a day and a meeting in which a cell decided; null when nothing is.';
grant execute on function handbook.inspection_day, handbook.inspection_is_late, handbook.inspection_names, handbook.inspection_row,
  handbook.inspection_figures, handbook.inspection_history, handbook.inspection_choices, handbook.inspection_meetings, handbook.inspection_signer,
  handbook.inspection_decided, handbook.leads_cell to authenticated;

-- Definer: plans take no direct writes. Makes the plan of a year, from the lines of the year before if asked, or changes its aims.
create function handbook.write_inspection_plan(of_unit uuid, of_year int, said text, copy boolean, known int, why text) returns handbook.inspection_plans
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  p handbook.inspection_plans;
  old handbook.inspection_lines;
  fresh uuid;
begin
  if not exists (select from handbook.units u where u.id = of_unit and u.kind = 'cell' and u.path <@ handbook.scope('inspection.run')) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  select * into p from handbook.inspection_plans x where x.unit_id = of_unit and x.year = of_year for update;
  if p.id is not null then
    if p.version is distinct from known then
      perform handbook.fail('inspection.changed_meanwhile', 409);
    elsif p.adopted_on is not null then
      perform handbook.note_inspection(p.id, null, 'correct_plan', why, jsonb_build_object('aims', p.aims));
    end if;
    update handbook.inspection_plans x set aims = said, version = x.version + 1 where x.id = p.id returning * into p;
    return p;
  elsif known is not null then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  end if;
  insert into handbook.inspection_plans (unit_id, unit_path, year, aims, created_by) values (of_unit, '', of_year, said, caller)
  on conflict do nothing returning * into p;
  if p.id is null then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  end if;
  for old in select l.* from handbook.inspection_lines l join handbook.inspection_plans b on b.id = l.plan_id
      where copy and b.unit_id = of_unit and b.year = of_year - 1 and b.adopted_on is not null order by l.planned_for, l.created_at loop
    continue when old.target = 'group' and not exists (select from handbook.units u where u.id = old.group_id and u.parent_id = of_unit and u.closed_on is null);
    insert into handbook.inspection_lines (plan_id, kind, target, group_id, content, period, form, due_on, months, planned_for)
    values (p.id, old.kind, old.target, old.group_id, old.content, '', old.form, (old.planned_for + 1 + interval '1 year')::date - 1, old.months,
      (old.planned_for + 1 + interval '1 year')::date - 1) returning id into fresh;
    insert into handbook.inspection_people (line_id, member_id, part)
    select fresh, x.member_id, x.part from handbook.inspection_people x
    join handbook.members m on m.id = x.member_id and m.unit_id = of_unit and m.life_state = 'active'
    where x.line_id = old.id;
  end loop;
  return p;
end $$;

-- Definer: steps are written here alone. A reason where one is wanted; those who are looked at find it in their own log.
create function handbook.note_inspection(of_plan uuid, of_line uuid, step text, why text, before jsonb, private boolean default false, reasoned boolean default true) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if reasoned and coalesce(length(btrim(why)), 0) not between 2 and 500 then
    perform handbook.fail('inspection.reason_missing', 422, '{"field": "reason"}');
  end if;
  insert into handbook.inspection_events (plan_id, line_id, step, reason, before, private, actor_id)
  values (of_plan, of_line, note_inspection.step, nullif(btrim(why), ''), note_inspection.before, note_inspection.private, handbook.me());
  perform handbook.audit('inspection.step', 'inspection_lines', of_line::text, x.member_id, p.unit_path, null, jsonb_build_object('step', note_inspection.step))
  from handbook.inspection_people x join handbook.inspection_plans p on p.id = of_plan where x.line_id = of_line and x.part = 'subject';
end $$;

-- Definer: as write_inspection_plan. Puts a line into a plan or words it anew; who looks and who is looked at are of the cell, and never the same.
create function handbook.write_inspection_line(of_plan uuid, wanted jsonb, of_line uuid, known int, why text) returns handbook.inspection_lines
language plpgsql security definer set search_path = '' as $$
declare
  p handbook.inspection_plans;
  l handbook.inspection_lines;
  aimed handbook.inspection_target := wanted ->> 'target';
  in_group uuid := case when aimed = 'group' then (wanted ->> 'group_id')::uuid end;
  subjects uuid[] := case when aimed = 'members' then array(select distinct jsonb_array_elements_text(wanted -> 'subjects')::uuid) else '{}' end;
  leader uuid := (wanted ->> 'lead')::uuid;
  doers uuid[] := array(select distinct d::uuid from jsonb_array_elements_text(wanted -> 'doers') d where d::uuid <> leader);
  span int := (wanted ->> 'months')::int;
  due date;
begin
  select * into p from handbook.inspection_plans x where x.id = of_plan and x.unit_path <@ handbook.scope('inspection.run') for update;
  select * into l from handbook.inspection_lines x where x.id = of_line and x.plan_id = p.id for update;
  if p.id is null or of_line is not null and l.id is null then
    perform handbook.fail('inspection.not_found', 404);
  elsif l.id is not null and l.version is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  elsif l.state not in ('planned', 'under_way') then
    perform handbook.fail('inspection.wrong_state', 409, jsonb_build_object('state', l.state));
  elsif p.adopted_on is not null and handbook.inspection_part(l.id) = 'subject' then
    perform handbook.fail('inspection.about_oneself', 409);
  elsif aimed is null or (wanted ->> 'kind') is null or length(btrim(coalesce(wanted ->> 'content', ''))) not between 3 and 2000 then
    perform handbook.fail('inspection.content_missing', 422, '{"field": "content"}');
  elsif length(wanted ->> 'period') > 200 or length(wanted ->> 'form') > 200 then
    perform handbook.fail('inspection.words_long', 422);
  elsif span is null or span not in (1, 3) or coalesce((wanted ->> 'month')::int, 0) not between 1 and 12 or span = 3 and (wanted ->> 'month')::int % 3 <> 1 then
    perform handbook.fail('inspection.month_wrong', 422, '{"field": "month"}');
  elsif aimed = 'members' and cardinality(subjects) = 0 then
    perform handbook.fail('inspection.subjects_missing', 422, '{"field": "subjects"}');
  elsif aimed = 'group' and not exists (select from handbook.units u where u.id = in_group and u.parent_id = p.unit_id and u.closed_on is null) then
    perform handbook.fail('inspection.group_missing', 422, '{"field": "group_id"}');
  elsif leader is null then
    perform handbook.fail('inspection.lead_missing', 422, '{"field": "lead"}');
  elsif exists (select from unnest(subjects || doers || leader) w where not exists (
      select from handbook.members m where m.id = w and m.unit_id = p.unit_id and m.life_state = 'active')) then
    perform handbook.fail('member.not_found', 422, '{"field": "doers"}');
  elsif exists (select from unnest(doers || leader) w join handbook.members m on m.id = w
      where w = any (subjects) or aimed = 'committee' and handbook.leads_cell(w, p.unit_id) or m.group_id = in_group) then
    perform handbook.fail('inspection.oneself', 422, '{"field": "doers"}');
  end if;
  due := (make_date(p.year, (wanted ->> 'month')::int, 1) + make_interval(months => span))::date - 1;
  if p.adopted_on is not null then
    perform handbook.note_inspection(p.id, l.id, case when l.id is null then 'add' else 'correct' end, why,
      case when l.id is not null then handbook.inspection_row(l) - '{part,late,version,state}'::text[] end);
  end if;
  if l.id is null then
    insert into handbook.inspection_lines (plan_id, kind, target, group_id, content, period, form, due_on, months, planned_for)
    values (p.id, (wanted ->> 'kind')::handbook.inspection_kind, aimed, in_group, btrim(wanted ->> 'content'), btrim(coalesce(wanted ->> 'period', '')),
      btrim(coalesce(wanted ->> 'form', '')), due, span, due) returning * into l;
  else
    delete from handbook.inspection_people x where x.line_id = l.id and not (x.part = 'subject' and x.member_id = any (subjects)
      or x.part = 'doer' and x.member_id = any (doers) or x.part = 'lead' and x.member_id = leader);
    update handbook.inspection_lines x set kind = (wanted ->> 'kind')::handbook.inspection_kind, target = aimed, group_id = in_group,
      content = btrim(wanted ->> 'content'), period = btrim(coalesce(wanted ->> 'period', '')), form = btrim(coalesce(wanted ->> 'form', '')),
      due_on = case when p.adopted_on is null then due else x.due_on end, planned_for = case when p.adopted_on is null then due else x.planned_for end,
      months = case when p.adopted_on is null then span else x.months end, version = x.version + 1
    where x.id = l.id returning * into l;
  end if;
  insert into handbook.inspection_people (line_id, member_id, part)
  select l.id, s, 'subject'::handbook.inspection_part from unnest(subjects) s union all select l.id, leader, 'lead'
  union all select l.id, d, 'doer' from unnest(doers) d
  on conflict do nothing;
  return l;
end $$;

grant execute on function handbook.write_inspection_plan, handbook.write_inspection_line to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.inspection_plan(unit_id uuid default null, year int default null) returns jsonb
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
      'adopted_by', handbook.inspection_signer(p.id, p.adopted_by), 'version', p.version) end,
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
comment on function api.inspection_plan is
  'The inspection and supervision plan of a year of my cell or of one below me, with its lines, counts and dates; the year''s report for who runs the cell, and once sent for offices above. A draft is for who runs the cell. Caller: members of the cell; inspection.run, .oversee over it. Errors: session.ended, unit.not_found, inspection.year_wrong.';

create function api.inspection_plan_save(
  key uuid, unit_id uuid, year int, aims text default '', copy boolean default false, version int default null, reason text default null,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_plan_save', jsonb_build_array(unit_id, year, aims, copy, version, reason, stamp_denied));
  p handbook.inspection_plans;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.units u where u.id = inspection_plan_save.unit_id and u.kind = 'cell'
                    and /*lock*/ u.path <@ (select handbook.scope('inspection.run')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  elsif year is null or abs(year - extract(year from handbook.today())) > 1 then
    perform handbook.fail('inspection.year_wrong', 422, '{"field": "year"}');
  elsif length(coalesce(aims, '')) > 4000 then
    perform handbook.fail('inspection.words_long', 422, '{"field": "aims"}');
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, concat_ws(' ', aims, reason));
  p := handbook.write_inspection_plan(unit_id, year, btrim(coalesce(aims, '')), coalesce(copy, false), version, reason);
  return handbook.remember(key, jsonb_build_object('plan_id', p.id, 'version', p.version));
end $$;
comment on function api.inspection_plan_save is
  'Begins the plan of this year, the last or the next, empty or from the lines of the year before, or words its aims anew (of an adopted plan with a reason). Caller: inspection.run at the cell. Errors: session.ended, unit.not_found, inspection.year_wrong, inspection.words_long, inspection.reason_missing, inspection.changed_meanwhile, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.inspection_line_save(
  key uuid, plan_id uuid, line jsonb, line_id uuid default null, version int default null, reason text default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_line_save', jsonb_build_array(plan_id, line, line_id, version, reason, stamp_denied));
  l handbook.inspection_lines;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_plans p where p.id = inspection_line_save.plan_id
                    and /*lock*/ p.unit_path <@ (select handbook.scope('inspection.run')) /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, concat_ws(' ', line ->> 'content', line ->> 'period', line ->> 'form', reason));
  l := handbook.write_inspection_line(plan_id, line, line_id, version, reason);
  return handbook.remember(key, jsonb_build_object('line_id', l.id, 'version', l.version));
end $$;
comment on function api.inspection_line_save is
  'Puts a line into a plan or changes one that nobody has reported on; in an adopted plan with a reason, the old wording is kept, and its month is changed by putting it off. line: kind, target (members, committee, group), subjects, group_id, content, period, form, month and months (1, or 3 from the first month of a quarter), lead, doers. Nobody looks at himself. Caller: inspection.run at the cell. Errors: session.ended, inspection.not_found, inspection.changed_meanwhile, inspection.wrong_state, inspection.about_oneself, inspection.content_missing, inspection.words_long, inspection.month_wrong, inspection.subjects_missing, inspection.group_missing, inspection.lead_missing, inspection.oneself, member.not_found, inspection.reason_missing, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

grant execute on function api.inspection_plan, api.inspection_plan_save, api.inspection_line_save to authenticated;
