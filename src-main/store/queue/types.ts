/** What the main thread and the thread of queue.db say to each other. */
import type { PendingRow } from "./pending-events.ts";
import type { QueueEntry } from "./queue-entry.ts";
import type { Durability } from "../sqlite-worker/open-database.ts";
import type { PendingWork } from "../../webhooks/types.ts";

export interface QueueCommit {
  /** In the order of the calls. */
  readonly entries: readonly QueueEntry[];
  readonly durability: Durability;
}

export interface PendingPage {
  readonly rows: readonly PendingRow[];
  /** Where the next page begins; `undefined`: this was the last. */
  readonly next: number | undefined;
}

export type LastSeqs = PendingWork["lastSeqs"];

export interface OpenedQueue {
  /** A damaged file that was found: where it is now, what was wrong, and how many events were read from it. */
  readonly setAside: { readonly path: string; readonly reason: string; readonly rescued: number } | undefined;
}
