// A receiver of webhooks in a process of its own: answers at once, badly or not at all, and knows when
// each request came.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer, machineMs } from "../child.ts";

export type Manner = "well" | "too-many" | "slow-loris";

export interface Arrival {
  /** Path and query as sent. */
  readonly target: string;
  /** When the head of the request had come. */
  readonly atMs: number;
}

let arrivals: Arrival[] = [];
let count = 0;
let manner: Manner = "well";
let thinkMs = 0;
let told: ((atMs: number) => void) | undefined;

function receive(request: IncomingMessage, response: ServerResponse): void {
  const atMs = machineMs();
  told?.(atMs);
  told = undefined;
  arrivals.push({ target: request.url ?? "", atMs });
  count += 1;
  request.resume();
  if (manner === "slow-loris") return drip(response);
  request.on("end", () => {
    if (manner === "well") reply(response);
    else response.writeHead(429, { "retry-after": "1" }).end();
  });
}

function reply(response: ServerResponse): void {
  const end = () => void response.writeHead(200).end("OK");
  if (thinkMs === 0) end();
  else setTimeout(end, thinkMs);
}

/** Headers at once, then a byte a second for ever. */
function drip(response: ServerResponse): void {
  response.writeHead(200).write(" ");
  const timer = setInterval(() => response.write(" "), 1000);
  response.on("close", () => clearInterval(timer));
}

const questions = {
  async start(wanted: Manner) {
    manner = wanted;
    const server = createServer(receive);
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  },
  /** How long the receiver takes for each answer from now on. */
  think: (forMs: number) => void (thinkMs = forMs),
  count: () => count,
  /** When the head of the next request had come. */
  next: () => new Promise<number>((tell) => (told = tell)),
  /** Everything since the last question. */
  take: () => {
    const taken = arrivals;
    arrivals = [];
    return taken;
  },
};

export type ReceiverQuestions = typeof questions;
answer(questions);
