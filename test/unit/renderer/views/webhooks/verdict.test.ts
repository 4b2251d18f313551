import { describe, expect, test } from "vitest";
import { keepDaysOf } from "../../../../../src-renderer/views/webhooks/keep-days.ts";
import { fieldsOf } from "../../../../../src-renderer/views/webhooks/address-fields.ts";
import { phasePieces } from "../../../../../src-renderer/views/webhooks/phases.ts";
import {
  aheadOf,
  heldBy,
  lifeOf,
  nextTryOf,
  verdictOf,
} from "../../../../../src-renderer/views/webhooks/verdict.ts";
import { aLogRow, anEndpoint, failingEndpoint } from "../../fixtures.ts";
import { aDetail, rowOf, someSettings } from "./log-fixtures.ts";

describe("the verdict", () => {
  test("a failure has the engine's own sentence and the receiver's words", () => {
    const verdict = verdictOf(aDetail(519), { endpoint: failingEndpoint() });
    expect(verdict).toEqual({
      lead: { kind: "engine", sentence: rowOf(519).error },
      means: "webhooks.means.gaveUp",
      quote: '{"error":"user is required"}',
    });
  });

  test("long answers are quoted in part", () => {
    const detail = aDetail(519);
    const tries = detail.tries.map((attempt) => ({ ...attempt, answer: "no ".repeat(500) }));
    expect(verdictOf({ ...detail, tries }, {}).quote).toHaveLength(201);
  });

  test.each([
    ["delivered", aDetail(517), anEndpoint(), "delivered"],
    ["waits for the receiver", aDetail(518), failingEndpoint(), "on-hold"],
    ["waits for the probe", aDetail(518), failingEndpoint({ breaker: "probing" }), "receiver-down"],
    ["waits while paused", aDetail(518), anEndpoint({ state: "paused" }), "endpoint-paused"],
    ["on its way", aDetail(518), anEndpoint(), "waiting"],
    ["too late", aDetail(516), failingEndpoint(), "expired"],
    ["410", aDetail(515), anEndpoint({ state: "paused", pausedBy: "receiver" }), "paused"],
  ])("%s", (_name, detail, endpoint, name) =>
    expect(verdictOf(detail, { endpoint }).lead).toEqual({ kind: "text", name }),
  );

  test("an event waits for the earliest one of its call that is not over at the same endpoint", () => {
    const row = aLogRow({ id: 3, seq: 3, state: "waiting" });
    const chain = [
      row,
      aLogRow({ id: 2, seq: 2, state: "retry" }),
      aLogRow({ id: 1, seq: 1, state: "delivered" }),
      aLogRow({ id: 4, seq: 1, state: "retry", endpoint: "crm" }),
      aLogRow({ id: 5, seq: 1, state: "retry", chainId: "other" }),
    ];
    expect(aheadOf(row, chain)?.id).toBe(2);
    expect(verdictOf(aDetail(518), { endpoint: anEndpoint(), behind: row }).lead).toMatchObject({
      name: "behind",
    });
  });
});

test.each([
  [{ state: "retry", nextTryAtMs: 5, attempts: 2 }, anEndpoint(), { kind: "at", atMs: 5, attempt: 3 }],
  [
    { state: "retry", nextTryAtMs: 5, attempts: 2 },
    failingEndpoint({ breakerUntilMs: 9 }),
    { kind: "probe", atMs: 9 },
  ],
  [{ state: "waiting", attempts: 0 }, anEndpoint(), { kind: "soon" }],
  [{ state: "waiting", attempts: 0 }, anEndpoint({ state: "paused" }), { kind: "paused" }],
  [{ state: "waiting", attempts: 0 }, undefined, { kind: "removed" }],
  [{ state: "delivered", attempts: 1 }, anEndpoint(), { kind: "over" }],
] as const)("the next try of %j", (row, endpoint, next) =>
  expect(nextTryOf(row, { endpoint })).toEqual(next),
);

