/** Durable outboxes in folders of their own, closed and removed after each test. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import type { DurableOutbox, DurableOutboxOptions } from "../../../../src-main/store/queue/durable-outbox.ts";
import { createDurableOutbox } from "../../../../src-main/store/queue/durable-outbox.ts";
import type { StoreAlarm } from "../../../../src-main/store/types.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";

export interface QueueFolder {
  readonly path: string;
  readonly alarms: StoreAlarm[];
  readonly lines: string[];
  open(options?: Partial<DurableOutboxOptions>): Promise<DurableOutbox>;
  /** The sentence with which opening is refused. */
  refusal(options?: Partial<DurableOutboxOptions>): Promise<string>;
}

export function useQueueFolders(): () => QueueFolder {
  const outboxes: DurableOutbox[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const outbox of outboxes.splice(0)) await outbox.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  return () => {
    const folder = mkdtempSync(join(tmpdir(), "queue-"));
    folders.push(folder);
    const path = join(folder, "queue.db");
    const alarms: StoreAlarm[] = [];
    const lines: string[] = [];
    const note = (message: string) => void lines.push(message);
    const log: Logger = { debug: note, info: note, warn: note, error: note };

    const start = (options: Partial<DurableOutboxOptions>) =>
      createDurableOutbox({
        path,
        durability: "normal",
        clock: createRealClock(),
        log,
        onAlarm: (alarm) => alarms.push(alarm),
        ...options,
      });
    return {
      path,
      alarms,
      lines,
      async open(options = {}) {
        const started = await start(options);
        if (!started.ok) throw new Error(started.sentence);
        outboxes.push(started.outbox);
        return started.outbox;
      },
      async refusal(options = {}) {
        const started = await start(options);
        if (started.ok) {
          outboxes.push(started.outbox);
          throw new Error("It was not refused.");
        }
        return started.sentence;
      },
    };
  };
}
