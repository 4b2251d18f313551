/**
 * Makes the data folder that test/packaging/data-folder.test.ts opens, once for each released version, by
 * `npm exec -c "node scripts/data-folder-fixture.ts"`: a call that was answered and recorded, webhooks that
 * were delivered, and some that wait because their receiver is down.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createLogger } from "../src-main/log.ts";
import { programVersion } from "../src-main/program-version.ts";
import { startProgram } from "../src-main/program.ts";
import { startSideOutputs } from "../src-main/simulator/side-outputs.ts";
import { createSimulated3cx } from "./lib/simulated-3cx.ts";

const target = resolve(import.meta.dirname, "../test/fixtures/data-folder", programVersion);
const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-fixture-"));
const { clock, model, simulator, receiver } = createSimulated3cx();
const { url } = await simulator.start();
await receiver.start();
const recordings = join(folder, "recordings");
mkdirSync(recordings);
const stopWriting = await startSideOutputs({ model, clock, recordingsFolder: recordings });
const settings = (pbx: string, crm: string, source: string) =>
  [
    ...["[pbx]", `url = ${pbx}`, "client_id = webhook", "client_secret = simulator", ""],
    ...["[endpoint.crm]", `url = ${crm}`, "dialect = native", ""],
    ...["[endpoint.down]", "url = http://127.0.0.1:9/", "dialect = komplit", ""],
    ...["[recordings]", source, "", "[server]", "port = 0", ""],
  ].join("\n");
const settingsPath = join(folder, "settings.ini");
writeFileSync(
  settingsPath,
  settings(url, `${receiver.url()}/events`, `source = folder\nfolder = ${recordings}\nsettle_s = 1`),
  { mode: 0o600 },
);
const log = createLogger({ level: "warn", output: process.stderr });
const started = await startProgram({ settingsPath, dataPath: join(folder, "data"), log, clock });
if (!started.ok) throw new Error(started.text);
const { engine, stop } = started.program;
const until = async (look: () => boolean, why: () => string): Promise<void> => {
  for (let tries = 0; tries < 300 && !look(); tries++) await wait(100);
  if (!look()) throw new Error(`Waited in vain: ${why()}`);
};
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
await until(
  () => engine.pbxState().overall === "connected",
  () => "not connected",
);
await wait(2000);
model.perform({ type: "arrive", call: "a", from: "+420601000001", rule: "DirectDID" });
model.perform({ type: "ring", call: "a", dns: ["101"] });
await wait(1000);
model.perform({ type: "answer", call: "a", dn: "101" });
await wait(3000);
model.perform({ type: "hang-up", call: "a", by: "outside" });
await until(
  () => receiver.requests().some(({ body }) => body.includes('"recording"')),
  () => JSON.stringify(engine.recordings?.status()),
);
await wait(1000);
await stop();
await stopWriting();
await receiver.stop();
await simulator.stop();
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of ["queue.db", "log.db", "calls.db", "recordings.db", "link-keys.json"])
  cpSync(join(folder, "data", name), join(target, name));
writeFileSync(
  join(target, "settings.ini"),
  settings("http://127.0.0.1:9", "http://127.0.0.1:9/events", "source = off"),
);
// Webhooks expire and logs are cleaned by the clock: whoever opens this does so as if it were now.
writeFileSync(join(target, "made-at-ms.txt"), `${clock.nowMs()}\n`);
rmSync(folder, { recursive: true, force: true });
