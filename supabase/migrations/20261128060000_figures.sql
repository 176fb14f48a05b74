-- Figures for editors: what was published, how often it was opened, how many read: sums, never persons.

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, 'figures.read', 'subtree'
from (values
  ('{secretary,deputy_secretary}', '{cell}'),
  ('{secretary,deputy_secretary,office_staff,editor,news_secretariat,editorial_board}', '{city,ward,grassroots_body,sub_committee}')
) as sentences(roles, kinds),
unnest(roles::text[]) r, unnest(kinds::text[]) k;

-- Definer: to count thousands of posts beneath a policy takes many times as long. Counts only in the caller's scope.
create function handbook.published_in(of_path text, since date)
returns table (child_path text, month date, category handbook.post_category, published bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(of_path <@ handbook.scope('figures.read'), false) then
    return;
  end if;
  return query
    select left(p.unit_path, length(of_path) + 5), date_trunc('month', p.published_at at time zone 'Asia/Ho_Chi_Minh')::date,
      p.category, count(*)
    from handbook.posts p
    where p.unit_path >= of_path and p.unit_path < of_path || '~' and p.state = 'published'
      and p.published_at >= since::timestamp at time zone 'Asia/Ho_Chi_Minh'
    group by 1, 2, 3;
end $$;

-- Definer: how many members a unit has, for whoever sees its figures.
create function handbook.audience(of_path text) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(t.members), 0) from handbook.unit_tallies t
  where t.unit_path >= of_path and t.unit_path < of_path || '~' and of_path <@ (select handbook.scope('figures.read'))
$$;
grant execute on function handbook.published_in, handbook.audience to authenticated;

create function api.figures(unit_id uuid default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  seen handbook.path_ranges := handbook.scope('figures.read');
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
  this_month date := date_trunc('month', today)::date;
  year_ago date := (date_trunc('month', today) - interval '11 months')::date;
  rules jsonb := handbook.policy('figures.privacy');
  unit handbook.units;
  members bigint;
  upto date;
begin
  select u.* into unit from handbook.units u
  where (figures.unit_id is null or u.id = figures.unit_id) and u.kind <> 'cell_group'
    and /*lock*/ u.path <@ seen /*end*/
  order by length(u.path), u.path limit 1;
  if unit.id is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  members := handbook.audience(unit.path);
  -- Where few people are meant, a number that grows while one looks on would tell who has just read.
  upto := case when members >= (rules ->> 'live_from')::int then today else today - 1 end;
  return jsonb_build_object(
    'unit', jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind),
    'above', (select jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind) from handbook.units u
      where u.id = unit.parent_id and /*lock*/ u.path <@ seen /*end*/),
    'members', members, 'smallest', (rules ->> 'smallest')::int, 'live', upto = today,
    'accesses', case when members >= 2 * (rules ->> 'smallest')::int then (
      select jsonb_build_object(
        'today', case when upto = today then coalesce(sum(d.reads) filter (where d.day = today), 0) end,
        'week', coalesce(sum(d.reads) filter (where d.day >= date_trunc('week', today)::date), 0),
        'month', coalesce(sum(d.reads) filter (where d.day >= this_month), 0),
        'all', coalesce(sum(d.reads), 0),
        'days', (select coalesce(jsonb_agg(jsonb_build_object('starts_on', g::date, 'count', coalesce(r.reads, 0)) order by g), '[]')
          from generate_series(today - 29, upto, interval '1 day') g
          left join handbook.publication_days r on r.unit_id = unit.id and r.day = g::date),
        'months', (select coalesce(jsonb_agg(jsonb_build_object('starts_on', g::date, 'count', coalesce(r.reads, 0)) order by g), '[]')
          from generate_series(year_ago, this_month, interval '1 month') g
          left join (select date_trunc('month', x.day)::date as month, sum(x.reads) as reads from handbook.publication_days x
            where x.unit_id = unit.id and x.day >= year_ago and x.day <= upto group by 1) r on r.month = g::date))
      from handbook.publication_days d where d.unit_id = unit.id and d.day <= upto) end,
    'published', (
      select coalesce(jsonb_agg(jsonb_build_object('month', p.month, 'category', p.category, 'count', p.n) order by p.month, p.category), '[]')
      from (select x.month, x.category, sum(x.published) as n from handbook.published_in(unit.path, year_ago) x group by 1, 2) p),
    'readers', (
      select coalesce(jsonb_agg(jsonb_build_object('span', r.span, 'starts_on', r.starts_on, 'readers', r.readers,
        'members', r.members) order by r.span, r.starts_on), '[]')
      from handbook.reader_periods r
      where r.unit_id = unit.id and r.closed and r.shown
        and (r.span = 'month' and r.starts_on >= year_ago - interval '1 month' or r.starts_on >= today - 30)),
    'children', (
      with child as (
        select c.id, c.name, c.kind, c.path from handbook.units c
        where c.parent_id = unit.id and c.closed_on is null and c.kind <> 'cell_group'
          and /*lock*/ c.path <@ seen /*end*/
      ), written as (
        select x.child_path, jsonb_object_agg(x.category, x.n) as counts, sum(x.n) as n
        from (select w.child_path, w.category, sum(w.published) as n from handbook.published_in(unit.path, year_ago) w group by 1, 2) x
        group by 1
      )
      select coalesce(jsonb_agg(jsonb_build_object('unit_id', c.id, 'name', c.name, 'kind', c.kind,
        'published', coalesce(w.counts, '{}'), 'readers', r.readers, 'members', r.members) order by c.name), '[]')
      from child c
      left join written w on w.child_path = c.path
      left join handbook.reader_periods r on r.unit_id = c.id and r.span = 'month' and r.closed and r.shown
        and r.starts_on = (this_month - interval '1 month')::date),
    'last_month', (this_month - interval '1 month')::date);
end $$;
comment on function api.figures is
  'Figures of a unit and those below it, the topmost of my scope by default: published by month and category, accesses, readers of closed days and months as far as they tell nothing about persons; by unit below. Caller: figures.read over the unit. Errors: session.ended, unit.not_found.';
grant execute on function api.figures to authenticated;

notify pgrst, 'reload schema';
