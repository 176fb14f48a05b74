-- Meetings of a cell: the year's plan, invitations, agenda and papers, roll-call, what was said and concluded.
-- Votes, opinions sent beforehand, and the papers that come of a meeting have migrations of their own.

create type handbook.meeting_kind as enum ('regular', 'thematic', 'extraordinary');
create type handbook.meeting_state as enum ('planned', 'called', 'running', 'closed', 'cancelled');
create type handbook.meeting_item_kind as enum (
  'opening', 'last_month', 'information', 'example', 'discussion', 'criticism', 'assignment', 'vote', 'scoring', 'closing', 'other');
create type handbook.meeting_reply as enum ('coming', 'online', 'excused');
create type handbook.meeting_presence as enum ('present', 'online', 'excused', 'unexcused');
create type handbook.arrival_way as enum ('qr', 'code', 'clerk');

-- tables ---------------------------------------------------------------------------------------

create table handbook.meeting_days (
  unit_id uuid primary key references handbook.units,
  unit_path text collate "C" not null,
  day int not null check (day between 1 and 31),
  at time not null,
  minutes int not null default 90 check (minutes between 15 and 600),
  place text not null check (place = btrim(place) and length(place) between 2 and 200)
);
comment on table handbook.meeting_days is 'When and where a cell meets as a rule.';
comment on column handbook.meeting_days.day is 'Of the month; in a shorter month its last day.';
comment on column handbook.meeting_days.at is 'In Asia/Ho_Chi_Minh.';

create table handbook.meetings (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references handbook.units,
  unit_path text collate "C" not null,
  kind handbook.meeting_kind not null,
  title text not null check (title = btrim(title) and length(title) between 3 and 200),
  starts_at timestamptz not null,
  minutes int not null check (minutes between 15 and 600),
  place text not null default '' check (length(place) <= 200),
  online_link text check (online_link ~ '^https://\S+$' and length(online_link) <= 500),
  guests text not null default '' check (length(guests) <= 1000),
  state handbook.meeting_state not null default 'planned',
  month date not null,
  chair_id uuid references handbook.members,
  clerk_id uuid references handbook.members,
  called_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  report_by date,
  reported_at timestamptz,
  summoned int,
  present int,
  cancelled_why text check (length(cancelled_why) between 2 and 500),
  stamp_denied boolean not null default false,
  version int not null default 1,
  created_by uuid references handbook.members,
  created_at timestamptz not null default now(),
  check (place <> '' or online_link is not null),
  check ((state = 'cancelled') = (cancelled_why is not null)),
  check (state not in ('running', 'closed') or opened_at is not null),
  check ((state = 'closed') = (closed_at is not null)),
  check (reported_at is null or closed_at is not null)
);
comment on table handbook.meetings is 'A meeting of a cell, from the plan to its end; ended ones are not opened again.';
comment on column handbook.meetings.month is 'First day of the month it is held for, in Asia/Ho_Chi_Minh: the regular meeting of March may be on April 2nd.';
comment on column handbook.meetings.clerk_id is 'Who keeps this meeting''s roll and minutes beside the secretary.';
comment on column handbook.meetings.summoned is
  'How many were summoned, without the exempt and those working away: counted once, when it ends, so that a city is summed up without its rolls.';
comment on column handbook.meetings.present is 'Of those summoned, how many came or took part online; counted when it ends.';
comment on column handbook.meetings.report_by is 'Last day for posting its papers and reporting upwards, by the rule in force when it ended.';
create unique index one_regular_meeting_a_month on handbook.meetings (unit_id, month) where kind = 'regular' and state <> 'cancelled';
create index meetings_by_unit on handbook.meetings (unit_id, starts_at desc);
create index meetings_by_path on handbook.meetings (unit_path, month) include (kind, state);
create index meetings_thematic on handbook.meetings (unit_path, month) include (unit_id) where kind = 'thematic' and state <> 'cancelled';

create table handbook.meeting_items (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null references handbook.meetings on delete cascade,
  position int not null,
  kind handbook.meeting_item_kind not null default 'other',
  title text not null check (title = btrim(title) and length(title) between 2 and 300),
  minutes int not null default 5 check (minutes between 1 and 300),
  presenter text not null default '' check (length(presenter) <= 200),
  conclusion text not null default '' check (length(conclusion) <= 10000),
  started_at timestamptz,
  ended_at timestamptz,
  unique (meeting_id, position) deferrable initially deferred
);
comment on table handbook.meeting_items is 'The agenda, and what each item came to.';

create table handbook.meeting_papers (
  object_name text primary key,
  meeting_id uuid not null references handbook.meetings,
  file_name text not null check (length(file_name) between 1 and 200),
  content_type text not null,
  size_bytes int not null check (size_bytes > 0),
  stamp_denied boolean not null default false,
  added_by uuid references handbook.members,
  added_at timestamptz not null default now()
);
comment on table handbook.meeting_papers is 'Papers to be read before; members of the cell and those who run the meeting read them.';
create index meeting_papers_by_meeting on handbook.meeting_papers (meeting_id);

create table handbook.meeting_replies (
  meeting_id uuid not null references handbook.meetings,
  member_id uuid not null references handbook.members,
  reply handbook.meeting_reply not null,
  reason text check (length(btrim(reason)) between 2 and 500),
  actor_id uuid not null references handbook.members,
  at timestamptz not null default now(),
  primary key (meeting_id, member_id),
  check (reply <> 'excused' or reason is not null)
);
comment on table handbook.meeting_replies is 'Who says that they come; the reason of who does not is read by those who run the meeting alone.';
comment on column handbook.meeting_replies.actor_id is 'The member, or the proxy who entered what the member said.';

create table handbook.meeting_summons (
  meeting_id uuid not null references handbook.meetings,
  member_id uuid not null references handbook.members,
  status handbook.member_status not null,
  exempt boolean not null,
  away boolean not null,
  primary key (meeting_id, member_id)
);
comment on table handbook.meeting_summons is 'The members summoned, as they were when the meeting was opened: the roll, and what quorum and vote base are reckoned from.';
create index meeting_summons_by_member on handbook.meeting_summons (member_id);

create table handbook.meeting_attendance (
  meeting_id uuid not null,
  member_id uuid not null,
  presence handbook.meeting_presence not null,
  way handbook.arrival_way not null,
  reason text check (length(reason) <= 500),
  arrived_at timestamptz not null default now(),
  actor_id uuid references handbook.members,
  primary key (meeting_id, member_id),
  foreign key (meeting_id, member_id) references handbook.meeting_summons
);
comment on table handbook.meeting_attendance is 'One row each: present, online, or absent with or without a reason. Who is not in it has not been marked.';
create index meeting_attendance_by_member on handbook.meeting_attendance (member_id);

