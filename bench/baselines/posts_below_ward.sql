-- What the cells of one ward publish: few posts, found by their path and sorted.
create or replace function api.bench_posts_below_ward(
  ward_path text, own text[], before timestamptz default 'infinity',
  before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff', page_size int default 20
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text,
                 published_at timestamptz, leaders_only boolean, unread boolean, cover text, cover_alternative text)
language sql stable security definer as $$
  select p.id, p.category, p.title, p.lead, u.name, p.published_at, p.leaders_only, false, null::text, null::text
  from (
    select p.* from handbook.posts p
    where p.state = 'published' and p.unit_path > ward_path and p.unit_path < ward_path || '~'
      and p.unit_path <> all (own)
      and (p.published_at, p.id) < (before, before_id)
    order by p.published_at desc, p.id desc limit page_size) p
  join handbook.units u on u.id = p.unit_id
  order by p.published_at desc, p.id desc
$$;
