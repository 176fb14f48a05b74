-- Reading: what opening a post leaves behind, counted in bulk; lists that a reader keeps; what goes with a post.

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('figures.privacy', '2026-01-01', 'Cài đặt của phần mềm', '{"smallest": 5, "live_from": 100}');

create type handbook.reading_list as enum ('later', 'kept');
create type handbook.reading_span as enum ('day', 'month');

-- tables ---------------------------------------------------------------------------------------

alter table handbook.post_reads add column readers int not null default 0;
comment on table handbook.post_reads is
  'Accesses a day, and how many people made them, without persons. Written once a second for all readers together.';
comment on column handbook.post_reads.slot is 'Always 0 since reads are counted in bulk; earlier days have several rows.';

create table handbook.publication_days (
  unit_id uuid not null references handbook.units,
  day date not null,
  unit_path text collate "C" not null,
  reads int not null,
  primary key (unit_id, day)
);
comment on table handbook.publication_days is
  'Accesses a day of what a unit and those below it publish; a row for the unit and for each above it, so that a city''s sum is as cheap as a cell''s.';
create index publication_days_by_path on handbook.publication_days (unit_path);

create table handbook.reader_periods (
  unit_id uuid not null references handbook.units,
  span handbook.reading_span not null,
  starts_on date not null,
  unit_path text collate "C" not null,
  readers int not null,
  members int,
  shown boolean not null default false,
  closed boolean not null default false,
  primary key (unit_id, span, starts_on)
);
comment on table handbook.reader_periods is
  'How many members of a unit''s subtree read anything in a day or month. Nobody sees a number before the period is closed and its number is found to tell nothing about persons.';
comment on column handbook.reader_periods.shown is
  'Neither the number itself nor what can be subtracted from others is about a small group; decided once, for all who ask.';
create index reader_periods_open on handbook.reader_periods (span, starts_on) where not closed;
create index reader_periods_by_path on handbook.reader_periods (unit_path);

create table handbook.read_batches (
  process uuid primary key,
  batch int not null,
  counted_at timestamptz not null default now()
);
comment on table handbook.read_batches is
  'The last batch of counts of each app process: one that is sent again after a lost answer is not counted twice.';

create table handbook.bookmarks (
  member_id uuid not null references handbook.members,
  post_id uuid not null references handbook.posts,
  list handbook.reading_list not null,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (member_id, list, post_id)
);
comment on table handbook.bookmarks is
  'Private to the reader, as read marks are: what to read later, and what to keep. Not audited.';
comment on column handbook.bookmarks.removed_at is 'Taken off; can be put back for an hour, then the row is deleted.';
create index bookmarks_listed on handbook.bookmarks (member_id, list, added_at desc, post_id desc) where removed_at is null;
create index bookmarks_removed on handbook.bookmarks (removed_at) where removed_at is not null;

-- grants, row level security -------------------------------------------------------------------

grant select on handbook.publication_days, handbook.reader_periods to authenticated;
grant select, insert, update on handbook.bookmarks to authenticated;

alter table handbook.publication_days enable row level security;
alter table handbook.reader_periods enable row level security;
alter table handbook.read_batches enable row level security;
alter table handbook.bookmarks enable row level security;

create policy "editors and offices see accesses in their scope" on handbook.publication_days
  for select to authenticated using (
    elem_contained_by_multirange(unit_path, (select handbook.scope('figures.read'))));
create policy "small groups are hidden from everybody, the rest is seen in the own scope" on handbook.reader_periods
  for select to authenticated using (
    closed and shown and elem_contained_by_multirange(unit_path, (select handbook.scope('figures.read'))));
create policy "batches are read by the counting alone" on handbook.read_batches
  for select to authenticated using (false);
create policy "reading is private: what is kept is the reader's" on handbook.bookmarks
  for all to authenticated
  using (member_id = (select handbook.me())) with check (member_id = (select handbook.me()));

-- opening --------------------------------------------------------------------------------------

drop function handbook.count_read(uuid);

