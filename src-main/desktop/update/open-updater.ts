/** electron-updater, where it can do something: in an installed program that was made with an address of updates. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import electronUpdater from "electron-updater";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { electronUpdaterPort } from "./electron-updater-port.ts";
import type { UpdaterPort } from "./updater-port.ts";

export interface UpdaterPlace {
  readonly isPackaged: boolean;
  /** `process.resourcesPath`, which only Electron has. */
  readonly resources: string | undefined;
}

/** `undefined`: nobody can update this program but by installing it anew. */
export function openUpdater({ isPackaged, resources }: UpdaterPlace, log: Logger): UpdaterPort | undefined {
  // Written by the packager when it is given an address (`npm run dist -- --updates …`).
  if (!isPackaged || resources === undefined || !existsSync(join(resources, "app-update.yml")))
    return undefined;
  return electronUpdaterPort(electronUpdater.autoUpdater, log);
}
