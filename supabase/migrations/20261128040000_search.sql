-- Search: everything published, word by word, with marks and without. See decision 22.

create table handbook.search_entries (
  post_id uuid not null references handbook.posts on delete cascade,
  attachment_id uuid references handbook.attachments on delete cascade,
  source_id uuid not null generated always as (coalesce(attachment_id, post_id)) stored,
  part int not null check (part >= 0),
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  category handbook.post_category not null,
  leaders_only boolean not null,
  published_at timestamptz not null,
  dated date not null,
  title_words tsvector,
  head_words tsvector,
  words tsvector not null,
  first_page int,
  text text not null,
  folded text collate "C" not null,
  primary key (source_id, part),
  check ((part = 0) = (title_words is not null and head_words is not null)),
  check (part > 0 or attachment_id is null)
);
comment on table handbook.search_entries is
  'What can be found: part 0 is a published post itself, the others are the rest of a long text and its files. Written by triggers alone.';
comment on column handbook.search_entries.dated is 'The date on the paper; of other posts the day of publishing.';
comment on column handbook.search_entries.title_words is 'Title and number of the paper.';
comment on column handbook.search_entries.head_words is 'Those, and what stands on the paper, and the lead.';
comment on column handbook.search_entries.words is
  'All of them and the text: each word without marks, as written (=), and with the next one (+).';
comment on column handbook.search_entries.folded is
  'The text in lower case without marks, letter for letter, so that a place in it is a place in the text.';
create index search_entries_by_post on handbook.search_entries (post_id);
create index search_entries_by_time on handbook.search_entries (published_at desc, post_id desc) where part = 0;
create index search_entries_by_path on handbook.search_entries (unit_path, published_at desc, post_id desc);
create index search_entries_further on handbook.search_entries (published_at desc, post_id desc) where part > 0;

grant select on handbook.search_entries to authenticated;
alter table handbook.search_entries enable row level security;
create policy "what is found is as private as its post" on handbook.search_entries
  for select to authenticated using (exists (select from handbook.posts p where p.id = post_id));

-- words ------------------------------------------------------------------------------------------

create function handbook.plain_text(written text) returns text
language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(translate(
    regexp_replace(normalize(
      case when written like '%](%' then regexp_replace(written, '!?\[([^]]*)\]\([^)]*\)', '\1', 'g') else written end, NFC),
      '[\u0300-\u036f]', '', 'g'), '*`|~#>', ''), '[ \n\r\t]+', ' ', 'g'))
$$;
comment on function handbook.plain_text is
  'Markdown as it is read, on one line; form feeds stay. Letters with their marks are one character each.';

create function handbook.search_letters(written text) returns text
language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(
    translate(lower(normalize(regexp_replace(normalize(written, NFC), '[\u0300-\u036f]', '', 'g'), NFD) collate "C"), U&'\0110', U&'\0111'),
    '[^a-z0-9\u0111\u0300-\u036f\u0400-\u1fff\u2c00-\ud7ff]+', ' ', 'g'))
$$;
comment on function handbook.search_letters is 'The words of a text in lower case, parted by blanks, their marks decomposed; a mark without a letter is none.';

create function handbook.search_bare(letters text) returns text
language sql immutable set search_path = '' as $$
  select translate(letters, U&'\0111\0300\0301\0302\0303\0304\0306\0307\0308\0309\030a\030b\030c\031b\0323\0327\0328', 'd')
$$;

create function handbook.search_exact(letters text) returns text
language sql immutable set search_path = '' as $$
  -- The tone goes to the end of its word, so that both ways to write it are one.
  select regexp_replace(letters, '([\u0300\u0301\u0303\u0309\u0323])([^ ]+)', '\2\1', 'g')
$$;
comment on function handbook.search_exact is 'Words as typed; where in a word its tone stands makes no difference.';

create function handbook.search_words(written text) returns tsvector
language plpgsql immutable set search_path = '' as $$
declare
  letters text := handbook.search_letters(written);
  bare text := handbook.search_bare(letters);
