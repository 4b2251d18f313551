/** Changing the key of links from outside the running program, with what the administrator reads then. */
import { rotateLinkKeys } from "./link-keys.ts";

export interface RotateLinkKeyOptions {
  readonly dataFolder: string;
  /** Days that links which were sent so far go on working; 0: they stop at once. */
  readonly previousDays: number;
  readonly nowMs: number;
  /** Fills 32 bytes. */
  readonly random: (bytes: Uint8Array) => void;
  /** `[recordings] link`. */
  readonly link: "signed" | "open";
}

const dayMs = 86_400_000;

/** A running program takes the new key over by itself. Never rejects; `sentence` says what is now, or what to do. */
export async function rotateLinkKey(
  options: RotateLinkKeyOptions,
): Promise<{ readonly ok: boolean; readonly sentence: string }> {
  const { dataFolder, previousDays, nowMs, random, link } = options;
  const untilMs = previousDays === 0 ? 0 : nowMs + previousDays * dayMs;
  const answer = await rotateLinkKeys(dataFolder, random, untilMs);
  if (!answer.ok) return answer;
  const open =
    link === "open"
      ? ' Links are open now: a key protects them only with "link = signed" in [recordings].'
      : "";
  const days = previousDays === 1 ? "one more day" : `${previousDays} more days`;
  const before =
    previousDays === 0
      ? "All links that were sent so far have stopped working, those on their way to receivers included."
      : `Links that were sent so far work for ${days}.`;
  return {
    ok: true,
    sentence: `Links to recordings are signed with a new key from now on. ${before}${open}`,
  };
}
