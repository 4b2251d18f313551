import { describe, expect, it } from "vitest";
import { createLastHour } from "../../../src-main/monitor/last-hour.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";

const minuteMs = 60_000;
const nowMs = 1_000 * minuteMs;

function attempt(minutesAgo: number, totalMs: number, more: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    ...{ atMs: nowMs - minutesAgo * minuteMs, endpoint: "crm", mirror: false, eventId: "E", type: "ended" },
    ...{ chainId: "c", linkId: "c-1", seq: 1, attempt: 1, method: "GET", url: "", result: "delivered" },
    phases: { queueMs: 0, totalMs },
    ...more,
  };
}

describe("the last hour of an endpoint", () => {
  it("counts requests by minute, the running one last", () => {
    const hour = createLastHour();
    for (const each of [
      attempt(59, 10),
      attempt(60, 10),
      attempt(0, 10),
      attempt(0, 10, { result: "retry" }),
    ]) {
      hour.note(each);
    }
    const { minutes } = hour.read("crm", nowMs);
    expect(minutes).toHaveLength(60);
    expect(minutes.at(-1)).toEqual({ ok: 1, failed: 1 });
    expect(minutes[0]).toEqual({ ok: 1, failed: 0 });
    expect(minutes.reduce((total, { ok, failed }) => total + ok + failed, 0)).toBe(3);
  });

  it("says how many succeeded, and how long answers took without the time in the queue", () => {
    const hour = createLastHour();
    for (let n = 0; n < 99; n += 1) hour.note(attempt(1, 1040, { phases: { queueMs: 1000, totalMs: 1040 } }));
    hour.note(attempt(2, 5000));
    for (let n = 0; n < 100; n += 1) hour.note(attempt(3, 0, { result: "gave-up" }));
    const { successShare, medianMs, p99Ms } = hour.read("crm", nowMs);
    expect(successShare).toBe(0.5);
    expect(medianMs).toBeGreaterThan(36);
    expect(medianMs).toBeLessThan(44);
    expect(p99Ms).toBeLessThan(44);
    hour.note(attempt(2, 5000));
    expect(hour.read("crm", nowMs).p99Ms).toBeGreaterThan(4500);
  });

  it("has no figures without requests, and leaves out what was none", () => {
    const hour = createLastHour();
    hour.note(attempt(1, 10, { test: true }));
    hour.note(attempt(1, 0, { attempt: 0, result: "expired" }));
    hour.note(attempt(1, 0, { attempt: 3, result: "expired" }));
    expect(Object.keys(hour.read("crm", nowMs))).toEqual(["minutes"]);
    expect(Object.keys(hour.read("other", nowMs))).toEqual(["minutes"]);
    hour.note(attempt(1, 10, { result: "retry" }));
    expect(hour.read("crm", nowMs)).toMatchObject({ successShare: 0 });
    expect(hour.read("crm", nowMs).medianMs).toBeUndefined();
  });

  it("forgets what is older than an hour, however long it runs", () => {
    const hour = createLastHour();
    for (let minutesAgo = 5000; minutesAgo >= 0; minutesAgo -= 1) hour.note(attempt(minutesAgo, 10));
    const { minutes } = hour.read("crm", nowMs);
    expect(minutes.every(({ ok }) => ok === 1)).toBe(true);
    expect(hour.read("crm", nowMs + 3600 * minuteMs).minutes.every(({ ok }) => ok === 0)).toBe(true);
  });
});
