/** What the page may use of the browser it runs in (Electron security checklist, 5): a table, default no. */
import type { Session } from "electron";
import { isOwnPage } from "./page/page-address.ts";

/** With the reason for each. */
const granted: ReadonlySet<string> = new Set([
  // The buttons that copy an id, a link or a command.
  "clipboard-sanitized-write",
]);

export function isGranted(permission: string, pageUrl: string): boolean {
  return granted.has(permission) && isOwnPage(pageUrl);
}

type Permitting = Pick<
  Session,
  "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
>;

export function denyPermissions(session: Permitting): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isGranted(permission, contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
}
