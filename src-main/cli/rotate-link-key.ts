/** `3cx-webhook rotate-link-key`: links to recordings are signed with a new key from now on. */
import { randomFillSync } from "node:crypto";
import { existsSync } from "node:fs";
import { rotateLinkKey as rotate } from "../recordings/links/rotate-link-key.ts";
import { usableSettings } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

/** `previousDays`: a whole number from 0 on, as typed. */
export async function rotateLinkKey(world: CommandWorld, previousDays: string): Promise<ExitCode> {
  const { dataPath } = world.places;
  if (!/^\d{1,4}$/.test(previousDays)) {
    world.complain(
      "--previous-days must be a whole number of days from 0 to 9999; 0 ends all links at once.",
    );
    return 2;
  }
  const settings = await usableSettings(world);
  if (settings === undefined) return 2;
  if (!existsSync(dataPath)) {
    world.complain(
      `There is no data folder ${dataPath}. Start the service once, or name the folder with --data.`,
    );
    return 2;
  }
  const { ok, sentence } = await rotate({
    dataFolder: dataPath,
    previousDays: Number(previousDays),
    nowMs: world.clock.nowMs(),
    random: randomFillSync,
    link: settings.recordings.link,
  });
  (ok ? world.print : world.complain)(sentence);
  return ok ? 0 : 1;
}
