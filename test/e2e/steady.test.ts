/** Nothing that is read moves by itself while calls come and go. Ten minutes of it: `npm run bench -- window-memory`. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { useStage } from "./stage.ts";
import { untilStill } from "./window.ts";
import type { World } from "./world.ts";

const stage = useStage();
const rounds = 12;

/** Everything that moved without a hand at keyboard or mouse, by Chromium's own measure, with what it was. */
const watchShifts = `(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput && value > 0) window.shifts.push({ value, what: sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.textContent) });
  }).observe({ type: "layout-shift", buffered: false });
})()`;

interface Shift {
  /** Share of the window times share of the way. */
  readonly value: number;
  readonly what: readonly string[];
}

const callers = (round: number) =>
  ["101", "102", "103"].map((dn, at) => ({ from: `+4206010${round + 10}${at}`, dn }));

async function calls(world: World, round: number): Promise<void> {
  const all = callers(round).map(({ from, dn }) => world.call(from, { dn }));
  for (const call of all) call.arrive();
  await sleep(150);
  for (const call of all) call.ring();
  await sleep(300);
  for (const call of all.slice(1)) call.answer();
  await sleep(300);
  for (const call of all) call.hangUp();
  await sleep(150);
}

test("nothing shifts in any view under a load of calls", async () => {
  const { world, open } = stage();
  const pages = [];
  for (const place of ["/overview", "/calls", "/webhooks", "/recordings"]) {
    const { page, view } = await open(place);
    await view.getByRole("heading").first().waitFor();
    pages.push({ place, page });
  }
  // The first calls of a day bring lines that were not there before.
  await calls(world, 0);
  for (const each of callers(0)) await world.untilEnded(each.from);
  for (const { page } of pages) await untilStill(page);
  for (const { page } of pages) await page.evaluate(watchShifts);
  for (let round = 1; round <= rounds; round += 1) await calls(world, round);
  for (const { place, page } of pages) {
    const shifts = (await page.evaluate("window.shifts")) as readonly Shift[];
    // A number that gets a digit more moves the word behind it; no line and no block may move.
    expect([place, shifts.filter(({ value }) => value > 0.0005)]).toEqual([place, []]);
    expect(shifts.reduce((sum, { value }) => sum + value, 0)).toBeLessThan(0.005);
  }
});
