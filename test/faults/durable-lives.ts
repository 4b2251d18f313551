/**
 * One queue.db through several lives of the program, in one process. A killed life leaves the file as it
 * stood between two transactions; whatever it had begun stays undone.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DurableOutbox } from "../../src-main/store/queue/durable-outbox.ts";
import { createDurableOutbox } from "../../src-main/store/queue/durable-outbox.ts";
import type { QueueDatabase } from "../../src-main/store/queue/queue-database.ts";
import { createQueueDatabase } from "../../src-main/store/queue/queue-database.ts";
import type { WorkerConnection } from "../../src-main/store/sqlite-worker/protocol.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { connectInProcess } from "../unit/store/in-process.ts";

export interface DurableLives {
  /** The next life's outbox on what the one before left. The first call begins with an empty file. */
  next(): Promise<DurableOutbox>;
  /** `endpoint id` of each delivery that the file let go of, once for each time, over all lives. */
  readonly ends: readonly string[];
  end(): Promise<void>;
}

export function createDurableLives(clock: Clock, log: Logger): DurableLives {
  const folder = mkdtempSync(join(tmpdir(), "lives-"));
  const ends: string[] = [];
  let lives = 0;
  let path = join(folder, "0.db");
  let life: { die(): void; close(): Promise<void> } | undefined;

  function connect(): WorkerConnection<QueueDatabase> {
    let alive = true;
    const connection = connectInProcess(
      createQueueDatabase({
        opened(db) {
          db.function("note_end", (event, endpoint) => {
            if (alive) ends.push(`${endpoint} ${event}`);
            return null;
          });
          // A temporary trigger is the connection's own: nothing of this is in the file.
          db.exec(`CREATE TEMP TRIGGER ends AFTER DELETE ON delivery BEGIN
            SELECT note_end((SELECT id FROM event WHERE n = OLD.event), OLD.endpoint); END`);
        },
      }),
    );
    life = { die: () => (alive = false), close: () => connection.close() };
    return {
      async call(method, input) {
        const answer = await connection.call(method, input);
        return alive ? answer : new Promise(() => undefined);
      },
      close: async () => undefined,
    };
  }

  /** Copies before it closes: closing a file would tidy it, and do what was begun. */
  async function leave(): Promise<void> {
    life?.die();
    lives += 1;
    const from = path;
    path = join(folder, `${lives}.db`);
    for (const end of ["", "-wal"]) if (existsSync(from + end)) copyFileSync(from + end, path + end);
    await life?.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(from + end, { force: true });
  }

  return {
    ends,
    async next() {
      if (life !== undefined) await leave();
      const options = { path, durability: "normal", clock, log, onAlarm: () => undefined, connect } as const;
      const started = await createDurableOutbox(options);
      if (!started.ok) throw new Error(started.sentence);
      return started.outbox;
    },
    async end() {
      life?.die();
      await life?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
