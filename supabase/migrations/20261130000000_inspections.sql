-- Inspection and supervision of a cell: the year's plan, what is done of it, what was found, the year's report.
-- The cell sees the plan it has adopted; what was found is for those concerned, those who looked, and who answers for it.

create type handbook.inspection_kind as enum ('inspection', 'supervision', 'thematic_supervision');
create type handbook.inspection_target as enum ('members', 'committee', 'group');
create type handbook.inspection_part as enum ('subject', 'lead', 'doer');
create type handbook.inspection_state as enum ('planned', 'under_way', 'reported', 'concluded', 'dropped');

-- tables ---------------------------------------------------------------------------------------

create table handbook.inspection_plans (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  year int not null check (year between 2000 and 9999),
  aims text not null default '' check (length(aims) <= 4000),
  adopted_on date,
  adopted_by uuid references handbook.members,
  meeting_id uuid references handbook.meetings,
  version int not null default 1,
  created_by uuid references handbook.members,
  created_at timestamptz not null default now(),
  unique (unit_id, year),
  check ((adopted_on is null) = (adopted_by is null)),
  check (meeting_id is null or adopted_on is not null)
);
comment on table handbook.inspection_plans is 'What a cell wants to look at in a year. A draft until the cell adopts it; from then on it changes with a reason alone.';
comment on column handbook.inspection_plans.adopted_by is 'Who wrote down that the cell adopted it on that day.';
create index inspection_plans_by_path on handbook.inspection_plans (unit_path, year);

create table handbook.inspection_lines (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references handbook.inspection_plans,
  kind handbook.inspection_kind not null,
  target handbook.inspection_target not null,
  group_id uuid references handbook.units,
  content text not null check (content = btrim(content) and length(content) between 3 and 2000),
  period text not null default '' check (length(period) <= 200),
  form text not null default '' check (length(form) <= 200),
  due_on date not null,
  months int not null check (months in (1, 3)),
  planned_for date not null,
  state handbook.inspection_state not null default 'planned',
  concluded_on date,
  meeting_id uuid references handbook.meetings,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((target = 'group') = (group_id is not null)),
  check ((state = 'concluded') = (concluded_on is not null))
);
comment on table handbook.inspection_lines is 'One thing of a plan: who is looked at, at what, by when, by whom, and how far it is.';
comment on column handbook.inspection_lines.due_on is 'The last day of the month or quarter it is to be done in.';
comment on column handbook.inspection_lines.months is 'Whether due_on ends a month or a quarter.';
comment on column handbook.inspection_lines.planned_for is 'due_on as it was before it was put off.';
create index inspection_lines_by_plan on handbook.inspection_lines (plan_id, due_on);

create table handbook.inspection_people (
  line_id uuid not null references handbook.inspection_lines on delete cascade,
  member_id uuid not null references handbook.members,
  part handbook.inspection_part not null,
  primary key (line_id, member_id)
);
comment on table handbook.inspection_people is 'Who is looked at and who looks. One part a person and line: nobody inspects himself.';
create unique index one_lead_of_an_inspection on handbook.inspection_people (line_id) where part = 'lead';
create index inspection_people_by_member on handbook.inspection_people (member_id);

create table handbook.inspection_findings (
  line_id uuid primary key references handbook.inspection_lines on delete cascade,
  looked_at text not null default '' check (length(looked_at) <= 10000),
  good text not null default '' check (length(good) <= 10000),
  lacking text not null default '' check (length(lacking) <= 10000),
  proposal text not null default '' check (length(proposal) <= 10000),
  edits int not null default 1,
  updated_by uuid references handbook.members,
  updated_at timestamptz not null default now(),
  handed_in_at timestamptz,
  handed_in_by uuid references handbook.members,
  conclusion text not null default '' check (length(conclusion) <= 10000),
  concluded_by uuid references handbook.members
);
comment on table handbook.inspection_findings is 'What was found, and what the cell concluded from it. A draft of those who look until it is handed in.';
comment on column handbook.inspection_findings.edits is 'Counts the savings, so that two who write do not overwrite each other.';
comment on column handbook.inspection_findings.concluded_by is 'Who wrote the cell''s conclusion down.';

create table handbook.inspection_statements (
  line_id uuid not null references handbook.inspection_lines on delete cascade,
  member_id uuid not null references handbook.members,
  words text not null check (length(btrim(words)) between 2 and 10000),
  at timestamptz not null default now(),
  primary key (line_id, member_id)
);
comment on table handbook.inspection_statements is 'What somebody who was looked at says of the report, before the cell concludes.';

