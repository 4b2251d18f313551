/** Blind transfers that differ from the scenarios: in a row, outside, to voicemail, with legs left over. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

const QUEUE = { dn: "800", type: "queue" } as const;
const A = { dn: "101", type: "extension" } as const;
const B = { dn: "102", type: "extension" } as const;

describe("blind transfers", () => {
  it("are told when the target rings, however long the first leg stands", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "ringing 102 ext link 2"]);
    watch.wait(2);
    watch.gone("101", 1);
    expect(watch.news()).toEqual([]);
  });

  it("are told when the target is first seen connected while the first leg stands", () => {
    const watch = createTalk();
    watch.leg("102", 2, "connected", 7, { referredBy: A });
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
    ]);
  });

  it.each([A, B])("to one who never answers and on to another, named as referred by $dn: one link", (by) => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.wait(1);
    watch.leg("103", 3, "ringing", 7, { referredBy: by });
    watch.gone("102", 2);
    watch.wait(1);
    watch.leg("103", 3, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "103", "talking"));
    watch.gone("103", 3);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "ringing 103 ext link 2",
      "started 103 link 2 blind",
      "ended 103 link 2 ok 5 s",
    ]);
  });

  it("A to B to C, B answering", () => {
    const watch = createTalk();
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.leg("102", 2, "connected", 7);
    watch.wait(0.5);
    watch.leg("103", 3, "ringing", 7, { referredBy: B });
    watch.gone("102", 2);
    watch.leg("103", 3, "connected", 7);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 10 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
      expect.stringMatching(/^ended 102 link 2 ok \d s transferred$/),
      "ringing 103 ext link 3",
      "started 103 link 3 blind",
    ]);
  });

  it("to an outside phone: the link is over when the PBX no longer has the call, as transferred", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "+420600123456", "routing"));
    watch.pollFor(9, rowOf(7, OUTSIDE, "+420600123456", "talking"));
    expect(watch.news()).toEqual([]);
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred"]);
  });

  it("two talks of one extension, joined: both are over for it, one goes on outside", () => {
    const watch = createTalk();
    const other = "+420600123456";
    watch.leg("101", 2, "dialing", 8, { number: other });
    watch.leg("101", 2, "connected", 8, { number: other });
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "talking"), rowOf(8, "101", other, "talking"));
    watch.gone("101", 1);
    watch.gone("101", 2);
    watch.pollFor(9, rowOf(7, OUTSIDE, other, "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "dialing 101 link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 3 s",
      "ended 101 link 1 ok 13 s transferred",
    ]);
  });

  it("to voicemail", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollFor(5, rowOf(7, OUTSIDE, "666", "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "ended 101 link 2 missed 0 s"]);
  });

  it("leave behind a queue's leg from before the answer: it is no stage of the next link", () => {
    const watch = createWatch();
    watch.leg("800", 50, "connected", 7);
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.wait(1);
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(5, rowOf(7, OUTSIDE, "101", "talking"));
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "102", "routing"));
    watch.gone("102", 2);
    watch.leg("101", 3, "ringing", 7);
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 3);
    watch.gone("800", 50);
    watch.pollNothing();
    expect(watch.news().slice(3)).toEqual([
      "ended 101 link 1 ok 5 s transferred",
      "ringing 102 ext link 2",
      "ended 102 link 2 missed 0 s transferred",
      "ringing 101 ext link 3",
      "ended 101 link 3 missed 0 s",
    ]);
  });

  it("to a monitored queue, whose own leg is the first that shows it", () => {
    const watch = createTalk();
    watch.leg("800", 60, "connected", 7);
    expect(watch.news()).toEqual([]);
    watch.gone("101", 1);
    expect(watch.news()).toEqual(["ended 101 link 1 ok 10 s transferred", "ringing 800 queue link 2"]);
  });

  it("leave behind the one who transferred, connected or on a second device that still rings", () => {
    const watch = createTalk();
    watch.snapshot(false);
    watch.wait(1);
    watch.snapshot(false, legOf("101", 1, "connected", 7));
    watch.leg("102", 2, "ringing", 7, { referredBy: A });
    expect(watch.news()).toEqual(["ended 101 link 1 ok 11 s transferred", "ringing 102 ext link 2"]);

    const devices = createWatch();
    devices.leg("101", 1, "ringing", 7);
    devices.leg("101", 2, "ringing", 7);
    devices.wait(1);
    devices.leg("101", 1, "connected", 7);
    devices.wait(1);
    devices.leg("102", 3, "ringing", 7, { referredBy: A });
    devices.gone("101", 1);
    expect(devices.news()).toEqual([
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 1 s transferred",
      "ringing 102 ext link 2",
    ]);
  });

  it("start the talk no earlier than the link", () => {
    const watch = createTalk();
    watch.leg("102", 2, "connected", 7);
    watch.wait(3);
    watch.gone("101", 1);
    expect(watch.news()).toEqual([
      "ended 101 link 1 ok 13 s transferred",
      "ringing 102 ext link 2",
      "started 102 link 2 blind",
    ]);
    expect(watch.events.at(-1)).toMatchObject({ atMs: watch.nowMs(), waitS: 0 });
  });
});
