/** One run from its first call to its verdict: a simulated phone system and an engine of its own. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { ReceivedEvent } from "../../simulator/scenarios/types.ts";
import { sourcesLeft } from "../../demo/play-once.ts";
import { createStage, type Stage } from "../../demo/stage.ts";
import { expectedRequests } from "./expected.ts";
import { createPace, pause, type Pace } from "./pace.ts";
import { promisedEvents, type RunOrder } from "./order.ts";
import { withOwnNumbers } from "./own-numbers.ts";
import { createProgress, type Progress } from "./progress.ts";
import { openRunDelivery, type RunDelivery, type RunDeliveryPorts } from "./run-delivery.ts";
import { toldEvent } from "./told-events.ts";
import { differencesOf, verdictOf, type Played } from "./verdict.ts";

export interface RunOptions {
  readonly order: RunOrder;
  readonly runId: string;
  readonly delivery: Omit<RunDeliveryPorts, "onAccepted" | "onAttempt">;
  readonly onChange: () => void;
}

export interface Run {
  readonly progress: Progress;
  /** Resolves when all is over and nothing of the run listens any more. Never rejects. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Of the run's own time. */
const connectLimitMs = 120_000;
/** Phone systems that show nothing are given up soon. */
const hopelessLimitMs = 5_000;
const apartMs = 100;
const callsLimitMs = 240_000;
/** With faults: a gap is noticed by the next answer, and the call log is asked about it for some seconds. */
const healMs = 50_000;
/** Of this machine's time: how long receivers may take without accepting anything. */
const arrivalQuietMs = 20_000;
const lookEveryMs = 50;

interface Ending {
  readonly state: "done" | "stopped" | "failed";
  readonly verdict: string;
}

export function startRun(options: RunOptions): Run {
  const { order, runId, onChange } = options;
  const { clock, log } = options.delivery;
  let stopped = false;
  let playing: Stage["player"] | undefined;
  const planned = order.copies.length;
  const progress = createProgress({ clock, runId, scenario: order.scenario, onChange, planned });

  /** Whatever happens, nothing of it listens afterwards. */
  async function play(): Promise<Ending> {
    const pace = createPace(order.speed, clock);
    const { seed, faults } = order;
    const stage = await createStage({ clock: pace.clock, seed, faults, endpoints: () => [] });
    let delivery: RunDelivery | undefined;
    try {
      delivery = await openRunDelivery(order.target, {
        ...options.delivery,
        onAccepted: progress.accepted,
        onAttempt: progress.attempt,
      });
      playing = stage.player;
      progress.expect(expectedRequests(order, delivery.endpoints));
      const ending = await perform({ stage, pace, delivery, order, progress, clock, stopped: () => stopped });
      return ending ?? { state: "stopped", verdict: stopWords(progress, planned) };
    } finally {
      stage.player.stop();
      await delivery?.stop();
      await stage.stop();
    }
  }

  function failure(error: unknown): Ending {
    const reason = reasonOf(error);
    log.error("A simulation failed.", { scenario: order.scenario, reason });
    return { state: "failed", verdict: `The simulation could not be run: ${reason}` };
  }

  return {
    progress,
    ended: play()
      .catch(failure)
      .then(({ state, verdict }) => progress.end(state, verdict)),
    stop() {
      stopped = true;
      playing?.stop();
    },
  };
}

interface Performance {
  readonly stage: Stage;
  readonly pace: Pace;
  readonly delivery: RunDelivery;
  readonly order: RunOrder;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly stopped: () => boolean;
}

/** `undefined` when it was stopped. */
async function perform(run: Performance): Promise<Ending | undefined> {
  const { stage, delivery, order, progress, stopped } = run;
  const told: ReceivedEvent[] = [];
  stage.engine.onEvent((event) => {
    const judged = toldEvent(event);
    if (judged !== undefined) told.push(judged);
    delivery.send(withOwnNumbers(event, order.numbers));
  });
  await stage.start();
  if (!(await connected(run))) return stopped() ? undefined : unseen(stage);
  await playAll(run);
  const played = (): Played => ({
    ...{ copies: order.copies, switches: stage.model.switches(), faults: order.faults, told },
    wiped: stage.undoneSteps() > 0,
  });
  await rest(run, played);
  await arrived(run);
  if (stopped()) return undefined;
  const verdict = verdictOf(played(), { ...progress.counts(), where: whereOf(run) });
  return { state: verdict.ok ? "done" : "failed", verdict: verdict.sentence };
}

