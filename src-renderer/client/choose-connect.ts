/** Picks the window's way to the engine: the desktop program when the page runs in it, else the web server. */
import type { DesktopBridge } from "../../src-shared/contract/desktop-bridge.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import { monitorPaths } from "../../src-shared/rpc/monitor-session.ts";
import { createIpcChannel } from "./ipc-channel.ts";
import type { MonitorSession } from "./session.ts";
import { createSocketChannel } from "./socket-channel.ts";

export interface Surroundings {
  /** Put there by the preload script. */
  readonly desktop: DesktopBridge | undefined;
  /** For a browser. */
  readonly session: MonitorSession;
  /** Of the page: `https:` and `pbx.example.com:8444`. */
  readonly location: { readonly protocol: string; readonly host: string };
}

/** What `createClient` takes as `connect`. */
export function chooseConnect({ desktop, session, location }: Surroundings): () => Channel {
  if (desktop !== undefined) return () => createIpcChannel(desktop);
  const url = `${location.protocol === "http:" ? "ws:" : "wss:"}//${location.host}${monitorPaths.socket}`;
  return () => createSocketChannel({ open: () => new WebSocket(url), whyNot: session.whyNot });
}
