// Over Electron's messages, with a fake Electron between the real transport and the real window's channel.
import { vi } from "vitest";
import { createIpcChannel } from "../../src-renderer/client/ipc-channel.ts";
import { BrowserWindow } from "../unit/desktop/ipc-electron-fake.ts";
import { bridgeOf } from "../unit/desktop/ipc-window.ts";
import { describeConformance } from "./conformance.ts";

vi.mock("electron", () => import("../unit/desktop/ipc-electron-fake.ts"));
const { listenForWindows } = await import("../../src-main/desktop/ipc-transport.ts");

describeConformance("Electron", async (accept) => {
  const stop = listenForWindows({
    isOwnPage: (url) => url.startsWith("app://window/"),
    accept,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    connect: () => createIpcChannel(bridgeOf(new BrowserWindow())),
    close: async () => stop(),
  };
});
