-- What comes of a meeting: its score, minutes, resolution and report, what is posted and reported, the tasks.

create type handbook.meeting_paper as enum ('minutes', 'resolution', 'report');
create type handbook.paper_state as enum ('draft', 'signed');
create type handbook.score_side as enum ('self', 'superior');

insert into handbook.policy_versions (topic, number, issued_on, valid_from, source, checked, content) values
  ('meeting.score', '42-HD/BTCTW', '2025-10-28', '2026-01-01', 'Hướng dẫn 42-HD/BTCTW ngày 28/10/2025', false, '{"step": 0.5, "criteria": [
    {"key": "time", "title": "Thời gian sinh hoạt", "most": 5},
    {"key": "attendance", "title": "Đảng viên dự sinh hoạt", "most": 5},
    {"key": "preparation", "title": "Chuẩn bị sinh hoạt", "most": 10},
    {"key": "conduct", "title": "Nội dung và điều hành sinh hoạt", "most": 40},
    {"key": "principles", "title": "Thực hiện nguyên tắc sinh hoạt đảng", "most": 5},
    {"key": "results", "title": "Kết quả thực hiện nghị quyết kỳ trước", "most": 30},
    {"key": "closing", "title": "Kết thúc sinh hoạt", "most": 5}], "bands": [
    {"key": "good", "title": "Tốt", "from": 90}, {"key": "fair", "title": "Khá", "from": 70},
    {"key": "average", "title": "Trung bình", "from": 50}, {"key": "poor", "title": "Kém", "from": 0}]}'),
  ('meeting.papers_after', '42-HD/BTCTW', '2025-10-28', '2026-01-01', 'Hướng dẫn 42-HD/BTCTW ngày 28/10/2025', false,
   '{"regular": ["minutes", "resolution"], "thematic": ["minutes"], "extraordinary": ["minutes"]}');

create function handbook.policy_on(wanted text, on_day date) returns handbook.policy_versions
language sql stable set search_path = '' as $$
  select v from handbook.policy_versions v
  where v.topic = wanted and v.valid_from <= on_day and (v.valid_to is null or on_day < v.valid_to)
  order by v.valid_from desc limit 1
$$;
comment on function handbook.policy_on is 'The version of a rule that was in force on a day.';

create function handbook.report_due(closed_on date) returns date
language sql stable set search_path = '' as $$
  select closed_on + (p.content ->> 'days')::int from handbook.policy_on('meeting.report_within', closed_on) p
$$;
comment on function handbook.report_due is
  'Last day for posting and reporting upwards a meeting that ended on a day, by the rule in force then. Days of the calendar: weekends and Tết count.';
grant execute on function handbook.policy_on, handbook.report_due to authenticated;

-- tables ---------------------------------------------------------------------------------------

create table handbook.meeting_scores (
  meeting_id uuid not null references handbook.meetings,
  side handbook.score_side not null,
  unit_path text collate "C" not null,
  policy_id uuid not null references handbook.policy_versions,
  lines jsonb not null,
  total numeric(4, 1) not null,
  band text not null,
  version int not null default 1,
  actor_id uuid references handbook.members,
  at timestamptz not null default now(),
  primary key (meeting_id, side)
);
comment on table handbook.meeting_scores is 'Points of a meeting by whoever runs it, and by an office above: given by people, added up here.';
comment on column handbook.meeting_scores.policy_id is 'The form in force on the day the meeting ended; changes of the form do not touch it.';
comment on column handbook.meeting_scores.lines is '[{"key", "points", "evidence"}], one for each criterion of the form, in its order.';

