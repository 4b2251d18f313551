/** A window without a mouse: where the keyboard is, and how it gets somewhere. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const mostStops = 150;
const mostRows = 50;

/** Whether `target`, or something in it, has the focus. */
export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((node) => node.contains(node.ownerDocument.activeElement));
}

/** Presses Tab until `target`, or something in it, has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${mostStops} times Tab did not lead to ${String(target)}.`);
}

/** In a grid that has the focus: presses the arrow until a row with these words is the active one. */
export async function arrowTo(page: Page, grid: Locator, words: RegExp): Promise<void> {
  const active = () => grid.getAttribute("aria-activedescendant");
  for (let rows = 0; rows < mostRows; rows += 1) {
    const id = await active();
    const row = page.locator(`[id="${id}"]`).locator("xpath=ancestor::*[@role='row']");
    if (id !== null && words.test(await row.innerText())) return;
    await page.keyboard.press("ArrowDown");
    // Read before it has moved, the row that is meant would be passed over.
    await expect.poll(active).not.toBe(id);
  }
  throw new Error(`${mostRows} times the arrow did not lead to ${String(words)}.`);
}

/** A control that has the focus, and whether a person can see that. */
export interface Stop {
  /** The beginning of its markup. */
  readonly what: string;
  /** What lies over it; empty when it can be seen itself. */
  readonly beneath: string;
  /** Drawn around it, around what holds it, or around the row that is active in it. */
  readonly ring: boolean;
}

/**
 * In the page. Of an element larger than the window one point in sight is enough; a control that is painted by its
 * label is seen there.
 */
const focusedNow = `(() => {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  const own = [focused, focused.closest("label"), ...(focused.labels ?? []), focused.nextElementSibling?.tagName === "LABEL" ? focused.nextElementSibling : null];
  const shown = own.filter((each) => each !== null && each.getClientRects().length > 0 && each.getBoundingClientRect().width > 2);
  let beneath = "outside of the window";
  for (const each of shown) {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    for (const share of [0.5, 0.1, 0.9]) {
      const hit = document.elementFromPoint(left + (right - left) * share, top + (bottom - top) * share);
      if (hit === null) continue;
      if (own.some((one) => one?.contains(hit))) beneath = "";
      else if (beneath !== "") beneath = hit.outerHTML.slice(0, 120);
    }
  }
  const ringed = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
  };
  const active = document.getElementById(focused.getAttribute("aria-activedescendant") ?? "")?.closest("[role=row]");
  const ring = [...own, active ?? null, focused.parentElement].some((each) => each !== null && (ringed(each) || [...each.children].some(ringed)));
  return { what: focused.outerHTML.slice(0, 160), beneath, ring };
})()`;

/**
 * In the page: whether the focus was here before, or still is: a field of a time has parts. Behind the last control
 * comes the browser itself, which is the document's body here.
 */
const markStop = `(() => {
  const { activeElement: now, body } = document;
  const { lastStop } = window;
  window.lastStop = now;
  if (now === body) return "new";
  if (now === lastStop) return "still";
  if (now.dataset.stop === "seen") return "before";
  now.dataset.stop = "seen";
  return "new";
})()`;

/** Everything that Tab comes by in the whole page, once around. */
export async function tabThrough(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate(
    "window.lastStop = undefined; document.querySelectorAll('[data-stop]').forEach((each) => each.removeAttribute('data-stop'))",
  );
  for (let pressed = 0; pressed < mostStops; pressed += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(markStop);
    if (seen === "before") break;
    if (seen === "still") continue;
    const stop = (await page.evaluate(focusedNow)) as Stop | null;
    if (stop !== null) stops.push(stop);
  }
  return stops;
}
