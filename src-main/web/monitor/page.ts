/** Serves the built page and its files. They hold no data, so the page can show the login itself. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Server } from "node:https";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { monitorPaths } from "../../../src-shared/rpc/monitor-session.ts";
import type { Door } from "./door.ts";
import { noncePlaceholder, pagePolicy } from "../../../src-shared/contract/page-policy.ts";
import { askerOf, notFound } from "./routes.ts";

const yearMs = 365 * 86_400_000;
const notBuilt = "The page is not here: build it with npm run build, or install the program again.";

/** For the log, once: what is missing shows before somebody opens the address. */
export function missingPage(folder: string | undefined): string | undefined {
  if (folder !== undefined && existsSync(join(folder, "index.html"))) return undefined;
  return `The monitor's page at ${monitorPaths.page} cannot be shown. ${notBuilt} Calls, webhooks and recordings go on without it; monitor = no in [server] switches it off.`;
}

/** `folder`: the built renderer with its index.html; `undefined` when this program has none. */
export function addPage(app: FastifyInstance<Server>, door: Door, folder: string | undefined): void {
  const gate = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const closed = door.page(askerOf(request));
    if (closed === undefined) return undefined;
    if (closed.access === "switched-off") return notFound(reply);
    return reply.code(closed.status).type("text/plain; charset=utf-8").send(`${closed.sentence}\n`);
  };
  app.get("/monitor", { onRequest: gate }, (_request, reply) => reply.redirect(monitorPaths.page, 308));
  app.get(monitorPaths.page, { onRequest: gate }, (_request, reply) => sendPage(reply, folder));
  if (folder === undefined) return;
  void app.register(fastifyStatic, { root: folder, serve: false, dotfiles: "ignore", globIgnore: ["**"] });
  app.get<{ Params: { "*": string } }>(`${monitorPaths.page}*`, { onRequest: gate }, (request, reply) => {
    const file = request.params["*"];
    if (file === "index.html") return sendPage(reply, folder);
    // Built files have a hash in their name: another content is another name.
    const forGood = file.startsWith("assets/");
    return reply.sendFile(file, forGood ? { maxAge: yearMs, immutable: true } : { maxAge: 0 });
  });
}

async function sendPage(reply: FastifyReply, folder: string | undefined): Promise<FastifyReply> {
  const page = folder === undefined ? undefined : await read(join(folder, "index.html"));
  if (page === undefined) return reply.code(503).type("text/plain; charset=utf-8").send(`${notBuilt}\n`);
  const nonce = randomBytes(18).toString("base64");
  return reply
    .header("content-security-policy", pagePolicy(nonce))
    .header("cross-origin-opener-policy", "same-origin")
    .type("text/html; charset=utf-8")
    .send(page.replaceAll(noncePlaceholder, nonce));
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}
