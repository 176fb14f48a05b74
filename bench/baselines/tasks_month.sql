-- A month of one cell: the cell and its range of paths known, no policies, no rights, names joined straight.
create or replace function api.bench_tasks_month(cell uuid, lo text, from_on date, until_on date) returns jsonb
language sql stable security definer as $$
  select jsonb_build_object('unit_id', u.id, 'name', u.name, 'unit_names', (
      select array_agg(x.name order by x.path) from generate_series(1, length(lo) / 5) depth join handbook.units x on x.path = left(lo, 5 * depth)),
    'from_on', from_on, 'until_on', until_on, 'given', r.given, 'done', r.done, 'on_time', r.on_time, 'beyond', r.beyond, 'late', r.late,
    'to_decide', r.to_decide, 'lines', r.lines)
  from handbook.units u
  cross join lateral (
    select count(*) as given, count(*) filter (where a.state = 'done') as done,
      count(*) filter (where a.state = 'done' and a.handed_in_on <= a.due_on) as on_time, count(*) filter (where a.beyond) as beyond,
      count(*) filter (where x.late) as late, count(*) filter (where x.to_decide) as to_decide,
      coalesce(jsonb_agg(jsonb_build_object('assignment_id', a.id, 'member_id', a.member_id, 'full_name', m.full_name,
        'title', t.title, 'unit_name', w.name, 'source', t.source, 'source_note', t.source_note, 'weight', t.weight, 'state', a.state,
        'due_on', a.due_on, 'percent', a.percent, 'handed_in_on', a.handed_in_on, 'beyond', a.beyond, 'late', x.late,
        'to_decide', x.to_decide) order by a.due_on, a.id), '[]') as lines
    from handbook.task_assignments a
    join handbook.tasks t on t.id = a.task_id
    join handbook.members m on m.id = a.member_id
    join handbook.units w on w.id = a.unit_id
    cross join lateral (select
      a.due_on < (now() at time zone 'Asia/Ho_Chi_Minh')::date and a.state not in ('handed_in', 'done') and not m.activity_exempt as late,
      a.state in ('handed_in', 'change_asked') or a.time_asked is not null and a.state <> 'done' as to_decide) x
    where a.unit_path >= lo and a.unit_path < lo || '~' and a.part = 'main' and a.state <> 'cancelled'
      and a.due_on between from_on and until_on) r
  where u.id = cell
$$;
