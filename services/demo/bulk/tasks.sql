-- Tasks of every made-up cell: two a month from five months back to the next, five people each.

insert into handbook.tasks (id, unit_id, unit_path, title, why, source, source_note, weight, due_on, series_id, created_by, created_at)
select made.id, made.unit_id, made.path,
  (array['Vận động bà con phân loại rác tại nhà', 'Thăm hỏi gia đình chính sách', 'Trực tổ hòa giải của khu dân cư',
    'Viết bài về người tốt, việc tốt', 'Vận động hộ dân chỉnh trang ngõ', 'Góp ý dự thảo nghị quyết', 'Hướng dẫn bà con dùng dịch vụ công'])[1 + made.dice % 7],
  'Theo nghị quyết của chi bộ', case made.dice % 3 when 0 then 'manual' else 'resolution' end::handbook.task_source,
  case made.dice % 3 when 0 then null else 'Nghị quyết phân công năm' end,
  (array['light', 'ordinary', 'heavy'])[1 + made.dice % 3]::handbook.task_weight, made.due_on, made.id, made.secretary, made.due_on - 25
from (
  select md5('task-' || u.code || '-' || n)::uuid as id, u.id as unit_id, u.path, abs(hashtext(u.code || n)) as dice,
    (date_trunc('month', handbook.today()) + (n / 2 - 5) * interval '1 month' + (9 + n % 2 * 10) * interval '1 day')::date as due_on,
    (select r.member_id from handbook.roles r where r.unit_id = u.id and r.kind = 'secretary' limit 1) as secretary
  from handbook.units u cross join generate_series(0, 13) n
  where u.kind = 'cell' and not exists (select from handbook.tasks t where t.unit_id = u.id)) made
--------
insert into handbook.task_assignments (id, task_id, member_id, unit_id, unit_path, state, due_on, year, percent, handed_in_on, done_at, beyond, version)
select md5(t.id::text || m.id)::uuid, t.id, m.id, t.unit_id, t.unit_path, s.state, t.due_on, extract(year from t.due_on),
  case s.state when 'assigned' then 0 when 'accepted' then 25 * (s.dice % 4) else 100 end,
  case when s.state in ('handed_in', 'done') then least(t.due_on + s.dice % 6 - 4, handbook.today()) end,
  case s.state when 'done' then least(t.due_on + 2, handbook.today())::timestamptz end, s.state = 'done' and s.dice % 11 = 0, 1
from handbook.tasks t
join (select t.unit_id, t.id, row_number() over (partition by t.unit_id order by t.due_on) - 1 as n from handbook.tasks t) o on o.id = t.id
join (select m.id, m.unit_id, row_number() over (partition by m.unit_id order by m.id) - 1 as place, count(*) over (partition by m.unit_id) as of
  from handbook.members m where m.life_state = 'active') m on m.unit_id = t.unit_id and (m.place + o.n * 5) % m.of < 5
cross join lateral (select abs(hashtext(t.id::text || m.id)) as dice) d
cross join lateral (select d.dice,
  case when t.due_on < handbook.today() - 3 and d.dice % 20 < 17 then 'done' when d.dice % 4 = 0 then 'handed_in'
    when d.dice % 4 = 1 then 'assigned' else 'accepted' end::handbook.task_state as state) s
where t.why = 'Theo nghị quyết của chi bộ'
--------
insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id, at)
select a.id, a.member_id, 'assign', 'assigned', 'assigned', t.created_by, t.created_at
from handbook.tasks t join handbook.task_assignments a on a.task_id = t.id where t.why = 'Theo nghị quyết của chi bộ'
--------
delete from handbook.task_tallies
--------
insert into handbook.task_tallies (unit_id, unit_path, year, given, done, on_time, beyond)
select a.unit_id, a.unit_path, a.year, count(*), count(*) filter (where a.state = 'done'),
  count(*) filter (where a.state = 'done' and a.handed_in_on <= a.due_on), count(*) filter (where a.state = 'done' and a.beyond)
from handbook.task_assignments a where a.part = 'main' and a.state <> 'cancelled' group by 1, 2, 3
