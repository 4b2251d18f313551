/** The settings for a command that uses them once. */
import type { Settings } from "../../src-shared/settings/settings.ts";
import { createLogger } from "../log.ts";
import { formatMistakes } from "../settings/format-mistakes.ts";
import { createSettingsFile, type SettingsFile } from "../settings/settings-file.ts";
import type { CommandWorld } from "./types.ts";

type Reader = Pick<CommandWorld, "places" | "env" | "clock">;

/** Follows nothing and logs nothing: what `load` and `write` answer says it all. */
export function openSettingsFile({ places, env, clock }: Reader): SettingsFile {
  return createSettingsFile({
    path: places.settingsPath,
    mustExist: places.settingsNamed,
    log: createLogger({ level: "error", output: { write: () => {} } }),
    onSettings: () => {},
    onMistakes: () => {},
    ...{ env, clock },
  });
}

/** `undefined` when they are mistaken; that has been said then. */
export async function usableSettings(world: CommandWorld): Promise<Settings | undefined> {
  const loaded = await openSettingsFile(world).load();
  if (loaded.ok) return loaded.settings;
  world.complain(formatMistakes(loaded.mistakes));
  world.complain(`Correct ${world.places.settingsPath}, then try again.`);
  return undefined;
}
