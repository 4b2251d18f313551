/** Stand-ins for what the parts of `pbx` are given: a PBX that answers when told, a log that remembers. */
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";
import type { PbxApi } from "../../../src-main/pbx/api.ts";
import { createBusy } from "../../../src-main/pbx/busy.ts";
import { createEmitter } from "../../../src-main/pbx/emitter.ts";
import {
  failure,
  type PbxFailure,
  type PbxFailureKind,
  type PbxResult,
} from "../../../src-main/pbx/failure.ts";
import { createLogOnce } from "../../../src-main/pbx/log-once.ts";
import type { SourceReport } from "../../../src-main/pbx/state.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

export const startMs = Date.UTC(2026, 0, 5, 9);

export function answer(json: unknown): PbxResult {
  return { ok: true, status: 200, json };
}

export function fail(kind: PbxFailureKind, status?: number): PbxFailure {
  return failure(kind, `told to fail: ${kind}`, status);
}

export interface Question {
  readonly path: string;
  readonly reply: (result: PbxResult) => void;
}

/** Answers each path with what `handle` says; `undefined` leaves the question open until the test replies. */
export function createFakeApi(handle: (path: string) => PbxResult | undefined) {
  const asked: string[] = [];
  const open: Question[] = [];
  const api: PbxApi = {
    get: (path) => {
      asked.push(path);
      const result = handle(path);
      if (result !== undefined) return Promise.resolve(result);
      return new Promise((resolve) => open.push({ path, reply: resolve }));
    },
  };
  return { api, asked, open };
}

export interface LoggedLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function createMemoryLog(): Logger & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const at =
    (level: string): Logger["info"] =>
    (message, fields) =>
      void lines.push({ level, message, fields: fields ?? {} });
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Everything that most parts share, on a clock that stands still. */
export function createWorld() {
  const clock = createVirtualClock({ startMs });
  const seen: Observation[] = [];
  const log = createMemoryLog();
  const { emit, stampMs, silence } = createEmitter(clock, log, (observation) => seen.push(observation));
  const busy = createBusy();
  const reported: string[] = [];
  const report: SourceReport = {
    connected: () => void reported.push("connected"),
    failed: ({ kind }) => void reported.push(kind),
    named: (name) => void reported.push(name),
  };
  const logOnce = createLogOnce(log);
  return { clock, seen, emit, stampMs, silence, log, logOnce, busy, random: () => 0.5, report, reported };
}

export function seenOf<T extends Observation["type"]>(seen: readonly Observation[], type: T) {
  return seen.filter((each): each is Extract<Observation, { type: T }> => each.type === type);
}

/** Lets promise chains come to rest. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A participant as the PBX sends it; shape of a published capture of 3CX V20 (seen in zammad-bridge). */
export function participant(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 8106,
    status: "Ringing",
    dn: "150",
    party_caller_name: "Acme Ltd.",
    party_dn: "10007",
    party_caller_id: "0301234567",
    party_did: "",
    device_id: "sip:150@127.0.0.1:5483;rinstance=1",
    party_dn_type: "Wexternalline",
    direct_control: false,
    originated_by_dn: "ROUTER",
    originated_by_type: "Wroutepoint",
    referred_by_dn: "",
    referred_by_type: "None",
    on_behalf_of_dn: "",
    on_behalf_of_type: "None",
    callid: 1264,
    legid: 4,
    ...change,
  };
}

export function leg(change: Partial<Leg> = {}): Leg {
  return {
    legId: 8106,
    dn: "150",
    dnType: "extension",
    status: "ringing",
    callId: 1264,
    party: { dn: "10007", type: "external-line", number: "0301234567", name: "Acme Ltd." },
    did: "",
    deviceId: "sip:150@127.0.0.1:5483;rinstance=1",
    originatedBy: { dn: "ROUTER", type: "route-point" },
    ...change,
  };
}

export function dnEntry(dn: string, participants: readonly unknown[] = [], type = "Wextension") {
  return { dn, type, devices: [], participants };
}
