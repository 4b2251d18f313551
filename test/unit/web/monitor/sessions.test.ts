import { expect, test } from "vitest";
import { createSessions } from "../../../../src-main/web/monitor/sessions.ts";

const hourMs = 3_600_000;

function newSessions() {
  let nowMs = 0;
  let timers: { atMs: number; run: () => void }[] = [];
  const sessions = createSessions({
    nowMs: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
  });
  return {
    sessions,
    timers: () => timers.length,
    passHours(hours: number) {
      const untilMs = nowMs + hours * hourMs;
      for (;;) {
        const next = timers.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        timers = timers.filter((other) => other !== next);
        nowMs = next.atMs;
        next.run();
      }
      nowMs = untilMs;
    },
  };
}

test("a session that nobody uses ends after twelve hours", () => {
  const { sessions, passHours, timers } = newSessions();
  const token = sessions.open();
  const ended: string[] = [];
  sessions.find(token)?.onEnd((reason) => ended.push(reason));
  passHours(11.9);
  expect([sessions.find(token) !== undefined, ended]).toEqual([true, []]);
  passHours(0.2);
  expect([sessions.find(token), ended, timers()]).toEqual([undefined, ["session-ended"], 0]);
});

test("use keeps it alive, but not beyond seven days", () => {
  const { sessions, passHours } = newSessions();
  const token = sessions.open();
  for (let day = 0; day < 13; day++) {
    passHours(11.9);
    sessions.find(token)?.touch();
  }
  expect(sessions.find(token)).toBeDefined();
  passHours(11.9);
  sessions.find(token)?.touch();
  passHours(2);
  expect(sessions.find(token)).toBeUndefined();
});

test("tokens are long, different, and no other text is one", () => {
  const { sessions } = newSessions();
  const tokens = new Set(Array.from({ length: 100 }, () => sessions.open()));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  for (const guess of ["", "constructor", "__proto__", "x".repeat(10_000)]) {
    expect(sessions.find(guess)).toBeUndefined();
  }
});

test("their number is bounded: the oldest ends", () => {
  const { sessions } = newSessions();
  const first = sessions.open();
  const ended: string[] = [];
  sessions.find(first)?.onEnd((reason) => ended.push(reason));
  for (let more = 0; more < 200; more++) sessions.open();
  expect([sessions.find(first), ended]).toEqual([undefined, ["session-ended"]]);
});
