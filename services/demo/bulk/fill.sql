-- The counts that triggers keep otherwise, and statistics. Statements are separated by a line of dashes.

delete from handbook.acknowledgement_tallies
--------
insert into handbook.acknowledgement_tallies (post_id, unit_id, unit_path, acknowledged, late)
select a.post_id, m.unit_id, m.unit_path, count(*),
  count(*) filter (where (a.acknowledged_at at time zone 'Asia/Ho_Chi_Minh')::date > d.acknowledge_by)
from handbook.acknowledgements a join handbook.members m on m.id = a.member_id
join handbook.directives d on d.post_id = a.post_id
where not m.activity_exempt and m.life_state = 'active'
group by a.post_id, m.unit_id, m.unit_path
--------
delete from handbook.unit_tallies
--------
insert into handbook.unit_tallies (unit_id, unit_path, members, expected)
select unit_id, unit_path, count(*), count(*) filter (where not activity_exempt)
from handbook.members where life_state = 'active' group by unit_id, unit_path
--------
insert into handbook.memberships (member_id, unit_id, unit_path)
select m.id, m.unit_id, m.unit_path from handbook.members m
where not exists (select from handbook.memberships s where s.member_id = m.id)
--------
select setval('handbook.unit_labels', %(label)s)
--------
select handbook.audit('demo.made_up', 'installation', %(scale)s, null, null, null, %(counts)s::jsonb)
--------
select handbook.recount_publications()
--------
analyze
