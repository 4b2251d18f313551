/** The monitor's few plain answers: who gets in, login, logout, and the guard for what else lies behind them. */
import type { Server } from "node:https";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { closeSentences } from "../../../src-shared/rpc/close-reason.ts";
import {
  loginRequestSchema,
  monitorPaths,
  type LoginAnswer,
  type SessionAnswer,
} from "../../../src-shared/rpc/monitor-session.ts";
import type { Door } from "./door.ts";
import { isCrossSite, isSameOrigin, type Asker } from "./local-request.ts";

/** A hook for routes that only who has logged in may use: `{ onRequest: guard }`. */
export type MonitorGuard = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply | undefined>;

export function askerOf({ raw, headers }: FastifyRequest): Asker {
  return { remoteAddress: raw.socket.remoteAddress, headers };
}

/** The same answer as for a path that never was. */
export function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

export function createGuard(door: Door): MonitorGuard {
  return async (request, reply) => {
    const asker = askerOf(request);
    const entry = door.enter(asker);
    if (!entry.ok) {
      if (entry.access === "switched-off") return notFound(reply);
      return reply.code(entry.status).send({ error: entry.sentence });
    }
    if (isCrossSite(asker)) return reply.code(403).send({ error: closeSentences["not-allowed"] });
    reply.header("cross-origin-resource-policy", "same-origin");
    return undefined;
  };
}

export function addSessionRoutes(app: FastifyInstance<Server>, door: Door): void {
  app.get(monitorPaths.session, async (request, reply) => {
    const entry = door.enter(askerOf(request));
    if (!entry.ok && entry.access === "switched-off") return notFound(reply);
    const answer: SessionAnswer = {
      access: entry.ok ? "granted" : entry.access,
      sentence: entry.ok ? "" : entry.sentence,
      password: door.hasPassword(),
    };
    return reply.code(entry.ok ? 200 : entry.status).send(answer);
  });

  app.post(monitorPaths.login, async (request, reply) => {
    const body = loginRequestSchema.safeParse(request.body);
    const asker = askerOf(request);
    const { status, setCookie, ...answer } = body.success
      ? await door.login(asker, body.data.password)
      : await door.login(asker, "");
    if (status === 404) return notFound(reply);
    if (setCookie !== undefined) reply.header("set-cookie", setCookie);
    if (status === 429) reply.header("retry-after", String(answer.pauseS ?? 0));
    return reply.code(status).send(answer satisfies LoginAnswer);
  });

  app.post(monitorPaths.logout, async (request, reply) => {
    const asker = askerOf(request);
    if (door.page(asker)?.access === "switched-off") return notFound(reply);
    if (!isSameOrigin(asker)) return reply.code(403).send({ error: closeSentences["not-allowed"] });
    return reply.header("set-cookie", door.logout(asker)).send({ ok: true });
  });
}
