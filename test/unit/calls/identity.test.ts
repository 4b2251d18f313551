/** After a restart of the PBX one callid may name another conversation; after a mere gap it does not. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, legOf, OUTSIDE, rowOf } from "./watch.ts";

const OTHER = "0305556667";

function talkThenGap(callControl = true) {
  const watch = createTalk({ callControl: true });
  if (callControl) watch.lost("call-control");
  watch.lost("active-calls");
  watch.wait(30);
  return watch;
}

describe("legs after a gap", () => {
  it("with the same caller under lower ids belong to a later run of the PBX", () => {
    const watch = createTalk();
    watch.leg("101", 55, "connected", 7);
    watch.gone("101", 1);
    watch.lost("call-control");
    watch.wait(30);
    watch.snapshot(true, legOf("102", 3, "ringing", 7));
    expect(watch.news()).toEqual([
      expect.stringMatching(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/),
      "ringing 102 ext link 0",
    ]);
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(2);
  });

  it("with another caller under higher ids are another call", () => {
    const watch = talkThenGap();
    watch.snapshot(true, legOf("102", 9, "ringing", 7, { number: OTHER }));
    expect(watch.news()).toEqual([
      expect.stringMatching(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/),
      "ringing 102 ext link 0",
    ]);
  });

  it("that ring again where there was a talk are another call, even under the same ids and number", () => {
    const watch = talkThenGap();
    watch.snapshot(true, legOf("101", 1, "ringing", 7));
    watch.rowsAfterGap(rowOf(7, OUTSIDE, "101", "routing"));
    watch.leg("101", 1, "connected", 7);
    watch.pollFor(4, rowOf(7, OUTSIDE, "101", "talking"));
    watch.gone("101", 1);
    watch.pollNothing();
    expect(watch.news()).toEqual([
      expect.stringMatching(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/),
      "ringing 101 ext link 0",
      "started 101 link 1 none",
      "ended 101 link 1 ok 4 s",
    ]);
  });

  it("that are still there are the same call, whatever name or number the PBX shows now", () => {
    const watch = talkThenGap();
    watch.snapshot(true, legOf("101", 1, "connected", 7, { number: "anonymous" }));
    watch.rowsAfterGap(rowOf(7, "+49774852629", "101", "talking"));
    expect(watch.news()).toEqual([]);
  });

  it("with higher ids and the same caller are the same call: it was passed on", () => {
    const watch = talkThenGap();
    watch.snapshot(true, legOf("102", 9, "connected", 7, { number: "0774852629" }));
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(1);
  });
});

describe("while a talk that ended unseen waits for the call log", () => {
  const talkWaiting = (callControl: boolean) => {
    const watch = createTalk({ callControl });
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(30);
    if (callControl) watch.snapshot(true);
    watch.rowsAfterGap();
    watch.pollFor(10);
    return watch;
  };
  const twoCalls = [
    expect.stringMatching(/^ended 101 link 1 ok \d+ s \(reconstructed\)$/),
    "ringing 102 ext link 0",
  ];

  it("a leg of another caller under its callid is another call", () => {
    const watch = talkWaiting(true);
    watch.leg("102", 1, "ringing", 7, { number: OTHER });
    watch.pollFor(1, rowOf(7, "+49305556667", "102", "routing"));
    expect(watch.news()).toEqual(twoCalls);
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(2);
  });

  it("a callback that begins under its callid is another call", () => {
    const watch = talkWaiting(true);
    const queue = { dn: "800", type: "queue" } as const;
    watch.leg("102", 1, "ringing", 7, { party: queue, onBehalfOf: queue });
    watch.pollFor(1, rowOf(7, "800", "102", "routing"));
    watch.leg("102", 1, "connected", 7, { party: queue, onBehalfOf: queue });
    watch.leg("102", 1, "dialing", 7, { number: OTHER, onBehalfOf: queue });
    watch.leg("102", 1, "connected", 7, { number: OTHER, onBehalfOf: queue });
    expect(watch.news()).toEqual([twoCalls[0], "dialing 102 link 0", "started 102 link 1 none"]);
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(2);
  });

  it.each(["legs", "rows"])(
    "a consultation that begins under its callid is another call, %s first",
    (first) => {
      const watch = talkWaiting(true);
      const [asks, asked] = [
        { dn: "101", type: "extension" },
        { dn: "102", type: "extension" },
      ] as const;
      const talking = rowOf(3, "+49305556667", "101", "talking");
      watch.leg("101", 1, "ringing", 3, { number: OTHER });
      watch.leg("101", 1, "connected", 3, { number: OTHER });
      watch.pollFor(5, talking);
      if (first === "rows") watch.pollFor(1, talking, rowOf(7, "101", "102", "routing"));
      watch.leg("101", 2, "dialing", 7, { party: asked });
      watch.leg("102", 3, "ringing", 7, { party: asks });
      watch.leg("101", 2, "connected", 7, { party: asked });
      watch.leg("102", 3, "connected", 7, { party: asks });
      watch.pollFor(4, talking, rowOf(7, "101", "102", "talking"));
      watch.leg("102", 3, "connected", 7, { number: OTHER });
      watch.gone("101", 2);
      watch.gone("101", 1);
      watch.pollFor(5, rowOf(7, "+49305556667", "102", "talking"));
      watch.gone("102", 3);
      watch.pollNothing();
      const [waited, ...other] = watch
        .news()
        .toSorted((a, b) => Number(b.includes("recon")) - Number(a.includes("recon")));
      expect(waited).toEqual(twoCalls[0]);
      expect(other).toEqual([
        "ringing 101 ext link 0",
        "started 101 link 1 none",
        expect.stringMatching(/^ended 101 link 1 ok \d+ s transferred$/),
        "started 102 link 2 attended",
        expect.stringMatching(/^ended 102 link 2 ok \d+ s$/),
      ]);
      expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(2);
    },
  );

  it("rows of another caller under its callid are another call", () => {
    const watch = talkWaiting(true);
    watch.pollFor(1, rowOf(7, "+49305556667", "102", "routing"));
    watch.leg("102", 1, "ringing", 7, { number: OTHER });
    expect(watch.news()).toEqual([twoCalls[0], expect.stringMatching(/^ringing 102 /)]);
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(2);
  });

  it("the same caller under its callid is the same call", () => {
    const watch = talkWaiting(true);
    watch.leg("102", 9, "connected", 7, { number: "0774852629" });
    watch.pollFor(1, rowOf(7, OUTSIDE, "102", "talking"));
    expect(new Set(watch.events.map((event) => event.chainId)).size).toBe(1);
  });
});

describe("rows after a gap", () => {
  it("with another caller are another call", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(3, rowOf(7, OUTSIDE, "900", "talking"));
    watch.lost("active-calls");
    watch.wait(30);
    watch.rowsAfterGap(rowOf(7, "+49305556667", "900", "talking"));
    expect(watch.news()).toEqual([
      "ringing 900 other link 0",
      expect.stringMatching(/^ended 900 link 0 missed 0 s \(reconstructed\)$/),
      "ringing 900 other link 0",
    ]);
  });

  it("with the same caller, shown without the country, are the same call", () => {
    const watch = createWatch({ callControl: false });
    watch.pollFor(3, rowOf(7, OUTSIDE, "900", "talking"));
    watch.lost("active-calls");
    watch.wait(30);
    watch.rowsAfterGap({
      ...rowOf(7, OUTSIDE, "900", "talking"),
      caller: { dn: "10007", name: "", number: "774852629" },
    });
    expect(watch.news()).toEqual(["ringing 900 other link 0"]);
  });
});