create table handbook.meeting_documents (
  meeting_id uuid not null references handbook.meetings,
  kind handbook.meeting_paper not null,
  version int not null check (version >= 1),
  unit_path text collate "C" not null,
  state handbook.paper_state not null default 'draft',
  number text not null default '' check (length(number) <= 40),
  place text not null default '' check (length(place) <= 60),
  sections jsonb not null,
  note text check (length(btrim(note)) between 2 and 500),
  head jsonb not null,
  edits int not null default 1,
  stamp_denied boolean not null default false,
  created_by uuid references handbook.members,
  created_at timestamptz not null default now(),
  updated_by uuid references handbook.members,
  updated_at timestamptz not null default now(),
  signed_by uuid references handbook.members,
  signed_at timestamptz,
  primary key (meeting_id, kind, version),
  check ((state = 'signed') = (signed_at is not null)),
  check (version = 1 or note is not null)
);
comment on table handbook.meeting_documents is
  'Minutes, resolution and report of a meeting. A signed version is never changed: a correction is a further version with a note.';
comment on column handbook.meeting_documents.sections is '[{"key", "text"}] in the order of the paper; what the keys are called stands in the program.';
comment on column handbook.meeting_documents.head is 'Unit, superior, chair, clerk, times as they were when it was written: a renamed unit changes no old paper.';
comment on column handbook.meeting_documents.note is 'Of a correction: what was corrected and why, shown to every reader.';
comment on column handbook.meeting_documents.edits is 'Counts the savings of a draft, so that two who write do not overwrite each other.';
create unique index one_draft_of_a_paper on handbook.meeting_documents (meeting_id, kind) where state = 'draft';
create index meeting_documents_by_path on handbook.meeting_documents (unit_path, kind);

-- what keeps them --------------------------------------------------------------------------------

