/** A second start shows the first one's window instead of running twice. */
import { app } from "electron";

/** False when another instance runs: quit then. */
export function allowOneInstance(show: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on("second-instance", show);
  return true;
}
