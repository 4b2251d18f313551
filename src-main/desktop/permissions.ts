/** The page needs no permission of any kind (Electron security checklist, 5). */
import { session } from "electron";

export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