create function handbook.score_fault(form jsonb, lines jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when jsonb_typeof(lines) is distinct from 'array' then 'score.line_missing'
    when exists (select from jsonb_array_elements(lines) x where jsonb_typeof(x -> 'points') is distinct from 'number'
      or jsonb_typeof(x -> 'evidence') is distinct from 'string') then 'score.line_missing'
    when (select array_agg(x ->> 'key' order by nr) from jsonb_array_elements(lines) with ordinality l(x, nr))
      is distinct from (select array_agg(c ->> 'key' order by nr) from jsonb_array_elements(form -> 'criteria') with ordinality f(c, nr))
      then 'score.line_missing'
    when exists (select from jsonb_array_elements(lines) x join jsonb_array_elements(form -> 'criteria') c on c ->> 'key' = x ->> 'key'
      where (x ->> 'points')::numeric not between 0 and (c ->> 'most')::numeric) then 'score.over'
    when exists (select from jsonb_array_elements(lines) x where (x ->> 'points')::numeric % (form ->> 'step')::numeric <> 0) then 'score.step'
    when exists (select from jsonb_array_elements(lines) x where length(x ->> 'evidence') > 1000) then 'score.evidence_long'
  end
$$;
comment on function handbook.score_fault is 'What is wrong with the lines of a score by its form: a criterion missing, points over its maximum, no half or whole points; null when nothing is.';

create function handbook.score_band(form jsonb, total numeric) returns text
language sql immutable set search_path = '' as $$
  select b ->> 'key' from jsonb_array_elements(form -> 'bands') b
  where total >= (b ->> 'from')::numeric order by (b ->> 'from')::numeric desc limit 1
$$;
grant execute on function handbook.score_fault to authenticated;
comment on function handbook.score_band is 'The band of a total by the form: the highest whose beginning it reaches.';

-- Definer: the path is the meeting's, sum and band are reckoned from the lines by the form, never taken from the writer.
create function handbook.score_is_kept() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  form jsonb := (select v.content from handbook.policy_versions v where v.id = new.policy_id and v.topic = 'meeting.score');
  fault text := handbook.score_fault(form, new.lines);
begin
  if form is null or fault is not null then
    perform handbook.fail(coalesce(fault, 'score.line_missing'), 422, '{"field": "lines"}');
  end if;
  select u.path into strict new.unit_path from handbook.meetings m join handbook.units u on u.id = m.unit_id where m.id = new.meeting_id;
  new.total := (select sum((x ->> 'points')::numeric) from jsonb_array_elements(new.lines) x);
  new.band := handbook.score_band(form, new.total);
  return new;
end $$;
create trigger score_is_kept before insert or update on handbook.meeting_scores
  for each row execute function handbook.score_is_kept();

-- Definer: the path is the meeting's; a signed version stays as it is, whoever asks.
create function handbook.document_is_kept() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and old.state = 'signed' then
    if tg_op = 'UPDATE' and to_jsonb(new) - 'unit_path' = to_jsonb(old) - 'unit_path' then
      return new; -- the unit has moved in the tree
    end if;
    perform handbook.fail('minutes.signed', 409);
  elsif tg_op = 'DELETE' then
    return old;
  end if;
  select u.path into strict new.unit_path from handbook.meetings m join handbook.units u on u.id = m.unit_id where m.id = new.meeting_id;
  return new;
end $$;
create trigger document_is_kept before insert or update or delete on handbook.meeting_documents
  for each row execute function handbook.document_is_kept();

create trigger audit_row after insert or update or delete on handbook.meeting_scores
  for each row execute function handbook.audit_row('meeting_id', '');
-- A draft saves itself on every pause: the log has who began, signed and corrected; every signed text is kept beside it.
create trigger audit_row after insert or update or delete on handbook.meeting_documents
  for each row execute function handbook.audit_row('meeting_id', '', 'sections', 'edits', 'updated_at', 'updated_by', 'head');
create trigger audit_stamp_denial after insert or update of stamp_denied on handbook.meeting_documents
  for each row when (new.stamp_denied) execute function handbook.audit_stamp_denial('meeting_id', '', 'number');

-- row level security -----------------------------------------------------------------------------

-- Definer: as takes_part_in. Offices above the cell.
create function handbook.oversees_meeting(of_meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.meetings m where m.id = of_meeting and m.unit_path <@ handbook.scope('meeting.oversee'))
$$;
-- Definer: as takes_part_in. What was posted and reported is read by the cell and above.
create function handbook.meeting_reported(of_meeting uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.meetings m where m.id = of_meeting and m.reported_at is not null)
$$;
grant execute on function handbook.oversees_meeting, handbook.meeting_reported to authenticated;

alter table handbook.meeting_scores enable row level security;
alter table handbook.meeting_documents enable row level security;
grant select, insert, update on handbook.meeting_scores, handbook.meeting_documents to authenticated;

create policy "those who keep a meeting see its scores" on handbook.meeting_scores for select to authenticated
  using (handbook.clerks_meeting(meeting_id));
create policy "scores that were reported are read by the cell and above" on handbook.meeting_scores for select to authenticated using (
  handbook.meeting_reported(meeting_id) and (handbook.takes_part_in(meeting_id) or handbook.oversees_meeting(meeting_id)));
create policy "whoever runs a meeting scores it, then an office above" on handbook.meeting_scores for insert to authenticated with check (
  actor_id = (select handbook.me()) and case side when 'self' then handbook.runs_meeting(meeting_id)
    else handbook.oversees_meeting(meeting_id) and handbook.meeting_reported(meeting_id) end);
create policy "points are changed by whom they may be given" on handbook.meeting_scores for update to authenticated
  using (case side when 'self' then handbook.runs_meeting(meeting_id) else handbook.oversees_meeting(meeting_id) end)
  with check (actor_id = (select handbook.me()));

create policy "those who keep a meeting see its papers" on handbook.meeting_documents for select to authenticated
  using (handbook.clerks_meeting(meeting_id));
create policy "signed and posted papers are read by the cell" on handbook.meeting_documents for select to authenticated using (
  state = 'signed' and kind <> 'report' and handbook.meeting_reported(meeting_id) and handbook.takes_part_in(meeting_id));
create policy "signed and reported papers are read above" on handbook.meeting_documents for select to authenticated using (
  state = 'signed' and handbook.meeting_reported(meeting_id) and handbook.oversees_meeting(meeting_id));
create policy "those who keep a meeting write its papers" on handbook.meeting_documents for insert to authenticated
  with check (state = 'draft' and handbook.clerks_meeting(meeting_id));
create policy "those who keep a meeting change its papers, who runs it signs" on handbook.meeting_documents for update to authenticated
  using (handbook.clerks_meeting(meeting_id))
  with check (handbook.clerks_meeting(meeting_id) and (state = 'draft' or handbook.runs_meeting(meeting_id)));

