-- A year of a cell's meetings for its secretary, with the own attendance and how the year's inspections stand: cell and
-- rights known, no policies.
create or replace function api.bench_meeting_year(reader uuid, of_unit uuid, of_year int) returns jsonb
language sql stable security definer as $$
  select jsonb_build_object('unit_id', u.id, 'unit_name', u.name, 'year', of_year, 'may_run', true, 'mine', true,
    'day', (select jsonb_build_object('day', d.day, 'at', d.at, 'minutes', d.minutes, 'place', d.place)
      from handbook.meeting_days d where d.unit_id = u.id),
    'meetings', (
      select coalesce(jsonb_agg(jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'unit_name', u.name, 'kind', m.kind,
          'title', m.title, 'starts_at', m.starts_at, 'minutes', m.minutes, 'place', m.place, 'online', m.online_link is not null,
          'state', m.state, 'month', m.month, 'report_by', m.report_by, 'reported_at', m.reported_at,
          'reply', r.reply, 'presence', a.presence) order by m.starts_at, m.id), '[]')
      from handbook.meetings m
      left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = reader
      left join handbook.meeting_attendance a on a.meeting_id = m.id and a.member_id = reader
      where m.unit_id = u.id and m.month >= make_date(of_year, 1, 1) and m.month < make_date(of_year + 1, 1, 1)),
    'quarters', (
      select jsonb_agg(jsonb_build_object('quarter', q, 'thematic', n,
          'missing', make_date(of_year, q * 3 - 2, 1) <= (now() at time zone 'Asia/Ho_Chi_Minh')::date and n < 1) order by q)
      from generate_series(1, 4) q cross join lateral (
        select count(*) as n from handbook.meetings m where m.unit_id = u.id and m.kind = 'thematic' and m.state <> 'cancelled'
          and m.month >= make_date(of_year, q * 3 - 2, 1) and m.month < make_date(of_year, q * 3 - 2, 1) + interval '3 months') c),
    'attendance', (
      select jsonb_build_object('year', of_year, 'meetings', count(*), 'present', count(*) filter (where a.presence in ('present', 'online')),
        'excused', count(*) filter (where a.presence = 'excused'), 'unexcused', count(*) filter (where a.presence = 'unexcused'))
      from handbook.meeting_summons s join handbook.meetings m on m.id = s.meeting_id and m.state = 'closed'
      left join handbook.meeting_attendance a on a.meeting_id = s.meeting_id and a.member_id = s.member_id
      where s.member_id = reader and m.month >= make_date(of_year, 1, 1) and m.month < make_date(of_year + 1, 1, 1)),
    'inspections', (
      select jsonb_build_object('year', t.year, 'adopted', p.adopted_on is not null, 'runs', true, 'plan_by', t.plan_by, 'report_by', t.report_by,
        'plan_late', p.adopted_on is null and t.plan_by < t.day,
        'report_late', p.adopted_on is not null and t.report_by < t.day
          and not exists (select from handbook.inspection_reports r where r.plan_id = p.id and r.sent_at is not null),
        'lines', count(l.id), 'done', count(l.id) filter (where l.state = 'concluded'),
        'late', count(l.id) filter (where p.adopted_on is not null and l.state in ('planned', 'under_way') and l.due_on < t.day),
        'mine', count(l.id) filter (where l.state in ('planned', 'under_way') and x.part = 'lead' and p.adopted_on is not null),
        'about_me', count(l.id) filter (where l.state = 'reported' and p.adopted_on is not null and (x.part = 'subject' or l.target = 'committee')
          and not exists (select from handbook.inspection_statements s where s.line_id = l.id and s.member_id = reader)),
        'elsewhere', (
          select coalesce(jsonb_agg(jsonb_build_object('line_id', b.id, 'unit_id', q.unit_id, 'unit_name', w.name, 'year', q.year,
            'content', b.content) order by b.due_on desc, b.id), '[]')
          from handbook.inspection_people y join handbook.inspection_lines b on b.id = y.line_id
          join handbook.inspection_plans q on q.id = b.plan_id and q.adopted_on is not null join handbook.units w on w.id = q.unit_id
          where y.member_id = reader and y.part = 'subject' and q.unit_id <> of_unit))
      from (select day, extract(year from day)::int as year,
              (extract(year from day)::int || '-' || (v.content ->> 'plan_by'))::date as plan_by,
              (extract(year from day)::int || '-' || (v.content ->> 'report_by'))::date as report_by
            from (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day) n
            cross join lateral (select content from handbook.policy_versions z where z.topic = 'inspection.dates'
              and z.valid_from <= make_date(extract(year from day)::int, 1, 1) order by z.valid_from desc limit 1) v) t
      left join handbook.inspection_plans p on p.unit_id = of_unit and p.year = t.year
      left join handbook.inspection_lines l on l.plan_id = p.id
      left join handbook.inspection_people x on x.line_id = l.id and x.member_id = reader
      group by t.day, t.year, t.plan_by, t.report_by, p.id, p.adopted_on))
  from handbook.units u where u.id = of_unit
$$;
