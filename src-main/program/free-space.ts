/** How much room is left on a disk, looked at every half minute: a full disk shall not come as a surprise. */
import { statfs } from "node:fs/promises";
import type { Clock } from "../../src-shared/ports/clock.ts";

export interface FreeSpace {
  /** As last seen; `undefined` when it cannot be known. */
  bytes(): number | undefined;
  stop(): void;
}

const lookEveryMs = 30_000;

export function watchFreeSpace(path: string, clock: Clock): FreeSpace {
  let bytes: number | undefined;
  let cancel = () => {};
  let stopped = false;

  async function look(): Promise<void> {
    try {
      const { bavail, bsize } = await statfs(path);
      bytes = bavail * bsize;
    } catch {
      bytes = undefined;
    }
    if (!stopped) cancel = clock.after(lookEveryMs, () => void look());
  }

  void look();
  return {
    bytes: () => bytes,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
