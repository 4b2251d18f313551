/**
 * Holds what a service told against what the simulated PBX knows to have happened. A call is held to its whole
 * promise when nothing came between the PBX and the service; else to the rules that must hold even then.
 */
import { receivedEvents } from "../../../src-main/demo/received-events.ts";
import { ruleBreaches } from "../../../src-main/demo/rules.ts";
import { faultCatalogue } from "../../../src-main/simulator/faults/catalogue.ts";
import type { FaultName } from "../../../src-main/simulator/faults/fault-name.ts";
import { defaultSwitches } from "../../../src-main/simulator/model/switches.ts";
import { findScenario } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { withCallerSuffix } from "../../../src-main/simulator/scenarios/numbers.ts";
import type { ChainPromise, ReceivedEvent } from "../../../src-main/simulator/scenarios/types.ts";
import { judge } from "../../../src-main/simulator/scenarios/verdict.ts";
import type { NativeEvent } from "../../../src-shared/webhooks/native-event.ts";
import type { JournalEntry, ServiceName, Trouble } from "../journal.ts";
import { cutsIn } from "./cuts.ts";

/** `exact`: the whole promise; `lossy`: what must hold when events were lost; `rules`: the general rules. */
export type CallMode = "exact" | "lossy" | "rules";

export interface CallsVerdict {
  readonly findings: readonly string[];
  readonly calls: Readonly<Record<CallMode, number>>;
  /** Chains of calls that were held to a promise. */
  readonly sureChains: ReadonlySet<string>;
}

/** Before a call begins and after it ends, things may still be out of step; and some troubles need time to heal. */
const marginMs = 5_000;
const healMs = 15_000;

export function judgeCalls(
  service: ServiceName,
  journal: readonly JournalEntry[],
  events: readonly NativeEvent[],
): CallsVerdict {
  const received = receivedFormOf(events);
  const troubles = [...journal.filter((entry) => entry.type === "trouble"), ...cutsIn(journal)];
  const byCaller = Map.groupBy(received, ({ callerId }) => callerId);
  const counts = { exact: 0, lossy: 0, rules: 0 };
  const sureChains = new Set<string>();
  const findings: string[] = [];
  for (const play of journal) {
    if (play.type !== "play") continue;
    const found = findScenario(play.scenario);
    if (!found.found) throw new Error(found.message);
    const promises = withCallerSuffix(found.scenario, play.suffix).promise(defaultSwitches);
    const callers = new Set(promises.map(({ callerId }) => callerId));
    const own = [...callers].flatMap((caller) => byCaller.get(caller) ?? []);
    for (const caller of callers) byCaller.delete(caller);
    const { mode, timed, listAway } = modeOf(service, journal, troubles, play);
    counts[mode] += 1;
    const untimed = timed ? own : own.map(({ talkS: _talkS, ...event }) => event);
    const chains = new Set(own.map(({ chainId }) => chainId));
    // Only the list of active calls shows a parked call; without it, what comes back from its slot is another call.
    const most = promises.length * (listAway && play.scenario.startsWith("park-") ? 2 : 1);
    if (mode !== "rules") for (const chain of chains) sureChains.add(chain);
    const differences = [
      ...ruleBreaches(own),
      ...(mode === "rules" ? [] : judge(promises.map(ringsByNumber), ringsOf(untimed), mode).differences),
      ...(chains.size > most ? [`${chains.size} chains of ${promises.length}.`] : []),
    ];
    for (const each of differences)
      findings.push(`${service}: call ${play.index} (${play.scenario}, ${mode}): ${each}`);
  }
  for (const [caller] of byCaller) findings.push(`${service}: nobody called from ${caller}.`);
  return { findings, calls: counts, sureChains };
}

type Ring = Pick<ReceivedEvent, "event" | "user" | "link"> & Partial<Pick<ReceivedEvent, "chainId">>;

/** Phones that ring at once are read side by side: which answer is first is the machine's affair. */
function ringsOf<Event extends Ring>(events: readonly Event[]): Event[] {
  const sorted: Event[] = [];
  for (const event of events) {
    let place = sorted.length;
    while (place > 0 && ringsBefore(event, sorted[place - 1])) place -= 1;
    sorted.splice(place, 0, event);
  }
  return sorted;
}

function ringsBefore(event: Ring, other: Ring | undefined): boolean {
  const areRings = event.event === "ringing" && other?.event === "ringing";
  return areRings && event.link === other.link && event.chainId === other.chainId && event.user < other.user;
}

function ringsByNumber(promise: ChainPromise): ChainPromise {
  return { ...promise, events: ringsOf(promise.events) };
}

function receivedFormOf(events: readonly NativeEvent[]): ReceivedEvent[] {
  return receivedEvents(
    events.map((event) => ({
      ...{ method: "POST", path: "/native", target: "/native", query: [], atMs: 0 },
      headers: { "webhook-id": event.eventId },
      body: JSON.stringify(event),
    })),
  );
}

type Play = Extract<JournalEntry, { type: "play" }>;

/** `timed`: whether the length of its talks is settled; `listAway`: the list of active calls may have failed. */
function modeOf(
  service: ServiceName,
  journal: readonly JournalEntry[],
  troubles: readonly Trouble[],
  play: Play,
): { readonly mode: CallMode; readonly timed: boolean; readonly listAway: boolean } {
  const played = journal.find((entry) => entry.type === "played" && entry.index === play.index);
  if (played?.type !== "played" || played.undone > 0) return { mode: "rules", timed: false, listAway: true };
  const hits = troubles.filter(
    (entry) =>
      (entry.service === undefined || entry.service === service) &&
      entry.fromMs <= played.atMs + marginMs &&
      entry.toMs + healMs >= play.atMs - marginMs,
  );
  const modes = new Set(hits.map(modeOfTrouble));
  const mode = modes.has("rules") ? "rules" : modes.has("lossy") ? "lossy" : "exact";
  // What slows the machine or answers down moves the moments a talk is measured by.
  const timed = hits.every(({ name }) => ["mood", "kill-receiver", "slow-receiver"].includes(name));
  return {
    mode,
    timed,
    listAway: hits.some((hit) => lossyFaultsOf(hit).some(({ kind }) => kind === "xapi")),
  };
}

function lossyFaultsOf({ name, detail }: Trouble) {
  if (name !== "faults") return [];
  const { faults } = JSON.parse(detail) as { faults: readonly FaultName[] };
  return faultCatalogue.filter((each) => faults.includes(each.name) && each.lossy);
}

function modeOfTrouble(trouble: Trouble): CallMode {
  switch (trouble.name) {
    case "kill":
    case "terminate":
    case "pbx-restart":
    case "pbx-silent":
    case "clock-jump":
    case "cut":
      return "rules";
    case "stop":
    case "drop-sockets":
    case "slow-machine":
      return "lossy";
    case "faults": {
      const lossy = lossyFaultsOf(trouble);
      if (lossy.length === 0) return "exact";
      return lossy.length === 1 && lossy[0]?.kind !== "xapi" ? "lossy" : "rules";
    }
    default:
      return "exact";
  }
}
