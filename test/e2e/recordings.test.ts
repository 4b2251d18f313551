/** A recorded talk becomes something that can be listened to in the window. */
import { describe, expect, test } from "vitest";
import { conversionS } from "../integration/recordings-world.ts";
import { until } from "../integration/service-process.ts";
import { surfaces, useStage } from "./stage.ts";

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });
  const talkMs = 3_000;

  test("a recording arrives in the list, opens and plays", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/recordings");
    await view.getByText("No recordings yet.").waitFor();
    const call = world.call("+420601000021", { name: "Marta Veselá" });
    call.arrive();
    call.ring();
    await world.received((path, body) => path === "/desk" && body.includes('"ringing"'));
    call.answer();
    await page.waitForTimeout(talkMs);
    call.hangUp();
    const row = view.getByRole("row", { name: /420601000021/ });
    await row.getByText("sent", { exact: true }).waitFor({ timeout: conversionS * 1000 });
    await row.getByText("420601000021").click();
    const detail = page.getByRole("region", { name: "Recording", exact: true });
    await detail.getByRole("button", { name: "Copy link" }).waitFor();
    await detail.getByRole("button", { name: "Play" }).click();
    await detail.getByRole("button", { name: "Pause" }).waitFor();
    await until(
      async () =>
        Number(await page.evaluate("document.querySelector('audio').currentTime")) > 0.3 ? true : undefined,
      () => "the recording does not play",
    );
    expect(await detail.getByRole("slider", { name: "Position" }).getAttribute("aria-valuetext")).toMatch(
      /0:0/,
    );
  });
});
