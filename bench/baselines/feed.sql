-- The feed of a plain member with everything known beforehand: the reader, the units, no policies. Each
-- unit's posts come from the index of its feed; the page is the newest of them.
create or replace function api.bench_feed(
  reader uuid, units uuid[], before timestamptz default 'infinity',
  before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff', page_size int default 20
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text,
                 published_at timestamptz, leaders_only boolean, unread boolean, cover text, cover_alternative text)
language sql stable security definer as $$
  select p.id, p.category, p.title, p.lead, p.unit_name, p.published_at, p.leaders_only,
    p.published_at > now() - interval '90 days'
      and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = reader),
    c.object_name, c.alternative
  from (
    select p.*, u.name as unit_name
    from handbook.units u cross join lateral (
      select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only from handbook.posts p
      where p.unit_id = u.id and p.state = 'published' and not p.leaders_only
        and (p.published_at, p.id) < (before, before_id)
      order by p.published_at desc, p.id desc limit page_size) p
    where u.id = any (units)
    order by p.published_at desc, p.id desc limit page_size) p
  left join lateral (
    select a.object_name, a.alternative from handbook.attachments a
    where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
  order by p.published_at desc, p.id desc
$$;
