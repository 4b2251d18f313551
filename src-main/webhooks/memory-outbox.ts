/** The outbox that forgets with the process: for tests and the demo, behind the port of the durable one. */
import type { AcceptedEvent, Outbox, PendingDelivery, PendingEvent, PendingWork } from "./types.ts";

interface Kept {
  readonly event: AcceptedEvent;
  readonly open: Map<string, PendingDelivery>;
}

export function createMemoryOutbox(): Outbox {
  const kept = new Map<string, Kept>();
  const lastSeqs = new Map<string, number>();
  const documents = new Map<string, string>();
  let changedAtMs: number | undefined;

  /** An event that is there already, because it is sent again, keeps what it still has to do. */
  function keep(event: AcceptedEvent): void {
    const entry = kept.get(event.id) ?? { event, open: new Map() };
    kept.set(event.id, entry);
    for (const delivery of event.deliveries) {
      if (!entry.open.has(delivery.endpoint)) entry.open.set(delivery.endpoint, { ...delivery, attempts: 0 });
    }
  }

  function pending(): PendingWork {
    const events: PendingEvent[] = [];
    for (const { event, open } of kept.values()) events.push({ ...event, deliveries: [...open.values()] });
    return { events, lastSeqs: [...lastSeqs].map(([chainId, seq]) => ({ chainId, seq })) };
  }

  return {
    async accept(batch, change) {
      for (const event of batch) {
        const lastSeq = Math.max(event.seq, lastSeqs.get(event.chainId) ?? 0);
        lastSeqs.delete(event.chainId);
        lastSeqs.set(event.chainId, lastSeq);
        if (event.deliveries.length > 0) keep(event);
      }
      forgetOldest(lastSeqs, 20_000);
      if (change === undefined) return;
      for (const { key, json } of change.put) documents.set(key, json);
      for (const key of change.remove) documents.delete(key);
      changedAtMs = change.atMs ?? changedAtMs;
    },
    async settle(changes) {
      for (const change of changes) {
        const entry = kept.get(change.eventId);
        const delivery = entry?.open.get(change.endpoint);
        if (entry === undefined || delivery === undefined) continue;
        if (change.state === "waiting") {
          const due = change.dueAtMs === undefined ? {} : { dueAtMs: change.dueAtMs };
          const refusals = change.refusals === undefined ? {} : { refusals: change.refusals };
          entry.open.set(change.endpoint, { ...delivery, attempts: change.attempts, ...refusals, ...due });
          continue;
        }
        entry.open.delete(change.endpoint);
        if (entry.open.size === 0) kept.delete(change.eventId);
      }
    },
    async requests(keys) {
      return keys.map(({ eventId, endpoint }) => kept.get(eventId)?.open.get(endpoint)?.request);
    },
    async loadDocuments() {
      return { atMs: changedAtMs, documents: [...documents].map(([key, json]) => ({ key, json })) };
    },
    async loadPending() {
      return pending();
    },
    lastSeqs: async () => pending().lastSeqs,
    async eachPending(take) {
      take(pending().events);
    },
  };
}

function forgetOldest(entries: Map<string, unknown>, limit: number): void {
  // Asked first: to find the oldest, an iterator walks over the gaps of all that was taken out.
  if (entries.size <= limit) return;
  for (const key of entries.keys()) {
    if (entries.size <= limit) return;
    entries.delete(key);
  }
}
