/** The window for those who see no colours, who take the system's own, or whom movement disturbs. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type GreyPicture, greyPicture, partOf, pixelsApart } from "../pictures/grey-picture.ts";
import { launchBrowser } from "../screenshots/browser.ts";
import { type ServedPage, servePage } from "../screenshots/serve-page.ts";

let browser: Browser;
let served: ServedPage;
const opened: Page[] = [];

beforeAll(async () => {
  [browser, served] = [await launchBrowser(), await servePage()];
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

type Eyes = Parameters<Page["emulateMedia"]>[0];

async function open(scene: string, place = "overview", eyes: Eyes = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 }, locale: "en-GB" });
  opened.push(page);
  await page.emulateMedia(eyes);
  await page.goto(`${served.url}?scene=${scene}#/${place}`);
  return page;
}

/** Each mark as it is painted, by its name such as `state ok`. */
async function marks(eyes: Eyes): Promise<readonly { readonly name: string; readonly grey: GreyPicture }[]> {
  const page = await open("marks", "", eyes);
  const all = page.locator("[data-mark]");
  await all.first().waitFor();
  const found: { name: string; grey: GreyPicture }[] = [];
  for (const mark of await all.all()) {
    const name = (await mark.getAttribute("data-mark")) ?? "";
    found.push({ name, grey: greyPicture(await mark.screenshot()) });
  }
  return found;
}

const schemes: readonly (readonly [name: string, eyes: Eyes])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["the system's light colours", { colorScheme: "light", forcedColors: "active" }],
  ["the system's dark colours", { colorScheme: "dark", forcedColors: "active" }],
];

test.each(schemes)("no two marks of a kind look alike without colour: %s", async (_name, eyes) => {
  const found = await marks(eyes);
  const kinds = Map.groupBy(found, ({ name }) => name.split(" ")[0]);
  expect([...kinds.keys()]).toEqual(["state", "stage"]);
  // A quarter of what lies between black and white, in a twelfth of 16 by 16 pixels.
  const alike = [...kinds.values()].flatMap((kind) =>
    kind.flatMap(({ name, grey }, at) =>
      kind
        .slice(at + 1)
        .filter((other) => pixelsApart(grey, other.grey, 64) < 256 / 12)
        .map((other) => `${name} and ${other.name}`),
    ),
  );
  expect(alike).toEqual([]);
});

/** Scenes and places that together show every view with what can go wrong in it. */
const scenes = [
  ["busy", "overview"],
  ["busy", "calls"],
  ["busy", "webhooks"],
  ["busy", "recordings"],
  ["busy", "settings"],
  ["busy", "simulator"],
  ["busy", "start"],
  ["error", "webhooks"],
  ["stale", "overview"],
  ["demo", "calls"],
  ["loading", "webhooks"],
] as const;

/** In the page: marks without a word in the element around them or the next one. */
const wordlessMarks = `(() => {
  const says = (element) => [element.textContent, element.title, element.getAttribute("aria-label")].some((text) => (text ?? "").trim() !== "");
  return [...document.querySelectorAll("svg[data-state-shape]")]
    .filter((mark) => !says(mark.parentElement) && !says(mark.parentElement.parentElement))
    .map((mark) => mark.dataset.stateShape + " in " + mark.parentElement.parentElement.outerHTML.slice(0, 200));
})()`;

interface Control {
  readonly name: string;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** In the page: controls that nothing lies over, with a pixel around them. */
const controlsInSight = `(() => {
  const all = "button, select, textarea, a[href], [role=tab], [role=checkbox], [role=switch], input:not([type=file])";
  return [...document.querySelectorAll(all)].flatMap((control) => {
    const { left, top, right, bottom, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (width < 8 || height < 8 || hit === null || !control.contains(hit)) return [];
    const from = { x: Math.floor(left) - 1, y: Math.floor(top) - 1 };
    return [{ name: control.outerHTML.slice(0, 120), from, to: { x: Math.ceil(right) + 1, y: Math.ceil(bottom) + 1 } }];
  });
})()`;

test.each(scenes)(
  "a word at each mark, every control in the system's own colours, nothing that moves by itself: %s, %s",
  async (scene, place) => {
    const page = await open(scene, place, { reducedMotion: "reduce" });
    await page.getByRole("main").waitFor();
    await page.locator("svg[data-state-shape]:visible").first().waitFor();
    expect(await page.evaluate(wordlessMarks)).toEqual([]);

    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").first().waitFor();
    const moving = "document.getAnimations().map(({ effect }) => effect?.target?.outerHTML.slice(0, 200))";
    expect(await page.evaluate(moving)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").first().waitFor({ state: "detached" });

    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark", reducedMotion: "reduce" });
    const controls = (await page.evaluate(controlsInSight)) as readonly Control[];
    const picture = greyPicture(await page.screenshot());
    expect(controls.length).toBeGreaterThan(5);
    const unseen = controls.filter(({ from, to }) => {
      const { levels } = partOf(picture, from, to);
      return Math.max(...levels) - Math.min(...levels) < 96;
    });
    expect(unseen.map(({ name }) => name)).toEqual([]);
  },
);
