-- What somebody is typing into a form and has not sent: kept on each pause, for its author alone, until it is sent.

insert into handbook.policy_versions (topic, valid_from, source, content) values
  ('drafts.kept', '2026-01-01', 'Cài đặt của phần mềm', '{"days": 30, "most": 40}');

create table handbook.form_drafts (
  member_id uuid not null references handbook.members,
  form text not null check (form ~ '^[a-z][a-z0-9_.]{0,99}$'),
  about uuid,
  content jsonb not null check (octet_length(content::text) <= 262144),
  saved_at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (member_id, form, about)
);
comment on table handbook.form_drafts is
  'Forms that are being filled in, read and written by their author alone. Deleted when sent or thrown away, and after a time. Not audited. What is said without a name is never kept here.';
comment on column handbook.form_drafts.about is 'What the form is about, such as a meeting; null for a form about nothing in particular.';
create index form_drafts_old on handbook.form_drafts (saved_at);

grant select, insert, update on handbook.form_drafts to authenticated;
alter table handbook.form_drafts enable row level security;
create policy "a form that is being filled in is its author's alone" on handbook.form_drafts
  for all to authenticated
  using (member_id = (select handbook.me())) with check (member_id = (select handbook.me()));

-- Definer: members delete nothing by themselves. The caller's own drafts only.
create function handbook.drop_draft(of_form text, of_about uuid) returns boolean
language sql security definer set search_path = '' as $$
  with gone as (
    delete from handbook.form_drafts d
    where d.member_id = (select handbook.me()) and d.form = of_form and d.about is not distinct from of_about returning 1)
  select exists (select from gone)
$$;

-- Definer: as drop_draft. What lies longest untouched makes room.
create function handbook.trim_drafts() returns void
language sql security definer set search_path = '' as $$
  delete from handbook.form_drafts d using (
    select x.form, x.about from handbook.form_drafts x where x.member_id = (select handbook.me())
    order by x.saved_at desc offset (handbook.policy('drafts.kept') ->> 'most')::int) too_many
  where d.member_id = (select handbook.me()) and d.form = too_many.form and d.about is not distinct from too_many.about
$$;
grant execute on function handbook.drop_draft, handbook.trim_drafts to authenticated;

create function api.draft_keep(form text, content jsonb, about uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  kept_at timestamptz := clock_timestamp();
begin
  if coalesce(form, '') !~ '^[a-z][a-z0-9_.]{0,99}$' or jsonb_typeof(content) is distinct from 'object' then
    perform handbook.fail('draft.invalid', 422);
  elsif octet_length(content::text) > 262144 then
    perform handbook.fail('draft.too_long', 422);
  elsif handbook.looks_classified(variadic coalesce((
      select array_agg(v #>> '{}') from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') v), '{}')) then
    perform handbook.fail('draft.classified', 409);
  end if;
  -- A draft that a power cut takes away is half a second of typing: nobody waits for the disk.
  perform set_config('synchronous_commit', 'off', true);
  insert into handbook.form_drafts as d (member_id, form, about, content, saved_at)
  values (caller, draft_keep.form, draft_keep.about, draft_keep.content, kept_at)
  on conflict on constraint form_drafts_member_id_form_about_key do update set content = excluded.content, saved_at = excluded.saved_at;
  perform handbook.trim_drafts();
  return jsonb_build_object('saved_at', kept_at);
end $$;
comment on function api.draft_keep is
  'Keeps what I am typing into a form, in place of what was kept before; asked again it does the same. What looks classified is not kept: it is asked about when it is sent. Caller: any member, for oneself. Errors: session.ended, draft.invalid, draft.too_long, draft.classified.';

create function api.draft(form text, about uuid default null) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('content', d.content, 'saved_at', d.saved_at) from handbook.form_drafts d
  where /*lock*/ d.member_id = (select handbook.me()) /*end*/
    and d.form = draft.form and d.about is not distinct from draft.about
$$;
comment on function api.draft is
  'What I have typed into a form and not sent. Caller: any member, the own only. Errors: none, null when there is nothing or without an active member.';

create function api.draft_drop(form text, about uuid default null) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform handbook.require_me();
  return jsonb_build_object('dropped', handbook.drop_draft(draft_drop.form, draft_drop.about));
end $$;
comment on function api.draft_drop is
  'Throws away what I have typed into a form: it was sent, or is not wanted. Caller: any member, the own only. Errors: session.ended.';
grant execute on function api.draft_keep, api.draft, api.draft_drop to authenticated;

create function api.drafts_upkeep() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  gone int;
begin
  delete from handbook.form_drafts d
  where d.saved_at < now() - make_interval(days => (handbook.policy('drafts.kept') ->> 'days')::int)
    or exists (select from handbook.members m where m.id = d.member_id and m.life_state in ('left', 'deceased'));
  get diagnostics gone = row_count;
  return jsonb_build_object('drafts', gone);
end $$;
comment on function api.drafts_upkeep is
  'Deletes drafts of forms that nobody has touched for long, and those of people who are members no more. Errors: none. Service only.';
grant execute on function api.drafts_upkeep to service_role;

notify pgrst, 'reload schema';
