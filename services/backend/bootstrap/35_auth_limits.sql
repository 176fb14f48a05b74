-- Sign-in limits of the local gateway, counted in the database because several processes may
-- serve. Not part of Supabase Auth. Keys are keyed hashes: no phone number, e-mail or network
-- address can be read from these tables.

set role supabase_auth_admin;

create table if not exists auth.sign_in_failures (
  bucket text not null check (bucket in ('pair', 'account', 'address', 'factor')),
  key bytea not null,
  failures integer not null,
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

reset role;
