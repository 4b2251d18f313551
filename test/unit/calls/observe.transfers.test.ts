/** What transfers, parking and conferences become (design: events, rules, settled details). */
import { describe, expect, it } from "vitest";
import { createWatch, type WatchOptions, OUTSIDE, rowOf } from "./watch.ts";

const QUEUE = { dn: "800", type: "queue" } as const;
const A = { dn: "101", type: "extension" } as const;
const B = { dn: "102", type: "extension" } as const;

describe("transfers", () => {
  const talk = (options: WatchOptions = {}) => {
    const watch = createWatch(options);
    watch.leg("101", 1, "ringing", 7);
    watch.leg("101", 1, "connected", 7);
    watch.wait(10);
    watch.news();
    return watch;
  };

  it.each(["before", "after"])("blind, the first leg removed %s the target rings", (order) => {
    const watch = talk();
    if (order === "before") watch.gone("101", 1);
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    if (order === "after") watch.gone("101", 1);
    watch.wait(2);
    watch.leg("102", 2, "connected", 7);
    watch.wait(7);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 7 s",
    ]);
  });

  it.each(["rows", "legs"])("attended under the consultation's callid, told by %s first", (first) => {
    const watch = talk();
    const talking = rowOf(7, OUTSIDE, "101", "talking");
    const consultation = rowOf(9, "101", "102", "talking");
    watch.leg("101", 3, "connected", 9, { party: B });
    watch.leg("102", 4, "connected", 9, { party: A });
    watch.pollFor(3, talking, consultation);
    const joined = rowOf(9, OUTSIDE, "102", "talking");
    watch.wait(0.5);
    if (first === "rows") watch.rows(joined);
    watch.leg("102", 4, "connected", 9);
    watch.gone("101", 3);
    watch.gone("101", 1);
    watch.pollFor(5, joined);
    watch.gone("102", 4);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      expect.stringMatching(/^ended 101 link 1 ok \d+ s transferred$/),
      "started 102 link 2 attended",
      expect.stringMatching(/^ended 102 link 2 ok \d+ s$/),
    ]);
    expect(new Set(watch.events.map(({ chainId }) => chainId)).size).toBe(1);
  });

  it("blind, nobody takes it", () => {
    const watch = talk({ activeCalls: false });
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(8);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s",
    ]);
  });

  it("blind, comes back to the one who transferred", () => {
    const watch = talk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(8);
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7);
    watch.wait(1);
    watch.leg("101", 3, "connected", 7);
    watch.wait(4);
    watch.gone("101", 3);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
      "started 101 link 3 blind",
      "ended 101 link 3 ok 4 s",
    ]);
  });

  it.each(["changes", "stays"])("attended, and the callid %s", (callid) => {
    const watch = talk();
    watch.leg("101", 2, "dialing", 8, { party: B });
    watch.leg("102", 3, "ringing", 8, { party: A });
    watch.leg("101", 2, "connected", 8, { party: B });
    watch.leg("102", 3, "connected", 8, { party: A });
    watch.wait(5);
    expect(watch.news()).toEqual([]);
    watch.gone("101", 1);
    watch.gone("101", 2);
    watch.leg("102", 3, "connected", callid === "changes" ? 7 : 8);
    watch.wait(6);
    watch.gone("102", 3);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 15 s transferred",
      "started 102 link 2 attended",
      "ended 102 link 2 ok 6 s",
    ]);
    expect(watch.calls.openChains()).toBe(0);
  });

  it("to a queue", () => {
    const watch = talk();
    watch.gone("101", 1);
    watch.rows(rowOf(7, OUTSIDE, "800", "talking"));
    watch.wait(2);
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: QUEUE });
    watch.leg("102", 2, "connected", 7);
    watch.wait(3);
    watch.gone("102", 2);
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 800 queue link 2",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 3 s",
    ]);
  });

  it("parked and picked up by another, the caller hanging up later", () => {
    const watch = talk();
    watch.rows(rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.rows(rowOf(7, OUTSIDE, "SP0", "talking"));
    watch.wait(30);
    watch.rows(rowOf(7, OUTSIDE, "SP0", "talking"));
    expect(watch.news()).toEqual([]);
    watch.leg("102", 2, "connected", 9);
    watch.wait(5);
    watch.rows(rowOf(9, OUTSIDE, "102", "talking"));
    watch.gone("102", 2);
    watch.wait(1);
    watch.rows();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "started 102 link 2 blind",
      "ended 102 link 2 ok 5 s",
    ]);
  });

  it("conference: the link goes on with the one who stays", () => {
    const watch = talk();
    const room = { dn: "700", type: "conference" } as const;
    watch.leg("102", 2, "connected", 12, { party: room });
    watch.leg("101", 1, "connected", 12, { party: room });
    watch.wait(5);
    watch.gone("101", 1);
    watch.wait(5);
    watch.gone("102", 2);
    watch.wait(3);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 15 s transferred",
      "started 102 link 2 attended",
      "ended 102 link 2 ok 5 s",
    ]);
  });
});
