-- An acknowledgement of somebody known to be meant, without the memory of repeated writes. Counts and the
-- audit log follow by the same triggers.
create or replace function api.bench_acknowledge(reader uuid, directive uuid) returns jsonb
language sql volatile security definer as $$
  insert into handbook.acknowledgements (post_id, member_id) values (directive, reader)
  on conflict on constraint acknowledgements_pkey do nothing
  returning jsonb_build_object('acknowledged_at', acknowledged_at)
$$;
