import { expect, test } from "vitest";
import { trayPicture, trayStates, type Followed } from "../../../../src-main/desktop/tray/picture.ts";
import { trayMenu, type TrayActions } from "../../../../src-main/desktop/tray/tray-menu.ts";
import { wordsFor } from "../../../../src-main/desktop/words/words-for.ts";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { greyPicture, pixelsApart } from "../../../pictures/grey-picture.ts";
import { endpoint, problem, watched } from "../watched.ts";

const en = wordsFor(["en-GB"]);
const de = wordsFor(["de-CH"]);
const running = { kind: "running" } as const;
const here = (
  state = watched(),
  engine: Extract<Followed, { place: "here" }>["engine"] = running,
): Followed => ({
  ...{ place: "here", engine, state },
});
const away: Followed = { place: "service", host: "pbx:8444", connecting: false, state: undefined };
const busy = watched({
  calls: new Set(["a", "b", "c", "d"]),
  endpoints: [
    endpoint({ waiting: 200 }),
    endpoint({ name: "desk", waiting: 13 }),
    endpoint({ name: "m", mirror: true, waiting: 9 }),
  ],
});

test("the tooltip has numbers and where most waits; the menu's line is shorter", () => {
  const picture = trayPicture(here(busy), en, 0);
  expect(picture.tooltip).toBe("3CX Webhook: connected · 4 calls · 213 waiting (crm)");
  expect(picture.line).toBe("Connected · 4 calls · 213 waiting");
  expect(trayPicture(here(busy), de, 0).line).toBe("Verbunden · 4 Gespräche · 213 warten");
});

test.each([
  ["connected", here()],
  ["attention", here(watched({ problems: [problem()] }))],
  ["attention", here(undefined, { kind: "failed", sentence: "", settings: false })],
  ["stopped", here(undefined, { kind: "stopped" })],
  ["connecting", here(undefined, { kind: "starting" })],
  ["connecting", here(watched({ pbx: { ...watched().pbx, state: "connecting" } }))],
  ["unreachable", away],
  ["connecting", { ...away, connecting: true }],
  ["demo", here(watched({ kind: "demo" }))],
] as const)("%s", (icon, followed) => {
  expect(trayPicture(followed, en, 0).icon).toBe(icon);
});

test("a tooltip is never cut by the system", () => {
  const name = "x".repeat(200);
  const state = watched({ endpoints: [endpoint({ name, waiting: 5 })] });
  expect(trayPicture(here(state), en, 0).tooltip.length).toBeLessThanOrEqual(120);
});

test("the worst problem stands first, in words of our own, and opens its place", () => {
  const opened: (string | undefined)[] = [];
  const none = () => {};
  const actions: TrayActions = {
    open: (route) => opened.push(route),
    start: none,
    stop: none,
    openAtLogin: none,
    about: none,
    quit: none,
    attach: none,
    update: none,
  };
  const worst = problem({
    area: "endpoint",
    endpoint: "crm",
    sentence: "crm: +49 30 1234567 is unknown",
    route: "#/webhooks?endpoint=crm",
  });
  const picture = trayPicture(here(watched({ problems: [worst, problem()] })), en, 17 * 60_000);
  const menu = trayMenu(
    {
      picture,
      openAtLogin: true,
      services: ["pbx:8444"],
      attachedTo: undefined,
      update: { kind: "found", version: "0.2.0" },
    },
    en,
    actions,
  );
  expect(menu[0]?.label).toBe("⚠ crm does not take its webhooks (17 min)");
  menu[0]?.click?.({} as never, undefined, {} as never);
  expect(opened).toEqual(["#/webhooks?endpoint=crm"]);
  expect(JSON.stringify(menu) + picture.tooltip).not.toContain("1234567");
  expect(menu.map(({ id, type }) => id ?? type)).toEqual([
    "problem",
    "state",
    "separator",
    "open",
    "stop",
    "service",
    "login",
    "separator",
    "update",
    "about",
    "quit",
  ]);
});

test("a service elsewhere is neither started nor stopped from here", () => {
  const none = () => {};
  const actions: TrayActions = {
    open: none,
    start: none,
    stop: none,
    openAtLogin: none,
    about: none,
    quit: none,
    attach: none,
    update: none,
  };
  const picture = trayPicture(away, en, 0);
  const menu = trayMenu(
    { picture, openAtLogin: undefined, services: [], attachedTo: "pbx:8444", update: { kind: "none" } },
    en,
    actions,
  );
  expect(menu.map(({ id, type }) => id ?? type)).toEqual([
    "state",
    "separator",
    "open",
    "service",
    "separator",
    "about",
    "quit",
  ]);
  expect(picture.line).toBe("pbx:8444 cannot be reached");
});

test("every state is drawn for every bar and display", () => {
  for (const state of trayStates) {
    for (const scheme of ["light", "dark", "template"]) {
      for (const size of [16, 20, 24, 32, 48]) {
        const file = resolve(import.meta.dirname, `../../../../assets/tray/${state}-${scheme}-${size}.png`);
        expect(existsSync(file), file).toBe(true);
      }
    }
  }
});

/** The bar's own grey; macOS lays a template on either. */
const bars = { light: 243, dark: 32, template: 255 } as const;

test.each(["light", "dark", "template"] as const)(
  "no two states look alike without colour at 16 pixels, for a %s bar",
  (scheme) => {
    const pictures = trayStates.map((state) => {
      const file = resolve(import.meta.dirname, `../../../../assets/tray/${state}-${scheme}-16.png`);
      return { state, grey: greyPicture(readFileSync(file), bars[scheme]) };
    });
    // A mark has 8 by 8 pixels: a fifth of them must differ by a quarter of what there is between black and white.
    const alike = pictures.flatMap(({ state, grey }, at) =>
      pictures
        .slice(at + 1)
        .filter((other) => pixelsApart(grey, other.grey, 64) < 64 / 5)
        .map((other) => `${state} and ${other.state}`),
    );
    expect(alike).toEqual([]);
  },
);
