// A demo member's visit to a real house with the official client; prints what it saw as one line of JSON.
import { createClient } from "@supabase/supabase-js";

const { GATEWAY_URL, GATEWAY_KEY, MEMBER_PHONE, MEMBER_PASSWORD } = process.env;
const client = createClient(GATEWAY_URL, GATEWAY_KEY, {
  db: { schema: "api" },
  auth: { persistSession: false, autoRefreshToken: false },
});

const must = ({ data, error }) => {
  if (error) throw new Error(JSON.stringify({ name: error.name, code: error.code, message: error.message }));
  return data;
};

const seen = {};
seen.before = (await client.rpc("my_session")).error.code;
const { user } = must(
  await client.auth.signInWithPassword({ phone: MEMBER_PHONE, password: MEMBER_PASSWORD }),
);
seen.user = user.id;
seen.session = must(await client.rpc("my_session"));
seen.feed = must(await client.rpc("feed", { page_size: 50 })).map(({ post_id, title }) => ({ post_id, title }));

for (const { post_id } of seen.feed) {
  const post = must(await client.rpc("post_open", { post_id }));
  if (post.attachments.length === 0) continue;
  const [file] = post.attachments;
  const bucket = client.storage.from("attachments");
  const { signedUrl } = must(await bucket.createSignedUrl(file.object_name, 60));
  const answer = await fetch(signedUrl);
  seen.attachment = {
    file,
    status: answer.status,
    type: answer.headers.get("content-type"),
    size: (await answer.arrayBuffer()).byteLength,
    downloaded: must(await bucket.download(file.object_name)).size,
  };
  break;
}
console.log(JSON.stringify(seen));
process.exit(0); // nothing more to wait for, whatever the client keeps open
