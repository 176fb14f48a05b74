-- Write keys: a key stands for one write with one content
-- ---------------------------------------------------------------------------------------------------
-- A key that was bound to the verb alone answered "saved" to somebody whose first answer was lost and
-- who had changed the form meanwhile, although the first version was what had been saved. Each write
-- now hands over what it is asked to write, and another content under the same key is refused.

alter table handbook.idempotency_keys add column content_digest bytea;
comment on column handbook.idempotency_keys.content_digest is
  'sha256 of what the write was asked to write; null where the verb says it all.';

drop function handbook.remembered(uuid, text);

-- Definer: the keys' table is closed to callers.
create function handbook.remembered(write_key uuid, write_verb text, content jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  digest bytea := sha256(convert_to(content::text, 'UTF8'));
  earlier handbook.idempotency_keys;
begin
  if write_key is null then
    perform handbook.fail('write.key_missing', 422);
  end if;
  insert into handbook.idempotency_keys (member_id, key, verb, content_digest) values (caller, write_key, write_verb, digest)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select * into earlier from handbook.idempotency_keys where member_id = caller and key = write_key;
  if earlier.verb <> write_verb or earlier.content_digest is distinct from digest then
    perform handbook.fail('write.key_reused', 409);
  end if;
  return earlier.result;
end $$;
comment on function handbook.remembered is
  'Null when the write is new; the first answer when it is a repetition: same verb, same content. Content is everything the caller may give but the key; a verb may name it where it is ids alone.';
grant execute on function handbook.remembered to authenticated;

-- records ------------------------------------------------------------------------------------------

create or replace function api.record_edit(key uuid, member_id uuid, changes jsonb, reason text, version bigint default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'record_edit', jsonb_build_array(member_id, changes, reason, version));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = record_edit.member_id
                 and /*lock*/ m.unit_path <@ (select handbook.scope('record.edit')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('changed', handbook.edit_record(member_id, changes, reason, version)));
end $$;

create or replace function api.my_record_edit(key uuid, changes jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'my_record_edit', jsonb_build_array(changes));
begin
  return coalesce(earlier, handbook.remember(key, jsonb_build_object('changed', handbook.edit_my_record(changes))));
end $$;

create or replace function api.record_erase(key uuid, member_id uuid, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'record_erase', jsonb_build_array(member_id, reason));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = record_erase.member_id
                 and /*lock*/ m.unit_path <@ (select handbook.scope('record.erase')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, handbook.erase_record(member_id, reason));
end $$;

-- requests about records ---------------------------------------------------------------------------

create or replace function api.request_file(key uuid, field text, value jsonb, reason text, member_id uuid default null, files jsonb default '[]')
returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'request_file', jsonb_build_array(field, value, reason, member_id, files));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = coalesce(request_file.member_id, caller)
                 and /*lock*/ (m.id = caller or m.unit_path <@ (select handbook.scope('record.proxy'))) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('request_id',
    handbook.file_request(coalesce(member_id, caller), field, value, reason, files)));
end $$;

create or replace function api.request_settle(key uuid, request_id uuid, verb text, answer text default null, version bigint default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'request_settle', jsonb_build_array(request_id, verb, answer, version));
begin
  if earlier is not null then
    return earlier;
  end if;
  if verb not in ('accept', 'reject', 'forward', 'withdraw') then
    perform handbook.fail('request.unknown_verb', 422);
  end if;
  if not exists (select from handbook.change_requests c where c.id = request_settle.request_id
      and /*lock*/ (c.member_id = caller or c.entered_by = caller or c.unit_path <@ (select handbook.scope('record.decide'))) /*end*/) then
    perform handbook.fail('request.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('state', handbook.settle_request(request_id, verb, answer, version)));
end $$;

-- units and roles ----------------------------------------------------------------------------------

create or replace function api.unit_change(
  key uuid, verb handbook.unit_event, unit_id uuid, on_date date, decision text, name text default null, code text default null,
  kind handbook.unit_kind default null, other_id uuid default null, member_ids uuid[] default null
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'unit_change',
    jsonb_build_array(verb, unit_id, on_date, decision, name, code, kind, other_id, member_ids));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.units u where u.id = unit_change.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('unit.manage')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('unit_id',
    handbook.change_unit(verb, unit_id, on_date, decision, name, code, kind, other_id, member_ids)));
end $$;

create or replace function api.role_give(key uuid, member_id uuid, unit_id uuid, role handbook.role_kind, starts_on date, decision text, ends_on date default null)
returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'role_give', jsonb_build_array(member_id, unit_id, role, starts_on, decision, ends_on));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.units u where u.id = role_give.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('role.grant')) /*end*/) then
    perform handbook.fail('role.not_found', 404);
  end if;
  return handbook.remember(key, handbook.give_role(member_id, unit_id, role, starts_on, ends_on, decision));
end $$;

