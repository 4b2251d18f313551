/** systemd restarts what stops speaking: so nothing may be said for a program whose store does not answer. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { createSystemd } from "../../../src-main/cli/systemd.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

function world(env: Record<string, string>) {
  const clock = createVirtualClock({ startMs: 0 });
  const said: string[][] = [];
  let answers: () => Promise<void> = () => Promise.resolve();
  const systemd = createSystemd({
    ...{ env, clock },
    notify: async (lines) => void said.push([...lines]),
  });
  const living = { first: "Runs", status: () => "All is well", answers: () => answers() };
  return { clock, said, systemd, living, hang: () => (answers = () => new Promise(() => {})) };
}

const unit = { NOTIFY_SOCKET: "/run/systemd/notify", WATCHDOG_USEC: "180000000" };

test("it says ready, then alive every minute, then stopping and no more", async () => {
  const { clock, said, systemd, living } = world(unit);
  systemd.ready(living);
  expect(said).toEqual([["READY=1", "STATUS=Runs"]]);
  await clock.runFor(125_000);
  expect(said.slice(1)).toEqual(
    Array.from({ length: 2 }, () => ["READY=1", "WATCHDOG=1", "STATUS=All is well"]),
  );
  systemd.stopping();
  await clock.runFor(300_000);
  expect(said.slice(3)).toEqual([["STOPPING=1", "STATUS=Stopping."]]);
});

test("it is silent once the store does not answer", async () => {
  const { clock, said, systemd, living, hang } = world(unit);
  systemd.ready(living);
  hang();
  await clock.runFor(600_000);
  expect(said).toHaveLength(1);
});

test("nothing is said where nobody listens", async () => {
  const { clock, said, systemd, living } = world({});
  systemd.ready(living);
  await clock.runFor(600_000);
  systemd.stopping();
  await systemd.failed("Port 1 is in use.");
  expect(said).toEqual([]);
});

test("why it ends is one line, and does not say that it runs", async () => {
  const { said, systemd } = world(unit);
  await systemd.failed("settings.ini:1: a mistake\nsettings.ini:2: READY=1");
  expect(said).toEqual([["STATUS=settings.ini:1: a mistake settings.ini:2: READY=1"]]);
});

test("a program that waits for it and for nothing else goes on afterwards, also without systemd", () => {
  const { href } = new URL("../../../src-main/cli/systemd.ts", import.meta.url);
  const script = `
    const { createSystemd } = await import(${JSON.stringify(href)});
    await createSystemd({ env: { NOTIFY_SOCKET: "/nowhere" }, clock: {} }).failed("A sentence.");
    process.exitCode = 2;`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { ...process.env, NOTIFY_SOCKET: "/nowhere/at/all" },
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
});
