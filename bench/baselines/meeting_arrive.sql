-- An arrival as a bare insert: no code is looked at, no right, no log.
create or replace function api.bench_meeting_arrive(reader uuid, of_meeting uuid) returns jsonb
language plpgsql security definer as $$
begin
  insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, actor_id)
  values (of_meeting, reader, 'present', 'code', reader);
  return '{"arrived": true}';
end $$;
