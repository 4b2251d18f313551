/** Outboxes of engines on a test's server, closed after each test. */
import { afterEach } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import type {
  PostgresOutbox,
  PostgresOutboxOptions,
} from "../../../../src-main/store/postgres/postgres-outbox.ts";
import { createPostgresOutbox } from "../../../../src-main/store/postgres/postgres-outbox.ts";
import type { StoreAlarm } from "../../../../src-main/store/types.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";
import type { PostgresServer } from "./postgres-server.ts";

export interface EngineOutboxes {
  readonly alarms: StoreAlarm[];
  readonly lines: string[];
  /** Another name each time: to the engine of that name the queue is empty. */
  newName(): string;
  open(engine: string, options?: Partial<PostgresOutboxOptions>): Promise<PostgresOutbox>;
  /** The sentence with which opening is refused. */
  refusal(engine: string, options?: Partial<PostgresOutboxOptions>): Promise<string>;
}

export function useEngineOutboxes(server: () => PostgresServer): EngineOutboxes {
  const outboxes: PostgresOutbox[] = [];
  const alarms: StoreAlarm[] = [];
  const lines: string[] = [];
  const note = (message: string) => void lines.push(message);
  const log: Logger = { debug: note, info: note, warn: note, error: note };
  let names = 0;
  afterEach(async () => {
    for (const outbox of outboxes.splice(0)) await outbox.close();
    alarms.length = 0;
    lines.length = 0;
  });

  const start = (engine: string, options: Partial<PostgresOutboxOptions>) =>
    createPostgresOutbox({
      ...{ url: server().url, engine, durability: "full", clock: createRealClock(), log },
      onAlarm: (alarm) => alarms.push(alarm),
      ...options,
    });

  return {
    ...{ alarms, lines },
    newName: () => `engine-${(names += 1)}`,
    async open(engine, options = {}) {
      const started = await start(engine, options);
      if (!started.ok) throw new Error(started.sentence);
      outboxes.push(started.outbox);
      return started.outbox;
    },
    async refusal(engine, options = {}) {
      const started = await start(engine, options);
      if (!started.ok) return started.sentence;
      outboxes.push(started.outbox);
      throw new Error("It was not refused.");
    },
  };
}
