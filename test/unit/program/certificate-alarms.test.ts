import { generate } from "selfsigned";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  createCertificateAlarms,
  type ServerCertificate,
} from "../../../src-main/program/certificate-alarms.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 5, 1);

/** Time by hand; what is due runs when it is moved. */
function handClock() {
  let nowMs = startMs;
  let due: { readonly atMs: number; readonly run: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      due.push(timer);
      return () => (due = due.filter((other) => other !== timer));
    },
  };
  return {
    clock,
    moveTo(atMs: number) {
      nowMs = atMs;
      const now = due.filter((timer) => timer.atMs <= atMs);
      due = due.filter((timer) => timer.atMs > atMs);
      for (const { run } of now) run();
    },
    waiting: () => due.length,
  };
}

function setUp(server?: ServerCertificate) {
  const { clock, moveTo, waiting } = handClock();
  const lines: string[] = [];
  const note = (level: string) => (text: string) => void lines.push(`${level} ${text}`);
  const log = { debug() {}, info() {}, warn: note("warn"), error: note("error") };
  const looks: (() => void)[] = [];
  const alarms = createCertificateAlarms({
    ...{ clock, log, server: () => server, dataFolder: "/data" },
    onLook: () => looks.splice(0).forEach((run) => run()),
  });
  onTestFinished(alarms.stop);
  /** Moves time and waits until the files were read. */
  const at = (atMs: number) =>
    new Promise<void>((resolve) => {
      looks.push(resolve);
      moveTo(atMs);
    });
  return { alarms, lines, at, waiting };
}

async function certificateFile(expiresAtMs: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "certificate-alarms-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dates = { notBeforeDate: new Date(startMs - dayMs), notAfterDate: new Date(expiresAtMs) };
  const { cert } = await generate([{ name: "commonName", value: "3cx" }], { keyType: "ec", ...dates });
  const file = join(folder, "client.crt");
  writeFileSync(file, cert);
  return file;
}

function endpoint(
  clientCertFile: string | undefined,
  over: Partial<EndpointSettings> = {},
): EndpointSettings {
  const text = "[endpoint.crm]\nurl = https://crm.example.com\n";
  const read = readSettings(text, { fileName: "settings.ini", env: {} });
  const [first] = read.ok ? read.settings.endpoints : [];
  if (first === undefined) throw new Error("The settings of the test are wrong.");
  return { ...first, clientCertFile, clientKeyFile: clientCertFile, ...over };
}

test("nothing is said until two weeks before; then once a day, and louder at three days and at the end", async () => {
  const expiresAtMs = startMs + 30 * dayMs;
  const { alarms, lines, at } = setUp({ expiresAtMs, selfSigned: false });
  await alarms.follow([]);
  expect(alarms.standing()).toEqual([]);
  const steps: (string | undefined)[] = [];
  for (let hours = 1; hours <= 31 * 24; hours++) {
    await at(startMs + hours * hourMs);
    steps.push(alarms.standing()[0]?.step);
  }
  expect([...new Set(steps)]).toEqual([undefined, "14d", "3d", "expired"]);
  expect(steps.indexOf("14d")).toBe(16 * 24 - 1);
  expect(steps.indexOf("3d")).toBe(27 * 24 - 1);
  expect(steps.indexOf("expired")).toBe(30 * 24 - 1);
  expect(lines.filter((line) => line.startsWith("warn"))).toHaveLength(11 + 3);
  expect(lines.filter((line) => line.startsWith("error"))).toHaveLength(2);
  expect(lines[0]).toMatch(
    /web server runs out on 2026-07-01, in 14 days; .*cert_file and key_file in \[server\]/,
  );
  expect(lines.at(-1)).toMatch(/ran out on 2026-07-01/);
});

test("a self-signed one is renewed by itself: that it was not has another reason and another advice", async () => {
  const { alarms } = setUp({ expiresAtMs: startMs + dayMs / 2, selfSigned: true });
  const [alarm] = alarms.standing();
  expect(alarm).toMatchObject({ of: { kind: "server" }, step: "3d" });
  expect(alarm?.sentence).toMatch(/in less than a day and could not be renewed/);
  expect(alarm?.advice).toMatch(/tls in \/data writable/);
});

test("client certificates are read from the files in use, and a renewed one ends it", async () => {
  const file = await certificateFile(startMs + 5 * dayMs);
  const { alarms, lines, at } = setUp();
  await alarms.follow([endpoint(file), endpoint(undefined, { name: "desk" })]);
  expect(alarms.standing()).toMatchObject([
    {
      of: { kind: "endpoint", name: "crm", mirror: false },
      step: "14d",
      sentence:
        "The client certificate for crm runs out on 2026-06-06, in 5 days; then crm refuses its webhooks.",
    },
  ]);
  expect(lines).toHaveLength(1);
  const renewed = await certificateFile(startMs + 400 * dayMs);
  await alarms.follow([endpoint(renewed)]);
  expect(alarms.standing()).toEqual([]);
  await at(startMs + 3 * dayMs);
  expect(lines).toHaveLength(1);
});

test("the soonest comes first; a file that is no certificate is none of this room's business", async () => {
  const soon = await certificateFile(startMs + 2 * dayMs);
  const broken = join(soon, "..", "broken.crt");
  writeFileSync(broken, "no certificate");
  const { alarms } = setUp({ expiresAtMs: startMs + 9 * dayMs, selfSigned: false });
  await alarms.follow([
    endpoint(soon, { mirror: true }),
    endpoint(broken, { name: "b" }),
    endpoint("/no/such"),
  ]);
  expect(alarms.standing().map(({ of }) => of)).toEqual([
    { kind: "endpoint", name: "crm", mirror: true },
    { kind: "server" },
  ]);
});

test("nothing goes on after the end", async () => {
  const { alarms, waiting } = setUp();
  await alarms.follow([]);
  expect(waiting()).toBe(1);
  alarms.stop();
  await alarms.follow([]);
  expect(waiting()).toBe(0);
});
