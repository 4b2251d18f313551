/**
 * Newer versions by electron-updater. What it verifies: on all systems the SHA-512 that the list of versions has for
 * the file; on Windows the publisher of its signature, too (when the packages are signed); on macOS the system
 * itself, which installs only what the same developer has signed.
 */
import type { AppUpdater } from "electron-updater";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { UpdaterPort } from "./updater-port.ts";

/** The part of it that is used; a test brings one of its own. */
export type UpdaterLike = Pick<
  AppUpdater,
  | "autoDownload"
  | "autoInstallOnAppQuit"
  | "allowDowngrade"
  | "disableWebInstaller"
  | "logger"
  | "checkForUpdates"
  | "downloadUpdate"
  | "quitAndInstall"
> & {
  on(event: "download-progress", listener: (progress: { readonly percent: number }) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
};

export function electronUpdaterPort(updater: UpdaterLike, log: Logger): UpdaterPort {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  updater.logger = {
    info: (message: unknown) => log.debug(String(message)),
    warn: (message: unknown) => log.debug(String(message)),
    error: (message: unknown) => log.debug(String(message)),
  };
  let tell: (percent: number) => void = () => {};
  updater.on("download-progress", ({ percent }) => tell(percent));
  // Whoever asked gets the same as a rejection; without a listener it would end the program.
  updater.on("error", () => {});
  return {
    async check() {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
    async download(onPercent) {
      tell = onPercent;
      await updater.downloadUpdate();
    },
    // Silently, since everything was asked before; and the new version starts.
    install: () => updater.quitAndInstall(true, true),
  };
}
