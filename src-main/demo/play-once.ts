/** Plays each scenario once on a stage with a virtual clock and holds what the receiver got against the promise. */
import { faultCatalogue } from "../simulator/faults/catalogue.ts";
import type { FaultName } from "../simulator/faults/fault-name.ts";
import { hiddenFrom, type SourcesLeft } from "../simulator/scenarios/hidden-from.ts";
import { withCallerSuffix } from "../simulator/scenarios/numbers.ts";
import type { ChainPromise, ReceivedEvent, Scenario } from "../simulator/scenarios/types.ts";
import { judge } from "../simulator/scenarios/verdict.ts";
import type { VirtualClock } from "../simulator/virtual-clock.ts";
import { nativeEvents, receivedEvents } from "./received-events.ts";
import { allArrived, expectedLinks, receivedLinks, recordingDifferences } from "./recordings-verdict.ts";
import { ruleBreaches } from "./rules.ts";
import type { Stage } from "./stage.ts";

export interface PlayReport {
  readonly scenario: Scenario;
  readonly received: readonly ReceivedEvent[];
  /** Links to recordings that came and opened; of scenarios that were played together, at the first of them. */
  readonly recordings: number;
  /** Empty when the receiver got what was promised. */
  readonly differences: readonly string[];
  /** Why the promise was judged by the general rules only; `undefined` when it was judged as a whole. */
  readonly lenient: string | undefined;
}

export interface OnceOptions {
  readonly stage: Stage;
  readonly clock: VirtualClock;
  readonly faults: readonly FaultName[];
  readonly scenarios: readonly Scenario[];
  /** All at the same time instead of one after the other. */
  readonly together?: boolean;
  readonly onReport?: (report: PlayReport) => void;
}

/** With nothing at all to see the engine can only say so; such an outage ends after this long. */
const TOTAL_OUTAGE_MS = 30_000;
const CONNECT_LIMIT_MS = 180_000;
/** A call whose end depends on the call log is told a minute later at the latest. */
const REST_LIMIT_MS = 240_000;
/** With faults: a gap is noticed by the next answer, and the call log is asked about it for some seconds. */
const HEAL_MS = 50_000;
/** The latest file of a scenario appears ten minutes after its call. */
const RECORDINGS_LIMIT_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 10_000;
/** Nothing more comes than was expected. */
const LATE_RECORDINGS_MS = 1_500;

/** Which sources these faults leave for the whole run. */
export function sourcesLeft(faults: readonly FaultName[]): SourcesLeft {
  const callControl = !faults.includes("no-licence") && !faults.includes("no-monitored");
  return { callControl, activeCalls: !faults.includes("xapi-role") };
}

/** The same, less those that stop answering for many seconds at a time. */
function sourcesToTrust(faults: readonly FaultName[]): SourcesLeft {
  const { callControl, activeCalls } = sourcesLeft(faults);
  const silent: readonly FaultName[] = ["slow-xapi", "failing-xapi", "xapi-garbage", "endless-answer"];
  return { callControl, activeCalls: activeCalls && !faults.some((name) => silent.includes(name)) };
}

export async function playOnce(options: OnceOptions): Promise<PlayReport[]> {
  const { stage, clock, scenarios, onReport } = options;
  const lasting = await endTotalOutage(options);
  await stage.start();
  const left = sourcesLeft(lasting);
  await clock.runUntil(() => isConnected(stage, left), CONNECT_LIMIT_MS, stage.settle);
  const reports: PlayReport[] = [];
  const groups = options.together ? [scenarios] : scenarios.map((scenario) => [scenario]);
  for (const group of groups) {
    for (const report of await playGroup(options, group, lasting)) {
      reports.push(report);
      onReport?.(report);
    }
  }
  return reports;
}

/** The faults that stay. A PBX that shows nothing at all is put right after a while. */
async function endTotalOutage({ stage, clock, faults }: OnceOptions): Promise<readonly FaultName[]> {
  const { callControl, activeCalls } = sourcesLeft(faults);
  const total = faults.includes("wrong-secret") || faults.includes("old-version");
  if (!total && (callControl || activeCalls)) return faults;
  const lasting = faults.filter(
    (name) => faultCatalogue.find((each) => each.name === name)?.kind !== "outage",
  );
  clock.after(TOTAL_OUTAGE_MS, () => stage.simulator.setFaults(lasting));
  return lasting;
}

function isConnected(stage: Stage, left: SourcesLeft): boolean {
  const { callControl, activeCalls } = stage.engine.pbxState();
  return (
    (!left.callControl || callControl.name === "connected") &&
    (!left.activeCalls || activeCalls.name === "connected")
  );
}

