/**
 * Looks every few seconds whether the recordings folder is still there and still the same: the system's hints end
 * without a word when it goes, and a share that is not mounted leaves another, empty folder in its place.
 */
import { lstat } from "node:fs/promises";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import { codeOf } from "../../../../src-shared/thrown.ts";
import type { Work } from "../work.ts";

export interface RootLookOptions {
  readonly root: string;
  readonly clock: Clock;
  readonly work: Work;
  /** Some network shares give a folder another number each time they are asked. */
  readonly isShare: () => boolean;
  /** It has gone, come back, or is another one. */
  readonly onChange: () => void;
}

export interface RootLook {
  /** Resolves when it knows how the folder is now. */
  start(): Promise<void>;
  stop(): void;
}

const everyMs = 3000;

export function createRootLook({ root, clock, work, isShare, onChange }: RootLookOptions): RootLook {
  let before = "";
  let stopped = false;
  let cancel = () => {};

  async function identity(): Promise<string> {
    try {
      // Whatever a link leads to.
      const { dev, ino } = await lstat(`${root}/.`);
      return isShare() ? `${dev}` : `${dev} ${ino}`;
    } catch (error) {
      return codeOf(error);
    }
  }

  // One look at a time: on a share that hangs they would pile up.
  const lookLater = (): void => {
    cancel = clock.after(everyMs, () => void work.run(look));
  };

  async function look(): Promise<void> {
    const now = await identity();
    if (stopped) return;
    if (now !== before) onChange();
    before = now;
    lookLater();
  }

  return {
    async start() {
      before = await identity();
      if (!stopped) lookLater();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
