// Newer versions in the window: told calmly, and fetched or installed only by a person's word on the desktop.
import { screen, within } from "@testing-library/react";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { forgetDraft } from "../../../../../src-renderer/views/settings/draft-store.ts";
import type { UpdateView } from "../../../../../src-shared/contract/update-view.ts";
import { aQuietSnapshot } from "../../fixtures.ts";
import { findings, open } from "./open-settings.ts";

beforeEach(forgetDraft);

const version = "0.2.0";

function running(kind: "desktop" | "service", update: Partial<UpdateView>) {
  const quiet = aQuietSnapshot();
  const view: UpdateView = { state: "newer", version, sentence: "", ...update };
  return { ...quiet, program: { ...quiet.program, kind, update: view } };
}

/** As the preload script of the desktop program leaves it, and what the page asks it. */
function onDesktop(): string[] {
  const asked: string[] = [];
  const program = { engine: "running", keyring: true, services: [] };
  vi.stubGlobal("desktop", {});
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    if (init.method === "POST") asked.push(String(init.body));
    return new Response(JSON.stringify(path === "/desktop/state" ? program : { sentence: "", program }));
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return asked;
}

test.each([
  [{ state: "off", version: "" }, /Nobody is asked for newer versions/],
  [{ state: "current", version: "" }, /This version is the newest/],
  [{ state: "newer" }, /Version 0.2.0 is there.*Install it as this one/],
  [{ state: "unknown", version: "", sentence: "Not asked yet." }, /Not asked yet/],
] as const)("a service says %j, and offers no button", async (update, says) => {
  await open("/program", { snapshot: running("service", update) });
  const line = screen.getByRole("heading", { name: "Newer versions" }).nextElementSibling;
  expect(line?.textContent).toMatch(says);
  expect(screen.queryByRole("button", { name: /Fetch|Install and/ })).toBeNull();
});

test("without an address, it leads to the key", async () => {
  const { user } = await open("/program", { snapshot: running("service", { state: "off", version: "" }) });
  await user.click(screen.getByRole("button", { name: "Set update_url" }));
  expect(location.hash).toBe("#/settings/server/update_url");
});

test.each([
  [{ state: "newer" }, "Fetch it…"],
  [{ state: "ready" }, "Install and restart…"],
  [{ state: "failed" }, "Try again…"],
] as const)("the desktop program with %j offers: %s", async (update, name) => {
  const asked = onDesktop();
  const { user } = await open("/program", { snapshot: running("desktop", update) });
  await user.click(screen.getByRole("button", { name }));
  expect(asked).toEqual(['{"kind":"update"}']);
});

test.each([
  [{ state: "downloading", percent: 40 }, "Version 0.2.0 wird geladen: 40 %."],
  [{ state: "waiting" }, "Version 0.2.0 wird nach dem letzten Gespräch installiert."],
  [{ state: "installing" }, "Version 0.2.0 wird installiert."],
] as const)("while %j there is nothing to do, in German, too", async (update, says) => {
  onDesktop();
  await open("/program", { snapshot: running("desktop", update), language: "de" });
  expect(screen.getByRole("heading", { name: "Neuere Versionen" }).nextElementSibling?.textContent).toBe(
    says,
  );
  expect(screen.queryByRole("button", { name: /Laden…|Installieren und/ })).toBeNull();
});

test("a newer one is a calm line at the edge that leads there, and no problem", async () => {
  const { draw, client } = await open("/pbx", { snapshot: running("service", {}) });
  const rail = within(screen.getByRole("navigation", { name: "Views" }));
  expect(rail.getByRole("link", { name: "Version 0.2.0 is there" }).getAttribute("href")).toBe(
    "#/settings/program",
  );
  expect(rail.getByRole("link", { name: /Settings.*Version 0.2.0 is there/ })).toBeDefined();
  expect(screen.queryByRole("region", { name: "Worst problem" })).toBeNull();
  expect(await findings()).toEqual([]);
  await draw(() => client.push("program", running("service", { state: "waiting" }).program));
  expect(rail.queryByText("Version 0.2.0 is there")).toBeNull();
});
