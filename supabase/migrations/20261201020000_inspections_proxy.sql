-- What somebody who has no phone says of the report on them, entered by an officer of the cell: named, seen in the own log,
-- overruled by the own word. Who looked leaves it to another officer, and who entered it leaves the conclusion to another.

alter table handbook.inspection_statements
  add column entered_by uuid references handbook.members,
  add column revoked_at timestamptz,
  add constraint inspection_statements_entered check (entered_by <> member_id and (revoked_at is null or entered_by is not null));
comment on column handbook.inspection_statements.entered_by is 'The officer who entered what the member said; null for the member''s own.';
comment on column handbook.inspection_statements.revoked_at is 'When the member said that these are not their words.';

-- Definer: asked by functions below alone. Who may speak for somebody looked at in a line: whoever runs the cell, can sign in
-- and is not looked at. looked: this one leads the inspection or takes part in it.
create function handbook.inspection_officers(of_line uuid) returns table (member_id uuid, looked boolean)
language sql stable security definer set search_path = '' as $$
  select m.id, x.part is not null
  from handbook.inspection_lines l
  join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
  join handbook.members m on m.life_state = 'active' and handbook.leads_cell(m.id, p.unit_id)
    and m.id in (select r.member_id from handbook.roles r where r.unit_id = p.unit_id)
  join handbook.accounts a on a.member_id = m.id and a.state = 'active'
  left join handbook.inspection_people x on x.line_id = l.id and x.member_id = m.id
  where l.id = of_line and l.target <> 'committee' and x.part is distinct from 'subject'
    and (l.target <> 'group' or m.group_id is distinct from l.group_id)
$$;

-- Definer: asked by functions below alone. Who is looked at in a line.
create function handbook.inspection_subjects(of_line uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select x.member_id from handbook.inspection_people x where x.line_id = of_line and x.part = 'subject'
  union
  select m.id from handbook.inspection_lines l join handbook.members m on m.group_id = l.group_id where l.id = of_line and l.target = 'group'
$$;

-- Definer: asked by functions below alone. Whether the caller entered a statement here while another officer can conclude.
create function handbook.spoke_for_another(of_line uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.inspection_statements s where s.line_id = of_line and s.entered_by = handbook.me())
    and exists (select from handbook.inspection_officers(of_line) o where o.member_id <> handbook.me())
$$;

-- Definer: as spoke_for_another. Why the caller may not enter what this member says; null when nothing stands in the way.
create function handbook.speaking_barred(of_line uuid, of_member uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when of_member = handbook.me() or of_member not in (select handbook.inspection_subjects(of_line))
      or not (coalesce(handbook.member_path(of_member) <@ handbook.scope('record.proxy'), false)
        and p.unit_path <@ handbook.scope('inspection.run'))
      or not exists (select from handbook.members m where m.id = of_member and m.life_state = 'active') then 'inspection.not_found'
    when handbook.inspection_part(of_line) = 'subject' then 'inspection.about_oneself'
    when l.state <> 'reported' then 'inspection.wrong_state'
    when exists (select from handbook.inspection_statements s
      where s.line_id = of_line and s.member_id = of_member and (s.entered_by is null or s.revoked_at is not null)) then 'inspection.own_statement'
    when handbook.inspection_part(of_line) is not null
      and exists (select from handbook.inspection_officers(of_line) o where o.member_id <> handbook.me() and not o.looked)
      then 'inspection.looked_oneself' end
  from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id and p.adopted_on is not null
  where l.id = of_line
$$;

-- Definer: names of those whose words the caller may enter.
create function handbook.may_speak_for(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name,
      'entered', exists (select from handbook.inspection_statements s where s.line_id = of_line and s.member_id = m.id)) order by m.sort_key, m.id), '[]')
  from handbook.inspection_subjects(of_line) s(member_id) join handbook.members m on m.id = s.member_id
  where exists (select from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id
      where l.id = of_line and l.state = 'reported' and p.unit_path <@ handbook.scope('inspection.run')) -- cheap, and mostly no
    and handbook.speaking_barred(of_line, m.id) is null
