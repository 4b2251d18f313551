// Events of many calls at once, as the state machine would give them.
import type { CallEvent, CallEventCommon } from "../../src-shared/telephony/call-event.ts";

const eventsPerCall = 3;

/** `count` events: all calls ring, then all are answered, then all end. `run` keeps the ids of runs apart. */
export function callEvents(count: number, run: number): CallEvent[] {
  const calls = Math.ceil(count / eventsPerCall);
  return Array.from({ length: count }, (_, n) =>
    eventOf(run * 1_000_000 + (n % calls), Math.floor(n / calls)),
  );
}

function eventOf(call: number, stage: number): CallEvent {
  const at = Date.now();
  const common: CallEventCommon = {
    chainId: `260105080000_${call}`,
    link: stage === 0 ? 0 : 1,
    atMs: at,
    arrivedAtMs: at,
    direction: "incoming",
    callerId: "4915112345678",
    callerNumber: "+4915112345678",
    callerName: "Jürgen Groß",
    did: "PragueDID",
    didNumber: "420225000900",
    trunkDn: "10007",
    user: "101",
    userType: "ext",
    userDnType: "extension",
    userName: "Jana Nováková",
    reconstructed: false,
    callerLeg: "10007/1",
    otherLeg: "101/2",
  };
  if (stage === 0) return { type: "ringing", ...common };
  if (stage === 1) return { type: "started", ...common, transferType: "none", waitS: 3 };
  return {
    type: "ended",
    ...common,
    finish: "ok",
    transferType: "none",
    transferred: false,
    startedAtMs: at,
    waitS: 3,
    talkS: 40,
    hungUpBy: "unknown",
    standingPoint: "extension",
    callbackOrdered: false,
    cause: "",
    callIds: [call],
  };
}
