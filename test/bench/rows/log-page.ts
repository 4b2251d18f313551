// How long a user waits for a page of the delivery log when it holds a million deliveries: each filter,
// the first page and one from the middle, with the thread that owns the file and the way to it.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import { createDeliveryLog, type DeliveryLog } from "../../../src-main/store/log/create-delivery-log.ts";
import { createLogDatabase } from "../../../src-main/store/log/log-database.ts";
import type { DeliveryRecord, LogEntry } from "../../../src-main/store/log/types.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { LogFilter } from "../../../src-shared/webhooks/log-query.ts";
import type { BenchRow, Running } from "../harness.ts";

const rows = 1_000_000;
const days = 30;
const perBatch = 2000;
const pagesPerRound = 10;
const firstAtMs = Date.UTC(2026, 0, 1);
const stepMs = (days * 86_400_000) / rows;
const types = ["ringing", "started", "ended", "recording"] as const;
const endpoints = ["crm", "desk", "archive"];

/** Made once and kept: a million rows take minutes. Delete it when the log's layout changes. */
const pathOf = (count: number) => resolve(import.meta.dirname, `../../../out/bench/log-${count}.db`);

function recordAt(n: number): LogEntry[] {
  const atMs = Math.floor(firstAtMs + n * stepMs);
  const call = Math.floor(n / 12);
  const arrived = new Date(firstAtMs + Math.floor(call * 12 * stepMs)).toISOString();
  const chainId = `${arrived.slice(2, 19).replaceAll(/\D/g, "")}_${call % 5000}`;
  const linkId = `${chainId}-${n % 2}`;
  const type = types[Math.floor(n / 3) % 4] ?? "ended";
  const caller = `49${3_000_000_000 + ((call * 7919) % 900_000_000)}`;
  const user = String(100 + (call % 250));
  const eventId = `01KDV${Math.floor(n / 3)
    .toString(36)
    .toUpperCase()
    .padStart(21, "0")}`;
  const endpoint = endpoints[n % 3] ?? "crm";
  const url = `https://${endpoint}.example.com/3cx?key=***`;
  const title = `Incoming call from ${caller} (${["Hans", "Eva", "Ute", "Jan"][call % 4]} Müller ${call % 9000}) to ${user}`;
  const body = JSON.stringify({
    event: type,
    callerid: caller,
    user,
    usertype: "ext",
    did: "Sales",
    title,
    id: linkId,
  });
  const same = {
    endpoint,
    mirror: n % 3 === 2,
    eventId,
    type,
    chainId,
    linkId,
    seq: 1 + (n % 12),
    url,
    body,
  };
  const delivery: DeliveryRecord = {
    ...{
      ...same,
      atMs,
      test: false,
      caller,
      callerName: "Müller",
      user,
      method: "POST",
      address: url,
      fields: "",
    },
    headers: { "content-type": "application/json", "webhook-id": eventId, authorization: "Bearer ***" },
  };
  const failed = n % 50 === 0;
  const phases = { queueMs: 0.2, firstByteMs: 18, totalMs: 21 };
  const common = { ...same, atMs: atMs + 20, attempt: 1, method: "POST" as const, phases };
  const error = "Nothing listens at 10.0.0.5:8080; check the address and whether the receiver runs.";
  const attempt = failed
    ? { ...common, error, result: n % 1000 === 0 ? ("gave-up" as const) : ("expired" as const) }
    : { ...common, status: 200, answer: `{"ok":true,"ticket":${n}}`, result: "delivered" as const };
  return [
    { kind: "accepted", delivery },
    { kind: "attempt", attempt },
  ];
}

