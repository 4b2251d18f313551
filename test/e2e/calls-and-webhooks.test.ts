/** A call and its webhooks, as somebody sees them who looks at the window meanwhile. */
import { describe, expect, test } from "vitest";
import { until } from "../integration/service-process.ts";
import { surfaces, useStage } from "./stage.ts";

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });

  test("a call appears, rings, talks and ends before the eyes of who looks", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/calls");
    await view.getByText("No calls right now.").waitFor();
    const call = world.call("+420601000001", { name: "Marta Veselá" });
    call.arrive();
    call.ring();
    const row = view.getByRole("row", { name: /420601000001/ });
    await row.getByText("ringing", { exact: true }).waitFor();
    await row.getByText("Marta Veselá").waitFor();
    await row.getByText("101").first().waitFor();
    await page.getByRole("link", { name: /Calls.*1 call now/ }).waitFor();

    call.answer();
    await row.getByText("talking", { exact: true }).waitFor();
    const steady = await row.elementHandle();
    call.hangUp();
    await row.getByText("ended", { exact: true }).waitFor();
    // The very same row: it did not blink, and it stays where it was read.
    expect(await steady?.isVisible()).toBe(true);

    await row.click();
    const detail = page.getByRole("complementary", { name: "Details of the call" });
    await detail.getByText("Links and webhooks").waitFor();
    await detail.getByText("Marta Veselá").first().waitFor();
    await detail.getByRole("button", { name: /All deliveries of this call/ }).click();
    await page
      .getByRole("grid", { name: "Webhook log" })
      .getByRole("row", { name: /started/ })
      .first()
      .waitFor();
  });

  test("the log fills, a delivery opens, and sent again it is the same webhook", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/webhooks");
    const call = world.call("+420601000002");
    call.arrive();
    call.ring();
    const grid = view.getByRole("grid", { name: "Webhook log" });
    const row = grid.getByRole("row", { name: /ringing.*desk.*420601000002/ });
    await row.getByText("delivered").waitFor();
    const first = await world.received((path, body) => path === "/desk" && body.includes("420601000002"));
    await row.click();
    const detail = page.getByRole("complementary", { name: "Delivery" });
    await detail.getByText("desk accepted this at").waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#\/webhooks\/\d+$/);
    const webhookId = first.headers["webhook-id"] ?? "";
    await detail.getByText(webhookId, { exact: true }).first().waitFor();
    await detail.getByRole("tab", { name: "Answer" }).click();
    await detail.getByText("Status 200").waitFor();

    await detail.getByRole("button", { name: "Resend…" }).click();
    await page
      .getByRole("dialog", { name: "Send again?" })
      .getByRole("button", { name: "Send again" })
      .click();
    await detail.getByText("Sent again and accepted.").waitFor();
    const again = world.receiver.requests().filter(({ headers }) => headers["webhook-id"] === webhookId);
    const atDesk = again.filter(({ path }) => path === "/desk");
    expect(atDesk).toHaveLength(2);
    expect(atDesk.map(({ body }) => body)).toEqual([first.body, first.body]);
    expect(atDesk.map(({ headers }) => headers["webhook-replay"])).toEqual([undefined, expect.any(String)]);
    call.hangUp();
    // The next test counts what waits for desk.
    await world.untilEnded("+420601000002");
  });

  test("an endpoint is paused and resumed: meanwhile its webhooks wait, those of others do not", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/webhooks");
    const pause = async (item: RegExp) => {
      await view.getByRole("button", { name: "Actions for desk" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    await pause(/^Pause$/);
    await view.getByRole("button", { name: /desk.*paused by you/ }).waitFor();
    const call = world.call("+420601000003");
    call.arrive();
    call.ring();
    await world.received((path) => path.startsWith("/crm") && path.includes("420601000003"));
    await view.getByRole("button", { name: /desk.*1 waits/ }).waitFor();
    const atDesk = () =>
      world.receiver.requests().filter(({ path, body }) => path === "/desk" && body.includes("420601000003"));
    expect(atDesk()).toHaveLength(0);
    await pause(/^Resume/);
    await until(
      () => (atDesk().length === 1 ? true : undefined),
      () => "desk did not get what waited",
    );
    await view.getByRole("button", { name: /desk.*ok/ }).waitFor();
    call.hangUp();
  });

  test("a receiver that fails is named with its reason and what to do", async () => {
    const { world, open } = stage();
    world.receiver.setBehaviour({ status: 422, body: '"user is required" <b>not markup</b>' });
    const { page, view } = await open("/webhooks?state=failed");
    const call = world.call("+420601000004");
    call.arrive();
    call.ring();
    const row = view.getByRole("row", { name: /given up.*ringing.*desk/ });
    await row.click();
    const detail = page.getByRole("complementary", { name: "Delivery" });
    await detail.getByText('"user is required" <b>not markup</b>').first().waitFor();
    await detail.getByRole("button", { name: "Check the format" }).waitFor();
    world.receiver.setBehaviour({});
    call.hangUp();
  });
});
