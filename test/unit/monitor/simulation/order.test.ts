/** What a window may ask of the simulator, and what it is told when that cannot be played. */
import { describe, expect, it } from "vitest";
import { settingsOf } from "../../../../src-main/demo/stage.ts";
import { expectedRequests } from "../../../../src-main/monitor/simulation/expected.ts";
import { orderOf, type RunParams } from "../../../../src-main/monitor/simulation/order.ts";
import { withOwnNumbers } from "../../../../src-main/monitor/simulation/own-numbers.ts";
import type { ChainEndedEvent } from "../../../../src-shared/telephony/call-event.ts";

const params: RunParams = {
  ...{ scenario: "inbound-answered", speed: 1, count: 1, atOnce: 1, faults: [] },
  target: { kind: "endpoints", names: ["crm"] },
};
const { endpoints } = settingsOf(
  "[endpoint.crm]\nurl = http://127.0.0.1:1/\nusers = -101\n[endpoint.desk]\nurl = http://127.0.0.1:2/\nevents = ended",
);

function sentenceOf(changes: Partial<RunParams>): string {
  const ordered = orderOf({ ...params, ...changes }, endpoints);
  return ordered.ok ? "" : ordered.sentence;
}

describe("an order", () => {
  it("is refused with a sentence when it cannot be played", () => {
    expect(sentenceOf({ scenario: "inbound-answerd" })).toContain("Did you mean inbound-answered?");
    expect(sentenceOf({ faults: ["constructor"] })).toContain('no fault "constructor"');
    expect(sentenceOf({ target: { kind: "endpoints", names: ["crm", "gone"] } })).toContain(
      "no endpoint gone",
    );
    expect(sentenceOf({ scenario: "thirty-calls", count: 1000 })).toContain("10000 at most");
    expect(sentenceOf({ callerNumber: "DROP TABLE" })).toContain("phone number");
    expect(sentenceOf({ extension: "1'0" })).toContain("must be a number");
    expect(sentenceOf({ scenario: "ivr-missed", extension: "106" })).toContain("No extension takes part");
    expect(sentenceOf({ scenario: "outbound-answered", did: "x" })).toContain("Nobody calls from outside");
    expect(sentenceOf({ callerNumber: " ", extension: "", did: "" })).toBe("");
  });

  it("gives each playing callers of its own", () => {
    const ordered = orderOf({ ...params, count: 12, callerNumber: "+420774852629" }, endpoints);
    const callers = ordered.ok
      ? ordered.order.copies.map(
          (copy) => copy.steps.map(({ do: act }) => ("from" in act ? act.from : ""))[0],
        )
      : [];
    expect(new Set(callers).size).toBe(12);
    expect(callers[0]).toBe("+42077485262900");
  });

  it("knows how many requests it makes, by what each endpoint wants", () => {
    const count = (changes: Partial<RunParams>) => {
      const ordered = orderOf({ ...params, ...changes }, endpoints);
      return ordered.ok && ordered.order.target.kind === "endpoints"
        ? expectedRequests(ordered.order, ordered.order.target.endpoints)
        : -1;
    };
    expect(count({})).toBe(0);
    expect(count({ extension: "4711" })).toBe(3);
    expect(count({ count: 4, target: { kind: "endpoints", names: ["crm", "desk"] } })).toBe(4);
  });
});

describe("the user's own numbers", () => {
  const event = {
    ...{ type: "chain_ended", chainId: "1", link: 1, atMs: 0, arrivedAtMs: 0, direction: "incoming" },
    ...{
      callerId: "101",
      callerNumber: "101",
      callerName: "",
      did: "DirectDID",
      didNumber: "1",
      trunkDn: "",
    },
    ...{ user: "101", userType: "ext", userDnType: "extension", userName: "", reconstructed: false },
    ...{ callerLeg: "10007/3", otherLeg: "101/4", finish: "ok" },
    links: [{ link: 1, user: "102" }],
  } as unknown as ChainEndedEvent;

  it("take the place of the simulated ones wherever receivers read them, and of nothing else", () => {
    const shown = withOwnNumbers(event, { extension: { of: "101", is: "102" }, did: "+49301" });
    expect(shown).toMatchObject({
      ...{ user: "102", callerId: "101", callerLeg: "10007/3", otherLeg: "102/4" },
      ...{ links: [{ link: 1, user: "101" }], did: "+49301", didNumber: "49301" },
    });
    expect(withOwnNumbers(event, {})).toEqual(event);
  });
});
