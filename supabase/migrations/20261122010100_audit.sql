-- Audit: every write as an entry that is only ever added. An entry holds who, when, what and a digest
-- of the values; the values and their salt stand beside it and can be erased without breaking the chain.

-- tables ---------------------------------------------------------------------------------------

create table handbook.audit_entries (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  session_id uuid,
  actor_role text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  member_id uuid,
  unit_path text collate "C",
  value_digest bytea not null,
  seal bigint,
  primary key (id, at)
) partition by range (at);
comment on table handbook.audit_entries is 'Who did what to which row, and when. Only added to; sealed in batches.';
comment on column handbook.audit_entries.actor_id is 'The member who acted; null for the app''s own work.';
comment on column handbook.audit_entries.member_id is 'Whose data it is: that member reads the entry in the own log.';
comment on column handbook.audit_entries.value_digest is 'sha256(salt || [before, after, origin])';
comment on column handbook.audit_entries.seal is 'The batch that covers this entry; null for at most some seconds.';

create table handbook.audit_values (
  entry_id bigint not null,
  at timestamptz not null,
  salt bytea not null,
  before jsonb,
  after jsonb,
  origin jsonb,
  primary key (entry_id, at)
) partition by range (at);
comment on table handbook.audit_values is 'The values of an entry. Erasable: the entry keeps only their salted digest.';

