/** The program as service and tray start it: its own server, its files and its settings work together. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { createLogger } from "../../src-main/log.ts";
import { type Program, startProgram } from "../../src-main/program.ts";
import { openDataFolder } from "../../src-main/store/data-folder.ts";
import { createDurableOutbox } from "../../src-main/store/queue/durable-outbox.ts";
import { parsePage } from "../unit/metrics/parse-page.ts";
import { until } from "./service-process.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function newInstallation() {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-program-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settingsPath = join(folder, "settings.ini");
  const dataPath = join(folder, "data");
  const data = openDataFolder(dataPath);
  if (data.ok) data.release();
  return {
    queue: join(dataPath, "queue.db"),
    write: (...lines: string[]) => writeFileSync(settingsPath, `${lines.join("\n")}\n`, { mode: 0o600 }),
    async start() {
      let text = "";
      const log = createLogger({ level: "info", output: { write: (line) => (text += line) } });
      const started = await startProgram({ settingsPath, dataPath, log, clock: createRealClock() });
      if (!started.ok) throw new Error(started.text);
      const { program } = started;
      onTestFinished(() => program.stop());
      const urls = () => [...text.matchAll(/"url":"(https:[^"]+)"/g)].map(([, url = ""]) => url);
      return { program, text: () => text, urls };
    },
  };
}

/** The page that a Prometheus on this machine would read. */
function scrape(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/metrics`, { rejectUnauthorized: false, agent: false }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve(body));
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Leaves a webhook for the endpoint crm in the queue, as a run before would. */
async function leaveWork(path: string): Promise<void> {
  const queue = await createDurableOutbox({
    path,
    durability: "normal",
    clock: createRealClock(),
    log: silent,
    onAlarm() {},
  });
  if (!queue.ok) throw new Error(queue.sentence);
  const acceptedAtMs = Date.now();
  const baseUrl = "http://127.0.0.1:9/";
  const event = { id: "1", chainId: "a", linkId: "a-1", seq: 1, type: "ended", acceptedAtMs } as const;
  const plan = { request: { method: "POST", url: baseUrl, baseUrl, body: "{}" } as const };
  const deliveries = [{ ...plan, endpoint: "crm", deadlineAtMs: acceptedAtMs + 3_600_000 }];
  await queue.outbox.accept([{ ...event, deliveries }]);
  await queue.outbox.close();
}

function lastError(program: Program): string {
  return program.health().endpoints[0]?.last_error ?? "";
}

async function untilError(program: Program, wanted: RegExp): Promise<string> {
  const found = () => (wanted.test(lastError(program)) ? lastError(program) : undefined);
  return until(found, () => `${String(wanted)} was not said, but: ${lastError(program)}`);
}

test("a webhook to the program's own port is refused in a sentence, also after the port moved", async () => {
  const { queue, write, start } = newInstallation();
  await leaveWork(queue);
  write("[server]", "port = 0", "[endpoint.crm]", "url = http://127.0.0.1:9/", "method = POST");
  const { program, urls } = await start();
  await untilError(program, /^Nothing listens at 127\.0\.0\.1:9;/);

  const [first = ""] = urls();
  const server = ["[server]", "port = 0"];
  const endpoint = (url: string) => ["[endpoint.crm]", `url = ${url}/hook`, "method = POST"];
  write(...server, ...endpoint(first));
  const own =
    /^Webhooks are not sent to 127\.0\.0\.1:\d+: .* is this program's own server\. Enter another address\.$/;
  expect(await untilError(program, own)).toContain(new URL(first).host);

  write(...server, "host = localhost", ...endpoint(first));
  await untilError(program, /^Nothing listens at/);
  const moved = urls().at(-1) ?? "";
  expect(moved).not.toBe(first);
  const port = new URL(moved).port;
  write(...server, "host = localhost", ...endpoint(`https://127.0.0.1:${port}`));
  expect(await untilError(program, own)).toContain(`127.0.0.1:${port}`);

  // What became of each attempt was committed in the meantime.
  const { value } = parsePage(await scrape(moved));
  expect(value("webhook_commit_seconds_count")).toBeGreaterThan(0);
  expect(value("webhook_commit_seconds_sum")).toBeGreaterThan(0);
});

test("a damaged queue is told until the next start", async () => {
  const { queue, write, start } = newInstallation();
  writeFileSync(queue, "This is no database. ".repeat(400));
  write("[server]", "port = 0");
  const { program, urls } = await start();
  const { store } = program.health();
  expect(store?.state).toBe("damaged");
  expect(store?.sentence).toMatch(/queue\.db was damaged .* a new one is begun/);
  const [url = ""] = urls();
  const { value } = parsePage(await scrape(url));
  expect(value("webhook_store_alarm", { kind: "damaged" })).toBe(1);
  await program.stop();

  const next = await start();
  expect(next.program.health().store?.state).toBe("ok");
});
