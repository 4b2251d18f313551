import { describe, expect, it } from "vitest";
import type { Health } from "../../../../src-main/webhooks/delivery/breaker.ts";
import { createBreaker } from "../../../../src-main/webhooks/delivery/breaker.ts";

/** Results as letters: u(p), d(own), b(usy). Each is a request that left at once. */
function play(letters: string, options: { stepMs?: number; most?: number } = {}) {
  const { stepMs = 100, most = 8 } = options;
  const breaker = createBreaker();
  let nowMs = 1_000_000;
  const health: Record<string, Health> = { u: "up", d: "down", b: "busy" };
  const turns: string[] = [];
  const send = (letter: string): void => {
    const turn = breaker.note(breaker.begin(nowMs), health[letter] ?? "up", nowMs, most);
    if (turn !== undefined) turns.push(turn);
  };
  for (const letter of letters) {
    send(letter);
    nowMs += stepMs;
  }
  const wait = (ms: number): void => void (nowMs += ms);
  const state = (): string => `${breaker.state(nowMs)} ${breaker.slots(nowMs, most)}`;
  const leftMs = (): number => (breaker.untilMs() ?? nowMs) - nowMs;
  return { breaker, send, wait, state, leftMs, turns, now: () => nowMs };
}

describe("breaker", () => {
  it.each([
    ["", "closed 8"],
    ["dddd", "closed 8"],
    ["ddddd", "open 0"],
    ["ddddudddd", "closed 8"],
    ["ddbddd", "open 0"],
    ["uuuuuuuuuudududududu", "closed 8"],
    ["udududududududududud", "open 0"],
    ["dudududududududududu", "open 0"],
    ["bbbbbbbbbbbbbbbbbbbbbbb", "closed 8"],
  ])("after %j is %s", (letters, state) => expect(play(letters).state()).toBe(state));

  it("does not mind the half of failures when they are spread over more than 30 s", () => {
    expect(play("udududududududududud", { stepMs: 1600 }).state()).toBe("closed 8");
  });

  it("stays open for 5 s, doubled with each failed probe, at most 5 min", () => {
    const { send, wait, state, leftMs } = play("ddddd", { stepMs: 0 });
    const times: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      expect(state()).toBe("open 0");
      times.push(leftMs() / 1000);
      wait(leftMs() - 1);
      expect(state()).toBe("open 0");
      wait(1);
      expect(state()).toBe("probing 1");
      send("d");
    }
    expect(times).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it("comes back slowly: 1, 2, 4 … slots, each time after as many successes", () => {
    const { send, wait, state, turns } = play("ddddd", { stepMs: 0, most: 5 });
    wait(5000);
    send("u");
    const states = [state()];
    for (let count = 0; count < 7; count += 1) {
      send("u");
      states.push(state());
    }
    expect(states.map((each) => Number(each.split(" ")[1]))).toEqual([1, 2, 2, 4, 4, 4, 4, 5]);
    expect(turns).toEqual(["opened", "recovered"]);
  });

  it.each(["d", "b"])("begins the slow start again after %s", (letter) => {
    const { send, wait, state } = play("ddddd", { stepMs: 0 });
    wait(5000);
    for (const each of `uuuu${letter}`) send(each);
    expect(state()).toBe("closed 1");
  });

  it("keeps the longer time until the receiver has proved steady", () => {
    const { send, wait, leftMs } = play("ddddd", { stepMs: 0, most: 2 });
    wait(5000);
    for (const each of "uddddd") send(each);
    expect(leftMs()).toBe(10_000);
    wait(10_000);
    for (const each of "uuddddd") send(each);
    expect(leftMs()).toBe(5000);
  });

  it("lets what left before it opened say nothing", () => {
    const { breaker, send, wait, state, now } = play("", { stepMs: 0 });
    const early = breaker.begin(now());
    for (const each of "ddddd") send(each);
    expect(breaker.note(early, "up", now(), 8)).toBeUndefined();
    wait(5000);
    const probe = breaker.begin(now());
    expect(breaker.note(early, "up", now(), 8)).toBeUndefined();
    expect(state()).toBe("probing 1");
    expect(breaker.note(probe, "up", now(), 8)).toBe("recovered");
  });

  it("counts a receiver that asks for less as back", () => {
    const { send, wait, state } = play("ddddd", { stepMs: 0 });
    wait(5000);
    send("b");
    expect(state()).toBe("closed 1");
  });

  it("forgets everything when the settings were corrected", () => {
    const { breaker, state } = play("ddddd");
    breaker.reset();
    expect(state()).toBe("closed 8");
  });
});