do $$
begin
  for year in 2026..2045 loop
    execute format('create table handbook.audit_entries_%1$s partition of handbook.audit_entries
      for values from (%2$L) to (%3$L)', year, year || '-01-01 00:00+00', year + 1 || '-01-01 00:00+00');
    execute format('create table handbook.audit_values_%1$s partition of handbook.audit_values
      for values from (%2$L) to (%3$L)', year, year || '-01-01 00:00+00', year + 1 || '-01-01 00:00+00');
    execute format('alter table handbook.audit_entries_%s enable row level security', year);
    execute format('alter table handbook.audit_values_%s enable row level security', year);
    execute format('create policy "read through the parent" on handbook.audit_entries_%s for select to authenticated using (false)', year);
    execute format('create policy "read through the parent" on handbook.audit_values_%s for select to authenticated using (false)', year);
  end loop;
end $$;

create index audit_entries_unsealed on handbook.audit_entries (id) where seal is null;
create index audit_entries_by_member on handbook.audit_entries (member_id, id desc) where member_id is not null;
create index audit_entries_by_seal on handbook.audit_entries (seal, id);

create table handbook.audit_seals (
  seal bigint primary key,
  sealed_at timestamptz not null,
  entries int not null check (entries > 0),
  batch_digest bytea not null,
  previous bytea not null,
  head bytea not null
);
comment on table handbook.audit_seals is
  'The chain: head = sha256(previous || seal || batch_digest). An auditor keeps a head outside the database.';

-- triggers: only added to ----------------------------------------------------------------------

create function handbook.audit_only_grows() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and tg_table_name like 'audit_entries%' then
    if old.seal is null and new.seal is not null and to_jsonb(new) - 'seal' = to_jsonb(old) - 'seal' then
      return new;
    end if;
  end if;
  perform handbook.fail('audit.append_only', 403);
  return null;
end $$;
create trigger audit_only_grows before update or delete on handbook.audit_entries
  for each row execute function handbook.audit_only_grows();
create trigger audit_only_grows before update or delete on handbook.audit_seals
  for each row execute function handbook.audit_only_grows();
-- Values are erased by deleting their row, never changed.
create trigger audit_only_grows before update on handbook.audit_values
  for each row execute function handbook.audit_only_grows();

do $$
declare
  log text;
begin
  -- Every partition by itself: truncating one does not ask its parent's trigger.
  for log in
    select c.relname from pg_catalog.pg_class c
    where c.relnamespace = 'handbook'::regnamespace and c.relkind in ('r', 'p')
      and c.relname ~ '^audit_(entries|values|seals)'
  loop
    execute format('create trigger audit_never_truncated before truncate on handbook.%I
      for each statement execute function handbook.audit_only_grows()', log);
  end loop;
end $$;

-- private helpers ------------------------------------------------------------------------------

create function handbook.audit_value_digest(salt bytea, before jsonb, after jsonb, origin jsonb) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(salt || convert_to(jsonb_build_array(before, after, origin)::text, 'UTF8'))
$$;

create function handbook.audit_entry_digest(e handbook.audit_entries) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(jsonb_build_array(
    e.id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_id, e.session_id, e.actor_role, e.action,
    e.subject, e.subject_id, e.member_id, e.unit_path, encode(e.value_digest, 'hex'))::text, 'UTF8'))
$$;

-- Definer: writers may not touch the log themselves, only through the triggers on their tables.
create function handbook.audit(
  action text, subject text, subject_id text, member_id uuid, unit_path text, before jsonb, after jsonb
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  salt bytea := uuid_send(gen_random_uuid());
  -- The header is the client's word; the address of the sign-in is Auth's.
  origin jsonb := handbook.origin() || jsonb_build_object('signed_in_from',
    (select host(s.ip) from auth.sessions s where s.id = handbook.claim('session_id')::uuid));
  entry_id bigint;
  entry_at timestamptz;
begin
  insert into handbook.audit_entries as e
    (actor_id, session_id, actor_role, action, subject, subject_id, member_id, unit_path, value_digest)
  values (handbook.me(), handbook.claim('session_id')::uuid, coalesce(handbook.claim('role'), session_user::text),
          action, subject, subject_id, member_id, coalesce(unit_path, handbook.member_path(member_id)),
          handbook.audit_value_digest(salt, before, after, origin))
  returning e.id, e.at into entry_id, entry_at;
  insert into handbook.audit_values values (entry_id, entry_at, salt, before, after, origin);
end $$;

-- Definer: a trigger on every table with lasting data. Arguments: the key column, the column that names
-- the member whose data it is (or ''), then columns that are never logged (secrets).
create function handbook.audit_row() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  this jsonb := coalesce(after, before);
  secret text;
begin
  for i in 2 .. tg_nargs - 1 loop
    secret := tg_argv[i];
    before := before - secret;
    after := after - secret;
  end loop;
  if before is distinct from after then
    perform handbook.audit(
      tg_table_name || '.' || lower(tg_op), tg_table_name, this ->> tg_argv[0],
      nullif(this ->> nullif(tg_argv[1], ''), '')::uuid, coalesce(this ->> 'unit_path', this ->> 'path'),
      before, after);
  end if;
  return null;
end $$;

-- Definer: writes into the log. Somebody has denied that a paper with a secrecy stamp is classified: an entry of
-- its own, so that an auditor, who reads no contents, sees it. Arguments: the key column, the column that names
-- the member whose data it is (or ''), the column that carries the stamp or names the paper.
create function handbook.audit_stamp_denial() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  this jsonb := to_jsonb(new);
begin
  perform handbook.audit(
    tg_table_name || '.stamp_denied', tg_table_name, this ->> tg_argv[0],
    nullif(this ->> nullif(tg_argv[1], ''), '')::uuid, this ->> 'unit_path',
    null, jsonb_build_object(tg_argv[2], this -> tg_argv[2]));
  return null;
end $$;

-- Definer: the chain is written by this function alone. One sealer at a time; entries committed later
-- with a smaller id fall into the next batch.
create function handbook.seal_audit() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  last handbook.audit_seals;
  digest bytea;
  covered int;
  next_seal bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('handbook.seal_audit')) then
    return null;
  end if;
  select * into last from handbook.audit_seals order by seal desc limit 1;
  next_seal := coalesce(last.seal, 0) + 1;
  with sealed as (
    update handbook.audit_entries e set seal = next_seal where seal is null returning e
  )
  select count(*), sha256(string_agg(handbook.audit_entry_digest(e), ''::bytea order by (e).id))
  into covered, digest from sealed;
  if covered = 0 then
    return null;
  end if;
  insert into handbook.audit_seals values (
    next_seal, clock_timestamp(), covered, digest, coalesce(last.head, ''::bytea),
    sha256(coalesce(last.head, ''::bytea) || int8send(next_seal) || digest));
  return next_seal;
end $$;

-- Definer: reads every entry and value; answers only whether they still fit the chain.
create function handbook.verify_audit(saved_seal bigint default null, saved_head text default null)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  previous bytea := ''::bytea;
  expected bigint := 1;
  s handbook.audit_seals;
  covered int;
  digest bytea;
  bad bigint;
  total bigint := 0;
begin
  for s in select * from handbook.audit_seals order by seal loop
    select count(*), sha256(string_agg(handbook.audit_entry_digest(e), ''::bytea order by e.id))
    into covered, digest from handbook.audit_entries e where e.seal = s.seal;
    if s.seal <> expected or s.previous <> previous or covered <> s.entries
       or digest is distinct from s.batch_digest
       or s.head <> sha256(previous || int8send(s.seal) || s.batch_digest) then
      return jsonb_build_object('ok', false, 'problem', 'chain', 'seal', expected);
    end if;
    if s.seal = saved_seal and encode(s.head, 'hex') is distinct from saved_head then
      return jsonb_build_object('ok', false, 'problem', 'saved_head', 'seal', s.seal);
    end if;
    previous := s.head;
    expected := expected + 1;
    total := total + covered;
  end loop;
  if saved_seal is not null and saved_seal >= expected then
    return jsonb_build_object('ok', false, 'problem', 'missing_seals', 'seal', expected - 1);
  end if;
  select e.id into bad from handbook.audit_entries e
  where e.seal is not null and not exists (select from handbook.audit_seals known where known.seal = e.seal)
  order by 1 limit 1;
  if bad is not null then
    return jsonb_build_object('ok', false, 'problem', 'entry_outside_chain', 'entry', bad);
  end if;
  select v.entry_id into bad
  from handbook.audit_values v
  left join handbook.audit_entries e on e.id = v.entry_id and e.at = v.at
  where e.id is null
     or e.value_digest <> handbook.audit_value_digest(v.salt, v.before, v.after, v.origin)
  order by 1 limit 1;
  if bad is not null then
    return jsonb_build_object('ok', false, 'problem', 'values', 'entry', bad);
  end if;
  return jsonb_build_object('ok', true, 'seals', expected - 1, 'entries', total);
end $$;
