-- The two first officers, and whoever was added by hand, stand in the register with a name and a phone alone. A list
-- that names them in full must not bring them a second time: without a birth date of ours the name is enough to ask.

create or replace function handbook.match_member(f jsonb, below text) returns table (member_id uuid, matched_by text)
language sql stable security definer set search_path = '' as $$
  select found.id, found.how from (
    select m.id, 'card' as how, 1 as n, m.life_state, false as guessed from handbook.members m
    where m.card_number = f ->> 'card_number'
    union all
    select d.member_id, 'personal_id', 2, m.life_state, false from handbook.record_documents d join handbook.members m on m.id = d.member_id
    where d.class = 'masked' and d.document ->> 'personal_id' = f ->> 'personal_id'
    union all
    select m.id, 'name', 3, m.life_state, m.birth_date is null from handbook.members m
    where m.search_name = ' ' || handbook.folded(f ->> 'full_name')
      and (handbook.is_born(m.birth_date, m.birth_known_to, f ->> 'birth_date')
           -- Two different phones are two people.
           or m.birth_date is null and coalesce(m.phone = f ->> 'phone', true))
      and m.unit_path >= below and m.unit_path < below || '~'
  ) found
  order by found.n, found.guessed, found.life_state, found.id limit 1
$$;
comment on function handbook.match_member is
  'Whom a line of a list means: by card, by personal number, by name and birth date, or by name where ours has no birth date.';
