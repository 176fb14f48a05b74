// One member's visit with the official client; prints what it saw as one line of JSON.
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
const refusal = ({ error }) => ({
  code: error.code ?? error.error ?? null,
  status: Number(error.status ?? error.statusCode ?? 0),
  message: error.message,
});

const seen = {};
seen.wrongPassword = refusal(
  await client.auth.signInWithPassword({ phone: MEMBER_PHONE, password: "sai" }),
);
const { user } = must(
  await client.auth.signInWithPassword({ phone: MEMBER_PHONE, password: MEMBER_PASSWORD }),
);
seen.user = user.id;
seen.sum = must(await client.rpc("add", { a: 20, b: 22 }));
seen.people = must(await client.rpc("people", { n: 2 }));
seen.read = must(await client.rpc("numbers", { n: 2 }, { get: true }));
seen.who = must(await client.rpc("whoami")).uid;
seen.failure = refusal(
  await client.rpc("fail", { state: "PT409", message: "task.closed", detail: '{"n":1}' }),
);
seen.unknown = refusal(await client.rpc("nowhere"));
seen.table = refusal(await client.from("users").select());

const files = client.storage.from("files");
const path = `${user.id}/nghi-quyet.pdf`;
const attachment = Buffer.from("%PDF-1.7 Nghị quyết");
must(await files.upload(path, attachment, { contentType: "application/pdf" }));
must(await files.upload(`${user.id}/blob.txt`, new Blob(["bằng biểu mẫu"], { type: "text/plain" })));
const link = must(await files.createSignedUrl(path, 60, { download: "nghi-quyet.pdf" })).signedUrl;
const answer = await fetch(link);
seen.attachment = Buffer.from(await answer.arrayBuffer()).toString();
seen.type = answer.headers.get("content-type");
seen.disposition = answer.headers.get("content-disposition");
seen.download = await must(await files.download(`${user.id}/blob.txt`)).text();
seen.listed = must(await files.list(user.id)).map(({ name }) => name);
seen.missing = refusal(await files.createSignedUrl(`${user.id}/none.pdf`, 60));
seen.taken = refusal(await files.upload(path, attachment));
seen.removed = must(await files.remove([path])).length;

const before = must(await client.auth.getSession()).session.refresh_token;
const after = must(await client.auth.refreshSession()).session.refresh_token;
seen.rotated = before !== after;
seen.stillMe = must(await client.auth.getUser()).user.id;
const { error } = await client.auth.signOut({ scope: "global" });
seen.signOut = error;
seen.afterwards = must(await client.rpc("whoami")).uid;
console.log(JSON.stringify(seen));
process.exit(0); // nothing more to wait for, whatever the client keeps open
