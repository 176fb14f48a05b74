-- The home screen of a plain member, and with `cell` of the secretary there, who decides on no resets: reader and units
-- known, no policies.
create or replace function api.bench_home(reader uuid, units uuid[], paths text[], cell text default null) returns jsonb
language sql stable security definer as $$
  select jsonb_build_object(
    'to_acknowledge', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.acknowledge_by nulls last, x.published_at desc), '[]') from (
        select p.id as post_id, p.title, f.number, u.name as unit_name, p.published_at, d.acknowledge_by, r.reminded_at,
          coalesce(not m.activity_exempt and d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date, false)
            as late
        from handbook.directives d
        join handbook.posts p on p.id = d.post_id and p.state = 'published' and (not p.leaders_only or cell is not null)
          and p.published_at > now() - interval '1 year'
        join handbook.documents f on f.post_id = p.id
        join handbook.units u on u.id = p.unit_id
        join handbook.members m on m.id = reader
        left join handbook.reminders r on r.post_id = p.id and r.member_id = reader
        where d.wants_acknowledgement and d.unit_path = any (paths)
          and not exists (select from handbook.acknowledgements a where a.post_id = p.id and a.member_id = reader)
        order by d.acknowledge_by nulls last, p.published_at desc limit 20) x),
    'latest', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from api.bench_feed(reader, units, leads => cell is not null, page_size => 5) f),
    'resets_to_decide', 0,
    'questions', jsonb_build_object(
      'answers', (select count(*) from handbook.questions q
        where q.asker_id = reader and q.settled_at is not null and q.seen_at is null),
      'waiting', (select count(*) from handbook.questions q where q.state in ('asked', 'passed_on') and q.asker_id is distinct from reader
        and q.desk = 'secretary' and q.unit_path >= cell and q.unit_path < cell || '~')),
    'tasks', (
      select jsonb_build_object('waiting', count(*) filter (where c.new or c.returned or c.near or c.late or c.helping),
        'new', count(*) filter (where c.new), 'helping', count(*) filter (where c.helping), 'returned', count(*) filter (where c.returned),
        'near', count(*) filter (where c.near), 'late', count(*) filter (where c.late), 'to_decide', (
          select count(*) from handbook.task_assignments d where d.unit_path >= cell and d.unit_path < cell || '~' and d.part = 'main'
            and d.state not in ('done', 'cancelled') and (d.state in ('handed_in', 'change_asked') or d.time_asked is not null)
            and d.member_id <> reader))
      from (
        select main and a.state = 'assigned' as new, main and a.state = 'returned' as returned,
          main and a.due_on between t.day and t.day + 3 as near, main and a.due_on < t.day and not m.activity_exempt as late,
          not main and a.seen_at is null as helping
        from handbook.members m join handbook.task_assignments a on a.member_id = m.id
        cross join (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day) t
        cross join lateral (select a.part = 'main') as p(main)
        where m.id = reader and a.state not in ('handed_in', 'done', 'cancelled')) c),
    'meetings', jsonb_build_object(
      'next', (
        select jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'unit_name', u.name, 'kind', m.kind, 'title', m.title,
          'starts_at', m.starts_at, 'minutes', m.minutes, 'place', m.place, 'online', m.online_link is not null, 'state', m.state,
          'month', m.month, 'report_by', m.report_by, 'reported_at', m.reported_at, 'reply', r.reply, 'presence', a.presence)
        from handbook.members p join handbook.meetings m on m.unit_id = p.unit_id and m.state in ('called', 'running')
          and m.starts_at > now() - interval '1 day'
        join handbook.units u on u.id = m.unit_id
        left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = reader
        left join handbook.meeting_attendance a on a.meeting_id = m.id and a.member_id = reader
        where p.id = reader order by m.state <> 'running', m.starts_at limit 1),
      'report_late', (select count(*) from handbook.meetings m where m.unit_path = cell and m.state = 'closed' and m.reported_at is null
        and m.report_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date)),
    'inspections', (
      select jsonb_build_object(
        'statements', (
          select coalesce(jsonb_agg(jsonb_build_object('line_id', l.id, 'unit_id', p.unit_id, 'year', p.year, 'content', l.content) order by l.due_on, l.id), '[]')
          from (
            select x.line_id from handbook.inspection_people x where x.member_id = reader and x.part = 'subject'
            union select g.id from handbook.inspection_lines g where g.group_id = m.group_id
            union select c.id from handbook.inspection_plans q join handbook.inspection_lines c on c.plan_id = q.id and c.target = 'committee'
              where cell is not null and q.unit_id = m.unit_id and q.year in (d.year - 1, d.year)) about
          join handbook.inspection_lines l on l.id = about.line_id and l.state = 'reported'
          join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
          left join handbook.inspection_statements s on s.line_id = l.id and s.member_id = reader
          where s.line_id is null),
        'leading', (
          select coalesce(jsonb_agg(jsonb_build_object('line_id', l.id, 'unit_id', p.unit_id, 'year', p.year, 'content', l.content, 'by', l.due_on,
            'late', l.due_on < d.day and not m.activity_exempt) order by l.due_on, l.id), '[]')
          from handbook.inspection_people x
          join handbook.inspection_lines l on l.id = x.line_id and l.state in ('planned', 'under_way') and l.due_on <= d.day + 14
          join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null and p.unit_id = m.unit_id
          where x.member_id = reader and x.part = 'lead'),
        'years', case when cell is null then '[]' else (
          select coalesce(jsonb_agg(jsonb_build_object('wanted', w.wanted, 'unit_id', m.unit_id, 'year', w.year, 'by', w.due, 'late', w.due < d.day)
            order by w.due, w.wanted), '[]')
          from (
            select 'plan' as wanted, d.year, make_date(d.year, 1, 31) as due
            where not exists (select from handbook.inspection_plans p where p.unit_id = m.unit_id and p.year = d.year and p.adopted_on is not null)
            union all
            select 'report', p.year, make_date(p.year, 12, 15) from handbook.inspection_plans p
            left join handbook.inspection_reports r on r.plan_id = p.id
            where p.unit_id = m.unit_id and p.year in (d.year - 1, d.year) and p.adopted_on is not null and r.sent_at is null and p.year >= 2026) w
          where w.due <= d.day + 30) end)
      from handbook.members m
      cross join (select t.day, extract(year from t.day)::int as year from (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day) t) d
      where m.id = reader))
$$;
