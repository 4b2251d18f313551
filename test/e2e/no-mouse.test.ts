/** The whole way by keyboard alone, and that nobody loses sight of where it is. */
import { describe, expect, test } from "vitest";
import { arrowTo, hasFocus, tabThrough, tabTo } from "./keyboard.ts";
import { useStage } from "./stage.ts";
import { untilStill } from "./window.ts";
import { planted } from "./world.ts";

describe("one whole way", () => {
  const stage = useStage({ password: planted.password });

  test("sign in, find a failed delivery, send it again, pause its endpoint, change a setting", async () => {
    const { world, open } = stage();
    world.receiver.setBehaviour({ status: 422 });
    const call = world.call("+420601000081");
    call.arrive();
    call.ring();
    await world.received((path, body) => path === "/desk" && body.includes("420601000081"));
    // What Chromium itself writes when a server refuses.
    const { page, view } = await open("/overview", { expected: /401|WebSocket connection to/ });
    const { keyboard } = page;

    await tabTo(page, page.getByRole("textbox", { name: "Password" }));
    await keyboard.type(planted.password);
    await keyboard.press("Enter");
    await view.getByRole("heading", { name: "Overview" }).waitFor();

    await keyboard.type("gw");
    await view.getByRole("heading", { name: "Webhooks" }).waitFor();
    await tabTo(page, view.getByLabel("State", { exact: true }));
    await keyboard.type("Failed");
    const grid = view.getByRole("grid", { name: "Webhook log" });
    await grid.getByRole("row", { name: /given up.*desk.*420601000081/ }).waitFor();
    await tabTo(page, grid);
    await arrowTo(page, grid, /desk/);
    await keyboard.press("Enter");
    const detail = page.getByRole("complementary", { name: "Delivery" });
    await detail
      .getByText(/answered 422/)
      .first()
      .waitFor();
    world.receiver.setBehaviour({});
    await tabTo(page, detail.getByRole("button", { name: "Resend", exact: true }));
    await keyboard.press("Enter");
    await detail.getByText("Sent again and accepted.").waitFor();
    await keyboard.press("Escape");
    await detail.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(grid)).toBe(true);

    await tabTo(page, view.getByRole("button", { name: "Actions for desk" }));
    await keyboard.press("Enter");
    const pause = page.getByRole("menuitem", { name: /^Pause$/ });
    await pause.waitFor();
    for (let steps = 0; steps < 12; steps += 1) {
      if (await pause.evaluate((node) => node === node.ownerDocument.activeElement)) break;
      await keyboard.press("ArrowDown");
    }
    await keyboard.press("Enter");
    await view.getByRole("button", { name: /desk.*paused by you/ }).waitFor();

    await pause.waitFor({ state: "detached" });
    await keyboard.type("gs");
    await tabTo(
      page,
      view
        .getByRole("link", { name: /crm/ })
        .or(view.getByRole("button", { name: /^crm/ }))
        .first(),
    );
    await keyboard.press("Enter");
    const field = view.getByLabel("Answer within");
    await tabTo(page, field);
    await keyboard.press("Control+a");
    await keyboard.type("20");
    const bar = view.getByRole("region", { name: "Unsaved changes" });
    await tabTo(page, bar.getByRole("button", { name: /^Save/ }));
    await keyboard.press("Enter");
    await page.getByText("Saved and in force.").first().waitFor();
    expect(world.settingsText()).toContain("timeout_s = 20 ; as agreed");
    call.hangUp();
  });
});

const places = [
  "/overview",
  "/calls",
  "/calls?state=ended",
  "/webhooks",
  "/recordings",
  "/settings",
  "/settings/endpoint.crm",
  "/settings?tab=ini",
  "/settings/program",
  "/simulator",
  "/start",
] as const;

describe("the focus", () => {
  const stage = useStage();

  test.each([
    [1100, 720],
    [900, 500],
  ])("is never beneath something else and always has its ring, %i × %i", async (width, height) => {
    const { world, open } = stage();
    const call = world.call(`+42060100${width}`);
    call.arrive();
    call.ring();
    await world.received((path, body) => path === "/desk" && body.includes(`42060100${width}`));
    const { page, view, go } = await open("/overview", { size: { width, height } });
    for (const place of places) {
      await go(place);
      await view.getByRole("heading").first().waitFor();
      await untilStill(page);
      const stops = await tabThrough(page);
      expect(stops.length, place).toBeGreaterThan(8);
      expect([place, stops.filter(({ beneath, ring }) => beneath !== "" || !ring)]).toEqual([place, []]);
    }
    call.hangUp();
    // Else its last rows would come while the next test goes through the page.
    await world.untilEnded(`+42060100${width}`);
  });

  test("is not hidden by what is unsaved, which lies over the form's end", async () => {
    const { open } = stage();
    const { page, view } = await open("/settings/endpoint.crm", { size: { width: 900, height: 500 } });
    await view.getByLabel("Answer within").fill("33");
    const bar = view.getByRole("region", { name: "Unsaved changes" });
    await bar.waitFor();
    await untilStill(page);
    const stops = await tabThrough(page);
    expect(stops.filter(({ beneath }) => beneath !== "")).toEqual([]);
    await bar.getByRole("button", { name: "Discard" }).click();
  });

  test("is in sight in an open delivery and in a dialog", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/webhooks", { size: { width: 900, height: 500 } });
    const call = world.call("+420601000082");
    call.arrive();
    call.ring();
    await view.getByRole("row", { name: /delivered.*desk.*420601000082/ }).click();
    await page.getByRole("complementary", { name: "Delivery" }).getByText("desk accepted this at").waitFor();
    await untilStill(page);
    const drawer = await tabThrough(page);
    expect(drawer.filter(({ beneath }) => beneath !== "")).toEqual([]);
    await page.keyboard.press("Escape");
    await view.getByRole("button", { name: "Resend…" }).first().click();
    await page
      .getByRole("dialog", { name: "Resend" })
      .getByText(/would be sent/)
      .waitFor();
    await untilStill(page);
    const dialog = await tabThrough(page);
    expect(dialog.length).toBeGreaterThan(2);
    expect(dialog.filter(({ beneath }) => beneath !== "")).toEqual([]);
    call.hangUp();
  });
});
