-- The day of a meeting: roll-call by changing codes or by the clerk, what quorum and votes are reckoned from,
-- the agenda as it runs, speakers and conclusions; afterwards who came, over a year and from above.

create table handbook.meeting_tries (
  meeting_id uuid not null references handbook.meetings,
  member_id uuid not null references handbook.members,
  wrong int not null default 0,
  since timestamptz not null default now(),
  primary key (meeting_id, member_id)
);
comment on table handbook.meeting_tries is 'Wrong codes of one person for one meeting: five in ten minutes, then a pause; the clerk can mark at any time.';
alter table handbook.meeting_tries enable row level security;
create policy "nobody reads who guessed" on handbook.meeting_tries for select to authenticated using (false);

-- the roll -----------------------------------------------------------------------------------------

-- Definer: the roll and the secret of the codes take no direct writes. Called by meeting_step, which holds the row.
create function handbook.summon(of_meeting uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m handbook.meetings;
begin
  select * into m from handbook.meetings x where x.id = of_meeting and x.state = 'running' and x.unit_path <@ handbook.scope('meeting.run');
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  insert into handbook.meeting_summons (meeting_id, member_id, status, exempt, away)
  select m.id, p.id, p.status, p.activity_exempt, p.working_away
  from handbook.members p where p.unit_id = m.unit_id and p.life_state = 'active'
  on conflict do nothing;
  insert into handbook.meeting_secrets (meeting_id, secret)
  select m.id, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
  on conflict do nothing;
end $$;

-- Definer: as summon. Who was not marked and had excused himself is absent with a reason; the exempt stay unmarked; the rest were not excused.
create function handbook.end_roll(of_meeting uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from handbook.meetings x where x.id = of_meeting and x.state = 'closed' and x.unit_path <@ handbook.scope('meeting.run')) then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, reason, actor_id)
  select s.meeting_id, s.member_id, case when r.reply = 'excused' then 'excused' else 'unexcused' end::handbook.meeting_presence, 'clerk',
    case when r.reply = 'excused' then r.reason end, handbook.me()
  from handbook.meeting_summons s
  left join handbook.meeting_replies r on r.meeting_id = s.meeting_id and r.member_id = s.member_id
  where s.meeting_id = of_meeting and (r.reply = 'excused' or not s.exempt and not s.away)
  on conflict do nothing;
  delete from handbook.meeting_secrets x where x.meeting_id = of_meeting;
  delete from handbook.meeting_holds x where x.meeting_id = of_meeting;
  delete from handbook.meeting_tries x where x.meeting_id = of_meeting;
end $$;
grant execute on function handbook.summon, handbook.end_roll to authenticated;

create function handbook.code_step(moment timestamptz) returns bigint
language sql stable set search_path = '' as $$
  select floor(extract(epoch from moment) / (handbook.policy('meeting.roll_code') ->> 'seconds')::int)::bigint
$$;
create function handbook.roll_token(secret bytea, step bigint) returns text
language sql immutable set search_path = '' as $$
  select left(encode(sha256(secret || convert_to('qr' || step, 'UTF8')), 'hex'), 32)
$$;
create function handbook.roll_digits(secret bytea, step bigint) returns text
language sql immutable set search_path = '' as $$
  select lpad((('x' || left(encode(sha256(secret || convert_to('digits' || step, 'UTF8')), 'hex'), 15))::bit(60)::bigint % 1000000)::text, 6, '0')
$$;
comment on function handbook.roll_digits is 'The six digits under the QR code of one step of time.';

-- Definer: reads the secret. True for the code of this step and of the one before: whoever scans at its end is not turned away.
create function handbook.is_roll_code(of_meeting uuid, code text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.meeting_secrets s join handbook.meetings m on m.id = s.meeting_id and m.state = 'running'
    cross join generate_series(handbook.code_step(now()) - 1, handbook.code_step(now())) step
    where s.meeting_id = of_meeting and code in (handbook.roll_token(s.secret, step), handbook.roll_digits(s.secret, step)))