function unseen(stage: Stage): Ending {
  const { sentence, advice } = stage.engine.pbxState().callControl;
  const verdict = `No call was made, because the simulated phone system shows none. ${sentence} ${advice}`;
  return { state: "failed", verdict: verdict.trim() };
}

/** After the last step: what faults have hidden is found out, and every call comes to its end. */
async function rest({ stage, pace, order, stopped }: Performance, played: () => Played): Promise<void> {
  const promised = promisedEvents(order).length;
  let judged = 0;
  const complete = () => {
    const { told } = played();
    if (told.length < promised || told.length === judged) return false;
    judged = told.length;
    return differencesOf(played()).differences.length === 0;
  };
  if (order.faults.length > 0) await pace.runUntil(() => stopped() || complete(), healMs, stage.settle);
  await pace.runUntil(() => stopped() || stage.engine.openCalls() === 0, callsLimitMs, stage.settle);
}

/** Waits until the engine sees what these faults let it see. */
function connected({ stage, pace, order, stopped }: Performance): Promise<boolean> {
  const { faults } = order;
  const left = sourcesLeft(faults);
  const shut = faults.includes("wrong-secret") || faults.includes("old-version");
  const hopeless = shut || (!left.callControl && !left.activeCalls);
  const isConnected = () => {
    const { callControl, activeCalls } = stage.engine.pbxState();
    return (
      !hopeless &&
      (!left.callControl || callControl.name === "connected") &&
      (!left.activeCalls || activeCalls.name === "connected")
    );
  };
  return pace
    .runUntil(() => stopped() || isConnected(), hopeless ? hopelessLimitMs : connectLimitMs, stage.settle)
    .then((reached) => reached && !stopped());
}

/** All copies, at most `atOnce` at a time, and until the last conversation is over. */
async function playAll({ stage, pace, order, progress, stopped }: Performance): Promise<void> {
  const waiting = order.copies.values();
  let running = 0;
  let finished = 0;
  async function line(at: number): Promise<void> {
    let startInMs = (at + 1) * apartMs;
    for (const copy of waiting) {
      if (stopped()) return;
      running += 1;
      progress.calls(running, finished);
      await stage.player.play(copy, { startInMs });
      startInMs = apartMs;
      running -= 1;
      finished += 1;
      progress.calls(running, finished);
    }
  }
  for (let at = 0; at < Math.min(order.atOnce, order.copies.length); at += 1) void line(at);
  const steps = order.copies[0]?.steps.at(-1)?.atMs ?? 0;
  const limitMs = (steps + order.atOnce * apartMs) * order.copies.length + callsLimitMs;
  const over = () => stopped() || (finished === order.copies.length && stage.model.underWay().length === 0);
  await pace.runUntil(over, limitMs, stage.settle);
}

/** Receivers have their own pace: waited for as long as they accept something now and then. */
async function arrived({ progress, clock, stopped, stage }: Performance): Promise<void> {
  await stage.settle();
  let accepted = progress.counts().accepted;
  let sinceMs = clock.nowMs();
  while (!stopped() && progress.counts().open > 0) {
    await pause(clock, lookEveryMs);
    const now = progress.counts().accepted;
    if (now !== accepted) sinceMs = clock.nowMs();
    accepted = now;
    if (clock.nowMs() - sinceMs > arrivalQuietMs) return;
  }
}

function whereOf({ order, delivery }: Performance): string {
  if (order.target.kind === "built-in") return "the built-in receiver";
  const names = delivery.endpoints.map(({ name }) => name);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function stopWords(progress: Progress, planned: number): string {
  const { finished, requests, accepted } = progress.counts();
  return `Stopped by hand: ${finished} of ${planned} calls were played to their end, and ${accepted} of ${requests} requests were accepted.`;
}
