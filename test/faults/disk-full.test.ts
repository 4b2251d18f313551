/** A disk that really is full: a small file system in memory, which only root may mount. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { createDurableOutbox } from "../../src-main/store/queue/durable-outbox.ts";
import type { StoreAlarm } from "../../src-main/store/types.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { accepted } from "../unit/store/outbox-conformance.ts";
import { allFaults } from "./selection.ts";

const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
const mounted = allFaults && mount();
if (!mounted) rmSync(folder, { recursive: true });
const silent = () => undefined;
const log: Logger = { debug: silent, info: silent, warn: silent, error: silent };

/** False where this user or this machine cannot: then the tests below are skipped, visibly. */
function mount(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.skipIf(!mounted)("a small disk (needs the right to mount; run by npm run test:faults)", () => {
  const filler = join(folder, "filler");
  const path = join(folder, "queue.db");
  let alarms: StoreAlarm[] = [];

  async function open() {
    const started = await createDurableOutbox({
      path,
      durability: "full",
      clock: createRealClock(),
      log,
      onAlarm: (alarm) => alarms.push(alarm),
    });
    if (!started.ok) throw new Error(started.sentence);
    return started.outbox;
  }

  /** Takes every byte that is left. */
  function fill(): void {
    for (let size = 1 << 20; size >= 512; size = size >> 1) {
      for (let room = true; room; ) {
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        } catch {
          room = false;
        }
      }
    }
  }

  beforeEach(() => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    alarms = [];
  });
  afterAll(() => {
    execFileSync("umount", [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps acceptance open, alarms at once, and loses nothing when there is room again", async () => {
    const outbox = await open();
    await outbox.accept([accepted("before", "a", 1, ["crm"])]);
    fill();
    const kept: string[] = [];
    const accepts = Array.from({ length: 300 }, async (_, index) => {
      await outbox.accept([accepted(`e${index}`, "a", index + 2, ["crm", "mirror"])]);
      kept.push(`e${index}`);
    });
    await until(() => alarms.length > 0);
    expect(alarms).toMatchObject([{ kind: "disk-full", state: "raised" }]);
    const keptWhileFull = kept.length;
    expect(keptWhileFull).toBeLessThan(300);

    rmSync(filler);
    await Promise.all(accepts);
    expect(alarms.at(-1)).toMatchObject({ kind: "disk-full", state: "cleared" });
    // Not closed: what was accepted must be there after a crash, too.
    const again = await open();
    const { events } = await again.loadPending();
    expect(events.map(({ id }) => id)).toEqual(["before", ...Array.from({ length: 300 }, (_, n) => `e${n}`)]);
    await again.close();
    await outbox.close();
  });

  it("can be opened and emptied when the disk is full already", async () => {
    const first = await open();
    await first.accept(
      Array.from({ length: 300 }, (_, n) => accepted(`e${n}`, "a", n + 1, ["crm", "mirror"])),
    );
    await first.close();
    const outbox = await open();
    fill();
    expect((await outbox.loadPending()).events).toHaveLength(300);
    await outbox.close();
    rmSync(filler);
    const again = await open();
    expect((await again.loadPending()).events).toHaveLength(300);
    await again.close();
  });

  it("says so when the disk may only be read", async () => {
    execFileSync("mount", ["-o", "remount,ro", folder]);
    try {
      const refused = /^The file .* cannot be written \(EROFS.*Let this user write to it and its folder/;
      await expect(open()).rejects.toThrow(refused);
    } finally {
      execFileSync("mount", ["-o", "remount,rw", folder]);
    }
  });

  it("says so when there is no room to begin with", async () => {
    fill();
    const started = await createDurableOutbox({
      path,
      durability: "full",
      clock: createRealClock(),
      log,
      onAlarm: silent,
    });
    expect(started.ok ? "" : started.sentence).toMatch(
      /^There is no room on the disk for .* Free some space/,
    );
    rmSync(filler);
  });
});
