-- The first page of a search for somebody whose units are known, without policies. Where the page lies in one
-- rank, which is told beforehand, that rank alone is asked for, newest first; what is found seldom is ranked in
-- one go. Literals, so that the planner has the index of words, that of time and that of paths to choose from.
create or replace function api.bench_search(
  words text, own text[], led text[], everything boolean, known_rank int default null, page_size int default 20
) returns jsonb
language plpgsql stable security definer as $$
declare
  t record := handbook.search_terms(words);
  p record := handbook.search_patterns(t.groups);
  place text := case when everything then 'true' else format(
    'e.unit_path = any (%L) and (not e.leaders_only or e.unit_path = any (%L))', own, led) end;
  ranked text;
  answer jsonb;
begin
  if known_rank is not null then
    ranked := format(
      'select e.post_id, e.source_id, e.part, %s as rank, e.published_at, null::int as found
       from handbook.search_entries e where %s and e.part = 0 and e.title_words @@ %L %s
       order by e.published_at desc, e.post_id desc limit %s',
      known_rank, place, case known_rank when 1 then t.exact else t.bare end,
      case when known_rank > 5 then format('and not e.words @@ %L', t.exact) else '' end, page_size);
  else
    ranked := format(
      'select r.*, count(*) over ()::int as found from (
         select distinct on (e.post_id) e.post_id, e.source_id, e.part, case
             when e.title_words @@ %1$L then 1 when e.head_words @@ %1$L then 2
             when e.part = 0 and e.words @@ %4$L then 3 when e.words @@ %1$L then 4 + least(e.part, 1)
             when e.title_words @@ %2$L then 6 when e.head_words @@ %2$L then 7
             when e.part = 0 and e.words @@ %5$L then 8 when e.words @@ %2$L then 9 + least(e.part, 1)
             when e.title_words @@ %3$L then 11 when e.head_words @@ %3$L then 12
             when e.part = 0 and e.words @@ %6$L then 13 else 14 + least(e.part, 1) end as rank, e.published_at
         from handbook.search_entries e where %7$s and e.words @@ %3$L
         order by e.post_id, rank, e.source_id, e.part) r
       order by rank, published_at desc, post_id desc limit %8$s',
      t.exact, t.bare, coalesce(t.begun, t.bare), coalesce(t.exact_run, t.exact), coalesce(t.bare_run, t.bare),
      coalesce(t.begun_run, t.begun, t.bare), place, page_size);
  end if;
  execute format($q$
    select jsonb_build_object('found', max(f.found), 'hits', coalesce(jsonb_agg(jsonb_build_object(
      'post_id', p.id, 'category', p.category, 'title', p.title, 'leaders_only', p.leaders_only, 'published_at', p.published_at,
      'unit_name', u.name, 'rank', f.rank, 'place', (array['title', 'lead', 'text', 'text', 'file'])[(f.rank - 1) %% 5 + 1],
      'excerpt', substr(e.text, s.begins, 240), 'cut_before', s.begins > 1, 'cut_after', s.begins + 240 <= length(e.text),
      'attachment_id', a.id, 'file_name', a.file_name,
      'page', case when a.id is not null and s.hit > 0 then e.first_page + (select count(*)::int - 1 from string_to_table(left(e.text, s.hit), E'\f')) end)
      order by f.rank, f.published_at desc, f.post_id desc), '[]'))
    from (%s) f
    join handbook.search_entries e on e.source_id = f.source_id and e.part = f.part
    join handbook.posts p on p.id = f.post_id join handbook.units u on u.id = p.unit_id
    left join handbook.attachments a on a.id = e.attachment_id
    cross join lateral (select coalesce(
      nullif(regexp_instr(e.text collate "C", $1[1]), 0), nullif(regexp_instr(e.folded, $2[1]), 0),
      nullif(regexp_instr(e.text collate "C", $1[2]), 0), nullif(regexp_instr(e.folded, $2[2]), 0),
      regexp_instr(e.folded, $2[3])) as hit offset 0) h
    cross join lateral (select h.hit, greatest(1, h.hit - 70) as begins) s having count(*) > 0$q$, ranked)
  into answer using p.exact, p.bare;
  return answer;
end $$;
