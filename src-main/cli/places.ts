/**
 * Which settings file and data folder a command means: those named, else those of the installed service
 * (its start script names them in the environment), else the usual ones of this system.
 */
import { join, resolve } from "node:path";
import { defaultDataFolder, type Surroundings } from "../store/default-data-folder.ts";

export interface Places {
  readonly settingsPath: string;
  /** Somebody named the file: without it nothing goes on. */
  readonly settingsNamed: boolean;
  readonly dataPath: string;
}

export interface NamedPlaces {
  readonly settings?: string | undefined;
  readonly data?: string | undefined;
}

/** Set by packages. Not of the kind WEBHOOK_…, which are settings. */
export const placeVariables = { settings: "CXWEBHOOK_SETTINGS", data: "CXWEBHOOK_DATA" } as const;

export function placesOf(named: NamedPlaces, around: Surroundings): Places {
  const given = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text);
  const settings = given(named.settings) ?? given(around.env[placeVariables.settings]);
  const data = given(named.data) ?? given(around.env[placeVariables.data]) ?? defaultDataFolder(around);
  return {
    settingsPath: resolve(settings ?? join(data, "settings.ini")),
    settingsNamed: settings !== undefined,
    dataPath: resolve(data),
  };
}