/** Returns the file, which holds the oldest `count` deliveries of the month. */
export function makeLog(count: number): string {
  const path = pathOf(count);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  process.stdout.write(`A log of ${count} rows is made once and kept in ${path} …\n`);
  const half = `${path}.half`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(half + suffix, { force: true });
  const database = createLogDatabase();
  database.open({ path: half, nowMs: firstAtMs, suspect: false });
  for (let n = 0; n < count; n += perBatch) {
    database.write(Array.from({ length: perBatch }, (_, at) => recordAt(n + at)).flat());
  }
  database.close(undefined);
  renameSync(half, path);
  return path;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
let shared: DeliveryLog | undefined;
let users = 0;

async function prepare(filterAt: (turn: number) => LogFilter): Promise<Running> {
  const path = makeLog(rows);
  const keepDays = 36_500;
  shared ??= createDeliveryLog({
    path,
    keepDays,
    clock: createRealClock(),
    log: silent,
    mostBytes: Infinity,
  });
  users += 1;
  const log = shared;
  const middle = firstAtMs + Math.floor((rows / 2) * stepMs);
  let turn = 0;

  async function ask(filter: LogFilter): Promise<number> {
    const startedAtMs = performance.now();
    const page = await log.query({ ...filter, limit: 50, mayPause: true });
    if (!page.ok) throw new Error(page.sentence);
    return performance.now() - startedAtMs;
  }

  return {
    async round() {
      const first: number[] = [];
      const deep: number[] = [];
      for (let n = 0; n < pagesPerRound; n += 1) {
        const filter = filterAt((turn += 1));
        first.push(await ask(filter));
        deep.push(await ask({ ...filter, toMs: Math.min(filter.toMs ?? Infinity, middle) }));
      }
      return { first, deep };
    },
    async close() {
      users -= 1;
      if (users > 0) return;
      await log.close();
      shared = undefined;
    },
  };
}

const callAt = (turn: number) => ((turn * 104_729) % rows) * stepMs + firstAtMs;
const digitsAt = (turn: number) => new Date(callAt(turn)).toISOString().slice(2, 19).replaceAll(/\D/g, "");
const filters: Readonly<Record<string, (turn: number) => LogFilter>> = {
  "no filter": () => ({}),
  "one endpoint": (turn) => ({ endpoints: [endpoints[turn % 3] ?? "crm"] }),
  "failed, two endpoints": () => ({ states: ["gave-up", "expired"], endpoints: ["crm", "desk"] }),
  "rare: gave up, ended": () => ({ states: ["gave-up"], types: ["ended"] }),
  "matches nothing": () => ({ states: ["dropped"], mirror: true }),
  "an hour in between": (turn) => ({ fromMs: callAt(turn), toMs: callAt(turn) + 3_600_000, mirror: false }),
  "call id: an hour": (turn) => ({ callId: digitsAt(turn).slice(0, 8) }),
  "call id: a day": (turn) => ({ callId: digitsAt(turn).slice(0, 6) }),
  "call id: a month": () => ({ callId: "2601" }),
  "number: last 7 digits": (turn) => ({ number: String(1_000_000 + ((turn * 7919) % 9_000_000)) }),
  "number: last 3 digits": (turn) => ({ number: String(100 + (turn % 900)) }),
  "text: in every row": () => ({ text: "incoming call" }),
  "text: a phrase in few": () => ({ text: '"nothing listens"' }),
  "text: a name": (turn) => ({ text: `müller ${turn % 9000}`, states: ["delivered"] }),
  "text: never together": () => ({ text: "desk listens ticket" }),
  "text: beginning of a word": () => ({ text: "inco*" }),
};

const [first, ...others] = Object.entries(filters).map(([name, filterAt]) => ({
  name,
  prepare: () => prepare(filterAt),
}));
if (first === undefined) throw new Error("There is no filter.");

export const logPage: BenchRow = {
  name: "log-page",
  title: `A page of the delivery log with ${rows.toLocaleString("en")} deliveries`,
  how:
    `A generated log of ${days} days, three endpoints, four kinds of events, one row in 50 failed. Each sample is one page of ` +
    "50 rows, or what a piece of a long search has found, as a window asks for it: through the delivery log, to the thread that owns the file, and back. " +
    '"first" is the newest page, "deep" the page that begins in the middle of the log.',
  measures: [
    { name: "first", says: "the newest page", unit: "ms" },
    { name: "deep", says: "a page from the middle", unit: "ms" },
  ],
  variants: [first, ...others],
  mostRounds: 10,
  goals: (result) => [
    (() => {
      const slowest = result.variants.toSorted((a, b) => b.roundP99 - a.roundP99)[0];
      const ms = slowest?.roundP99 ?? Number.NaN;
      const value = `slowest p99 ${ms.toFixed(1)} ms (${slowest?.name ?? "none"}, ${slowest?.measure ?? ""})`;
      return { aim: "every page under 50 ms", value, met: ms < 50 };
    })(),
  ],
};
