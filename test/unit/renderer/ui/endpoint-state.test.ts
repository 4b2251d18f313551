import { expect, test } from "vitest";
import { shapeOfEndpoint, stateTextOf } from "../../../../src-renderer/ui/endpoint-state.ts";

test("who paused an endpoint is said", () => {
  expect(stateTextOf({ state: "paused", pausedBy: "receiver" })).toBe("webhooks.endpoint.gone");
  expect(stateTextOf({ state: "paused" })).toBe("webhooks.endpoint.paused");
  expect(stateTextOf({ state: "failing" })).toBe("webhooks.endpoint.failing");
});

test("each state has a shape of its own", () => {
  const shapes = (["ok", "failing", "paused"] as const).map((state) => shapeOfEndpoint({ state }));
  expect(new Set(shapes).size).toBe(3);
});
