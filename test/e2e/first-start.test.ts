/** From nothing to the first live call, as somebody goes who reads no manual: each click and each field counted. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { surfaces, useStage } from "./stage.ts";
import { planted } from "./world.ts";

/** Counts what a hand does from now on. */
async function watchHands(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(
    "window.clicks = 0, addEventListener('pointerdown', () => void (window.clicks += 1), { capture: true })",
  );
  return async () => Number(await page.evaluate("window.clicks"));
}

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface, setUp: false });

  test("simulated calls are one click away", async () => {
    const { open } = stage();
    const { page, view } = await open();
    await view.getByRole("heading", { name: "First start" }).waitFor();
    const clicks = await watchHands(page);
    await view.getByRole("button", { name: "Look around with the demo" }).click();
    await view
      .getByRole("grid", { name: "Events of the run" })
      .getByText("ringing")
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await clicks()).toBe(1);
  });

  test("the first live call takes four fields and eight clicks", async () => {
    const { world, open } = stage();
    const { page, view } = await open();
    await view.getByRole("heading", { name: "Phone system" }).waitFor();
    const clicks = await watchHands(page);
    await view.getByLabel("Address of 3CX").fill(world.pbxUrl());
    await view.getByLabel("Client id").fill("webhook");
    await view.getByLabel("API key").fill(planted.clientSecret);
    await view.getByRole("button", { name: "Connect" }).click();
    await view.getByRole("button", { name: "Accept this certificate" }).click();
    await view.getByText("Connected. 3CX answers everything that is needed.").waitFor();
    await view.getByRole("button", { name: "Save and go on" }).click();
    await view.getByLabel("Address", { exact: true }).fill(`${world.receiver.url()}/desk`);
    await view.getByRole("button", { name: "Send a test event" }).click();
    await view.getByText("The receiver took the test event.").waitFor();
    await view.getByRole("button", { name: "Save and go on" }).click();
    await view.getByRole("heading", { name: "Recordings" }).waitFor();
    await view
      .getByRole("button", { name: /^(Save and go on|Go on|Skip)$/ })
      .last()
      .click();
    await view.getByRole("heading", { name: "Call any extension now." }).waitFor();
    await view.getByText("Connected to 3CX.").waitFor();
    const call = world.call("+420601000091", { name: "Marta Veselá" });
    call.arrive();
    call.ring();
    await view.getByText("There it is.").waitFor();
    await view.getByText("Marta Veselá").first().waitFor();
    expect(await clicks()).toBeLessThanOrEqual(8);
    await world.received((path) => path.startsWith("/desk") && path.includes("420601000091"));
    call.hangUp();
  });
});
