/** What an administrator reads who uses a command, rightly and wrongly. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { check } from "../../../src-main/cli/check.ts";
import { checkDataFolder } from "../../../src-main/cli/check-data-folder.ts";
import { importFiles } from "../../../src-main/cli/import.ts";
import { placesOf } from "../../../src-main/cli/places.ts";
import { purge } from "../../../src-main/cli/purge.ts";
import { rotateLinkKey } from "../../../src-main/cli/rotate-link-key.ts";
import { inWords, status } from "../../../src-main/cli/status.ts";
import { testEndpoint } from "../../../src-main/cli/test-endpoint.ts";
import { createRealClock } from "../../../src-main/clock.ts";
import { createReceiver } from "../../../src-main/simulator/receiver.ts";
import { createWorld } from "./command-world.ts";

const plain = ["[recordings]", "source = off"];

test("a command means the files it names, else those of the installed service, else the usual ones", () => {
  const around = { platform: "linux", env: {}, home: "/home/me", uid: 1000 } as const;
  const env = { CXWEBHOOK_SETTINGS: "/etc/s.ini", CXWEBHOOK_DATA: "/var/d" };
  expect(placesOf({}, around)).toEqual({
    settingsPath: "/home/me/.local/state/3cx-webhook/settings.ini",
    settingsNamed: false,
    dataPath: "/home/me/.local/state/3cx-webhook",
  });
  const ofPackage = { settingsPath: "/etc/s.ini", settingsNamed: true, dataPath: "/var/d" };
  expect(placesOf({}, { ...around, env })).toEqual(ofPackage);
  expect(placesOf({ data: "/x" }, { ...around, env })).toEqual({ ...ofPackage, dataPath: "/x" });
});

test("status says that nothing runs, also when a crashed run left its notes", async () => {
  const { world, wrong } = createWorld(plain);
  expect(await status(world, { json: false })).toBe(3);
  expect(wrong()).toContain("3CX Webhook does not run");
  mkdirSync(world.places.dataPath);
  // More than Linux ever gives to a process.
  writeFileSync(join(world.places.dataPath, "in-use.pid"), "99999999\n");
  writeFileSync(join(world.places.dataPath, "in-use.url"), "https://127.0.0.1:9\n");
  expect(await status(world, { json: false })).toBe(3);
  expect(wrong().split("\n").at(-1)).toContain("does not run");
});

test("status says that a running one does not answer", async () => {
  const { world, wrong } = createWorld(plain);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  mkdirSync(world.places.dataPath);
  writeFileSync(join(world.places.dataPath, "in-use.pid"), `${process.pid}\n`);
  writeFileSync(join(world.places.dataPath, "in-use.url"), `https://127.0.0.1:${port}\n`);
  expect(await status(world, { json: false })).toBe(3);
  expect(wrong()).toContain(`does not answer at https://127.0.0.1:${port}`);
});

test("status puts a report in words, with what to do where something is wrong", () => {
  const source = { state: "connected", sentence: "Connected.", advice: "" };
  const lost = { state: "no-licence", sentence: "Call Control: no licence.", advice: "Buy one." };
  const pbx = { ...source, call_control: lost, active_calls: source, call_log: source };
  const report = {
    ...({ status: "degraded", version: "1.2.3", uptime_s: 93_784 } as const),
    pbx: { ...pbx, monitored_extensions: 2, version: "20" },
    endpoints: [{ name: "crm", state: "ok", waiting: 3, oldest_s: 61, last_error: "", sentence: "Works." }],
    recordings: { state: "off", sentence: "Recordings are off." },
  };
  expect(inWords(report, "https://127.0.0.1:1").split("\n")).toEqual([
    "3CX Webhook 1.2.3 runs for 1 d 2 h at https://127.0.0.1:1: calls are followed and sent, but something is missing or late.",
    "3CX: Connected.",
    "  Call Control: no licence. Buy one.",
    "Receiver crm: Works. 3 waiting, the oldest for 1 min 1 s.",
    "Recordings: Recordings are off.",
  ]);
});

test("check ends at mistaken settings and tries nothing", async () => {
  const { world, wrong } = createWorld(["[server]", "port = soon"]);
  expect(await check(world)).toBe(2);
  expect(wrong()).toContain("settings.ini:2: [server] port = soon");
});

test("check says which folder does not work and what to do", async () => {
  const { world, said } = createWorld(["[recordings]", "source = folder", "folder = /nowhere/at/all"]);
  expect(await check(world)).toBe(1);
  expect(said()).toContain("FAILED The recordings folder /nowhere/at/all does not exist.");
});

test("check finds a port that somebody else has, before the service does", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === "object" ? address?.port : 0;
  const { world, said } = createWorld([...plain, "[server]", `port = ${port}`]);
  expect(await check(world)).toBe(1);
  expect(said()).toContain(`FAILED Port ${port} on 127.0.0.1 is in use by another program.`);
});

test("check names the files in the data folder that belong to somebody else", async () => {
  const { folder } = createWorld(plain);
  writeFileSync(join(folder, "queue.db"), "");
  const { ok, steps } = await checkDataFolder(folder, async (path) => !path.endsWith("queue.db"));
  expect(ok).toBe(false);
  expect(steps[1]?.sentence).toContain("queue.db there cannot be read and written by");
  expect(steps[1]?.advice).toContain(`: ${folder}`);
});

test("test-endpoint shows the whole exchange and hides the key in the address", async () => {
  const receiver = createReceiver({ clock: createRealClock() });
  await receiver.start();
  onTestFinished(receiver.stop);
  const url = `${receiver.url()}/in?key=s3cret-key`;
  const { world, said, wrong } = createWorld([...plain, "[endpoint.crm]", `url = ${url}`, "method = POST"]);
  expect(await testEndpoint(world, "crm", "ended")).toBe(0);
  expect(said()).toContain(`> POST ${receiver.url()}/in?key=***`);
  expect(said()).toContain("< 200");
  expect(said()).not.toContain("s3cret-key");
  receiver.setBehaviour({ status: 500 });
  expect(await testEndpoint(world, "crm", "ended")).toBe(1);
  expect(wrong()).toContain("Correct [endpoint.crm] or the receiver, then try again.");
  expect(await testEndpoint(world, "cmr", "ended")).toBe(2);
  expect(wrong()).toContain("There is no receiver cmr. The settings have: crm.");
});

test("import shows first, writes when told, and replaces only when told so", async () => {
  const { world, folder, settingsPath, said, wrong } = createWorld(["; mine", ...plain]);
  const file = join(folder, "TCXWebAPI.ini");
  writeFileSync(file, "WEBHOOK_URL=https://crm.example.com/in?key=s3cret\nPOST=1\nFOO=1\n");
  const before = readFileSync(settingsPath, "utf8");
  expect(await importFiles(world, [file], { write: false, replace: false })).toBe(0);
  expect(said()).toContain("WEBHOOK_URL = https://crm.example.com/in?key=*** -> endpoint.default url");
  expect(said()).toContain("FOO = 1  (3CX Webhook has no such setting.)");
  expect(said()).toContain("What the receiver sees differently:");
  expect(said()).not.toContain("s3cret");
  expect(readFileSync(settingsPath, "utf8")).toBe(before);

  expect(await importFiles(world, [file], { write: true, replace: false })).toBe(0);
  const after = readFileSync(settingsPath, "utf8");
  expect(after).toContain("; mine");
  expect(after).toContain("url = https://crm.example.com/in?key=s3cret");

  expect(await importFiles(world, [file], { write: true, replace: false })).toBe(1);
  expect(wrong()).toContain("the settings have [endpoint.default] already");
  expect(readFileSync(settingsPath, "utf8")).toBe(after);
  expect(await importFiles(world, [file], { write: true, replace: true })).toBe(0);
  expect(await importFiles(world, [join(folder, "none.ini")], { write: false, replace: false })).toBe(2);
});

test("import writes the settings before a first start, too", async () => {
  const { world, folder, said } = createWorld(plain);
  const file = join(folder, "WebhooksApi.ini");
  writeFileSync(file, "WEBHOOK_URL=https://crm.example.com/in\n");
  const dataPath = join(folder, "new", "data");
  const settingsPath = join(dataPath, "settings.ini");
  const places = { settingsPath, settingsNamed: false, dataPath };
  expect(await importFiles({ ...world, places }, [file], { write: true, replace: false })).toBe(0);
  expect(said()).toContain(`Written to ${settingsPath}.`);
  expect(readFileSync(settingsPath, "utf8")).toContain("dialect = k2m");
});

test("purge deletes nothing, and says when and by whom it is done", async () => {
  const { world, said, wrong } = createWorld(plain);
  expect(await purge(world, { dryRun: true })).toBe(0);
  expect(said()).toContain("There are no recordings yet");
  expect(await purge(world, { dryRun: false })).toBe(2);
  expect(wrong()).toContain("every night at 03:00");
  expect(existsSync(world.places.dataPath)).toBe(false);
});

test("rotate-link-key says what becomes of links that were sent", async () => {
  const { world, said, wrong } = createWorld(plain);
  expect(await rotateLinkKey(world, "soon")).toBe(2);
  expect(await rotateLinkKey(world, "30")).toBe(2);
  expect(wrong()).toContain("There is no data folder");
  mkdirSync(world.places.dataPath);
  expect(await rotateLinkKey(world, "30")).toBe(0);
  expect(said()).toContain("Links that were sent so far work for 30 more days.");
});
