-- Accounts: first activation, reset, devices. Passwords and sessions live in Supabase Auth.

set local check_function_bodies = off; -- some helpers read the roles, whose room follows
create type handbook.account_state as enum ('invited', 'active', 'suspended');
create type handbook.code_purpose as enum ('activation', 'reset');
create type handbook.reset_state as enum ('waiting', 'cancelled', 'used', 'expired');

-- tables ---------------------------------------------------------------------------------------

create table handbook.accounts (
  member_id uuid primary key references handbook.members,
  user_id uuid unique,
  state handbook.account_state not null default 'invited',
  activated_at timestamptz,
  check ((state = 'invited') = (user_id is null))
);
comment on table handbook.accounts is 'A member''s way in. A token without an active account here gets nothing.';

create table handbook.reset_requests (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references handbook.members,
  asked_at timestamptz not null default now(),
  effective_at timestamptz not null,
  expires_at timestamptz not null,
  state handbook.reset_state not null default 'waiting',
  closed_at timestamptz,
  mail_leased_until timestamptz,
  mailed_at timestamptz
);
comment on column handbook.reset_requests.mail_leased_until is 'A process is sending the e-mail; another may try after this.';
comment on table handbook.reset_requests is
  'Asked for by the member; takes effect after a delay in which any live device can cancel it.';
create unique index one_waiting_reset on handbook.reset_requests (member_id) where state = 'waiting';
create index reset_requests_by_member on handbook.reset_requests (member_id);

create table handbook.reset_approvals (
  reset_id uuid not null references handbook.reset_requests,
  member_id uuid not null references handbook.members,
  officer_id uuid not null references handbook.members,
  above_cell boolean not null,
  approved_at timestamptz not null default now(),
  primary key (reset_id, officer_id)
);
comment on table handbook.reset_approvals is 'Who approved; an account with a role above the cell needs two officers.';
comment on column handbook.reset_approvals.member_id is 'Whose account it is: that member reads in the own log who approved.';
comment on column handbook.reset_approvals.above_cell is
  'Given by an officer above the cell; only these count for an account that holds a role there itself.';

create table handbook.one_time_codes (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references handbook.members,
  purpose handbook.code_purpose not null,
  reset_id uuid references handbook.reset_requests,
  code_hash bytea not null,
  issued_by uuid references handbook.members,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  revoked_at timestamptz,
  check ((purpose = 'reset') = (reset_id is not null))
);
comment on column handbook.one_time_codes.code_hash is 'sha256 of the 13 characters (65 random bits); the code itself is shown once.';
create unique index one_live_code on handbook.one_time_codes (member_id, purpose)
  where used_at is null and revoked_at is null;

grant select on handbook.accounts, handbook.reset_requests, handbook.reset_approvals to authenticated;

