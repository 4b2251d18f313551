/** How an endpoint does, as a shape and a word. Pure. */
import type { EndpointView } from "../../src-shared/contract/snapshot.ts";
import type { TextKey } from "../i18n/text.tsx";
import type { StateName } from "./state-shape.tsx";

export function shapeOfEndpoint({ state }: Pick<EndpointView, "state">): StateName {
  const shapes = { ok: "ok", failing: "attention", paused: "paused" } as const;
  return shapes[state];
}

export function stateTextOf({ state, pausedBy }: Pick<EndpointView, "state" | "pausedBy">): TextKey {
  if (state !== "paused") return state === "ok" ? "webhooks.endpoint.ok" : "webhooks.endpoint.failing";
  return pausedBy === "receiver" ? "webhooks.endpoint.gone" : "webhooks.endpoint.paused";
}
