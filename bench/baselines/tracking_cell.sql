-- A directive in one cell, by name: the cell and the directive known, no policies.
create or replace function api.bench_tracking_cell(directive uuid, cell uuid) returns jsonb
language sql stable security definer as $$
  select jsonb_build_object(
    'post_id', p.id, 'title', p.title, 'number', f.number, 'issued_on', f.issued_on, 'acknowledge_by', d.acknowledge_by,
    'overdue', coalesce(d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date, false),
    'wants_acknowledgement', d.wants_acknowledgement, 'leaders_only', p.leaders_only,
    'unit', jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind),
    'expected', t.expected, 'acknowledged', t.acknowledged, 'late', t.late, 'children', '[]'::jsonb, 'people', t.people)
  from handbook.posts p
  join handbook.directives d on d.post_id = p.id
  join handbook.documents f on f.post_id = p.id
  join handbook.units u on u.id = cell
  cross join lateral (
    select
      coalesce(jsonb_agg(jsonb_build_object(
        'member_id', m.id, 'full_name', m.full_name, 'exempt', m.activity_exempt,
        'acknowledged_at', k.acknowledged_at, 'reminded_at', r.reminded_at,
        'late', not m.activity_exempt and coalesce(d.acknowledge_by < coalesce(
          (k.acknowledged_at at time zone 'Asia/Ho_Chi_Minh')::date, (now() at time zone 'Asia/Ho_Chi_Minh')::date), false)) order by m.sort_key), '[]') as people,
      count(*) filter (where not m.activity_exempt) as expected,
      count(k.member_id) filter (where not m.activity_exempt) as acknowledged,
      count(*) filter (where not m.activity_exempt
        and (k.acknowledged_at at time zone 'Asia/Ho_Chi_Minh')::date > d.acknowledge_by) as late
    from handbook.members m
    left join handbook.acknowledgements k on k.post_id = directive and k.member_id = m.id
    left join handbook.reminders r on r.post_id = directive and r.member_id = m.id
    where m.unit_id = cell and m.life_state = 'active') t
  where p.id = directive
$$;
