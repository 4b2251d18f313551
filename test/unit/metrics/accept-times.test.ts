import { expect, test } from "vitest";
import { createAcceptTimes } from "../../../src-main/metrics/accept-times.ts";
import type { PlannedDelivery } from "../../../src-main/webhooks/types.ts";

const request = { method: "POST", url: "http://crm.test/", baseUrl: "http://crm.test/" } as const;
const to = (...endpoints: string[]): PlannedDelivery[] =>
  endpoints.map((endpoint) => ({ endpoint, request, deadlineAtMs: 60_000 }));

test("an event is remembered until the last of its deliveries is over", () => {
  const times = createAcceptTimes();
  times.begin({ id: "a", acceptedAtMs: 5, deliveries: to("crm", "desk") });
  times.end("a");
  expect(times.acceptedAtMs("a")).toBe(5);
  times.end("a");
  expect(times.acceptedAtMs("a")).toBeUndefined();
});

test("the first answer counts once for each endpoint", () => {
  const times = createAcceptTimes();
  times.begin({ id: "a", acceptedAtMs: 5, deliveries: to("crm", "desk") });
  expect([times.firstAnswer("a", "crm"), times.firstAnswer("a", "crm")]).toEqual([true, false]);
  expect(times.firstAnswer("a", "desk")).toBe(true);
  expect(times.firstAnswer("unknown", "crm")).toBe(false);
});

test("a backlog does not grow it: the oldest are forgotten", () => {
  const times = createAcceptTimes(2);
  for (const id of ["a", "b", "c"]) times.begin({ id, acceptedAtMs: 1, deliveries: to("crm") });
  times.begin({ id: "nobody", acceptedAtMs: 1, deliveries: [] });
  expect(["a", "b", "c", "nobody"].map((id) => times.acceptedAtMs(id))).toEqual([undefined, 1, 1, undefined]);
});
