/**
 * `npm run screenshots`: every view in both schemes, from the real service on a simulated phone system, into
 * docs/screenshots. The day that is shown takes half a minute to happen.
 */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildPage } from "../../scripts/build/page.ts";
import type { Action } from "../../src-main/simulator/model/actions.ts";
import { launchBrowser } from "../screenshots/browser.ts";
import { type MonitorWindow, openWindow } from "./window.ts";
import { createWorld, type World } from "./world.ts";

const folder = resolve(import.meta.dirname, "../../docs/screenshots");

/** Name of the picture, place, and what is done there before it is taken. */
const pictures: readonly (readonly [
  name: string,
  place: string,
  prepare?: (window: MonitorWindow) => Promise<unknown>,
])[] = [
  ["overview", "/overview"],
  ["calls", "/calls"],
  ["call", "/calls", ({ view }) => view.getByRole("row", { name: /420601002001/ }).click()],
  ["webhooks", "/webhooks"],
  [
    "delivery",
    "/webhooks",
    ({ view }) =>
      view
        .getByRole("row", { name: /started.*archive/ })
        .first()
        .click(),
  ],
  ["recordings", "/recordings", ({ view }) => view.getByRole("row", { name: /420774852629/ }).click()],
  ["settings", "/settings/endpoint.crm"],
  ["simulator", "/simulator"],
  ["first-start", "/start"],
];

await buildPage();
const world = await createWorld({
  settings: ["[endpoint.archive]", "url = http://127.0.0.1:9/archive", "dialect = k2m", "mirror = yes"],
});
const browser = await launchBrowser();
try {
  await mkdir(folder, { recursive: true });
  const url = await world.start();
  await world.untilConnected();
  await live(world);
  for (const scheme of ["light", "dark"] as const) {
    const window = await openWindow(browser, url, "/overview", { scheme });
    for (const [name, place, prepare] of pictures) {
      await window.go(place);
      await window.view.waitFor();
      await sleep(700);
      await prepare?.(window);
      await window.page.mouse.move(360, 8);
      await sleep(1_300);
      const path = resolve(folder, `${name}-${scheme}.png`);
      await window.page.screenshot({ path });
      process.stdout.write(`${path}\n`);
      await window.go("/overview");
    }
    await window.close();
  }
} finally {
  await browser.close();
  await world.stop();
}

/** What a small company's phones do in half a minute. */
async function live({ call, model }: World): Promise<void> {
  const talks = [
    call("+420601002001", { name: "Marta Veselá", dn: "101" }),
    call("+4930901820", { name: "Köhler & Söhne", dn: "102" }),
    call("+420774852629", { name: "Jan Novák", dn: "103" }),
    call("+33145678901", { dn: "107" }),
    call("+447700900123", { name: "Ann Lee", dn: "109" }),
  ];
  const missed = [call("+420602000777", { dn: "110" }), call("", { dn: "111" })];
  for (const each of [...talks, ...missed]) {
    each.arrive();
    await sleep(300);
    each.ring();
  }
  await sleep(1_500);
  for (const each of talks) {
    each.answer();
    await sleep(200);
  }
  const run = (...actions: readonly Action[]) => actions.forEach((action) => model.perform(action));
  for (const each of missed) each.hangUp();
  run({ type: "arrive", call: "menu", from: "+420603111222", name: "Eva Malá", rule: "PragueDID" });
  run({ type: "route-to", call: "menu", dn: "900" });
  run({ type: "arrive", call: "queue", from: "+4989123456", name: "Huber GmbH", rule: "SupportDID" });
  run({ type: "route-to", call: "queue", dn: "800" });
  await sleep(4_000);
  for (const each of talks.slice(0, 4)) {
    each.hangUp();
    await sleep(900);
  }
  run({ type: "ring", call: "queue", dns: ["104", "105"] });
  run({ type: "route-to", call: "menu", dn: "801" });
  await sleep(6_000);
  run({ type: "ring", call: "menu", dns: ["106"] });
  await sleep(1_000);
  run({ type: "answer", call: "menu", dn: "106" });
  run({ type: "dial", call: "out", from: "112", to: "+420800123456" });
  run({ type: "trunk-chosen", call: "out" });
  await sleep(4_000);
  run({ type: "outside-answers", call: "out" });
  const fresh = call("+420605555123", { name: "Petra Králová", dn: "101" });
  fresh.arrive();
  await sleep(500);
  fresh.ring();
  await sleep(3_000);
}
