import { describe, expect, test } from "vitest";
import { createCallMatcher, numberKey } from "../../../src-main/reconcile/match-calls.ts";
import type { OwnCall } from "../../../src-main/reconcile/own-calls.ts";
import type { LoggedCall } from "../../../src-shared/telephony/call-log.ts";

const atMs = Date.UTC(2026, 0, 15, 9, 0, 0);

function own(chainId: string, offS: number, more: Partial<OwnCall> = {}): OwnCall {
  const arrivedAtMs = atMs + offS * 1000;
  return {
    ...{
      chainId,
      direction: "incoming",
      number: "+420774852629",
      arrivedAtMs,
      endedAtMs: arrivedAtMs + 30_000,
    },
    ...{ talkS: 20, user: "101", wanted: true, delivered: true, undelivered: [] },
    ...more,
  };
}

function logged(offS: number, more: Partial<LoggedCall> = {}): LoggedCall {
  const startedAtMs = atMs + offS * 1000;
  return {
    ...{
      historyId: `h${offS}`,
      callId: 7,
      startedAtMs,
      endedAtMs: startedAtMs + 30_000,
      direction: "incoming",
    },
    ...{ number: "0774852629", name: "", didNumber: "", callbackOrdered: false, segments: [] },
    ...more,
  };
}

describe("a call of the log", () => {
  test("is the one with the same last digits that began at about the same time", () => {
    const matcher = createCallMatcher([own("far_1", -300), own("near_2", 4)]);
    expect(matcher.find(logged(0))?.chainId).toBe("near_2");
    expect(matcher.left().map(({ chainId }) => chainId)).toEqual(["far_1"]);
  });

  test("is a later one only with the same callid", () => {
    expect(createCallMatcher([own("x_7", 100)]).find(logged(0))?.chainId).toBe("x_7");
    expect(createCallMatcher([own("x_8", 100)]).find(logged(0))).toBeUndefined();
  });

  test("is none of another direction or number", () => {
    const matcher = createCallMatcher([own("out_7", 0, { direction: "outgoing", endedAtMs: atMs - 60_000 })]);
    expect(matcher.find(logged(0))).toBeUndefined();
    expect(matcher.find(logged(0, { number: "+420601000000" }))).toBeUndefined();
  });

  test("finds two calls of one number as two", () => {
    const matcher = createCallMatcher([own("a_1", 0), own("b_2", 10)]);
    expect([matcher.find(logged(0))?.chainId, matcher.find(logged(10))?.chainId]).toEqual(["a_1", "b_2"]);
    expect(matcher.left()).toEqual([]);
  });

  test("is a part of a conversation that goes on meanwhile, as after a parking slot", () => {
    const matcher = createCallMatcher([own("a_1", 0, { endedAtMs: atMs + 300_000 })]);
    expect(matcher.find(logged(0))?.chainId).toBe("a_1");
    expect(matcher.find(logged(200))?.chainId).toBe("a_1");
    expect(matcher.find(logged(400))).toBeUndefined();
  });
});

test("numbers are compared by their last seven digits, hidden ones are all alike", () => {
  expect(numberKey("+49 (123) 456789")).toBe(numberKey("0123456789"));
  expect(numberKey("Anonymous")).toBe(numberKey(""));
  expect(numberKey("101")).toBe("101");
  expect(numberKey("sip-name")).toBe("sip-name");
});
