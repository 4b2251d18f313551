/** What is said at the end of a run: what differs from the promise, and what did not arrive. */
import { describe, expect, it } from "vitest";
import { verdictOf, type Played } from "../../../../src-main/monitor/simulation/verdict.ts";
import { defaultSwitches } from "../../../../src-main/simulator/model/switches.ts";
import { findScenario } from "../../../../src-main/simulator/scenarios/catalogue.ts";
import type { ReceivedEvent } from "../../../../src-main/simulator/scenarios/types.ts";

const found = findScenario("inbound-missed");
if (!found.found) throw new Error(found.message);
const { scenario } = found;
const [promise] = scenario.promise(defaultSwitches);
const told: readonly ReceivedEvent[] = (promise?.events ?? []).map((event) => ({
  ...{ chainId: "260115100000_1", callerId: promise?.callerId ?? "", direction: "incoming", did: "BrnoDID" },
  ...event,
  reconstructed: false,
}));
const played: Played = { copies: [scenario], switches: defaultSwitches, faults: [], told, wiped: false };
const arrived = { where: "crm and desk", requests: 4, accepted: 4, lastError: undefined };

describe("the verdict of a run", () => {
  it("is good when everything was told and accepted", () => {
    expect(verdictOf(played, arrived)).toEqual({
      ok: true,
      sentence: "All 2 events came as the scenario promises. All 4 requests were accepted by crm and desk.",
    });
  });

  it("names what was not told", () => {
    const { ok, sentence } = verdictOf({ ...played, told: told.slice(0, 1) }, arrived);
    expect(ok).toBe(false);
    expect(sentence).toContain("2 differences from what the scenario promises: Chain 260115100000_1");
  });

  it("says how much was not accepted, with the receiver's last words", () => {
    const lost = { ...arrived, accepted: 1, lastError: "crm answered 500." };
    const { ok, sentence } = verdictOf(played, lost);
    expect(ok).toBe(false);
    expect(sentence).toContain("3 of 4 requests were not accepted by crm and desk: crm answered 500.");
  });

  it("says when the scenario's own promise cannot be judged, and why", () => {
    const { ok, sentence } = verdictOf({ ...played, wiped: true }, arrived);
    expect(ok).toBe(true);
    expect(sentence).toContain("because the phone system restarted");
  });

  it("says that an endpoint wants none of it", () => {
    const none = { ...arrived, requests: 0, accepted: 0 };
    expect(verdictOf(played, none).sentence).toContain("None of them is wanted by crm and desk");
  });
});
