/** What happens before an answer: stages that follow each other, phones that stop, where a missed call stood. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

const QUEUE = { dn: "800", type: "queue" } as const;
const QUEUE2 = { dn: "801", type: "queue" } as const;
const GROUP = { dn: "802", type: "ring-group" } as const;
const A = { dn: "101", type: "extension" } as const;

describe("stages", () => {
  it("are told each time the caller comes to them: an IVR that sends back to the queue", () => {
    const watch = createWatch();
    for (const dn of ["900", "800", "900", "800"]) watch.pollFor(3, rowOf(7, OUTSIDE, dn, "talking"));
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ringing 900 other link 0",
      "ringing 800 queue link 0",
      "ringing 900 other link 0",
      "ringing 800 queue link 0",
      "ended 800 link 0 missed 0 s",
    ]);
  });

  it("follow an overflow from queue to queue to extension", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    watch.gone("101", 1);
    watch.pollFor(2, rowOf(7, OUTSIDE, "801", "talking"));
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: QUEUE2 });
    watch.pollFor(2, rowOf(7, OUTSIDE, "801", "talking"));
    watch.gone("102", 2);
    watch.leg("103", 3, "ringing", 7);
    watch.wait(1);
    watch.leg("103", 3, "connected", 7);
    watch.pollFor(4, rowOf(7, OUTSIDE, "103", "talking"));
    watch.gone("103", 3);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ringing 800 queue link 0",
      "ringing 101 ext link 0",
      "ringing 801 queue link 0",
      "ringing 102 ext link 0",
      "ringing 103 ext link 0",
      "started 103 link 1 none",
      "ended 103 link 1 ok 4 s",
    ]);
  });

  it("shown by leg and row at once are told once, in whatever order they come", () => {
    const watch = createWatch();
    watch.leg("801", 40, "connected", 7);
    watch.pollFor(3, rowOf(7, OUTSIDE, "800", "talking"), rowOf(7, OUTSIDE, "801", "talking"));
    expect(watch.news()).toEqual(["ringing 801 queue link 0", "ringing 800 queue link 0"]);
  });

  it("left behind are not told again by a row that lags two seconds behind the queue's own leg", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "900", "talking"));
    watch.wait(0.5);
    watch.leg("800", 40, "connected", 7);
    watch.pollFor(2, rowOf(7, OUTSIDE, "900", "talking"));
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    expect(watch.news()).toEqual(["ringing 900 other link 0", "ringing 800 queue link 0"]);
  });

  it("left behind are no target of a transfer when a talk was shorter than the rows' lag", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: QUEUE });
    watch.pollFor(1, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("101", 1, "connected", 7);
    watch.wait(0.9);
    watch.gone("101", 1);
    watch.pollFor(1, rowOf(7, OUTSIDE, "800", "talking"));
    watch.pollFor(1, rowOf(7, OUTSIDE, "101", "talking"));
    watch.pollNothing();
    expect(watch.news().slice(2)).toEqual(["started 101 link 1 none", "ended 101 link 1 ok 1 s"]);
  });
});

describe("a missed call", () => {
  it("belongs to the group whose member forwards to a mobile that nobody answers", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7, { onBehalfOf: GROUP });
    watch.leg("102", 2, "ringing", 7, { onBehalfOf: GROUP });
    watch.pollFor(3, rowOf(7, OUTSIDE, "802", "routing"));
    watch.leg("101", 3, "dialing", 7, { number: "+420600123456", originatedBy: A });
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "802", "routing"));
    watch.gone("101", 3);
    watch.gone("102", 2);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      "ringing 802 other link 0",
      "ringing 101 ext link 0",
      "ringing 102 ext link 0",
      "ended 802 link 0 missed 0 s",
    ]);
    expect(watch.events.find((event) => event.type === "ended")).toMatchObject({
      standingPoint: "ring-group",
    });
  });

  it("belongs to the extension an IVR handed it to", () => {
    const watch = createWatch();
    watch.pollFor(3, rowOf(7, OUTSIDE, "900", "talking"));
    watch.leg("101", 1, "ringing", 7);
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 1);
    watch.pollNothing();
    expect(watch.news().at(-1)).toBe("ended 101 link 0 missed 0 s");
  });

  it("belongs to the IVR again when the phone gave up and the caller is back there", () => {
    const watch = createWatch();
    watch.pollFor(3, rowOf(7, OUTSIDE, "900", "talking"));
    watch.leg("101", 1, "ringing", 7);
    watch.pollFor(3, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 1);
    watch.pollFor(3, rowOf(7, OUTSIDE, "900", "talking"));
    watch.pollNothing();
    expect(watch.news().at(-1)).toBe("ended 900 link 0 missed 0 s");
  });
});

describe("phones that stop", () => {
  it("are told when the call goes on, the stage and the one who answers are not", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("101", 1, "ringing", 7);
    watch.leg("102", 2, "ringing", 7);
    watch.pollFor(2, rowOf(7, OUTSIDE, "101", "routing"));
    watch.gone("101", 1);
    watch.leg("102", 2, "connected", 7);
    watch.pollFor(1, rowOf(7, OUTSIDE, "102", "talking"));
    expect(watch.newsInFull()).toEqual([
      "ringing 800 queue link 0",
      "queued 800",
      "ringing 101 ext link 0",
      "ringing 102 ext link 0",
      "ringing_stopped 101",
      "started 102 link 1 none",
    ]);
  });

  it("are told before the next one rings", () => {
    const watch = createWatch();
    watch.leg("101", 1, "ringing", 7);
    watch.wait(5);
    watch.gone("101", 1);
    watch.leg("102", 2, "ringing", 7);
    expect(watch.newsInFull()).toEqual([
      "ringing 101 ext link 0",
      "ringing_stopped 101",
      "ringing 102 ext link 0",
    ]);
  });

  it("have not stopped because nobody tells legs any more", () => {
    const watch = createWatch();
    watch.pollFor(2, rowOf(7, OUTSIDE, "800", "talking"));
    watch.leg("101", 1, "ringing", 7);
    watch.lost("call-control");
    watch.pollFor(4, rowOf(7, OUTSIDE, "800", "talking"));
    watch.snapshot(true, legOf("101", 1, "ringing", 7));
    expect(watch.news()).toEqual(["ringing 800 queue link 0", "ringing 101 ext link 0"]);
  });
});

it("tells voicemail once, however often it is seen", () => {
  const watch = createTalk();
  watch.leg("101", 9, "ringing", 8, { number: "+420600123456" });
  watch.gone("101", 9);
  const talking = rowOf(7, OUTSIDE, "101", "talking");
  for (const callee of ["666", "666"]) {
    watch.pollFor(1, talking, rowOf(8, "+420600123456", callee, "talking"));
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(1, talking, rowOf(8, "+420600123456", callee, "routing"));
  }
  expect(watch.events.filter((event) => event.type === "voicemail")).toHaveLength(1);
});