async function playGroup(
  { stage, clock }: OnceOptions,
  group: readonly Scenario[],
  faults: readonly FaultName[],
): Promise<PlayReport[]> {
  const { engine, receiver, player, model } = stage;
  receiver.clear();
  const undoneBefore = stage.undoneSteps();
  const recordedBefore = model.recorded().length;
  const played = group.map((scenario, index) => withCallerSuffix(scenario, suffixOf(index)));
  let finished = 0;
  group.forEach((scenario, index) => {
    const playing = { callerSuffix: suffixOf(index), startInMs: 1500 + index * 700 };
    void player.play(scenario, playing).then(() => (finished += 1));
  });
  const over = () => finished === group.length && model.underWay().length === 0;
  await clock.runUntil(over, longest(group) + REST_LIMIT_MS, stage.settle);
  await clock.runFor(faults.length > 0 ? HEAL_MS : 1000, stage.settle);
  const rested = await clock.runUntil(() => engine.openCalls() === 0, REST_LIMIT_MS, stage.settle);
  await clock.runFor(1000, stage.settle);
  const wiped = stage.undoneSteps() > undoneBefore;
  const recordings = await recordingsOf(stage, clock, recordedBefore);
  const received = receivedEvents(receiver.requests());
  const promises = played.map((scenario) => scenario.promise(model.switches()));
  const whole = group.every((each) => hiddenFrom(each.name, sourcesToTrust(faults)) === undefined);
  const strangers = received
    .filter((event) => whole && !wiped && !promises.some((promised) => isOf(promised, event)))
    .map((event) => `Nobody promised ${JSON.stringify(event)}.`);
  return group.map((scenario, index) => {
    const promised = promises[index] ?? [];
    const own = group.length === 1 ? received : received.filter((event) => isOf(promised, event));
    const lenient = wiped ? "the PBX restarted" : hiddenFrom(scenario.name, sourcesToTrust(faults));
    const unrest = rested ? [] : ["Calls were still open minutes after the last of them was over."];
    const strange = index === 0 ? strangers : [];
    return {
      scenario,
      received: own,
      lenient,
      recordings: index === 0 ? recordings.links : 0,
      differences: [
        ...(index === 0 ? recordings.differences : []),
        ...unrest,
        ...strange,
        ...ruleBreaches(own),
        ...judged(promised, own, faults, lenient),
      ],
    };
  });
}

/** On a stage with recordings: waits until all that was recorded has come, and listens to it. */
async function recordingsOf(
  { engine, model, receiver, settle }: Stage,
  clock: VirtualClock,
  recordedBefore: number,
): Promise<{ readonly links: number; readonly differences: readonly string[] }> {
  const room = engine.recordings;
  if (room === undefined) return { links: 0, differences: [] };
  const recorded = model.recorded().slice(recordedBefore);
  const received = () => nativeEvents(receiver.requests());
  const expected = expectedLinks(recorded, received());
  const arrived = () => allArrived(expected, received());
  // Hints of the operating system come by its own time, not by that of the stage.
  for (let waitedMs = 0; waitedMs < RECORDINGS_LIMIT_MS && !arrived(); waitedMs += LOOK_AGAIN_MS) {
    void room.rescan();
    await clock.runUntil(arrived, LOOK_AGAIN_MS, settle);
  }
  await clock.runFor(LATE_RECORDINGS_MS, settle);
  const links = [...receivedLinks(received()).values()].flat().length;
  return { links, differences: await recordingDifferences(expected, received()) };
}

function suffixOf(index: number): string {
  return String(index).padStart(2, "0");
}

function longest(group: readonly Scenario[]): number {
  return Math.max(0, ...group.map((scenario) => scenario.steps.at(-1)?.atMs ?? 0)) + group.length * 700;
}

function isOf(promised: readonly ChainPromise[], event: ReceivedEvent): boolean {
  return promised.some((chain) => chain.callerId === event.callerId && chain.direction === event.direction);
}

function judged(
  promised: readonly ChainPromise[],
  received: readonly ReceivedEvent[],
  faults: readonly FaultName[],
  lenient: string | undefined,
): readonly string[] {
  if (lenient !== undefined) return [];
  const left = sourcesLeft(faults);
  const lossy =
    !left.callControl ||
    !left.activeCalls ||
    faults.some((name) => faultCatalogue.find((each) => each.name === name)?.lossy === true);
  // Faults that hold answers back move the moments a talk is measured by.
  const timed = faults.length > 0 ? received.map(({ talkS: _talkS, ...event }) => event) : received;
  return judge(promised, timed, lossy ? "lossy" : "exact").differences;
}
