/**
 * The room's front door: everything that talks to 3CX, behind one object. It hands on observations in the
 * order in which they became known, and says how the connection stands. Reads as a list of its parts.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { ReadCallLog } from "../reconcile/types.ts";
import type { PbxRecordings } from "../recordings/types.ts";
import { createBusy } from "./busy.ts";
import { type PbxConnection, openConnection } from "./connection.ts";
import { createEmitter } from "./emitter.ts";
import { createLegBook } from "./leg-book.ts";
import { createStateKeeper } from "./state.ts";
import { readTlsTrust } from "./tls-trust.ts";
import type { PbxState, PbxTapNow, PbxTraffic } from "./types.ts";
import { type Subject, wordsFor } from "./words.ts";

export interface PbxOptions {
  readonly settings: PbxSettings;
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads waiting times. */
  readonly random: () => number;
  readonly log: Logger;
  /** Called in order; never after `stop`. */
  readonly onObservation: (observation: Observation) => void;
  /** Called when anything that people read about the connection has changed. */
  readonly onState: (state: PbxState) => void;
  /** Called for each event and each answered question, for statistics. */
  readonly onTraffic?: (traffic: PbxTraffic) => void;
  /** Who listens to everything at the moment. */
  readonly tap?: PbxTapNow;
}

export interface Pbx {
  /** Returns at once; connects and reconnects by itself until `stop`. */
  start(): void;
  /** Ends all connections; resolves within a second, and nothing is observed afterwards. A stopped one stays stopped. */
  stop(): Promise<void>;
  state(): PbxState;
  /** Asks the call log about calls between two times (ms since 1970). Answers are `call-log` observations, the last is `final`. */
  askCallLog(fromMs: number, toMs: number): void;
  /** The call log of a stretch, to look at: no observation comes of it. */
  readonly readCallLog: ReadCallLog;
  /** A snapshot of all legs soon, because somebody noticed a contradiction. */
  resyncSoon(reason: string): void;
  /** Legs and directory are read anew, for somebody who began to listen just now. */
  readAgain(): void;
  /** The PBX's own list of recordings and their files. */
  readonly recordings: PbxRecordings;
  /** Work under way that will finish without the clock moving. */
  busy(): number;
}

const caFileAgainMs = 30_000;

export function createPbx(options: PbxOptions): Pbx {
  const { settings, clock, log } = options;
  const baseUrl = baseUrlOf(settings);
  const busy = createBusy();
  const emitter = createEmitter(clock, log, options.onObservation);
  const book = createLegBook();
  let stopped = false;
  let connection: PbxConnection | undefined;
  let cancelRetry = () => {};
  const address = addressOf(baseUrl);

  const keeper = createStateKeeper({
    clock,
    address,
    contested: () => connection?.contested() ?? false,
    monitored: () => book.monitored().filter(({ type }) => type === "extension").length,
    onState: (state) => {
      if (!stopped) options.onState(state);
    },
    initial: baseUrl === undefined ? "not-configured" : "connecting",
  });

  const connect = async (url: string) => {
    const trust = await readTlsTrust(settings.caFile, settings.allowSelfSigned);
    if (stopped) return;
    if (!trust.ok) {
      keeper.report("callControl").failed(trust);
      keeper.report("activeCalls").failed(trust);
      cancelRetry = clock.after(caFileAgainMs, () => void busy.run(() => connect(url)));
      return;
    }
    connection = openConnection({
      ...options,
      baseUrl: url,
      address,
      trust: trust.trust,
      busy,
      emitter,
      book,
      keeper,
    });
  };

  const notYet = (about: Subject = "recordings") =>
    wordsFor(baseUrl === undefined ? "not-configured" : "connecting", about, address);
  const recordings: PbxRecordings = {
    list: async (...asked) =>
      connection?.recordings.list(...asked) ?? { ok: false, ...notYet(), refused: false },
    download: async (...asked) =>
      connection?.recordings.download(...asked) ?? {
        ...{ ok: false, problem: "download-failed", sentence: notYet().sentence, again: true },
      },
  };

  return {
    start: () => {
      options.onState(keeper.state());
      if (baseUrl === undefined || stopped) return;
      if (settings.allowSelfSigned) log.warn("Any certificate of 3CX is accepted: allow_self_signed is on.");
      void busy.run(() => connect(baseUrl));
    },
    stop: async () => {
      stopped = true;
      emitter.silence();
      cancelRetry();
      connection?.close();
      await busy.idle();
    },
    state: keeper.state,
    askCallLog: (fromMs, toMs) => {
      if (connection !== undefined) connection.askCallLog(fromMs, toMs);
      else
        emitter.emit((atMs) => ({
          type: "call-log",
          atMs,
          fromMs,
          toMs,
          final: true,
          unread: true,
          calls: [],
        }));
    },
    readCallLog: async (...asked) => connection?.readCallLog(...asked) ?? { ok: false, ...notYet("callLog") },
    resyncSoon: (reason) => connection?.resyncSoon(reason),
    readAgain: () => connection?.readAgain(),
    recordings,
    busy: busy.count,
  };
}

/** The address, once everything is set that a connection needs. */
function baseUrlOf({ url, clientId, clientSecret }: PbxSettings): string | undefined {
  if (url === undefined || clientId === "" || clientSecret === "" || !URL.canParse(url)) return undefined;
  return new URL(url).origin;
}

function addressOf(baseUrl: string | undefined): { host: string; port: number } {
  if (baseUrl === undefined) return { host: "", port: 0 };
  const { hostname, port, protocol } = new URL(baseUrl);
  return { host: hostname, port: port === "" ? (protocol === "http:" ? 80 : 443) : Number(port) };
}
