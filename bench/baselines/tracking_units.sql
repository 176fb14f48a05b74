-- A directive for everybody below a unit, counted by the units right below it: one pass over the counts of
-- cells, which both ways have; the unit and the directive known, no policies.
create or replace function api.bench_tracking_units(directive uuid, at_unit uuid) returns jsonb
language plpgsql stable security definer set plan_cache_mode = force_custom_plan as $$
declare
  lo text := (select path from handbook.units where id = at_unit);
  width int := length(lo) + 5;
begin
  return (
    with meant as materialized (
      select left(t.unit_path, width) as path, sum(t.expected) as n from handbook.unit_tallies t
      where t.unit_path >= lo and t.unit_path < lo || '~' group by 1
    ), given as materialized (
      select left(t.unit_path, width) as path, sum(t.acknowledged) as n, sum(t.late) as late from handbook.acknowledgement_tallies t
      where t.post_id = directive and t.unit_path >= lo and t.unit_path < lo || '~' group by 1
    ), counted as (
      select c.id, c.name, c.kind, coalesce(m.n, 0) as expected, coalesce(g.n, 0) as acknowledged, coalesce(g.late, 0) as late
      from handbook.units c left join meant m using (path) left join given g using (path)
      where c.parent_id = at_unit and c.closed_on is null
    ), summed as (
      select coalesce(sum(expected), 0) as expected, coalesce(sum(acknowledged), 0) as acknowledged, coalesce(sum(late), 0) as late,
        coalesce(jsonb_agg(jsonb_build_object('unit_id', id, 'name', name, 'kind', kind,
          'expected', expected, 'acknowledged', acknowledged, 'late', late) order by name), '[]') as children
      from counted
    )
    select jsonb_build_object(
      'post_id', p.id, 'title', p.title, 'number', f.number, 'issued_on', f.issued_on, 'acknowledge_by', d.acknowledge_by,
      'overdue', coalesce(d.acknowledge_by < (now() at time zone 'Asia/Ho_Chi_Minh')::date, false),
      'wants_acknowledgement', d.wants_acknowledgement, 'leaders_only', p.leaders_only,
      'unit', jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind),
      'expected', s.expected, 'acknowledged', s.acknowledged, 'late', s.late, 'children', s.children, 'people', '[]'::jsonb)
    from handbook.posts p join handbook.directives d on d.post_id = p.id join handbook.documents f on f.post_id = p.id, handbook.units u, summed s
    where p.id = directive and u.id = at_unit);
end $$;
