-- Units: the tree of party units, of any depth.

create sequence handbook.unit_labels;

create table handbook.units (
  id uuid primary key default gen_random_uuid(),
  parent_id uuid references handbook.units,
  kind handbook.unit_kind not null,
  code text not null unique,
  name text not null check (name = btrim(name) and length(name) between 2 and 200),
  path text collate "C" not null unique check (path ~ '^([0-9a-z]{4}\.)+$'),
  founded_on date,
  closed_on date,
  created_at timestamptz not null default now()
);
comment on table handbook.units is 'Party units: city, wards and other grassroots bodies, cells, cell groups.';
comment on column handbook.units.code is 'Code of the unit, M1.M2.M3.M4.M5 for cells.';
comment on column handbook.units.path is
  'Materialised path: one label of four characters and a dot for each level. A subtree is path >= p and path < p~.';
create index units_by_parent on handbook.units (parent_id);

grant select on handbook.units to authenticated, service_role;

create function handbook.base36(n bigint, width int) returns text
language plpgsql immutable set search_path = '' as $$
declare
  digits constant text := '0123456789abcdefghijklmnopqrstuvwxyz';
  text_so_far text := '';
begin
  for i in 1 .. width loop
    text_so_far := substr(digits, (n % 36)::int + 1, 1) || text_so_far;
    n := n / 36;
  end loop;
  return text_so_far;
end $$;

-- Definer: numbers the unit below its parent, whoever founds it.
create function handbook.unit_gets_path() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.path is null then
    new.path := coalesce((select path from handbook.units where id = new.parent_id), '')
      || handbook.base36(nextval('handbook.unit_labels'), 4) || '.';
  end if;
  return new;
end $$;
create trigger unit_gets_path before insert on handbook.units
  for each row execute function handbook.unit_gets_path();
create trigger audit_row after insert or update or delete on handbook.units
  for each row execute function handbook.audit_row('id', '');

alter table handbook.units enable row level security;
create policy "a member sees the own units and those above" on handbook.units
  for select to authenticated using (path = any ((select handbook.my_paths())::text[]));
create policy "offices see the units below them" on handbook.units
  for select to authenticated using (
    elem_contained_by_multirange(path, (select handbook.scope('post.oversee', 'member.read', 'account.manage'))));

-- Definer: names of units above somebody, in order, for people who may see that somebody.
create function handbook.unit_line(of_path text) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(u.name order by u.path), '{}')
  from generate_series(1, length(of_path) / 5) depth
  join handbook.units u on u.path = left(of_path, 5 * depth)
$$;
grant execute on function handbook.unit_line to authenticated, service_role;
