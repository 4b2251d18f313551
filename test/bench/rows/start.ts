// From the command to the moment from which no call is missed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { machineMs, startChild } from "../child.ts";
import type { PbxQuestions } from "../children/pbx.ts";
import type { BenchRow, Running } from "../harness.ts";
import { temporaryFolder } from "../outbox.ts";
import { entries, type Entry, isThere, startService, writeSettings } from "../service-process.ts";

async function service(entry: Entry): Promise<Running | undefined> {
  if (!isThere(entry)) return undefined;
  const pbx = startChild<PbxQuestions>("pbx");
  const { url } = await pbx.ask("start", { extensions: 50, attached: false });
  const folder = temporaryFolder();
  const lines = ["[pbx]", `url = ${url}`, "client_id = webhook", "client_secret = simulator"];
  const settings = writeSettings(folder, [...lines, "[server]", "port = 0", "[log]", "level = error"]);
  return {
    async round() {
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

async function nodeAlone(): Promise<Running> {
  return {
    async round() {
      const startedAtMs = machineMs();
      await once(spawn(process.execPath, ["-e", "0"]), "exit");
      return { time: [machineMs() - startedAtMs] };
    },
  };
}

export const start: BenchRow = {
  name: "start",
  title: "Start",
  how: "From the start of the process to the open Call Control connection at the simulator, with settings file, queue on disk and web server; for comparison Node that starts and ends.",
  measures: [{ name: "time", says: "from the command to the connection", unit: "ms" }],
  variants: [
    { name: "node -e 0", prepare: nodeAlone },
    { name: "service, from its sources", prepare: () => service(entries.sources) },
    { name: "service, as built", prepare: () => service(entries.built) },
  ],
};
