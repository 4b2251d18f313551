/**
 * Keeps names and types of the PBX's numbers and its inbound rules: at the start, every ten minutes,
 * and when a number appears that is not in it. What cannot be read stays as it was.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { DnType } from "../../src-shared/telephony/dn.ts";
import {
  type Directory,
  type DirectoryEntry,
  emptyDirectory,
  type InboundRule,
} from "../../src-shared/telephony/directory.ts";
import type { PbxApi } from "./api.ts";
import type { Busy } from "./busy.ts";
import type { EmitObservation } from "./emitter.ts";
import type { LogOnce } from "./log-once.ts";
import { type RowsResult, readPages } from "./pages.ts";
import type { SourceReport } from "./state.ts";
import { parseCallbackQueue, parseInboundRule, parsePeer } from "./wire/directory-rows.ts";
import { asObject, text } from "./wire/values.ts";

export interface DirectoryOptions {
  readonly api: PbxApi;
  readonly clock: Clock;
  readonly logOnce: LogOnce;
  readonly busy: Busy;
  readonly emit: EmitObservation;
  readonly report: SourceReport;
  readonly onVersion: (version: string) => void;
}

export interface DirectoryReader {
  start(): void;
  stop(): void;
  /** Reads everything now, changed or not. */
  readAgain(): void;
  /** XAPI answers again: what could not be read is read now. */
  retryNow(): void;
  /** A number was seen on a call. When it is not in the directory, the directory is read again, at most once a minute. */
  seen(dn: string): void;
  typeOf(dn: string): DnType | undefined;
}

const everyMs = 10 * 60_000;
const againAfterFailureMs = 30_000;
const unknownEveryMs = 60_000;
const mostPages = 50;
/** DNs are short; whatever is longer is an outside number. */
const dnPattern = /^\d{1,6}$/;

export function createDirectoryReader(options: DirectoryOptions): DirectoryReader {
  const { api, clock, emit, report, logOnce } = options;
  let directory = emptyDirectory;
  let told: string | undefined;
  let reading = false;
  let stopped = false;
  let failing = false;
  let lastReadMs = Number.NEGATIVE_INFINITY;
  const absent = new Set<string>();
  let due: { readonly atMs: number; readonly cancel: () => void } | undefined;

  const read = async () => {
    if (reading) return;
    reading = true;
    lastReadMs = clock.nowMs();
    const peers = await readPages(api, "/xapi/v1/Peers", mostPages);
    const rules = peers.ok ? await readRules(api) : peers;
    const queues = peers.ok ? await readPages(api, "/xapi/v1/Queues", mostPages) : peers;
    if (peers.ok) await readVersion();
    reading = false;
    if (stopped) return;
    noteUnreadable("numbers", peers, parsePeer);
    noteUnreadable("rules", rules, parseInboundRule);
    noteFailures(peers.ok ? { numbers: peers, rules, queues } : { numbers: peers });
    directory = assemble(directory, peers, rules, queues);
    publish();
    const failed = [peers, rules, queues].find((result) => !result.ok);
    failing = failed !== undefined;
    if (failed !== undefined && !failed.ok) report.failed(failed);
    else report.connected();
    schedule(failed === undefined ? everyMs : againAfterFailureMs);
  };

  const readVersion = async () => {
    const status = await api.get("/xapi/v1/SystemStatus");
    const object = status.ok ? asObject(status.json) : undefined;
    const version = object === undefined ? "" : text(object, "Version");
    if (version !== "" && !stopped) options.onVersion(version.slice(0, 50));
  };

  const noteFailures = (results: Readonly<Record<string, RowsResult>>) => {
    for (const [name, result] of Object.entries(results)) {
      if (result.ok || result.kind === "stopped") continue;
      logOnce.note(
        `directory-${name}-${result.kind}`,
        `The list of ${name} could not be read.`,
        result.detail,
      );
    }
  };

  const noteUnreadable = (name: string, result: RowsResult, parse: (row: unknown) => unknown) => {
    if (!result.ok) return;
    const damaged = result.rows.filter((row) => parse(row) === undefined).length;
    if (damaged > 0)
      logOnce.note(
        `directory-${name}-row`,
        `Rows of the list of ${name} cannot be understood.`,
        `${damaged} rows`,
      );
  };

  const publish = () => {
    const now = JSON.stringify(directory);
    if (now === told || (told === undefined && directory === emptyDirectory)) return;
    told = now;
    emit((atMs) => ({ type: "directory", atMs, directory }));
  };

  const schedule = (delayMs: number) => {
    const atMs = clock.nowMs() + delayMs;
    if (due !== undefined && due.atMs <= atMs) return;
    due?.cancel();
    const cancel = clock.after(delayMs, () => {
      due = undefined;
      void options.busy.run(read);
    });
    due = { atMs, cancel };
  };

  return {
    start: () => void options.busy.run(read),
    stop: () => {
      stopped = true;
      due?.cancel();
    },
    readAgain: () => {
      if (!stopped) schedule(0);
    },
    retryNow: () => {
      if (failing && !stopped) schedule(0);
    },
    seen: (dn) => {
      if (told === undefined || stopped) return;
      if (Object.hasOwn(directory.entries, dn) || absent.has(dn) || !dnPattern.test(dn)) return;
      if (absent.size < 10_000) absent.add(dn);
      schedule(Math.max(0, lastReadMs + unknownEveryMs - clock.nowMs()));
    },
    typeOf: (dn) => (Object.hasOwn(directory.entries, dn) ? directory.entries[dn]?.type : undefined),
  };
}

/** The rule's trunk comes only when asked for; where a build refuses that, rules without trunks are better than none. */
async function readRules(api: PbxApi): Promise<RowsResult> {
  const expanded = await readPages(api, "/xapi/v1/InboundRules?$expand=TrunkDN", mostPages);
  return expanded.ok ? expanded : readPages(api, "/xapi/v1/InboundRules", mostPages);
}

function assemble(old: Directory, peers: RowsResult, rules: RowsResult, queues: RowsResult): Directory {
  const callbacks = queues.ok ? new Set(queues.rows.map(parseCallbackQueue)) : callbackQueuesOf(old);
  const entries = peers.ok ? entriesOf(peers.rows, callbacks) : old.entries;
  const inboundRules = rules.ok
    ? rules.rows.map(parseInboundRule).filter((rule): rule is InboundRule => rule !== undefined)
    : old.inboundRules;
  return entries === old.entries && inboundRules === old.inboundRules ? old : { entries, inboundRules };
}

function callbackQueuesOf(directory: Directory): ReadonlySet<string | undefined> {
  return new Set(
    Object.values(directory.entries).map((entry) => (entry.offersCallback ? entry.dn : undefined)),
  );
}

/** Built from pairs, so that a number named like a property of objects does no harm. */
function entriesOf(
  rows: readonly unknown[],
  callbacks: ReadonlySet<string | undefined>,
): Record<string, DirectoryEntry> {
  const pairs = new Map<string, DirectoryEntry>();
  for (const row of rows) {
    const entry = parsePeer(row);
    if (entry === undefined) continue;
    pairs.set(entry.dn, callbacks.has(entry.dn) ? { ...entry, offersCallback: true } : entry);
  }
  return Object.fromEntries(pairs);
}
