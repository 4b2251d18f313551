// The outbox in memory, or on the disk that the project lies on: that is slower or faster than others, so
// only rows of the same run compare.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createRealClock } from "../../src-main/clock.ts";
import { createDurableOutbox } from "../../src-main/store/queue/durable-outbox.ts";
import { createMemoryOutbox } from "../../src-main/webhooks/memory-outbox.ts";
import type { Outbox } from "../../src-main/webhooks/types.ts";
import { atExit } from "./ending.ts";
import { silentLog } from "./silent-log.ts";

export type OutboxKind = "memory" | "full" | "normal";

/** The file goes when the process ends. `onCommit` is told what each commit took; in memory there is none. */
export async function openOutbox(
  kind: OutboxKind,
  onCommit: (durationMs: number) => void = () => {},
): Promise<Outbox> {
  if (kind === "memory") return createMemoryOutbox();
  const folder = temporaryFolder();
  const opened = await createDurableOutbox({
    path: join(folder, "queue.db"),
    durability: kind,
    clock: createRealClock(),
    log: silentLog,
    onAlarm: () => {},
    onCommit,
  });
  if (!opened.ok) throw new Error(opened.sentence);
  return opened.outbox;
}

export function temporaryFolder(): string {
  const parent = resolve(import.meta.dirname, "../../out/bench");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "data-"));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
