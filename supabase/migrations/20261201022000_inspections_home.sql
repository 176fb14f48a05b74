-- Trang chủ says of inspections what waits for the caller: a report to answer, a line to lead, a plan or a year's report to make.

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('inspection.near_due', '2026-01-01', 'Cài đặt của phần mềm', '{"line_days": 14, "year_days": 30}');

create index inspection_lines_by_group on handbook.inspection_lines (group_id) where group_id is not null;

-- Definer: the caller's own and, of who runs a cell, its plan. Asked by every screen of Trang chủ: what is looked up by member,
-- group and cell comes first, and mostly that is all.
create function handbook.inspections_of_me() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := handbook.me();
  cell uuid;
  in_group uuid;
  exempt boolean;
  runs boolean;
  about uuid[]; -- lines that may be about the caller
  led uuid[];
  day date;
  this_year int;
  near jsonb;
  to_answer jsonb := '[]';
  to_lead jsonb := '[]';
  owed jsonb := '[]';
begin
  select m.unit_id, m.group_id, m.activity_exempt, handbook.leads_cell(m.id, m.unit_id) into cell, in_group, exempt, runs
  from handbook.members m where m.id = caller;
  select array_agg(x.line_id) filter (where x.part = 'subject'), array_agg(x.line_id) filter (where x.part = 'lead') into about, led
  from handbook.inspection_people x where x.member_id = caller;
  if in_group is not null then
    about := about || array(select l.id from handbook.inspection_lines l where l.group_id = in_group);
  end if;
  if runs or led is not null then
    day := handbook.today();
    this_year := extract(year from day);
    near := handbook.policy('inspection.near_due');
  end if;
  if runs then
    about := about || array(select l.id from handbook.inspection_plans p join handbook.inspection_lines l on l.plan_id = p.id and l.target = 'committee'
      where p.unit_id = cell and p.year in (this_year - 1, this_year));
  end if;
  if about is not null then
    select coalesce(jsonb_agg(jsonb_build_object('line_id', l.id, 'unit_id', p.unit_id, 'year', p.year, 'content', l.content) order by l.due_on, l.id), '[]')
    into to_answer
    from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
    where l.id = any (about) and l.state = 'reported'
      and not exists (select from handbook.inspection_statements s where s.line_id = l.id and s.member_id = caller);
  end if;
  if led is not null then
    select coalesce(jsonb_agg(jsonb_build_object('line_id', l.id, 'unit_id', p.unit_id, 'year', p.year, 'content', l.content, 'by', l.due_on,
      'late', l.due_on < day and not exempt) order by l.due_on, l.id), '[]')
    into to_lead
    from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null and p.unit_id = cell
    where l.id = any (led) and l.state in ('planned', 'under_way') and l.due_on <= day + (near ->> 'line_days')::int;
  end if;
  if runs then
    select coalesce(jsonb_agg(jsonb_build_object('wanted', w.wanted, 'unit_id', cell, 'year', w.year, 'by', w.due, 'late', w.due < day)
      order by w.due, w.wanted), '[]')
    into owed
    from (
      select 'plan' as wanted, this_year as year, handbook.inspection_day(this_year, 'plan_by') as due
      where not exists (select from handbook.inspection_plans p where p.unit_id = cell and p.year = this_year and p.adopted_on is not null)
      union all
      select 'report', p.year, handbook.inspection_day(p.year, 'report_by') from handbook.inspection_plans p
      where p.unit_id = cell and p.year in (this_year - 1, this_year) and p.adopted_on is not null
        and not exists (select from handbook.inspection_reports r where r.plan_id = p.id and r.sent_at is not null)
      offset 0) w -- each day reckoned once
    where w.due <= day + (near ->> 'year_days')::int;
  end if;
  return jsonb_build_object('statements', to_answer, 'leading', to_lead, 'years', owed);
end $$;
grant execute on function handbook.inspections_of_me to authenticated;

create or replace function api.home() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return jsonb_build_object(
    'to_acknowledge', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.acknowledge_by nulls last, x.published_at desc), '[]') from (
        select waiting.*, (select d.number from handbook.documents d where d.post_id = waiting.post_id) as number from (
          select p.id as post_id, p.title, mine.name as unit_name, p.published_at,
            d.acknowledge_by, r.reminded_at,
            coalesce(not m.activity_exempt and d.acknowledge_by < handbook.today(), false)
              as late
          from handbook.my_feed_units() mine
          join handbook.directives d on d.unit_path = mine.path and d.wants_acknowledgement
          join handbook.posts p on p.id = d.post_id and p.state = 'published'
            and p.published_at > now() - interval '1 year'
            and /*lock*/ (not p.leaders_only
              or p.unit_path = any ((select handbook.my_paths(as_leader => true))::text[])) /*end*/
          join handbook.members m on m.id = caller
          left join handbook.reminders r on r.post_id = p.id and r.member_id = caller
          where not exists (select from handbook.acknowledgements a where a.post_id = p.id and a.member_id = caller)
          order by d.acknowledge_by nulls last, p.published_at desc limit 20) waiting) x),
    'latest', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from api.feed(page_size => 5) f),
    'resets_to_decide', (select count(*) from api.account_resets()),
    'questions', handbook.questions_of_me(),
    'tasks', handbook.tasks_of_me(),
    'meetings', handbook.meetings_of_me(),
    'inspections', handbook.inspections_of_me());
end $$;

notify pgrst, 'reload schema';
