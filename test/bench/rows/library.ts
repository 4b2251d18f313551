// How long a window waits for a page of the list of recordings when it holds 100,000 of them, for each thing
// that can be looked for, and how long a start takes with such a list.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import type { NewLibraryRow, RecordingLibrary } from "../../../src-main/recordings/types.ts";
import { createRecordingLibrary } from "../../../src-main/store/recordings/recording-library.ts";
import type { RecordingFilter, RecordingState } from "../../../src-shared/recordings/recording.ts";
import type { BenchRow, RowResult, Running, Variant } from "../harness.ts";
import { silentLog } from "../silent-log.ts";

const rows = 100_000;
const days = 365;
const perBatch = 2000;
const pagesPerRound = 10;
const firstAtMs = Date.UTC(2026, 0, 1);
const stepMs = (days * 86_400_000) / rows;

/** Made once and kept. Delete it when the list's layout changes. */
const path = resolve(import.meta.dirname, `../../../out/bench/recordings-${rows}.db`);

function stateAt(n: number): RecordingState {
  if (n < rows * 0.9) return "purged";
  if (n % 100 === 0) return "failed";
  return n % 33 === 0 ? "unmatched" : "sent";
}

function rowAt(n: number): NewLibraryRow {
  const startedAtMs = Math.floor(firstAtMs + n * stepMs);
  const arrived = new Date(startedAtMs).toISOString().slice(2, 19).replaceAll(/\D/g, "");
  const other = `+49${3_000_000_000 + ((n * 7919) % 900_000_000)}`;
  const extension = String(100 + (n % 250));
  const chainId = `${arrived}_${n % 5000}`;
  const name = `${["Hans", "Eva", "Ute", "Jan"][n % 4]} Müller ${n % 9000}`;
  return {
    sourceKey: `folder:${extension}/${n}.wav`,
    fileName: `[${name}]_${extension}-${other}_20${arrived}(${n % 5000}).wav`,
    state: stateAt(n),
    sentence: n % 100 === 0 ? "The file is damaged. The original is untouched." : "",
    extension,
    otherNumber: other,
    otherName: name,
    from: extension,
    to: other,
    nameNumber: n % 5000,
    startedAtMs,
    durationS: 60 + (n % 600),
    sourceBytes: 960_044,
    chainId,
    link: 1,
    callEndedAtMs: startedAtMs + 90_000,
    evidence: "callid",
    mp3Name: `${chainId}-1-${n}.mp3`,
    mp3Bytes: 240_000,
    foundAtMs: startedAtMs + 61_000,
    matchedAtMs: startedAtMs + 91_000,
    convertedAtMs: startedAtMs + 95_000,
    sentAtMs: startedAtMs + 97_000,
    tries: 0,
  };
}

async function open(file: string): Promise<RecordingLibrary> {
  const started = await createRecordingLibrary({ path: file, clock: createRealClock(), log: silentLog });
  if (!started.ok) throw new Error(started.sentence);
  return started.library;
}

async function makeFile(): Promise<void> {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  process.stdout.write(`A list of ${rows} recordings is made once and kept in ${path} …\n`);
  const half = `${path}.half`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(half + suffix, { force: true });
  const library = await open(half);
  for (let n = 0; n < rows; n += perBatch) {
    await library.add(Array.from({ length: perBatch }, (_, at) => rowAt(n + at)));
  }
  await library.close();
  renameSync(half, path);
}

let shared: Promise<RecordingLibrary> | undefined;
let users = 0;

async function preparePages(filterAt: (turn: number) => RecordingFilter): Promise<Running> {
  await makeFile();
  shared ??= open(path);
  users += 1;
  const library = await shared;
  const middle = firstAtMs + Math.floor((rows / 2) * stepMs);
  let turn = 0;

  async function ask(filter: RecordingFilter): Promise<number> {
    const startedAtMs = performance.now();
    await library.page({ ...filter, limit: 50 });
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
      await library.close();
      shared = undefined;
    },
  };
}

async function prepareStart(): Promise<Running> {
  await makeFile();
  return {
    async round() {
      const startedAtMs = performance.now();
      const library = await open(path);
      await library.counts();
      await library.page({ limit: 50 });
      const start = performance.now() - startedAtMs;
      await library.close();
      return { start: [start] };
    },
  };
}

const at = (turn: number) => (turn * 104_729) % rows;
const filters: Readonly<Record<string, (turn: number) => RecordingFilter>> = {
  "no filter": () => ({}),
  "one state, most rows": () => ({ states: ["purged"] }),
  "two states, few rows": () => ({ states: ["failed", "unmatched"] }),
  "matches nothing": () => ({ states: ["growing"], user: "9999" }),
  "one user": (turn) => ({ user: String(100 + (turn % 250)) }),
  "user and a rare state": (turn) => ({ user: String(100 + (turn % 250)), states: ["failed"] }),
  "call id: a day": (turn) => ({ chainId: rowAt(at(turn)).chainId?.slice(0, 6) ?? "" }),
  "number: last 7 digits": (turn) => ({ number: rowAt(at(turn)).otherNumber.slice(-7) }),
  "number: last 2 digits": (turn) => ({ number: String(10 + (turn % 90)) }),
  "a day in between": (turn) => {
    const fromMs = firstAtMs + at(turn) * stepMs;
    return { fromMs, toMs: fromMs + 86_400_000 };
  },
  "text: in every row": () => ({ text: "müller" }),
  "text: in one row": (turn) => ({ text: rowAt(at(turn)).mp3Name ?? "" }),
  "text: in no row, in one state": () => ({ text: "nobody at all", states: ["purged"] }),
};

const [start, ...pages]: [Variant, ...Variant[]] = [
  { name: "start", prepare: prepareStart },
  ...Object.entries(filters).map(([name, filterAt]) => ({ name, prepare: () => preparePages(filterAt) })),
];

function slowest(result: RowResult, wanted: (measure: string) => boolean): { ms: number; name: string } {
  const worst = result.variants
    .filter(({ measure }) => wanted(measure))
    .toSorted((a, b) => b.roundP99 - a.roundP99)[0];
  return { ms: worst?.roundP99 ?? Number.NaN, name: `${worst?.name ?? "none"}, ${worst?.measure ?? ""}` };
}

export const library: BenchRow = {
  name: "library",
  title: `The list of recordings with ${rows.toLocaleString("en")} rows`,
  how:
    `A generated list of ${days} days and 250 extensions. "start" opens the file, checks it, and has the counts and the first page. Every other ` +
    "sample is one page of 50 rows as a window asks for it: to the thread that owns the file, and back. " +
    '"first" is the newest page, "deep" the page that begins in the middle of the list.',
  measures: [
    { name: "start", says: "from opening to the first page", unit: "ms" },
    { name: "first", says: "the newest page", unit: "ms" },
    { name: "deep", says: "a page from the middle", unit: "ms" },
  ],
  variants: [start, ...pages],
  mostRounds: 10,
  goals: (result) => {
    const page = slowest(result, (measure) => measure !== "start");
    const opened = slowest(result, (measure) => measure === "start");
    return [
      {
        aim: "a start under 2 s",
        value: `p99 ${opened.ms.toFixed(0)} ms`,
        met: opened.ms < 2000,
      },
      {
        aim: "every page under 50 ms",
        value: `slowest p99 ${page.ms.toFixed(1)} ms (${page.name})`,
        met: page.ms < 50,
      },
    ];
  },
};
