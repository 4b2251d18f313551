// Data folders of a program that has run for long: calls and deliveries of a month, each made once for each
// number and kept in out/bench.
import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { contentNote } from "../../src-main/store/log/prune-rows.ts";
import { createCallDatabase } from "../../src-main/store/history/call-database.ts";
import type { CallView, StageView } from "../../src-shared/contract/call-view.ts";
import { makeLog } from "./rows/log-page.ts";

const perBatch = 2000;
const firstAtMs = Date.UTC(2026, 0, 1);
const monthMs = 30 * 86_400_000;
const endpoints = ["crm", "desk"];

/** Settings that keep what is older than the usual month. */
export const keepHistory = ["[log]", "keep_days = 3650"] as const;

/** Puts `count` ended calls and as many deliveries into the data folder. */
export function copyHistory(count: number, folder: string): void {
  const log = join(folder, "log.db");
  copyFileSync(makeLog(count), log, constants.COPYFILE_FICLONE);
  markCleaned(log);
  copyFileSync(makeCalls(count), join(folder, "calls.db"), constants.COPYFILE_FICLONE);
}

/** As in a log that was cleaned each hour: else the contents of all its rows go, beside what is measured. */
function markCleaned(path: string): void {
  const db = new DatabaseSync(path);
  db.prepare("INSERT OR REPLACE INTO note (name, value) SELECT ?, max(id) + 1 FROM delivery").run(
    contentNote,
  );
  db.close();
}

function makeCalls(count: number): string {
  const path = resolve(import.meta.dirname, `../../out/bench/calls-${count}.db`);
  if (existsSync(path)) return path;
  process.stdout.write(`A history of ${count} calls is made once and kept in ${path} …\n`);
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.half`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(half + suffix, { force: true });
  const database = createCallDatabase();
  database.open({ path: half, nowMs: firstAtMs });
  for (let n = 0; n < count; n += perBatch) {
    const size = Math.min(perBatch, count - n);
    database.put(Array.from({ length: size }, (_, at) => callAt(n + at, count)));
  }
  database.close(undefined);
  renameSync(half, path);
  return path;
}

function callAt(n: number, count: number): CallView {
  const arrivedAtMs = Math.floor(firstAtMs + (n * monthMs) / count);
  const [answeredAtMs, endedAtMs] = [arrivedAtMs + 8_000, arrivedAtMs + 68_000];
  const number = String(3_000_000_000 + ((n * 7919) % 900_000_000));
  const phone = { dn: String(100 + (n % 250)), name: `Extension ${100 + (n % 250)}` };
  const stage = (kind: StageView["kind"], fromMs: number, toMs: number): StageView => {
    return { kind, ...phone, link: 0, fromMs, toMs, end: kind === "ringing" ? "answered" : "hung-up" };
  };
  const chainId = `${new Date(arrivedAtMs).toISOString().slice(2, 19).replaceAll(/\D/g, "")}_${n}`;
  return {
    ...{
      chainId,
      direction: "incoming",
      number: `+49${number}`,
      callerId: `49${number}`,
      name: `Müller ${n % 9000}`,
    },
    ...{ did: "Sales", state: "ended", at: [phone], link: 0, arrivedAtMs, answeredAtMs, endedAtMs },
    ...{
      waitS: 8,
      talkS: 60,
      confirmedAtMs: endedAtMs,
      reconstructed: false,
      simulated: false,
      recordings: 0,
    },
    stages: [stage("ringing", arrivedAtMs, answeredAtMs), stage("talk", answeredAtMs, endedAtMs)],
    links: [
      {
        ...{
          link: 0,
          user: phone.dn,
          userName: phone.name,
          finish: "ok",
          transferType: "none",
          transferred: false,
        },
        ...{ startedAtMs: answeredAtMs, endedAtMs, waitS: 8, talkS: 60 },
      },
    ],
    events: ["ringing", "started", "ended"].map((type, at) => ({
      ...{
        seq: at + 1,
        eventId: `01KDV${n.toString(36).toUpperCase().padStart(20, "0")}${at}`,
        type,
        link: 0,
      },
      ...{ user: phone.dn, atMs: arrivedAtMs + at * 8_000 },
      deliveries: endpoints.map((endpoint) => ({ endpoint, state: "delivered" as const })),
    })),
  };
}
