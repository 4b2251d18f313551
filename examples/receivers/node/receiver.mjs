// A receiver for Node 18 and later, without packages: SECRET=whsec_… node receiver.mjs 8000
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from(process.env.SECRET.replace("whsec_", ""), "base64");
const seen = new Set(); // In your program: a column of the database that takes each id once.

function isGenuine(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": sentS, "webhook-signature": signatures = "" } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(sentS)) <= 300)) return false; // Somebody sends an old one again.
  const digest = createHmac("sha256", key).update(`${id}.${sentS}.`).update(body).digest("base64");
  const wanted = Buffer.from(`v1,${digest}`);
  const given = signatures.split(" ").map((each) => Buffer.from(each)); // Two while the secret changes.
  return given.some((each) => each.length === wanted.length && timingSafeEqual(each, wanted));
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()); // As it came: parsed and written again, it is another.
  const id = request.headers["webhook-id"];
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  response.writeHead(204).end(); // First the answer, then the work.
  if (!seen.has(id)) console.log(id, request.url, body.toString());
  seen.add(id);
}).listen(process.argv[2], "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
