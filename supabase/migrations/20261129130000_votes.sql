-- Votes of a cell's meeting: open ones by choice and show of hands, secret ones by double envelope.
-- Why it is so, and what it protects: docs/decisions/0027-secret-ballots.md.

create type handbook.vote_state as enum ('prepared', 'open', 'closed', 'counted', 'cancelled');
create type handbook.vote_majority as enum ('half', 'two_thirds');

insert into handbook.policy_versions (topic, number, issued_on, valid_from, source, checked, content) values
  ('vote.majority', null, null, '2026-01-01', 'Chưa đối chiếu văn bản gốc: quá một nửa, hoặc từ hai phần ba trở lên, số được tính', false,
   '{"half": {"over": [1, 2]}, "two_thirds": {"at_least": [2, 3]}}'),
  ('vote.few', null, null, '2026-01-01', 'Cài đặt của phần mềm', true, '{"below": 5}');

-- tables ---------------------------------------------------------------------------------------

create table handbook.votes (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references handbook.meetings,
  item_id uuid references handbook.meeting_items on delete set null,
  unit_path text collate "C" not null,
  title text not null check (title = btrim(title) and length(title) between 3 and 300),
  details text not null default '' check (length(details) <= 4000),
  secret boolean not null,
  options text[] not null check (cardinality(options) between 2 and 20),
  picks_min int not null default 1 check (picks_min >= 0),
  picks_max int not null default 1 check (picks_max >= 1),
  majority handbook.vote_majority not null default 'half',
  seats int check (seats >= 1),
  state handbook.vote_state not null default 'prepared',
  rule jsonb,
  base jsonb,
  expected int,
  few boolean,
  public_key bytea,
  commitment bytea,
  counts int[],
  blank int,
  invalid int,
  ballots int,
  counted_with uuid[],
  opened_at timestamptz,
  closed_at timestamptz,
  counted_at timestamptz,
  cancelled_why text check (length(cancelled_why) between 2 and 500),
  stamp_denied boolean not null default false,
  version int not null default 1,
  created_by uuid references handbook.members,
  created_at timestamptz not null default now(),
  check (picks_max between picks_min and cardinality(options)),
  check (seats < cardinality(options)),
  check ((state in ('prepared', 'cancelled')) or (rule is not null and base is not null and opened_at is not null)),
  check ((state = 'counted') = (counts is not null))
);
comment on table handbook.votes is 'A question put to a meeting, from its preparation to its result. The program counts and decides nothing.';
comment on column handbook.votes.seats is 'An election of so many of the options; null: a question.';
comment on column handbook.votes.rule is 'The threshold in force when it was opened (topic vote.majority).';
comment on column handbook.votes.base is 'Of how many a majority is reckoned, with the reckoning, as it stood when it was opened.';
comment on column handbook.votes.expected is 'Electors present when it was opened; few: so few that the result may tell who chose what.';
comment on column handbook.votes.commitment is 'sha256 of a proof that only the private key of the ballots yields; both are gone after counting.';
comment on column handbook.votes.counts is 'Votes for each option, electronic, paper and hands together: apart they would tell more.';
comment on column handbook.votes.counted_with is 'The tellers whose passphrases opened the ballots.';
create index votes_by_meeting on handbook.votes (meeting_id, created_at);

create table handbook.vote_choices (
  vote_id uuid not null references handbook.votes,
  member_id uuid not null references handbook.members,
  picks int[] not null,
  primary key (vote_id, member_id)
);
comment on table handbook.vote_choices is 'Choices in open votes, one row each.';

create table handbook.vote_hands (
  vote_id uuid primary key references handbook.votes,
  persons int not null check (persons >= 0),
  counts int[] not null,
  actor_id uuid references handbook.members
);
comment on table handbook.vote_hands is 'Those without a phone in an open vote, counted by the clerk with a show of hands: sums, no names.';

create table handbook.vote_tellers (
  vote_id uuid not null references handbook.votes,
  member_id uuid not null references handbook.members,
  place int not null check (place between 1 and 3),
  salt bytea check (octet_length(salt) = 16),
  public_key bytea check (octet_length(public_key) = 32),
  primary key (vote_id, member_id),
  check ((salt is null) = (public_key is null))
);
comment on table handbook.vote_tellers is
  'Who counts a secret vote. The private key comes from a passphrase that is stored nowhere; salt and public key go when the vote ends.';

create table handbook.vote_shares (
  vote_id uuid not null references handbook.votes,
  first_id uuid not null references handbook.members,
  second_id uuid not null references handbook.members,
  to_first bytea not null,
  to_second bytea not null,
  primary key (vote_id, first_id, second_id)
);
comment on table handbook.vote_shares is
  'The key of the ballots for each pair of tellers: a random half sealed to the one, the other half sealed to the other.';

create table handbook.ballots (
  vote_id uuid not null references handbook.votes,
  member_id uuid not null references handbook.members,
  ciphertext bytea check (octet_length(ciphertext) = 69),
  primary key (vote_id, member_id)
);
comment on table handbook.ballots is
  'One row an elector: the sealed ballot, or null for who took one of paper. No time, no sequence, no log; all rows go when the vote is counted or cancelled.';
create unique index no_ballot_is_copied on handbook.ballots (vote_id, ciphertext);

create table handbook.vote_receipts (
  vote_id uuid not null references handbook.votes,
  receipt text collate "C" not null,
  primary key (vote_id, receipt)
);
comment on table handbook.vote_receipts is 'Receipts of the sealed ballots that were counted, written in their own order, without voters.';

create table handbook.vote_moves (
  from_state handbook.vote_state not null,
  to_state handbook.vote_state not null,
  primary key (from_state, to_state)
);
comment on table handbook.vote_moves is 'THE table of what a vote may become: nothing is opened again, nothing leads out of counted and cancelled.';
insert into handbook.vote_moves (from_state, to_state) values
  ('prepared', 'open'), ('prepared', 'cancelled'), ('open', 'closed'), ('open', 'cancelled'),
  ('closed', 'counted'), ('closed', 'cancelled');

-- triggers -------------------------------------------------------------------------------------