create table handbook.inspection_reports (
  plan_id uuid primary key references handbook.inspection_plans,
  good text not null default '' check (length(good) <= 10000),
  lacking text not null default '' check (length(lacking) <= 10000),
  proposal text not null default '' check (length(proposal) <= 10000),
  figures jsonb,
  edits int not null default 1,
  updated_by uuid references handbook.members,
  updated_at timestamptz not null default now(),
  sent_at timestamptz,
  sent_by uuid references handbook.members,
  check ((sent_at is null) = (figures is null))
);
comment on table handbook.inspection_reports is 'The cell''s report on a year. A draft until it is sent up; then it changes with a reason alone.';
comment on column handbook.inspection_reports.figures is 'The counts as they were when it was sent.';

create table handbook.inspection_events (
  id bigint generated always as identity primary key,
  plan_id uuid not null references handbook.inspection_plans,
  line_id uuid references handbook.inspection_lines,
  step text not null,
  reason text check (length(reason) between 2 and 500),
  before jsonb,
  private boolean not null default false,
  actor_id uuid references handbook.members,
  at timestamptz not null default now()
);
comment on table handbook.inspection_events is 'Steps of adopted plans and their lines, with the old wording of what was changed. Only added to.';
comment on column handbook.inspection_events.private is 'Whether it is for those alone who may read what was found.';
create index inspection_events_by_plan on handbook.inspection_events (plan_id, id);

create table handbook.inspection_moves (
  step text not null,
  from_state handbook.inspection_state not null,
  to_state handbook.inspection_state not null,
  reasoned boolean not null,
  primary key (step, from_state)
);
comment on table handbook.inspection_moves is 'THE table of what may follow what; nothing leads out of concluded.';
insert into handbook.inspection_moves (step, from_state, to_state, reasoned) values
  ('start', 'planned', 'under_way', false), ('hand_in', 'under_way', 'reported', false),
  ('return', 'reported', 'under_way', true), ('conclude', 'reported', 'concluded', false),
  ('move', 'planned', 'planned', true), ('move', 'under_way', 'under_way', true),
  ('drop', 'planned', 'dropped', true), ('drop', 'under_way', 'dropped', true), ('resume', 'dropped', 'planned', true);

insert into handbook.policy_versions (topic, number, issued_on, valid_from, source, checked, content) values
  ('inspection.dates', null, null, '2026-01-01', 'Theo thông lệ ở nhiều nơi, chưa đối chiếu văn bản; nền là Quy định 296-QĐ/TW ngày 30/5/2025 và Hướng dẫn 08-HD/TW ngày 10/6/2025',
   false, '{"plan_by": "01-31", "report_by": "12-15"}');

-- who may do what --------------------------------------------------------------------------------

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, 'subtree'
from (values
  ('{secretary,deputy_secretary}', '{cell}', '{inspection.run}'),
  ('{secretary,deputy_secretary,organisation_staff,inspection_staff}', '{city,ward,grassroots_body,sub_committee}', '{inspection.oversee}')
) as sentences(roles, kinds, capabilities),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;

create trigger task_follows_unit before insert or update of unit_id, unit_path on handbook.inspection_plans
  for each row execute function handbook.task_follows_unit();

create trigger audit_row after insert or update or delete on handbook.inspection_plans
  for each row execute function handbook.audit_row('id', '');
create trigger audit_row after insert or update or delete on handbook.inspection_lines
  for each row execute function handbook.audit_row('id', '');
create trigger audit_row after insert or update or delete on handbook.inspection_people
  for each row execute function handbook.audit_row('line_id', 'member_id');
-- The log has who began, handed in and concluded, never what was found.
create trigger audit_row after insert or update or delete on handbook.inspection_findings
  for each row execute function handbook.audit_row('line_id', '', 'looked_at', 'good', 'lacking', 'proposal', 'conclusion', 'edits', 'updated_by', 'updated_at');
create trigger audit_row after insert or update or delete on handbook.inspection_statements
  for each row execute function handbook.audit_row('line_id', 'member_id', 'words');
create trigger audit_row after insert or update or delete on handbook.inspection_reports
  for each row execute function handbook.audit_row('plan_id', '', 'good', 'lacking', 'proposal', 'edits', 'updated_by', 'updated_at');

-- Definer: reads roles. Whether somebody is secretary or deputy of a cell now.
create function handbook.leads_cell(of_member uuid, of_unit uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.roles r where r.member_id = of_member and r.unit_id = of_unit
    and r.kind in ('secretary', 'deputy_secretary') and r.starts_at <= now() and (r.ends_at is null or r.ends_at > now()))
$$;

-- Definer: asked by policies and steps. What the caller is in a line of an adopted plan. The committee looked at is
-- whoever is secretary or deputy; of a group, its members. Somebody who was looked at stays so in another cell.
create function handbook.inspection_part(of_line uuid) returns handbook.inspection_part
language sql stable security definer set search_path = '' as $$
  select case
    when x.part = 'subject' or l.target = 'committee' and handbook.leads_cell(m.id, p.unit_id) or l.target = 'group' and m.group_id = l.group_id
      then 'subject'
    when m.unit_id = p.unit_id then x.part end
  from handbook.inspection_lines l
  join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
  join handbook.members m on m.id = handbook.me()
  left join handbook.inspection_people x on x.line_id = l.id and x.member_id = m.id
  where l.id = of_line
