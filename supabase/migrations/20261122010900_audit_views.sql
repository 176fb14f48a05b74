-- Audit, the public side: the auditor's list and head, the member's own log, the sealer's turn; upkeep.

alter table handbook.audit_entries enable row level security;
alter table handbook.audit_values enable row level security;
alter table handbook.audit_seals enable row level security;
grant select on handbook.audit_entries, handbook.audit_seals to authenticated;

-- Definer: the root of the tree, which not every auditor may see.
create function handbook.audits_everything() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.units u
                 where u.parent_id is null and u.path <@ (select handbook.scope('audit.read')))
$$;
comment on function handbook.audits_everything is
  'Whether the caller audits from the root down: then also entries of no unit, such as rules and seals.';
grant execute on function handbook.audits_everything to authenticated;

create policy "auditors read entries of their subtree, not contents" on handbook.audit_entries
  for select to authenticated using (
    unit_path <@ (select handbook.scope('audit.read')) or (select handbook.audits_everything()));
create policy "a member reads what happened to the own data" on handbook.audit_entries
  for select to authenticated using (member_id = (select handbook.me()));
create policy "values are read by nobody here" on handbook.audit_values
  for select to authenticated using (false);
create policy "auditors read the chain" on handbook.audit_seals
  for select to authenticated using ((select handbook.scope('audit.read')) <> '{}');

-- Definer: names of actors, for those whom a policy lets see the entry.
create function handbook.actor_name(of_entry bigint, written_at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select m.full_name from handbook.audit_entries e join handbook.members m on m.id = e.actor_id
  where e.id = of_entry and e.at = written_at
    and (e.member_id = handbook.me() or e.unit_path <@ handbook.scope('audit.read') or handbook.audits_everything())
$$;
grant execute on function handbook.actor_name to authenticated;

-- what is written by migrations and operators is logged like everything else
create trigger audit_row after insert or update or delete on handbook.policy_versions
  for each row execute function handbook.audit_row('id', '');
create trigger audit_row after insert or update or delete on handbook.role_capabilities
  for each row execute function handbook.audit_row('role', '');
create trigger audit_row after insert or update or delete on handbook.installation
  for each row execute function handbook.audit_row('kind', '');

create function api.audit_entries(before_id bigint default null, page_size int default 50)
returns table (entry_id bigint, at timestamptz, actor text, action text, subject text, subject_id text, seal bigint)
language sql stable set search_path = '' as $$
  select e.id, e.at, handbook.actor_name(e.id, e.at), e.action, e.subject, e.subject_id, e.seal
  from handbook.audit_entries e
  where /*lock*/ (e.unit_path <@ (select handbook.scope('audit.read')) or (select handbook.audits_everything())) /*end*/
    and (before_id is null or e.id < before_id)
  order by e.id desc limit least(page_size, 200)
$$;
comment on function api.audit_entries is 'The log without contents, newest first; keyset paging. Caller: audit.read, for entries of the subtree; at the root of the tree for all. Errors: none, empty for others.';

create function api.audit_head() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  last handbook.audit_seals;
begin
  perform handbook.require_me();
  if not /*lock*/ handbook.scope('audit.read') <> '{}' /*end*/ then
    perform handbook.fail('audit.forbidden', 403);
  end if;
  select * into last from handbook.audit_seals order by seal desc limit 1;
  return jsonb_build_object('seal', last.seal, 'head', encode(last.head, 'hex'), 'sealed_at', last.sealed_at,
    'entries', (select sum(s.entries) from handbook.audit_seals s));
end $$;
comment on function api.audit_head is
  'The head of the chain, to be kept outside the database. Caller: audit.read. Errors: session.ended, audit.forbidden.';

create function api.my_log(before_id bigint default null, page_size int default 50)
returns table (entry_id bigint, at timestamptz, actor text, by_me boolean, action text)
language sql stable set search_path = '' as $$
  select e.id, e.at, handbook.actor_name(e.id, e.at), coalesce(e.actor_id = e.member_id, false), e.action
  from handbook.audit_entries e
  where /*lock*/ e.member_id = (select handbook.me()) /*end*/
    and (before_id is null or e.id < before_id)
  order by e.id desc limit least(page_size, 200)
$$;
comment on function api.my_log is 'What was written about me, by whom and when; newest first; keyset paging. Caller: any member. Errors: none, empty without an active member.';

create function api.seal_audit() returns bigint
language sql security definer set search_path = '' as $$ select handbook.seal_audit() $$;
comment on function api.seal_audit is 'Seals the entries written since the last batch. Errors: none, null when there is nothing to seal. Service only.';

create function api.upkeep() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  marks int;
  keys int;
  lines int;
begin
  delete from handbook.read_marks
  where read_at < now() - make_interval(days => (handbook.policy('reading.kept') ->> 'days')::int);
  get diagnostics marks = row_count;
  delete from handbook.idempotency_keys where created_at < now() - interval '7 days';
  get diagnostics keys = row_count;
  delete from handbook.askings where asked_at < now() - interval '1 day';
  update handbook.reset_requests set state = 'expired', closed_at = now()
  where state = 'waiting' and expires_at <= now();
  lines := handbook.expire_imports();
  return jsonb_build_object('read_marks', marks, 'keys', keys, 'import_lines', lines);
end $$;
comment on function api.upkeep is 'Deletes what may be kept no longer: old read marks, old keys, old counts of tries, lines of old imports; closes expired resets. Errors: none. Service only.';

create function api.ready() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('installation', (select kind from handbook.installation))
$$;
comment on function api.ready is 'Whether the database answers, and of what kind it is. Errors: none. Service only.';

grant execute on function api.audit_entries, api.audit_head, api.my_log to authenticated;
grant execute on function api.seal_audit, api.upkeep, api.ready to service_role;

notify pgrst, 'reload schema';
