-- Eleven months of regular meetings in every made-up cell, with the roll of the last two. Statements are
-- separated by a line of dashes.

insert into handbook.meetings (id, unit_id, unit_path, kind, title, starts_at, minutes, place, state, month, called_at,
  opened_at, closed_at, report_by, reported_at)
select gen_random_uuid(), u.id, u.path, 'regular', 'Sinh hoạt chi bộ thường kỳ tháng ' || to_char(f.month, 'MM/YYYY'),
  handbook.meeting_moment(f.month + 4, '19:30'), 90, 'Nhà văn hóa', 'closed', f.month, handbook.meeting_moment(f.month + 1, '08:00'),
  handbook.meeting_moment(f.month + 4, '19:30'), handbook.meeting_moment(f.month + 4, '21:05'), f.month + 6,
  case when f.back > 1 or get_byte(uuid_send(u.id), 3) % 9 > 0 then handbook.meeting_moment(f.month + 5, '09:00') end
from handbook.units u
cross join (select back, (date_trunc('month', handbook.today()) - make_interval(months => back))::date as month
            from generate_series(1, 11) back) f
where u.kind = 'cell' and u.closed_on is null
  and not exists (select from handbook.meetings m where m.unit_id = u.id)
--------
insert into handbook.meeting_items (meeting_id, position, kind, title, minutes)
select m.id, x.nr, (x.item ->> 'kind')::handbook.meeting_item_kind, x.item ->> 'title', (x.item ->> 'minutes')::int
from handbook.meetings m
cross join jsonb_array_elements(handbook.policy('meeting.agenda') -> 'regular' -> 'items') with ordinality x(item, nr)
where m.month = (date_trunc('month', handbook.today()) - interval '1 month')::date
  and not exists (select from handbook.meeting_items i where i.meeting_id = m.id)
--------
insert into handbook.meeting_summons (meeting_id, member_id, status, exempt, away)
select m.id, p.id, p.status, p.activity_exempt, p.working_away
from handbook.meetings m join handbook.members p on p.unit_id = m.unit_id and p.life_state = 'active'
where m.state = 'closed' and m.month >= (date_trunc('month', handbook.today()) - interval '2 months')::date
on conflict do nothing
--------
insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, arrived_at)
select s.meeting_id, s.member_id,
  case when get_byte(uuid_send(s.member_id), 5) % 8 > 0 then 'present' else 'excused' end::handbook.meeting_presence, 'qr',
  m.opened_at - interval '5 minutes'
from handbook.meeting_summons s join handbook.meetings m on m.id = s.meeting_id
where not s.exempt
on conflict do nothing
--------
update handbook.meetings m set summoned = n.summoned, present = n.present
from (select s.meeting_id, count(*) as summoned, count(*) filter (where a.presence in ('present', 'online')) as present
      from handbook.meeting_summons s left join handbook.meeting_attendance a using (meeting_id, member_id)
      where not s.exempt and not s.away group by 1) n
where n.meeting_id = m.id and m.state = 'closed'
