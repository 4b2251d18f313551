// How long calls and receivers wait for a program that starts with much to do.
import { machineMs, startChild } from "../child.ts";
import { earlierRunRead } from "../../../src-main/webhooks/earlier-run.ts";
import type { BareQueueQuestions } from "../children/bare-queue.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import { type BenchRow, find, type Goal, type Running } from "../harness.ts";
import { temporaryFolder } from "../outbox.ts";
import { copyPending, pendingEndpoint } from "../pending-file.ts";
import { entries, type Entry, isThere, startService, writeSettings } from "../service-process.ts";
import { formatMs } from "../table.ts";

const usual = 100_000;
const many = 1_000_000;
const mostMs = 2000;

async function service(entry: Entry, pending: number): Promise<Running | undefined> {
  if (!isThere(entry)) return undefined;
  const receiver = startChild<ReceiverQuestions>("receiver");
  const { url } = await receiver.ask("start", "well");
  const folder = temporaryFolder();
  const settings = writeSettings(folder, [
    // Nothing listens there: this is not about the PBX.
    ...["[pbx]", "url = http://127.0.0.1:1", "client_id = webhook", "client_secret = simulator"],
    ...[`[endpoint.${pendingEndpoint}]`, `url = ${url}/crm`, "dialect = native"],
    ...["[server]", "port = 0"],
  ]);
  return {
    async round() {
      copyPending(pending, folder);
      const first = receiver.ask("next", undefined);
      const startedAtMs = machineMs();
      const program = startService(entry, settings, folder);
      const seen = Promise.all([program.logged("3CX Webhook runs."), first, program.logged(earlierRunRead)]);
      const [runsAtMs, firstAtMs, readAtMs] = await Promise.race([seen, program.died]);
      await program.stop("SIGKILL");
      await receiver.ask("take", undefined);
      return {
        runs: [runsAtMs - startedAtMs],
        first: [firstAtMs - startedAtMs],
        read: [readAtMs - startedAtMs],
      };
    },
    close: () => receiver.end(),
  };
}

async function bareFile(pending: number): Promise<Running> {
  const receiver = startChild<ReceiverQuestions>("receiver");
  const { url } = await receiver.ask("start", "well");
  const folder = temporaryFolder();
  return {
    async round() {
      const path = copyPending(pending, folder);
      const first = receiver.ask("next", undefined);
      const startedAtMs = machineMs();
      const bare = startChild<BareQueueQuestions>("bare-queue");
      const [readAtMs, firstAtMs] = await Promise.all([bare.ask("run", { path, url }), first]);
      await bare.end();
      return {
        runs: [readAtMs - startedAtMs],
        first: [firstAtMs - startedAtMs],
        read: [readAtMs - startedAtMs],
      };
    },
    close: () => receiver.end(),
  };
}

const names = {
  bare: "node:sqlite alone: open, select, send one",
  sources: "service, from its sources",
  built: "service, as built",
};

function rowOf(name: string, pending: number): BenchRow {
  const count = pending.toLocaleString("en");
  return {
    name,
    title: `A start with ${count} webhooks waiting`,
    how:
      `The file holds ${count} ended calls of an outage of three days, as the program itself writes them; each round starts with a fresh copy, which the system's memory still holds. ` +
      "The clock starts with the process, and stops when the program says that it runs and follows calls, when the receiver has the head of the first webhook, and when everything that waits has been read; meanwhile what was read is delivered. " +
      "The program looks for damage in the file, reads what waits, and opens its web server and the log; the first line reads the same rows and does nothing else.",
    measures: [
      { name: "runs", says: "from the command to following calls", unit: "ms" },
      { name: "first", says: "from the command to the first webhook at the receiver", unit: "ms" },
      { name: "read", says: "from the command to what waits being read", unit: "ms" },
    ],
    variants: [
      { name: names.bare, prepare: () => bareFile(pending) },
      { name: names.sources, prepare: () => service(entries.sources, pending) },
      { name: names.built, prepare: () => service(entries.built, pending) },
    ],
  };
}

export const recovery: BenchRow = {
  ...rowOf("recovery", usual),
  goals: (result) =>
    // From its sources, the types of 700 files are taken out first: nobody installs that.
    [names.built].flatMap((name): Goal[] => {
      const read = find(result, "read", name);
      const first = find(result, "first", name);
      if (read === undefined || first === undefined) return [];
      const aim = `${name}: all read and first webhook within ${formatMs(mostMs)}`;
      const value = `${formatMs(read.p50)} and ${formatMs(first.p50)}`;
      return [{ aim, value, met: read.p50 <= mostMs && first.p50 <= mostMs }];
    }),
};

/** What a start costs after an outage ten times as long: no goal, but nobody shall have to guess. */
export const recoveryMany: BenchRow = { ...rowOf("recovery-1m", many), mostRounds: 2 };