$$;

-- Definer: as inspection_part. Who decides on a line: whoever runs the cell and is not looked at in it; where one of
-- those is looked at, whoever leads the line as well.
create function handbook.keeps_inspection(of_line uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(part, 'doer') <> 'subject' and (p.unit_path <@ handbook.scope('inspection.run') or part = 'lead' and (
    l.target = 'committee' or exists (
      select from handbook.members m left join handbook.inspection_people x on x.line_id = l.id and x.member_id = m.id
      where m.unit_id = p.unit_id and (x.part = 'subject' or m.group_id = l.group_id) and handbook.leads_cell(m.id, p.unit_id))))
  from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
  cross join (select handbook.inspection_part(of_line) as part) me
  where l.id = of_line
$$;

-- Definer: as inspection_part.
create function handbook.sees_inspection(of_line uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id
    where l.id = of_line and (p.unit_path <@ handbook.scope('inspection.run') or p.adopted_on is not null and (
      p.unit_id = handbook.my_cell_id() or p.unit_path <@ handbook.scope('inspection.oversee') or handbook.inspection_part(l.id) = 'subject')))
$$;

-- Definer: as inspection_part. A draft is read by those who look; what was handed in also by whoever is looked at, runs the cell or oversees it.
create function handbook.sees_findings(of_line uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
    left join handbook.inspection_findings f on f.line_id = l.id
    cross join (select handbook.inspection_part(of_line) as part) me
    where l.id = of_line and (part in ('lead', 'doer') or f.handed_in_at is not null and (part = 'subject'
      or p.unit_path <@ handbook.scope('inspection.run', 'inspection.oversee'))))
$$;
-- Definer: as inspection_part. The year's report: whoever runs the cell; once it is sent, whoever oversees it.
create function handbook.sees_inspection_report(of_plan uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.inspection_plans p left join handbook.inspection_reports r on r.plan_id = p.id
    where p.id = of_plan and (p.unit_path <@ handbook.scope('inspection.run')
      or r.sent_at is not null and p.unit_path <@ handbook.scope('inspection.oversee')))
$$;
grant execute on function handbook.inspection_part, handbook.keeps_inspection, handbook.sees_inspection, handbook.sees_findings,
  handbook.sees_inspection_report to authenticated;

-- row level security: everything is written by functions that ask for the right -------------------

alter table handbook.inspection_plans enable row level security;
alter table handbook.inspection_lines enable row level security;
alter table handbook.inspection_people enable row level security;
alter table handbook.inspection_findings enable row level security;
alter table handbook.inspection_statements enable row level security;
alter table handbook.inspection_reports enable row level security;
alter table handbook.inspection_events enable row level security;
alter table handbook.inspection_moves enable row level security;
grant select on handbook.inspection_plans, handbook.inspection_lines, handbook.inspection_people, handbook.inspection_findings,
  handbook.inspection_statements, handbook.inspection_reports, handbook.inspection_events, handbook.inspection_moves to authenticated;

create policy "a cell sees the plan it has adopted" on handbook.inspection_plans for select to authenticated using (
  adopted_on is not null and unit_id = (select handbook.my_cell_id()));
create policy "those who run a cell see its plan" on handbook.inspection_plans for select to authenticated using (
  unit_path <@ (select handbook.scope('inspection.run')));
create policy "offices above see adopted plans" on handbook.inspection_plans for select to authenticated using (
  adopted_on is not null and elem_contained_by_multirange(unit_path, (select handbook.scope('inspection.oversee'))));
create policy "who sees a plan sees its lines" on handbook.inspection_lines for select to authenticated using (
  exists (select from handbook.inspection_plans p where p.id = plan_id));
create policy "who was looked at sees the line" on handbook.inspection_lines for select to authenticated using (handbook.sees_inspection(id));
create policy "who sees a line sees whom it names" on handbook.inspection_people for select to authenticated using (
  exists (select from handbook.inspection_lines l where l.id = line_id));
create policy "findings are for those concerned" on handbook.inspection_findings for select to authenticated using (handbook.sees_findings(line_id));
create policy "a statement is its author's and of who reads the report" on handbook.inspection_statements for select to authenticated using (
  member_id = (select handbook.me()) or handbook.sees_findings(line_id));
create policy "a report is the cell's leaders' and goes up" on handbook.inspection_reports for select to authenticated using (
  handbook.sees_inspection_report(plan_id));
create policy "who sees a plan sees its steps" on handbook.inspection_events for select to authenticated using (
  case when not private then exists (select from handbook.inspection_plans p where p.id = plan_id)
    when line_id is null then handbook.sees_inspection_report(plan_id) else handbook.sees_findings(line_id) end);
create policy "what may follow what is no secret" on handbook.inspection_moves for select to authenticated using (true);
