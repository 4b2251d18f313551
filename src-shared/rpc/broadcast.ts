/** The source's events for all windows: each is checked and made into text once, however many listen. */
import type { Logger } from "../ports/logger.ts";
import type { EventOf, RpcContract, SnapshotOf } from "./contract-shape.ts";

/** Where the engine's state comes from; shared by all connections. */
export interface Source<C extends RpcContract> {
  /** Number of the last event; 0 before the first. */
  seq(): number;
  /** Everything as it is after the event `seq()`. */
  snapshot(): SnapshotOf<C>;
  /** Tells each event, numbered without gaps, in its own turn. Returns how to stop. */
  subscribe(listener: (event: { readonly seq: number } & EventOf<C>) => void): () => void;
}

export interface Broadcast {
  /** Every event from now on, as a message ready to be sent. Returns how to stop. */
  join(push: (text: string) => void): () => void;
  /** The message with everything; `head` goes in front. `undefined` when the source cannot make one. */
  snapshot(head: object): string | undefined;
}

export function createBroadcast<C extends RpcContract>(
  contract: C,
  source: Source<C>,
  log: Logger,
): Broadcast {
  const pushes = new Set<(text: string) => void>();
  let leave = () => {};

  function tell({ seq, event, data }: { readonly seq: number } & EventOf<C>): void {
    const checked = contract.events[event]?.safeParse(data);
    if (checked?.success !== true) {
      // Its number is missing then: every window notices and asks for a snapshot.
      log.error("An event does not fit the contract.", {
        event,
        reason: checked?.error.message.slice(0, 500),
      });
      return;
    }
    const text = JSON.stringify({ kind: "event", seq, event, data: checked.data });
    for (const push of [...pushes]) push(text);
  }

  return {
    join(push) {
      if (pushes.size === 0) leave = source.subscribe(tell);
      pushes.add(push);
      return () => {
        if (pushes.delete(push) && pushes.size === 0) leave();
      };
    },
    snapshot(head) {
      try {
        const checked = contract.snapshot.safeParse(source.snapshot());
        if (checked.success) return JSON.stringify({ ...head, seq: source.seq(), snapshot: checked.data });
        const reason = checked.error.message.slice(0, 500);
        log.error("The snapshot does not fit the contract.", { reason });
      } catch (error) {
        log.error("The snapshot could not be made.", { reason: String(error) });
      }
      return undefined;
    },
  };
}
