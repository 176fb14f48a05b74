-- Limits before sign-in: how often a reset is asked for, or a code tried, per account and per address. They
-- slow down and never shut out, and count the same for accounts that don't exist. The buckets and waits are
-- those of the gateway's sign-in limits (services/backend/bootstrap/35_auth_limits.sql), which hosted
-- Supabase does not have.

create table handbook.askings (
  bucket text not null check (bucket in ('account', 'address', 'pair')),
  key bytea not null,
  level double precision not null default 0,
  asked_at timestamptz not null,
  blocked_until timestamptz not null default to_timestamp(0),
  primary key (bucket, key)
);
comment on table handbook.askings is
  'How often something was asked for before sign-in; kept for a day. Keys are digests, of what people typed too.';
create index askings_by_age on handbook.askings (asked_at);
alter table handbook.askings enable row level security;
create policy "tries are counted by the helpers alone" on handbook.askings
  for select to authenticated using (false);

create type handbook.asking_keys as (account bytea, address bytea, pair bytea);

create function handbook.asking_keys(purpose text, login text, address inet) returns handbook.asking_keys
language sql stable set search_path = '' as $$
  -- A household or phone has a whole /64 of IPv6 addresses to choose from.
  select sha256(convert_to(concat_ws(' ', purpose, 'account', login), 'UTF8')),
    sha256(convert_to(concat_ws(' ', purpose, 'address', place), 'UTF8')),
    sha256(convert_to(concat_ws(' ', purpose, 'pair', place, login), 'UTF8'))
  from (select host(network(set_masklen(address, case family(address) when 6 then 64 else 32 end)))) as here (place)
$$;

-- Counts a try before anything is looked up, or ends the call with account.slow_down.
--   pair     one account from one address: 5 tries free, then 2, 4, 8 … at most 300 s
--   account  one account from anywhere: 20 tries free, then 2, 4 … at most 60 s
--   address  one address, any account: 300 at once, one more each second
create function handbook.count_asking(purpose text, login text, address inet) returns void
language plpgsql set search_path = '' as $$
declare
  keys handbook.asking_keys := handbook.asking_keys(purpose, login, address);
  moment timestamptz := clock_timestamp();
  wait double precision;
begin
  -- Always in this order, so that two tries never wait for each other in a ring.
  insert into handbook.askings (bucket, key, asked_at)
  values ('account', keys.account, moment), ('address', keys.address, moment), ('pair', keys.pair, moment)
  on conflict do nothing;
  select max(extract(epoch from mine.blocked_until - moment)) into wait from (
    select a.blocked_until from handbook.askings a
    where (a.bucket, a.key) in (('account', keys.account), ('address', keys.address), ('pair', keys.pair))
    order by a.bucket for update) mine;
  if wait > 0 then
    perform handbook.fail('account.slow_down', 429, jsonb_build_object('retry_after', ceil(wait)));
  end if;
  update handbook.askings a
  set level = n.level, asked_at = greatest(a.asked_at, moment),
    blocked_until = case when n.pause > 0 then moment + make_interval(secs => n.pause) else to_timestamp(0) end
  from (
    select c.bucket, c.key, c.level, case c.bucket
      when 'pair' then case when c.level > 5 then least(300, 2 ^ least(c.level - 5, 10)) end
      when 'account' then case when c.level > 20 then least(60, 2 ^ least(c.level - 20, 10)) end
      else c.level - 300 end as pause
    from (
      select o.bucket, o.key, 1 + case
        when o.bucket = 'address' then greatest(0, o.level - greatest(0, extract(epoch from moment - o.asked_at)))
        when o.asked_at < moment - interval '12 hours' then 0
        else o.level end as level
      from handbook.askings o
      where (o.bucket, o.key) in (('account', keys.account), ('address', keys.address), ('pair', keys.pair))) c) n
  where a.bucket = n.bucket and a.key = n.key;
end $$;

create function handbook.forget_asking(purpose text, login text, address inet) returns void
language plpgsql set search_path = '' as $$
declare
  keys handbook.asking_keys := handbook.asking_keys(purpose, login, address);
begin
  update handbook.askings a set level = greatest(0, a.level - 1), blocked_until = to_timestamp(0)
  where a.bucket = 'account' and a.key = keys.account;
  update handbook.askings a set level = greatest(0, a.level - 1), blocked_until = to_timestamp(0)
  where a.bucket = 'address' and a.key = keys.address;
  delete from handbook.askings a where a.bucket = 'pair' and a.key = keys.pair;
end $$;
comment on function handbook.forget_asking is 'The counted try was the owner''s: it is taken back.';
