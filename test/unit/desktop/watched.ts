// A state as tray and notifications see it, calm unless told otherwise.
import type { EndpointView, ProblemView } from "../../../src-shared/contract/snapshot.ts";
import type { WatchedState } from "../../../src-main/desktop/follow/watched-state.ts";

export function watched(change: Partial<WatchedState> = {}): WatchedState {
  return {
    kind: "desktop",
    pbx: {
      ...{
        state: "connected",
        host: "pbx.example.com",
        version: "20.0",
        sentence: "",
        advice: "",
        sources: [],
      },
      ...{ monitored: 3, notMonitored: [], extensions: 3 },
    },
    endpoints: [],
    calls: new Set(),
    problems: [],
    ...change,
  };
}

export function endpoint(change: Partial<EndpointView> = {}): EndpointView {
  return {
    ...{ name: "crm", dialect: "komplit", host: "crm.example.com", mirror: false, state: "ok", sentence: "" },
    ...{ breaker: "closed", waiting: 0, waitingBytes: 0, alarms: [], lastHour: { minutes: [] } },
    ...change,
  };
}

export function problem(change: Partial<ProblemView> = {}): ProblemView {
  return {
    ...{ id: "pbx:unreachable", area: "pbx", severity: "bad", sentence: "3CX does not answer.", advice: "" },
    ...{ sinceMs: 0, route: "#/overview" },
    ...change,
  };
}
