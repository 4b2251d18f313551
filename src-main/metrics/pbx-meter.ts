/** How the PBX's interfaces stand, how often they came back, and what they showed. */
import type { Registry } from "prom-client";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { PbxState, PbxTraffic, SourceName } from "../pbx/types.ts";
import { catalogue } from "./catalogue.ts";
import { counterOf, gaugeOf, seconds } from "./instruments.ts";
import {
  observationTypes,
  overallStates,
  sourceLabels,
  sourceNames,
  sourceStates,
  requestKinds,
  requestOutcomes,
} from "./label-values.ts";

export interface PbxMeter {
  observation(observation: Observation): void;
  traffic(traffic: PbxTraffic): void;
  /** At each change of the state. */
  changed(state: PbxState): void;
  /** At a scrape. */
  show(state: PbxState): void;
}

export function createPbxMeter(registry: Registry): PbxMeter {
  const overall = gaugeOf(registry, catalogue.pbxState);
  const states = gaugeOf(registry, catalogue.sourceState);
  const reconnects = counterOf(registry, catalogue.reconnects);
  const observations = counterOf(registry, catalogue.observations);
  const events = counterOf(registry, catalogue.pbxEvents);
  const requests = counterOf(registry, catalogue.pbxRequests);
  const lastEvent = gaugeOf(registry, catalogue.lastEvent);
  const monitored = gaugeOf(registry, catalogue.monitored);
  const seen = new Map<SourceName, "connected" | "lost">();
  for (const name of sourceNames) reconnects.inc({ source: sourceLabels[name] }, 0);
  for (const kind of requestKinds) {
    for (const outcome of requestOutcomes) requests.inc({ kind, outcome }, 0);
  }
  for (const type of observationTypes) observations.inc({ type }, 0);

  return {
    observation: ({ type }) => observations.inc({ type }),
    traffic(traffic) {
      if (traffic.type === "event") events.inc();
      else requests.inc({ kind: traffic.kind, outcome: traffic.outcome });
    },
    changed(state) {
      for (const name of sourceNames) {
        const isConnected = state[name].name === "connected";
        if (isConnected && seen.get(name) === "lost") reconnects.inc({ source: sourceLabels[name] });
        if (isConnected) seen.set(name, "connected");
        else if (seen.has(name)) seen.set(name, "lost");
      }
    },
    show(state) {
      for (const name of overallStates) overall.set({ state: name }, state.overall === name ? 1 : 0);
      for (const name of sourceNames) {
        const source = sourceLabels[name];
        for (const each of sourceStates) {
          states.set({ source, state: each }, state[name].name === each ? 1 : 0);
        }
      }
      monitored.set(state.monitored);
      lastEvent.set(seconds(state.lastEventAtMs ?? 0));
    },
  };
}
