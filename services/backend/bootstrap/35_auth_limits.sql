-- Sign-in limits of the local gateway, counted in the database because several processes may
-- serve. Not part of Supabase Auth. Keys are keyed hashes: no phone number, e-mail or network
-- address can be read from these tables.

set role supabase_auth_admin;

create table if not exists auth.sign_in_failures (
  bucket text not null check (bucket in ('account', 'address', 'pair')),
  key bytea not null,
  level double precision not null,
  failed_at timestamptz not null,
  blocked_until timestamptz not null,
  primary key (bucket, key)
);
create index if not exists sign_in_failures_failed_at_idx on auth.sign_in_failures (failed_at);

create table if not exists auth.sign_in_addresses (
  account bytea not null,
  address bytea not null,
  signed_in_at timestamptz not null,
  primary key (account, address)
);
create index if not exists sign_in_addresses_signed_in_at_idx
  on auth.sign_in_addresses (signed_in_at);

alter table auth.sign_in_failures enable row level security;
alter table auth.sign_in_addresses enable row level security;

-- Counts an attempt before its password is looked at, so that a burst of parallel guesses gains
-- nothing. Returns the seconds to wait; 0 lets the attempt pass.
--   pair     one account from one address: 5 tries free, then 2, 4, 8 … at most 300 s
--   account  one account from anywhere: 20 tries free, then 2, 4 … at most 60 s; not for an
--            address that signed in to the account within 90 days, so that a stranger's guessing
--            can't keep the owner out
--   address  one address, any account: 300 at once, one more each second (a carrier's network
--            address stands for thousands of phones)
create or replace function auth.attempt_begin(
  p_account bytea, p_address bytea, p_pair bytea, p_now timestamptz
) returns double precision
language plpgsql set search_path = '' set synchronous_commit = off as $$
declare
  v_wait double precision;
  -- Not blocked. Not `p_now`: a request that came earlier may be counted later.
  v_never constant timestamptz := to_timestamp(0);
  v_known boolean := exists (
    select 1 from auth.sign_in_addresses a
     where a.account = p_account and a.address = p_address
       and a.signed_in_at > p_now - interval '90 days');
begin
  if random() < 0.01 then
    delete from auth.sign_in_failures f where (f.bucket, f.key) in (
      select o.bucket, o.key from auth.sign_in_failures o
       where o.failed_at < p_now - interval '1 day' limit 200 for update skip locked);
    delete from auth.sign_in_addresses a where (a.account, a.address) in (
      select o.account, o.address from auth.sign_in_addresses o
       where o.signed_in_at < p_now - interval '90 days' limit 200 for update skip locked);
  end if;

  -- Always in this order, so that two attempts never wait for each other in a ring.
  insert into auth.sign_in_failures (bucket, key, level, failed_at, blocked_until)
  values ('account', p_account, 0, p_now, v_never),
         ('address', p_address, 0, p_now, v_never),
         ('pair', p_pair, 0, p_now, v_never)
  on conflict do nothing;

  with mine as (
    select f.bucket, f.blocked_until from auth.sign_in_failures f
     where (f.bucket, f.key) in
           (('account', p_account), ('address', p_address), ('pair', p_pair))
     order by f.bucket for update)
  select max(extract(epoch from m.blocked_until - p_now)) into v_wait
    from mine m where not (m.bucket = 'account' and v_known);
  if v_wait > 0 then
    return v_wait;
  end if;

  update auth.sign_in_failures f
     set level = n.level,
         failed_at = greatest(f.failed_at, p_now),
         blocked_until = case when n.delay > 0 then p_now + make_interval(secs => n.delay)
                              else v_never end
    from (select c.bucket, c.key, c.level, case c.bucket
                   when 'pair'
                     then case when c.level > 5 then least(300, 2 ^ least(c.level - 5, 10)) end
                   when 'account'
                     then case when c.level > 20 then least(60, 2 ^ least(c.level - 20, 10)) end
                   else c.level - 300 end as delay
            from (select o.bucket, o.key, 1 + case
                    when o.bucket = 'address'
                      then greatest(0, o.level - greatest(0, extract(epoch from p_now - o.failed_at)))
                    when o.failed_at < p_now - interval '12 hours' then 0
                    else o.level end as level
                    from auth.sign_in_failures o
                   where (o.bucket, o.key) in
                         (('account', p_account), ('address', p_address), ('pair', p_pair))) c) n
   where f.bucket = n.bucket and f.key = n.key;
  return 0;
end
$$;

-- The counted attempt was the owner's after all: it is taken back, and the address remembered.
create or replace function auth.attempt_succeeded(
  p_account bytea, p_address bytea, p_pair bytea, p_now timestamptz
) returns void
language plpgsql set search_path = '' set synchronous_commit = off as $$
begin
  update auth.sign_in_failures f
     set level = greatest(0, f.level - 1), blocked_until = to_timestamp(0)
   where f.bucket = 'account' and f.key = p_account;
  update auth.sign_in_failures f
     set level = greatest(0, f.level - 1), blocked_until = to_timestamp(0)
   where f.bucket = 'address' and f.key = p_address;
  delete from auth.sign_in_failures f where f.bucket = 'pair' and f.key = p_pair;
  insert into auth.sign_in_addresses (account, address, signed_in_at)
  values (p_account, p_address, p_now)
  on conflict (account, address) do update set signed_in_at = excluded.signed_in_at;
end
$$;

revoke all on function auth.attempt_begin, auth.attempt_succeeded from public;

reset role;
