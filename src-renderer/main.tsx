/** The window's page: shows what the main process says about the engine. */
import { createRoot } from "react-dom/client";
import type { DesktopBridge } from "../src-shared/contract/desktop-state.ts";
import { StateView } from "./state-view.tsx";

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly desktop: DesktopBridge;
  }
}

const place = document.getElementById("app");
if (place !== null) createRoot(place).render(<StateView desktop={window.desktop} />);
