/** Each place of the window with everything in it that callers can send: as text, without secrets, for everybody. */
import { beforeAll, describe, expect, test } from "vitest";
import { englishIn } from "./english.ts";
import { surfaces, useStage } from "./stage.ts";
import { expectAccessible, lookForSecrets, untilStill } from "./window.ts";

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });

  const hostile = [
    { from: "+420601000041", name: '<img src=x onerror="window.hit=1">' },
    { from: "+420601000042", name: "‮moc.live‬ ⁧x⁩" },
    { from: "+420601000043", name: "bell\u0007 line\nend \u200bhidden" },
    { from: "+420601000044", name: `${"Very long name ".repeat(13)}end` },
  ] as const;

  beforeAll(async () => {
    const { world } = stage();
    for (const { from, name } of hostile) {
      const call = world.call(from, { name });
      call.arrive();
      call.ring();
      await world.received((path, body) => path === "/desk" && body.includes(from.slice(1)));
      call.hangUp();
    }
    const [first] = hostile;
    const live = world.call("+420601000045", { name: first.name, dn: "102" });
    live.arrive();
    live.ring();
    await world.received((path, body) => path === "/desk" && body.includes("420601000045"));
  });

  /** Place, and what shows that it is there. */
  const places: readonly (readonly [place: string, sign: RegExp])[] = [
    ["/overview", /Endpoints/i],
    ["/calls", /420601000045/],
    ["/webhooks", /420601000041/],
    ["/recordings", /No recordings yet/],
    ["/settings", /Phone system/],
    ["/settings/endpoints", /crm/],
    ["/settings/endpoint.crm", /Answer within/],
    ["/settings?tab=ini", /settings\.ini/],
    ["/settings/program", /Versions and places/],
    ["/simulator", /Simulat/],
    ["/start", /First start/],
  ];

  // The page is the same on both: what depends on sizes and schemes alone is tried in the browser, and once on the desktop.
  const isDesktop = surface === "desktop";

  test.each(isDesktop ? (["dark"] as const) : (["light", "dark"] as const))(
    "nothing stands in anybody's way in the %s scheme",
    async (scheme) => {
      const { open } = stage();
      const { page, view, go } = await open("/overview", { scheme });
      for (const [place, sign] of places) {
        await go(place);
        await view.getByText(sign).first().waitFor();
        await expectAccessible(page, place);
        await lookForSecrets(page);
      }
    },
  );

  test("what callers send shows as text, invisible characters by their names", async () => {
    const { open } = stage();
    const { page, view, go } = await open("/calls");
    await view.getByText(hostile[0].name).first().waitFor();
    await view.getByText("U+202E").first().waitFor();
    await view.getByText("U+0007").or(view.getByText("bell line")).first().waitFor();
    await view.getByRole("row", { name: /420601000041/ }).click();
    await page
      .getByRole("complementary", { name: "Details of the call" })
      .getByText(hostile[0].name)
      .first()
      .waitFor();
    await expectAccessible(page, "call");
    await go("/webhooks");
    await view
      .getByRole("row", { name: /desk.*420601000041/ })
      .first()
      .click();
    const detail = page.getByRole("complementary", { name: "Delivery" });
    for (const tab of ["Answer", "Call", "Technical", "Request"]) {
      await detail.getByRole("tab", { name: tab }).click();
      await expectAccessible(page, `delivery, ${tab}`);
      await lookForSecrets(page);
    }
    await detail.getByText("onerror").first().waitFor();
    expect(await page.evaluate("[window.hit, document.querySelectorAll('#app img').length]")).toEqual([
      undefined,
      0,
    ]);
    expect(await page.title()).not.toMatch(/42060/);
    const shown = await page.locator("body").innerText();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0007\u200b]/);
  });

  test("long lists scroll in their place and draw only what is in sight", async () => {
    const { open } = stage();
    const { page, view } = await open("/webhooks", { size: { width: 1100, height: 480 } });
    const grid = view.getByRole("grid", { name: "Webhook log" });
    await grid
      .getByRole("row", { name: /420601000041/ })
      .first()
      .waitFor();
    const list = await grid.evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }));
    expect(list.scrollHeight).toBeGreaterThan(list.clientHeight);
    expect(list.clientHeight).toBeLessThan(480);
    expect(await page.getByRole("row").count()).toBeLessThan(
      Number(await grid.getAttribute("aria-rowcount")),
    );
  });

  const widths = [
    [900, "de"],
    [1100, "en"],
    [1920, "de"],
  ] as const;
  test.each(isDesktop ? widths.slice(0, 1) : widths)(
    "nothing moves when the pointer comes to a list, %i wide (%s)",
    async (width, language) => {
      const { open, world } = stage();
      const { page, view } = await open("/webhooks", { size: { width, height: 720 }, language });
      const grid = view.getByRole("grid", { name: /Webhook/ });
      const head = grid.getByRole("columnheader").first();
      await grid.getByRole("row").nth(1).waitFor();
      await page.mouse.move(1, 1);
      await untilStill(page);
      const before = (await head.boundingBox())?.y;
      const row = await grid.getByRole("row").nth(1).elementHandle();
      await row?.hover();
      const rowBefore = (await row?.boundingBox())?.y;
      const call = world.call(`+42060100${width}`, { dn: "103" });
      call.arrive();
      call.ring();
      await view.getByRole("button", { name: language === "de" ? /\d neu/ : /\d new/ }).waitFor();
      expect([(await head.boundingBox())?.y, (await row?.boundingBox())?.y]).toEqual([before, rowBefore]);
      call.hangUp();
      // Else its last rows would come while the next list is looked at.
      await world.untilEnded(`+42060100${width}`);
    },
  );

  const sizes = [
    [900, 720],
    [550, 360],
  ] as const;
  test.each(isDesktop ? sizes.slice(1) : sizes)(
    "no view scrolls sideways at %i × %i, and a German one has no English in it",
    async (width, height) => {
      const { open } = stage();
      const { page, go } = await open("/overview", { size: { width, height }, language: "de" });
      for (const [place] of places) {
        await go(place);
        await untilStill(page);
        const room = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]";
        expect([place, await page.evaluate(room)]).toEqual([place, [width, width]]);
        expect([place, await englishIn(page)]).toEqual([place, []]);
      }
    },
  );
});
