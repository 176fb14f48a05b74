-- One directive is acknowledged: by nearly everybody when it is due, by about half of them when it is not.
-- A person answers each directive differently, and the same on every load. Never one of the cast, who
-- shall try it. In the order of the key, which makes the key's index quick to fill.
insert into handbook.acknowledgements (post_id, member_id, acknowledged_at)
select %(post)s::uuid, member_id,
  published_at + (least(now(), acknowledge_by + interval '17 hours' + case when noise >> 40 & 15 = 0 then interval '5 days' else '0' end) - published_at) * ((noise >> 12 & 1023) / 1024.0)
from (
  select m.id as member_id, p.published_at, d.acknowledge_by,
    hashtextextended(%(post)s || m.id::text, 0) as noise
  from handbook.directives d
  join handbook.posts p on p.id = d.post_id
  join handbook.members m on m.unit_path >= %(path)s and m.unit_path < %(path)s || '~'
  where d.post_id = %(post)s::uuid and m.id <> all (%(cast)s::uuid[])
    and (not p.leaders_only or m.id in (
      select r.member_id from handbook.roles r join handbook.units u on u.id = r.unit_id
      where r.kind in ('secretary', 'deputy_secretary') and u.path >= %(path)s and u.path < %(path)s || '~'))) meant
where (noise & 1023) < case when acknowledge_by < handbook.today() then 950 else 520 end
order by member_id
