-- Photographs: one of each member, class open: whoever reads the record; fellow members if the member shares it.

create table handbook.photographs (
  member_id uuid primary key references handbook.members,
  object_name text not null unique,
  shared boolean not null default false,
  set_at timestamptz not null default now()
);
comment on table handbook.photographs is
  'The member''s photograph in the private bucket of that name: small, upright, without the camera''s notes. Of class open.';
comment on column handbook.photographs.shared is 'Whether fellow members of the cell see it; the member alone decides.';
create trigger audit_row after insert or update or delete on handbook.photographs
  for each row execute function handbook.audit_row('member_id', 'member_id');

-- Definer: of another member only whether the two share a cell.
create function handbook.is_fellow(other uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from handbook.members m join handbook.members f on f.unit_id = m.unit_id and f.life_state = 'active'
                 where m.id = handbook.me() and f.id = other)
$$;
grant execute on function handbook.is_fellow to authenticated;

grant select, update (shared) on handbook.photographs to authenticated;
alter table handbook.photographs enable row level security;
create policy "a member sees the own photograph" on handbook.photographs
  for select to authenticated using (member_id = (select handbook.me()));
create policy "readers of records see photographs" on handbook.photographs
  for select to authenticated using (handbook.member_path(member_id) <@ (select handbook.scope('member.read')));
create policy "fellow members see what is shared" on handbook.photographs
  for select to authenticated using (shared and handbook.is_fellow(member_id));
create policy "a member alone shares the own photograph" on handbook.photographs
  for update to authenticated using (member_id = (select handbook.me()));

-- storage ------------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('photographs', 'photographs', false, 524288, array['image/jpeg'])
on conflict (id) do nothing;

create function handbook.may_set_photograph(object_name text) returns boolean
language sql stable set search_path = '' as $$
  select split_part(object_name, '/', 1) = (select handbook.me())::text
    or coalesce(handbook.evidence_path(object_name) <@ handbook.scope('record.edit', 'record.erase'), false)
$$;
comment on function handbook.may_set_photograph is
  'Invoker: whether a file of that name, which begins with a member''s id, is the caller''s to bring and to take away.';
grant execute on function handbook.may_set_photograph to authenticated;

create policy "handbook: a photograph is seen as its row is" on storage.objects
  for select to authenticated using (
    bucket_id = 'photographs' and exists (select from handbook.photographs p where p.object_name = name));
create policy "handbook: who sets a photograph sees its file" on storage.objects
  for select to authenticated using (bucket_id = 'photographs' and handbook.may_set_photograph(name));
create policy "handbook: who sets a photograph brings its file" on storage.objects
  for insert to authenticated with check (bucket_id = 'photographs' and handbook.may_set_photograph(name));
create policy "handbook: who sets a photograph takes the old file away" on storage.objects
  for delete to authenticated using (bucket_id = 'photographs' and handbook.may_set_photograph(name));

-- verbs --------------------------------------------------------------------------------------------

create function api.photographs(member_ids uuid[]) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  perform handbook.require_me();
  return (select jsonb_object_agg(p.member_id, p.object_name) from handbook.photographs p
    where p.member_id = any (member_ids[1:500])
      and /*lock*/ (p.member_id = handbook.me() or p.shared and handbook.is_fellow(p.member_id)
           or handbook.member_path(p.member_id) <@ (select handbook.scope('member.read'))) /*end*/);
end $$;
comment on function api.photographs is
  'Of up to 500 members the names of their photographs in the bucket photographs, as far as I may see them; null when there are none. Caller: any member; the own one, those of fellow members who share it, member.read over the member. Errors: session.ended.';

create function api.my_photograph() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  return coalesce((select jsonb_build_object('there', true, 'shared', p.shared) from handbook.photographs p where p.member_id = caller),
    '{"there": false, "shared": false}');
end $$;
comment on function api.my_photograph is 'Whether there is a photograph of mine, and whether fellow members see it. Caller: any member. Errors: session.ended.';

-- Definer: photographs take no direct writes; checks the caller's right by itself.
create function handbook.set_photograph(of_member uuid, new_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  former text;
begin
  if of_member <> handbook.require_me() and not coalesce(handbook.member_path(of_member) <@ handbook.scope('record.edit'), false) then
    perform handbook.fail('member.not_found', 404);
  end if;
  select p.object_name into former from handbook.photographs p where p.member_id = of_member for update;
  if new_name is null then
    delete from handbook.photographs p where p.member_id = of_member;
  else
    if split_part(new_name, '/', 1) <> of_member::text
       or not exists (select from storage.objects o where o.bucket_id = 'photographs' and o.name = new_name) then
      perform handbook.fail('file.not_found', 422, '{"field": "file"}');
    end if;
    insert into handbook.photographs as p (member_id, object_name) values (of_member, new_name)
    on conflict (member_id) do update set object_name = excluded.object_name, set_at = now();
  end if;
  return jsonb_build_object('gone', case when former is distinct from new_name then to_jsonb(array_remove(array[former], null)) else '[]' end);
end $$;
grant execute on function handbook.set_photograph to authenticated;

create function api.photograph_set(key uuid, member_id uuid, object_name text default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  earlier jsonb := handbook.remembered(key, concat_ws(' ', 'photograph.set', member_id, object_name));
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
comment on function api.photograph_set is
  'Makes an uploaded file the photograph of a member, or without a name takes the photograph away; tells which files are no longer needed. Caller: the member, or record.edit over the member. Errors: session.ended, write.key_missing, write.key_reused, member.not_found, file.not_found.';

create function api.photograph_share(shared boolean) returns void
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
begin
  update handbook.photographs p set shared = photograph_share.shared where p.member_id = caller;
end $$;
comment on function api.photograph_share is 'Whether fellow members of my cell see my photograph. Caller: any member, for oneself. Errors: session.ended.';

grant execute on function api.photographs, api.my_photograph, api.photograph_set, api.photograph_share to authenticated;

notify pgrst, 'reload schema';
