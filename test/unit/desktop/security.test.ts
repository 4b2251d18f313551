// What the page may do is decided in a few lines that are easy to lose in a change: each is held here.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, vi } from "vitest";
import * as electron from "./electron-fake.ts";

vi.mock("electron", () => import("./electron-fake.ts"));

const { createStateWindow } = await import("../../../src-main/desktop/state-window.ts");
const { answerState } = await import("../../../src-main/desktop/state-ipc.ts");
const { denyPermissions } = await import("../../../src-main/desktop/permissions.ts");

function openWindow(): electron.BrowserWindow {
  createStateWindow().show();
  return electron.BrowserWindow.all.at(-1)!;
}

test("the page is isolated, sandboxed and without Node", () => {
  expect(openWindow().options.webPreferences).toMatchObject({
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
  });
});

test("the page opens no window and goes nowhere else", () => {
  const { webContents } = openWindow();
  expect(webContents.openHandler?.({ url: "https://example.com" })).toEqual({ action: "deny" });
  const preventDefault = vi.fn();
  webContents.emit("will-navigate", { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});

test("one window is shown again instead of a second, and made anew after it was closed", () => {
  const before = electron.BrowserWindow.all.length;
  const window = createStateWindow();
  window.show();
  window.show();
  expect(electron.BrowserWindow.all.length).toBe(before + 1);
  electron.BrowserWindow.all.at(-1)!.emit("closed");
  window.show();
  expect(electron.BrowserWindow.all.length).toBe(before + 2);
});

test("only the main frame of the program's own window gets an answer", () => {
  answerState(() => ({ kind: "starting" }));
  const ask = electron.handlers.get("desktop:state")!;
  const { webContents } = openWindow();
  expect(ask({ sender: webContents, senderFrame: webContents.mainFrame })).toEqual({ kind: "starting" });
  expect(() => ask({ sender: webContents, senderFrame: {} })).toThrow("own window");
  expect(() => ask({ sender: {}, senderFrame: null })).toThrow("own window");
});

test("every permission is denied", () => {
  denyPermissions();
  const answer = vi.fn();
  electron.permissions.request?.({}, "media", answer);
  expect(answer).toHaveBeenCalledWith(false);
  expect(electron.permissions.check?.({}, "media")).toBe(false);
});

test("the page's policy starts from nothing and allows no inline script", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../src-renderer/index.html"), "utf8");
  const policy = /content="(default-src[^"]+)"/.exec(page)?.[1] ?? "";
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(policy).not.toContain("unsafe");
});