create table handbook.meeting_secrets (
  meeting_id uuid primary key references handbook.meetings,
  secret bytea not null
);
comment on table handbook.meeting_secrets is 'What the changing codes of the roll-call are made from; no caller reads it.';

create table handbook.meeting_holds (
  digest bytea primary key,
  meeting_id uuid not null references handbook.meetings,
  arrived_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table handbook.meeting_holds is 'Somebody opened a valid code before signing in: the arrival is kept for a while for whoever holds the answer.';

create table handbook.meeting_speakers (
  item_id uuid not null references handbook.meeting_items,
  member_id uuid not null references handbook.members,
  at timestamptz not null default now(),
  primary key (item_id, member_id)
);
comment on table handbook.meeting_speakers is 'Who took the floor on an item, for the minutes. Who did not is listed nowhere.';

insert into handbook.policy_versions (topic, number, issued_on, valid_from, source, checked, content) values
  ('meeting.vote_base', null, null, '2026-01-01', 'Điều lệ và hướng dẫn thi hành: đảng viên chính thức được triệu tập, trừ người tạm thời sinh hoạt nơi khác và người được miễn vắng mặt', false,
   '{"status": "official", "leave_out": ["away_absent", "exempt_absent"]}'),
  ('meeting.quorum', null, null, '2026-01-01', 'Chưa đối chiếu văn bản gốc: quá một nửa số được tính', false, '{"over": [1, 2]}'),
  ('meeting.papers_before', '42-HD/BTCTW', '2025-10-28', '2026-01-01', 'Hướng dẫn 42-HD/BTCTW ngày 28/10/2025', false, '{"days": 1}'),
  ('meeting.report_within', '42-HD/BTCTW', '2025-10-28', '2026-01-01', 'Hướng dẫn 42-HD/BTCTW ngày 28/10/2025', false, '{"days": 2}'),
  ('meeting.thematic', '42-HD/BTCTW', '2025-10-28', '2026-01-01', 'Hướng dẫn 42-HD/BTCTW ngày 28/10/2025', false, '{"a_quarter": 1}'),
  ('meeting.roll_code', null, null, '2026-01-01', 'Cài đặt của phần mềm', true, '{"seconds": 30, "hold_minutes": 10}');

-- who may do what --------------------------------------------------------------------------------

insert into handbook.role_capabilities (role, unit_kind, capability, reach)
select r::handbook.role_kind, k::handbook.unit_kind, c, reach::handbook.reach
from (values
  ('{secretary,deputy_secretary}', '{cell}', '{meeting.run,meeting.clerk}', 'subtree'),
  ('{cell_clerk}', '{cell}', '{meeting.clerk}', 'subtree'),
  ('{member_in_charge}', '{cell}', '{meeting.follow}', 'subtree'),
  ('{secretary,deputy_secretary,organisation_staff,office_staff,inspection_staff}',
   '{city,ward,grassroots_body,sub_committee}', '{meeting.oversee}', 'subtree')
) as sentences(roles, kinds, capabilities, reach),
unnest(roles::text[]) r, unnest(kinds::text[]) k, unnest(capabilities::text[]) c;

create table handbook.meeting_moves (
  from_state handbook.meeting_state not null,
  to_state handbook.meeting_state not null,
  primary key (from_state, to_state)
);
comment on table handbook.meeting_moves is 'THE table of what a meeting may become; nothing leads out of closed and cancelled.';
insert into handbook.meeting_moves (from_state, to_state) values
  ('planned', 'called'), ('planned', 'running'), ('planned', 'cancelled'),
  ('called', 'running'), ('called', 'cancelled'), ('running', 'closed');
alter table handbook.meeting_moves enable row level security;
create policy "what a meeting may become is no secret" on handbook.meeting_moves for select to authenticated using (true);

-- Definer: the path is the tree's, never the writer's; the moves are those of the table.
create function handbook.meeting_is_kept() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select path into strict new.unit_path from handbook.units where id = new.unit_id;
  if tg_op = 'UPDATE' then
    if new.state <> old.state and not exists (select from handbook.meeting_moves m where m.from_state = old.state and m.to_state = new.state)
       or new.state = old.state and old.state in ('closed', 'cancelled')
         and to_jsonb(new) - '{unit_path,reported_at}'::text[] <> to_jsonb(old) - '{unit_path,reported_at}'::text[] then
      perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', old.state));
    end if;
    if new.state = 'closed' and old.state <> 'closed' then
      select count(*), count(*) filter (where a.presence in ('present', 'online')) into new.summoned, new.present
      from handbook.meeting_summons s left join handbook.meeting_attendance a using (meeting_id, member_id)
      where s.meeting_id = new.id and not s.exempt and not s.away;
    end if;
  end if;
  return new;
end $$;
create trigger meeting_is_kept before insert or update on handbook.meetings
  for each row execute function handbook.meeting_is_kept();
create trigger task_follows_unit before insert or update of unit_id, unit_path on handbook.meeting_days
  for each row execute function handbook.task_follows_unit();

create trigger audit_row after insert or update or delete on handbook.meeting_days
  for each row execute function handbook.audit_row('unit_id', '');
create trigger audit_row after insert or update or delete on handbook.meetings
  for each row execute function handbook.audit_row('id', '');
create trigger audit_stamp_denial after insert or update of stamp_denied on handbook.meetings
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('id', '', 'title');
create trigger audit_row after insert or update or delete on handbook.meeting_items
  for each row execute function handbook.audit_row('id', '');
create trigger audit_row after insert or update or delete on handbook.meeting_papers
  for each row execute function handbook.audit_row('object_name', '');
create trigger audit_stamp_denial after insert on handbook.meeting_papers
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('object_name', '', 'file_name');
create trigger audit_row after insert or update or delete on handbook.meeting_replies
  for each row execute function handbook.audit_row('meeting_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.meeting_attendance
  for each row execute function handbook.audit_row('meeting_id', 'member_id');
create trigger audit_row after insert or update or delete on handbook.meeting_speakers
  for each row execute function handbook.audit_row('item_id', 'member_id');

-- Definer: the caller's cell; asked by every policy of the room.
create function handbook.my_cell_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select m.unit_id from handbook.members m where m.id = handbook.me()
$$;

-- Definer: asked by policies of tables whose rows know only the meeting. Those who belong to the cell, run, keep or follow it.
create function handbook.takes_part_in(of_meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.meetings m where m.id = of_meeting
      and (m.unit_id = handbook.my_cell_id() or m.unit_path <@ handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow')))
$$;
-- Definer: as takes_part_in. Those who keep the roll and the minutes: by office, or named for this meeting.
create function handbook.clerks_meeting(of_meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from handbook.meetings m where m.id = of_meeting
      and (m.unit_path <@ handbook.scope('meeting.clerk') or m.clerk_id = handbook.me() and m.unit_id = handbook.my_cell_id()))
$$;
-- Definer: as takes_part_in.
create function handbook.is_of_the_cell(of_meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.meetings m where m.id = of_meeting and m.unit_id = handbook.my_cell_id())
$$;
-- Definer: as takes_part_in.
create function handbook.runs_meeting(of_meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.meetings m where m.id = of_meeting and m.unit_path <@ handbook.scope('meeting.run'))
$$;
grant execute on function handbook.my_cell_id, handbook.takes_part_in, handbook.clerks_meeting, handbook.is_of_the_cell, handbook.runs_meeting to authenticated;

alter table handbook.meeting_days enable row level security;
alter table handbook.meetings enable row level security;
alter table handbook.meeting_items enable row level security;
alter table handbook.meeting_papers enable row level security;
alter table handbook.meeting_replies enable row level security;
alter table handbook.meeting_summons enable row level security;
alter table handbook.meeting_attendance enable row level security;
alter table handbook.meeting_secrets enable row level security;
alter table handbook.meeting_holds enable row level security;
alter table handbook.meeting_speakers enable row level security;

grant select, insert, update on handbook.meeting_days, handbook.meetings, handbook.meeting_replies, handbook.meeting_attendance to authenticated;
grant select, insert, update on handbook.meeting_items to authenticated;
grant select, insert on handbook.meeting_papers, handbook.meeting_speakers to authenticated;
grant select on handbook.meeting_summons, handbook.meeting_moves to authenticated;

create policy "a cell knows when it meets" on handbook.meeting_days for select to authenticated using (
  unit_id = (select handbook.my_cell_id()) or elem_contained_by_multirange(unit_path, (select handbook.scope('meeting.run', 'meeting.oversee'))));
create policy "those who run meetings set the day" on handbook.meeting_days for insert to authenticated
  with check (unit_path <@ (select handbook.scope('meeting.run')));
create policy "those who run meetings change the day" on handbook.meeting_days for update to authenticated
  using (unit_path <@ (select handbook.scope('meeting.run')));

create policy "a cell sees its meetings" on handbook.meetings for select to authenticated using (unit_id = (select handbook.my_cell_id()));
create policy "those who run, keep, follow or oversee see meetings" on handbook.meetings for select to authenticated using (
  elem_contained_by_multirange(unit_path, (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee'))));
create policy "those who run meetings plan them" on handbook.meetings for insert to authenticated
  with check (unit_path <@ (select handbook.scope('meeting.run')));
create policy "those who run meetings change them" on handbook.meetings for update to authenticated
  using (unit_path <@ (select handbook.scope('meeting.run')));

create policy "who sees a meeting sees its agenda" on handbook.meeting_items for select to authenticated using (
  exists (select from handbook.meetings m where m.id = meeting_id));
create policy "those who keep a meeting write its agenda" on handbook.meeting_items for insert to authenticated
  with check (handbook.clerks_meeting(meeting_id));
create policy "those who keep a meeting change its agenda" on handbook.meeting_items for update to authenticated
  using (handbook.clerks_meeting(meeting_id));

create policy "who takes part reads the papers" on handbook.meeting_papers for select to authenticated using (handbook.takes_part_in(meeting_id));
create policy "those who keep a meeting add papers" on handbook.meeting_papers for insert to authenticated
  with check (handbook.clerks_meeting(meeting_id));

create policy "a reply is the member's and the keepers'" on handbook.meeting_replies for select to authenticated using (
  member_id = (select handbook.me()) or handbook.clerks_meeting(meeting_id));
create policy "a mentor sees what the mentor has entered" on handbook.meeting_replies for select to authenticated using (
  actor_id = (select handbook.me()) and member_id = any ((select handbook.my_mentees())::uuid[]));
create policy "a member replies, or a proxy for one of the cell" on handbook.meeting_replies for insert to authenticated with check (
  actor_id = (select handbook.me()) and (member_id = (select handbook.me()) and handbook.takes_part_in(meeting_id)
    or handbook.member_path(member_id) <@ (select handbook.scope('record.proxy')) and handbook.clerks_meeting(meeting_id)));
create policy "a mentor replies for whom to help" on handbook.meeting_replies for insert to authenticated with check (
  actor_id = (select handbook.me()) and member_id = any ((select handbook.my_mentees())::uuid[]) and handbook.takes_part_in(meeting_id));
create policy "a mentor changes what the mentor has entered" on handbook.meeting_replies for update to authenticated
  using (actor_id = (select handbook.me()) and member_id = any ((select handbook.my_mentees())::uuid[]))
  with check (actor_id = (select handbook.me()) and member_id = any ((select handbook.my_mentees())::uuid[]));
create policy "a reply is changed by whom it may be given" on handbook.meeting_replies for update to authenticated
  using (member_id = (select handbook.me()) or handbook.clerks_meeting(meeting_id))
  with check (actor_id = (select handbook.me()) and (member_id = (select handbook.me())
    or handbook.member_path(member_id) <@ (select handbook.scope('record.proxy'))));

create policy "the roll is the member's own line and the keepers'" on handbook.meeting_summons for select to authenticated using (
  member_id = (select handbook.me()) or handbook.clerks_meeting(meeting_id));
create policy "attendance is the member's own line and the keepers'" on handbook.meeting_attendance for select to authenticated using (
  member_id = (select handbook.me()) or handbook.clerks_meeting(meeting_id));
create policy "the keepers mark who is there" on handbook.meeting_attendance for insert to authenticated
  with check (handbook.clerks_meeting(meeting_id));
create policy "the keepers correct who is there" on handbook.meeting_attendance for update to authenticated
  using (handbook.clerks_meeting(meeting_id));
create policy "who spoke is the keepers' and the speaker's" on handbook.meeting_speakers for select to authenticated using (
  member_id = (select handbook.me())
  or exists (select from handbook.meeting_items i where i.id = item_id and handbook.clerks_meeting(i.meeting_id)));
create policy "the keepers note who speaks" on handbook.meeting_speakers for insert to authenticated
  with check (exists (select from handbook.meeting_items i where i.id = item_id and handbook.clerks_meeting(i.meeting_id)));
create policy "nobody reads what the codes are made from" on handbook.meeting_secrets for select to authenticated using (false);
create policy "nobody reads who was held" on handbook.meeting_holds for select to authenticated using (false);

-- storage ------------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('meetings', 'meetings', false, 20971520, array['application/pdf', 'image/jpeg', 'image/png', 'image/webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document'])
on conflict (id) do nothing;
create function handbook.meeting_of_file(object_name text) returns uuid
language sql immutable set search_path = '' as $$
  select case when split_part(object_name, '/', 1) ~ '^[0-9a-f-]{36}$' then split_part(object_name, '/', 1)::uuid end
$$;
grant execute on function handbook.meeting_of_file to authenticated;
create policy "handbook: papers of a meeting are for who takes part" on storage.objects for select to authenticated using (
  bucket_id = 'meetings' and (exists (select from handbook.meeting_papers p where p.object_name = name)
    or handbook.clerks_meeting(handbook.meeting_of_file(name))));
create policy "handbook: those who keep a meeting upload its papers" on storage.objects for insert to authenticated with check (
  bucket_id = 'meetings' and handbook.clerks_meeting(handbook.meeting_of_file(name)));
create policy "handbook: those who keep a meeting remove its papers" on storage.objects for delete to authenticated using (
  bucket_id = 'meetings' and handbook.clerks_meeting(handbook.meeting_of_file(name)));

-- agenda templates ---------------------------------------------------------------------------------

insert into handbook.policy_versions (topic, number, issued_on, valid_from, source, checked, content) values
  ('meeting.agenda', '42-HD/BTCTW', '2025-10-28', '2026-01-01', 'Theo trình tự của Hướng dẫn 42-HD/BTCTW; thời lượng là gợi ý', false, '{
    "regular": {"title": "Sinh hoạt chi bộ thường kỳ tháng %s", "items": [
      {"kind": "opening", "title": "Tuyên bố lý do, giới thiệu khách mời, cử thư ký, điểm danh, thông qua chương trình", "minutes": 5},
      {"kind": "last_month", "title": "Kết quả thực hiện nghị quyết tháng trước, nhiệm vụ của đảng viên", "minutes": 15},
      {"kind": "information", "title": "Thông tin thời sự, chủ trương mới; tình hình tư tưởng đảng viên và Nhân dân", "minutes": 15},
      {"kind": "example", "title": "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "minutes": 10},
      {"kind": "discussion", "title": "Thảo luận nhiệm vụ tháng này", "minutes": 25},
      {"kind": "criticism", "title": "Tự phê bình và phê bình", "minutes": 5},
      {"kind": "assignment", "title": "Kết luận, phân công nhiệm vụ", "minutes": 5},
      {"kind": "vote", "title": "Biểu quyết thông qua nghị quyết, kết luận", "minutes": 5},
      {"kind": "scoring", "title": "Chấm điểm chất lượng buổi sinh hoạt", "minutes": 3},
      {"kind": "closing", "title": "Thông qua biên bản, bế mạc", "minutes": 2}]},
    "thematic": {"title": "Sinh hoạt chuyên đề quý %s", "items": [
      {"kind": "opening", "title": "Tuyên bố lý do, giới thiệu khách mời, điểm danh", "minutes": 5},
      {"kind": "information", "title": "Trình bày chuyên đề", "minutes": 25},
      {"kind": "discussion", "title": "Thảo luận", "minutes": 40},
      {"kind": "assignment", "title": "Kết luận, phân công nhiệm vụ", "minutes": 10},
      {"kind": "scoring", "title": "Chấm điểm chất lượng buổi sinh hoạt", "minutes": 5},
      {"kind": "closing", "title": "Thông qua biên bản, bế mạc", "minutes": 5}]},
    "extraordinary": {"title": "Sinh hoạt chi bộ bất thường", "items": [
      {"kind": "opening", "title": "Tuyên bố lý do, điểm danh, thông qua chương trình", "minutes": 5},
      {"kind": "discussion", "title": "Nội dung cần bàn", "minutes": 40},
      {"kind": "vote", "title": "Biểu quyết", "minutes": 10},
      {"kind": "closing", "title": "Thông qua biên bản, bế mạc", "minutes": 5}]}}');

-- private helpers ----------------------------------------------------------------------------------

-- No question of its own, so that a year of lines is one plan: whose reply and presence it tells is the caller's to say.
create function handbook.meeting_line(m handbook.meetings, reply handbook.meeting_reply, presence handbook.meeting_presence) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('meeting_id', m.id, 'unit_id', m.unit_id, 'unit_name', handbook.unit_name(m.unit_id), 'kind', m.kind,
    'title', m.title, 'starts_at', m.starts_at, 'minutes', m.minutes, 'place', m.place, 'online', m.online_link is not null,
    'state', m.state, 'month', m.month, 'report_by', m.report_by, 'reported_at', m.reported_at,
    'reply', meeting_line.reply, 'presence', meeting_line.presence)
$$;

-- Definer: names of the chair and the clerk, for who sees the meeting (the caller's row is cut before).
create function handbook.meeting_officer(of_member uuid, of_meeting uuid) returns text
language sql stable security definer set search_path = '' as $$
  select p.full_name from handbook.members p
  where p.id = of_member and exists (select from handbook.meetings m where m.id = of_meeting and of_member in (m.chair_id, m.clerk_id)
    and (handbook.takes_part_in(m.id) or m.unit_path <@ handbook.scope('meeting.oversee')))
$$;

-- Definer: the cell's members with what they answered and how they were marked, for the keepers of the meeting alone.
create function handbook.meeting_people(of_meeting uuid)
returns table (member_id uuid, full_name text, sort_key text, status handbook.member_status, exempt boolean, away boolean,
  reply handbook.meeting_reply, reason text, presence handbook.meeting_presence, absence_reason text, way handbook.arrival_way, arrived_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select p.id, p.full_name, p.sort_key, coalesce(s.status, p.status), coalesce(s.exempt, p.activity_exempt), coalesce(s.away, p.working_away),
    r.reply, r.reason, a.presence, a.reason, a.way, a.arrived_at
  from handbook.meetings m
  join handbook.members p on case when m.opened_at is null then p.unit_id = m.unit_id and p.life_state = 'active'
    else p.id in (select z.member_id from handbook.meeting_summons z where z.meeting_id = m.id) end
  left join handbook.meeting_summons s on s.meeting_id = m.id and s.member_id = p.id
  left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = p.id
  left join handbook.meeting_attendance a on a.meeting_id = m.id and a.member_id = p.id
  where m.id = of_meeting and handbook.clerks_meeting(m.id)
$$;
grant execute on function handbook.meeting_line, handbook.meeting_officer, handbook.meeting_people to authenticated;

create function handbook.meeting_moment(on_day date, at time) returns timestamptz
language sql immutable set search_path = '' as $$ select (on_day + at) at time zone 'Asia/Ho_Chi_Minh' $$;
create function handbook.day_of(moment timestamptz) returns date
language sql immutable set search_path = '' as $$ select (moment at time zone 'Asia/Ho_Chi_Minh')::date $$;
comment on function handbook.day_of is 'The day a moment falls on for people, in Asia/Ho_Chi_Minh.';
create function handbook.meeting_day_in(month date, day int) returns date
language sql immutable set search_path = '' as $$
  select month + least(day, extract(day from month + interval '1 month' - interval '1 day')::int) - 1
$$;
comment on function handbook.meeting_day_in is 'The day of the month, or the last one of a shorter month. `month` is its first day.';
grant execute on function handbook.meeting_moment, handbook.day_of, handbook.meeting_day_in to authenticated;

-- Definer: members delete nothing by themselves.
create function handbook.put_agenda(of_meeting uuid, items jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not handbook.runs_meeting(of_meeting) then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  delete from handbook.meeting_items i where i.meeting_id = of_meeting
    and not exists (select from jsonb_array_elements(items) x where x ->> 'item_id' = i.id::text);
  update handbook.meeting_items i set position = x.nr, kind = (x.item ->> 'kind')::handbook.meeting_item_kind, title = btrim(x.item ->> 'title'),
    minutes = (x.item ->> 'minutes')::int, presenter = btrim(coalesce(x.item ->> 'presenter', ''))
  from jsonb_array_elements(items) with ordinality x(item, nr) where i.meeting_id = of_meeting and i.id::text = x.item ->> 'item_id';
  insert into handbook.meeting_items (meeting_id, position, kind, title, minutes, presenter)
  select of_meeting, x.nr, (x.item ->> 'kind')::handbook.meeting_item_kind, btrim(x.item ->> 'title'), (x.item ->> 'minutes')::int,
    btrim(coalesce(x.item ->> 'presenter', ''))
  from jsonb_array_elements(items) with ordinality x(item, nr)
  where not exists (select from handbook.meeting_items i where i.meeting_id = of_meeting and i.id::text = x.item ->> 'item_id');
end $$;
-- Definer: as put_agenda.
create function handbook.take_paper_away(name text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from handbook.meeting_papers p where p.object_name = name and handbook.clerks_meeting(p.meeting_id);
  if not found then
    perform handbook.fail('file.not_found', 404);
  end if;
end $$;
grant execute on function handbook.put_agenda, handbook.take_paper_away to authenticated;

-- public verbs: the plan -----------------------------------------------------------------------------

create function api.meeting_day_set(key uuid, unit_id uuid, day int, at time, minutes int, place text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_day_set', jsonb_build_array(unit_id, day, at, minutes, place));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.units u where u.id = meeting_day_set.unit_id and u.kind = 'cell'
                 and /*lock*/ u.path <@ (select handbook.scope('meeting.run')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  elsif day is null or day not between 1 and 31 then
    perform handbook.fail('meeting.day_wrong', 422, '{"field": "day"}');
  elsif minutes is null or minutes not between 15 and 600 then
    perform handbook.fail('meeting.minutes_wrong', 422, '{"field": "minutes"}');
  elsif coalesce(length(btrim(place)), 0) not between 2 and 200 or at is null then
    perform handbook.fail('meeting.place_missing', 422, '{"field": "place"}');
  end if;
  insert into handbook.meeting_days as d (unit_id, unit_path, day, at, minutes, place)
  values (meeting_day_set.unit_id, '', meeting_day_set.day, meeting_day_set.at, meeting_day_set.minutes, btrim(meeting_day_set.place))
  on conflict on constraint meeting_days_pkey do update set day = excluded.day, at = excluded.at, minutes = excluded.minutes, place = excluded.place;
  return handbook.remember(key, jsonb_build_object('unit_id', meeting_day_set.unit_id));
end $$;
comment on function api.meeting_day_set is
  'When and where a cell meets as a rule; the 31st means the last day of a shorter month. Caller: meeting.run at the cell. Errors: session.ended, unit.not_found, meeting.day_wrong, meeting.minutes_wrong, meeting.place_missing, write.key_missing, write.key_reused.';

create function api.meetings_plan(key uuid, unit_id uuid, year int) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meetings_plan', jsonb_build_array(unit_id, year));
  d handbook.meeting_days;
  template jsonb := handbook.policy('meeting.agenda') -> 'regular';
  first date;
  new_id uuid;
  made int := 0;
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.units u where u.id = meetings_plan.unit_id and u.kind = 'cell'
                 and /*lock*/ u.path <@ (select handbook.scope('meeting.run')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  elsif year is null or year not between extract(year from handbook.today()) and extract(year from handbook.today()) + 1 then
    perform handbook.fail('meeting.year_wrong', 422, '{"field": "year"}');
  end if;
  select * into d from handbook.meeting_days x where x.unit_id = meetings_plan.unit_id;
  if d.unit_id is null then
    perform handbook.fail('meeting.no_day', 409);
  end if;
  for nr in 1 .. 12 loop
    first := make_date(year, nr, 1);
    new_id := null;
    if handbook.meeting_moment(handbook.meeting_day_in(first, d.day), d.at) > now() then
      insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place, month, created_by)
      values (meetings_plan.unit_id, '', 'regular', format(template ->> 'title', nr || '/' || year),
        handbook.meeting_moment(handbook.meeting_day_in(first, d.day), d.at), d.minutes, d.place, first, caller)
      on conflict do nothing returning id into new_id;
    end if;
    if new_id is not null then
      perform handbook.put_agenda(new_id, template -> 'items');
      made := made + 1;
    end if;
  end loop;
  return handbook.remember(key, jsonb_build_object('made', made));
end $$;
comment on function api.meetings_plan is
  'Plans the regular meetings of a year that are still to come, on the cell''s day, with the agenda in force; months that have one keep it. Caller: meeting.run at the cell. Errors: session.ended, unit.not_found, meeting.year_wrong, meeting.no_day, write.key_missing, write.key_reused.';

create function api.meeting_save(
  key uuid, unit_id uuid, kind handbook.meeting_kind, title text, starts_at timestamptz, minutes int, place text default '',
  online_link text default null, guests text default '', month date default null, items jsonb default null, clerk_id uuid default null,
  meeting_id uuid default null, version int default null, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_save', jsonb_build_array(unit_id, kind, title, starts_at, minutes, place, online_link,
    guests, month, items, clerk_id, meeting_id, version, stamp_denied));
  m handbook.meetings;
  agenda jsonb := coalesce(items, handbook.policy('meeting.agenda') -> kind::text -> 'items');
  held_for date := date_trunc('month', coalesce(month, handbook.day_of(starts_at)));
  stamped boolean := handbook.looks_classified(title, guests, agenda::text);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.units u where u.id = meeting_save.unit_id and u.kind = 'cell'
                 and /*lock*/ u.path <@ (select handbook.scope('meeting.run')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  elsif coalesce(length(btrim(title)), 0) not between 3 and 200 then
    perform handbook.fail('meeting.title_length', 422, '{"field": "title"}');
  elsif starts_at is null or starts_at < now() - interval '40 days' or starts_at > now() + interval '800 days' then
    perform handbook.fail('meeting.time_wrong', 422, '{"field": "starts_at"}');
  elsif minutes is null or minutes not between 15 and 600 then
    perform handbook.fail('meeting.minutes_wrong', 422, '{"field": "minutes"}');
  elsif btrim(coalesce(place, '')) = '' and online_link is null then
    perform handbook.fail('meeting.place_missing', 422, '{"field": "place"}');
  elsif online_link !~ '^https://\S+$' or length(online_link) > 500 then
    perform handbook.fail('meeting.link_wrong', 422, '{"field": "online_link"}');
  elsif jsonb_typeof(agenda) <> 'array' or jsonb_array_length(agenda) not between 1 and 40 or exists (
      select from jsonb_array_elements(agenda) x where coalesce(length(btrim(x ->> 'title')), 0) not between 2 and 300
        or coalesce((x ->> 'minutes')::int, 0) not between 1 and 300) then
    perform handbook.fail('meeting.agenda_wrong', 422, '{"field": "items"}');
  elsif clerk_id is not null and not exists (select from handbook.members p where p.id = clerk_id and p.unit_id = meeting_save.unit_id
      and p.life_state = 'active') then
    perform handbook.fail('member.not_found', 404, '{"field": "clerk_id"}');
  elsif stamped and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  elsif kind = 'regular' and exists (select from handbook.meetings x where x.unit_id = meeting_save.unit_id and x.kind = 'regular'
      and x.state <> 'cancelled' and x.month = held_for and x.id is distinct from meeting_save.meeting_id) then
    perform handbook.fail('meeting.month_taken', 409, '{"field": "month"}');
  end if;
  if meeting_id is null then
    insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place, online_link, guests, month, clerk_id,
      stamp_denied, created_by)
    values (meeting_save.unit_id, '', meeting_save.kind, btrim(meeting_save.title), meeting_save.starts_at, meeting_save.minutes,
      btrim(coalesce(meeting_save.place, '')), meeting_save.online_link, btrim(coalesce(meeting_save.guests, '')), held_for,
      meeting_save.clerk_id, stamped, caller)
    returning * into m;
  else
    select * into m from handbook.meetings x where x.id = meeting_save.meeting_id and x.unit_id = meeting_save.unit_id for update;
    if m.id is null then
      perform handbook.fail('meeting.not_found', 404);
    elsif m.state not in ('planned', 'called') then
      perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
    elsif m.version is distinct from meeting_save.version then
      perform handbook.fail('meeting.changed_meanwhile', 409);
    end if;
    update handbook.meetings x set kind = meeting_save.kind, title = btrim(meeting_save.title), starts_at = meeting_save.starts_at,
      minutes = meeting_save.minutes, place = btrim(coalesce(meeting_save.place, '')), online_link = meeting_save.online_link,
      guests = btrim(coalesce(meeting_save.guests, '')), month = held_for, clerk_id = meeting_save.clerk_id,
      stamp_denied = x.stamp_denied or stamped, version = x.version + 1
    where x.id = m.id returning * into m;
  end if;
  perform handbook.put_agenda(m.id, agenda);
  return handbook.remember(key, jsonb_build_object('meeting_id', m.id, 'version', m.version));
end $$;
comment on function api.meeting_save is
  'Plans a meeting or changes one that has not begun; without items the agenda in force is taken. Caller: meeting.run at the cell. Errors: session.ended, unit.not_found, meeting.not_found, member.not_found, meeting.title_length, meeting.time_wrong, meeting.minutes_wrong, meeting.place_missing, meeting.link_wrong, meeting.agenda_wrong, meeting.month_taken, meeting.classified (unless stamp_denied, which the log keeps), meeting.wrong_state, meeting.changed_meanwhile, write.key_missing, write.key_reused.';

create function api.meeting_step(key uuid, meeting_id uuid, step text, version int, reason text default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_step', jsonb_build_array(meeting_id, step, version, reason));
  m handbook.meetings;
  becomes handbook.meeting_state;
begin
  if answer is not null then
    return answer;
  end if;
  select * into m from handbook.meetings x
  where x.id = meeting_step.meeting_id and /*lock*/ x.unit_path <@ (select handbook.scope('meeting.run')) /*end*/ for update;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif step is null or step not in ('call', 'cancel', 'start', 'close') then
    perform handbook.fail('meeting.unknown_step', 422);
  elsif m.version is distinct from meeting_step.version then
    perform handbook.fail('meeting.changed_meanwhile', 409, jsonb_build_object('state', m.state));
  end if;
  becomes := case step when 'call' then 'called' when 'cancel' then 'cancelled' when 'start' then 'running' else 'closed' end;
  if not exists (select from handbook.meeting_moves x where x.from_state = m.state and x.to_state = becomes) then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  elsif step = 'cancel' and coalesce(length(btrim(reason)), 0) not between 2 and 500 then
    perform handbook.fail('meeting.reason_missing', 422, '{"field": "reason"}');
  elsif step = 'call' and m.starts_at < now() then
    perform handbook.fail('meeting.time_wrong', 409, '{"field": "starts_at"}');
  elsif step = 'start' and handbook.day_of(m.starts_at) > handbook.today() then
    perform handbook.fail('meeting.too_early', 409);
  end if;
  update handbook.meetings x set version = x.version + 1,
    state = becomes,
    called_at = case step when 'call' then now() else x.called_at end,
    cancelled_why = case step when 'cancel' then btrim(reason) end,
    chair_id = case step when 'start' then caller else x.chair_id end,
    opened_at = case step when 'start' then now() else x.opened_at end,
    closed_at = case step when 'close' then now() end,
    report_by = case step when 'close' then handbook.report_due(handbook.today()) end
  where x.id = m.id returning * into m;
  if step = 'start' then
    perform handbook.summon(m.id);
  elsif step = 'close' then
    perform handbook.end_roll(m.id);
  end if;
  return handbook.remember(key, jsonb_build_object('state', m.state, 'version', m.version));
end $$;
comment on function api.meeting_step is
  'Calls a planned meeting (members are invited), cancels it with a reason, opens it (the roll is taken from the members of that moment; the caller chairs), or closes it for good. Caller: meeting.run at its cell. Errors: session.ended, meeting.not_found, meeting.unknown_step, meeting.wrong_state, meeting.changed_meanwhile, meeting.reason_missing, meeting.time_wrong, meeting.too_early, meeting.votes_unfinished (closing while a vote is open or uncounted), write.key_missing, write.key_reused.';

-- Definer: names and replies, without the reasons, of those whom the caller helps, for a meeting of their cell. entered: by the caller.
create function handbook.helped_at(of_meeting uuid)
returns table (member_id uuid, full_name text, reply handbook.meeting_reply, own boolean, entered boolean)
language sql stable security definer set search_path = '' as $$
  select p.id, p.full_name, r.reply, coalesce(r.actor_id = p.id, false), coalesce(r.actor_id = handbook.me(), false)
  from handbook.meetings m join handbook.members p on p.unit_id = m.unit_id and p.id = any (handbook.my_mentees())
  left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = p.id
  where m.id = of_meeting order by p.sort_key
$$;
grant execute on function handbook.helped_at to authenticated;

create function api.meeting_reply(
  key uuid, meeting_id uuid, reply handbook.meeting_reply, reason text default null, member_id uuid default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_reply', jsonb_build_array(meeting_id, reply, reason, member_id));
  whose uuid := coalesce(member_id, caller);
  m handbook.meetings;
begin
  if answer is not null then
    return answer;
  end if;
  select x.* into m from handbook.meetings x
  where x.id = meeting_reply.meeting_id
    and (exists (select from handbook.members p where p.id = whose and p.unit_id = x.unit_id and p.life_state = 'active'
        and /*lock*/ (whose = caller or p.unit_path <@ (select handbook.scope('record.proxy')) and handbook.clerks_meeting(x.id)) /*end*/)
      or whose in (select h.member_id from handbook.helped_at(x.id) h));
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  elsif m.state not in ('planned', 'called') then
    perform handbook.fail('meeting.wrong_state', 409, jsonb_build_object('state', m.state));
  elsif reply is null then
    perform handbook.fail('meeting.reply_missing', 422, '{"field": "reply"}');
  elsif reply = 'online' and m.online_link is null then
    perform handbook.fail('meeting.not_online', 409, '{"field": "reply"}');
  elsif reply = 'excused' and coalesce(length(btrim(reason)), 0) not between 2 and 500 then
    perform handbook.fail('meeting.reason_missing', 422, '{"field": "reason"}');
  elsif exists (select from handbook.helped_at(m.id) h where h.member_id = whose and h.reply is not null and not h.entered)
    and not (handbook.member_path(whose) <@ handbook.scope('record.proxy') and handbook.clerks_meeting(m.id)) then
    perform handbook.fail('meeting.own_reply', 409);
  end if;
  insert into handbook.meeting_replies as r (meeting_id, member_id, reply, reason, actor_id)
  values (m.id, whose, meeting_reply.reply, case meeting_reply.reply when 'excused' then btrim(meeting_reply.reason) end, caller)
  on conflict on constraint meeting_replies_pkey do update set reply = excluded.reply, reason = excluded.reason,
    actor_id = excluded.actor_id, at = now();
  return handbook.remember(key, jsonb_build_object('reply', meeting_reply.reply));
end $$;
comment on function api.meeting_reply is
  'Says that I come, take part online, or stay away and why; a proxy enters what a member of the cell said. May be changed until the meeting begins. Caller: a member of the cell; record.proxy with meeting.clerk for one of the cell; a mentor for whom to help, until that one or an officer has answered. Errors: session.ended, meeting.not_found, meeting.wrong_state, meeting.reply_missing, meeting.not_online, meeting.reason_missing, meeting.own_reply, write.key_missing, write.key_reused.';

create function api.meeting_paper_add(
  key uuid, meeting_id uuid, object_name text, file_name text, stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_paper_add', jsonb_build_array(meeting_id, object_name, file_name, stamp_denied));
  stamped boolean := handbook.looks_classified(file_name);
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meetings m where m.id = meeting_paper_add.meeting_id and m.state not in ('closed', 'cancelled')
                 and /*lock*/ handbook.clerks_meeting(m.id) /*end*/) then
    perform handbook.fail('meeting.not_found', 404);
  elsif stamped and not stamp_denied then
    perform handbook.fail('meeting.classified', 409);
  end if;
  insert into handbook.meeting_papers (object_name, meeting_id, file_name, content_type, size_bytes, stamp_denied, added_by)
  select o.name, meeting_paper_add.meeting_id, left(btrim(meeting_paper_add.file_name), 200), o.metadata ->> 'mimetype',
    (o.metadata ->> 'size')::int, stamped, caller
  from storage.objects o
  where o.bucket_id = 'meetings' and o.name = meeting_paper_add.object_name
    and handbook.meeting_of_file(o.name) = meeting_paper_add.meeting_id
  on conflict do nothing;
  if not found then
    perform handbook.fail('file.not_found', 422, '{"field": "files"}');
  end if;
  return handbook.remember(key, jsonb_build_object('object_name', object_name));
end $$;
comment on function api.meeting_paper_add is
  'Puts an uploaded file among the papers of a meeting that has not ended. Caller: who keeps the meeting. Errors: session.ended, meeting.not_found, meeting.classified (unless stamp_denied, which the log keeps), file.not_found, write.key_missing, write.key_reused.';

create function api.meeting_paper_remove(key uuid, object_name text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  answer jsonb := handbook.remembered(key, 'meeting_paper_remove', to_jsonb(object_name));
begin
  if answer is not null then
    return answer;
  end if;
  if not exists (select from handbook.meeting_papers p
      join handbook.meetings m on m.id = p.meeting_id and m.state not in ('closed', 'cancelled')
      where p.object_name = meeting_paper_remove.object_name and /*lock*/ handbook.clerks_meeting(p.meeting_id) /*end*/) then
    perform handbook.fail('file.not_found', 404);
  end if;
  perform handbook.take_paper_away(object_name);
  return handbook.remember(key, jsonb_build_object('object_name', object_name));
end $$;
comment on function api.meeting_paper_remove is
  'Takes a paper away from a meeting that has not ended. Caller: who keeps the meeting. Errors: session.ended, file.not_found, write.key_missing, write.key_reused.';

create function api.meeting_year(year int, unit_id uuid default null) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  my_cell uuid := handbook.my_cell_id();
  of_unit uuid := coalesce(unit_id, my_cell);
  path text;
begin
  select u.path into path from handbook.units u
  where u.id = of_unit and u.kind = 'cell'
    and /*lock*/ (u.id = my_cell
      or u.path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee'))) /*end*/;
  if path is null then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return jsonb_build_object('unit_id', of_unit, 'unit_name', handbook.unit_name(of_unit), 'year', year,
    'may_run', path <@ handbook.scope('meeting.run'), 'mine', of_unit = my_cell,
    'day', (select jsonb_build_object('day', d.day, 'at', d.at, 'minutes', d.minutes, 'place', d.place)
      from handbook.meeting_days d where d.unit_id = of_unit),
    'meetings', (select coalesce(jsonb_agg(handbook.meeting_line(m, r.reply, a.presence) order by m.starts_at, m.id), '[]')
      from handbook.meetings m
      left join handbook.meeting_replies r on r.meeting_id = m.id and r.member_id = caller
      left join handbook.meeting_attendance a on a.meeting_id = m.id and a.member_id = caller
      where m.unit_id = of_unit and m.month >= make_date(meeting_year.year, 1, 1)
        and m.month < make_date(meeting_year.year + 1, 1, 1)),
    'quarters', (select jsonb_agg(jsonb_build_object('quarter', q, 'thematic', n,
        'missing', make_date(meeting_year.year, q * 3 - 2, 1) <= handbook.today()
          and n < (handbook.policy('meeting.thematic') ->> 'a_quarter')::int) order by q)
      from generate_series(1, 4) q cross join lateral (
        select count(*) as n from handbook.meetings m where m.unit_id = of_unit and m.kind = 'thematic' and m.state <> 'cancelled'
          and m.month >= make_date(meeting_year.year, q * 3 - 2, 1)
          and m.month < make_date(meeting_year.year, q * 3 - 2, 1) + interval '3 months') c),
    'attendance', case when of_unit = my_cell then handbook.attendance_of_me(meeting_year.year) end,
    'inspections', case when of_unit = my_cell then handbook.inspection_notice() end);
end $$;
comment on function api.meeting_year is
  'A year of meetings of my cell or of one I look after: each meeting with my reply and presence, of my own cell how often I came and where its plan of inspection stands, the cell''s usual day, and quarters without a thematic meeting. Caller: members of the cell; meeting.run, .clerk, .follow, .oversee over it. Errors: session.ended, unit.not_found.';

create function api.meeting_open(meeting_id uuid, parts text[] default '{}') returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  m handbook.meetings;
  keeps boolean;
  papers_by date;
begin
  select x.* into m from handbook.meetings x
  where x.id = meeting_open.meeting_id
    and /*lock*/ (x.unit_id = (select handbook.my_cell_id())
      or x.unit_path <@ (select handbook.scope('meeting.run', 'meeting.clerk', 'meeting.follow', 'meeting.oversee'))) /*end*/;
  if m.id is null then
    perform handbook.fail('meeting.not_found', 404);
  end if;
  keeps := handbook.clerks_meeting(m.id);
  papers_by := handbook.day_of(m.starts_at) - (handbook.policy('meeting.papers_before') ->> 'days')::int;
  return handbook.meeting_line(m,
    (select r.reply from handbook.meeting_replies r where r.meeting_id = m.id and r.member_id = caller),
    (select a.presence from handbook.meeting_attendance a where a.meeting_id = m.id and a.member_id = caller)) || jsonb_build_object('online_link', case when handbook.takes_part_in(m.id) then m.online_link end,
    'guests', m.guests, 'version', m.version, 'opened_at', m.opened_at, 'closed_at', m.closed_at, 'cancelled_why', m.cancelled_why,
    'chair', handbook.meeting_officer(m.chair_id, m.id), 'clerk', handbook.meeting_officer(m.clerk_id, m.id), 'clerk_id', m.clerk_id,
    'mine', m.unit_id = handbook.my_cell_id(), 'may_run', handbook.runs_meeting(m.id), 'may_keep', keeps,
    'reason', (select r.reason from handbook.meeting_replies r where r.meeting_id = m.id and r.member_id = caller),
    'by_proxy', (select r.actor_id <> caller from handbook.meeting_replies r where r.meeting_id = m.id and r.member_id = caller),
    'helped', (select coalesce(jsonb_agg(jsonb_build_object('member_id', h.member_id, 'full_name', h.full_name, 'reply', h.reply,
      'own', h.reply is not null and not h.entered)), '[]') from handbook.helped_at(m.id) h),
    'papers_by', papers_by,
    'papers_late', m.state in ('planned', 'called') and handbook.today() > papers_by
      and not exists (select from handbook.meeting_papers p where p.meeting_id = m.id),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('item_id', i.id, 'kind', i.kind, 'title', i.title, 'minutes', i.minutes,
        'presenter', i.presenter, 'conclusion', case when m.state in ('running', 'closed')
          and (m.reported_at is not null or handbook.takes_part_in(m.id)) then i.conclusion else '' end,
        'started_at', i.started_at, 'ended_at', i.ended_at, 'speakers', case when keeps then (
          select coalesce(jsonb_agg(s.member_id order by s.at), '[]') from handbook.meeting_speakers s where s.item_id = i.id)
          else '[]' end) order by i.position), '[]')
      from handbook.meeting_items i where i.meeting_id = m.id),
    'papers', (select coalesce(jsonb_agg(jsonb_build_object('object_name', p.object_name, 'file_name', p.file_name,
        'content_type', p.content_type, 'size_bytes', p.size_bytes) order by p.added_at, p.object_name), '[]')
      from handbook.meeting_papers p where p.meeting_id = m.id),
    'votes', case when 'votes' = any (parts) and m.state <> 'cancelled'
      then handbook.votes_of_meeting(m.id) else '[]' end,
    'after', case when 'after' = any (parts) and m.opened_at is not null then handbook.meeting_after(m) end,
    'people', case when 'people' = any (parts) and keeps then api.meeting_roll(m.id) -> 'people' else '[]' end);
end $$;
comment on function api.meeting_open is
  'One meeting: agenda, papers, my reply, what I may do. Parts on demand: its votes for who takes part; once it has begun after, what is done and still to do (papers and scores are for its keepers until it is reported); people, those of the roll for who keeps it. Papers and the online link are for who takes part. Caller: members of its cell; meeting.run, .clerk, .follow, .oversee over it. Errors: session.ended, meeting.not_found.';

grant execute on function api.meeting_day_set, api.meetings_plan, api.meeting_save, api.meeting_step, api.meeting_reply,
  api.meeting_paper_add, api.meeting_paper_remove, api.meeting_year, api.meeting_open to authenticated;
