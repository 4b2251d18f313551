/** Simulated calls from the window: as promised, marked, and nowhere near real receivers unless somebody says so. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { surfaces, useStage } from "./stage.ts";

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });

  test("a scenario runs against the built-in receiver, and real ones hear nothing of it", async () => {
    const { world, open } = stage();
    const { view } = await open("/simulator");
    await view.getByText("as fast as possible").click();
    await view.getByRole("button", { name: "Run" }).click();
    await view.getByText("as promised").first().waitFor();
    const events = view.getByRole("grid", { name: "Events of the run" });
    for (const event of ["ringing", "started", "ended"]) await events.getByText(event).first().waitFor();
    expect(world.receiver.requests()).toEqual([]);
  });

  test("against real endpoints it asks first, and every request says that it is simulated", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/simulator");
    await view.getByText("as fast as possible").click();
    await view.getByRole("radio", { name: "real endpoints" }).check();
    await view.getByRole("checkbox", { name: /desk/ }).check();
    await view.getByText("Real receivers get these events.").waitFor();
    await view.getByRole("button", { name: "Run" }).click();
    expect(world.receiver.requests()).toEqual([]);
    const dialog = page.getByRole("dialog", { name: "Send to real endpoints?" });
    await dialog.getByRole("button", { name: "Send to 1 endpoint" }).click();
    await world.received((_path, body) => body.includes('"event":"ended"'));
    const requests = world.receiver.requests();
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.map(({ path, headers }) => [path, headers["webhook-simulated"] === undefined])).toEqual(
      requests.map(() => ["/desk", false]),
    );
  });

  test("what was simulated is marked in the list, in its detail and in the exported file", async () => {
    const { open } = stage();
    const { page, view } = await open("/webhooks");
    const row = view
      .getByRole("grid", { name: "Webhook log" })
      .getByRole("row", { name: /simulated.*desk/i })
      .first();
    await row.waitFor();
    await view.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "JSON lines" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { simulated?: boolean }).simulated)).toEqual(
      lines.map(() => true),
    );
    await row.click();
    await page
      .getByRole("complementary", { name: "Delivery" })
      .getByText(/simulated/i)
      .first()
      .waitFor();
  });
});
