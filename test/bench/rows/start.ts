// From the command to the moment from which no call is missed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { machineMs, startChild } from "../child.ts";
import type { PbxQuestions } from "../children/pbx.ts";
import { type BenchRow, find, type Goal, type RowResult, type Running } from "../harness.ts";
import { copyHistory, keepHistory } from "../history-files.ts";
import { temporaryFolder } from "../outbox.ts";
import { entries, type Entry, isThere, startService, writeSettings } from "../service-process.ts";
import { formatMs } from "../table.ts";

const history = 100_000;
const mostMs = 1000;

type Folder = "empty" | "kept" | "with history";

async function service(entry: Entry, data: Folder): Promise<Running | undefined> {
  if (!isThere(entry)) return undefined;
  const pbx = startChild<PbxQuestions>("pbx");
  const { url } = await pbx.ask("start", { extensions: 50, attached: false });
  const folder = temporaryFolder();
  if (data === "with history") copyHistory(history, folder);
  const lines = ["[pbx]", `url = ${url}`, "client_id = webhook", "client_secret = simulator"];
  const name = "settings.ini";
  const settings = writeSettings(folder, [...lines, "[server]", "port = 0", ...keepHistory, "level = error"]);
  return {
    async round() {
      if (data === "empty") for (const each of readdirSync(folder)) if (each !== name) remove(folder, each);
      const startedAtMs = machineMs();
      const connected = pbx.ask("nextSocket", undefined);
      const program = startService(entry, settings, folder);
      const connectedAtMs = await Promise.race([connected, program.died]);
      await program.stop("SIGTERM");
      return { time: [connectedAtMs - startedAtMs] };
    },
    close: () => pbx.end(),
  };
}

function remove(folder: string, name: string): void {
  rmSync(join(folder, name), { recursive: true, force: true });
}

async function nodeAlone(): Promise<Running> {
  return {
    async round() {
      const startedAtMs = machineMs();
      await once(spawn(process.execPath, ["-e", "0"]), "exit");
      return { time: [machineMs() - startedAtMs] };
    },
  };
}

const names = {
  sources: "service, from its sources",
  built: "service, as built",
  cold: "service, as built, in an empty data folder",
  history: `service, as built, with ${history.toLocaleString("en")} calls and deliveries`,
};

export const start: BenchRow = {
  name: "start",
  title: "Start",
  how:
    "From the start of the process to the open Call Control connection at the simulator, with settings file, queue on disk and web server; for comparison Node that starts and ends. " +
    "In an empty folder all files are made first, with the key and certificate of the web server.",
  measures: [{ name: "time", says: "from the command to the connection", unit: "ms" }],
  variants: [
    { name: "node -e 0", prepare: nodeAlone },
    { name: names.sources, prepare: () => service(entries.sources, "kept") },
    { name: names.built, prepare: () => service(entries.built, "kept") },
    { name: names.cold, prepare: () => service(entries.built, "empty") },
  ],
  goals: (result) => withinGoal(result, names.cold),
};

/** Apart, because its files take a while to make: a start shall be measured without waiting for them. */
export const startHistory: BenchRow = {
  name: "start-history",
  title: "Start with a month of history",
  how: "The same with the calls and the webhook log of a month in the data folder, against a folder that has only seen a start before.",
  measures: start.measures,
  variants: [
    { name: names.built, prepare: () => service(entries.built, "kept") },
    { name: names.history, prepare: () => service(entries.built, "with history") },
  ],
  goals: (result) => withinGoal(result, names.history),
};

function withinGoal(result: RowResult, name: string): Goal[] {
  const own = find(result, "time", name);
  if (own === undefined) return [];
  return [{ aim: `${name}: connected within 1 s`, value: formatMs(own.p50), met: own.p50 < mostMs }];
}
