/** What the window puts into the clipboard: never a secret, and a command that does what was done. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { surfaces, useStage } from "./stage.ts";
import { planted } from "./world.ts";

const run = promisify(execFile);
const curl = ["/usr/bin/curl", "/usr/local/bin/curl"].find((path) => existsSync(path));

/** From now on `window.copied` has what was copied: the system's own clipboard belongs to whoever runs this. */
async function watchClipboard(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(
    "window.copied = []; navigator.clipboard.writeText = async (text) => void window.copied.push(text)",
  );
  return async () => (await page.evaluate("window.copied")) as readonly string[];
}

function expectNoSecret(texts: readonly string[]): void {
  for (const secret of Object.values(planted)) expect(texts.join("\n")).not.toContain(secret);
}

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });

  test("every button that copies something of a delivery copies it without secrets", async () => {
    const { world, open } = stage();
    const { page, view } = await open("/webhooks");
    const call = world.call("+420601000071");
    call.arrive();
    call.ring();
    await view.getByRole("row", { name: /delivered.*ringing.*crm/ }).click();
    const copied = await watchClipboard(page);
    const detail = page.getByRole("complementary", { name: "Delivery" });
    let pressed = 0;
    for (const tab of ["Request", "Answer", "Call", "Technical"]) {
      await detail.getByRole("tab", { name: tab }).click();
      const buttons = detail.getByRole("tabpanel").getByRole("button", { name: /copy|curl|powershell/i });
      for (const button of await buttons.all()) {
        pressed += 1;
        await button.click();
        await expect.poll(async () => (await copied()).length, { timeout: 15_000 }).toBe(pressed);
      }
    }
    expect(pressed).toBeGreaterThan(5);
    const texts = await copied();
    expectNoSecret(texts);
    expect(texts.filter((text) => text.includes("curl "))).toHaveLength(1);
    call.hangUp();
  });

  test.skipIf(curl === undefined)(
    "the copied command sends the same request once the variables are set",
    async () => {
      const { world, open } = stage();
      const { page, view } = await open("/webhooks");
      const call = world.call("+420601000072", { name: "O'Neill & Söhne $HOME" });
      call.arrive();
      call.ring();
      const from = "420601000072";
      const atCrm = () =>
        world.receiver.requests().filter(({ path, target }) => path === "/crm" && target.includes(from));
      await world.received((path) => path.startsWith("/crm") && path.includes(from));
      await view.getByRole("row", { name: new RegExp(`ringing.*crm.*${from}`) }).click();
      const copied = await watchClipboard(page);
      const detail = page.getByRole("complementary", { name: "Delivery" });
      await detail.getByRole("button", { name: /curl/i }).click();
      await expect.poll(async () => (await copied()).length, { timeout: 15_000 }).toBe(1);
      const [command = ""] = await copied();
      expectNoSecret([command]);
      const variables = /^# Set before: (.*)$/m.exec(command)?.[1]?.split(", ") ?? [];
      expect(variables).toEqual(["WEBHOOK_URL_KEY", "WEBHOOK_AUTHORIZATION"]);
      const env = { WEBHOOK_URL_KEY: planted.query, WEBHOOK_AUTHORIZATION: planted.bearer };
      await run("/bin/sh", ["-c", command], { env: { PATH: "/usr/bin:/bin", ...env }, timeout: 30_000 });
      const [first, again] = atCrm();
      expect(again).toMatchObject({ method: first?.method, target: first?.target, body: first?.body });
      const own = (headers: Readonly<Record<string, unknown>> = {}) =>
        Object.entries(headers).filter(
          // Of the connection, not of the webhook; and signatures hold for minutes only.
          ([name]) =>
            !/^(host|connection|content-length|accept|accept-encoding|keep-alive|user-agent|webhook-(timestamp|signature))$/.test(
              name,
            ),
        );
      expect(Object.fromEntries(own(again?.headers))).toEqual(Object.fromEntries(own(first?.headers)));
      call.hangUp();
    },
  );

  test("the link to a recording and the settings of a draft are copied without secrets", async () => {
    const { world, open } = stage();
    const { page, view, go } = await open("/settings/endpoint.crm");
    const copied = await watchClipboard(page);
    await view.getByText("settings.ini", { exact: true }).click();
    await view.getByRole("textbox", { name: "Text of settings.ini" }).waitFor();
    await go("/settings/program");
    const paths = view.getByRole("button", { name: /^Copy/ });
    await paths.first().waitFor();
    for (const [at, button] of (await paths.all()).entries()) {
      await button.click();
      await expect.poll(async () => (await copied()).length, { timeout: 15_000 }).toBe(at + 1);
    }
    expectNoSecret(await copied());
    // Selected by hand, the file's text has no secret either.
    expect(world.settingsText()).toContain(planted.clientSecret);
  });
});