create or replace function api.role_end(key uuid, role_id uuid, ends_on date, decision text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'role_end', jsonb_build_array(role_id, ends_on, decision));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.roles r join handbook.units u on u.id = r.unit_id
                 where r.id = role_end.role_id and /*lock*/ u.path <@ (select handbook.scope('role.grant')) /*end*/) then
    perform handbook.fail('role.not_found', 404);
  end if;
  perform handbook.end_role(role_id, ends_on, decision);
  return handbook.remember(key, jsonb_build_object('role_id', role_id));
end $$;

create or replace function api.role_settle(key uuid, proposal_id uuid, accept boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'role_settle', jsonb_build_array(proposal_id, accept));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.role_proposals p where p.id = role_settle.proposal_id
                 and /*lock*/ p.unit_path <@ (select handbook.scope('role.confirm')) /*end*/) then
    perform handbook.fail('role.not_found', 404);
  end if;
  perform handbook.settle_proposal(proposal_id, accept);
  return handbook.remember(key, jsonb_build_object('accepted', accept));
end $$;

-- members ------------------------------------------------------------------------------------------

create or replace function api.member_add(key uuid, unit_id uuid, fields jsonb, reason text) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'member_add', jsonb_build_array(unit_id, fields, reason));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.units u where u.id = member_add.unit_id
                 and /*lock*/ u.path <@ (select handbook.scope('record.edit')) /*end*/) then
    perform handbook.fail('unit.not_found', 404);
  end if;
  return handbook.remember(key, jsonb_build_object('member_id', handbook.add_member(unit_id, fields, reason)));
end $$;

create or replace function api.member_move(key uuid, member_id uuid, unit_id uuid, on_date date, decision text, group_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'member_move', jsonb_build_array(member_id, unit_id, on_date, decision, group_id));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = member_move.member_id
                 and /*lock*/ m.unit_path <@ (select handbook.scope('record.edit')) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  perform handbook.move_member(member_id, unit_id, group_id, on_date, decision);
  return handbook.remember(key, jsonb_build_object('member_id', member_id));
end $$;

create or replace function api.members_regroup(key uuid, unit_id uuid, member_ids uuid[], on_date date, decision text, group_id uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  earlier jsonb := handbook.remembered(key, 'members_regroup', jsonb_build_array(unit_id, member_ids, on_date, decision, group_id));
begin
  if earlier is not null then
    return earlier;
  end if;
  if exists (select from unnest(member_ids) w where not exists (select from handbook.members m where m.id = w
             and /*lock*/ m.unit_path <@ (select handbook.scope('record.edit')) /*end*/)) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, handbook.regroup_members(member_ids, unit_id, group_id, on_date, decision));
end $$;

-- imports ------------------------------------------------------------------------------------------

create or replace function api.import_start(
  key uuid, unit_id uuid, purpose text, file_name text, heads jsonb, head_key text, mapping jsonb, head_row int default 1, encoding text default null,
  stamp_denied boolean default false
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'import_start',
    jsonb_build_array(unit_id, purpose, file_name, heads, head_key, mapping, head_row, encoding, stamp_denied));
  u handbook.units;
  kept jsonb := (select m.mapping from handbook.import_mappings m where m.member_id = caller and m.head_key = import_start.head_key);
  new_id uuid;
begin
  if earlier is not null then
    return earlier;
  end if;
  select * into u from handbook.units x where x.id = import_start.unit_id and /*lock*/ x.path <@ (select handbook.scope('record.import')) /*end*/;
  if u.id is null or u.kind = 'cell_group' then
    perform handbook.fail('unit.not_found', 404);
  end if;
  if u.closed_on is not null then
    perform handbook.fail('unit.closed', 409);
  end if;
  if jsonb_typeof(heads) is distinct from 'array' or jsonb_typeof(mapping) is distinct from 'array'
     or jsonb_array_length(heads) not between 1 and 200 or jsonb_array_length(heads) <> jsonb_array_length(mapping)
     or length(coalesce(btrim(file_name), '')) not between 1 and 200 then
    perform handbook.fail('import.invalid', 422, '{"field": "file"}');
  end if;
  insert into handbook.imports (member_id, unit_id, unit_path, purpose, file_name, heads, head_key, mapping, head_row, encoding, stamp_denied)
  values (caller, u.id, u.path, import_start.purpose::handbook.import_purpose, btrim(import_start.file_name), import_start.heads,
    import_start.head_key, coalesce(kept, import_start.mapping), import_start.head_row, import_start.encoding,
    coalesce(import_start.stamp_denied, false))
  returning id into new_id;
  return handbook.remember(key, jsonb_build_object('import_id', new_id, 'remembered', kept is not null));
end $$;

-- photographs --------------------------------------------------------------------------------------

create or replace function api.photograph_set(key uuid, member_id uuid, object_name text default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, 'photograph_set', jsonb_build_array(member_id, object_name));
begin
  if earlier is not null then
    return earlier;
  end if;
  if not exists (select from handbook.members m where m.id = photograph_set.member_id
                 and /*lock*/ (m.id = caller or m.unit_path <@ (select handbook.scope('record.edit'))) /*end*/) then
    perform handbook.fail('member.not_found', 404);
  end if;
  return handbook.remember(key, handbook.set_photograph(member_id, object_name));
end $$;

notify pgrst, 'reload schema';
