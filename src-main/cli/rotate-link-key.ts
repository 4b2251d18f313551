/** `3cx-webhook rotate-link-key`: links to recordings are signed with a new key from now on. */
import { randomFillSync } from "node:crypto";
import { existsSync } from "node:fs";
import { rotateLinkKeys } from "../recordings/links/link-keys.ts";
import { readRunningNote } from "../running-note.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

export async function rotateLinkKey({ places, print, complain }: CommandWorld): Promise<ExitCode> {
  const { dataPath } = places;
  if (!existsSync(dataPath)) {
    complain(`There is no data folder ${dataPath}. Start the service once, or name the folder with --data.`);
    return 2;
  }
  const rotated = await rotateLinkKeys(dataPath, randomFillSync);
  if (!rotated.ok) {
    complain(rotated.sentence);
    return 1;
  }
  const restart =
    readRunningNote(dataPath).url === undefined
      ? ""
      : " The running service signs with it after a restart (systemctl restart 3cx-webhook).";
  print(
    `There is a new key for links to recordings; those that were sent with the last five stay good.${restart}`,
  );
  return 0;
}