begin
  if bare = '' then
    return '';
  end if;
  -- Cut, as a lexeme has at most 2 kB.
  return (
    select string_agg(concat(left(w.bare, 60), ':', w.n, ' =', left(w.exact, 60), ':', w.n,
      ' ''+' || left(w.bare, 60) || ' ' || left(w.next, 60) || ''':' || w.n), ' ')::tsvector
    from rows from (
      string_to_table(bare, ' '), string_to_table(handbook.search_exact(letters), ' '),
      string_to_table(nullif(substr(bare, strpos(bare || ' ', ' ') + 1), ''), ' ')) with ordinality w(bare, exact, next, n));
end $$;
comment on function handbook.search_words is
  'The words of a text without marks, as written (after =) and in pairs (after +): common words seldom side by side are found by an index.';

-- entries ----------------------------------------------------------------------------------------

create function handbook.search_parts(written text, first_part int)
returns table (part int, first_page int, text text)
language sql immutable set search_path = '' as $$
  -- A word's place in a tsvector is at most 16383. Parts overlap, so that a phrase on the seam is found.
  select first_part + n, 1 + length(upto) - length(translate(upto, U&'\000c', '')), substr(plain, 1 + 30000 * n, 30300)
  from (select handbook.plain_text(written) offset 0) p(plain)
  cross join generate_series(0, greatest(0, (length(plain) - 301) / 30000)) n
  cross join lateral left(plain, 30000 * n) upto
  where plain <> ''
$$;

-- Definer: entries are written by triggers alone. With null all posts, in one statement: after a load.
create function handbook.enter_posts(only_post uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from handbook.search_entries e where e.attachment_id is null and (only_post is null or e.post_id = only_post);
  insert into handbook.search_entries (post_id, part, unit_id, unit_path, category, leaders_only, published_at, dated,
    title_words, head_words, words, text, folded)
  select p.id, t.part, p.unit_id, p.unit_path, p.category, p.leaders_only, p.published_at,
    coalesce(d.issued_on, (p.published_at at time zone 'Asia/Ho_Chi_Minh')::date),
    case t.part when 0 then w.title end, case t.part when 0 then w.title || w.lead end,
    case t.part when 0 then w.title || w.lead || w.body else w.body end, t.text, handbook.folded(t.text)
  from handbook.posts p
  join handbook.units u on u.id = p.unit_id
  left join handbook.documents d on d.post_id = p.id
  cross join lateral (select concat_ws(U&' \00b7 ', d.number, nullif(d.issuing_body, u.name), d.signatory, d.subject, nullif(handbook.plain_text(p.lead), ''))) h(lead)
  cross join lateral (
    select b.part, concat_ws(E'\n', case b.part when 0 then nullif(h.lead, '') end, b.text) as text, b.text as body
    from handbook.search_parts(p.body, 0) b
    union all select 0, h.lead, '' where p.body !~ '\S' offset 0) t
  cross join lateral (
    select handbook.search_words(concat_ws(' ', p.title, d.number)) as title,
      handbook.search_words(h.lead) as lead, handbook.search_words(t.body) as body offset 0) w
  where p.state = 'published' and (only_post is null or p.id = only_post);
end $$;
comment on function handbook.enter_posts is 'Writes the entries of a published post anew, or of all; none of others.';

-- Definer: as above.
create function handbook.enter_files(only_file uuid default null, only_post uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from handbook.search_entries e
  where e.attachment_id is not null and (only_file is null or e.attachment_id = only_file) and (only_post is null or e.post_id = only_post);
  insert into handbook.search_entries (post_id, attachment_id, part, unit_id, unit_path, category, leaders_only, published_at, dated,
    words, first_page, text, folded)
  select m.post_id, a.id, t.part, m.unit_id, m.unit_path, m.category, m.leaders_only, m.published_at, m.dated,
    handbook.search_words(concat_ws(' ', case t.part when 1 then a.file_name end, t.text)), t.first_page, t.text, handbook.folded(t.text)
  from handbook.attachments a
  join handbook.search_entries m on m.source_id = a.post_id and m.part = 0
  left join handbook.attachment_texts x on x.attachment_id = a.id
  cross join lateral (
    select * from handbook.search_parts(x.text, 1)
    union all select 1, 1, '' where coalesce(x.text, '') !~ '\S' offset 0) t
  where a.kind = 'document' and not a.quarantined and (only_file is null or a.id = only_file) and (only_post is null or a.post_id = only_post);
end $$;
comment on function handbook.enter_files is 'Writes the entries of files of published posts anew: their names and, once it is read, their text.';

create function handbook.post_is_entered() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.state = old.state and new.state <> 'published' then
    return null;
  end if;
  perform handbook.enter_posts(new.id);
  if tg_op = 'UPDATE' and (new.state, new.unit_id, new.category, new.leaders_only, new.published_at)
    is distinct from (old.state, old.unit_id, old.category, old.leaders_only, old.published_at) then
    perform handbook.enter_files(only_post => new.id);
  end if;
  return null;
end $$;
-- Not of unit_path: when a unit moves, handbook.repath writes it into every table by itself.
create trigger post_is_entered after insert or update of state, title, lead, body, unit_id, category, leaders_only, published_at
  on handbook.posts for each row execute function handbook.post_is_entered();

create function handbook.file_is_entered() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform handbook.enter_files(new.id);
  return null;
end $$;
create trigger file_is_entered after insert or update of file_name, quarantined on handbook.attachments
  for each row when (new.kind = 'document') execute function handbook.file_is_entered();

create function handbook.file_text_is_entered() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform handbook.enter_files(new.attachment_id);
  return null;
end $$;
create trigger file_text_is_entered after insert or update of text on handbook.attachment_texts
  for each row when (new.text <> '') execute function handbook.file_text_is_entered();

create function handbook.document_is_entered() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform handbook.enter_posts(new.post_id);
  perform handbook.enter_files(only_post => new.post_id);
  return null;
end $$;
create trigger document_is_entered after insert or update of number, issued_on, issuing_body, signatory, subject
  on handbook.documents for each row execute function handbook.document_is_entered();

select handbook.enter_posts();
select handbook.enter_files();
-- After the first fill: to build it takes a tenth of the time that single insertions take.
create index search_entries_by_words on handbook.search_entries using gin (title_words, head_words, words)
  with (fastupdate = off);

-- questions --------------------------------------------------------------------------------------

create function handbook.search_terms(
  typed text, out exact tsquery, out bare tsquery, out begun tsquery,
  out exact_run tsquery, out bare_run tsquery, out begun_run tsquery, out groups text[]
) language plpgsql immutable set search_path = '' as $$
declare
  pieces text[] := string_to_array(translate(left(normalize(coalesce(typed, ''), NFC), 300), U&'\201c\201d\201e\00ab\00bb', '"""""'), '"');
  piece text;
  letters text;
  closed boolean := false;
  quoted boolean := false;
begin
  groups := '{}'; -- each: words that stand side by side
  for i in 1 .. cardinality(pieces) loop
    foreach piece in array case when i % 2 = 0 then array[pieces[i]] else regexp_split_to_array(pieces[i], '\s+') end loop
      letters := handbook.search_letters(piece);
      if letters <> '' then
        -- Bounded: a question of a hundred words is answered by its first sixteen.
        exit when array_length(string_to_array(array_to_string(groups || letters, ' '), ' '), 1) > 16;
        groups := groups || letters;
        quoted := quoted or i % 2 = 0;
        closed := i % 2 = 0 and i < cardinality(pieces);
      end if;
    end loop;
  end loop;
  if groups = '{}' then
    groups := null;
    return;
  end if;
  select string_agg(handbook.search_phrase(g, true, false), ' & ')::tsquery,
    string_agg(handbook.search_phrase(g, false, false), ' & ')::tsquery,
    string_agg(handbook.search_phrase(g, false, n = cardinality(groups)), ' & ')::tsquery
  into exact, bare, begun from unnest(groups) with ordinality g(g, n);
  if closed or length(handbook.search_bare(split_part(groups[cardinality(groups)], ' ', -1))) < 2 then
    begun := null;
  end if;
  if cardinality(groups) > 1 and not quoted then
    letters := array_to_string(groups, ' ');
    exact_run := handbook.search_phrase(letters, true, false);
    bare_run := handbook.search_phrase(letters, false, false);
    if begun is not null then
      begun_run := handbook.search_phrase(letters, false, true);
    end if;
  end if;
end $$;

create function handbook.search_phrase(letters text, as_typed boolean, unfinished boolean) returns text
language sql immutable set search_path = '' as $$
  -- Letters and digits alone are left, so nothing in them is an operator.
  with w as (
    select left(handbook.search_bare(l), 60) as bare, left(handbook.search_exact(l), 60) as exact, n,
      left(handbook.search_bare(lead(l) over (order by n)), 60) as next,
      lead(n) over (order by n) is null as last, count(*) over () as words
    from string_to_table(letters, ' ') with ordinality l(l, n))
  select '(' || concat_ws(' & ',
    case when as_typed then string_agg(format('''=%s''', exact), ' <-> ' order by n) end,
    case when max(words) > 1 then string_agg(format('''+%s %s''%s', bare, next, case when unfinished and n = words - 1 then ':*' end),
      case when as_typed then ' & ' else ' <-> ' end order by n) filter (where not last)
    when not as_typed then max(format('''%s''%s', bare, case when unfinished then ':*' end)) end) || ')'
  from w
$$;

-- Invoker: what it says is about the caller alone.
create function handbook.search_scope() returns text
language plpgsql stable set search_path = '' as $$
declare
  over handbook.path_ranges := handbook.scope('post.publish', 'post.oversee');
  own text[] := handbook.my_paths();
begin
  if exists (select from unnest(over) r where length(lower(r)) = 5 and upper(r) = lower(r) || '~')
     and (select count(*) from handbook.units u where u.parent_id is null) = 1 then
    return 'true';
  end if;
  -- Literals, so that the planner knows how much of the city is asked for. What is for leaders is rare, so their
  -- paths are asked for only when one is met; and who publishes for a cell and leads it needs no second condition,
  -- which would keep the index of paths out of use.
  return (
    select concat('(', format('e.unit_path = any (%L) and (not e.leaders_only '
      'or e.unit_path = any ((select handbook.my_paths(as_leader => true))::text[]))', own),
      (select string_agg(format(' or e.unit_path >= %L and e.unit_path %s %L', lower(r),
         case when upper_inc(r) then '<=' else '<' end, upper(r)), '')
       from unnest(over) r
       where not (lower(r) = upper(r) and lower(r) = any (own) and lower(r) = any (handbook.my_paths(as_leader => true)))), ')'));
end $$;
comment on function handbook.search_scope is
  'Where the caller may look, as a condition on search_entries e: what is for the caller, and what the caller publishes or oversees.';

create function handbook.search_filter(
  category handbook.post_category, unit_id uuid, from_year int, to_year int, document_type text, in_force boolean, unit_alone boolean default false
) returns text
language plpgsql stable set search_path = '' as $$
declare
  here text := (select u.path from handbook.units u where u.id = search_filter.unit_id);
  today date := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
  return concat_ws(' and ', 'true',
    case when unit_id is not null and here is null then 'false' end,
    case when here is not null and unit_alone then format('e.unit_path = %L', here)
      when here is not null then format('e.unit_path >= %L and e.unit_path < %L', here, here || '~') end,
    case when category is not null then format('e.category = %L', category) end,
    case when from_year is not null then format('e.dated >= %L', make_date(greatest(1, least(from_year, 9999)), 1, 1)) end,
    case when to_year is not null then format('e.dated <= %L', make_date(greatest(1, least(to_year, 9999)), 12, 31)) end,
    case when document_type is not null or in_force is not null then format(
      'exists (select from handbook.documents d where d.post_id = e.post_id and %s and %s)',
      case when document_type is not null then format('d.type = %L', document_type::handbook.document_type) else 'true' end,
      case when in_force then format('coalesce(d.valid_from, %1$L) <= %1$L and coalesce(d.valid_until, %1$L) >= %1$L and coalesce(d.replaced_from > %1$L, true)', today)
        when not in_force then format('(d.valid_until < %1$L or d.replaced_from <= %1$L)', today) else 'true' end) end);
exception when invalid_text_representation then
  perform handbook.fail('search.filter_invalid', 422, '{"field": "document_type"}');
  return null;
end $$;

create type handbook.search_hit as (post_id uuid, source_id uuid, part int, rank int, published_at timestamptz, found int);

create function handbook.find_posts(
  t record, wanted text, after_rank int, after_time timestamptz, after_id uuid, page_size int, few int default 50
) returns setof handbook.search_hit
language plpgsql stable set search_path = '' as $$
declare
  levels tsquery[] := array[t.exact, t.bare, t.begun];
  runs tsquery[] := array[t.exact_run, t.bare_run, t.begun_run];
  q text;
  run text;
  earlier text := '';
  tiers text[];
  ranked text := '';
  left_over int := page_size;
  hits handbook.search_hit[] := '{}';
  any_found boolean := true;
  got int;
begin
  -- Common words stand in the titles of a whole page,
  if coalesce(after_rank, 1) = 1 and few > 0 then
    execute format(
      $q$select array(select (e.post_id, e.source_id, e.part, 1, e.published_at, null::int)::handbook.search_hit
        from handbook.search_entries e where %s and e.part = 0 and e.title_words @@ %L and ($1 is null or (e.published_at, e.post_id) < ($1, $2))
        order by e.published_at desc, e.post_id desc limit %s)$q$, wanted, t.exact, page_size) into hits using after_time, after_id;
    if cardinality(hits) = page_size then
      return query select * from unnest(hits);
      return;
    end if;
  end if;
  -- what is found seldom is ranked in one go,
  for level in 1 .. 3 loop
    q := quote_literal(levels[level]);
    exit when q is null;
    ranked := ranked || format(
      ' when e.title_words @@ %1$s then %2$s when e.head_words @@ %1$s then %3$s when e.part = 0 and e.words @@ %4$s then %5$s when e.words @@ %1$s then %6$s + least(e.part, 1)',
      q, level * 5 - 4, level * 5 - 3, coalesce(quote_literal(runs[level]), q), level * 5 - 2, level * 5 - 1);
  end loop;
  execute format(
    $q$with c as materialized (select e.* from handbook.search_entries e where e.words @@ %1$L and %2$s limit %3$s)
    select (select count(*) from c), array(
      select (r.post_id, r.source_id, r.part, r.rank, r.published_at, r.found)::handbook.search_hit from (
        select b.*, count(*) over ()::int as found from (
          select distinct on (e.post_id) e.post_id, e.source_id, e.part, case %4$s end as rank, e.published_at
          from c e where (select count(*) from c) < %3$s order by e.post_id, rank, e.source_id, e.part) b) r
      where $1 is null or r.rank > $1 or r.rank = $1 and (r.published_at, r.post_id) < ($2, $3)
      order by r.rank, r.published_at desc, r.post_id desc limit $4)$q$,
    coalesce(t.begun, t.bare), wanted, few, ranked) into got, hits using after_rank, after_time, after_id, page_size;
  if got < few then
    return query select * from unnest(hits);
    return;
  end if;
  -- and of what is found often each rank by itself, best first, until the page is full: what ranks before
  -- is little, or it would have filled the page.
  for level in 1 .. 3 loop
    q := quote_literal(levels[level]);
    exit when q is null;
    execute format('select exists (select from handbook.search_entries e where e.words @@ %s and %s)', q, wanted) into any_found;
    continue when not any_found;
    run := coalesce(quote_literal(runs[level]), q);
    tiers := array[
      format('e.part = 0 and e.title_words @@ %s', q),
      format('e.part = 0 and e.head_words @@ %1$s and not e.title_words @@ %1$s', q),
      format('e.part = 0 and e.words @@ %s and not e.head_words @@ %s', run, q),
      case when run <> q then format('e.part = 0 and e.words @@ %1$s and not e.head_words @@ %1$s and not e.words @@ %2$s', q, run) end,
      format($q$e.part > 0 and e.words @@ %1$s
        and not exists (select from handbook.search_entries m where m.source_id = e.post_id and m.part = 0 and m.words @@ %1$s)
        and not exists (select from handbook.search_entries f where f.post_id = e.post_id and f.part > 0
          and f.words @@ %1$s and (f.source_id, f.part) < (e.source_id, e.part))$q$, q)];
    for tier in 1 .. 5 loop
      got := (level - 1) * 5 + tier;
      if (after_rank is null or got >= after_rank) and tiers[tier] is not null then
        return query execute format(
          'select e.post_id, e.source_id, e.part, %s, e.published_at, null::int from handbook.search_entries e
           where %s and %s %s %s order by e.published_at desc, e.post_id desc limit %s',
          got, wanted, tiers[tier], earlier,
          case when got = after_rank then format('and (e.published_at, e.post_id) < (%L, %L)', after_time, after_id) else '' end, left_over);
        get diagnostics got = row_count;
        left_over := left_over - got;
        if left_over <= 0 then
          return;
        end if;
      end if;
    end loop;
    earlier := format(' and not exists (select from handbook.search_entries o where o.post_id = e.post_id and o.words @@ %s)', q);
  end loop;
end $$;
comment on function handbook.find_posts is
  'Ids of a page of hits, best first, of entries e that meet the condition; terms as search_terms makes them.';

-- Where in a text the words stand: where all stand side by side, then where any of them does, first with marks
-- as typed. Regular expressions in the C collation know the case of plain letters alone, hence the classes.
create function handbook.search_patterns(groups text[], out exact text[], out bare text[])
language plpgsql immutable set search_path = '' as $$
declare
  small text := U&'\0103\00e2\0111\00ea\00f4\01a1\01b0\00e1\00e0\1ea3\00e3\1ea1\1eaf\1eb1\1eb3\1eb5\1eb7\1ea5\1ea7\1ea9\1eab\1ead\00e9\00e8\1ebb\1ebd\1eb9\1ebf\1ec1\1ec3\1ec5\1ec7\00ed\00ec\1ec9\0129\1ecb\00f3\00f2\1ecf\00f5\1ecd\1ed1\1ed3\1ed5\1ed7\1ed9\1edb\1edd\1edf\1ee1\1ee3\00fa\00f9\1ee7\0169\1ee5\1ee9\1eeb\1eed\1eef\1ef1\00fd\1ef3\1ef7\1ef9\1ef5';
  capital text := U&'\0102\00c2\0110\00ca\00d4\01a0\01af\00c1\00c0\1ea2\00c3\1ea0\1eae\1eb0\1eb2\1eb4\1eb6\1ea4\1ea6\1ea8\1eaa\1eac\00c9\00c8\1eba\1ebc\1eb8\1ebe\1ec0\1ec2\1ec4\1ec6\00cd\00cc\1ec8\0128\1eca\00d3\00d2\1ece\00d5\1ecc\1ed0\1ed2\1ed4\1ed6\1ed8\1eda\1edc\1ede\1ee0\1ee2\00da\00d9\1ee6\0168\1ee4\1ee8\1eea\1eec\1eee\1ef0\00dd\1ef2\1ef6\1ef8\1ef4';
  begins text := '(?i)(?<![a-z0-9\u00c0-\u024f\u1ea0-\u1eff])';
  ends text := '(?![a-z0-9\u00c0-\u024f\u1ea0-\u1eff])';
  between text := '[^a-z0-9\u00c0-\u024f\u1ea0-\u1eff]+';
  with_case text[];
begin
  with_case := array(
    select string_agg(case when strpos(small, c) > 0 then '[' || c || translate(c, small, capital) || ']'
      when c = ' ' then between else c end, '' order by n)
    from unnest(groups) with ordinality g(g, m) cross join lateral string_to_table(normalize(g, NFC), null) with ordinality c(c, n)
    group by m order by m);
  exact := array[begins || array_to_string(with_case, between) || ends, begins || '(' || array_to_string(with_case, '|') || ')' || ends];
  with_case := array(select replace(handbook.search_bare(g), ' ', between) from unnest(groups) g);
  bare := array[begins || array_to_string(with_case, between) || ends, begins || '(' || array_to_string(with_case, '|') || ')' || ends,
    begins || with_case[cardinality(with_case)]];
end $$;

-- Definer: @@ under row security could use no index. What it returns is cut to the caller's scope.
create function handbook.search_page(
  typed text, category handbook.post_category, unit_id uuid, from_year int, to_year int, document_type text, in_force boolean,
  after_rank int, after_time timestamptz, after_id uuid, page_size int, unit_alone boolean
) returns table (post_id uuid, rank int, published_at timestamptz, found int, attachment_id uuid, excerpt text,
                 cut_before boolean, cut_after boolean, page int, unit_name text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  t record := handbook.search_terms(typed);
  p record;
begin
  if t.groups is null then
    return;
  end if;
  p := handbook.search_patterns(t.groups);
  return query
    select f.post_id, f.rank, f.published_at, f.found, e.attachment_id, substr(e.text, s.begins, 240),
      s.begins > 1, s.begins + 240 <= length(e.text),
      case when e.attachment_id is not null and s.hit > 0 then e.first_page + (select count(*)::int - 1 from string_to_table(left(e.text, s.hit), U&'\000c')) end,
      u.name
    from handbook.find_posts(
      t, handbook.search_scope() || ' and ' || handbook.search_filter(category, search_page.unit_id, from_year, to_year, document_type, in_force, unit_alone),
      after_rank, after_time, after_id, page_size) f
    join handbook.search_entries e on e.source_id = f.source_id and e.part = f.part
    join handbook.units u on u.id = e.unit_id
    cross join lateral (select coalesce(
      nullif(regexp_instr(e.text collate "C", p.exact[1]), 0), nullif(regexp_instr(e.folded, p.bare[1]), 0),
      nullif(regexp_instr(e.text collate "C", p.exact[2]), 0), nullif(regexp_instr(e.folded, p.bare[2]), 0),
      regexp_instr(e.folded, p.bare[3])) as hit offset 0) h
    cross join lateral (select h.hit, greatest(1, h.hit - 70) as begins) s;
end $$;

create function api.search(
  words text, category handbook.post_category default null, unit_id uuid default null,
  from_year int default null, to_year int default null, document_type text default null, in_force boolean default null,
  after_rank int default null, after_time timestamptz default null, after_id uuid default null, page_size int default 20,
  unit_alone boolean default false
) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb;
begin
  select jsonb_build_object('found', max(f.found), 'hits', coalesce(jsonb_agg(jsonb_build_object(
    'post_id', p.id, 'category', p.category, 'title', p.title, 'leaders_only', p.leaders_only, 'published_at', p.published_at,
    'unit_name', f.unit_name, 'rank', f.rank,
    'place', (array['title', 'lead', 'text', 'text', 'file'])[(f.rank - 1) % 5 + 1],
    'excerpt', f.excerpt, 'cut_before', f.cut_before, 'cut_after', f.cut_after,
    'attachment_id', a.id, 'file_name', a.file_name, 'page', f.page)
    order by f.rank, f.published_at desc, f.post_id desc), '[]'))
  into answer
  from handbook.search_page(words, search.category, search.unit_id, from_year, to_year, document_type, in_force,
    after_rank, after_time, after_id, greatest(1, least(page_size, 50)), unit_alone) f
  join handbook.posts p on p.id = f.post_id and p.state = 'published' and /*lock*/ (
    not p.leaders_only and p.unit_path = any ((select handbook.my_paths())::text[])
    or p.leaders_only and p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])
    or p.unit_path <@ (select handbook.scope('post.publish', 'post.oversee'))) /*end*/
  left join handbook.attachments a on a.id = f.attachment_id
  where f.attachment_id is null or a.id is not null
  having count(*) > 0;
  return answer;
end $$;
comment on function api.search is
  'Published posts and their files in which the words are found, best first: with marks as typed before other marks, then whole words before beginnings; title before lead, text and file; newest first. Words in quotation marks stand side by side. unit_id: of this unit and those below, unit_alone: of this one alone. An excerpt of each, to be marked by whoever draws it; found counts all where they are few. Null when nothing is found. Keyset paging by rank, published_at and post_id of the last line. Caller: any member, of what is for the member and what the member publishes or oversees. Errors: session.ended, search.filter_invalid.';

create function api.search_places() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return jsonb_build_object(
    'mine', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', m.unit_id, 'name', m.name) order by m.path), '[]')
      from handbook.my_feed_units() m),
    'below', (
      select coalesce(jsonb_agg(jsonb_build_object('unit_id', c.id, 'name', c.name)
        order by case when c.code like 'auto-%' then '~' else c.code end, c.name), '[]')
      from unnest((select handbook.scope('post.publish', 'post.oversee'))) r
      join handbook.units u on u.path = lower(r)
      join handbook.units c on c.parent_id = u.id and c.closed_on is null and c.kind <> 'cell_group'
      where /*lock*/ c.path <@ (select handbook.scope('post.publish', 'post.oversee')) /*end*/));
end $$;
comment on function api.search_places is
  'Whose posts a search can be narrowed to: mine, the units of my line; below, those directly under my offices. Caller: any member. Errors: session.ended.';
grant execute on function api.search, api.search_places, handbook.search_page to authenticated;

notify pgrst, 'reload schema';
