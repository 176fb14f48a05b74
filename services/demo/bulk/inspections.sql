-- This year's plan of inspection in nine of ten made-up cells, with two lines each, and the report of one in three.
-- Statements are separated by a line of dashes.

insert into handbook.inspection_plans (id, unit_id, unit_path, year, aims, adopted_on, adopted_by, version)
select gen_random_uuid(), u.id, u.path, extract(year from handbook.today()), 'Giữ nền nếp, kịp thời nhắc nhở.',
  make_date(extract(year from handbook.today())::int, 1, 20), r.member_id, 2
from handbook.units u
join lateral (select x.member_id from handbook.roles x where x.unit_id = u.id and x.kind = 'secretary' limit 1) r on true
where u.kind = 'cell' and u.closed_on is null and get_byte(uuid_send(u.id), 4) % 10 > 0
  and not exists (select from handbook.inspection_plans p where p.unit_id = u.id)
--------
insert into handbook.inspection_lines (id, plan_id, kind, target, content, due_on, months, planned_for, state, concluded_on)
select gen_random_uuid(), p.id, f.kind::handbook.inspection_kind, 'members', f.content, make_date(p.year, f.month + 1, 1) - 1, 1,
  make_date(p.year, f.month + 1, 1) - 1, case when f.done then 'concluded' else 'planned' end::handbook.inspection_state,
  case when f.done then make_date(p.year, f.month, 20) end
from handbook.inspection_plans p
cross join lateral (values
  ('inspection', 'Việc dự sinh hoạt và đóng đảng phí', 5, extract(month from handbook.today()) > 5 and get_byte(uuid_send(p.id), 5) % 8 > 0),
  ('supervision', 'Việc thực hiện nhiệm vụ chi bộ phân công', 11, false)) f(kind, content, month, done)
where not exists (select from handbook.inspection_lines l where l.plan_id = p.id)
--------
insert into handbook.inspection_people (line_id, member_id, part)
select l.id, m.id, case m.place when 1 then 'lead' else 'subject' end::handbook.inspection_part
from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id
join lateral (select x.id, row_number() over (order by x.sort_key, x.id) as place from handbook.members x
  where x.unit_id = p.unit_id and x.life_state = 'active' and x.id <> p.adopted_by order by x.sort_key, x.id limit 2) m on true
where not exists (select from handbook.inspection_people k where k.line_id = l.id)
--------
insert into handbook.inspection_reports (plan_id, good, figures, sent_at, sent_by)
select p.id, 'Chi bộ làm đủ các việc đến kỳ.', handbook.inspection_figures(p.id), now(), p.adopted_by
from handbook.inspection_plans p
where p.aims = 'Giữ nền nếp, kịp thời nhắc nhở.' and get_byte(uuid_send(p.id), 6) % 3 = 0 and not exists (select from handbook.inspection_reports r where r.plan_id = p.id)