-- Definer: the path is the meeting's, never the writer's; the moves are those of the table.
create function handbook.vote_is_kept() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select u.path into strict new.unit_path from handbook.meetings m join handbook.units u on u.id = m.unit_id where m.id = new.meeting_id;
  if tg_op = 'UPDATE' then
    if new.state <> old.state and not exists (select from handbook.vote_moves m where m.from_state = old.state and m.to_state = new.state)
       or new.state = old.state and old.state in ('counted', 'cancelled') and to_jsonb(new) - '{item_id,unit_path}'::text[] <> to_jsonb(old) - '{item_id,unit_path}'::text[] then
      perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', old.state));
    end if;
  end if;
  return new;
end $$;
create trigger vote_is_kept before insert or update on handbook.votes
  for each row execute function handbook.vote_is_kept();

-- Definer: a meeting does not end over ballots that nobody has counted; what was only prepared falls away.
create function handbook.votes_end_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from handbook.votes v where v.meeting_id = new.id and v.state in ('open', 'closed')) then
    perform handbook.fail('meeting.votes_unfinished', 409);
  end if;
  update handbook.vote_tellers t set salt = null, public_key = null
  from handbook.votes v where v.id = t.vote_id and v.meeting_id = new.id and v.state = 'prepared';
  update handbook.votes v set state = 'cancelled' where v.meeting_id = new.id and v.state = 'prepared';
  return new;
end $$;
create trigger votes_end_first before update of state on handbook.meetings
  for each row when (new.state in ('closed', 'cancelled') and old.state <> new.state) execute function handbook.votes_end_first();

create trigger audit_row after insert or update or delete on handbook.votes
  for each row execute function handbook.audit_row('id', '', 'public_key', 'commitment');
create trigger audit_stamp_denial after insert on handbook.votes
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', '', 'title');
create trigger audit_row after insert or update or delete on handbook.vote_choices
  for each row execute function handbook.audit_row('vote_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.vote_hands
  for each row execute function handbook.audit_row('vote_id', '');
create trigger audit_row after insert or update or delete on handbook.vote_tellers
  for each row execute function handbook.audit_row('vote_id', 'member_id', 'salt', 'public_key');

-- row level security ---------------------------------------------------------------------------

alter table handbook.votes enable row level security;
alter table handbook.vote_choices enable row level security;
alter table handbook.vote_hands enable row level security;
alter table handbook.vote_tellers enable row level security;
alter table handbook.vote_shares enable row level security;
alter table handbook.ballots enable row level security;
alter table handbook.vote_receipts enable row level security;
alter table handbook.vote_moves enable row level security;
grant select on handbook.votes, handbook.vote_receipts, handbook.vote_moves to authenticated;

create policy "who takes part in a meeting sees its votes" on handbook.votes for select to authenticated
  using (handbook.takes_part_in(meeting_id));
create policy "choices are read by the helpers alone" on handbook.vote_choices for select to authenticated using (false);
create policy "hands are read by the helpers alone" on handbook.vote_hands for select to authenticated using (false);
create policy "tellers are read by the helpers alone" on handbook.vote_tellers for select to authenticated using (false);
create policy "shares are read by the helpers alone" on handbook.vote_shares for select to authenticated using (false);
create policy "ballots are read by the helpers alone" on handbook.ballots for select to authenticated using (false);
create policy "who sees a vote sees its receipts" on handbook.vote_receipts for select to authenticated
  using (exists (select from handbook.votes v where v.id = vote_id));
create policy "what a vote may become is no secret" on handbook.vote_moves for select to authenticated using (true);

-- rules ----------------------------------------------------------------------------------------

create function handbook.vote_reaches(votes int, base int, rule jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when rule ? 'over' then votes * (rule -> 'over' ->> 1)::int > base * (rule -> 'over' ->> 0)::int
    else votes * (rule -> 'at_least' ->> 1)::int >= base * (rule -> 'at_least' ->> 0)::int end
$$;
comment on function handbook.vote_reaches is 'Whether so many votes are the majority of the base: {"over": [1, 2]} or {"at_least": [2, 3]}.';

create function handbook.vote_outcome(counts int[], base int, rule jsonb, seats int) returns jsonb
language sql immutable set search_path = '' as $$
  with line as (
    select place, votes, handbook.vote_reaches(votes, base, rule) as reaches from unnest(counts) with ordinality as u(votes, place)
  ), ranked as (
    select l.*, (select count(*) from line o where o.votes > l.votes and o.reaches) as better,
      (select count(*) from line o where o.votes >= l.votes and o.reaches) as level,
      l.votes > 0 and l.votes = max(l.votes) over () and (select count(*) from line o where o.votes = l.votes) > 1 as equal_first
    from line l
  )
  select jsonb_agg(jsonb_build_object('votes', votes, 'reaches', reaches, 'stands', case
    when seats is null then case when equal_first then 'tied' when reaches then 'reached' else 'below' end
    when not reaches then 'below' when level <= seats then 'reached' when better < seats then 'tied' else 'behind' end) order by place)
  from ranked
$$;
comment on function handbook.vote_outcome is
  'Option by option: reached (in an election: within the seats), tied (equal first, or more with equal votes than seats are left), behind (majority, but no seat left), below. A tie is named and not resolved.';

create function handbook.picks_fit(counts int[], persons int, fewest int, most int, options int) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(persons >= 0 and cardinality(counts) = options
    and (select bool_and(coalesce(c between 0 and persons, false)) and sum(c) between persons * fewest and persons * most from unnest(counts) c), false)
$$;
comment on function handbook.picks_fit is 'Whether so many persons, each with so many picks, can have given these sums.';

-- Definer: roll, attendance and accounts of one person, asked of the caller or by the clerk.
create function handbook.vote_hindrance(v handbook.votes, who uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when v.state <> 'open' then 'vote.not_open'
    when s.member_id is null then 'vote.not_summoned'
    when s.status <> 'official' then 'vote.probationary'
    when a.presence is null or a.presence not in ('present', 'online') then 'vote.not_present'
    when (s.exempt or s.away) and a.arrived_at > v.opened_at then 'vote.came_late'
    when exists (select from handbook.accounts c where c.member_id = who and c.activated_at >= v.opened_at)
      or exists (select from handbook.reset_requests r where r.member_id = who and r.state = 'used' and r.closed_at >= v.opened_at)
      then 'vote.paper_only'
  end
  from (select 1) one
  left join handbook.meeting_summons s on s.meeting_id = v.meeting_id and s.member_id = who
  left join handbook.meeting_attendance a on a.meeting_id = v.meeting_id and a.member_id = who
$$;
comment on function handbook.vote_hindrance is
  'Why a person cannot vote electronically now; null: nothing. came_late: the exempt and those working away are in the base only if they were there when it was opened. paper_only: the account was activated or reset since.';

-- Definer: reads the roll.
create function handbook.electors_there(of_meeting uuid) returns int
language sql stable security definer set search_path = '' as $$
  select count(*)::int from handbook.meeting_summons s join handbook.meeting_attendance a using (meeting_id, member_id)
  where s.meeting_id = of_meeting and s.status = 'official' and a.presence in ('present', 'online') and handbook.takes_part_in(of_meeting)
$$;

create function handbook.receipt_of(ciphertext bytea) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(upper(left(encode(sha256(ciphertext), 'hex'), 16)), '(....)(?=.)', '\1-', 'g')
$$;
comment on function handbook.receipt_of is 'Sixteen characters of the sealed ballot''s sha256: prove that it was counted, and say nothing of what is in it.';

-- cards ------------------------------------------------------------------------------------------

-- Definer: how many, never who; asked with a vote that the caller sees.
create function handbook.votes_cast(v handbook.votes) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when not handbook.takes_part_in(v.meeting_id) then null
    when v.secret then (select jsonb_build_object('electronic', count(b.ciphertext), 'paper', count(*) - count(b.ciphertext))
      from handbook.ballots b where b.vote_id = v.id)
    else jsonb_build_object('electronic', (select count(*) from handbook.vote_choices c where c.vote_id = v.id),
      'hands', coalesce((select h.persons from handbook.vote_hands h where h.vote_id = v.id), 0)) end
$$;

-- Definer: what the caller has done in a vote, and nobody else.
create function handbook.my_vote(v handbook.votes) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('hindrance', handbook.vote_hindrance(v, handbook.me()),
    'voted', coalesce((select case when b.ciphertext is null then 'paper' else 'electronic' end
        from handbook.ballots b where b.vote_id = v.id and b.member_id = handbook.me()),
      (select 'electronic' from handbook.vote_choices c where c.vote_id = v.id and c.member_id = handbook.me())),
    'picks', (select to_jsonb(c.picks) from handbook.vote_choices c where c.vote_id = v.id and c.member_id = handbook.me()))
$$;

-- Definer: names of tellers, for who sees the vote; their public keys for who opens it.
create function handbook.tellers_of(v handbook.votes) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'ready', t.public_key is not null,
    'me', m.id = handbook.me(),
    'public_key', case when handbook.runs_meeting(v.meeting_id) then encode(t.public_key, 'base64') end) order by t.place), '[]')
  from handbook.vote_tellers t join handbook.members m on m.id = t.member_id
  where t.vote_id = v.id and handbook.takes_part_in(v.meeting_id)