$$;

-- Definer: as write_statement. What a member said, in the name of both.
create function handbook.write_statement_for(of_line uuid, of_member uuid, said text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  barred text;
begin
  perform from handbook.inspection_lines x where x.id = of_line for update;
  barred := case when exists (select from handbook.inspection_lines x join handbook.inspection_plans p on p.id = x.plan_id and p.adopted_on is not null
    where x.id = of_line) then handbook.speaking_barred(of_line, of_member) else 'inspection.not_found' end;
  if barred is not null then
    perform handbook.fail(barred, case barred when 'inspection.not_found' then 404 else 409 end);
  end if;
  insert into handbook.inspection_statements (line_id, member_id, words, entered_by) values (of_line, of_member, said, handbook.me())
  on conflict (line_id, member_id) do update set words = excluded.words, at = now(), entered_by = excluded.entered_by;
end $$;

-- Definer: as write_statement. The member says that what was entered are not their words; they stay, marked, for who reads the report.
create function handbook.revoke_statement(of_line uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from handbook.inspection_lines x where x.id = of_line for update;
  update handbook.inspection_statements s set revoked_at = now()
  where s.line_id = of_line and s.member_id = handbook.me() and s.entered_by is not null and s.revoked_at is null;
  if not found then
    perform handbook.fail('inspection.nothing_entered', 409);
  end if;
end $$;

-- Definer: as before. The own word replaces whatever was entered.
create or replace function handbook.write_statement(of_line uuid, said text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l handbook.inspection_lines;
begin
  select * into l from handbook.inspection_lines x where x.id = of_line for update;
  if handbook.inspection_part(l.id) is distinct from 'subject' then
    perform handbook.fail('inspection.not_found', 404);
  elsif l.state <> 'reported' then
    perform handbook.fail('inspection.wrong_state', 409, jsonb_build_object('state', l.state));
  end if;
  insert into handbook.inspection_statements (line_id, member_id, words) values (l.id, handbook.me(), said)
  on conflict (line_id, member_id) do update set words = excluded.words, at = now(), entered_by = null, revoked_at = null;
end $$;

-- Definer: as before, with who entered it.
create or replace function handbook.statements_of(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'full_name', m.full_name, 'words', s.words, 'at', s.at,
      'entered_by', e.full_name, 'revoked_at', s.revoked_at) order by m.sort_key), '[]')
  from handbook.inspection_statements s join handbook.members m on m.id = s.member_id left join handbook.members e on e.id = s.entered_by
  where s.line_id = of_line and (s.member_id = handbook.me() or handbook.sees_findings(of_line))
$$;

-- Definer: asked by functions below alone: who leads a line does not see the report itself.
create function handbook.inspection_year_sent(of_plan uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.inspection_reports r where r.plan_id = of_plan and r.sent_at is not null)
$$;

-- Definer: as before. sent: the year's report has gone up; spoke_for: the conclusion is another's; another: somebody else can conclude.
create or replace function handbook.inspection_place(of_line uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('unit_id', p.unit_id, 'unit_name', u.name, 'year', p.year, 'plan_id', p.id, 'adopted_on', p.adopted_on,
    'may_run', p.unit_path <@ handbook.scope('inspection.run'), 'keeps', coalesce(handbook.keeps_inspection(of_line), false),
    'sent', handbook.inspection_year_sent(p.id), 'spoke_for', handbook.spoke_for_another(of_line),
    'another', exists (select from handbook.inspection_officers(of_line) o where o.member_id <> handbook.me()))
  from handbook.inspection_lines l join handbook.inspection_plans p on p.id = l.plan_id join handbook.units u on u.id = p.unit_id
  where l.id = of_line and handbook.sees_inspection(of_line)
$$;
grant execute on function handbook.may_speak_for, handbook.write_statement_for, handbook.revoke_statement to authenticated;

-- public verbs -------------------------------------------------------------------------------------

create or replace function api.inspection_line(line_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  l handbook.inspection_lines;
  place jsonb;
begin
  select x.* into l from handbook.inspection_lines x where x.id = inspection_line.line_id and /*lock*/ handbook.sees_inspection(x.id) /*end*/;
  if l.id is null then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  perform handbook.log_inspection(l.id);
  place := handbook.inspection_place(l.id);
  return handbook.inspection_row(l) || place || jsonb_build_object(
    'findings', handbook.findings_card(l.id), 'statements', handbook.statements_of(l.id),
    'may_speak_for', handbook.may_speak_for(l.id),
    'history', handbook.inspection_history(l.plan_id, l.id),
    'steps', (select coalesce(jsonb_agg(m.step order by m.step), '[]') from handbook.inspection_moves m
      where m.from_state = l.state and place ->> 'adopted_on' is not null
        and case m.step when 'hand_in' then handbook.inspection_part(l.id) = 'lead'
          when 'start' then (place ->> 'keeps')::boolean or handbook.inspection_part(l.id) = 'lead'
          when 'conclude' then (place ->> 'keeps')::boolean and not (place ->> 'spoke_for')::boolean
          when 'reopen' then (place ->> 'keeps')::boolean and not (place ->> 'sent')::boolean else (place ->> 'keeps')::boolean end),
    'choices', case when (place ->> 'may_run')::boolean then handbook.inspection_choices((place ->> 'unit_id')::uuid) end,
    'meetings', case when (place ->> 'keeps')::boolean then handbook.inspection_meetings((place ->> 'unit_id')::uuid) else '[]' end);
end $$;

create function api.inspection_statement_for(key uuid, line_id uuid, member_id uuid, words text, stamp_denied boolean default false) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_statement_for', jsonb_build_array(line_id, member_id, words, stamp_denied));
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_lines x join handbook.inspection_plans p on p.id = x.plan_id
                    where x.id = inspection_statement_for.line_id and /*lock*/ p.unit_path <@ (select handbook.scope('inspection.run')) /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  elsif coalesce(length(btrim(words)), 0) not between 2 and 10000 then
    perform handbook.fail('inspection.words_missing', 422, '{"field": "words"}');
  end if;
  perform handbook.stop_stamp('inspection.classified', stamp_denied, words);
  perform handbook.write_statement_for(line_id, member_id, btrim(words));
  return handbook.remember(key, jsonb_build_object('line_id', line_id));
end $$;
comment on function api.inspection_statement_for is
  'Enters what a member who is looked at said of the report, between its handing in and the conclusion; names both, stands in the member''s log, and never replaces what the member wrote or revoked. Caller: record.proxy over the member and inspection.run at the cell, not looked at in the line; whoever led the inspection or took part in it only where no other officer can sign in. Whoever entered it leaves the conclusion to another officer, if there is one. Errors: session.ended, inspection.not_found, inspection.about_oneself, inspection.wrong_state, inspection.own_statement, inspection.looked_oneself, inspection.words_missing, inspection.classified (unless stamp_denied, which the log keeps), write.key_missing, write.key_reused.';

create function api.inspection_statement_revoke(key uuid, line_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := handbook.remembered(key, 'inspection_statement_revoke', jsonb_build_array(line_id));
begin
  if answer is not null then
    return answer;
  elsif not exists (select from handbook.inspection_lines x where x.id = inspection_statement_revoke.line_id
                    and /*lock*/ handbook.inspection_part(x.id) = 'subject' /*end*/) then
    perform handbook.fail('inspection.not_found', 404);
  end if;
  perform handbook.revoke_statement(line_id);
  return handbook.remember(key, jsonb_build_object('line_id', line_id));
end $$;
comment on function api.inspection_statement_revoke is
  'Says that what an officer entered in my name are not my words, at any time; they stay, marked so, for who reads the report. Caller: whoever is looked at in the line. Errors: session.ended, inspection.not_found, inspection.nothing_entered, write.key_missing, write.key_reused.';

grant execute on function api.inspection_statement_for, api.inspection_statement_revoke to authenticated;
