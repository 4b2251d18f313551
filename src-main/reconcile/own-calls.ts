/** A call as this program told it, with no more than a comparison needs: a busy day has tens of thousands. */
import type { CallView } from "../../src-shared/contract/call-view.ts";
import type { DeliveryState } from "../../src-shared/webhooks/log-query.ts";

/** What became of a call's webhooks at one endpoint, where it is not all delivered. */
export interface Undelivered {
  readonly endpoint: string;
  readonly kind: "waiting" | "gave-up" | "expired" | "dropped";
}

export interface OwnCall {
  readonly chainId: string;
  readonly direction: CallView["direction"];
  readonly number: string;
  readonly arrivedAtMs: number;
  /** Absent while it goes on. */
  readonly endedAtMs?: number;
  readonly talkS: number;
  readonly user: string;
  /** Some endpoint wanted some of its events. */
  readonly wanted: boolean;
  /** All that tells an end or recordings has arrived. */
  readonly delivered: boolean;
  readonly undelivered: readonly Undelivered[];
}

/** Whoever got these knows how the call went; the others are worth nothing when they come late. */
const lasting: ReadonlySet<string> = new Set(["ended", "chain_ended", "recording"]);

/** `mirrors`: endpoints that only watch. */
export function ownCallOf(view: CallView, mirrors: ReadonlySet<string>): OwnCall {
  const undelivered = new Map<string, Undelivered>();
  let delivered = true;
  let wanted = false;
  for (const { type, deliveries } of view.events) {
    for (const { endpoint, state } of deliveries) {
      wanted = true;
      if (state === "delivered" || mirrors.has(endpoint)) continue;
      if (lasting.has(type)) delivered = false;
      const kind = kindOf(state);
      undelivered.set(`${kind} ${endpoint}`, { kind, endpoint });
    }
  }
  return {
    ...{ chainId: view.chainId, direction: view.direction, number: view.number },
    arrivedAtMs: view.arrivedAtMs,
    ...(view.endedAtMs === undefined ? {} : { endedAtMs: view.endedAtMs }),
    talkS: view.talkS ?? 0,
    user: view.links.at(-1)?.user ?? view.at[0]?.dn ?? "",
    wanted,
    delivered: delivered && wanted && view.endedAtMs !== undefined,
    undelivered: [...undelivered.values()],
  };
}

function kindOf(state: Exclude<DeliveryState, "delivered">): Undelivered["kind"] {
  switch (state) {
    case "gave-up":
    case "expired":
    case "dropped":
      return state;
    case "waiting":
    case "retry":
    case "paused":
      return "waiting";
    default: {
      const _never: never = state;
      return _never;
    }
  }
}