$$;

-- Definer: the show of hands as it stands, for the clerk.
create function handbook.hands_of(v handbook.votes) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('persons', h.persons, 'counts', h.counts) from handbook.vote_hands h
  where h.vote_id = v.id and handbook.clerks_meeting(v.meeting_id)
$$;

-- Definer: names of the cell's official members for who prepares or keeps a vote. Who has voted electronically it does not tell.
create function handbook.vote_members(of_meeting uuid, of_vote uuid)
returns table (member_id uuid, full_name text, sort_key text, present boolean, paper boolean)
language sql stable security definer set search_path = '' as $$
  select m.id, m.full_name, m.sort_key, coalesce(a.presence in ('present', 'online'), false),
    exists (select from handbook.ballots b where b.vote_id = of_vote and b.member_id = m.id and b.ciphertext is null)
  from handbook.meetings x join handbook.members m on m.unit_id = x.unit_id and m.life_state = 'active' and m.status = 'official'
  left join handbook.meeting_attendance a on a.meeting_id = x.id and a.member_id = m.id
  where x.id = of_meeting and handbook.clerks_meeting(of_meeting)
$$;

create function handbook.vote_line(v handbook.votes) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('vote_id', v.id, 'meeting_id', v.meeting_id, 'item_id', v.item_id, 'title', v.title, 'secret', v.secret,
    'state', v.state, 'cast', handbook.votes_cast(v), 'expected', v.expected, 'mine', handbook.my_vote(v), 'version', v.version)
$$;

create function handbook.vote_card(v handbook.votes) returns jsonb
language sql stable set search_path = '' as $$
  select handbook.vote_line(v) || jsonb_build_object('details', v.details, 'options', v.options, 'picks_min', v.picks_min,
    'picks_max', v.picks_max, 'majority', v.majority, 'seats', v.seats, 'rule', v.rule, 'base', v.base, 'few', v.few,
    'public_key', encode(v.public_key, 'base64'), 'tellers', handbook.tellers_of(v),
    'runs', handbook.runs_meeting(v.meeting_id), 'keeps', handbook.clerks_meeting(v.meeting_id), 'hands', handbook.hands_of(v),
    'outcome', case when v.counts is not null then handbook.vote_outcome(v.counts, (v.base ->> 'base')::int, v.rule, v.seats) end,
    'blank', v.blank, 'invalid', v.invalid, 'ballots', v.ballots, 'counted_with', coalesce(v.counted_with, '{}'),
    'opened_at', v.opened_at, 'closed_at', v.closed_at, 'counted_at', v.counted_at, 'cancelled_why', v.cancelled_why)
$$;
grant execute on function handbook.vote_reaches, handbook.vote_outcome, handbook.votes_cast, handbook.my_vote, handbook.tellers_of, handbook.hands_of, handbook.vote_members, handbook.vote_line,
  handbook.vote_card to authenticated;

-- writing: votes take no direct writes; callers have checked the right, and it is checked again here ----------------

-- Definer: as said above. Whoever runs the meeting gets the row, locked against every ballot under way.
create function handbook.vote_to_run(of_vote uuid) returns handbook.votes
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
begin
  select * into v from handbook.votes x where x.id = of_vote for update;
  if v.id is null or not handbook.runs_meeting(v.meeting_id) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  return v;
end $$;

