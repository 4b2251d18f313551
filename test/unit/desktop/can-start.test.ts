import { expect, test } from "vitest";
import { cannotStart } from "../../../src-main/desktop/can-start.ts";

test("without Electron's program it is named together with what works instead", () => {
  const reason = cannotStart({ platform: "win32", env: {}, hasElectron: false });
  expect(reason).toMatch(/install-electron.*npm run demo.*npm run service/);
});

test("Linux needs a display, other systems have one", () => {
  expect(cannotStart({ platform: "linux", env: {}, hasElectron: true })).toContain("no display");
  expect(cannotStart({ platform: "linux", env: { DISPLAY: "" }, hasElectron: true })).toContain("no display");
  expect(cannotStart({ platform: "linux", env: { DISPLAY: ":0" }, hasElectron: true })).toBeUndefined();
  expect(
    cannotStart({ platform: "linux", env: { WAYLAND_DISPLAY: "wayland-0" }, hasElectron: true }),
  ).toBeUndefined();
  expect(cannotStart({ platform: "win32", env: {}, hasElectron: true })).toBeUndefined();
});
