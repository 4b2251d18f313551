import { describe, expect, it } from "vitest";
import { outcomeOf, parseRetryAfter } from "../../../../src-main/webhooks/delivery/outcome.ts";
import { answer, refused } from "./bench.ts";

const nowMs = Date.UTC(2025, 8, 17, 12);
const retry = { kind: "retry", holdEndpoint: false };

describe("outcome", () => {
  it.each([200, 201, 202, 204, 299])("%s is delivered", (status) => {
    expect(outcomeOf(answer(status), 0, nowMs)).toEqual({ kind: "delivered" });
  });

  it.each([
    301, 302, 307, 308, 304, 401, 403, 404, 405, 408, 409, 425, 429, 451, 500, 501, 502, 503, 504, 599,
  ])("%s is tried again", (status) => expect(outcomeOf(answer(status), 99, nowMs)).toEqual(retry));

  it.each([400, 413, 422])("%s is given up the third time", (status) => {
    const kinds = [0, 1, 2].map((before) => outcomeOf(answer(status), before, nowMs).kind);
    expect(kinds).toEqual(["retry", "retry", "give-up"]);
  });

  it("pauses at 410 and tries again without an answer", () => {
    expect(outcomeOf(answer(410), 0, nowMs)).toEqual({ kind: "pause-endpoint" });
    expect(outcomeOf(refused, 0, nowMs)).toEqual(retry);
  });

  it("holds the endpoint back when 429 or 503 ask for it, else the delivery alone", () => {
    expect(outcomeOf(answer(429, "7"), 0, nowMs)).toEqual({
      kind: "retry",
      retryAfterMs: 7000,
      holdEndpoint: true,
    });
    expect(outcomeOf(answer(503, "7"), 0, nowMs)).toMatchObject({ holdEndpoint: true });
    expect(outcomeOf(answer(500, "7"), 0, nowMs)).toEqual({
      kind: "retry",
      retryAfterMs: 7000,
      holdEndpoint: false,
    });
  });
});

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    [" 0 ", 0],
    ["1.5", 1500],
    ["Wed, 17 Sep 2025 12:01:00 GMT", 60_000],
    ["Wed, 17 Sep 2025 11:59:00 GMT", undefined],
    ["99999999999999", 99_999_999_999_999_000],
    ["-5", undefined],
    ["soon", undefined],
    ["2025", 2_025_000],
    ["", undefined],
    [undefined, undefined],
  ])("%s", (value, expected) => expect(parseRetryAfter(value, nowMs)).toBe(expected));
});