-- Definer: as said above.
create function handbook.name_tellers(of_vote uuid, chosen uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes := handbook.vote_to_run(of_vote);
begin
  if v.state <> 'prepared' then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  elsif not v.secret and cardinality(chosen) > 0 then
    perform handbook.fail('vote.tellers_wrong', 422, '{"field": "tellers"}');
  elsif v.secret and (cardinality(chosen) not between 2 and 3 or (select count(distinct x) from unnest(chosen) x) <> cardinality(chosen)) then
    perform handbook.fail('vote.tellers_wrong', 422, '{"field": "tellers"}');
  elsif (select count(*) from handbook.vote_members(v.meeting_id, v.id) m where m.member_id = any (chosen)) <> cardinality(chosen) then
    perform handbook.fail('member.not_found', 404);
  end if;
  delete from handbook.vote_tellers t where t.vote_id = v.id and t.member_id <> all (chosen);
  insert into handbook.vote_tellers (vote_id, member_id, place)
  select v.id, c.id, c.place from unnest(chosen) with ordinality as c(id, place)
  on conflict (vote_id, member_id) do update set place = excluded.place;
  update handbook.votes x set version = x.version + 1 where x.id = v.id;
end $$;

-- Definer: as said above.
create function handbook.prepare_vote(new_vote handbook.votes, chosen uuid[]) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.meetings;
begin
  select * into m from handbook.meetings x where x.id = new_vote.meeting_id for key share;
  if m.id is null or not handbook.runs_meeting(m.id) then
    perform handbook.fail('meeting.not_found', 404);
  elsif m.state not in ('planned', 'called', 'running') then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  elsif new_vote.item_id is not null
        and not exists (select from handbook.meeting_items i where i.id = new_vote.item_id and i.meeting_id = m.id) then
    perform handbook.fail('vote.item_not_found', 404);
  end if;
  insert into handbook.votes (id, meeting_id, item_id, unit_path, title, details, secret, options, picks_min, picks_max, majority, seats,
    stamp_denied, created_by)
  values (new_vote.id, m.id, new_vote.item_id, '', new_vote.title, new_vote.details, new_vote.secret, new_vote.options, new_vote.picks_min,
    new_vote.picks_max, new_vote.majority, new_vote.seats, new_vote.stamp_denied, caller);
  perform handbook.name_tellers(new_vote.id, chosen);
  return new_vote.id;
end $$;

-- Definer: as said above. A teller sets the own key, on the own phone, until the vote is opened.
create function handbook.set_teller_key(of_vote uuid, new_salt bytea, new_key bytea) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
begin
  select * into v from handbook.votes x where x.id = of_vote for update;
  if v.id is null or not exists (select from handbook.vote_tellers t where t.vote_id = v.id and t.member_id = handbook.me()) then
    perform handbook.fail('vote.not_found', 404);
  elsif v.state <> 'prepared' then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  elsif octet_length(new_salt) is distinct from 16 or octet_length(new_key) is distinct from 32
        or exists (select from handbook.vote_tellers t where t.vote_id = v.id and t.member_id <> handbook.me() and t.public_key = new_key) then
    perform handbook.fail('vote.key_wrong', 422, '{"field": "passphrase"}');
  end if;
  update handbook.vote_tellers t set salt = new_salt, public_key = new_key where t.vote_id = v.id and t.member_id = handbook.me();
  update handbook.votes x set version = x.version + 1 where x.id = v.id;
end $$;

-- Definer: as said above.
create function handbook.open_vote(of_vote uuid, seen int, sealing jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes := handbook.vote_to_run(of_vote);
  everybody uuid[] := (select array_agg(t.member_id order by t.place) from handbook.vote_tellers t where t.vote_id = of_vote);
  there int := handbook.electors_there(v.meeting_id);
  reckoned jsonb;
begin
  if v.state = 'open' then
    return; -- said again
  elsif v.state <> 'prepared' then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  elsif (select m.state from handbook.meetings m where m.id = v.meeting_id) <> 'running' then
    perform handbook.fail('vote.meeting_not_running', 409);
  elsif v.version is distinct from seen then
    perform handbook.fail('vote.changed_meanwhile', 409);
  elsif there = 0 then
    perform handbook.fail('vote.nobody_there', 409);
  end if;
  if v.secret then
    if exists (select from handbook.vote_tellers t where t.vote_id = v.id and t.public_key is null) then
      perform handbook.fail('vote.keys_missing', 409);
    elsif exists (
        select from unnest(everybody) t where not exists (
          select from handbook.meeting_attendance a where a.meeting_id = v.meeting_id and a.member_id = t and a.presence in ('present', 'online'))) then
      perform handbook.fail('vote.teller_absent', 409);
    end if;
    insert into handbook.vote_shares (vote_id, first_id, second_id, to_first, to_second)
    select v.id, s.first, s.second, decode(s.to_first, 'base64'), decode(s.to_second, 'base64')
    from jsonb_to_recordset(sealing -> 'shares') as s(first uuid, second uuid, to_first text, to_second text);
    if coalesce(octet_length(decode(sealing ->> 'public_key', 'base64')), 0) <> 32
       or coalesce(octet_length(decode(sealing ->> 'commitment', 'base64')), 0) <> 32
       or (select array_agg((s.first_id, s.second_id) order by array_position(everybody, s.first_id), array_position(everybody, s.second_id))
           from handbook.vote_shares s where s.vote_id = v.id)
          is distinct from (select array_agg((a.id, b.id) order by a.place, b.place)
           from unnest(everybody) with ordinality as a(id, place) join unnest(everybody) with ordinality as b(id, place) on b.place > a.place) then
      perform handbook.fail('vote.sealing_wrong', 422);
    end if;
  end if;
  reckoned := handbook.vote_base(v.meeting_id);
  update handbook.votes x set state = 'open', opened_at = now(), base = reckoned,
    rule = (select p.content -> v.majority::text || jsonb_build_object('checked', p.checked) from handbook.policy_versions p
      where p.topic = 'vote.majority' and p.valid_from <= handbook.today() and (p.valid_to is null or handbook.today() < p.valid_to)
      order by p.valid_from desc limit 1),
    expected = there, few = there < (handbook.policy('vote.few') ->> 'below')::int, version = x.version + 1,
    public_key = decode(sealing ->> 'public_key', 'base64'), commitment = decode(sealing ->> 'commitment', 'base64')
  where x.id = v.id;
end $$;

-- Definer: as said above. Whoever votes holds the vote open for the moment of the one insert; closing waits for it.
create function handbook.vote_for_me(of_vote uuid, in_secret boolean) returns handbook.votes
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
  caller uuid := handbook.require_me();
  hindrance text;
begin
  select * into v from handbook.votes x where x.id = of_vote for key share;
  if v.id is null or v.secret <> in_secret or not handbook.takes_part_in(v.meeting_id) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  hindrance := handbook.vote_hindrance(v, caller);
  if hindrance is not null then
    perform handbook.fail(hindrance, case hindrance when 'vote.not_open' then 409 else 403 end, jsonb_build_object('state', v.state));
  end if;
  return v;
end $$;

-- Definer: as said above.
create function handbook.cast_choice(of_vote uuid, chosen int[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes := handbook.vote_for_me(of_vote, false);
begin
  if chosen is null or (select count(*) <> count(distinct p) or bool_or(p is null or p not between 1 and cardinality(v.options)) from unnest(chosen) p) then
    perform handbook.fail('vote.picks_wrong', 422, '{"field": "picks"}');
  elsif cardinality(chosen) < v.picks_min then
    perform handbook.fail('vote.too_few', 422, '{"field": "picks"}');
  elsif cardinality(chosen) > v.picks_max then
    perform handbook.fail('vote.too_many', 422, '{"field": "picks"}');
  end if;
  insert into handbook.vote_choices (vote_id, member_id, picks) values (v.id, handbook.me(), chosen) on conflict do nothing;
  if not found then
    perform handbook.fail('vote.already', 409);
  end if;
end $$;

-- Definer: as said above. One insert, and nothing else that remembers it.
create function handbook.cast_ballot(of_vote uuid, sealed bytea) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes := handbook.vote_for_me(of_vote, true);
begin
  if octet_length(sealed) is distinct from 69 then
    perform handbook.fail('vote.ballot_wrong', 422);
  end if;
  insert into handbook.ballots (vote_id, member_id, ciphertext) values (v.id, handbook.me(), sealed) on conflict do nothing;
  if not found then
    perform handbook.fail('vote.already', 409);
  end if;
  return handbook.receipt_of(sealed);
end $$;

-- Definer: as said above. Who takes a ballot of paper cannot vote electronically, and the other way round: it is one row.
create function handbook.take_paper(of_vote uuid, of_member uuid, taken boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
  hindrance text;
begin
  select * into v from handbook.votes x where x.id = of_vote for key share;
  if v.id is null or not v.secret or not handbook.clerks_meeting(v.meeting_id) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  hindrance := nullif(handbook.vote_hindrance(v, of_member), 'vote.paper_only');
  if hindrance is not null then
    perform handbook.fail(hindrance, 409, jsonb_build_object('state', v.state));
  end if;
  if taken then
    insert into handbook.ballots (vote_id, member_id) values (v.id, of_member) on conflict do nothing;
  else
    delete from handbook.ballots b where b.vote_id = v.id and b.member_id = of_member and b.ciphertext is null;
  end if;
  if exists (select from handbook.ballots b where b.vote_id = v.id and b.member_id = of_member and b.ciphertext is not null) then
    perform handbook.fail('vote.already', 409);
  end if;
end $$;

-- Definer: as said above.
create function handbook.count_hands(of_vote uuid, raised_by int, raised int[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
begin
  select * into v from handbook.votes x where x.id = of_vote for key share;
  if v.id is null or v.secret or not handbook.clerks_meeting(v.meeting_id) then
    perform handbook.fail('vote.not_found', 404);
  elsif v.state <> 'open' then
    perform handbook.fail('vote.not_open', 409, jsonb_build_object('state', v.state));
  elsif not handbook.picks_fit(raised, raised_by, v.picks_min, v.picks_max, cardinality(v.options)) then
    perform handbook.fail('vote.sums_wrong', 422, '{"field": "hands"}');
  elsif raised_by + (select count(*) from handbook.vote_choices c where c.vote_id = v.id)
        > least(handbook.electors_there(v.meeting_id), (v.base ->> 'base')::int) then
    perform handbook.fail('vote.more_than_there', 422, '{"field": "hands"}');
  end if;
  insert into handbook.vote_hands (vote_id, persons, counts, actor_id) values (v.id, raised_by, raised, handbook.me())
  on conflict (vote_id) do update set persons = excluded.persons, counts = excluded.counts, actor_id = excluded.actor_id;
end $$;

-- Definer: as said above. An open vote is counted at the same moment.
create function handbook.close_vote(of_vote uuid) returns handbook.vote_state
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes := handbook.vote_to_run(of_vote);
  hands handbook.vote_hands;
  chosen int;
begin
  if v.state <> 'open' then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  end if;
  update handbook.votes x set state = 'closed', closed_at = now(), version = x.version + 1 where x.id = v.id;
  if v.secret then
    return 'closed';
  end if;
  select * into hands from handbook.vote_hands h where h.vote_id = v.id;
  select count(*) into chosen from handbook.vote_choices c where c.vote_id = v.id;
  if chosen + coalesce(hands.persons, 0) > (v.base ->> 'base')::int then
    perform handbook.fail('vote.more_than_there', 422, '{"field": "hands"}');
  end if;
  update handbook.votes x set state = 'counted', counted_at = now(), ballots = chosen + coalesce(hands.persons, 0), invalid = 0,
    blank = (select count(*) from handbook.vote_choices c where c.vote_id = v.id and c.picks = '{}'),
    counts = (select array_agg((select count(*) from handbook.vote_choices c where c.vote_id = v.id and o = any (c.picks))::int
      + coalesce(hands.counts[o], 0) order by o) from generate_series(1, cardinality(v.options)) o)
  where x.id = v.id;
  return 'counted';
end $$;

-- Definer: as said above. Ballots and keys go at once; what was cast is never counted.
create function handbook.forget_ballots(of_vote uuid) returns void
language sql security definer set search_path = '' as $$
  delete from handbook.ballots b where b.vote_id = of_vote;
  delete from handbook.vote_shares s where s.vote_id = of_vote;
  update handbook.vote_tellers t set salt = null, public_key = null where t.vote_id = of_vote
$$;
create function handbook.cancel_vote(of_vote uuid, said text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes := handbook.vote_to_run(of_vote);
begin
  if v.state not in ('prepared', 'open', 'closed') then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  end if;
  perform handbook.forget_ballots(v.id);
  delete from handbook.vote_choices c where c.vote_id = v.id;
  delete from handbook.vote_hands h where h.vote_id = v.id;
  update handbook.votes x set state = 'cancelled', cancelled_why = said, public_key = null, commitment = null, version = x.version + 1
  where x.id = v.id;
end $$;

-- Definer: as said above. Who may count a secret vote: whoever runs the meeting, and its tellers.
create function handbook.counts_vote(v handbook.votes) returns boolean
language sql stable security definer set search_path = '' as $$
  select v.secret and (handbook.runs_meeting(v.meeting_id) or handbook.takes_part_in(v.meeting_id)
    and exists (select from handbook.vote_tellers t where t.vote_id = v.id and t.member_id = handbook.me()))
$$;

-- Definer: as said above. Sealed ballots without voters, in a new order each time; after closing alone.
create function handbook.ballots_to_count(of_vote uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
begin
  select * into v from handbook.votes x where x.id = of_vote;
  if v.id is null or not handbook.counts_vote(v) then
    perform handbook.fail('vote.not_found', 404);
  elsif v.state <> 'closed' then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  end if;
  return jsonb_build_object('vote_id', v.id, 'options', cardinality(v.options), 'picks_min', v.picks_min, 'picks_max', v.picks_max,
    'ballots', (select coalesce(jsonb_agg(encode(b.ciphertext, 'base64') order by gen_random_uuid()), '[]')
      from handbook.ballots b where b.vote_id = v.id and b.ciphertext is not null),
    'paper', (select count(*) from handbook.ballots b where b.vote_id = v.id and b.ciphertext is null),
    'tellers', (select jsonb_agg(jsonb_build_object('member_id', t.member_id, 'salt', encode(t.salt, 'base64'),
      'public_key', encode(t.public_key, 'base64')) order by t.place) from handbook.vote_tellers t where t.vote_id = v.id),
    'shares', (select jsonb_agg(jsonb_build_object('first', s.first_id, 'second', s.second_id, 'to_first', encode(s.to_first, 'base64'),
      'to_second', encode(s.to_second, 'base64'))) from handbook.vote_shares s where s.vote_id = v.id));
end $$;

-- Definer: as said above. All of it in the caller's one transaction: sums are checked, published, ballots and keys destroyed.
create function handbook.publish_count(
  of_vote uuid, proof bytea, sums int[], found_blank int, found_invalid int, paper int[], paper_blank int, paper_invalid int,
  paper_total int, opened_by uuid[]
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v handbook.votes;
  sealed int;
  taken int;
  options int;
begin
  select * into v from handbook.votes x where x.id = of_vote for update;
  if v.id is null or not handbook.counts_vote(v) then
    perform handbook.fail('vote.not_found', 404);
  elsif v.state <> 'closed' then
    perform handbook.fail('vote.wrong_state', 409, jsonb_build_object('state', v.state));
  elsif sha256(proof) is distinct from v.commitment or (select count(distinct t.member_id) from handbook.vote_tellers t
      where t.vote_id = v.id and t.member_id = any (opened_by)) < 2 or cardinality(opened_by) <> 2 then
    perform handbook.fail('vote.proof_wrong', 422, '{"field": "passphrase"}');
  end if;
  options := cardinality(v.options);
  select count(b.ciphertext), count(*) - count(b.ciphertext) into sealed, taken from handbook.ballots b where b.vote_id = v.id;
  if least(found_blank, found_invalid) < 0 or (found_blank > 0 and v.picks_min > 0)
     or not handbook.picks_fit(sums, sealed - found_blank - found_invalid, greatest(v.picks_min, 1), v.picks_max, options) then
    perform handbook.fail('vote.count_wrong', 422);
  elsif paper_total not between 0 and taken or least(paper_blank, paper_invalid) < 0
        or not handbook.picks_fit(paper, paper_total - paper_blank - paper_invalid, greatest(v.picks_min, 1), v.picks_max, options) then
    perform handbook.fail('vote.sums_wrong', 422, jsonb_build_object('field', 'paper', 'taken', taken));
  elsif sealed + paper_total > (v.base ->> 'base')::int then
    perform handbook.fail('vote.more_than_there', 422, '{"field": "paper"}');
  end if;
  insert into handbook.vote_receipts (vote_id, receipt)
  select v.id, r from (select handbook.receipt_of(b.ciphertext) collate "C" as r from handbook.ballots b
    where b.vote_id = v.id and b.ciphertext is not null) x order by r;
  perform handbook.forget_ballots(v.id);
  update handbook.votes x set state = 'counted', counted_at = now(), ballots = sealed + paper_total, blank = found_blank + paper_blank,
    invalid = found_invalid + paper_invalid, counted_with = opened_by, public_key = null, commitment = null, version = x.version + 1,
    counts = (select array_agg(e.n + p.n order by e.place) from unnest(sums) with ordinality as e(n, place)
      join unnest(paper) with ordinality as p(n, place) using (place))
  where x.id = v.id;
end $$;
grant execute on function handbook.name_tellers, handbook.prepare_vote, handbook.set_teller_key, handbook.open_vote,
  handbook.cast_choice, handbook.cast_ballot, handbook.take_paper, handbook.count_hands, handbook.close_vote, handbook.cancel_vote,
  handbook.counts_vote, handbook.ballots_to_count, handbook.publish_count to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.meeting_votes(meeting_id uuid) returns setof jsonb
language sql stable set search_path = '' as $$
  select handbook.vote_line(v) from handbook.votes v
  where v.meeting_id = meeting_votes.meeting_id and /*lock*/ handbook.takes_part_in(v.meeting_id) /*end*/
  order by v.created_at, v.id limit 100
$$;
comment on function api.meeting_votes is
  'Votes of a meeting in the order they were prepared: where each stands, how many have voted, whether I have. Caller: who takes part in the meeting. Errors: none, empty for others.';

create function api.vote_people(meeting_id uuid, vote_id uuid default null) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('member_id', p.member_id, 'full_name', p.full_name, 'present', p.present, 'paper', p.paper)
  from handbook.meetings m cross join handbook.vote_members(m.id, vote_people.vote_id) p
  where m.id = vote_people.meeting_id and /*lock*/ handbook.clerks_meeting(m.id) /*end*/
  order by p.present desc, p.sort_key, p.member_id limit 1000
$$;
comment on function api.vote_people is
  'Official members of the cell for naming tellers and for marking who takes a ballot of paper; who has voted electronically it does not tell. Caller: who keeps the meeting. Errors: none, empty for others.';

create function api.vote_prepare(
  key uuid, meeting_id uuid, title text, secret boolean, options text[], picks_min int default 1, picks_max int default 1,
  majority handbook.vote_majority default 'half', seats int default null, details text default '', item_id uuid default null,
  tellers uuid[] default '{}', stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_prepare', jsonb_build_array(meeting_id, title, secret, options, picks_min, picks_max,
    majority, seats, details, item_id, tellers, stamp_denied));
  new_id uuid := gen_random_uuid();
  said text[] := (select coalesce(array_agg(btrim(o) order by n), '{}') from unnest(options) with ordinality as x(o, n));
  stamped boolean := handbook.looks_classified(variadic array[title, details] || options);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meetings m where m.id = vote_prepare.meeting_id and /*lock*/ handbook.runs_meeting(m.id) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  elsif coalesce(length(btrim(title)), 0) not between 3 and 300 or length(details) > 4000 then
    perform handbook.fail('vote.title_length', 422, '{"field": "title"}');
  elsif cardinality(said) not between 2 and 20 or (select count(distinct o) from unnest(said) o) <> cardinality(said)
        or exists (select from unnest(said) o where coalesce(length(o), 0) not between 1 and 200) then
    perform handbook.fail('vote.options_wrong', 422, '{"field": "options"}');
  elsif secret is null or coalesce(picks_min, -1) < 0 or coalesce(picks_max, 0) < greatest(picks_min, 1) or picks_max > cardinality(said) then
    perform handbook.fail('vote.picks_wrong', 422, '{"field": "picks_max"}');
  elsif seats not between 1 and cardinality(said) - 1 then
    perform handbook.fail('vote.seats_wrong', 422, '{"field": "seats"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('vote.classified', 409);
  end if;
  perform handbook.prepare_vote(jsonb_populate_record(null::handbook.votes, jsonb_build_object('id', new_id, 'meeting_id', vote_prepare.meeting_id,
    'item_id', vote_prepare.item_id, 'title', btrim(title), 'details', btrim(coalesce(details, '')), 'secret', secret, 'options', to_jsonb(said),
    'picks_min', picks_min, 'picks_max', picks_max, 'majority', majority, 'seats', seats, 'stamp_denied', stamped)), coalesce(tellers, '{}'));
  return handbook.remember(key, jsonb_build_object('vote_id', new_id));
end $$;
comment on function api.vote_prepare is
  'Puts a question to a meeting, open or secret; a secret vote names two or three tellers, official members of the cell. Caller: meeting.run over the meeting. Errors: session.ended, meeting.not_found, meeting.wrong_state (it has ended), vote.title_length, vote.options_wrong (2 to 20, none twice), vote.picks_wrong, vote.seats_wrong, vote.item_not_found, vote.tellers_wrong, vote.classified (unless stamp_denied, which the log keeps), member.not_found, write.key_missing, write.key_reused.';

create function api.vote_tellers(key uuid, vote_id uuid, tellers uuid[]) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_tellers', jsonb_build_array(vote_id, tellers));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.votes v where v.id = vote_tellers.vote_id and /*lock*/ handbook.runs_meeting(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.name_tellers(vote_id, coalesce(tellers, '{}'));
  return handbook.remember(key, jsonb_build_object('vote_id', vote_id));
end $$;
comment on function api.vote_tellers is
  'Names other tellers while a secret vote is prepared; who stays keeps the key. Caller: meeting.run over the meeting. Errors: session.ended, vote.not_found, vote.wrong_state, vote.tellers_wrong, member.not_found, write.key_missing, write.key_reused.';

create function api.vote_see(vote_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  v handbook.votes;
begin
  select x.* into v from handbook.votes x where x.id = vote_see.vote_id and /*lock*/ handbook.takes_part_in(x.meeting_id) /*end*/;
  if v.id is null then
    perform handbook.fail('vote.not_found', 404);
  end if;
  return handbook.vote_card(v);
end $$;
comment on function api.vote_see is
  'One vote as the caller stands to it: the question, what I did and what hinders me, how many have voted; the result once counted and nothing of it before. Caller: who takes part in the meeting. Errors: session.ended, vote.not_found.';

create function api.vote_standing(vote_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  standing jsonb;
begin
  select jsonb_build_object('state', x.state, 'version', x.version, 'mine', handbook.my_vote(x)) into standing
  from handbook.votes x where x.id = vote_standing.vote_id and /*lock*/ handbook.takes_part_in(x.meeting_id) /*end*/;
  if standing is null then
    perform handbook.fail('vote.not_found', 404);
  end if;
  return standing;
end $$;
comment on function api.vote_standing is
  'Where one vote stands and what I have done in it, and no more: what a phone that waits asks every few seconds. Caller: who takes part in the meeting. Errors: session.ended, vote.not_found.';

create function api.vote_teller_key(vote_id uuid, salt text, public_key text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.votes v where v.id = vote_teller_key.vote_id and /*lock*/ handbook.takes_part_in(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.set_teller_key(vote_id, decode(salt, 'base64'), decode(public_key, 'base64'));
  return jsonb_build_object('ready', true);
end $$;
comment on function api.vote_teller_key is
  'A teller sets the own key (salt and public key of a passphrase that never comes here), again if need be, until the vote is opened. No write key: to say it again is harmless. Caller: a teller of the vote. Errors: session.ended, vote.not_found, vote.wrong_state, vote.key_wrong.';

create function api.vote_open(vote_id uuid, version int, sealing jsonb default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.votes v where v.id = vote_open.vote_id and /*lock*/ handbook.runs_meeting(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.open_vote(vote_id, version, sealing);
  return jsonb_build_object('state', 'open');
end $$;
comment on function api.vote_open is
  'Opens a vote while its meeting runs, and freezes base, rule and number of electors. A secret one takes the public key of its ballots, a commitment, and for each pair of tellers two sealed halves of the private key, made for the keys seen in version. Said again it does nothing; a vote that has ended is not opened again. Caller: meeting.run over the meeting. Errors: session.ended, vote.not_found, vote.wrong_state, vote.meeting_not_running, vote.changed_meanwhile, vote.nobody_there, vote.keys_missing, vote.teller_absent, vote.sealing_wrong.';

create function api.vote_cast(key uuid, vote_id uuid, picks int[]) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_cast', jsonb_build_array(vote_id, picks));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.votes v where v.id = vote_cast.vote_id and /*lock*/ handbook.takes_part_in(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.cast_choice(vote_id, picks);
  return handbook.remember(key, jsonb_build_object('voted', true));
end $$;
comment on function api.vote_cast is
  'My choice in an open vote, by the numbers of the options; once. Caller: an official member on the roll who is there, for oneself alone. Errors: session.ended, vote.not_found, vote.not_open, vote.not_summoned, vote.probationary, vote.not_present, vote.came_late, vote.paper_only (by a show of hands then), vote.picks_wrong, vote.too_few, vote.too_many, vote.already, write.key_missing, write.key_reused.';

create function api.ballot_cast(vote_id uuid, ciphertext text) returns text
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.votes v where v.id = ballot_cast.vote_id and /*lock*/ handbook.takes_part_in(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  return handbook.cast_ballot(vote_id, decode(ciphertext, 'base64'));
end $$;
comment on function api.ballot_cast is
  'My sealed ballot in a secret vote (69 bytes in base64); returns its receipt. No write key: the one row a person is the guard, and nothing else shall remember the call. Caller: an official member on the roll who is there, for oneself alone. Errors: session.ended, vote.not_found, vote.not_open, vote.not_summoned, vote.probationary, vote.not_present, vote.came_late, vote.paper_only, vote.ballot_wrong, vote.already.';

create function api.vote_hands(key uuid, vote_id uuid, persons int, counts int[]) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_hands', jsonb_build_array(vote_id, persons, counts));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.votes v where v.id = vote_hands.vote_id and /*lock*/ handbook.clerks_meeting(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.count_hands(vote_id, persons, counts);
  return handbook.remember(key, jsonb_build_object('persons', persons));
end $$;
comment on function api.vote_hands is
  'Those without a phone in an open vote: how many raised a hand, and for which option; the last count stands, the log keeps the others. Caller: who keeps the meeting. Errors: session.ended, vote.not_found, vote.not_open, vote.sums_wrong, vote.more_than_there, write.key_missing, write.key_reused.';

create function api.vote_paper(key uuid, vote_id uuid, member_id uuid, taken boolean default true) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_paper', jsonb_build_array(vote_id, member_id, taken));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.votes v where v.id = vote_paper.vote_id and /*lock*/ handbook.clerks_meeting(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.take_paper(vote_id, member_id, coalesce(taken, true));
  return handbook.remember(key, jsonb_build_object('taken', taken));
end $$;
comment on function api.vote_paper is
  'Somebody takes a ballot of paper in a secret vote and so cannot vote electronically, or gives it back. Caller: who keeps the meeting. Errors: session.ended, vote.not_found, vote.not_open, vote.not_summoned, vote.probationary, vote.not_present, vote.came_late, vote.already (has voted electronically), write.key_missing, write.key_reused.';

create function api.vote_close(key uuid, vote_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_close', jsonb_build_array(vote_id));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.votes v where v.id = vote_close.vote_id and /*lock*/ handbook.runs_meeting(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('state', handbook.close_vote(vote_id)));
end $$;
comment on function api.vote_close is
  'Ends the voting: an open vote is counted at the same moment, a secret one waits for two tellers. Caller: meeting.run over the meeting. Errors: session.ended, vote.not_found, vote.wrong_state, vote.more_than_there (hands), write.key_missing, write.key_reused.';

create function api.vote_cancel(key uuid, vote_id uuid, why text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'vote_cancel', jsonb_build_array(vote_id, why));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.votes v where v.id = vote_cancel.vote_id and /*lock*/ handbook.runs_meeting(v.meeting_id) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  elsif coalesce(length(btrim(why)), 0) not between 2 and 500 then
    perform handbook.fail('vote.why_missing', 422, '{"field": "why"}');
  end if;
  perform handbook.cancel_vote(vote_id, btrim(why));
  return handbook.remember(key, jsonb_build_object('state', 'cancelled'));
end $$;
comment on function api.vote_cancel is
  'Calls a vote off before it is counted, with the reason; ballots and keys are destroyed uncounted. Caller: meeting.run over the meeting. Errors: session.ended, vote.not_found, vote.wrong_state, vote.why_missing, write.key_missing, write.key_reused.';

create function api.vote_for_count(vote_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.votes v where v.id = vote_for_count.vote_id and /*lock*/ handbook.counts_vote(v) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  return handbook.ballots_to_count(vote_id);
end $$;
comment on function api.vote_for_count is
  'What counting a secret vote needs once it is closed: sealed ballots without voters in random order, sealed halves of the key, salts of the tellers. Caller: meeting.run over the meeting, or a teller of the vote. Errors: session.ended, vote.not_found, vote.wrong_state.';

create function api.vote_count(
  vote_id uuid, proof text, counts int[], blank int, invalid int, tellers uuid[], paper_total int, paper int[], paper_blank int default 0,
  paper_invalid int default 0
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.votes v where v.id = vote_count.vote_id and /*lock*/ handbook.counts_vote(v) /*end*/) then
    perform handbook.fail('vote.not_found', 404);
  end if;
  perform handbook.publish_count(vote_id, decode(proof, 'base64'), counts, blank, invalid, paper, paper_blank, paper_invalid, paper_total, tellers);
  return jsonb_build_object('state', 'counted');
end $$;
comment on function api.vote_count is
  'Publishes the count of a secret vote in one transaction: the proof that the ballots were opened, sums that fit the number of ballots, the receipts in their own order; ballots, halves of the key and the tellers'' keys are destroyed. No write key: a counted vote is not counted again. Caller: meeting.run over the meeting, or a teller of the vote. Errors: session.ended, vote.not_found, vote.wrong_state, vote.proof_wrong, vote.count_wrong, vote.sums_wrong (paper), vote.more_than_there.';

create function api.vote_receipts(vote_id uuid) returns setof text
language sql stable set search_path = '' as $$
  select r.receipt from handbook.vote_receipts r join handbook.votes v on v.id = r.vote_id
  where r.vote_id = vote_receipts.vote_id and /*lock*/ handbook.takes_part_in(v.meeting_id) /*end*/
  order by r.receipt limit 5000
$$;
comment on function api.vote_receipts is
  'Receipts of the electronic ballots that were counted, in their own order; whoever finds the own one knows that it is among them. Caller: who takes part in the meeting. Errors: none, empty for others.';

grant execute on function api.meeting_votes, api.vote_people, api.vote_prepare, api.vote_tellers, api.vote_see, api.vote_standing, api.vote_teller_key,
  api.vote_open, api.vote_cast, api.ballot_cast, api.vote_hands, api.vote_paper, api.vote_close, api.vote_cancel, api.vote_for_count,
  api.vote_count, api.vote_receipts to authenticated;

notify pgrst, 'reload schema';
