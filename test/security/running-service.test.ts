// A whole service with a secret in each place that holds one: calls, failures, a receiver that repeats everything.
// Then all that it says, writes and hands to other programs is looked through.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { until } from "../integration/service-process.ts";
import {
  ask,
  entry,
  expectNoSecret,
  filesIn,
  logIn,
  newFolder,
  openWindow,
  plantedWorld,
  type Question,
  secretsInAddresses,
  secretVariable,
  tellingFfmpeg,
  wrongPassword,
} from "./planted-service.ts";

const run = promisify(execFile);

const questions: readonly Question[] = [
  ["calls.page", {}],
  ["log.page", {}],
  ["log.export", { filter: {}, format: "json-lines" }],
  ["log.export", { filter: {}, format: "csv" }],
  ["endpoint.test", { endpoint: "repeats", type: "ended" }],
  ["endpoint.test", { endpoint: "login", type: "ended" }],
  ["recordings.page", {}],
  ["settings.read", {}],
  ["settings.check", { text: "[pbx]\nclient_secret = ***\n" }],
  ["check.pbx", {}],
  ["check.endpoint", { endpoint: "repeats" }],
  ["check.recordings", {}],
  ["simulator.catalogue", {}],
  ["reconcile.latest", {}],
];

type Window = Awaited<ReturnType<typeof openWindow>>;

/** What a window gets when it asks for everything there is. */
async function windowTexts({ heard, answerTo }: Window): Promise<string> {
  for (const question of questions) await answerTo(question);
  const page = await answerTo(["log.page", {}]);
  for (const [, id] of page.matchAll(/"id":(\d+),"eventId"/g)) {
    await answerTo(["log.delivery", { id: Number(id) }]);
    await answerTo(["log.curl", { id: Number(id), shell: "bash" }]);
    await answerTo(["log.curl", { id: Number(id), shell: "powershell" }]);
  }
  return heard.join("\n");
}

async function changeSettings({ answerTo }: Window): Promise<void> {
  const read = JSON.parse(await answerTo(["settings.read", {}]));
  const change = { kind: "set", section: "endpoint.desk", key: "timeout_s", value: "20" };
  const { revision } = read.result;
  const saved = await answerTo(["settings.save", { revision, draft: { changes: [change] } }]);
  expect(saved).toContain('"outcome":"saved"');
}

/** What is packed in a zip, from the list at its end. */
function unzipped(zip: Buffer): string {
  const texts: string[] = [];
  const mark = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = zip.indexOf(mark); at >= 0; at = zip.indexOf(mark, at + 4)) {
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
    texts.push((zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString());
  }
  return texts.join("\n");
}

test("tells no secret to anybody, and leaves no file to others", { timeout: 240_000 }, async () => {
  const calls = newFolder();
  const snapshots = newFolder();
  const world = await plantedWorld(["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${snapshots}`], {
    FFMPEG_BIN: tellingFfmpeg(calls),
  });
  const url = await world.start();
  const { child } = world.service();
  const settingsPath = child.spawnargs[child.spawnargs.indexOf("--settings") + 1] ?? "";
  const dataPath = join(dirname(settingsPath), "data");
  await world.untilConnected();
  const window = await openWindow(url);
  await window.answerTo(["capture.start", { minutes: 5 }]);
  const call = world.call("+420774852629");
  const told = (word: string) =>
    world.received((path, body) => path.startsWith("/desk") && body.includes(word));
  call.arrive();
  call.ring();
  await told("ringing");
  call.answer();
  await told("started");
  call.hangUp();
  await told("ended");
  await until(
    async () => {
      const { endpoints } = await world.service().health();
      const failing = endpoints.filter(({ last_error: error }) => error !== undefined);
      return failing.length >= 2 ? true : undefined;
    },
    () => world.service().output(),
  );
  await window.answerTo(["capture.stop", {}]);
  await logIn(url, wrongPassword);

  for (const path of ["/health", "/metrics", "/monitor/", "/nowhere?key=x"]) {
    expectNoSecret(path, (await ask(`${url}${path}`)).text);
  }
  const seen = await windowTexts(window);
  // The answers that repeat everything are among it.
  expect(seen).toContain("curl ");
  expect(seen).toMatch(/x-repeated[^\]]*\*\*\*/);
  expectNoSecret("the window", seen);
  await changeSettings(window);
  expectNoSecret("the log", world.service().output());

  const zip = join(newFolder(), "diagnosis.zip");
  const paths = ["--settings", settingsPath, "--data", dataPath];
  const env = { ...process.env, ...secretVariable };
  const { stdout, stderr } = await run(process.execPath, [entry, "diagnose", "--out", zip, ...paths], {
    env,
  });
  expectNoSecret("what diagnose says", stdout + stderr);
  const diagnosis = unzipped(readFileSync(zip));
  expect(diagnosis).toContain("[endpoint.repeats]");
  expectNoSecret("the diagnosis", diagnosis);

  const files = [...filesIn(dataPath)];
  expect(files.map((path) => path.slice(dataPath.length))).toEqual(
    expect.arrayContaining([expect.stringMatching(/captures.capture-.*\.jsonl$/)]),
  );
  for (const path of files.filter((each) => statSync(each).isFile())) {
    // What waits is kept as it will be sent, with the whole address; headers and signatures come when it goes.
    const but = basename(path).startsWith("queue.db") ? secretsInAddresses : [];
    expectNoSecret(path, readFileSync(path), { but });
  }

  if (process.platform === "win32") return;
  const open = [...files, settingsPath, zip].filter((path) => {
    // A certificate is shown to everybody who connects.
    return !path.endsWith(".crt") && (statSync(path).mode & 0o077) !== 0;
  });
  expect(open).toEqual([]);

  // Other programs that it starts, and what everybody on the machine can see of it.
  const given = readdirSync(calls).filter((name) => name.startsWith("call."));
  expect(given.length).toBeGreaterThan(0);
  for (const name of given) expectNoSecret("what ffmpeg is given", readFileSync(join(calls, name)));
  if (process.platform === "linux") {
    expectNoSecret("the process list", readFileSync(`/proc/${child.pid}/cmdline`));
  }

  // In memory are the secrets that it needs, and no others: what was typed and refused is gone.
  child.kill("SIGUSR2");
  const name = await until(
    () => readdirSync(snapshots)[0],
    () => "no snapshot of the heap",
  );
  // It does nothing else meanwhile: once it answers, the snapshot is whole.
  await world.service().health();
  const snapshot = readFileSync(join(snapshots, name), "latin1");
  expect(snapshot).toContain("endpoint.repeats");
  expect(snapshot.includes(wrongPassword), "a wrong password in memory").toBe(false);
});
