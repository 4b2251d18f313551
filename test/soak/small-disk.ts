/** A disk that can be filled: a small file system in memory, which only root on Linux may mount. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Room for what a service writes in many hours; `fill` takes what is left of it, in memory. */
const sizeMb = 256;

export interface SmallDisk {
  /** False where this user or machine cannot: then this trouble is left out. */
  readonly canBeFilled: boolean;
  /** Takes every byte that is left. */
  fill(): void;
  empty(): void;
  /** Brings what is on it to `kept` beside it, for a later run, and unmounts it. */
  remove(): void;
}

export function createSmallDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const filler = join(folder, "filler");
  const kept = `${folder}-kept`;
  // What a run that was killed left mounted is newer than what one before it brought here.
  const isLeft = mounts().includes(` ${folder} `);
  const canBeFilled = isLeft || mount(folder);
  if (isLeft) rmSync(filler, { force: true });
  else if (existsSync(kept)) cpSync(kept, folder, { recursive: true });

  return {
    canBeFilled,
    fill() {
      for (let size = 1 << 20; size >= 512; size = size >> 1) {
        for (let room = true; room; ) {
          try {
            writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
          } catch {
            room = false;
          }
        }
      }
    },
    empty: () => rmSync(filler, { force: true }),
    remove() {
      rmSync(filler, { force: true });
      if (!canBeFilled) return;
      rmSync(kept, { recursive: true, force: true });
      cpSync(folder, kept, { recursive: true });
      execFileSync("umount", [folder]);
    },
  };
}

function mount(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m,mode=700`, "tmpfs", folder], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

function mounts(): string {
  try {
    return readFileSync("/proc/mounts", "utf8");
  } catch {
    return "";
  }
}
