/** Reconciliation connected with its neighbours: the PBX's log on one side, history and webhooks on the other. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import type { Directory } from "../../src-shared/telephony/directory.ts";
import type { History } from "../history/create-history.ts";
import type { PbxState } from "../pbx/types.ts";
import { createReconcile, type Reconcile } from "../reconcile/create-reconcile.ts";
import type { ReconcileStore } from "../reconcile/types.ts";
import type { PbxLine } from "./pbx-line.ts";
import { reconstructedEvents } from "./reconstructed-events.ts";
import type { Recordings } from "../recordings/create-recordings.ts";

export interface ReconcileNeighbours {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: (room: string) => Logger;
  readonly store: ReconcileStore | undefined;
  readonly history: History | undefined;
  readonly recordings: Recordings | undefined;
  readonly pbx: Pick<PbxLine, "readCallLog" | "recordings">;
  readonly directory: () => Directory;
  /** Sends events that were made of the log; resolves when they are kept. */
  readonly send: (events: readonly CallEvent[]) => Promise<void>;
  readonly onPbxState: (listener: (state: PbxState) => void) => void;
}

/** `undefined` without a history to compare, or a place for results. */
export function connectReconcile(neighbours: ReconcileNeighbours): Reconcile | undefined {
  const { settings, clock, store, history, recordings, pbx, directory } = neighbours;
  if (store === undefined || history === undefined) return undefined;
  let { pbx: pbxSettings } = settings;

  /** A call that nobody saw becomes events, unless its id is known here. */
  async function tell(logged: LoggedCall): Promise<void> {
    const events = reconstructedEvents(logged, pbxSettings, directory(), clock.nowMs());
    const [first] = events;
    if (first === undefined || (await history?.get(first.chainId)) !== undefined) return;
    await neighbours.send(events);
  }

  const reconcile = createReconcile({
    ...{ settings, clock, log: neighbours.logger("reconcile"), store, calls: history, tell },
    readLog: pbx.readCallLog,
    ...(recordings === undefined ? {} : { recordings: { list: pbx.recordings.list, page: recordings.page } }),
  });
  neighbours.onPbxState(({ overall, activeCalls }) =>
    reconcile.watching({
      connected: overall === "connected" || overall === "degraded",
      seesAll: activeCalls.name === "connected",
    }),
  );
  return {
    ...reconcile,
    apply(next) {
      ({ pbx: pbxSettings } = next);
      reconcile.apply(next);
    },
  };
}
