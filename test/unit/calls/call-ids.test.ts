/** Which callids the end of a link names: those of its own legs, after the one at arrival. */
import { describe, expect, it } from "vitest";
import { createTalk, createWatch, loggedCall, OUTSIDE, rowOf, START_MS } from "./watch.ts";

type Watch = ReturnType<typeof createWatch>;

function endsOf({ events }: Watch): string[] {
  return events.flatMap((event) =>
    event.type === "ended" ? [`${event.user} link ${event.link}: ${event.callIds.join(" ")}`] : [],
  );
}

/** 101 asks 102 in callid 8, then joins: the conversation goes on in 8. */
function joined(watch: Watch): Watch {
  watch.leg("101", 2, "dialing", 8, { party: { dn: "102", type: "extension" } });
  watch.leg("102", 3, "ringing", 8, { party: { dn: "101", type: "extension" } });
  watch.leg("101", 2, "connected", 8, { party: { dn: "102", type: "extension" } });
  watch.leg("102", 3, "connected", 8, { party: { dn: "101", type: "extension" } });
  watch.wait(2);
  watch.gone("101", 1);
  watch.gone("101", 2);
  watch.leg("102", 3, "connected", 8);
  watch.pollFor(2, rowOf(8, OUTSIDE, "102", "talking"));
  return watch;
}

describe("callids of a link", () => {
  it("is the chain's own when all was one call", () => {
    const watch = createTalk();
    watch.gone("101", 1);
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["101 link 1: 7"]);
  });

  it("are the arrival's, then the consultation's, where that call goes on", () => {
    const watch = joined(createTalk());
    watch.gone("102", 3);
    watch.pollNothing();
    expect(endsOf(watch)).toEqual(["101 link 1: 7", "102 link 2: 7 8"]);
  });

  it("are kept over a restart", () => {
    const before = joined(createTalk());
    const watch = createWatch({ stored: before.stored(), callControl: false, activeCalls: false });
    watch.wait(5);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.pollNothing();
    watch.log(true);
    expect(endsOf(watch)).toEqual(["102 link 2: 7 8"]);
  });

  it("are made up from the chain when an older version stored it", () => {
    const { atMs, documents } = createTalk().stored();
    const older = documents.map(({ key, json }) => {
      const content = JSON.parse(json);
      delete content.chain.arrivalCallId;
      delete content.chain.link.callIds;
      return { key, json: JSON.stringify(content) };
    });
    const watch = createWatch({ stored: { atMs, documents: older }, callControl: false, activeCalls: false });
    watch.wait(5);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.pollNothing();
    watch.log(true);
    expect(endsOf(watch)).toEqual(["101 link 1: 7"]);
  });

  it("is the log's where nobody saw the call", () => {
    const watch = createWatch();
    watch.lost("call-control");
    watch.lost("active-calls");
    watch.wait(100);
    watch.snapshot(true);
    watch.rowsAfterGap();
    watch.log(
      true,
      loggedCall({ callId: 4711, startedAtMs: START_MS + 40_000, endedAtMs: START_MS + 50_000 }),
    );
    expect(endsOf(watch)).toEqual([expect.stringMatching(/ link 0: 4711$/)]);
  });
});
