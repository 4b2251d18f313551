/** A conversation as lanes on a straight axis, one for each number and wave of ringing: for the drawer. */
import type { CallEventView, CallView, StageView } from "../../../src-shared/contract/call-view.ts";
import type { StageSegment } from "../../ui/stage-bar.tsx";

/** The span that the drawer shows. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Lane {
  readonly key: string;
  readonly dn: string;
  readonly name: string;
  /** In the order of time; the last says how it ended here. */
  readonly stages: readonly StageView[];
  readonly segments: readonly StageSegment[];
  readonly events: readonly PlacedEvent[];
}

interface PlacedEvent {
  readonly event: CallEventView;
  readonly share: number;
}

const leastSpanMs = 5_000;

/** From arrival to the end, or to what is known so far. */
export function spanOf(call: CallView, seenMs: number): Span {
  const toMs = Math.max(call.endedAtMs ?? seenMs, ...call.stages.map((stage) => stage.toMs ?? stage.fromMs));
  return { fromMs: call.arrivedAtMs, toMs: Math.max(toMs, call.arrivedAtMs + leastSpanMs) };
}

export function shareIn({ fromMs, toMs }: Span, atMs: number): number {
  return Math.max(0, Math.min(1, (atMs - fromMs) / (toMs - fromMs)));
}

/** A phone that rings again gets a lane of its own; what follows a ring stays on its lane. */
export function lanesOf(call: CallView, span: Span): readonly Lane[] {
  const lanes: { readonly dn: string; readonly name: string; readonly stages: StageView[] }[] = [];
  const ordered = call.stages.toSorted((a, b) => a.fromMs - b.fromMs);
  for (const stage of ordered) {
    const lane = lanes.findLast(({ dn }) => dn === stage.dn);
    if (lane === undefined || (stage.kind === "ringing" && (stage.wave ?? 1) > 1))
      lanes.push({ dn: stage.dn, name: stage.name, stages: [stage] });
    else lane.stages.push(stage);
  }
  return lanes.map((lane, at) => ({
    ...lane,
    key: `${at} ${lane.dn}`,
    segments: lane.stages.map((stage) => segmentOf(stage, span)),
    events: placed(eventsOf(lane, lanes, call.events), span),
  }));
}

function segmentOf({ kind, link, fromMs, toMs }: StageView, span: Span): StageSegment {
  return { kind, link, from: shareIn(span, fromMs), to: shareIn(span, toMs ?? span.toMs) };
}

type Stages = Pick<Lane, "dn" | "stages">;

/** An event stands on the last lane of its number that had begun by then. */
function eventsOf(lane: Stages, lanes: readonly Stages[], events: CallView["events"]): CallEventView[] {
  return events.filter((event) => {
    const own = lanes.filter(({ dn }) => dn === event.user);
    const begun = own.findLast(({ stages }) => (stages[0]?.fromMs ?? 0) <= event.atMs);
    return event.deliveries.length > 0 && (begun ?? own[0]) === lane;
  });
}

/** Marks of events that come close to each other stand side by side. */
const leastDistance = 0.045;

function placed(events: readonly CallEventView[], span: Span): readonly PlacedEvent[] {
  let last = Number.NEGATIVE_INFINITY;
  return events.map((event) => {
    last = Math.min(1, Math.max(shareIn(span, event.atMs), last + leastDistance));
    return { event, share: last };
  });
}

const stepsS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400];
const mostTicks = 5;
/** A label behind this would not fit in. */
const lastLabelShare = 0.9;

/** Round times for the axis, in milliseconds after the begin; the begin itself is the first. */
export function linearTicksMs({ fromMs, toMs }: Span): readonly number[] {
  const lengthMs = toMs - fromMs;
  const stepMs = (stepsS.find((s) => lengthMs / (s * 1000) <= mostTicks) ?? 86_400) * 1000;
  const all = Array.from({ length: mostTicks + 1 }, (_, at) => at * stepMs);
  return all.filter((ms) => ms <= lengthMs * lastLabelShare);
}
