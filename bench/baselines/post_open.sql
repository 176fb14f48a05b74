-- One article, for a reader who is known to be meant and has read it today: marks it read as the product does; accesses
-- are counted in bulk.
create or replace function api.bench_post_open(reader uuid, wanted uuid) returns jsonb
language sql volatile security definer as $$
  insert into handbook.read_marks (member_id, post_id) values (reader, wanted)
  on conflict on constraint read_marks_pkey do nothing;
  select jsonb_build_object(
    'post_id', p.id, 'version', p.version, 'unit_id', p.unit_id, 'unit_name', u.name, 'category', p.category, 'state', p.state,
    'title', p.title, 'lead', p.lead, 'body', p.body, 'source', p.source, 'permission', p.permission, 'leaders_only', p.leaders_only,
    'published_at', p.published_at,
    'attachments', (select coalesce(jsonb_agg(jsonb_build_object(
        'attachment_id', a.id, 'kind', a.kind, 'object_name', a.object_name, 'file_name', a.file_name,
        'content_type', a.content_type, 'size_bytes', a.size_bytes, 'alternative', a.alternative, 'quarantined', false) order by a.place), '[]')
      from handbook.attachments a where a.post_id = p.id),
    'directive', null, 'document', null,
    'reading', (select jsonb_build_object('later', coalesce(bool_or(b.list = 'later'), false), 'kept', coalesce(bool_or(b.list = 'kept'), false))
      from handbook.bookmarks b where b.member_id = reader and b.post_id = p.id and b.removed_at is null),
    'counts', jsonb_build_object('unit_id', (select m.unit_id from handbook.members m where m.id = reader),
      'post', false, 'day', false, 'month', false),
    'corrections', '[]'::jsonb, 'pinned_until', null, 'withdrawn', null, 'steps', '[]'::jsonb, 'may_track', false, 'may_publish', false, 'may_quarantine', false)
  from handbook.posts p join handbook.units u on u.id = p.unit_id where p.id = wanted
$$;
