/** The window's page: finds its way to the engine and shows what it hears. */
import "./no-code-at-run-time.ts";
import "@mantine/core/styles.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { createRoot } from "react-dom/client";
import type { DesktopBridge } from "../src-shared/contract/desktop-bridge.ts";
import { contract } from "../src-shared/contract/contract.ts";
import { App } from "./app.tsx";
import { createBrowserClock } from "./client/browser-clock.ts";
import { chooseConnect } from "./client/choose-connect.ts";
import { createClient } from "./client/create-client.ts";
import { createMonitorSession } from "./client/session.ts";
import { watchPage } from "./client/watch-page.ts";
import { signOutOf } from "./shell/sign-out.tsx";
import { createMonitorStore } from "./store/monitor-store.ts";
import { windowVersion } from "./window-version.ts";

declare global {
  interface Window {
    /** Put there by the preload script of the desktop program. */
    readonly desktop?: DesktopBridge;
  }
}

const desktop = window.desktop;
const session = createMonitorSession();
const client = createClient({
  contract,
  connect: chooseConnect({ desktop, session, location }),
  clock: createBrowserClock(),
  version: windowVersion,
});
const connection = createMonitorStore(client, {
  nowMs: () => Date.now(),
  frame: (run) => requestAnimationFrame(run),
});
watchPage(window, client);
client.start();

const place = document.getElementById("app");
if (place !== null) {
  createRoot(place).render(
    <App
      client={client}
      connection={connection}
      login={(password) => session.login(password)}
      {...(desktop === undefined ? { signOut: signOutOf(session) } : {})}
      host={location.host}
      desktop={desktop !== undefined}
    />,
  );
}
