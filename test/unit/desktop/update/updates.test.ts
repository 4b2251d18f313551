// A newer version: looked for, fetched and installed step by step, only on a person's word, never over a call.
import { expect, test } from "vitest";
import type { UpdaterPort } from "../../../../src-main/desktop/update/updater-port.ts";
import { createUpdates, type UpdateState } from "../../../../src-main/desktop/update/updates.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";

const minuteMs = 60_000;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

function world(port: Partial<UpdaterPort> = {}) {
  const clock = createVirtualClock({ startMs: 0 });
  const seen: UpdateState[] = [];
  const did: string[] = [];
  const answers = { download: true, install: true };
  const calls = { open: 0 };
  const updates = createUpdates({
    port: {
      check: async () => "0.2.0",
      async download(onPercent) {
        did.push("download");
        for (const percent of [0.2, 50.4, 50.9, 100]) onPercent(percent);
      },
      install: () => void did.push("install"),
      ...port,
    },
    clock,
    log: quiet,
    openCalls: () => calls.open,
    mayDownload: async () => answers.download,
    mayInstall: async (_version, open) => {
      did.push(`asked with ${open} calls`);
      return answers.install;
    },
    endEngine: async () => void did.push("end"),
    startEngine: async () => void did.push("start"),
    onState: (state) => seen.push(state),
  });
  return { updates, seen, did, answers, calls, after: (ms: number) => clock.runFor(ms) };
}

test("found, fetched, installed: each step on a person's word, the engine ends before", async () => {
  const { updates, seen, did, after } = world();
  await after(minuteMs);
  expect(updates.state()).toEqual({ kind: "found", version: "0.2.0" });
  expect(did).toEqual([]);
  await updates.proceed();
  expect(updates.state()).toEqual({ kind: "ready", version: "0.2.0" });
  expect(
    seen.filter(({ kind }) => kind === "downloading").map((state) => "percent" in state && state.percent),
  ).toEqual([0, 50, 100]);
  await updates.proceed();
  expect(did).toEqual(["download", "asked with 0 calls", "end", "install"]);
});

test("later means later", async () => {
  const { updates, did, answers, after } = world();
  await after(minuteMs);
  answers.download = false;
  await updates.proceed();
  expect(updates.state().kind).toBe("found");
  answers.download = true;
  await updates.proceed();
  answers.install = false;
  await updates.proceed();
  expect(updates.state().kind).toBe("ready");
  expect(did).not.toContain("install");
});

test("calls in progress come first; the last one's end installs it", async () => {
  const { updates, did, calls, after } = world();
  await after(minuteMs);
  await updates.proceed();
  calls.open = 2;
  await updates.proceed();
  expect(updates.state()).toEqual({ kind: "waiting", version: "0.2.0" });
  calls.open = 1;
  updates.callsChanged();
  expect(did).not.toContain("install");
  calls.open = 0;
  updates.callsChanged();
  await after(0);
  expect(did).toEqual(["download", "asked with 2 calls", "end", "install"]);
});

test("what is not as announced is not installed, and can be tried again", async () => {
  let broken = true;
  const { updates, did, after } = world({
    download: async () => {
      if (broken) throw new Error("sha512 checksum mismatch");
    },
  });
  await after(minuteMs);
  await updates.proceed();
  expect(updates.state()).toEqual({ kind: "failed", version: "0.2.0" });
  broken = false;
  await updates.proceed();
  expect(updates.state().kind).toBe("ready");
  expect(did).toEqual([]);
});

test("an installation that leaves this program running lets it go on", async () => {
  const { updates, did, after } = world();
  await after(minuteMs);
  await updates.proceed();
  await updates.proceed();
  await after(2 * minuteMs);
  expect(updates.state()).toEqual({ kind: "failed", version: "0.2.0" });
  expect(did.at(-1)).toBe("start");
});

test("a server that does not answer is asked again; a version withdrawn is forgotten", async () => {
  const answers: (string | undefined)[] = ["away", "0.2.0", undefined];
  const { updates, after } = world({
    check: async () => {
      const answer = answers.shift();
      if (answer === "away") throw new Error("ECONNREFUSED");
      return answer;
    },
  });
  await after(minuteMs);
  expect(updates.state().kind).toBe("none");
  await after(6 * 60 * minuteMs);
  expect(updates.state().kind).toBe("found");
  await after(6 * 60 * minuteMs);
  expect(updates.state().kind).toBe("none");
});

test("without an updater nothing is ever offered", async () => {
  const clock = createVirtualClock({ startMs: 0 });
  const updates = createUpdates({
    ...{ port: undefined, clock, log: quiet, openCalls: () => 0 },
    ...{ mayDownload: async () => true, mayInstall: async () => true },
    ...{ endEngine: async () => {}, startEngine: async () => {}, onState: () => {} },
  });
  await updates.proceed();
  expect(updates.state()).toEqual({ kind: "off" });
});