describe("the deadline", () => {
  test("is the engine's own, and unknown for what was sent again or comes from an older program", () => {
    const detail = { ...aDetail(516), acceptedAtMs: 1000, deadlineAtMs: 61_000 };
    expect(lifeOf(detail)).toBe(60_000);
    expect(lifeOf({ ...detail, replayed: true })).toBeUndefined();
    const { deadlineAtMs: _none, ...older } = detail;
    expect(lifeOf(older)).toBeUndefined();
    expect(verdictOf(older, {}).lead).toMatchObject({ kind: "engine" });
  });

  test("of rows themselves comes from the settings, or their default", () => {
    expect(keepDaysOf(someSettings)).toBe(14);
    expect(keepDaysOf(undefined)).toBe(30);
  });
});

test("what keeps an endpoint from being sent to", () => {
  expect(heldBy(anEndpoint())).toBeUndefined();
  expect(heldBy(undefined)).toBeUndefined();
  expect(heldBy(anEndpoint({ state: "paused", breaker: "open", breakerUntilMs: 9 }))).toEqual({
    kind: "paused",
  });
  expect(heldBy(failingEndpoint({ breaker: "open", breakerUntilMs: 9 }))).toEqual({
    kind: "hold",
    probeAtMs: 9,
  });
  expect(heldBy(failingEndpoint({ breaker: "probing" }))).toEqual({ kind: "probing" });
});

test("a simulated event is delivered like any other; only a test is never repeated", () => {
  const test = { ...aDetail(519), test: true };
  expect(verdictOf(test, { endpoint: failingEndpoint() }).means).toBe("webhooks.means.test");
  expect(verdictOf({ ...test, simulated: true }, { endpoint: failingEndpoint() }).means).toBe(
    "webhooks.means.gaveUp",
  );
});

test.each([
  [
    "all of it",
    { queueMs: 2, connectMs: 4, firstByteMs: 35, totalMs: 37 },
    true,
    "queue 2, connect 4, answer 31, rest 2",
  ],
  ["an open connection", { queueMs: 0, firstByteMs: 30, totalMs: 31 }, true, "queue 0, answer 30, rest 1"],
  ["nobody listens", { queueMs: 1, totalMs: 3 }, false, "queue 1, connect 3 ×"],
  ["no answer", { queueMs: 1, connectMs: 5, totalMs: 10_005 }, false, "queue 1, connect 5, answer 10000 ×"],
  [
    "cut off",
    { queueMs: 1, connectMs: 5, firstByteMs: 9, totalMs: 20 },
    false,
    "queue 1, connect 5, answer 4, rest 11 ×",
  ],
  [
    "each part of a connection",
    { queueMs: 1, connectMs: 9, lookupMs: 2, tcpMs: 3, tlsMs: 4, firstByteMs: 20, totalMs: 21 },
    true,
    "queue 1, lookup 2, tcp 3, tls 4, answer 11, rest 1",
  ],
  ["an unknown name", { queueMs: 1, lookupMs: 5, totalMs: 5 }, false, "queue 1, lookup 5 ×"],
  [
    "a refused certificate",
    { queueMs: 1, lookupMs: 2, tcpMs: 3, tlsMs: 4, totalMs: 9 },
    false,
    "queue 1, lookup 2, tcp 3, tls 4 ×",
  ],
  [
    "no answer on an open connection",
    { queueMs: 1, reused: true as const, totalMs: 100 },
    false,
    "queue 1, answer 100 ×",
  ],
  ["never sent", { queueMs: 0, totalMs: 0 }, false, ""],
])("phases: %s", (_name, phases, answered, said) =>
  expect(
    phasePieces(phases, answered)
      .map(({ name, ms, failed }) => `${name} ${ms}${failed ? " ×" : ""}`)
      .join(", "),
  ).toBe(said),
);

test("a GET's fields are those that the event brought", () => {
  const { request } = aDetail(519);
  expect(fieldsOf(request).map(([name]) => name)).toEqual(["event", "callerid", "user", "id"]);
  expect(fieldsOf({ ...request, method: "POST" })).toEqual([]);
  expect(fieldsOf({ method: "GET", url: "not an address", address: "" })).toEqual([]);
});