-- Invoker: row security keeps it to the caller's own marks. What it answers tells the app whether this is one
-- reader more of the day, so that readers are counted without keeping who they were anywhere but in the marks.
create function handbook.mark_read(of_post uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  today timestamptz := date_trunc('day', now(), 'Asia/Ho_Chi_Minh');
  last_read timestamptz;
  first_time boolean := false;
begin
  if not exists (select from handbook.read_marks r
                 where r.member_id = caller and r.post_id = of_post and r.read_at >= today) then
    select max(r.read_at) into last_read from handbook.read_marks r where r.member_id = caller;
    -- A mark that a power cut takes away is no harm: no reader waits for the disk.
    perform set_config('synchronous_commit', 'off', true);
    insert into handbook.read_marks as r (member_id, post_id) values (caller, of_post)
    on conflict on constraint read_marks_pkey do update set read_at = now() where r.read_at < today;
    first_time := found;
  end if;
  return jsonb_build_object(
    'unit_id', (select m.unit_id from handbook.members m where m.id = caller),
    'post', first_time,
    'day', first_time and (last_read is null or last_read < today),
    'month', first_time and (last_read is null or last_read < date_trunc('month', today, 'Asia/Ho_Chi_Minh')));
end $$;
comment on function handbook.mark_read is
  'Marks a post read for the caller; whether it is the caller''s first reading of it today, and of anything today and this month. Once marked, nothing is written until tomorrow.';

create function handbook.reading_of(of_post uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('later', coalesce(bool_or(b.list = 'later'), false), 'kept', coalesce(bool_or(b.list = 'kept'), false))
  from handbook.bookmarks b
  where b.member_id = (select handbook.me()) and b.post_id = of_post and b.removed_at is null
$$;
comment on function handbook.reading_of is 'Invoker: in which of the caller''s own lists a post stands.';

create function handbook.may_read(p handbook.posts) returns boolean
language sql stable set search_path = '' as $$
  select p.state = 'published' and (
    p.unit_path = any (handbook.my_paths(as_leader => p.leaders_only))
    or p.unit_path <@ (select handbook.scope('post.oversee'))
    or p.unit_path <@ (select handbook.scope('post.publish')))
$$;
comment on function handbook.may_read is 'Whether a published post is for the caller, or lies in the scope of the caller''s office.';
grant execute on function handbook.mark_read, handbook.reading_of, handbook.may_read to authenticated;

-- counting -------------------------------------------------------------------------------------

create function api.reads_count(process uuid, batch int, posts jsonb, readers jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  insert into handbook.read_batches as b (process, batch) values (reads_count.process, reads_count.batch)
  on conflict on constraint read_batches_pkey do update set batch = excluded.batch, counted_at = now()
    where b.batch < excluded.batch;
  if not found then
    return false;
  end if;
  -- Everywhere in the order of the keys: several processes count at once.
  with counted as materialized (
    select p.id, p.unit_path, sum(e.reads)::int as reads, sum(e.readers)::int as readers
    from jsonb_to_recordset(reads_count.posts) as e(post_id uuid, reads int, readers int)
    join handbook.posts p on p.id = e.post_id
    group by p.id, p.unit_path
  ), by_post as (
    insert into handbook.post_reads as r (post_id, day, slot, reads, readers)
    select id, today, 0, c.reads, c.readers from counted c order by id
    on conflict (post_id, day, slot) do update set reads = r.reads + excluded.reads, readers = r.readers + excluded.readers
  )
  insert into handbook.publication_days as d (unit_id, day, unit_path, reads)
  select u.id, today, u.path, sum(c.reads)
  from counted c cross join generate_series(1, length(c.unit_path) / 5) depth
  join handbook.units u on u.path = left(c.unit_path, 5 * depth)
  group by u.id, u.path order by u.id
  on conflict on constraint publication_days_pkey do update set reads = d.reads + excluded.reads;
  insert into handbook.reader_periods as r (unit_id, span, starts_on, unit_path, readers)
  select u.id, s.span, case s.span when 'day' then today else date_trunc('month', today)::date end, u.path,
    sum(case s.span when 'day' then e.day else e.month end)
  from jsonb_to_recordset(reads_count.readers) as e(unit_id uuid, day int, month int)
  join handbook.units home on home.id = e.unit_id
  cross join generate_series(1, length(home.path) / 5) depth
  join handbook.units u on u.path = left(home.path, 5 * depth)
  cross join unnest(enum_range(null::handbook.reading_span)) as s(span)
  where s.span = 'month' or u.kind not in ('cell', 'cell_group')
  group by u.id, u.path, s.span
  having sum(case s.span when 'day' then e.day else e.month end) > 0
  order by u.id, s.span
  on conflict on constraint reader_periods_pkey do update set readers = r.readers + excluded.readers;
  return true;
end $$;
comment on function api.reads_count is
  'Adds what an app process has counted in the last second: accesses and readers by post, readers of the day and month by cell; false when this batch was counted before. No persons. Errors: none. Service only.';

-- Of each group of siblings so many are hidden that the hidden ones together are no small group either, and
-- never one alone: what is shown can be subtracted from the sum above it. Below a hidden unit all is hidden.
create function handbook.close_readers(of_span handbook.reading_span, of_start date) returns void
language plpgsql set search_path = '' as $$
declare
  smallest int := (handbook.policy('figures.privacy') ->> 'smallest')::int;
  above record;
  hidden record;
begin
  insert into handbook.reader_periods as r (unit_id, span, starts_on, unit_path, readers, members)
  select u.id, of_span, of_start, u.path, 0, sum(t.members)
  from handbook.unit_tallies t cross join generate_series(1, length(t.unit_path) / 5) depth
  join handbook.units u on u.path = left(t.unit_path, 5 * depth)
  where u.kind <> 'cell_group' and (of_span = 'month' or u.kind <> 'cell')
  group by u.id, u.path
  on conflict on constraint reader_periods_pkey do update set members = excluded.members;
  update handbook.reader_periods r set
    closed = true,
    shown = r.readers >= smallest and coalesce(r.members, 0) - r.readers >= smallest
  where r.span = of_span and r.starts_on = of_start;
  for above in
    select u.id, r.shown from handbook.units u
    join handbook.reader_periods r on r.unit_id = u.id and r.span = of_span and r.starts_on = of_start
    where exists (select from handbook.units c where c.parent_id = u.id and c.kind <> 'cell_group')
    order by length(u.path), u.path
  loop
    if not (select r.shown from handbook.reader_periods r
            where r.unit_id = above.id and r.span = of_span and r.starts_on = of_start) then
      update handbook.reader_periods r set shown = false
      from handbook.units c
      where c.parent_id = above.id and r.unit_id = c.id and r.span = of_span and r.starts_on = of_start;
      continue;
    end if;
    loop
      select count(*) filter (where not r.shown) as units, count(*) filter (where r.shown) as others,
        coalesce(sum(r.readers) filter (where not r.shown), 0) as readers,
        coalesce(sum(coalesce(r.members, 0) - r.readers) filter (where not r.shown), 0) as absent
      into hidden
      from handbook.units c join handbook.reader_periods r on r.unit_id = c.id
      where c.parent_id = above.id and r.span = of_span and r.starts_on = of_start;
      exit when hidden.units = 0 or hidden.others = 0
        or hidden.units > 1 and hidden.readers >= smallest and hidden.absent >= smallest;
      update handbook.reader_periods r set shown = false
      where r.span = of_span and r.starts_on = of_start and r.unit_id = (
        select r2.unit_id from handbook.units c join handbook.reader_periods r2 on r2.unit_id = c.id
        where c.parent_id = above.id and r2.span = of_span and r2.starts_on = of_start and r2.shown
        order by r2.members, r2.unit_id limit 1);
    end loop;
  end loop;
end $$;
comment on function handbook.close_readers is
  'Decides once which numbers of readers of a period may be seen by anybody.';

create function handbook.recount_publications() returns void
language sql set search_path = '' as $$
  delete from handbook.publication_days;
  insert into handbook.publication_days (unit_id, day, unit_path, reads)
  select u.id, d.day, u.path, sum(d.reads)
  from (
    select p.unit_path, r.day, sum(r.reads) as reads
    from handbook.post_reads r join handbook.posts p on p.id = r.post_id group by p.unit_path, r.day) d
  cross join generate_series(1, length(d.unit_path) / 5) depth
  join handbook.units u on u.path = left(d.unit_path, 5 * depth)
  group by u.id, d.day, u.path
$$;
comment on function handbook.recount_publications is 'Sums up accesses anew from those of each post.';
select handbook.recount_publications();

create function api.reading_upkeep() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  ended record;
  closed int := 0;
  gone int;
begin
  -- An hour later, so that no batch of the period is still on its way.
  for ended in
    select distinct r.span, r.starts_on from handbook.reader_periods r
    where not r.closed and now() > ((r.starts_on + case r.span when 'day' then interval '1 day' else interval '1 month' end
      + interval '1 hour') at time zone 'Asia/Ho_Chi_Minh')
    order by 1, 2
  loop
    perform handbook.close_readers(ended.span, ended.starts_on);
    closed := closed + 1;
  end loop;
  delete from handbook.bookmarks where removed_at < now() - interval '1 hour';
  get diagnostics gone = row_count;
  delete from handbook.read_batches where counted_at < now() - interval '7 days';
  return jsonb_build_object('periods', closed, 'bookmarks', gone);
end $$;
comment on function api.reading_upkeep is
  'Closes days and months whose readers can be shown in sums; deletes bookmarks taken off. Errors: none. Service only.';
grant execute on function api.reads_count, api.reading_upkeep to service_role;

-- public verbs ---------------------------------------------------------------------------------

create function api.reading_keep(post_id uuid, list handbook.reading_list, kept boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.posts p
                 where p.id = reading_keep.post_id and /*lock*/ handbook.may_read(p) /*end*/) then
    perform handbook.fail('post.not_found', 404);
  end if;
  if kept then
    insert into handbook.bookmarks as b (member_id, post_id, list)
    values (caller, reading_keep.post_id, reading_keep.list)
    -- Put back at once, it stands where it stood.
    on conflict on constraint bookmarks_pkey do update set removed_at = null
      where b.removed_at is not null;
  else
    update handbook.bookmarks b set removed_at = now()
    where b.member_id = caller and b.post_id = reading_keep.post_id and b.list = reading_keep.list and b.removed_at is null;
  end if;
  return handbook.reading_of(reading_keep.post_id);
end $$;
comment on function api.reading_keep is
  'Puts a post on my list of what to read later or to keep, or takes it off; private to me. Caller: whom the post is for, or whose office reads it. Errors: session.ended, post.not_found.';

create function api.my_reading(
  list handbook.reading_list, before timestamptz default null, before_id uuid default null, page_size int default 20
) returns table (post_id uuid, category handbook.post_category, title text, lead text, unit_name text, published_at timestamptz,
                 leaders_only boolean, unread boolean, cover text, cover_alternative text, added_at timestamptz)
language sql stable set search_path = '' as $$
  select p.id, p.category, p.title, p.lead, handbook.unit_name(p.unit_id), p.published_at, p.leaders_only,
    p.published_at > now() - (select make_interval(days => (handbook.policy('reading.kept') ->> 'days')::int))
      and not exists (select from handbook.read_marks r where r.post_id = p.id and r.member_id = (select handbook.me())),
    c.object_name, c.alternative, b.added_at
  from handbook.bookmarks b
  join handbook.posts p on p.id = b.post_id and p.state = 'published'
  left join lateral (
    select a.object_name, a.alternative from handbook.attachments a
    where a.post_id = p.id and a.kind = 'picture' order by a.place limit 1) c on true
  where /*lock*/ b.member_id = (select handbook.me()) /*end*/
    and b.list = my_reading.list and b.removed_at is null
    and (b.added_at, b.post_id) < (case when before is null then 'infinity' else before end,
      case when before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else before_id end)
  order by b.added_at desc, b.post_id desc
  limit least(page_size, 100)
$$;
comment on function api.my_reading is
  'My list of what to read later or what I keep, as far as it is still there and for me; newest first; keyset paging by (before, before_id) of added_at. Caller: any member. Errors: none, empty without an active member.';

create function api.post_related(post_id uuid, most int default 4)
returns setof jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  this handbook.posts;
  as_leader text[] := handbook.my_paths(as_leader => true);
  overseen handbook.path_ranges := handbook.scope('post.publish', 'post.oversee');
begin
  select * into this from handbook.posts p where p.id = post_related.post_id;
  return query
    select jsonb_build_object('post_id', c.id, 'category', c.category, 'title', c.title, 'unit_name', c.name,
      'published_at', c.published_at)
    from (
      select p.id, p.category, p.title, mine.name, p.published_at,
        -- Words in common; a little for the same unit and for what is new.
        extensions.similarity(p.title, this.title) + case when p.unit_id = this.unit_id then 0.1 else 0 end
          + 0.1 * exp(-abs(extract(epoch from this.published_at - p.published_at)) / 5e6) as nearness
      from handbook.my_feed_units() mine
      cross join lateral (
        select x.id, x.unit_id, x.category, x.title, x.published_at from handbook.posts x
        where x.unit_id = mine.unit_id and x.category = this.category and x.state = 'published'
          and /*lock*/ (not x.leaders_only or x.unit_path = any (as_leader) or x.unit_path <@ overseen) /*end*/ and x.id <> this.id
        order by x.published_at desc, x.id desc limit 60) p) c
    order by c.nearness desc, c.published_at desc, c.id
    limit least(most, 10);
end $$;
comment on function api.post_related is
  'Posts of the same category near to one, by the words of their titles, their unit and their time; of what is for me alone. Caller: whoever may open the post. Errors: none, empty for others.';

grant execute on function api.reading_keep, api.my_reading, api.post_related to authenticated;

notify pgrst, 'reload schema';
