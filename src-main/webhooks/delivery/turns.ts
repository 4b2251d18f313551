/**
 * Who goes next when calls of this minute and a backlog want the same slots: three fresh ones, then
 * one of the backlog. So an outage's leftovers do not delay the phone that rings now, and still go.
 */
import { createQueue } from "./queue.ts";

export interface Turns<Entry> {
  push(entry: Entry): void;
  shift(): Entry | undefined;
  clear(): void;
}

const freshTurns = 3;

/** `isFresh` is asked again when an entry's turn comes: it may have aged while it stood in line. */
export function createTurns<Entry>(isFresh: (entry: Entry) => boolean): Turns<Entry> {
  const fresh = createQueue<Entry>();
  const backlog = createQueue<Entry>();
  let freshInARow = 0;

  function dropAged(): void {
    for (let entry = fresh.peek(); entry !== undefined && !isFresh(entry); entry = fresh.peek()) {
      fresh.shift();
      backlog.push(entry);
    }
  }

  return {
    push: (entry) => (isFresh(entry) ? fresh : backlog).push(entry),
    shift() {
      dropAged();
      const backlogWaits = backlog.peek() !== undefined;
      if (fresh.peek() !== undefined && (freshInARow < freshTurns || !backlogWaits)) {
        freshInARow = backlogWaits ? freshInARow + 1 : 0;
        return fresh.shift();
      }
      freshInARow = 0;
      return backlog.shift();
    },
    clear() {
      fresh.clear();
      backlog.clear();
      freshInARow = 0;
    },
  };
}
