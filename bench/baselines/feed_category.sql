-- As feed.sql for one category, from the index that has the category in it.
create or replace function api.bench_feed_category(
  reader uuid, units uuid[], wanted handbook.post_category, before timestamptz default 'infinity',
  before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff', page_size int default 20, before_nearness int default null,
  leads boolean default false
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text,
                 published_at timestamptz, leaders_only boolean, unread boolean, cover text, cover_alternative text,
                 nearness int, pinned_until timestamptz)
language sql stable security definer as $$
  with pinned as materialized (
    select n.post_id, n.pinned_until from handbook.pins n where n.unit_id = any (units) and n.pinned_until > now())
  select p.id, p.category, p.title, p.lead, p.unit_name, p.published_at, p.leaders_only,
    p.published_at > now() - interval '90 days'
      and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = reader),
    c.object_name, c.alternative, p.near, p.pinned_until
  from (
    (select p.*, u.name as unit_name, length(u.path) / 5 as near, null::timestamptz as pinned_until
    from handbook.units u cross join lateral (
      select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only from handbook.posts p
      where p.unit_id = u.id
        and p.category_no = array_position('{news,study,directive,notice,document}'::handbook.post_category[], wanted)
        and p.state = 'published' and (leads or not p.leaders_only)
        and (p.published_at, p.id) < (
          case when length(u.path) / 5 > before_nearness then date_trunc('day', before, 'Asia/Ho_Chi_Minh')
            when length(u.path) / 5 < before_nearness then date_trunc('day', before, 'Asia/Ho_Chi_Minh') + interval '1 day'
            else before end,
          case when length(u.path) / 5 <> before_nearness then '00000000-0000-0000-0000-000000000000' else before_id end)
        and p.id <> all (array(select x.post_id from pinned x))
      order by p.published_at desc, p.id desc limit page_size) p
    where u.id = any (units)
    order by date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') desc, near desc, p.published_at desc, p.id desc
    limit page_size)
    union all
    select p.id, p.category, p.title, p.lead, p.published_at, p.leaders_only, u.name, length(u.path) / 5, n.pinned_until
    from pinned n
    join handbook.posts p on p.id = n.post_id and p.state = 'published' and p.category = wanted
      and (leads or not p.leaders_only)
    join handbook.units u on u.id = p.unit_id
    where before = 'infinity') p
  left join lateral (
    select a.object_name, a.alternative from handbook.attachments a
    where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
  order by p.pinned_until is null, case when p.pinned_until is null then date_trunc('day', p.published_at, 'Asia/Ho_Chi_Minh') end desc,
    p.near desc, p.published_at desc, p.id desc
$$;
