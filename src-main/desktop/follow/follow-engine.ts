/** Follows the engine in this program for tray and notifications. */
import type { contract } from "../../../src-shared/contract/contract.ts";
import type { Source } from "../../../src-shared/rpc/broadcast.ts";
import { afterEvent, watchedOf, type WatchedState } from "./watched-state.ts";

/** Returns how to stop. */
export function followEngine(
  source: Pick<Source<typeof contract>, "snapshot" | "subscribe">,
  onState: (state: WatchedState) => void,
): () => void {
  // Subscribed first, so that nothing falls between the two; an event that the snapshot holds changes nothing.
  let state: WatchedState | undefined;
  const stop = source.subscribe((event) => {
    if (state === undefined) return;
    const after = afterEvent(state, event);
    if (after === state) return;
    state = after;
    onState(state);
  });
  state = watchedOf(source.snapshot());
  onState(state);
  return stop;
}
