/** Builds the parts that share one client id of one PBX, and connects them with each other. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { intervalClock } from "../../src-shared/ports/clock-jumps.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import type { ActiveCall } from "../../src-shared/telephony/active-call.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { ReadCallLog } from "../reconcile/types.ts";
import type { PbxRecordings } from "../recordings/types.ts";
import { createActiveCalls } from "./active-calls.ts";
import { createPbxApi } from "./api.ts";
import type { Busy } from "./busy.ts";
import { createCallControl } from "./call-control.ts";
import { createCallLogReader } from "./call-log.ts";
import { createContradictions } from "./contradictions.ts";
import { createDirectoryReader } from "./directory.ts";
import { createDownloadClient } from "./download-client.ts";
import type { Emitter } from "./emitter.ts";
import { createHttpClient } from "./http-client.ts";
import type { LegBook } from "./leg-book.ts";
import { createLogOnce } from "./log-once.ts";
import { createPbxRecordings } from "./recordings.ts";
import { createStandstillWatch } from "./standstill.ts";
import type { StateKeeper } from "./state.ts";
import type { TlsTrust } from "./tls-trust.ts";
import { createTokenHolder } from "./token.ts";
import { tapRequests } from "./tap.ts";
import { tellRequests } from "./traffic.ts";
import type { PbxTapNow, PbxTraffic } from "./types.ts";
import type { PbxAddress } from "./words.ts";

export interface ConnectionOptions {
  readonly settings: PbxSettings;
  readonly baseUrl: string;
  readonly address: PbxAddress;
  readonly trust: TlsTrust;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  readonly busy: Busy;
  readonly emitter: Emitter;
  readonly book: LegBook;
  readonly keeper: StateKeeper;
  readonly onTraffic?: (traffic: PbxTraffic) => void;
  readonly tap?: PbxTapNow;
}

export interface PbxConnection {
  askCallLog(fromMs: number, toMs: number): void;
  readonly readCallLog: ReadCallLog;
  resyncSoon(reason: string): void;
  readAgain(): void;
  contested(): boolean;
  readonly recordings: PbxRecordings;
  close(): void;
}

export function openConnection(options: ConnectionOptions): PbxConnection {
  const { settings, baseUrl, trust, random, emitter, book, keeper } = options;
  // Nobody's setting of the clock keeps a poll or a token waiting.
  const clock = intervalClock(options.clock);
  const onTraffic = options.onTraffic ?? (() => {});
  const tap = options.tap ?? (() => undefined);
  const http = tellRequests(tapRequests(createHttpClient(baseUrl, trust, clock), tap), onTraffic);
  const { clientId, clientSecret } = settings;
  const tokens = createTokenHolder({ http, clientId, clientSecret, clock, random, log: options.log });
  const standstill = createStandstillWatch({
    ...{ clock, log: options.log },
    onStandstill: () => {
      callControl.startOver();
      activeCalls.startOver();
    },
  });
  const api = createPbxApi(http, tokens, standstill.beat);
  const logOnce = createLogOnce(options.log, (kind, sentence, sample) => tap()?.odd(kind, sentence, sample));
  const { stampMs } = emitter;
  const emit = (build: (atMs: number) => Observation) =>
    emitter.emit((atMs) => {
      const observation = build(atMs);
      tellNumbers(observation, directory.seen);
      return observation;
    });
  const shared = { ...options, clock, api, tokens, logOnce, emit, stampMs };

  const callControl = createCallControl({
    ...{ ...shared, tap },
    report: keeper.report("callControl"),
    onEvent: () => {
      standstill.beat();
      keeper.eventSeen();
      onTraffic({ type: "event" });
    },
  });
  const contradictions = createContradictions(clock, book, callControl.resyncSoon);
  const onCalls = (calls: readonly ActiveCall[], recovered: boolean) => {
    if (recovered) {
      contradictions.reset();
      callControl.retryNow();
      directory.retryNow();
    }
    contradictions.check(calls);
  };
  const activeCalls = createActiveCalls({
    ...shared,
    pollS: settings.activeCallsPollS,
    report: keeper.report("activeCalls"),
    onCalls,
  });
  const directory = createDirectoryReader({
    ...shared,
    report: keeper.report("directory"),
    onVersion: keeper.setVersion,
  });
  const callLog = createCallLogReader({
    ...shared,
    clock: options.clock,
    report: keeper.report("callLog"),
    knownType: directory.typeOf,
  });

  const downloads = createDownloadClient(baseUrl, trust, clock);
  const recordings = createPbxRecordings({ ...shared, downloads, onTraffic });

  standstill.start();
  callControl.start();
  activeCalls.start();
  directory.start();

  return {
    askCallLog: callLog.ask,
    readCallLog: callLog.read,
    resyncSoon: callControl.resyncSoon,
    readAgain: () => {
      callControl.resyncSoon("somebody wants to see everything");
      directory.readAgain();
    },
    contested: tokens.contested,
    recordings,
    close: () => {
      standstill.stop();
      callControl.stop();
      activeCalls.stop();
      directory.stop();
      callLog.stop();
      http.close();
      downloads.close();
    },
  };
}

/** Internal numbers that an observation mentions; the directory should know them. */
function tellNumbers(observation: Observation, seen: (dn: string) => void): void {
  if (observation.type === "leg" || observation.type === "snapshot") {
    const legs = observation.type === "leg" ? [observation.leg] : observation.legs;
    for (const { dn, party } of legs) {
      seen(dn);
      seen(party.dn);
    }
  } else if (observation.type === "active-calls") {
    for (const { caller, callee } of observation.calls) {
      seen(caller.dn);
      seen(callee.dn);
    }
  }
}