$$;

-- Definer: reads the secret, for who keeps the meeting.
create function handbook.roll_code_now(of_meeting uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('token', handbook.roll_token(s.secret, handbook.code_step(now())),
    'digits', handbook.roll_digits(s.secret, handbook.code_step(now())),
    'seconds_left', seconds - (extract(epoch from now())::numeric % seconds)::int, 'seconds', seconds)
  from handbook.meeting_secrets s, (select (handbook.policy('meeting.roll_code') ->> 'seconds')::int as seconds) p
  where s.meeting_id = of_meeting and handbook.clerks_meeting(of_meeting)
$$;
grant execute on function handbook.roll_code_now to authenticated;

-- Definer: counts wrong tries, and writes the one row of whoever gave a right code; nobody marks another this way.
create function handbook.arrive(of_meeting uuid, code text, held boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  hold handbook.meeting_holds;
  right_code boolean := false;
  tries int;
begin
  if exists (select from handbook.meeting_attendance a where a.meeting_id = of_meeting and a.member_id = caller
             and a.presence in ('present', 'online')) then
    right_code := true; -- said twice, or marked by the clerk already
  elsif held then
    delete from handbook.meeting_holds h where h.meeting_id = of_meeting and h.digest = sha256(convert_to(code, 'UTF8'))
    returning * into hold;
    right_code := hold.digest is not null and hold.expires_at > now();
  else
    insert into handbook.meeting_tries as t (meeting_id, member_id) values (of_meeting, caller)
    on conflict (meeting_id, member_id) do update
      set wrong = case when t.since < now() - interval '10 minutes' then 0 else t.wrong end,
        since = case when t.since < now() - interval '10 minutes' then now() else t.since end
    returning wrong into tries;
    if tries >= 5 then
      return jsonb_build_object('arrived', false, 'why', 'meeting.too_many_tries');
    end if;
    right_code := handbook.is_roll_code(of_meeting, code);
    if right_code then
      delete from handbook.meeting_tries t where t.meeting_id = of_meeting and t.member_id = caller;
    else
      update handbook.meeting_tries t set wrong = t.wrong + 1 where t.meeting_id = of_meeting and t.member_id = caller;
    end if;
  end if;
  if not right_code then
    return jsonb_build_object('arrived', false, 'why', 'meeting.code_wrong');
  end if;
  insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, arrived_at, actor_id)
  values (of_meeting, caller, 'present', case when not held and length(code) = 6 then 'code' else 'qr' end::handbook.arrival_way,
    coalesce(hold.arrived_at, now()), caller)
  on conflict (meeting_id, member_id) do update set presence = 'present', way = excluded.way, arrived_at = excluded.arrived_at,
    actor_id = excluded.actor_id, reason = null
    where meeting_attendance.presence not in ('present', 'online');
  return (select jsonb_build_object('arrived', true, 'presence', a.presence, 'arrived_at', a.arrived_at)
    from handbook.meeting_attendance a where a.meeting_id = of_meeting and a.member_id = caller);
end $$;
grant execute on function handbook.arrive to authenticated;

create function handbook.meeting_reckoning(of_meeting uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with roll as (
    select s.status, s.exempt, s.away, a.presence, a.presence in ('present', 'online') as there
    from handbook.meeting_summons s left join handbook.meeting_attendance a using (meeting_id, member_id)
    where s.meeting_id = of_meeting and (handbook.takes_part_in(of_meeting)
      or exists (select from handbook.meetings m where m.id = of_meeting and m.unit_path <@ handbook.scope('meeting.oversee')))
  ), counted as (
    select count(*) as summoned, count(*) filter (where status = 'official') as official,
      count(*) filter (where presence = 'present') as present, count(*) filter (where presence = 'online') as online,
      count(*) filter (where presence = 'excused') as excused, count(*) filter (where presence = 'unexcused') as unexcused,
      count(*) filter (where presence is null) as unmarked,
      count(*) filter (where status = 'official' and away and there is not true) as away_absent,
      count(*) filter (where status = 'official' and exempt and not away and there is not true) as exempt_absent,
      count(*) filter (where status = 'official' and there) as official_there
    from roll
  )
  select jsonb_build_object('summoned', summoned, 'official', official, 'probationary', summoned - official, 'present', present,
    'online', online, 'excused', excused, 'unexcused', unexcused, 'unmarked', unmarked, 'away_absent', away_absent,
    'exempt_absent', exempt_absent, 'official_there', official_there, 'base', official - away_absent - exempt_absent,
    'quorum_over', handbook.policy('meeting.quorum') -> 'over',
    'quorum', official_there * (handbook.policy('meeting.quorum') -> 'over' ->> 1)::int
      > (official - away_absent - exempt_absent) * (handbook.policy('meeting.quorum') -> 'over' ->> 0)::int,
    'checked', (select coalesce(bool_and(v.checked), false) from handbook.policy_versions v
      where v.topic in ('meeting.quorum', 'meeting.vote_base') and v.valid_to is null))
  from counted
$$;
comment on function handbook.meeting_reckoning is
  'Counts of the roll without names; the vote base by topic meeting.vote_base: official members summoned, less those temporarily elsewhere and exempt who are not there; quorum by meeting.quorum.';

create function handbook.vote_base(of_meeting uuid) returns jsonb
language sql stable set search_path = '' as $$ select handbook.meeting_reckoning(of_meeting) $$;
comment on function handbook.vote_base is 'The base of a vote is under "base", the reckoning beside it.';
grant execute on function handbook.meeting_reckoning, handbook.vote_base to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create function api.meeting_code(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb;
begin
  select handbook.roll_code_now(m.id) into answer from handbook.meetings m
  where m.id = meeting_code.meeting_id and m.state = 'running' and /*lock*/ handbook.clerks_meeting(m.id) /*end*/;
  if answer is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return answer;
end $$;
comment on function api.meeting_code is
  'The code of this half minute for the roll-call: the part of the QR code''s address, six digits, and the seconds it still stands. Caller: who keeps the meeting. Errors: session.ended, meeting.not_found (also when it is not running).';

create function api.meeting_arrive(meeting_id uuid, code text, held boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.meetings m join handbook.meeting_summons s on s.meeting_id = m.id
                 where m.id = meeting_arrive.meeting_id and m.state = 'running' and /*lock*/ s.member_id = caller /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return handbook.arrive(meeting_id, code, held);
end $$;
comment on function api.meeting_arrive is
  'I am here: by the code of this half minute or the one before, or by what meeting_hold gave for it. Says why not: meeting.code_wrong, meeting.too_many_tries (five in ten minutes). Again is harmless. Caller: a member summoned. Errors: session.ended, meeting.not_found.';

-- Definer: no member is signed in yet; the answer is worth one arrival within the minutes of the rule, to whoever signs in with it.
create function api.meeting_hold(meeting_id uuid, code text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  answer text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  if length(code) <> 32 or not handbook.is_roll_code(meeting_id, code) then
    return null;
  end if;
  delete from handbook.meeting_holds h where h.expires_at < now();
  insert into handbook.meeting_holds (digest, meeting_id, arrived_at, expires_at)
  values (sha256(convert_to(answer, 'UTF8')), meeting_hold.meeting_id, now(),
    now() + make_interval(mins => (handbook.policy('meeting.roll_code') ->> 'hold_minutes')::int));
  return answer;
end $$;
comment on function api.meeting_hold is
  'Somebody opened the QR code of the roll-call before signing in: what keeps the moment of arrival through the signing in; null for a wrong or old code. Errors: none. Service only.';
grant execute on function api.meeting_hold to service_role;

create function api.meeting_mark(
  key uuid, meeting_id uuid, member_id uuid, presence handbook.meeting_presence, reason text default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_mark', jsonb_build_array(meeting_id, member_id, presence, reason));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meetings m join handbook.meeting_summons s on s.meeting_id = m.id and s.member_id = meeting_mark.member_id
                 where m.id = meeting_mark.meeting_id and m.state = 'running' and /*lock*/ handbook.clerks_meeting(m.id) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  elsif presence is null then
    perform handbook.fail('meeting.presence_missing', 422, '{"field": "presence"}');
  elsif length(reason) > 500 then
    perform handbook.fail('meeting.reason_missing', 422, '{"field": "reason"}');
  end if;
  insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, reason, actor_id)
  values (meeting_mark.meeting_id, meeting_mark.member_id, meeting_mark.presence, 'clerk',
    case when meeting_mark.presence in ('excused', 'unexcused') then nullif(btrim(meeting_mark.reason), '') end, caller)
  on conflict on constraint meeting_attendance_pkey do update set presence = excluded.presence, way = 'clerk', reason = excluded.reason,
    actor_id = excluded.actor_id, arrived_at = now();
  return handbook.remember(key, jsonb_build_object('presence', presence));
end $$;
comment on function api.meeting_mark is
  'The clerk marks somebody present, online, or absent with or without a reason; the last mark counts, the log keeps the others. Caller: who keeps the meeting while it runs. Errors: session.ended, meeting.not_found, meeting.presence_missing, meeting.reason_missing, write.key_missing, write.key_reused.';

create function api.meeting_roll(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.meetings;
begin
  select x.* into m from handbook.meetings x
  where x.id = meeting_roll.meeting_id and /*lock*/ handbook.clerks_meeting(x.id) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return jsonb_build_object('meeting_id', m.id, 'state', m.state, 'reckoning', handbook.meeting_reckoning(m.id),
    'people', (select coalesce(jsonb_agg(to_jsonb(p) - 'sort_key' || jsonb_build_object('spoke',
        (select count(*) from handbook.meeting_speakers sp join handbook.meeting_items i on i.id = sp.item_id
         where i.meeting_id = m.id and sp.member_id = p.member_id)) order by p.sort_key, p.member_id), '[]')
      from handbook.meeting_people(m.id) p));
end $$;
comment on function api.meeting_roll is
  'The roll: each member summoned with the answer to the invitation and the mark, and what quorum and votes are reckoned from. Before the meeting opens, the members of the cell. Caller: who keeps the meeting. Errors: session.ended, meeting.not_found.';

create function api.meeting_reckon(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  if not exists (select from handbook.meetings m where m.id = meeting_reckon.meeting_id and m.opened_at is not null
                 and /*lock*/ (m.unit_id = (select handbook.my_cell_id())
                   or m.unit_path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee'))) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return handbook.meeting_reckoning(meeting_id);
end $$;
comment on function api.meeting_reckon is
  'What quorum and vote base are reckoned from, in counts without names. Caller: members of the cell; meeting.run, .clerk, .follow, .oversee over it. Errors: session.ended, meeting.not_found (also before it opens).';

create function api.meeting_item_save(
  key uuid, item_id uuid, conclusion text default null, running boolean default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_item_save', jsonb_build_array(item_id, conclusion, running, stamp_denied));
  of_meeting uuid;
begin
  if answer is not null then
    return answer;
  end if;
  select m.id into of_meeting from handbook.meeting_items i join handbook.meetings m on m.id = i.meeting_id and m.state = 'running'
  where i.id = meeting_item_save.item_id and /*lock*/ handbook.clerks_meeting(m.id) /*end*/;
  if of_meeting is null then
    perform handbook.fail('meeting.item_not_found', 404);
  elsif length(conclusion) > 10000 then
    perform handbook.fail('meeting.words_long', 422, '{"field": "conclusion"}');
  elsif handbook.looks_classified(conclusion) and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  end if;
  if running then -- one item at a time
    update handbook.meeting_items i set ended_at = now()
    where i.meeting_id = of_meeting and i.id <> meeting_item_save.item_id and i.started_at is not null and i.ended_at is null;
  end if;
  update handbook.meeting_items i set conclusion = coalesce(meeting_item_save.conclusion, i.conclusion),
    started_at = case when running then coalesce(i.started_at, now()) else i.started_at end,
    ended_at = case when running then null when not running and i.started_at is not null then coalesce(i.ended_at, now()) else i.ended_at end
  where i.id = meeting_item_save.item_id;
  if not found then
    perform handbook.fail('meeting.item_not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('item_id', item_id));
end $$;
comment on function api.meeting_item_save is
  'Writes down what an item came to, begins it (which ends the one before) or ends it. Caller: who keeps the meeting while it runs. Errors: session.ended, meeting.item_not_found, meeting.words_long, meeting.classified (unless stamp_denied), write.key_missing, write.key_reused.';

-- Definer: members delete nothing by themselves.
create function handbook.unnote_speaker(of_item uuid, of_member uuid) returns void
language sql security definer set search_path = '' as $$
  delete from handbook.meeting_speakers s using handbook.meeting_items i
  where s.item_id = of_item and s.member_id = of_member and i.id = s.item_id and handbook.clerks_meeting(i.meeting_id)
$$;
grant execute on function handbook.unnote_speaker to authenticated;

create function api.meeting_speaker(key uuid, item_id uuid, member_id uuid, spoke boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_speaker', jsonb_build_array(item_id, member_id, spoke));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meeting_items i join handbook.meetings m on m.id = i.meeting_id and m.state = 'running'
                 join handbook.meeting_summons s on s.meeting_id = m.id and s.member_id = meeting_speaker.member_id
                 where i.id = meeting_speaker.item_id and /*lock*/ handbook.clerks_meeting(m.id) /*end*/) then
    perform handbook.fail('meeting.item_not_found', 404);
  end if;
  if spoke then
    insert into handbook.meeting_speakers (item_id, member_id) values (meeting_speaker.item_id, meeting_speaker.member_id) on conflict do nothing;
  else
    perform handbook.unnote_speaker(item_id, member_id);
  end if;
  return handbook.remember(key, jsonb_build_object('spoke', spoke));
end $$;
comment on function api.meeting_speaker is
  'Notes that somebody took the floor on an item, or takes the note back. Who did not is listed nowhere. Caller: who keeps the meeting while it runs. Errors: session.ended, meeting.item_not_found, write.key_missing, write.key_reused.';

-- afterwards ---------------------------------------------------------------------------------------

create function api.my_attendance(year int) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('year', my_attendance.year, 'meetings', count(*),
    'present', count(*) filter (where a.presence in ('present', 'online')), 'excused', count(*) filter (where a.presence = 'excused'),
    'unexcused', count(*) filter (where a.presence = 'unexcused'))
  from handbook.meeting_summons s join handbook.meetings m on m.id = s.meeting_id and m.state = 'closed'
  left join handbook.meeting_attendance a on a.meeting_id = s.meeting_id and a.member_id = s.member_id
  where /*lock*/ s.member_id = (select handbook.me()) /*end*/
    and m.month >= make_date(my_attendance.year, 1, 1) and m.month < make_date(my_attendance.year + 1, 1, 1)
$$;
comment on function api.my_attendance is
  'A year of mine: meetings I was summoned to, how often I was there, excused, not excused. Caller: any member. Errors: none, noughts without an active member.';

create function api.cell_attendance(unit_id uuid, year int) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('member_id', p.id, 'full_name', p.full_name, 'exempt', p.activity_exempt, 'away', p.working_away,
    'meetings', n.meetings, 'present', n.present, 'excused', n.excused, 'unexcused', n.unexcused)
  from handbook.members p
  cross join lateral (
    select count(*) as meetings, count(*) filter (where a.presence in ('present', 'online')) as present,
      count(*) filter (where a.presence = 'excused') as excused, count(*) filter (where a.presence = 'unexcused') as unexcused
    from handbook.meeting_summons s join handbook.meetings m on m.id = s.meeting_id and m.state = 'closed'
      and m.unit_id = cell_attendance.unit_id and m.month >= make_date(cell_attendance.year, 1, 1)
      and m.month < make_date(cell_attendance.year + 1, 1, 1)
    left join handbook.meeting_attendance a on a.meeting_id = s.meeting_id and a.member_id = s.member_id
    where s.member_id = p.id) n
  where p.unit_id = cell_attendance.unit_id and p.life_state = 'active'
    and /*lock*/ p.unit_path <@ (select handbook.scope('meeting.run')) /*end*/
  order by p.sort_key, p.id limit 500
$$;
comment on function api.cell_attendance is
  'A year of a cell, member by member in the order of names: no ranking. Caller: meeting.run over it. Errors: none, empty for others.';

-- Definer: counts and names of cells for offices above; attendance is counted, no person is named.
create function handbook.meetings_below(of_path text, of_month date)
returns table (unit_id uuid, path text, kind handbook.meeting_kind, state handbook.meeting_state, report_by date, reported_at timestamptz,
  summoned int, present int, thematic_this_quarter bigint)
language sql stable security definer set search_path = '' as $$
  select u.id, u.path, m.kind, m.state, m.report_by, m.reported_at, m.summoned, m.present, coalesce(t.n, 0)
  from handbook.units u
  left join handbook.meetings m on m.unit_id = u.id and m.month = of_month and m.state <> 'cancelled'
    and m.unit_path >= of_path and m.unit_path < of_path || '~'
  left join (
    select x.unit_id, count(*) as n from handbook.meetings x
    where x.kind = 'thematic' and x.state <> 'cancelled' and x.unit_path >= of_path and x.unit_path < of_path || '~'
      and x.month >= date_trunc('quarter', of_month::timestamp)::date
      and x.month < (date_trunc('quarter', of_month::timestamp) + interval '3 months')::date
    group by x.unit_id) t on t.unit_id = u.id
  where u.path >= of_path and u.path < of_path || '~' and u.kind = 'cell' and u.closed_on is null
    and elem_contained_by_multirange(of_path, (select handbook.scope('meeting.oversee')))
$$;
grant execute on function handbook.meetings_below to authenticated;

create function api.meetings_overview(unit_id uuid, month date) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  unit handbook.units;
  child_length int;
  first date := date_trunc('month', month);
begin
  select u.* into unit from handbook.units u
  where u.id = meetings_overview.unit_id and u.kind <> 'cell'
    and /*lock*/ elem_contained_by_multirange(u.path, (select handbook.scope('meeting.oversee'))) /*end*/;
  if unit.id is null then
    perform handbook.fail('unit.not_found', 404);
  elsif first is null then
    perform handbook.fail('meeting.month_wrong', 422, '{"field": "month"}');
  end if;
  child_length := length(unit.path) + 5;
  return (
    with cells as materialized (
      select left(b.path, child_length) as child, b.unit_id,
        bool_or(b.kind = 'regular' and b.state = 'closed') as held, bool_or(b.kind = 'regular') as planned,
        bool_or(b.state = 'closed' and b.reported_at is null and b.report_by < handbook.today()) as report_late,
        coalesce(sum(b.summoned) filter (where b.state = 'closed'), 0) as summoned,
        coalesce(sum(b.present) filter (where b.state = 'closed'), 0) as present,
        max(b.thematic_this_quarter) as thematic
      from handbook.meetings_below(unit.path, first) b group by 1, 2
    )
    select jsonb_build_object('unit_id', unit.id, 'name', unit.name, 'kind', unit.kind, 'month', first,
      'cells', count(*), 'held', count(*) filter (where held), 'planned', count(*) filter (where planned and not held),
      'none', count(*) filter (where planned is not true), 'report_late', count(*) filter (where report_late),
      'no_thematic', count(*) filter (where thematic = 0), 'summoned', coalesce(sum(summoned), 0), 'present', coalesce(sum(present), 0),
      'children', (select coalesce(jsonb_agg(jsonb_build_object('unit_id', u.id, 'name', u.name, 'kind', u.kind, 'cells', n.cells,
          'held', n.held, 'planned', n.planned, 'none', n.none, 'report_late', n.report_late, 'no_thematic', n.no_thematic,
          'summoned', n.summoned, 'present', n.present) order by u.name), '[]')
        from (select child, count(*) as cells, count(*) filter (where held) as held, count(*) filter (where planned and not held) as planned,
            count(*) filter (where planned is not true) as none, count(*) filter (where report_late) as report_late,
            count(*) filter (where thematic = 0) as no_thematic, sum(summoned) as summoned, sum(present) as present
          from cells group by 1) n
        join handbook.units u on u.path = n.child))
    from cells);
end $$;
comment on function api.meetings_overview is
  'Which cells below met in a month, how many came, whose report is late, who has no thematic meeting this quarter: counts by unit, no persons. The exempt and those working away are not counted. Caller: meeting.oversee over the unit. Errors: session.ended, unit.not_found, meeting.month_wrong.';

-- the home screen ----------------------------------------------------------------------------------

-- Definer: the caller's own cell and own duties; under the policies each row would be looked at twice.
create function handbook.meetings_of_me() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'next', (select handbook.meeting_line(m, r.reply, a.presence) from (select handbook.me() as caller) c
      cross join handbook.meetings m
      left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = c.caller
      left join handbook.meeting_attendance a on a.meeting_id = m.id and a.member_id = c.caller
      where m.unit_id = (select handbook.my_cell_id()) and m.state in ('called', 'running')
        and m.starts_at > now() - interval '1 day' order by m.state <> 'running', m.starts_at limit 1),
    'report_late', (select count(*) from handbook.meetings m
      where m.unit_id = (select handbook.my_cell_id()) and m.state = 'closed' and m.reported_at is null and m.report_by < handbook.today()
        and m.unit_path <@ (select handbook.scope('meeting.run'))))
$$;
comment on function handbook.meetings_of_me is 'What Trang chủ says of meetings: the next one I am invited to, and reports I owe.';
grant execute on function handbook.meetings_of_me to authenticated;

grant execute on function api.meeting_code, api.meeting_arrive, api.meeting_mark, api.meeting_roll, api.meeting_reckon, api.meeting_item_save,
  api.meeting_speaker, api.my_attendance, api.cell_attendance, api.meetings_overview to authenticated;

create or replace function api.home() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return jsonb_build_object(
    'to_acknowledge', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.acknowledge_by nulls last, x.published_at desc), '[]') from (
        select waiting.*, (select d.number from handbook.documents d where d.post_id = waiting.post_id) as number from (
          select p.id as post_id, p.title, mine.name as unit_name, p.published_at,
            d.acknowledge_by, r.reminded_at,
            coalesce(not m.activity_exempt and d.acknowledge_by < handbook.today(), false)
              as late
          from handbook.my_feed_units() mine
          join handbook.directives d on d.unit_path = mine.path and d.wants_acknowledgement
          join handbook.posts p on p.id = d.post_id and p.state = 'published'
            and p.published_at > now() - interval '1 year'
            and /*lock*/ (not p.leaders_only
              or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])) /*end*/
          join handbook.members m on m.id = caller
          left join handbook.reminders r on r.post_id = p.id and r.member_id = caller
          where not exists (select from handbook.acknowledgements a where a.post_id = p.id and a.member_id = caller)
          order by d.acknowledge_by nulls last, p.published_at desc limit 20) waiting) x),
    'latest', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from api.feed(page_size => 5) f),
    'resets_to_decide', (select count(*) from api.account_resets()),
    'questions', handbook.questions_of_me(),
    'tasks', handbook.tasks_of_me(),
    'meetings', handbook.meetings_of_me());
end $$;

notify pgrst, 'reload schema';
