/**
 * How one event changes what a person sees of a conversation. Pure: a view and an event in, a view out.
 * Views are made of the same events that receivers get, so the window never says something else.
 */
import type { CallView, CallViewState, StageKind, StageView } from "../../src-shared/contract/call-view.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { DnType } from "../../src-shared/telephony/dn.ts";
import { closedLegs } from "./leg-views.ts";
import { linksAfter } from "./link-views.ts";

/** A view without this conversation's events; `event` is its first. */
export function firstView(event: CallEvent, simulated: boolean): CallView {
  return {
    chainId: event.chainId,
    direction: event.direction,
    number: event.callerNumber,
    callerId: event.callerId,
    name: event.callerName,
    did: event.did,
    state: "unknown",
    at: [],
    link: event.link,
    arrivedAtMs: event.arrivedAtMs,
    confirmedAtMs: event.atMs,
    reconstructed: false,
    simulated,
    stages: [],
    links: [],
    events: [],
    recordings: 0,
    legs: [],
  };
}

/** The view after the event. */
export function callAfter(view: CallView, event: CallEvent): CallView {
  const stages = stagesAfter(view.stages, event);
  const next = {
    ...view,
    number: event.callerNumber || view.number,
    callerId: event.callerId || view.callerId,
    name: event.callerName || view.name,
    did: event.did || view.did,
    link: Math.max(view.link, event.link),
    confirmedAtMs: Math.max(view.confirmedAtMs, event.atMs),
    reconstructed: view.reconstructed || event.reconstructed,
    stages,
    links: linksAfter(view.links, event),
  };
  if (event.type === "chain_ended") return ended(next, event.atMs, event.finish);
  return standing(answered(next, event));
}

function answered(view: CallView, event: CallEvent): CallView {
  if (event.type !== "started") return view;
  return {
    ...view,
    answeredAtMs: view.answeredAtMs ?? event.atMs,
    waitS: view.waitS ?? event.waitS,
  };
}

/** Where it stands follows from the stages that last. */
function standing(view: CallView): CallView {
  const { talkSinceMs: _before, ...rest } = view;
  const lasting = view.stages.filter(({ toMs }) => toMs === undefined);
  const kind = order.find((each) => lasting.some((stage) => stage.kind === each));
  if (kind === undefined) return { ...rest, state: "unknown", at: view.at };
  const here = lasting.filter((stage) => stage.kind === kind);
  const at = here.map(({ dn, name }) => ({ dn, name }));
  const state = stateOf(kind, view);
  const [first] = here;
  return { ...rest, state, at, ...(kind === "talk" && first ? { talkSinceMs: first.fromMs } : {}) };
}

/** What says most about a call comes first. */
const order: readonly StageKind[] = ["talk", "voicemail", "ringing", "queue", "ivr", "unseen"];

function stateOf(kind: StageKind, { direction }: CallView): CallViewState {
  switch (kind) {
    case "talk":
      return "talking";
    case "ringing":
      return direction === "outgoing" ? "dialing" : "ringing";
    case "unseen":
      return "unknown";
    case "ivr":
    case "queue":
    case "voicemail":
      return kind;
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

function ended(view: CallView, atMs: number, finish: "ok" | "missed"): CallView {
  const { talkSinceMs: _before, ...rest } = view;
  const talkS = view.links.reduce((total, link) => total + link.talkS, 0);
  return {
    ...rest,
    state: finish === "missed" ? "missed" : "ended",
    endedAtMs: atMs,
    talkS,
    ...(view.legs === undefined ? {} : { legs: closedLegs(view.legs, atMs) }),
    waitS: view.waitS ?? Math.max(0, Math.round((atMs - view.arrivedAtMs) / 1000)),
  };
}

function stagesAfter(stages: readonly StageView[], event: CallEvent): StageView[] {
  const { atMs } = event;
  const mine = (stage: StageView) => stage.dn === event.user;
  switch (event.type) {
    case "ringing":
    case "dialing":
    case "queued": {
      const kind = event.type === "queued" ? "queue" : stageKindOf(event.userDnType);
      if (stages.some((stage) => lasts(stage) && mine(stage) && stage.kind === kind)) return [...stages];
      // A queue goes on while its agents ring; an IVR is left for whatever comes next.
      const over = (stage: StageView) =>
        stage.kind === "ivr" || (kind !== "ringing" && stage.kind === "queue");
      return [...close(stages, over, atMs, "stopped"), begun(stages, kind, event)];
    }
    case "ringing_stopped":
      return close(stages, (stage) => mine(stage) && stage.kind === "ringing", atMs, "stopped");
    case "voicemail":
      return [...close(stages, () => true, atMs, "stopped"), begun(stages, "voicemail", event)];
    case "started": {
      // Whoever waited in a queue was answered there, whichever agent it was.
      const answeredBy = (stage: StageView) =>
        stage.kind !== "talk" && (mine(stage) || stage.kind === "queue");
      const here = close(stages, answeredBy, atMs, "answered");
      const others = close(here, (stage) => stage.kind !== "talk", atMs, "stopped");
      return [...close(others, () => true, atMs, "transferred"), begun(stages, "talk", event)];
    }
    case "transfer":
      return close(stages, (stage) => stage.kind === "talk", atMs, "transferred");
    case "ended": {
      const end = event.finish === "missed" ? "missed" : event.transferred ? "transferred" : "hung-up";
      return close(stages, (stage) => stage.link <= event.link, atMs, end);
    }
    case "chain_ended":
      return close(stages, () => true, atMs, event.finish === "missed" ? "missed" : "hung-up");
    default: {
      const _never: never = event;
      return _never;
    }
  }
}

function begun(stages: readonly StageView[], kind: StageKind, event: CallEvent): StageView {
  const waves = stages.filter((stage) => stage.kind === "ringing" && stage.dn === event.user).length;
  return {
    kind,
    dn: event.user,
    name: event.userName,
    link: event.link,
    fromMs: event.atMs,
    ...(kind === "ringing" && waves > 0 ? { wave: waves + 1 } : {}),
  };
}

function close(
  stages: readonly StageView[],
  which: (stage: StageView) => boolean,
  toMs: number,
  end: NonNullable<StageView["end"]>,
): StageView[] {
  return stages.map((stage) =>
    lasts(stage) && which(stage) ? { ...stage, toMs: Math.max(toMs, stage.fromMs), end } : stage,
  );
}

function lasts(stage: StageView): boolean {
  return stage.toMs === undefined;
}

/** A ring group takes a call for its members, as a queue does. */
function stageKindOf(type: DnType): StageKind {
  if (type === "queue" || type === "ring-group") return "queue";
  if (type === "ivr" || type === "route-point" || type === "special-menu") return "ivr";
  return "ringing";
}
