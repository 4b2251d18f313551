/**
 * Follows Call Control: opens the WebSocket with a fresh token, takes a snapshot, replays what came
 * meanwhile, then reads each changed leg. Reconnects by itself; says what is the matter in between.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxApi } from "./api.ts";
import { createBackoff } from "./backoff.ts";
import type { Busy } from "./busy.ts";
import type { EmitObservation } from "./emitter.ts";
import { createEventBuffer } from "./event-buffer.ts";
import { isPassing, isRefusal, type PbxFailure } from "./failure.ts";
import type { LegBook } from "./leg-book.ts";
import { createLegReader } from "./leg-reader.ts";
import type { LogOnce } from "./log-once.ts";
import { createSequence } from "./sequence.ts";
import { createSnapshots } from "./snapshot.ts";
import { openSocket, type PbxSocket } from "./socket.ts";
import type { SourceReport } from "./state.ts";
import type { TlsTrust } from "./tls-trust.ts";
import type { TokenHolder } from "./token.ts";
import type { PbxTapNow } from "./types.ts";
import { parseEnvelope, type SocketEvent } from "./wire/envelope.ts";

export interface CallControlOptions {
  readonly baseUrl: string;
  readonly trust: TlsTrust;
  readonly api: PbxApi;
  readonly tokens: TokenHolder;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly logOnce: LogOnce;
  readonly busy: Busy;
  readonly book: LegBook;
  readonly emit: EmitObservation;
  readonly stampMs: () => number;
  readonly report: SourceReport;
  readonly onEvent: () => void;
  readonly tap: PbxTapNow;
}

export interface CallControl {
  start(): void;
  stop(): void;
  /** A snapshot soon, because something contradicts what is known. Does nothing while disconnected. */
  resyncSoon(reason: string): void;
  /** What was heard last is old: legs are looked at as after a new connection, and what comes meanwhile waits. */
  startOver(): void;
  /** The PBX was heard elsewhere: no need to wait for the next try. */
  retryNow(): void;
}

/** A connection that lived this long is opened again at once when it breaks. */
const healthyAfterMs = 10_000;
const refusedRetryS = [10, 20, 25];

