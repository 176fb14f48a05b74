-- Who has acknowledged a directive, and who too late.

create or replace function api.directive_tracking(post_id uuid, unit_id uuid default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit handbook.units := handbook.tracking_unit(directive_tracking.post_id, directive_tracking.unit_id);
  p record;
  by_name boolean;
  child_length int := length(unit.path) + 5;
  people jsonb := '[]';
  children jsonb := '[]';
  expected bigint;
  acknowledged bigint;
begin
  select x.id, x.title, x.leaders_only, f.number, d.acknowledge_by, d.wants_acknowledgement into p
  from handbook.posts x join handbook.directives d on d.post_id = x.id
  left join handbook.documents f on f.post_id = x.id where x.id = directive_tracking.post_id;
  by_name := unit.kind in ('cell', 'cell_group');
  if by_name then
    select coalesce(jsonb_agg(jsonb_build_object(
        'member_id', a.member_id, 'full_name', a.full_name, 'exempt', a.activity_exempt,
        'acknowledged_at', k.acknowledged_at, 'reminded_at', r.reminded_at) order by a.sort_key), '[]'),
      count(*) filter (where not a.activity_exempt),
      count(k.member_id) filter (where not a.activity_exempt)
    into people, expected, acknowledged
    from handbook.addressees(p.id, unit.path) a
    left join handbook.acknowledgements k on k.post_id = p.id and k.member_id = a.member_id
    left join handbook.reminders r on r.post_id = p.id and r.member_id = a.member_id;
  else
    -- One pass over the counts of everything below, summed up by child.
    with child as (
      select c.id, c.name, c.kind, c.path from handbook.units c
      where c.parent_id = unit.id and c.closed_on is null
        and /*lock*/ elem_contained_by_multirange(c.path, (select handbook.scope('directive.track'))) /*end*/
    ), meant as materialized (
      select left(t.unit_path, child_length) as path, sum(t.expected) as n from handbook.unit_tallies t
      where not p.leaders_only and t.unit_path >= unit.path and t.unit_path < unit.path || '~' group by 1
    ), given as materialized (
      select left(t.unit_path, child_length) as path, sum(t.acknowledged) as n from handbook.acknowledgement_tallies t
      where not p.leaders_only and t.post_id = p.id and t.unit_path >= unit.path and t.unit_path < unit.path || '~' group by 1
    ), led as materialized (
      select left(l.unit_path, child_length) as path, count(distinct l.member_id) as meant,
        count(distinct l.member_id) filter (where l.acknowledged_at is not null) as given
      from handbook.leaders_in(p.id, unit.path, unit.path || '~') l
      where p.leaders_only and not l.activity_exempt group by 1
    ), counted as (
      select c.id, c.name, c.kind, coalesce(m.n, l.meant, 0) as expected, coalesce(g.n, l.given, 0) as acknowledged
      from child c left join meant m using (path) left join given g using (path) left join led l using (path)
      where p.wants_acknowledgement
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'unit_id', id, 'name', name, 'kind', kind, 'expected', counted.expected, 'acknowledged', counted.acknowledged)
        order by name), '[]'),
      coalesce(sum(counted.expected), 0), coalesce(sum(counted.acknowledged), 0)
    into children, expected, acknowledged from counted;
    if p.leaders_only and p.wants_acknowledgement then
      -- those who lead the unit itself stand in none of its children
      select coalesce(jsonb_agg(jsonb_build_object(
          'member_id', m.id, 'full_name', m.full_name, 'exempt', l.activity_exempt,
          'acknowledged_at', l.acknowledged_at, 'reminded_at', r.reminded_at) order by m.sort_key), '[]'),
        expected + count(*) filter (where not l.activity_exempt),
        acknowledged + count(l.acknowledged_at) filter (where not l.activity_exempt)
      into people, expected, acknowledged
      from handbook.leaders_in(p.id, unit.path, unit.path) l
      join handbook.members m on m.id = l.member_id
      left join handbook.reminders r on r.post_id = p.id and r.member_id = l.member_id;
    end if;
  end if;
  return jsonb_build_object(
    'post_id', p.id, 'title', p.title, 'number', p.number, 'acknowledge_by', p.acknowledge_by,
    'wants_acknowledgement', p.wants_acknowledgement, 'leaders_only', p.leaders_only,
    'unit', jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind),
    'expected', expected, 'acknowledged', acknowledged, 'children', children, 'people', people);
end $$;

notify pgrst, 'reload schema';
