/**
 * `GET` and `HEAD /webapi/recording/<name>.mp3`. The signature is looked at first, so that a stranger learns
 * nothing: wrong names, deleted and unknown recordings all look like a wrong link to them.
 */
import type { Server } from "node:https";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { createGuesses, type Guesses } from "../guesses.ts";
import { type Sent, sendRecording, unknown } from "./send-recording.ts";
import type { RecordingsToServe } from "./types.ts";

export interface RecordingRoutesOptions {
  readonly recordings: RecordingsToServe;
  readonly clock: Pick<Clock, "nowMs">;
  readonly log: Logger;
  /** See `SendingOptions`. */
  readonly stalledMs?: number;
}

export const recordingsPrefix = "/webapi/recording/";

/** Nothing else is a name: no slash, no percent sign, no dot but one, nothing that a disk takes for something special. */
const nameForm = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,119}\.mp3$/;

/** May be added to several servers; wrong tries are counted for each of them. */
export function addRecordings(
  app: FastifyInstance<Server>,
  { recordings, clock, log, stalledMs }: RecordingRoutesOptions,
): void {
  const guesses = createGuesses(clock);

  app.route({
    method: ["GET", "HEAD"],
    url: `${recordingsPrefix}*`,
    exposeHeadRoute: false,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { name, token } = askedFor(request.raw.url ?? "");
      const sent: Sent = { bytes: () => 0 };
      noteAccess(request, reply, { name, sent, startedAtMs: clock.nowMs() });
      return answer(request, reply, name, token, sent);
    },
  });

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string | undefined,
    token: string | undefined,
    sent: Sent,
  ): Promise<FastifyReply> {
    const links = recordings.links();
    const { ip } = request;
    if (links.open) {
      // Names can be guessed here, so who tried too many wrong ones gets no right one either.
      const refused = tooMany(reply, guesses, ip);
      if (refused !== undefined) return refused;
    }
    if (name === undefined || links.check(name, token) !== "good") {
      const refused = tooMany(reply, guesses, ip);
      if (refused !== undefined) return refused;
      guesses.wrong(ip);
      return links.open ? unknown(reply) : forbidden(reply);
    }
    const file = await recordings.find(name);
    if (file.kind === "unknown" && links.open) guesses.wrong(ip);
    return sendRecording(request, reply, file, name, { sent, stalledMs });
  }

  function noteAccess(
    { ip, method }: FastifyRequest,
    { raw }: FastifyReply,
    { name, sent, startedAtMs }: { name: string | undefined; sent: Sent; startedAtMs: number },
  ): void {
    raw.on("close", () => {
      const ms = clock.nowMs() - startedAtMs;
      const bytes = sent.bytes();
      const whole = raw.writableFinished;
      // What is no name may be anything, a secret in the wrong place too.
      const shown = name ?? "(not a recording's name)";
      log.info("A recording was asked for.", {
        ...{ address: ip, method, name: shown, status: raw.statusCode, bytes, ms },
        ...(whole ? {} : { brokenOff: true }),
      });
    });
  }
}

/** From the address as it came, not decoded: an encoded slash is no slash and no part of a name. */
function askedFor(url: string): { readonly name: string | undefined; readonly token: string | undefined } {
  const [path = "", query = ""] = url.split("?", 2);
  const name = path.slice(recordingsPrefix.length);
  return {
    name: nameForm.test(name) ? name : undefined,
    token: new URLSearchParams(query).get("t") ?? undefined,
  };
}

/** Missing, wrong and expired alike. */
function forbidden(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({ error: "This link is not valid or has expired." });
}

/** Behind a signature only wrong links count: nobody guesses 256 bits, and a receiver may fetch as much as it likes. */
function tooMany(reply: FastifyReply, guesses: Guesses, address: string): FastifyReply | undefined {
  const waitS = Math.ceil(guesses.waitMs(address) / 1000);
  if (waitS === 0) return undefined;
  const error = `Too many wrong links from this address. Try again in ${waitS} seconds.`;
  return reply.code(429).header("retry-after", String(waitS)).send({ error });
}
