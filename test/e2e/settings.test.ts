/** Settings, changed in the window and beside it: the file keeps its comments and secrets, and nobody overwrites anybody. */
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { until } from "../integration/service-process.ts";
import { surfaces, useStage } from "./stage.ts";
import { expectAccessible } from "./window.ts";
import { planted } from "./world.ts";

/** The desktop program's key store, which is a fake, seals every secret of the file as soon as something is saved. */
function unsealed(text: string): string {
  return text.replaceAll(/sealed:(\S+)/g, (_, sealed: string) =>
    [...Buffer.from(sealed, "base64").toString().slice("v11".length)].toReversed().join(""),
  );
}

describe.each(surfaces)("%s", (surface) => {
  const stage = useStage({ surface });
  const fixture = (name: string) => resolve(import.meta.dirname, "../fixtures/import", name);

  test("a saved value is in the file, with every comment where it was and every secret as it was", async () => {
    const { world, open } = stage();
    const before = world.settingsText();
    const { view, page } = await open("/settings/endpoint.crm/timeout_s");
    const field = view.getByLabel("Answer within");
    expect(await view.getByRole("region", { name: "Unsaved changes" }).count()).toBe(0);
    await field.fill("21");
    const bar = view.getByRole("region", { name: "Unsaved changes" });
    await bar.getByText("timeout_s").waitFor();
    expect(world.settingsText()).toBe(before);
    await bar.getByRole("button", { name: /^Save/ }).click();
    await page.getByText("Saved and in force.").first().waitFor();
    expect(unsealed(world.settingsText())).toBe(
      before.replace("timeout_s = 15 ; as agreed", "timeout_s = 21 ; as agreed"),
    );
    expect(world.settingsText().includes(planted.bearer)).toBe(surface === "browser");
    await field.fill("22");
    await bar.waitFor();
    await field.fill("21");
    await bar.waitFor({ state: "detached" });
  });

  test("a mistake is named at its field and keeps Save from writing", async () => {
    const { world, open } = stage();
    const before = world.settingsText();
    const { view } = await open("/settings/endpoint.crm/timeout_s");
    await view.getByLabel("Answer within").fill("soon");
    await view.getByLabel("Answer within").blur();
    const bar = view.getByRole("region", { name: "Unsaved changes" });
    await bar.getByText(/1 mistake must be mended first/).waitFor();
    await bar.getByRole("button", { name: /^Save/ }).click();
    expect(await view.getByLabel("Answer within").getAttribute("aria-invalid")).toBe("true");
    expect(world.settingsText()).toBe(before);
    await bar.getByRole("button", { name: "Discard" }).click();
    await bar.waitFor({ state: "detached" });
  });

  test("a file edited by hand meanwhile: both values are shown, and the chosen one is saved", async () => {
    const { world, open } = stage();
    const { view, page } = await open("/settings/endpoint.desk/retry_for_h");
    await view.getByLabel("Retry for").fill("48");
    await view.getByLabel("Retry for").blur();
    world.editSettings((text) => text.replace("dialect = native", "dialect = native\nretry_for_h = 24"));
    await page.getByRole("button", { name: "Compare" }).click();
    const dialog = page.getByRole("dialog", { name: "Changed here and outside" });
    await dialog.getByLabel(/^yours: 48/).waitFor();
    await dialog.getByLabel(/^the file: 24/).check();
    await dialog.getByRole("button", { name: "Use these" }).click();
    await view.getByRole("region", { name: "Unsaved changes" }).waitFor({ state: "detached" });
    expect(await view.getByLabel("Retry for").inputValue()).toBe("24");
  });

  test("a secret can be replaced and is never seen again", async () => {
    const { world, open } = stage();
    const { view, page } = await open("/settings/endpoint.crm");
    await view.getByRole("button", { name: "Replace: Signing secret" }).click();
    const fresh = `whsec_${Buffer.from("another-signing-secret-of-24").toString("base64")}`;
    await view.getByLabel(/^Signing secret/).fill(fresh);
    await view
      .getByRole("region", { name: "Unsaved changes" })
      .getByRole("button", { name: /^Save/ })
      .click();
    await page.getByText("Saved and in force.").first().waitFor();
    await until(
      () => (unsealed(world.settingsText()).includes(fresh) ? true : undefined),
      () => "the new secret is not in the file",
    );
    const held =
      "[...document.querySelectorAll('input,textarea')].map((field) => field.value).join() + document.documentElement.outerHTML";
    expect(String(await page.evaluate(held))).not.toContain(fresh);
    await view.getByText("settings.ini", { exact: true }).click();
    const text = view.getByRole("textbox", { name: "Text of settings.ini" });
    await expect.poll(() => text.inputValue()).toContain("secret = ***");
    expect(await text.inputValue()).not.toContain(fresh);
  });

  test("files of another product show what becomes of each key before anything is written", async () => {
    const { world, open } = stage();
    const before = world.settingsText();
    const { view, page } = await open("/settings");
    await view.getByRole("button", { name: "Import…" }).click();
    const dialog = page.getByRole("dialog", { name: "Import settings of another product" });
    await dialog
      .locator("input[type=file]")
      .setInputFiles([fixture("WebhooksApi.ini"), fixture("Users.csv")]);
    await dialog.getByText(/Nothing is written before you save/).waitFor();
    await dialog.getByText(/^Taken over \(\d+\)$/).waitFor();
    expect(await dialog.getByRole("row").count()).toBeGreaterThan(3);
    await expectAccessible(page, "import");
    await dialog.getByRole("button", { name: /Put \d+ values? into the form/ }).click();
    const bar = view.getByRole("region", { name: "Unsaved changes" });
    await bar.waitFor();
    expect(world.settingsText()).toBe(before);
    await bar.getByRole("button", { name: "Discard" }).click();
    await bar.waitFor({ state: "detached" });
  });
});
