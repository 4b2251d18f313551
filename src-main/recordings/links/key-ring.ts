/**
 * The keys of links while the program runs: read once, and anew when somebody else, such as the command line,
 * has changed the file, so that a key that leaked is out of use without a restart.
 */
import { readFileSync, statSync } from "node:fs";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { keysIn, linkKeysPath, loadLinkKeys, rotateLinkKeys } from "./link-keys.ts";
import type { LinkKeyRing, LinkKeys } from "./types.ts";

export interface LinkKeyRingOptions {
  readonly dataFolder: string;
  /** Fills 32 bytes. */
  readonly random: (bytes: Uint8Array) => void;
  readonly clock: Pick<Clock, "nowMs">;
  readonly log: Logger;
}

export type LinkKeyRingStart =
  | { readonly ok: true; readonly ring: LinkKeyRing }
  | { readonly ok: false; readonly sentence: string };

const dayMs = 86_400_000;
/** Looking at a file takes some microseconds, and links may be asked for thousands of times a second. */
const lookEveryMs = 1000;

export async function openLinkKeyRing(options: LinkKeyRingOptions): Promise<LinkKeyRingStart> {
  const { dataFolder, random, clock, log } = options;
  const path = linkKeysPath(dataFolder);
  const first = await loadLinkKeys(dataFolder, random);
  if (!first.ok) return first;
  let keys: LinkKeys = first.keys;
  let seen = stampOf(path);
  let lookedAtMs = clock.nowMs();

  /** What cannot be read leaves the keys as they are: links must not break by a file that is being written. */
  function lookAgain(): void {
    const stamp = stampOf(path);
    if (stamp === seen) return;
    seen = stamp;
    const answer = readAgain(path);
    if (answer?.ok === true) keys = answer.keys;
    else log.warn("The keys of links to recordings changed and cannot be read; those before stay in use.");
  }

  return {
    ok: true,
    ring: {
      keys() {
        const nowMs = clock.nowMs();
        if (Math.abs(nowMs - lookedAtMs) >= lookEveryMs) {
          lookedAtMs = nowMs;
          lookAgain();
        }
        return keys;
      },
      async rotate(previousDays) {
        const untilMs = previousDays === 0 ? 0 : clock.nowMs() + previousDays * dayMs;
        const answer = await rotateLinkKeys(dataFolder, random, untilMs);
        if (!answer.ok) return answer;
        keys = answer.keys;
        seen = stampOf(path);
        log.info("Links to recordings are signed with a new key.", { previousDays });
        return { ok: true };
      },
    },
  };
}

function readAgain(path: string): ReturnType<typeof keysIn> | undefined {
  try {
    return keysIn(path, readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A file that was replaced has another one, even within the same millisecond. */
function stampOf(path: string): string {
  try {
    const { ino, mtimeNs, size } = statSync(path, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch {
    return "";
  }
}