create trigger audit_row after insert or update or delete on handbook.accounts
  for each row execute function handbook.audit_row('member_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.reset_requests
  for each row execute function handbook.audit_row('id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.reset_approvals
  for each row execute function handbook.audit_row('reset_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.one_time_codes
  for each row execute function handbook.audit_row('id', 'member_id', 'code_hash');

alter table handbook.accounts enable row level security;
alter table handbook.reset_requests enable row level security;
alter table handbook.reset_approvals enable row level security;
alter table handbook.one_time_codes enable row level security;

-- private predicates ---------------------------------------------------------------------------

-- Definer: where a member belongs and whether a role above the cell is held, for the policies below.
create function handbook.member_path(of_member uuid) returns text
language sql stable security definer set search_path = '' as $$
  select unit_path from handbook.members where id = of_member
$$;
create function handbook.holds_role_above_cell(of_member uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.roles r join handbook.units u on u.id = r.unit_id
    where r.member_id = of_member and u.kind not in ('cell', 'cell_group')
      and (r.ends_at is null or r.ends_at > now()))
$$;
grant execute on function handbook.member_path, handbook.holds_role_above_cell to authenticated;

-- policies -------------------------------------------------------------------------------------

create policy "a member sees the own account" on handbook.accounts
  for select to authenticated using (member_id = (select handbook.me()));
create policy "those who activate or manage accounts see them in their scope" on handbook.accounts
  for select to authenticated using (
    handbook.member_path(member_id) <@ (select handbook.scope('account.activate') + handbook.scope('account.manage')));

create policy "a member sees the own resets" on handbook.reset_requests
  for select to authenticated using (member_id = (select handbook.me()));
create policy "those who reset see the requests in their scope" on handbook.reset_requests
  for select to authenticated using (
    handbook.member_path(member_id) <@ (select handbook.scope('account.approve_reset'))
    or (not handbook.holds_role_above_cell(member_id)
        and handbook.member_path(member_id) <@ (select handbook.scope('account.reset'))));
create policy "approvals are seen with their request" on handbook.reset_approvals
  for select to authenticated using (exists (select from handbook.reset_requests r where r.id = reset_id));
create policy "codes are seen by nobody" on handbook.one_time_codes
  for select to authenticated using (false);

-- private helpers ------------------------------------------------------------------------------

create function handbook.new_code() returns text
language plpgsql volatile set search_path = '' as $$
declare
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; -- without I, L, O, U: read aloud and typed
  noise bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  code text := '';
begin
  for i in 0 .. 12 loop
    code := code || substr(alphabet, get_byte(noise, i) % 32 + 1, 1);
  end loop;
  return code;
end $$;

create function handbook.code_digest(code text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(translate(upper(regexp_replace(code, '[^0-9A-Za-z]', '', 'g')), 'ILO', '110'), 'UTF8'))
$$;
comment on function handbook.code_digest is 'Spaces, dashes and case don''t matter; I, L, O are read as 1, 1, 0.';

create function handbook.find_by_login(login text) returns uuid
language sql stable set search_path = '' as $$
  select case when count(*) = 1 then (array_agg(m.id))[1] end
  from handbook.members m
  where m.life_state = 'active' and (m.phone = login or m.email = lower(login) or m.card_number = login)
$$;
comment on function handbook.find_by_login is 'One member by phone (E.164), e-mail or card number; null when none or several.';

-- Definer: writes the code's digest, which no caller may read or write. For the owner and the two
-- helpers below alone, which check the caller.
create function handbook.issue_code(for_member uuid, for_purpose handbook.code_purpose, for_reset uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  code text := handbook.new_code();
  rule jsonb := handbook.policy(case for_purpose when 'activation' then 'account.activation_code' else 'account.reset' end);
begin
  update handbook.one_time_codes set revoked_at = now()
  where member_id = for_member and purpose = for_purpose and used_at is null and revoked_at is null;
  insert into handbook.one_time_codes (member_id, purpose, reset_id, code_hash, issued_by, expires_at)
  values (for_member, for_purpose, for_reset, handbook.code_digest(code), handbook.me(),
    case for_purpose when 'reset' then (select expires_at from handbook.reset_requests where id = for_reset)
    else now() + make_interval(hours => (rule ->> 'valid_hours')::int) end);
  return substr(code, 1, 4) || '-' || substr(code, 5, 4) || '-' || substr(code, 9);
end $$;

-- Definer: counts tries even for callers who may see nothing. Returns the code's row, or null.
create function handbook.try_code(login text, code text, for_purpose handbook.code_purpose)
returns handbook.one_time_codes
language plpgsql security definer set search_path = '' as $$
declare
  candidate handbook.one_time_codes;
  most_tries int := (handbook.policy(case for_purpose when 'activation' then 'account.activation_code'
                                     else 'account.reset' end) ->> 'tries')::int;
begin
  select c.* into candidate from handbook.one_time_codes c
  where c.member_id = handbook.find_by_login(login) and c.purpose = for_purpose
    and c.used_at is null and c.revoked_at is null
  for update;
  if candidate.id is null or candidate.expires_at <= now() or candidate.tries >= most_tries then
    return null;
  end if;
  if candidate.code_hash <> handbook.code_digest(code) then
    update handbook.one_time_codes set tries = tries + 1 where id = candidate.id;
    return null;
  end if;
  return candidate;
end $$;

-- Definer: sessions belong to Auth.
create function handbook.end_sessions(of_member uuid, only_session uuid default null) returns int
language plpgsql security definer set search_path = '' as $$
declare
  ended int;
begin
  delete from auth.sessions s using handbook.accounts a
  where a.member_id = of_member and s.user_id = a.user_id and (only_session is null or s.id = only_session);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Definer: sessions belong to Auth; ends only the caller's own.
create function handbook.end_my_session(ended uuid) returns boolean
language sql security definer set search_path = '' as $$
  select ended is not null and handbook.end_sessions(handbook.me(), ended) > 0
$$;

-- Definer: requests take no direct writes.
create function handbook.close_reset(of_reset uuid, as_state handbook.reset_state) returns void
language sql security definer set search_path = '' as $$
  update handbook.reset_requests set state = as_state, closed_at = now() where id = of_reset and state = 'waiting';
  update handbook.one_time_codes set revoked_at = now()
  where reset_id = of_reset and used_at is null and revoked_at is null;
$$;

-- Definer: requests take no direct writes; closes only the caller's own.
create function handbook.cancel_my_reset(of_reset uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from handbook.reset_requests
  where id = of_reset and member_id = handbook.me() and state = 'waiting' for update;
  if not found then
    return false;
  end if;
  perform handbook.close_reset(of_reset, 'cancelled');
  return true;
end $$;

create function handbook.officers_behind(of_reset uuid) returns int
language sql stable set search_path = '' as $$
  select count(*)::int from handbook.reset_approvals where reset_id = of_reset and above_cell
$$;

-- Definer: approvals and codes take no direct writes; checks the caller's right by itself.
create function handbook.approve_reset(of_reset uuid, out approvals int, out code text)
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  person uuid := (select member_id from handbook.reset_requests
                  where id = of_reset and state = 'waiting' and expires_at > now() for update);
  path text := handbook.member_path(person);
  holds_role boolean := handbook.holds_role_above_cell(person);
  as_officer boolean := coalesce(path <@ handbook.scope('account.approve_reset'), false);
begin
  if person is null or person = caller or not (as_officer
       or not holds_role and coalesce(path <@ handbook.scope('account.reset'), false)) then
    perform handbook.fail('reset.not_found', 404);
  end if;
  insert into handbook.reset_approvals (reset_id, member_id, officer_id, above_cell)
  values (of_reset, person, caller, as_officer) on conflict do nothing;
  approvals := case when holds_role then handbook.officers_behind(of_reset)
    else (select count(*) from handbook.reset_approvals where reset_id = of_reset) end;
  -- A role holder's account takes two officers; and a system admin issues no code alone.
  if approvals >= (case when holds_role or path <@ handbook.scope('account.manage') then 2 else 1 end) then
    code := handbook.issue_code(person, 'reset', of_reset);
  end if;
end $$;

-- Definer: account rows and codes take no direct writes; checks the caller's right by itself.
create function handbook.issue_activation(for_member uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  path text := handbook.member_path(for_member);
begin
  if for_member = handbook.require_me() or not coalesce(path <@ handbook.scope('account.activate'), false)
     or handbook.holds_role_above_cell(for_member) and not path <@ handbook.scope('account.approve_reset') then
    perform handbook.fail('member.not_found', 404);
  end if;
  insert into handbook.accounts (member_id) values (for_member) on conflict do nothing;
  if (select state from handbook.accounts where member_id = for_member) <> 'invited' then
    perform handbook.fail('account.already_active', 409);
  end if;
  return handbook.issue_code(for_member, 'activation', null);
end $$;

-- Definer: sessions belong to Auth; only the caller's own are returned.
create function handbook.my_sessions()
returns table (session_id uuid, signed_in_at timestamptz, last_used_at timestamptz, user_agent text)
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, coalesce(s.refreshed_at at time zone 'UTC', s.created_at), s.user_agent
  from auth.sessions s join handbook.accounts a on a.user_id = s.user_id
  where a.member_id = handbook.me() and (s.not_after is null or s.not_after > now())
$$;
grant execute on function handbook.end_my_session, handbook.cancel_my_reset, handbook.approve_reset,
  handbook.issue_activation, handbook.my_sessions to authenticated;

-- public verbs: the secretary and the officers ---------------------------------------------------

create function api.accounts_below(unit_id uuid, after_key text default '', page_size int default 50)
returns table (member_id uuid, full_name text, sort_key text, state text, has_phone boolean)
language sql stable set search_path = '' as $$
  select m.id, m.full_name, m.sort_key, coalesce(a.state::text, 'none'), m.phone is not null
  from handbook.members m
  left join handbook.accounts a on a.member_id = m.id
  where /*lock*/ m.unit_path <@ (select handbook.scope('account.activate')) /*end*/
    and m.unit_id = accounts_below.unit_id and m.life_state = 'active' and m.sort_key > after_key
  order by m.sort_key limit least(page_size, 200)
$$;
comment on function api.accounts_below is
  'Members of a cell with the state of their account, for those who activate accounts there (secretary, deputy, organisation staff above). Caller: account.activate over the cell. Errors: none, empty for others.';

create function api.account_issue_code(member_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  person record;
begin
  select m.id, m.full_name, m.phone, m.email, m.unit_path into person from handbook.members m
  where m.id = account_issue_code.member_id
    and /*lock*/ m.unit_path <@ (select handbook.scope('account.activate')) /*end*/;
  if person.id is null then
    perform handbook.fail('member.not_found', 404);
  end if;
  if person.id = caller then
    perform handbook.fail('account.not_for_oneself', 403);
  end if;
  if person.phone is null and person.email is null then
    perform handbook.fail('account.no_login', 422);
  end if;
  if handbook.holds_role_above_cell(person.id)
     and not person.unit_path <@ (select handbook.scope('account.approve_reset')) then
    perform handbook.fail('account.needs_office', 403);
  end if;
  return jsonb_build_object('full_name', person.full_name,
    'code', handbook.issue_activation(person.id),
    'valid_hours', (handbook.policy('account.activation_code') ->> 'valid_hours')::int);
end $$;
comment on function api.account_issue_code is
  'A one-time code for a first activation, returned once, for the secretary to hand over. Caller: account.activate over the member, never for oneself; for somebody with a role above the cell an office there. Errors: session.ended, member.not_found, account.no_login, account.already_active, account.not_for_oneself, account.needs_office.';

create function api.account_resets()
returns table (reset_id uuid, member_id uuid, full_name text, unit_names text[], asked_at timestamptz,
               effective_at timestamptz, expires_at timestamptz, needs_officers boolean, approvals int, mine boolean)
language sql stable set search_path = '' as $$
  select r.id, m.id, m.full_name, handbook.unit_line(m.unit_path), r.asked_at, r.effective_at, r.expires_at,
    handbook.holds_role_above_cell(m.id),
    (select count(*)::int from handbook.reset_approvals a where a.reset_id = r.id),
    exists (select from handbook.reset_approvals a where a.reset_id = r.id and a.officer_id = handbook.me())
  from handbook.reset_requests r
  join lateral handbook.reset_person(r.id) m on true
  where /*lock*/ (m.unit_path <@ (select handbook.scope('account.approve_reset'))
     or (not handbook.holds_role_above_cell(m.id) and m.unit_path <@ (select handbook.scope('account.reset')))) /*end*/
    and r.state = 'waiting' and r.expires_at > now() and m.id <> handbook.me()
  order by r.asked_at limit 100
$$;

create function api.account_approve_reset(reset_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  request record;
  given record;
begin
  select r.id, r.effective_at into request
  from handbook.reset_requests r
  where r.id = account_approve_reset.reset_id and r.state = 'waiting' and r.expires_at > now()
    and r.member_id <> caller
    and /*lock*/ (handbook.member_path(r.member_id) <@ (select handbook.scope('account.approve_reset'))
      or (not handbook.holds_role_above_cell(r.member_id)
          and handbook.member_path(r.member_id) <@ (select handbook.scope('account.reset')))) /*end*/;
  if request.id is null then
    perform handbook.fail('reset.not_found', 404);
  end if;
  select * into given from handbook.approve_reset(request.id);
  return jsonb_build_object('code', given.code, 'approvals', given.approvals, 'effective_at', request.effective_at);
end $$;
comment on function api.account_approve_reset is
  'Approves a reset after seeing the person. Returns the code once (it works only after the delay); for an account with a role above the cell the first officer gets none, the second does; a system admin gets one only when somebody else has approved too. Caller: account.reset or account.approve_reset over the member, never for oneself. Errors: session.ended, reset.not_found.';

-- Definer: name and unit of the person who asks; a system admin, who reads no members, decides on resets too.
create function handbook.reset_person(of_reset uuid)
returns table (id uuid, full_name text, unit_path text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.full_name, m.unit_path from handbook.reset_requests r
  join handbook.members m on m.id = r.member_id
  where r.id = of_reset
    and m.unit_path <@ (select handbook.scope('account.approve_reset') + handbook.scope('account.reset'))
$$;
grant execute on function handbook.reset_person to authenticated;
comment on function api.account_resets is
  'Waiting reset requests in the caller''s scope: of ordinary members for their secretary and offices; of role holders above the cell for two officers. Never the caller''s own. Caller: account.reset or account.approve_reset over the member. Errors: none, empty for others.';

-- public verbs: oneself --------------------------------------------------------------------------

create function api.my_resets() returns table (reset_id uuid, asked_at timestamptz, effective_at timestamptz)
language sql stable set search_path = '' as $$
  select r.id, r.asked_at, r.effective_at from handbook.reset_requests r
  where /*lock*/ r.member_id = (select handbook.me()) /*end*/
    and r.state = 'waiting' and r.expires_at > now()
$$;
comment on function api.my_resets is
  'Resets somebody asked for in my name, shown on every live device of mine. Caller: the member. Errors: none, empty for others.';

create function api.cancel_reset(reset_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform handbook.require_me();
  if not handbook.cancel_my_reset(cancel_reset.reset_id) then
    perform handbook.fail('reset.not_found', 404);
  end if;
end $$;
comment on function api.cancel_reset is
  'Cancels a reset of my own account from a live device. Caller: the member. Errors: session.ended, reset.not_found.';

create function api.my_devices()
returns table (session_id uuid, signed_in_at timestamptz, last_used_at timestamptz, user_agent text, is_this boolean)
language sql stable set search_path = '' as $$
  select s.session_id, s.signed_in_at, s.last_used_at, s.user_agent,
    s.session_id = handbook.claim('session_id')::uuid
  from handbook.my_sessions() s order by 5 desc, 3 desc
$$;
comment on function api.my_devices is 'My live sessions, this one first. Caller: the member. Errors: none, empty for others.';

create function api.end_device(session_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform handbook.require_me();
  if not handbook.end_my_session(end_device.session_id) then
    perform handbook.fail('device.not_found', 404);
  end if;
end $$;
comment on function api.end_device is 'Signs one of my devices out at once. Caller: the member. Errors: session.ended, device.not_found.';

-- public verbs: before sign-in, called by the app server alone -------------------------------------

create function api.account_ask_reset(login text, address inet) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  rule jsonb := handbook.policy('account.reset');
  person uuid := (select a.member_id from handbook.accounts a
                  where a.member_id = handbook.find_by_login(login) and a.state = 'active');
  -- How long an answer takes must not tell what the answer hides. Where nothing is to be filed, the same
  -- is done for somebody else, as a row that is neither waiting nor stays: log and disk have equal work.
  written_for uuid := coalesce(person, (select member_id from handbook.accounts order by member_id limit 1));
  files boolean;
begin
  perform handbook.count_asking('reset', login, address);
  update handbook.reset_requests set state = 'expired', closed_at = now()
  where member_id = written_for and state = 'waiting' and expires_at <= now();
  files := not exists (
      select from handbook.reset_requests
      where member_id = written_for and (state = 'waiting'
        or state = 'cancelled' and closed_at > now() - interval '1 hour'))
    and person is not null;
  if written_for is not null then
    begin
      insert into handbook.reset_requests (member_id, state, effective_at, expires_at)
      values (written_for, case when files then 'waiting' else 'expired' end::handbook.reset_state,
              now() + make_interval(hours => (rule ->> 'delay_hours')::int),
              now() + make_interval(hours => (rule ->> 'delay_hours')::int + (rule ->> 'valid_hours')::int))
      on conflict do nothing; -- asked for twice at once
      if not files then
        raise exception using errcode = 'HB000', message = 'taken back';
      end if;
    exception when sqlstate 'HB000' then
      null;
    end;
  end if;
  return jsonb_build_object('delay_hours', (rule ->> 'delay_hours')::int);
end $$;
comment on function api.account_ask_reset is
  'Files a reset request; answer and work are the same whether or not the login is known. Errors: account.slow_down (retry_after), for unknown logins alike. Service only.';

create function api.account_check_code(login text, code text, purpose handbook.code_purpose, address inet)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_code handbook.one_time_codes;
  person handbook.members;
  request handbook.reset_requests;
begin
  perform handbook.count_asking('code', login, address);
  found_code := handbook.try_code(login, code, purpose);
  if found_code.id is null then
    return jsonb_build_object('ok', false);
  end if;
  if purpose = 'reset' then
    select * into request from handbook.reset_requests where id = found_code.reset_id for update;
    if handbook.holds_role_above_cell(found_code.member_id) and handbook.officers_behind(request.id) < 2 then
      return jsonb_build_object('ok', false); -- the role came after the code
    elsif request.effective_at > now() then
      return jsonb_build_object('ok', false, 'effective_at', request.effective_at);
    end if;
    -- From here on it can't be cancelled: the app server sets the password next, and a cancelled
    -- reset must never have changed it.
    update handbook.reset_requests set state = 'used', closed_at = now()
    where id = request.id and state = 'waiting';
  end if;
  perform handbook.forget_asking('code', login, address);
  select * into person from handbook.members where id = found_code.member_id;
  return jsonb_build_object('ok', true, 'member_id', person.id, 'phone', person.phone, 'email', person.email,
    'user_id', (select user_id from handbook.accounts where member_id = person.id));
end $$;
comment on function api.account_check_code is
  'Whether a one-time code fits; a wrong one counts as a try. Says who the person is only when it fits; a reset is then in effect and no longer cancelled. Errors: account.slow_down (retry_after), for unknown logins alike; otherwise the answer says ok or not. Service only.';

create function api.account_complete(login text, code text, purpose handbook.code_purpose, user_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_code handbook.one_time_codes := handbook.try_code(login, code, purpose);
begin
  if found_code.id is null or purpose = 'reset' and not exists (
       select from handbook.reset_requests where id = found_code.reset_id and state = 'used') then
    return jsonb_build_object('ok', false);
  end if;
  update handbook.one_time_codes set used_at = now() where id = found_code.id;
  if purpose = 'activation' then
    update handbook.accounts a set user_id = account_complete.user_id, state = 'active', activated_at = now()
    where a.member_id = found_code.member_id and a.state = 'invited';
    if not found then
      perform handbook.fail('account.already_active', 409);
    end if;
  else
    perform handbook.end_sessions(found_code.member_id);
  end if;
  return jsonb_build_object('ok', true, 'member_id', found_code.member_id);
end $$;
comment on function api.account_complete is
  'Uses the code up and binds the Auth user (activation) or ends all old sessions (reset, after account_check_code). Errors: account.already_active. Service only.';

create function api.resets_to_mail() returns table (reset_id uuid, email text, effective_at timestamptz)
language sql volatile security definer set search_path = '' as $$
  update handbook.reset_requests r set mail_leased_until = now() + interval '5 minutes'
  from handbook.members m
  where m.id = r.member_id and r.id in (
    select w.id from handbook.reset_requests w join handbook.members p on p.id = w.member_id
    where w.state = 'waiting' and w.mailed_at is null and p.email is not null
      and (w.mail_leased_until is null or w.mail_leased_until < now())
    order by w.asked_at limit 50 for update of w skip locked)
  returning r.id, m.email, r.effective_at
$$;
comment on function api.resets_to_mail is
  'Resets whose person is still to be told by e-mail, leased to the caller for five minutes. Errors: none. Service only.';

create function api.reset_mailed(reset_id uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update handbook.reset_requests set mailed_at = now() where id = reset_mailed.reset_id
$$;
comment on function api.reset_mailed is 'The e-mail about a reset has left. Errors: none. Service only.';

create function api.account_of_user(user_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('member_id', a.member_id, 'state', a.state, 'full_name', m.full_name)
  from handbook.accounts a join handbook.members m on m.id = a.member_id
  where a.user_id = account_of_user.user_id
$$;
comment on function api.account_of_user is 'The member behind an Auth user, for the app server right after sign-in. Errors: none, null when there is none. Service only.';

grant execute on function api.accounts_below, api.account_issue_code, api.account_resets,
  api.account_approve_reset, api.my_resets, api.cancel_reset, api.my_devices, api.end_device to authenticated;
grant execute on function api.account_ask_reset, api.account_check_code, api.account_complete,
  api.account_of_user, api.resets_to_mail, api.reset_mailed to service_role;
