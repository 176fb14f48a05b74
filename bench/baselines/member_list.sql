-- A page of the roster in one range of paths: the range and the folded words known, no policies. Literals, so
-- that the planner sees how rare the words are; it has the trigram, the path and the order index to choose from.
create or replace function api.bench_member_list(
  lo text, hi text, patterns text[], after_key text default null, after_id uuid default null, page_size int default 50
) returns setof jsonb
language plpgsql stable security definer as $$
declare
  words text := coalesce((select string_agg(format('m.search_name like %L', p), ' and ') from unnest(patterns) p), 'true');
begin
  return query execute format(
    $q$select jsonb_build_object('member_id', m.id, 'place', m.sort_key, 'full_name', m.full_name, 'unit_id', m.unit_id,
      'unit_name', u.name, 'group_name', g.name, 'status', m.status, 'life_state', m.life_state, 'sex', m.sex,
      'birth_date', left(m.birth_date::text, case m.birth_known_to when 'year' then 4 when 'month' then 7 else 10 end),
      'admission_date', m.admission_date, 'official_date', m.official_date, 'phone', m.phone, 'email', m.email,
      'activity_exempt', m.activity_exempt, 'working_away', m.working_away, 'card_ending', right(m.card_number, 4), 'more', null)
    from handbook.members m join handbook.units u on u.id = m.unit_id left join handbook.units g on g.id = m.group_id
    where m.life_state = 'active' and %s and %s %s order by m.sort_key, m.id limit %s$q$,
    case when lo = '' then 'true' else format('m.unit_path >= %L and m.unit_path < %L', lo, hi) end, words,
    case when after_id is null then '' else format('and (m.sort_key, m.id) > (%L, %L)', after_key, after_id) end, page_size);
end $$;
