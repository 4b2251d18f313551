/** How each endpoint stands at the moment of a scrape. Endpoints that left the settings leave the page. */
import type { Registry } from "prom-client";
import { alarmKinds, breakerStates, endpointStates } from "../../src-shared/contract/word-lists.ts";
import type { EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import { catalogue } from "./catalogue.ts";
import { gaugeOf, seconds } from "./instruments.ts";

export function createEndpointMeter(
  registry: Registry,
): (endpoints: readonly EndpointStatus[], nowMs: number) => void {
  const waiting = gaugeOf(registry, catalogue.waiting);
  const waitingBytes = gaugeOf(registry, catalogue.waitingBytes);
  const oldestAge = gaugeOf(registry, catalogue.oldestAge);
  const states = gaugeOf(registry, catalogue.endpointState);
  const failingFor = gaugeOf(registry, catalogue.failingFor);
  const breakers = gaugeOf(registry, catalogue.breaker);
  const alarms = gaugeOf(registry, catalogue.alarm);
  const mirror = gaugeOf(registry, catalogue.mirror);
  const all = [waiting, waitingBytes, oldestAge, states, failingFor, breakers, alarms, mirror];

  return (endpoints, nowMs) => {
    for (const gauge of all) gauge.reset();
    for (const status of endpoints) {
      const endpoint = status.name;
      waiting.set({ endpoint }, status.waiting);
      waitingBytes.set({ endpoint }, status.waitingBytes);
      oldestAge.set({ endpoint }, seconds(nowMs - (status.oldestAtMs ?? nowMs)));
      failingFor.set({ endpoint }, seconds(nowMs - (status.failingSinceMs ?? nowMs)));
      mirror.set({ endpoint }, status.mirror ? 1 : 0);
      for (const state of endpointStates) states.set({ endpoint, state }, status.state === state ? 1 : 0);
      for (const state of breakerStates) breakers.set({ endpoint, state }, status.breaker === state ? 1 : 0);
      for (const kind of alarmKinds) {
        alarms.set({ endpoint, kind }, status.alarms.some((alarm) => alarm.kind === kind) ? 1 : 0);
      }
    }
  };
}
