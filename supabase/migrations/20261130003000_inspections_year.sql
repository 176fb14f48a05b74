-- The year of inspections: a cell's report, what its leaders are reminded of, what offices see of the cells below.

-- Definer: as write_inspection_plan. A report that was sent changes with a reason alone; its old wording is kept.
create function handbook.write_inspection_report(of_plan uuid, said jsonb, known int, send boolean, why text) returns handbook.inspection_reports
language plpgsql security definer set search_path = '' as $$
declare
  p handbook.inspection_plans;
  r handbook.inspection_reports;
  counts jsonb;
begin
  select * into p from handbook.inspection_plans x where x.id = of_plan and x.unit_path <@ handbook.scope('inspection.run') for update;
  select * into r from handbook.inspection_reports x where x.plan_id = p.id for update;
  if p.id is null then
    perform handbook.fail('inspection.not_found', 404);
  elsif p.adopted_on is null then
    perform handbook.fail('inspection.not_adopted', 409);
  elsif r.edits is distinct from known then
    perform handbook.fail('inspection.changed_meanwhile', 409);
  elsif r.sent_at is not null and not send then
    perform handbook.fail('inspection.sent', 409);
  elsif send and btrim(concat(said ->> 'good', said ->> 'lacking')) = '' then
    perform handbook.fail('inspection.report_short', 422);
  elsif send then
    perform handbook.note_inspection(p.id, null, case when r.sent_at is null then 'send' else 'correct_report' end, why,
      case when r.sent_at is not null then to_jsonb(r) - '{plan_id,edits,updated_by,sent_by}'::text[] end, r.sent_at is not null, r.sent_at is not null);
    counts := handbook.inspection_figures(p.id);
  end if;
  insert into handbook.inspection_reports as x (plan_id, good, lacking, proposal, figures, updated_by, sent_at, sent_by)
  values (p.id, said ->> 'good', said ->> 'lacking', said ->> 'proposal', counts, handbook.me(), case when send then now() end, case when send then handbook.me() end)
  on conflict (plan_id) do update set good = excluded.good, lacking = excluded.lacking, proposal = excluded.proposal, figures = excluded.figures,
    edits = x.edits + 1, updated_by = excluded.updated_by, updated_at = now(), sent_at = coalesce(x.sent_at, excluded.sent_at), sent_by = excluded.sent_by
  returning * into r;
  return r;
end $$;

-- Definer: counts of plans by cell, for offices above; no person and nothing found is in it.
create function handbook.inspections_below(of_path text, of_year int)
returns table (unit_id uuid, path text, adopted boolean, sent boolean, planned bigint, done bigint, moved bigint, late bigint)
language sql stable security definer set search_path = '' as $$
  select u.id, u.path, p.id is not null, r.sent_at is not null, coalesce(n.planned, 0), coalesce(n.done, 0), coalesce(n.moved, 0), coalesce(n.late, 0)
  from handbook.units u
  left join handbook.inspection_plans p on p.unit_id = u.id and p.year = of_year and p.adopted_on is not null
    and p.unit_path >= of_path and p.unit_path < of_path || '~'
  left join handbook.inspection_reports r on r.plan_id = p.id
  left join (
    select l.plan_id, count(*) as planned, count(*) filter (where l.state = 'concluded') as done,
      count(*) filter (where l.due_on > l.planned_for and l.state <> 'dropped') as moved,
      count(*) filter (where l.state in ('planned', 'under_way') and l.due_on < (select handbook.today())) as late
    from handbook.inspection_lines l join handbook.inspection_plans q on q.id = l.plan_id and q.year = of_year
      and q.unit_path >= of_path and q.unit_path < of_path || '~'
    group by l.plan_id) n on n.plan_id = p.id
  where u.path >= of_path and u.path < of_path || '~' and u.kind = 'cell' and u.closed_on is null
    and elem_contained_by_multirange(of_path, (select handbook.scope('inspection.oversee')))
$$;
grant execute on function handbook.write_inspection_report, handbook.inspections_below to authenticated;

create function api.inspection_report_save(
  key uuid, plan_id uuid, report jsonb, edits int default null, send boolean default false, reason text default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_report_save', jsonb_build_array(plan_id, report, edits, send, reason, stamp_denied));
  r handbook.inspection_reports;
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_plans p where p.id = inspection_report_save.plan_id
                    and /*lock*/ p.unit_path <@ (select handbook.scope('inspection.run')) /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  elsif exists (select from unnest('{good,lacking,proposal}'::text[]) k where jsonb_typeof(report -> k) is distinct from 'string' or length(report ->> k) > 10000) then
    perform handbook.fail('inspection.words_long', 422, '{"field": "report"}');
  end if;
  if stamp_denied is not true or not exists (select from handbook.inspection_reports x where x.plan_id = inspection_report_save.plan_id
      and handbook.looks_classified(x.good, x.lacking, x.proposal)) then -- denied once is logged once, not at every pause
    perform handbook.stop_stamp('inspection.classified', stamp_denied, concat_ws(' ', report::text, reason));
  end if;
  r := handbook.write_inspection_report(plan_id, report, edits, coalesce(send, false), reason);
  return handbook.remember(key, jsonb_build_object('edits', r.edits, 'saved_at', r.updated_at, 'sent_at', r.sent_at));
end $$;
comment on function api.inspection_report_save is
  'Saves the draft of the year''s report (edits: the count of savings it is built on, null for the first), or sends it up; the counts are reckoned here and kept with it. A sent one is sent again with a reason. report: good, lacking, proposal. Caller: inspection.run at the cell. Errors: session.ended, inspection.not_found, inspection.not_adopted, inspection.changed_meanwhile, inspection.sent, inspection.report_short, inspection.words_long, inspection.reason_missing, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

-- Definer: lines about the caller in plans of other cells: whoever has moved goes on reading.
create function handbook.inspections_elsewhere() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('line_id', l.id, 'unit_id', p.unit_id, 'unit_name', handbook.unit_name(p.unit_id),
    'year', p.year, 'content', l.content) order by l.due_on desc, l.id), '[]')
  from handbook.inspection_people x join handbook.inspection_lines l on l.id = x.line_id
  join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
  where x.member_id = handbook.me() and x.part = 'subject' and p.unit_id <> handbook.my_cell_id()
