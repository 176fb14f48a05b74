-- A month of meetings below a unit: its path known, no rights; what closed meetings counted is summed.
create or replace function api.bench_meetings_overview(of_unit uuid, of_path text, first date) returns jsonb
language sql stable security definer as $$
  with cells as (
    select left(u.path, length(of_path) + 5) as child, u.id,
      coalesce(bool_or(m.kind = 'regular' and m.state = 'closed'), false) as held, coalesce(bool_or(m.kind = 'regular'), false) as planned,
      coalesce(bool_or(m.state = 'closed' and m.reported_at is null and m.report_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date), false) as late,
      coalesce(sum(m.summoned), 0) as summoned, coalesce(sum(m.present), 0) as present
    from handbook.units u left join handbook.meetings m on m.unit_id = u.id and m.month = first and m.state <> 'cancelled'
    where u.path >= of_path and u.path < of_path || '~' and u.kind = 'cell' and u.closed_on is null group by 1, 2
  ), thematic as (
    select distinct x.unit_id from handbook.meetings x where x.kind = 'thematic' and x.state <> 'cancelled' and x.unit_path >= of_path
      and x.unit_path < of_path || '~' and x.month >= date_trunc('quarter', first)::date and x.month < (date_trunc('quarter', first) + interval '3 months')::date
  ), counted as (
    select child, count(*) as cells, count(*) filter (where held) as held, count(*) filter (where planned and not held) as planned,
      count(*) filter (where not planned) as none, count(*) filter (where late) as report_late,
      count(*) filter (where t.unit_id is null) as no_thematic, sum(summoned) as summoned, sum(present) as present
    from cells left join thematic t on t.unit_id = cells.id group by 1
  )
  select jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind, 'month', first, 'cells', sum(n.cells), 'held', sum(n.held),
    'planned', sum(n.planned), 'none', sum(n.none), 'report_late', sum(n.report_late), 'no_thematic', sum(n.no_thematic),
    'summoned', sum(n.summoned), 'present', sum(n.present),
    'children', jsonb_agg(jsonb_build_object('unit_id', c.id, 'name', c.name, 'kind', c.kind, 'cells', n.cells, 'held', n.held,
      'planned', n.planned, 'none', n.none, 'report_late', n.report_late, 'no_thematic', n.no_thematic, 'summoned', n.summoned,
      'present', n.present) order by c.name))
  from handbook.units u cross join counted n join handbook.units c on c.path = n.child where u.id = of_unit group by u.id
$$;
