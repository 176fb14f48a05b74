-- One row of somebody known to be an elector in a vote known to be open. The same constraints.
create or replace function api.bench_ballot(voter uuid, vote_id uuid, ciphertext text) returns text
language sql volatile security definer as $$
  insert into handbook.ballots (vote_id, member_id, ciphertext)
  values (bench_ballot.vote_id, voter, decode(bench_ballot.ciphertext, 'base64'))
  returning handbook.receipt_of(ballots.ciphertext)
$$;
