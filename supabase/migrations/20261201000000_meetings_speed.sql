-- Meetings, read faster: the caller is found once for a year, and a month below a unit is put together without joins.

-- Definer: the caller's own cell, or one the caller looks after; else null. Under the policies who asks was found for
-- each table anew.
create function handbook.year_of_meetings(of_unit uuid, of_year int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := handbook.me();
  unit handbook.units;
  mine boolean;
  first date := make_date(of_year, 1, 1);
  today date := handbook.today();
  a_quarter int := (handbook.policy('meeting.thematic') ->> 'a_quarter')::int;
begin
  select u.* into unit from handbook.units u where u.id = of_unit;
  mine := exists (select from handbook.members p where p.id = caller and p.unit_id = of_unit);
  if not (mine or coalesce(elem_contained_by_multirange(unit.path,
      handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee')), false)) then
    return null;
  end if;
  return jsonb_build_object('unit_id', of_unit, 'unit_name', unit.name, 'year', of_year, 'mine', mine,
    'day', (select jsonb_build_object('day', d.day, 'at', d.at, 'minutes', d.minutes, 'place', d.place)
      from handbook.meeting_days d where d.unit_id = of_unit),
    'meetings', (select coalesce(jsonb_agg(jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'unit_name', unit.name,
        'kind', m.kind, 'title', m.title, 'starts_at', m.starts_at, 'minutes', m.minutes, 'place', m.place,
        'online', m.online_link is not null, 'state', m.state, 'month', m.month, 'report_by', m.report_by,
        'reported_at', m.reported_at, 'reply', r.reply, 'presence', a.presence) order by m.starts_at, m.id), '[]')
      from handbook.meetings m
      left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = caller
      left join handbook.meeting_attendance a on a.meeting_id = m.id and a.member_id = caller
      where m.unit_id = of_unit and m.month >= first and m.month < first + interval '1 year'),
    'quarters', (select jsonb_agg(jsonb_build_object('quarter', q, 'thematic', n,
        'missing', make_date(of_year, q * 3 - 2, 1) <= today and n < a_quarter) order by q)
      from generate_series(1, 4) q cross join lateral (
        select count(*) as n from handbook.meetings m where m.unit_id = of_unit and m.kind = 'thematic' and m.state <> 'cancelled'
          and m.month >= make_date(of_year, q * 3 - 2, 1) and m.month < make_date(of_year, q * 3 - 2, 1) + interval '3 months') c),
    'attendance', case when mine then (
      select jsonb_build_object('year', of_year, 'meetings', count(*),
        'present', count(*) filter (where a.presence in ('present', 'online')),
        'excused', count(*) filter (where a.presence = 'excused'), 'unexcused', count(*) filter (where a.presence = 'unexcused'))
      from handbook.meeting_summons s join handbook.meetings m on m.id = s.meeting_id and m.state = 'closed'
      left join handbook.meeting_attendance a on a.meeting_id = s.meeting_id and a.member_id = s.member_id
      where s.member_id = caller and m.month >= first and m.month < first + interval '1 year') end);
end $$;
grant execute on function handbook.year_of_meetings to authenticated;

create or replace function api.meeting_year(year int, unit_id uuid default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  my_cell uuid := handbook.my_cell_id();
  of_unit uuid := coalesce(unit_id, my_cell);
  path text;
begin
  select u.path into path from handbook.units u
  where u.id = of_unit and u.kind = 'cell'
    and /*lock*/ (u.id = my_cell
      or u.path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee'))) /*end*/;
  if path is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return handbook.year_of_meetings(of_unit, year) || jsonb_build_object('may_run', path <@ handbook.scope('meeting.run'),
    'inspections', case when of_unit = my_cell then handbook.inspection_notice() end);
end $$;
drop function handbook.attendance_of_me(int);

-- Definer: the caller's own cell, and there what its members read: an adopted plan, a draft by who runs inspections; in it
-- what the caller is. And lines about the caller in plans of other cells: whoever has moved goes on reading.
create or replace function handbook.inspection_notice() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller handbook.members;
  today date := handbook.today();
  of_year int := extract(year from today);
  dates jsonb;
  plan_by date;
  report_by date;
  runs boolean;
  plan handbook.inspection_plans;
  answer jsonb;
begin
  select m.* into caller from handbook.members m where m.id = handbook.me();
  if caller.id is null then
    return null;
  end if;
  runs := elem_contained_by_multirange(caller.unit_path, handbook.scope('inspection.run'));
  select (of_year || '-' || (p.content ->> 'plan_by'))::date, (of_year || '-' || (p.content ->> 'report_by'))::date
  into plan_by, report_by from handbook.policy_on('inspection.dates', make_date(of_year, 1, 1)) p;
  select p.* into plan from handbook.inspection_plans p
  where p.unit_id = caller.unit_id and p.year = of_year and (p.adopted_on is not null or runs);
  return jsonb_build_object('year', of_year, 'adopted', plan.adopted_on is not null, 'runs', runs, 'plan_by', plan_by, 'report_by', report_by,
    'plan_late', runs and plan.adopted_on is null and coalesce(plan_by < today, false),
    'report_late', runs and plan.adopted_on is not null and coalesce(report_by < today, false)
      and not exists (select from handbook.inspection_reports r where r.plan_id = plan.id and r.sent_at is not null))
    || (select jsonb_build_object('lines', count(*), 'done', count(*) filter (where l.state = 'concluded'),
        'late', count(*) filter (where plan.adopted_on is not null and l.state in ('planned', 'under_way') and l.due_on < today),
        'mine', count(*) filter (where l.state in ('planned', 'under_way') and l.part = 'lead'),
        'about_me', count(*) filter (where l.state = 'reported' and l.part = 'subject' and not exists (
          select from handbook.inspection_statements s where s.line_id = l.id and s.member_id = caller.id)))
      from (select k.id, k.state, k.due_on, case -- as handbook.inspection_part
          when plan.adopted_on is null then null
          when x.part = 'subject' or k.target = 'group' and k.group_id = caller.group_id
            or k.target = 'committee' and handbook.leads_cell(caller.id, plan.unit_id) then 'subject'
          else x.part end as part
        from handbook.inspection_lines k
        left join handbook.inspection_people x on x.line_id = k.id and x.member_id = caller.id
        where k.plan_id = plan.id) l)
    || jsonb_build_object('elsewhere', (
      select coalesce(jsonb_agg(jsonb_build_object('line_id', l.id, 'unit_id', p.unit_id, 'unit_name', u.name, 'year', p.year,
        'content', l.content) order by l.due_on desc, l.id), '[]')
      from handbook.inspection_people x join handbook.inspection_lines l on l.id = x.line_id
      join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
      join handbook.units u on u.id = p.unit_id
      where x.member_id = caller.id and x.part = 'subject' and p.unit_id <> caller.unit_id));
end $$;
comment on function handbook.inspection_notice is
  'What Sinh hoạt says of this year''s plan of my cell: adopted or not, how much is done and late, what I lead, what was reported on me and waits for what I say of it; and lines about me in plans of cells that I was in before.';
drop function handbook.inspections_elsewhere();

-- Definer: counts of cells for offices above; no person is named. Cells, their meetings of the month and the quarter's
-- thematic ones are laid one below the other and summed: of a join the planner expects one row of a range of paths, and
-- then compares each cell with each meeting.
drop function handbook.meetings_below(text, date);
create function handbook.meetings_below(of_path text, of_month date)
returns table (path text, held boolean, planned boolean, report_late boolean, thematic boolean, summoned bigint, present bigint)
language sql stable security definer set search_path = '' as $$
  select max(t.path), bool_or(t.kind = 'regular' and t.state = 'closed'), bool_or(t.kind = 'regular'), bool_or(t.report_late),
    bool_or(t.kind is null and t.path is null), coalesce(sum(t.summoned), 0), coalesce(sum(t.present), 0)
  from (
    select u.id as unit_id, u.path, null::handbook.meeting_kind as kind, null::handbook.meeting_state as state, false as report_late,
      null::int as summoned, null::int as present
    from handbook.units u
    where u.path >= of_path and u.path < of_path || '~' and u.kind = 'cell' and u.closed_on is null
    union all
    select m.unit_id, null, m.kind, m.state, m.state = 'closed' and m.reported_at is null and m.report_by < (select handbook.today()),
      case m.state when 'closed' then m.summoned end, case m.state when 'closed' then m.present end
    from handbook.meetings m
    where m.unit_path >= of_path and m.unit_path < of_path || '~' and m.month = of_month and m.state <> 'cancelled'
    union all
    select x.unit_id, null, null, null, false, null, null from handbook.meetings x
    where x.kind = 'thematic' and x.state <> 'cancelled' and x.unit_path >= of_path and x.unit_path < of_path || '~'
      and x.month >= date_trunc('quarter', of_month::timestamp)::date
      and x.month < (date_trunc('quarter', of_month::timestamp) + interval '3 months')::date) t
  where elem_contained_by_multirange(of_path, (select handbook.scope('meeting.oversee')))
  group by t.unit_id having max(t.path) is not null
$$;
grant execute on function handbook.meetings_below to authenticated;

create or replace function api.meetings_overview(unit_id uuid, month date) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit handbook.units;
  child_length int;
  first date := date_trunc('month', month);
begin
  select u.* into unit from handbook.units u
  where u.id = meetings_overview.unit_id and u.kind <> 'cell'
    and /*lock*/ elem_contained_by_multirange(u.path, (select handbook.scope('meeting.oversee'))) /*end*/;
  if unit.id is null then
    perform handbook.fail('unit.not_found', 404);
  elsif first is null then
    perform handbook.fail('meeting.month_wrong', 422, '{"field": "month"}');
  end if;
  child_length := length(unit.path) + 5;
  return (
    with counted as materialized (
      select left(b.path, child_length) as child, count(*) as cells, count(*) filter (where held) as held,
        count(*) filter (where planned and not held) as planned, count(*) filter (where planned is not true) as none,
        count(*) filter (where report_late) as report_late, count(*) filter (where not thematic) as no_thematic,
        sum(summoned)::bigint as summoned, sum(present)::bigint as present
      from handbook.meetings_below(unit.path, first) b group by 1
    )
    select jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind, 'month', first,
      'cells', coalesce(sum(n.cells), 0), 'held', coalesce(sum(n.held), 0), 'planned', coalesce(sum(n.planned), 0),
      'none', coalesce(sum(n.none), 0), 'report_late', coalesce(sum(n.report_late), 0), 'no_thematic', coalesce(sum(n.no_thematic), 0),
      'summoned', coalesce(sum(n.summoned), 0), 'present', coalesce(sum(n.present), 0),
      'children', coalesce(jsonb_agg(jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind, 'cells', n.cells,
          'held', n.held, 'planned', n.planned, 'none', n.none, 'report_late', n.report_late, 'no_thematic', n.no_thematic,
          'summoned', n.summoned, 'present', n.present) order by u.name) filter (where u.id is not null), '[]'))
    from counted n left join handbook.units u on u.path = n.child);
end $$;

notify pgrst, 'reload schema';
