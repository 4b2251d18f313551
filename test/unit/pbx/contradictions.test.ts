import { describe, expect, it } from "vitest";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import { createContradictions } from "../../../src-main/pbx/contradictions.ts";
import { createLegBook } from "../../../src-main/pbx/leg-book.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { leg, startMs } from "./helpers.ts";

const party = (dn: string) => ({ dn, name: "", number: "" });
const call = (callId: number, callee: string, status: ActiveCall["status"] = "routing"): ActiveCall => ({
  callId,
  caller: party("10007"),
  callee: party(callee),
  status,
});

function create() {
  const clock = createVirtualClock({ startMs });
  const book = createLegBook();
  book.replace(
    [
      { dn: "150", type: "extension" },
      { dn: "crm", type: "route-point" },
    ],
    [],
  );
  const asked: string[] = [];
  const { check, reset } = createContradictions(clock, book, (reason) => asked.push(reason));
  const poll = async (calls: readonly ActiveCall[], times = 1) => {
    for (let time = 0; time < times; time++) {
      check(calls);
      await clock.runFor(1000);
    }
  };
  return { book, asked, poll, reset };
}

describe("contradictions between the sources", () => {
  it("a monitored extension's call without legs for 1.5 s asks for a snapshot, twice at most", async () => {
    const { asked, poll } = create();
    await poll([call(7, "150")], 2);
    expect(asked).toEqual([]);
    await poll([call(7, "150")], 60);
    expect(asked).toHaveLength(2);
  });

  it("legs whose call two polls lack ask for a snapshot", async () => {
    const { asked, poll, book } = create();
    book.put(leg({ callId: 7 }));
    await poll([]);
    expect(asked).toEqual([]);
    await poll([]);
    expect(asked).toHaveLength(1);
  });

  it("whoever rings there does not talk there", async () => {
    const { asked, poll, book } = create();
    book.put(leg({ callId: 7, status: "ringing" }));
    await poll([call(7, "150", "talking")], 4);
    expect(asked).toEqual(["an extension is in a call otherwise than its legs say"]);
  });

  it("agreement and unmonitored numbers are no contradiction", async () => {
    const { asked, poll, book } = create();
    book.put(leg({ callId: 7 }));
    await poll([call(7, "150"), call(8, "800"), call(9, "crm"), call(10, "151")], 10);
    expect(asked).toEqual([]);
  });

  it("a phone that talks by its row and rings by its leg asks for a snapshot", async () => {
    const { asked, poll, book } = create();
    book.put(leg({ callId: 7 }));
    await poll([call(7, "150", "talking")], 2);
    expect(asked).toEqual([]);
    await poll([call(7, "150", "talking")]);
    expect(asked).toHaveLength(1);
  });

  it("a connected leg that no row of its call names asks for a snapshot, a ringing one does not", async () => {
    const { asked, poll, book } = create();
    book.put(leg({ callId: 7 }));
    await poll([call(7, "151", "talking")], 10);
    expect(asked).toEqual([]);
    book.put(leg({ callId: 7, status: "connected" }));
    await poll([call(7, "151", "talking")], 2);
    expect(asked).toHaveLength(1);
  });

  it("a short disagreement is none", async () => {
    const { asked, poll, book } = create();
    await poll([call(7, "150")]);
    book.put(leg({ callId: 7 }));
    await poll([call(7, "150")], 3);
    await poll([]);
    book.remove("150", 8106);
    await poll([], 5);
    expect(asked).toEqual([]);
  });

  it("what was noticed before the source fell silent counts no more", async () => {
    const { asked, poll, reset } = create();
    await poll([call(7, "150")], 2);
    reset();
    await poll([call(7, "150")], 2);
    expect(asked).toEqual([]);
  });
});
