/** The log as files, many sent again at once, and receivers that refuse: what the window counts is what happens. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { surfaces, useStage } from "./stage.ts";
import { lookForSecrets } from "./window.ts";
import { planted } from "./world.ts";

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });
  const callers = ["+420601000061", "+420601000062", "+420601000063"] as const;

  /** Refused until they are given up, so that there is something to send again. */
  beforeAll(async () => {
    const { world } = stage();
    world.receiver.setBehaviour({ status: 422, body: "user is required" });
    for (const from of callers) await ring(from);
  });

  async function ring(from: string) {
    const { world } = stage();
    const call = world.call(from);
    call.arrive();
    call.ring();
    await world.received((path, body) => path === "/desk" && body.includes(from.slice(1)));
    await world.received((path) => path.startsWith("/crm") && path.includes(from.slice(1)));
    return call;
  }

  const again = () =>
    stage()
      .world.receiver.requests()
      .filter(({ headers }) => headers["webhook-replay"] !== undefined);

  async function exported(page: Page, view: Locator, format: string): Promise<string> {
    await view.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: format }).click(),
    ]);
    return readFile(await download.path(), "utf8");
  }

  test("the rows in sight become a table and lines of JSON, without secrets", async () => {
    const { open } = stage();
    const { page, view } = await open("/webhooks?state=failed&endpoint=desk");
    await view.getByText(/^3 match$/).waitFor({ timeout: 30_000 });
    const csv = await exported(page, view, "CSV");
    const [head = "", ...rows] = csv.trim().split(/\r?\n(?=\d)/);
    expect(head).toMatch(/endpoint/);
    expect(rows).toHaveLength(3);
    const lines = (await exported(page, view, "JSON lines")).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { endpoint: string }).endpoint)).toEqual(
      Array.from({ length: 3 }, () => "desk"),
    );
    for (const secret of Object.values(planted)) expect(csv + lines.join()).not.toContain(secret);
  });

  test("what matches is counted, frozen, and sent again: as many as were counted, and no others", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/webhooks?state=failed&endpoint=desk");
    await view.getByText(/^3 match$/).waitFor({ timeout: 30_000 });
    await view.getByRole("button", { name: "Resend…" }).click();
    const dialog = page.getByRole("dialog", { name: "Resend" });
    await dialog.getByText("3 events would be sent again.").waitFor();
    await dialog.getByText("to desk: 3").waitFor();
    // Comes after the count, so it is none of them.
    await ring("+420601000064");
    world.receiver.setBehaviour({});
    await dialog.getByRole("button", { name: "Resend 3" }).click();
    await page.getByText(/Sent again: 3 of 3/).waitFor();
    expect(again().map(({ path }) => path)).toEqual(["/desk", "/desk", "/desk"]);
    for (const from of callers)
      expect(again().filter(({ body }) => body.includes(from.slice(1)))).toHaveLength(1);
  });

  test("of some that were chosen, exactly those are sent again", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/webhooks?endpoint=desk");
    world.receiver.setBehaviour({});
    const before = again().length;
    const grid = view.getByRole("grid", { name: "Webhook log" });
    for (const from of callers.slice(0, 2))
      await grid
        .getByRole("row", { name: new RegExp(from.slice(1)) })
        .first()
        .click({ modifiers: ["Control"] });
    await view.getByText("2 selected", { exact: true }).waitFor();
    await view.getByRole("button", { name: "Resend…" }).last().click();
    const dialog = page.getByRole("dialog", { name: "Resend" });
    await dialog.getByRole("checkbox").check();
    await dialog.getByRole("button", { name: "Resend 2" }).click();
    await page.getByText(/Sent again: 2 of 2/).waitFor();
    const sent = again().slice(before);
    expect(sent).toHaveLength(2);
    for (const from of callers.slice(0, 2))
      expect(sent.filter(({ body }) => body.includes(from.slice(1)))).toHaveLength(1);
  });

  test("a range of time is counted before, and only what lies in it is sent again", async () => {
    const { world, open } = stage();
    world.receiver.setBehaviour({});
    const from = new Date().toISOString();
    await ring("+420601000065");
    const { page, view } = await open(`/webhooks?endpoint=desk&time=range&from=${from}`);
    const grid = view.getByRole("grid", { name: "Webhook log" });
    await grid
      .getByRole("row", { name: /delivered.*420601000065/ })
      .first()
      .waitFor();
    const before = again().length;
    await view.getByRole("button", { name: "Resend…" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Resend" });
    await dialog.getByRole("checkbox").check();
    await dialog.getByText("1 event would be sent again.").waitFor();
    await dialog.getByLabel("To", { exact: true }).fill("2026-01-01T00:00");
    await dialog.getByText("Nothing would be sent.").waitFor();
    const send = dialog.getByRole("button", { name: /^Resend/ });
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByLabel("To", { exact: true }).fill("");
    await dialog.getByText("1 event would be sent again.").waitFor();
    await send.click();
    await page.getByText(/Sent again: 1 of 1/).waitFor();
    expect(
      again()
        .slice(before)
        .map(({ body }) => body.includes("420601000065")),
    ).toEqual([true]);
  });

  /** What it answers, what the drawer says of the cause, and what it offers or says comes next. */
  const refusals = [
    [410, /wants no more webhooks \(410\) and is paused/, /Resume, or enter its new address/],
    // Last: it is tried again after seconds, and would get the next test's answer then.
    [401, /answered 401/, /check the endpoint's credentials and headers/],
  ] as const;

  test.each(refusals)(
    "a receiver that answers %i is named with its cause and the next step",
    async (status, cause, next) => {
      const { world, open } = stage();
      world.receiver.setBehaviour({ status });
      const from = `+420601000${status}`;
      const call = world.call(from);
      call.arrive();
      call.ring();
      const { page, view } = await open("/webhooks?endpoint=desk");
      await view
        .getByRole("row", { name: new RegExp(`${from.slice(1)}`) })
        .first()
        .click();
      const detail = page.getByRole("complementary", { name: "Delivery" });
      await detail.getByText(cause).first().waitFor();
      await detail.getByText(next).first().waitFor();
      await lookForSecrets(page);
      world.receiver.setBehaviour({});
      call.hangUp();
      if (status !== 410) return;
      await view.getByRole("button", { name: "Actions for desk" }).click();
      await page.getByRole("menuitem", { name: /^Resume/ }).click();
      await world.untilEnded(from);
    },
  );
});
