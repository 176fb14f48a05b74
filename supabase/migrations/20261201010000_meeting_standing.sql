-- What a phone that shows a meeting asks now and then, while the meeting is awaited or runs: one row, instead of the whole card.

create function api.meeting_standing(meeting_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  standing jsonb;
begin
  select jsonb_build_object('state', x.state, 'version', x.version, 'begun', i.begun, 'ended', i.ended,
    'presence', (select a.presence from handbook.meeting_attendance a where a.meeting_id = x.id and a.member_id = caller),
    'votes', case when x.state = 'cancelled' then '[]' else (
      select coalesce(jsonb_agg(v.state order by v.created_at, v.id), '[]') from handbook.votes v where v.meeting_id = x.id) end)
  into standing
  from handbook.meetings x
  cross join lateral (select count(j.started_at) as begun, count(j.ended_at) as ended from handbook.meeting_items j where j.meeting_id = x.id) i
  where x.id = meeting_standing.meeting_id
    and /*lock*/ (x.unit_id = (select handbook.my_cell_id())
      or x.unit_path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee'))) /*end*/;
  if standing is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  return standing;
end $$;
comment on function api.meeting_standing is
  'Where one meeting stands, how many items of its agenda are begun and ended, where its votes stand (for who takes part), how I am marked; and no more: what a phone that waits asks about once a minute. Caller: as meeting_open. Errors: session.ended, meeting.not_found.';
grant execute on function api.meeting_standing to authenticated;
