/** What tray and notifications know of an engine: the snapshot's parts they need, kept up by its events. Pure. */
import type { contract } from "../../../src-shared/contract/contract.ts";
import type { EndpointView, PbxView, ProblemView, Snapshot } from "../../../src-shared/contract/snapshot.ts";
import type { EventOf } from "../../../src-shared/rpc/contract-shape.ts";

export interface WatchedState {
  readonly kind: Snapshot["program"]["kind"];
  readonly pbx: PbxView;
  readonly endpoints: readonly EndpointView[];
  /** Chain ids of live calls. */
  readonly calls: ReadonlySet<string>;
  readonly problems: readonly ProblemView[];
}

export function watchedOf({ program, pbx, endpoints, calls, problems }: Snapshot): WatchedState {
  return {
    kind: program.kind,
    pbx,
    endpoints,
    calls: new Set(calls.map(({ chainId }) => chainId)),
    problems,
  };
}

/** The same object when the event changes nothing that matters here. */
export function afterEvent(state: WatchedState, told: EventOf<typeof contract>): WatchedState {
  switch (told.event) {
    case "program":
      return { ...state, kind: told.data.kind };
    case "pbx":
      return { ...state, pbx: told.data };
    case "problems":
      return { ...state, problems: told.data };
    case "endpoints": {
      const { changed, order } = told.data;
      const named = new Map([...state.endpoints, ...changed].map((each) => [each.name, each]));
      const names = order ?? [...named.keys()];
      return { ...state, endpoints: names.flatMap((name) => named.get(name) ?? []) };
    }
    case "calls": {
      const { changed, ended } = told.data;
      const calls = new Set(state.calls);
      for (const { chainId } of changed) calls.add(chainId);
      for (const { chainId } of ended) calls.delete(chainId);
      return { ...state, calls };
    }
    default:
      return state;
  }
}
