/** A receiver of a soak, in a process of its own: notes each request before it answers, and misbehaves when told. Arguments: file of receipts, port, seed. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { appendLine } from "./journal.ts";
import type { FromReceiver, Mood, ToReceiver } from "./messages.ts";

const [path = "", port = "0", seed = "1"] = process.argv.slice(2);
const random = createSeededRandom(Number(seed));
let mood: Mood = "well";

const single = ["well", "errors", "busy", "limited", "reset", "silent", "slow", "endless"] as const;
type Manner = (typeof single)[number];
const longestBodyMs = 3_000;

const answers: Readonly<Record<Manner, string>> = {
  well: "200",
  errors: "500",
  busy: "503",
  limited: "429",
  reset: "reset",
  silent: "silent",
  slow: "200",
  endless: "200",
};

function mannerNow(): Manner {
  return mood === "any" ? (single[Math.floor(random() * single.length)] ?? "well") : mood;
}

const server = createServer(async (request, response) => {
  const body = await bodyOf(request).catch(() => undefined);
  // A request that was cut off is none.
  if (body === undefined) return;
  const manner = mannerNow();
  const id = String(request.headers["webhook-id"]);
  appendLine(path, { atMs: Date.now(), target: String(request.url), id, body, answer: answers[manner] });
  response.on("finish", () =>
    appendLine(path, { answers: id, target: String(request.url), answeredAtMs: Date.now() }),
  );
  answer(manner, request, response);
});

function answer(manner: Manner, request: IncomingMessage, response: ServerResponse): void {
  switch (manner) {
    case "well":
      response.end();
      return;
    case "slow":
      setTimeout(() => response.end(), 300 + random() * 1_200);
      return;
    case "errors":
      response.writeHead(500).end("out of order");
      return;
    case "busy":
      response.writeHead(503, { "retry-after": "2" }).end();
      return;
    case "limited":
      response.writeHead(429, { "retry-after": "1" }).end();
      return;
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "silent":
      return;
    case "endless": {
      response.write("and so on ");
      const more = setInterval(() => response.write("and so on "), 100);
      response.on("close", () => clearInterval(more));
      setTimeout(() => request.socket.destroy(), longestBodyMs);
      return;
    }
    default: {
      const _never: never = manner;
      return _never;
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

process.on("message", (message: ToReceiver) => {
  mood = message.mood;
});
process.on("disconnect", () => process.exit());
server.listen(Number(port), "127.0.0.1", () => {
  const address = server.address();
  const listening = address === null || typeof address === "string" ? 0 : address.port;
  const ready: FromReceiver = { type: "ready", url: `http://127.0.0.1:${listening}` };
  process.send?.(ready);
});
