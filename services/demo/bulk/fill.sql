-- What follows from the rows just copied: acknowledgements of recent directives, and the counts that
-- triggers keep otherwise. Runs with triggers off. Statements are separated by a line of dashes.

analyze handbook.units, handbook.members, handbook.roles, handbook.posts, handbook.directives
--------
-- Nearly everybody has acknowledged what is due, about half of them what is not. A person answers each
-- directive differently, and the same on every load. Never one of the cast, who shall try it.
insert into handbook.acknowledgements (post_id, member_id, acknowledged_at)
select post_id, member_id,
  published_at + (least(now(), acknowledge_by + interval '17 hours') - published_at) * ((noise >> 12 & 1023) / 1024.0)
from (
  select d.post_id, m.id as member_id, p.published_at, d.acknowledge_by,
    hashtextextended(d.post_id::text || m.id::text, 0) as noise
  from handbook.directives d
  join handbook.posts p on p.id = d.post_id
  join handbook.members m on m.unit_path >= p.unit_path and m.unit_path < p.unit_path || '~'
  where d.wants_acknowledgement and d.post_id = any (%(posts)s::uuid[]) and m.id <> all (%(cast)s::uuid[])
    and (not p.leaders_only or exists (
      select from handbook.roles r join handbook.units u on u.id = r.unit_id
      where r.member_id = m.id and r.kind in ('secretary', 'deputy_secretary')
        and u.path >= p.unit_path and u.path < p.unit_path || '~'))) meant
where (noise & 1023) < case when acknowledge_by < current_date then 950 else 520 end
--------
delete from handbook.acknowledgement_tallies
--------
insert into handbook.acknowledgement_tallies (post_id, unit_id, unit_path, acknowledged)
select a.post_id, m.unit_id, m.unit_path, count(*)
from handbook.acknowledgements a join handbook.members m on m.id = a.member_id
where not m.activity_exempt and m.life_state = 'active'
group by a.post_id, m.unit_id, m.unit_path
--------
delete from handbook.unit_tallies
--------
insert into handbook.unit_tallies (unit_id, unit_path, members, expected)
select unit_id, unit_path, count(*), count(*) filter (where not activity_exempt)
from handbook.members where life_state = 'active' group by unit_id, unit_path
--------
select setval('handbook.unit_labels', %(label)s)
--------
select handbook.audit('demo.made_up', 'installation', %(scale)s, null, null, null, %(counts)s::jsonb)
--------
analyze
