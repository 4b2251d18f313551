// What it costs that recordings are served with signed links, a list, ranges and an access log: the same
// files over the same TLS, from this program and from node:https alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "../child.ts";
import type { ServingQuestions, ServingStart } from "../children/serving.ts";
import { type BenchRow, find, type Running, type Variant } from "../harness.ts";

/** A minute at 32 kbit/s. */
const fileBytes = 240_000;
const files = 200;
const connections = 8;
const names = Array.from({ length: files }, (_, n) => `260130152700_${n}-1-1.mp3`);

async function prepare(kind: ServingStart["kind"]): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "serving-"));
  mkdirSync(join(folder, "mp3"));
  for (const name of names) writeFileSync(join(folder, "mp3", name), Buffer.alloc(fileBytes, name));
  const server = startChild<ServingQuestions>("serving");
  const urls = await server.ask("start", { kind, folder, names });
  const agent = new Agent({ keepAlive: true, maxSockets: connections, rejectUnauthorized: false });

  async function worker(left: string[]): Promise<void> {
    for (let url = left.pop(); url !== undefined; url = left.pop()) await fetchWhole(url, agent);
  }

  return {
    async round() {
      const left = [...urls];
      const beforeMs = await server.ask("processorMs", undefined);
      const startedAtMs = performance.now();
      await Promise.all(Array.from({ length: connections }, () => worker(left)));
      const seconds = (performance.now() - startedAtMs) / 1000;
      const spentMs = (await server.ask("processorMs", undefined)) - beforeMs;
      return { rate: [files / seconds], processor: [spentMs / files] };
    },
    async close() {
      agent.destroy();
      await server.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fetchWhole(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      answer.on("end", () => {
        if (answer.statusCode === 200 && bytes === fileBytes) resolve();
        else reject(new Error(`${answer.statusCode} with ${bytes} bytes`));
      });
      answer.on("error", reject);
    });
    asked.on("error", reject);
  });
}

const bare: Variant = { name: "node:https", prepare: () => prepare("bare") };
const program: Variant = { name: "3CX Webhook", prepare: () => prepare("program") };

export const serving: BenchRow = {
  name: "serving",
  title: "Serving recordings",
  how:
    `${files} files of ${fileBytes.toLocaleString("en")} bytes (a minute each), all once per round, over ${connections} connections that stay open, each server in a process of its own. ` +
    "Both speak the same TLS with a certificate of the same kind. node:https streams the file and checks nothing; the program checks the " +
    "signature, asks its list on disk, answers with everything a player needs and notes the access.",
  measures: [
    { name: "rate", says: "files per second", unit: "per s" },
    { name: "processor", says: "the server's processor time per file", unit: "ms" },
  ],
  variants: [bare, program],
  goals: (result) => {
    const own = find(result, "rate", program.name)?.ratio ?? Number.NaN;
    return [{ aim: "at least 80 % of node:https", value: `${(own * 100).toFixed(0)} %`, met: own >= 0.8 }];
  },
};
