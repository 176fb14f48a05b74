-- As feed.sql for one category, from the index that has the category in it; nothing of it is pinned.
create or replace function api.bench_feed_category(
  reader uuid, units uuid[], wanted handbook.post_category, page_size int default 20
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text,
                 published_at timestamptz, leaders_only boolean, unread boolean, cover text, cover_alternative text,
                 nearness int, pinned_until timestamptz)
language sql stable security definer as $$
  select p.id, p.category, p.title, p.lead, p.unit_name, p.published_at, p.leaders_only,
    p.published_at > now() - interval '90 days'
      and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = reader),
    c.object_name, c.alternative, p.near, null::timestamptz
  from (
    select p.*, u.name as unit_name, length(u.path) / 5 as near
    from handbook.units u cross join lateral (
      select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only from handbook.posts p
      where p.unit_id = u.id and p.category = wanted and p.state = 'published' and not p.leaders_only
      order by p.published_at desc, p.id desc limit page_size) p
    where u.id = any (units)
    order by date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') desc, near desc, p.published_at desc, p.id desc
    limit page_size) p
  left join lateral (
    select a.object_name, a.alternative from handbook.attachments a
    where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
  order by date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') desc, p.near desc, p.published_at desc, p.id desc
$$;