export function createCallControl(options: CallControlOptions): CallControl {
  const { clock, book, busy, emit, log, logOnce } = options;
  const passing = createBackoff([1, 2, 5, 10, 30, 60], options.random);
  const refused = createBackoff(refusedRetryS, options.random);
  const abort = new AbortController();
  const buffer = createEventBuffer();
  const sequence = createSequence();
  let socket: PbxSocket | undefined;
  let phase: "stopped" | "connecting" | "syncing" | "live" | "waiting" = "stopped";
  let toldLost = false;
  let retryIsPassing = false;
  let liveSinceMs = 0;
  let cancelRetry = () => {};

  const reader = createLegReader({
    api: options.api,
    busy,
    logOnce,
    typeOf: book.typeOf,
    onLeg: (leg) => {
      book.put(leg);
      emit((atMs) => ({ type: "leg", atMs, leg }));
      if (book.typeOf(leg.dn) === "unknown") snapshots.soonAfterGap("a leg of a DN that was not listed");
    },
    onGone: (dn, legId) => {
      book.remove(dn, legId);
      emit((atMs) => ({ type: "leg-gone", atMs, dn, legId }));
    },
    onUnreadable: (why) => snapshots.soon(why),
  });

  const snapshots = createSnapshots({
    ...options,
    beingRead: () => reader.beingRead(),
    onTaken: (monitoredGrew) => {
      if (phase === "syncing") goLive();
      if (book.monitored().some(({ type }) => type !== "route-point")) options.report.connected();
      else options.report.named("no-monitored-extensions");
      if (monitoredGrew) reconnect("more extensions are monitored now");
    },
    onFailing: (why, failures) => {
      if (isRefusal(why.kind) || failures >= 3) lose(why);
      else if (failures >= 2) options.report.failed(why);
    },
  });

  const goLive = () => {
    phase = "live";
    liveSinceMs = clock.nowMs();
    toldLost = false;
    passing.reset();
    refused.reset();
    for (const event of buffer.drain()) handle(event);
  };

  const handle = (event: SocketEvent) => {
    if (event.type === "upsert") reader.upsert(event.dn, event.legId, event.attached);
    else if (event.type === "remove") reader.remove(event.dn, event.legId);
    else logOnce.mention(event.what, "3CX sent an event that is of no use here.");
  };

  const onMessage = (message: string) => {
    options.onEvent();
    options.tap()?.message(message);
    const envelope = parseEnvelope(message);
    if (envelope === undefined) {
      logOnce.note("envelope", "3CX sent an event that cannot be understood.", message);
      snapshots.soonAfterGap("an event could not be understood");
      return;
    }
    if (sequence.skips(envelope.sequence)) snapshots.soonAfterGap("events are missing");
    if (phase === "live") handle(envelope.event);
    else buffer.add(envelope.event);
  };

  const connect = () => {
    phase = "connecting";
    void busy.run(async () => {
      const result = await handshake();
      if (phase !== "connecting") {
        if (result.ok) result.socket.close();
        return;
      }
      if (!result.ok) return lose(result);
      socket = result.socket;
      phase = "syncing";
      await snapshots.first();
    });
  };

  /** A token refused at the handshake is replaced at once; a second refusal waits its turn. */
  const handshake = async () => {
    const token = await options.tokens.fresh();
    if (!token.ok) return token;
    const first = await open(token.token);
    if (first.ok || first.kind !== "unauthorised") return first;
    const newest = await options.tokens.refused(token.token);
    return newest.ok ? open(newest.token) : newest;
  };

  const open = async (token: string) => {
    sequence.restart();
    buffer.drain();
    const onClosed = (why: PbxFailure) => {
      tellTap("closed", why);
      lose(why);
    };
    const result = await openSocket({ ...options, token, onMessage, onClosed }, abort.signal);
    if (result.ok) options.tap()?.socket({ state: "opened" });
    else tellTap("refused", result);
    return result;
  };

  const tellTap = (state: "closed" | "refused", { kind, status }: PbxFailure) =>
    options.tap()?.socket({ state, failure: kind, ...(status === undefined ? {} : { status }) });

  const disconnect = () => {
    socket?.close();
    socket = undefined;
    snapshots.pause();
    reader.forget();
    buffer.drain();
    book.forgetOrder();
  };

  const lose = (why: PbxFailure) => {
    if (phase === "stopped" || phase === "waiting") return;
    const wasHealthy = phase === "live" && clock.nowMs() - liveSinceMs >= healthyAfterMs;
    disconnect();
    phase = "waiting";
    options.report.failed(why);
    if (!toldLost) emit((atMs) => ({ type: "source-lost", atMs, source: "call-control" }));
    toldLost = true;
    retryIsPassing = isPassing(why.kind);
    const delayMs = wasHealthy && retryIsPassing ? 0 : (needsHelp(why) ? refused : passing).nextMs();
    log.info("The Call Control connection is down.", {
      cause: why.kind,
      detail: why.detail,
      nextTryMs: delayMs,
    });
    if (delayMs === 0) connect();
    else cancelRetry = clock.after(delayMs, connect);
  };

  const reconnect = (reason: string) => {
    log.info("Opening the Call Control connection anew.", { reason });
    lose({ ok: false, kind: "connection-lost", detail: reason });
  };

  return {
    start: connect,
    stop: () => {
      phase = "stopped";
      cancelRetry();
      abort.abort();
      disconnect();
    },
    resyncSoon: (reason) => {
      if (phase === "live") snapshots.soon(reason);
    },
    startOver: () => {
      if (phase !== "live") return;
      phase = "syncing";
      reader.forget();
      book.forgetOrder();
      emit((atMs) => ({ type: "source-lost", atMs, source: "call-control" }));
      toldLost = true;
      void busy.run(snapshots.first);
    },
    retryNow: () => {
      if (phase !== "waiting" || !retryIsPassing) return;
      cancelRetry();
      connect();
    },
  };
}

/** What somebody has to change first is asked less eagerly than what may pass by itself. */
function needsHelp({ kind }: PbxFailure): boolean {
  return isRefusal(kind) || kind.startsWith("certificate-");
}
