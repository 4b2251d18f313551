// The engine in a process of its own: the real one with its real clock, without settings file and web server.
import { randomFillSync } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { createEngine, type Engine } from "../../../src-main/engine.ts";
import { answer, machineMs, processorMs, watchLoad } from "../child.ts";
import { openOutbox, type OutboxKind } from "../outbox.ts";
import { silentLog } from "../silent-log.ts";
import type { Arrival } from "./receiver.ts";
import { createEventIds } from "../../../src-main/webhooks/event-ids.ts";

export interface EngineStart {
  readonly pbxUrl: string;
  /** Lines of a settings file: `[pbx]` and what follows. */
  readonly settings: string;
  readonly outbox: OutboxKind;
}

const open: { engine?: Engine } = {};
let sent: Arrival[] = [];
let legs = 0;

function engine(): Engine {
  if (open.engine === undefined) throw new Error("The engine was not started.");
  return open.engine;
}

function noteSent(message: unknown): void {
  const atMs = machineMs();
  if (typeof message !== "object" || message === null || !("request" in message)) return;
  const { request } = message;
  if (typeof request !== "object" || request === null || !("path" in request)) return;
  sent.push({ target: String(request.path), atMs });
}

async function start({ pbxUrl, settings, outbox }: EngineStart): Promise<void> {
  const connection = ["[pbx]", `url = ${pbxUrl}`, "client_id = webhook", "client_secret = simulator"];
  open.engine = createEngine({
    settings: settingsOf([...connection, settings].join("\n")),
    clock: createRealClock(),
    random: Math.random,
    newId: createEventIds(randomFillSync),
    logger: () => silentLog,
    outbox: await openOutbox(outbox),
    version: "0",
  });
  const connected = new Promise<void>((resolve) =>
    engine().onPbxState(({ overall }) => {
      if (overall === "connected") resolve();
    }),
  );
  engine().onObservation(({ type }) => {
    if (type === "leg" || type === "leg-gone") legs += 1;
  });
  await engine().start();
  await connected;
}

const questions = {
  load: watchLoad(),
  start,
  /** Notes from now on when each webhook's head was written to its socket. */
  noteSent: () => subscribe("undici:client:sendHeaders", noteSent),
  takeSent: () => {
    const taken = sent;
    sent = [];
    return taken;
  },
  /** Changes of legs that have become observations. */
  legs: () => legs,
  busy: () => engine().busy(),
  openCalls: () => engine().openCalls(),
  processorMs,
};

export type EngineQuestions = typeof questions;
answer(questions);
