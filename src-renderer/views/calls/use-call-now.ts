/** The time up to which something may be said about calls: it stands still while nobody watches the PBX. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { lastSeenMs, unseenSinceMs } from "./call-times.ts";

/** Since when the PBX is not watched; `undefined` while it is. */
export function useUnseenSince(): number | undefined {
  return useEngine((engine) => unseenSinceMs(engine.pbx));
}

/** The engine's time once a second, for clocks of this call. */
export function useCallNow(call: CallView): number {
  const nowMs = useEngineNow();
  return lastSeenMs(call, nowMs, useUnseenSince());
}
