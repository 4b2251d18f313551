// Which pages reach the engine, and what becomes of their lines.
import { expect, onTestFinished, test, vi } from "vitest";
import { toEngine } from "../../../src-shared/contract/desktop-bridge.ts";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../../src-shared/rpc/close-reason.ts";
import { createIpcChannel } from "../../../src-renderer/client/ipc-channel.ts";
import { createLogBook } from "../../contract/small-contract.ts";
import { BrowserWindow, exposed, ipcMain, loading, ownPage } from "./ipc-electron-fake.ts";
import { bridgeOf } from "./ipc-window.ts";

vi.mock("electron", () => import("./ipc-electron-fake.ts"));
const { listenForWindows } = await import("../../../src-main/desktop/ipc-transport.ts");

function listen() {
  const channels: Channel[] = [];
  const heard: string[] = [];
  const closed: CloseReason[] = [];
  const log = createLogBook();
  const stop = listenForWindows({
    isOwnPage: (url) => url.startsWith("app://window/"),
    accept(channel) {
      channels.push(channel);
      channel.onMessage((text) => heard.push(text));
      channel.onClose((reason) => closed.push(reason));
    },
    log,
  });
  onTestFinished(stop);
  return { channels, heard, closed, log, stop };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test.each([
  ["a frame inside the page", () => bridgeOf(new BrowserWindow(), { url: ownPage })],
  ["a frame that is gone", () => bridgeOf(new BrowserWindow(), null)],
  ["a foreign page in the window", () => bridgeOf(new BrowserWindow("https://evil.example/app://window/"))],
])("%s reaches nobody", async (_name, bridge) => {
  const { channels, log } = listen();
  createIpcChannel(bridge()).send("hello");
  await settle();
  expect(channels).toEqual([]);
  expect(log.lines.join()).toContain("not this program's own");
});

test("what is no window of this program reaches nobody", async () => {
  const { channels } = listen();
  const window = new BrowserWindow();
  BrowserWindow.all.delete(window);
  createIpcChannel(bridgeOf(window));
  await settle();
  expect(channels).toEqual([]);
});

test("a page that is loaded again gets a new line; late texts of the old one do not reach it", async () => {
  const { channels, closed, heard } = listen();
  const window = new BrowserWindow();
  const got: string[] = [];
  createIpcChannel(bridgeOf(window)).onMessage((text) => got.push(`old ${text}`));
  await settle();
  channels[0]?.send("late");
  window.webContents.toPage.removeAllListeners();
  const fresh = createIpcChannel(bridgeOf(window));
  fresh.onMessage((text) => got.push(`new ${text}`));
  fresh.send("here again");
  await settle();
  channels[0]?.send("to nobody");
  channels[1]?.send("welcome");
  await settle();
  expect(closed).toEqual(["lost"]);
  expect(heard).toEqual(["here again"]);
  expect(got).toEqual(["new welcome"]);
});

test("a closed window and a crashed page end their line; nothing is sent to them any more", async () => {
  const { channels, closed } = listen();
  const [first, second] = [new BrowserWindow(), new BrowserWindow()];
  createIpcChannel(bridgeOf(first));
  createIpcChannel(bridgeOf(second));
  await settle();
  first.close();
  second.webContents.emit("render-process-gone", {}, { reason: "crashed" });
  expect(closed).toEqual(["lost", "lost"]);
  for (const channel of channels) channel.send("anybody?");
});

test("what is no text ends the line", async () => {
  const { closed } = listen();
  const window = new BrowserWindow();
  const channel = createIpcChannel(bridgeOf(window));
  await settle();
  window.renderer().send(toEngine, { kind: "hello" });
  await settle();
  expect(closed).toEqual(["malformed"]);
  const reasons: string[] = [];
  channel.onClose((reason) => reasons.push(reason));
  expect(reasons).toEqual(["malformed"]);
});

test("stopping ends every line and listens to nobody", async () => {
  const { closed, stop, channels } = listen();
  createIpcChannel(bridgeOf(new BrowserWindow()));
  await settle();
  stop();
  createIpcChannel(bridgeOf(new BrowserWindow()));
  await settle();
  expect([closed, channels.length, ipcMain.listenerCount(toEngine)]).toEqual([["stopping"], 1, 0]);
});

test("the preload script gives the page texts in both directions, and nothing of Electron", async () => {
  const { heard, channels } = listen();
  loading.window = new BrowserWindow();
  await import("../../../src-main/desktop/preload.ts");
  expect(Object.keys(exposed)).toEqual(["desktop"]);
  const bridge = exposed["desktop"] as ReturnType<typeof bridgeOf>;
  expect(Object.keys(bridge)).toEqual(["send", "onMessage", "facts"]);
  expect(bridge.facts).toEqual({ platform: process.platform });
  const seen: unknown[][] = [];
  const stop = bridge.onMessage((...args) => seen.push(args));
  bridge.send("open");
  bridge.send("text");
  await settle();
  channels[0]?.send("answer");
  await settle();
  stop();
  channels[0]?.send("unheard");
  await settle();
  expect(heard).toEqual(["text"]);
  expect(seen).toEqual([["opened"], ["answer"]]);
});
