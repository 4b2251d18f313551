// A window of the fake Electron and its page's bridge, as the preload script makes it.
import type { DesktopBridge } from "../../../src-shared/contract/desktop-bridge.ts";
import { toEngine, toWindow } from "../../../src-shared/contract/desktop-bridge.ts";
import type { BrowserWindow } from "./ipc-electron-fake.ts";

export function bridgeOf(window: BrowserWindow, frame?: unknown): DesktopBridge {
  const renderer = window.renderer(frame);
  return {
    send: (text) => renderer.send(toEngine, text),
    onMessage(listener) {
      const hear = (_event: unknown, text: unknown) => listener(String(text));
      renderer.on(toWindow, hear);
      return () => void renderer.removeListener(toWindow, hear);
    },
    facts: { platform: "linux" },
  };
}
