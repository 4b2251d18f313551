/** Opening at login: Windows and macOS have a setting for it, Linux desktops a file in the user's autostart folder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { app } from "electron";
import { codeOf } from "../../src-shared/thrown.ts";
import { autostartFile } from "./autostart-file.ts";

export interface LoginItem {
  readonly isOn: () => boolean;
  /** A sentence when it did not work. */
  readonly set: (on: boolean) => string | undefined;
}

/** Where the program starts hidden in the tray; a person who starts it wants to see it. */
export const hiddenArgument = "--hidden";

export function createLoginItem(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): LoginItem {
  return platform === "win32" || platform === "darwin" ? ofSystem() : ofAutostart(env);
}

function ofSystem(): LoginItem {
  const args = [hiddenArgument];
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on, args });
      return app.getLoginItemSettings({ args }).openAtLogin === on
        ? undefined
        : "the system did not take it over; look at its list of programs that open at login";
    },
  };
}

function ofAutostart(env: Readonly<Record<string, string | undefined>>): LoginItem {
  const configFolder = env["XDG_CONFIG_HOME"] || join(homedir(), ".config");
  const file = join(configFolder, "autostart", "3cx-webhook.desktop");
  return {
    isOn() {
      try {
        return !/^Hidden\s*=\s*true\s*$/im.test(readFileSync(file, "utf8"));
      } catch {
        return false;
      }
    },
    set(on) {
      try {
        if (!on) rmSync(file, { force: true });
        else {
          mkdirSync(dirname(file), { recursive: true });
          // An AppImage is unpacked to another place at each start.
          writeFileSync(file, autostartFile([env["APPIMAGE"] ?? app.getPath("exe"), hiddenArgument]));
        }
        return undefined;
      } catch (error) {
        return `the file ${file} cannot be changed (${codeOf(error) || String(error)})`;
      }
    },
  };
}
