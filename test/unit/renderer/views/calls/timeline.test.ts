import { describe, expect, test } from "vitest";
import {
  axisShare,
  axisTicksS,
  barOf,
  stretchesOf,
} from "../../../../../src-renderer/views/calls/timeline.ts";
import { finishedCalls, longCourse, manyCalls } from "../../../../screenshots/fixtures/calls.ts";
import { aCall, aTalk, fixtureNowMs } from "../../fixtures.ts";

const kinds = (call: Parameters<typeof stretchesOf>[0]) => stretchesOf(call).map(({ kind }) => kind);

describe("the bent axis", () => {
  test("begins at the left, ends at an hour, and shows the first seconds larger than later ones", () => {
    expect(axisShare(0)).toBe(0);
    expect(axisShare(-5)).toBe(0);
    expect(axisShare(Number.NaN)).toBe(0);
    expect(axisShare(3_600_000)).toBe(1);
    expect(axisShare(9e9)).toBe(1);
    expect(axisShare(10_000)).toBeCloseTo(0.118, 3);
    const shares = axisTicksS.map((s) => axisShare(s * 1000));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(axisShare(20_000) - axisShare(10_000)).toBeGreaterThan(axisShare(910_000) - axisShare(900_000));
  });
});

describe("a bar", () => {
  test("shows ringing above the queue that goes on, one thing after the other", () => {
    expect(kinds(aCall())).toEqual(["ivr", "queue", "ringing"]);
    const bar = barOf(aCall());
    expect(bar.segments.at(-1)?.to).toBe(1);
    expect(bar.cap).toBeUndefined();
  });

  test("does not move as time passes, because it knows no time of day", () => {
    const early = aTalk();
    const later = aTalk({ confirmedAtMs: fixtureNowMs + 60_000 });
    expect(barOf(later)).toEqual(barOf(early));
  });

  test("marks where a further phone starts while another rings", () => {
    const rings = (dn: string, fromMs: number) =>
      ({ kind: "ringing", dn, name: "", link: 0, fromMs }) as const;
    const call = aCall({ arrivedAtMs: 0, stages: [rings("1", 0), rings("2", 10_000), rings("3", 10_000)] });
    expect(barOf(call).ticks).toEqual([axisShare(10_000)]);
  });

  test("carries a diamond where a transfer leads on, by its kind", () => {
    const { segments } = barOf(longCourse());
    const transfers = segments.filter(({ transfer }) => transfer !== undefined);
    expect(transfers.map(({ kind, transfer }) => [kind, transfer])).toEqual([
      ["ringing", "B"],
      ["talk", "A"],
    ]);
  });

  test("ends with a cap: ended, missed, or beyond the hour", () => {
    const over = { arrivedAtMs: 0, stages: [] };
    expect(barOf(aCall({ ...over, state: "ended", endedAtMs: 5_000 })).cap).toBe("ended");
    expect(barOf(aCall({ ...over, state: "missed", endedAtMs: 5_000 })).cap).toBe("missed");
    expect(barOf(aCall({ ...over, state: "ended", endedAtMs: 3_700_000 })).cap).toBe("beyond");
  });

  test("says unseen where nothing is known, and never guesses", () => {
    const talk = { kind: "talk", dn: "1", name: "", link: 1 } as const;
    const gap = aCall({
      arrivedAtMs: 0,
      stages: [
        { ...talk, fromMs: 0, toMs: 10_000 },
        { ...talk, fromMs: 40_000 },
      ],
    });
    expect(kinds(gap)).toEqual(["talk", "unseen", "talk"]);
    expect(kinds(aCall({ arrivedAtMs: 0, stages: [] }))).toEqual(["unseen"]);
  });

  test("while nobody watches the PBX, what goes on ends there and unseen begins", () => {
    const call = aTalk();
    const bar = barOf(call, fixtureNowMs - 60_000);
    expect(bar.segments.map(({ kind }) => kind)).toEqual(["ringing", "talk", "unseen"]);
    expect(bar.segments[1]?.to).toBe(bar.segments[2]?.from);
    expect(barOf(call, 0).segments.at(-2)?.to).toBeGreaterThan(0);
  });

  test("lies within the axis, in the order of time, without overlaps, for every course", () => {
    for (const call of [...manyCalls(300), ...finishedCalls(300), longCourse()]) {
      let end = 0;
      for (const { from, to } of barOf(call).segments) {
        expect(from).toBeGreaterThanOrEqual(end - 1e-9);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(1);
        end = to;
      }
    }
  });

  test("stands stages that contradict each other", () => {
    const odd = aCall({
      arrivedAtMs: 10_000,
      endedAtMs: 5_000,
      stages: [{ kind: "talk", dn: "", name: "", link: 0, fromMs: 20_000, toMs: 1_000 }],
    });
    expect(() => barOf(odd, 3)).not.toThrow();
  });
});
