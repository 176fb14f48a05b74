-- What is read for one screen and grew with the city or with each field: each part is found by its index, and once.

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

-- Invoker, as before; the values are put together once, where they were for each field anew.
create or replace function handbook.record_body(of_member uuid, classes handbook.field_class[], mask boolean, as_of timestamptz default null)
returns jsonb
language sql stable set search_path = '' as $$
  with vals as materialized (select handbook.record_values(of_member, classes, as_of) as v)
  select coalesce(jsonb_agg(jsonb_build_object(
    'field', f.field, 'section', f.section, 'kind', f.kind, 'class', f.class, 'choices', f.choices, 'digits', f.digits,
    'required', f.required, 'decided_by', f.decided_by, 'self_service', f.self_service,
    'value', case when mask and f.class = 'masked' and vals.v -> f.field is not null then handbook.masked(vals.v -> f.field)
      else vals.v -> f.field end,
    'source', last.source, 'changed_at', last.changed_at, 'changed_by', handbook.changer_name(last.id)) order by f.position), '[]')
  from handbook.record_fields f
  cross join vals
  left join lateral (
    select c.id, c.source, c.changed_at from handbook.record_changes c
    where c.member_id = of_member and c.field = f.field and (as_of is null or c.changed_at <= as_of)
    order by c.id desc limit 1) last on true
  where f.class = any (classes)
$$;

notify pgrst, 'reload schema';
