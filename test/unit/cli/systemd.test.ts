/** systemd restarts what stops speaking: so nothing may be said for a program whose store does not answer. */
import { expect, test } from "vitest";
import { createSystemd } from "../../../src-main/cli/systemd.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

function world(env: Record<string, string>) {
  const clock = createVirtualClock({ startMs: 0 });
  const said: string[][] = [];
  let answers: () => Promise<void> = () => Promise.resolve();
  const systemd = createSystemd({
    ...{ env, clock },
    answers: () => answers(),
    notify: (lines) => void said.push([...lines]),
  });
  return { clock, said, systemd, hang: () => (answers = () => new Promise(() => {})) };
}

const unit = { NOTIFY_SOCKET: "/run/systemd/notify", WATCHDOG_USEC: "180000000" };

test("it says ready, then alive every minute, then stopping and no more", async () => {
  const { clock, said, systemd } = world(unit);
  systemd.ready("Runs");
  expect(said).toEqual([["READY=1", "STATUS=Runs"]]);
  await clock.runFor(125_000);
  expect(said.slice(1)).toEqual([["WATCHDOG=1"], ["WATCHDOG=1"]]);
  systemd.stopping();
  await clock.runFor(300_000);
  expect(said.slice(3)).toEqual([["STOPPING=1", "STATUS=Stopping."]]);
});

test("it is silent once the store does not answer", async () => {
  const { clock, said, systemd, hang } = world(unit);
  systemd.ready("Runs");
  hang();
  await clock.runFor(600_000);
  expect(said).toHaveLength(1);
});

test("nothing is said where nobody listens", async () => {
  const { clock, said, systemd } = world({});
  systemd.ready("Runs");
  await clock.runFor(600_000);
  systemd.stopping();
  expect(said).toEqual([]);
});
