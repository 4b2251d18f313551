/** A small catalogue of scenarios and faults, and a run in its middle. */
import type { MethodResult } from "../../../../../src-shared/contract/contract.ts";
import type { SimulationView } from "../../../../../src-shared/contract/snapshot.ts";

export function aCatalogue(): MethodResult<"simulator.catalogue"> {
  return {
    scenarios: [
      {
        name: "inbound-answered",
        title: "Call to an extension, answered",
        summary: "A caller rings 101, who answers and talks for a minute.",
        lengthMs: 70_000,
        events: ["ringing 101", "started 101", "ended 101"],
      },
      {
        name: "queue-nobody",
        title: "Caller leaves the queue while agents ring",
        summary: "Greeting, queue, two agents ring; the caller hangs up after 62 s.",
        lengthMs: 62_000,
        events: ["ringing 900", "ringing 800", "ringing 101", "ended 800"],
      },
      {
        name: "inbound-no-number",
        title: "Caller without a number",
        summary: "The caller shows nothing of himself.",
        lengthMs: 20_000,
        events: ["ringing 101", "ended 101"],
      },
    ],
    faults: [
      fault("drop-socket", "Sockets drop", "All event sockets break every few seconds.", true),
      fault("lose-events", "Events get lost", "Some events are never sent.", true),
      fault("duplicate-upserts", "Events come twice", "Many upserts are sent two or three times.", false),
      fault("404-race", "Legs gone before they are asked for", "Answers come 150 ms late.", false),
      fault(
        "late-call-log",
        "Late call log",
        "A call is in the log only eight seconds after its end.",
        false,
      ),
      fault("slow-xapi", "Slow configuration API", "XAPI answers after three to eight seconds.", true),
      fault("garbage", "Damaged events", "Frames that are no JSON, of the wrong shape or huge.", true),
      fault("pbx-restart", "The PBX restarts", "Once: calls vanish, tokens die, numbers start again.", true),
    ],
  };
}

function fault(name: string, title: string, summary: string, lossy: boolean) {
  return { name, title, summary, lossy };
}

/** Four events were told, three of them arrived. */
export function aSimulation(nowMs: number, change: Partial<SimulationView> = {}): SimulationView {
  const event = (type: string, user: string, secondsAgo: number) => ({
    ...{ type, user, chainId: "261122142201_1", link: 0, atMs: nowMs - secondsAgo * 1000 },
    ...{ endpoint: "built-in", state: "delivered" as const, tookMs: 3 },
    request: `GET http://127.0.0.1:39211/?event=${type}&user=${user}&id=261122142201_1-0`,
  });
  return {
    ...{ state: "running", runId: "run-1", scenario: "queue-nobody", startedAtMs: nowMs - 40_000 },
    calls: { planned: 1, running: 1, finished: 0 },
    ...{ expected: 4, sent: 3, verdict: "" },
    events: [
      event("ringing", "900", 39),
      event("ringing", "800", 33),
      event("ringing", "101", 28),
      {
        ...{ type: "ended", user: "800", chainId: "261122142201_1", link: 0, atMs: nowMs - 1000 },
        ...{ endpoint: "built-in", state: "waiting" },
      },
    ],
    ...change,
  };
}
