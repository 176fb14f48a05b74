-- Lists of one cell that read the whole city: written so that each part is found by its index.

-- Definer: the cell's members with what they answered and how they were marked, for the keepers of the meeting alone:
-- before it opens the members of the cell, then those who were summoned.
create or replace function handbook.meeting_people(of_meeting uuid)
returns table (member_id uuid, full_name text, sort_key text, status handbook.member_status, exempt boolean, away boolean,
  reply handbook.meeting_reply, reason text, presence handbook.meeting_presence, absence_reason text, way handbook.arrival_way, arrived_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with m as materialized (
    select x.id, x.unit_id, x.opened_at from handbook.meetings x where x.id = of_meeting and handbook.clerks_meeting(x.id)
  ), people as (
    select p.id from m join handbook.members p on p.unit_id = m.unit_id and p.life_state = 'active' where m.opened_at is null
    union all
    select z.member_id from m join handbook.meeting_summons z on z.meeting_id = m.id where m.opened_at is not null
  )
  select p.id, p.full_name, p.sort_key, coalesce(s.status, p.status), coalesce(s.exempt, p.activity_exempt), coalesce(s.away, p.working_away),
    r.reply, r.reason, a.presence, a.reason, a.way, a.arrived_at
  from people join handbook.members p on p.id = people.id
  left join handbook.meeting_summons s on s.meeting_id = of_meeting and s.member_id = p.id
  left join handbook.meeting_replies r on r.meeting_id = of_meeting and r.member_id = p.id
  left join handbook.meeting_attendance a on a.meeting_id = of_meeting and a.member_id = p.id
$$;

-- Definer: who may be given a task by a unit: members of the cell or group, and those who live with it.
create or replace function handbook.task_candidates(of_unit uuid)
returns table (member_id uuid, full_name text, sort_key text, activity_exempt boolean, working_away boolean, resident boolean,
  group_id uuid, group_name text)
language sql stable security definer set search_path = '' as $$
  with u as materialized (
    select x.id from handbook.units x where x.id = of_unit and x.path <@ (select handbook.scope('task.assign'))
  ), people as (
    select p.id from u join handbook.members p on p.unit_id = u.id
    union
    select p.id from u join handbook.members p on p.group_id = u.id
    union
    select r.member_id from u join handbook.residence_contacts r on r.unit_id = u.id and r.until is null
  )
  select m.id, m.full_name, m.sort_key, m.activity_exempt, m.working_away, m.unit_id <> of_unit and m.group_id is distinct from of_unit,
    g.id, g.name
  from people join handbook.members m on m.id = people.id and m.life_state = 'active'
  left join handbook.units g on g.id = m.group_id and g.parent_id = of_unit
$$;

-- Definer: names of those who do what a unit gave, for those who assign there.
create or replace function handbook.task_candidates_names(within text) returns table (id uuid, full_name text, activity_exempt boolean)
language sql stable security definer set search_path = '' as $$
  select distinct m.id, m.full_name, m.activity_exempt
  from handbook.task_assignments a join handbook.members m on m.id = a.member_id
  where a.unit_path >= within and a.unit_path < within || '~' and a.part = 'main' -- as in the index
    and elem_contained_by_multirange(a.unit_path, (select handbook.scope('task.assign')))
$$;

notify pgrst, 'reload schema';
