-- The day it is for people: rules come into force and members move on Vietnam's calendar, not on that of the server,
-- which is seven hours behind.

create or replace function handbook.policy(wanted text) returns jsonb
language sql stable set search_path = '' as $$
  select content from handbook.policy_versions
  where topic = wanted and valid_from <= handbook.today() and (valid_to is null or handbook.today() < valid_to)
  order by valid_from desc limit 1
$$;

create or replace function handbook.membership_follows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved_on date := coalesce(nullif(current_setting('handbook.on_date', true), '')::date, handbook.today());
  why text := nullif(current_setting('handbook.decision', true), '');
begin
  if tg_op = 'INSERT' then
    insert into handbook.memberships (member_id, unit_id, unit_path, group_id, starts_on, reason)
    values (new.id, new.unit_id, new.unit_path, new.group_id, null, why);
  elsif old.unit_id <> new.unit_id or old.group_id is distinct from new.group_id and why is not null then
    update handbook.memberships set ends_on = greatest(moved_on, starts_on), group_id = old.group_id
    where member_id = new.id and ends_on is null;
    insert into handbook.memberships (member_id, unit_id, unit_path, group_id, starts_on, reason)
    values (new.id, new.unit_id, new.unit_path, new.group_id, moved_on, why);
  end if;
  return null;
end $$;

grant execute on function handbook.today to authenticated, service_role;
