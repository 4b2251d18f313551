/** What a program that got no processor for a while makes of it. */
import { expect, it } from "vitest";
import { createStandstillWatch } from "../../../src-main/pbx/standstill.ts";
import { createMemoryLog } from "./helpers.ts";

function create() {
  let nowMs = 0;
  const timers: (() => void)[] = [];
  const after = (_delayMs: number, run: () => void) => {
    timers.push(run);
    return () => void timers.splice(timers.indexOf(run), 1);
  };
  let standstills = 0;
  const log = createMemoryLog();
  const clock = { nowMs: () => nowMs, after };
  const watch = createStandstillWatch({ clock, log, onStandstill: () => void (standstills += 1) });
  const wait = (ms: number) => void (nowMs += ms);
  return { watch, wait, log, timers, standstills: () => standstills, fire: () => timers.shift()?.() };
}

it("says nothing while its timer, or what is heard, comes in time", () => {
  const { watch, wait, fire, standstills, log } = create();
  watch.start();
  for (let second = 0; second < 10; second += 1) {
    wait(1000);
    fire();
  }
  wait(2900);
  watch.beat();
  wait(2900);
  fire();
  expect(standstills()).toBe(0);
  expect(log.lines).toEqual([]);
});

it("says so before what came meanwhile is looked at, once, and how long it was", () => {
  const { watch, wait, fire, standstills, log } = create();
  watch.start();
  wait(25_000);
  watch.beat();
  fire();
  watch.beat();
  expect(standstills()).toBe(1);
  expect(log.lines).toMatchObject([{ level: "warn", fields: { forMs: 25_000 } }]);
});

it("leaves no timer behind", () => {
  const { watch, wait, fire, timers } = create();
  watch.start();
  wait(1000);
  fire();
  watch.stop();
  expect(timers).toEqual([]);
});
