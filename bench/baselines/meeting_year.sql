-- A year of a cell's meetings for its secretary: cell and rights known, no policies.
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
          and m.month >= make_date(of_year, q * 3 - 2, 1) and m.month < make_date(of_year, q * 3 - 2, 1) + interval '3 months') c))
  from handbook.units u where u.id = of_unit
$$;
