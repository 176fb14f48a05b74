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
  online_link text check (online_link ~ '^https://[^\s]{4,500}$'),
  guests text not null default '' check (length(guests) <= 1000),
  state handbook.meeting_state not null default 'planned',
  month date not null,
  chair_id uuid references handbook.members,
  clerk_id uuid references handbook.members,
  called_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  report_by date,
  cancelled_why text check (length(cancelled_why) between 2 and 500),
  stamp_denied boolean not null default false,
  version int not null default 1,
  created_by uuid references handbook.members,
  created_at timestamptz not null default now(),
  check (place <> '' or online_link is not null),
  check ((state = 'cancelled') = (cancelled_why is not null)),
  check (state not in ('running', 'closed') or opened_at is not null),
  check ((state = 'closed') = (closed_at is not null))
);
comment on table handbook.meetings is 'A meeting of a cell, from the plan to its end; ended ones are not opened again.';
comment on column handbook.meetings.month is 'First day of the month it is held for, in Asia/Ho_Chi_Minh: the regular meeting of March may be on April 2nd.';
comment on column handbook.meetings.clerk_id is 'Who keeps this meeting''s roll and minutes beside the secretary.';
comment on column handbook.meetings.report_by is 'Last day for posting its papers and reporting upwards, by the rule in force when it ended.';
create unique index one_regular_meeting_a_month on handbook.meetings (unit_id, month) where kind = 'regular' and state <> 'cancelled';
create index meetings_by_unit on handbook.meetings (unit_id, starts_at desc);
create index meetings_by_path on handbook.meetings (unit_path, month) include (kind, state);

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
