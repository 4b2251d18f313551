/** What the desktop program's window may ask its main process, and what it hears. */
import type { HealthReport } from "./health.ts";

/** `failed`: the engine did not start; `reason` says why in sentences, several lines where needed. */
export type DesktopState =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly health: HealthReport }
  | { readonly kind: "failed"; readonly reason: string };

/** Where the main process answers it. */
export const desktopStateChannel = "desktop:state";