$$;
grant execute on function handbook.inspections_elsewhere to authenticated;

create function handbook.inspection_notice() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('year', y.year, 'adopted', p.adopted_on is not null, 'runs', y.runs,
    'plan_by', y.plan_by, 'report_by', y.report_by,
    'plan_late', y.runs and p.adopted_on is null and coalesce(y.plan_by < y.day, false),
    'report_late', y.runs and p.adopted_on is not null and coalesce(y.report_by < y.day, false)
      and not exists (select from handbook.inspection_reports r where r.plan_id = p.id and r.sent_at is not null),
    'lines', count(l.id), 'done', count(l.id) filter (where l.state = 'concluded'),
    'late', count(l.id) filter (where p.adopted_on is not null and handbook.inspection_is_late(l)),
    'mine', count(l.id) filter (where l.state in ('planned', 'under_way') and handbook.inspection_part(l.id) = 'lead'),
    'about_me', count(l.id) filter (where l.state = 'reported' and handbook.inspection_part(l.id) = 'subject'),
    'elsewhere', handbook.inspections_elsewhere())
  from (select t.day, t.year, coalesce(u.path <@ handbook.scope('inspection.run'), false) as runs, u.id as unit_id,
          handbook.inspection_day(t.year, 'plan_by') as plan_by, handbook.inspection_day(t.year, 'report_by') as report_by
        from handbook.units u cross join (select d.day, extract(year from d.day)::int as year from (select handbook.today() as day offset 0) d) t
        where u.id = (select handbook.my_cell_id()) offset 0) y -- reckoned once, not at each mention
  left join handbook.inspection_plans p on p.unit_id = y.unit_id and p.year = y.year and /*lock*/ p.unit_id = (select handbook.my_cell_id()) /*end*/
  left join handbook.inspection_lines l on l.plan_id = p.id
  group by y.day, y.year, y.runs, y.plan_by, y.report_by, p.id, p.adopted_on
$$;
comment on function handbook.inspection_notice is
  'Invoker, for api.meeting_year. What Sinh hoạt says of this year''s plan of my cell: adopted or not, how much is done and late, what I lead, what was reported on me; and lines about me in plans of cells that I was in before.';
grant execute on function handbook.inspection_notice to authenticated;

create function api.inspections_overview(unit_id uuid, year int) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit handbook.units;
  child_length int;
begin
  select u.* into unit from handbook.units u
  where u.id = inspections_overview.unit_id and u.kind <> 'cell'
    and /*lock*/ elem_contained_by_multirange(u.path, (select handbook.scope('inspection.oversee'))) /*end*/;
  if unit.id is null then
    perform handbook.fail('unit.not_found', 404);
  elsif year is null or year not between 2000 and 9998 then
    perform handbook.fail('inspection.year_wrong', 422, '{"field": "year"}');
  end if;
  child_length := length(unit.path) + 5;
  return (
    with cells as materialized (
      select left(b.path, child_length) as child, b.* from handbook.inspections_below(unit.path, inspections_overview.year) b
    ), counted as (
      select child, count(*) as cells, count(*) filter (where adopted) as adopted, count(*) filter (where sent) as sent, sum(planned) as planned,
        sum(done) as done, sum(moved) as moved, sum(late) as late
      from cells group by grouping sets ((), (child))
    )
    select jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind, 'year', inspections_overview.year,
      'plan_by', handbook.inspection_day(inspections_overview.year, 'plan_by'), 'report_by', handbook.inspection_day(inspections_overview.year, 'report_by'),
      'cells', t.cells, 'adopted', t.adopted, 'sent', t.sent, 'planned', coalesce(t.planned, 0), 'done', coalesce(t.done, 0), 'moved', coalesce(t.moved, 0),
      'late', coalesce(t.late, 0),
      'children', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind, 'cells', n.cells, 'adopted', n.adopted,
          'sent', n.sent, 'planned', n.planned, 'done', n.done, 'moved', n.moved, 'late', n.late) order by u.name, u.id), '[]')
        from counted n join handbook.units u on u.path = n.child))
    from counted t where t.child is null);
end $$;
comment on function api.inspections_overview is
  'Which cells below a unit have adopted a plan for a year and sent their report, and how much of the plans is done, put off and late: counts by unit, no persons and nothing of what was found. Caller: inspection.oversee over the unit. Errors: session.ended, unit.not_found, inspection.year_wrong.';

grant execute on function api.inspection_report_save, api.inspections_overview to authenticated;

notify pgrst, 'reload schema';
