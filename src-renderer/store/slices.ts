/**
 * The engine's state as the window keeps it, and how events change it: one pure function per part.
 * Events come in batches, so that a burst copies a list once.
 */
import type { CallView } from "../../src-shared/contract/call-view.ts";
import type { EndpointView, Snapshot } from "../../src-shared/contract/snapshot.ts";
import type { MonitorEvent } from "./monitor-client.ts";

/** Lists that change row by row are kept by id; everything else as the engine tells it. */
export interface EngineSlices {
  readonly program: Snapshot["program"];
  readonly pbx: Snapshot["pbx"];
  readonly endpoints: readonly EndpointView[];
  /** Live calls by chain id, in the order of their arrival. */
  readonly calls: ReadonlyMap<string, CallView>;
  /** Calls that ended while this window watched, newest first, at most `keptEnded`. */
  readonly ended: readonly CallView[];
  readonly today: Snapshot["today"];
  readonly recordings: Snapshot["recordings"];
  readonly store: Snapshot["store"];
  readonly problems: Snapshot["problems"];
  readonly settings: Snapshot["settings"];
  readonly simulation: Snapshot["simulation"];
  readonly numbers: Snapshot["numbers"];
}

export const keptEnded = 200;

export function slicesOf(snapshot: Snapshot): EngineSlices {
  const { nowMs: _nowMs, calls, ...rest } = snapshot;
  return { ...rest, calls: new Map(calls.map((call) => [call.chainId, call])), ended: [] };
}

/** Applies events in their order. Parts that no event touched stay the same object. */
export function withEvents(slices: EngineSlices, events: readonly MonitorEvent[]): EngineSlices {
  const calls = events.filter((event) => event.event === "calls").map((event) => event.data);
  const next = calls.length === 0 ? slices : { ...slices, ...withCalls(slices, calls) };
  return events.reduce(withEvent, next);
}

interface CallChange {
  readonly changed: readonly CallView[];
  readonly ended: readonly CallView[];
}

function withCalls(
  { calls, ended }: Pick<EngineSlices, "calls" | "ended">,
  changes: readonly CallChange[],
): Pick<EngineSlices, "calls" | "ended"> {
  const live = new Map(calls);
  const over = new Map<string, CallView>();
  for (const change of changes) {
    for (const call of change.changed) live.set(call.chainId, call);
    for (const call of change.ended) {
      live.delete(call.chainId);
      over.delete(call.chainId);
      over.set(call.chainId, call);
    }
  }
  if (over.size === 0) return { calls: live, ended };
  const before = ended.filter((call) => !over.has(call.chainId));
  return { calls: live, ended: [...[...over.values()].toReversed(), ...before].slice(0, keptEnded) };
}

function withEvent(slices: EngineSlices, { event, data }: MonitorEvent): EngineSlices {
  switch (event) {
    case "program":
      return { ...slices, program: data };
    case "pbx":
      return { ...slices, pbx: data };
    case "endpoints":
      return { ...slices, endpoints: withEndpoints(slices.endpoints, data) };
    case "today":
      return { ...slices, today: data };
    case "recordings":
      return { ...slices, recordings: data };
    case "store":
      return { ...slices, store: data };
    case "problems":
      return { ...slices, problems: data };
    case "settings":
      return { ...slices, settings: data };
    case "simulation":
      return { ...slices, simulation: data };
    case "numbers":
      return { ...slices, numbers: data };
    // Applied for a whole batch at once.
    case "calls":
    // Not part of the state: lists and dialogs listen to them.
    case "log-rows":
    case "recording-rows":
    case "reconcile":
    case "resend":
      return slices;
    default: {
      const _never: never = event;
      return _never;
    }
  }
}

function withEndpoints(
  endpoints: readonly EndpointView[],
  { changed, order }: { readonly changed: readonly EndpointView[]; readonly order?: readonly string[] },
): readonly EndpointView[] {
  const byName = new Map([...endpoints, ...changed].map((endpoint) => [endpoint.name, endpoint]));
  return (order ?? [...byName.keys()])
    .map((name) => byName.get(name))
    .filter((endpoint) => endpoint !== undefined);
}
