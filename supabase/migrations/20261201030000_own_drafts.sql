-- A person's own kept drafts as a list: what form, about what, since when; where it is opened again.

alter table handbook.form_drafts add column path text check (path ~ '^/[!-~]*$' and length(path) <= 500);
comment on column handbook.form_drafts.path is 'The screen on which it is being filled in; null where that was not told.';

drop function api.draft_keep(text, jsonb, uuid);
create function api.draft_keep(form text, content jsonb, about uuid default null, path text default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  caller uuid := handbook.require_me();
  kept_at timestamptz := clock_timestamp();
begin
  if coalesce(form, '') !~ '^[a-z][a-z0-9_.]{0,99}$' or jsonb_typeof(content) is distinct from 'object'
    or path !~ '^/[!-~]*$' or length(path) > 500 then
    perform handbook.fail('draft.invalid', 422);
  elsif octet_length(content::text) > 262144 then
    perform handbook.fail('draft.too_long', 422);
  elsif handbook.looks_classified(variadic coalesce((
      select array_agg(v #>> '{}') from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') v), '{}')) then
    perform handbook.fail('draft.classified', 409);
  end if;
  -- A draft that a power cut takes away is half a second of typing: nobody waits for the disk.
  perform set_config('synchronous_commit', 'off', true);
  insert into handbook.form_drafts as d (member_id, form, about, content, saved_at, path)
  values (caller, draft_keep.form, draft_keep.about, draft_keep.content, kept_at, draft_keep.path)
  on conflict on constraint form_drafts_member_id_form_about_key do update
    set content = excluded.content, saved_at = excluded.saved_at, path = coalesce(excluded.path, d.path);
  perform handbook.trim_drafts();
  return jsonb_build_object('saved_at', kept_at);
end $$;
comment on function api.draft_keep is
  'Keeps what I am typing into a form, in place of what was kept before, and the path of its screen; asked again it does the same. What looks classified is not kept: it is asked about when it is sent. Caller: any member, for oneself. Errors: session.ended, draft.invalid, draft.too_long, draft.classified.';

-- What a form is about, in words: invoker, so that only what the caller reads today is named.
create function handbook.draft_subject(of_about uuid) returns text
language sql stable set search_path = '' as $$
  select coalesce(
    (select m.title from handbook.meetings m where m.id = of_about),
    (select t.title from handbook.task_assignments a join handbook.tasks t on t.id = a.task_id where a.id = of_about),
    (select t.title from handbook.tasks t where t.id = of_about),
    (select p.title from handbook.posts p where p.id = of_about),
    (select nullif(m.title, '') from handbook.manuscripts m where m.id = of_about),
    (select p.title from handbook.questions q join handbook.posts p on p.id = q.post_id where q.id = of_about),
    (select left(l.content, 200) from handbook.inspection_lines l where l.id = of_about),
    (select u.name from handbook.inspection_plans p join handbook.units u on u.id = p.unit_id where p.id = of_about),
    (select v.title from handbook.votes v where v.id = of_about),
    (select u.name from handbook.units u where u.id = of_about),
    (select m.full_name from handbook.members m where m.id = of_about))
$$;
grant execute on function handbook.draft_subject to authenticated;

create function api.my_drafts() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('form', d.form, 'about', d.about, 'subject', handbook.draft_subject(d.about),
    'path', d.path, 'content', d.content, 'saved_at', d.saved_at,
    'until', d.saved_at + make_interval(days => (handbook.policy('drafts.kept') ->> 'days')::int)) order by d.saved_at desc, d.form, d.about), '[]')
  from handbook.form_drafts d
  where /*lock*/ d.member_id = (select handbook.me()) /*end*/
$$;
comment on function api.my_drafts is
  'Everything I have typed into forms and not sent, the latest first: form, what it is about as far as I may read that, the screen, the words, when, and when it goes by itself. Caller: any member, the own only. Errors: none, empty without an active member.';
grant execute on function api.draft_keep, api.my_drafts to authenticated;

notify pgrst, 'reload schema';
