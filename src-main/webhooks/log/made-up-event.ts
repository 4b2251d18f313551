/**
 * A call that never was, to try an endpoint with. Every id in it begins with `test_`; the number is one
 * that no telephone has (Bundesnetzagentur, numbers for films: 030 23125 000 to 999).
 */
import type { CallEventCommon, EndedEvent, OutgoingEvent } from "../../../src-shared/telephony/call-event.ts";
import type { TestEventType } from "../../../src-shared/webhooks/log-query.ts";

export function madeUpEvent(type: TestEventType, atMs: number): OutgoingEvent {
  const arrivedAtMs = atMs - 65_000;
  const digits = new Date(arrivedAtMs).toISOString().slice(2, 19).replaceAll(/\D/g, "");
  const common: CallEventCommon = {
    chainId: `test_${digits}`,
    link: type === "ringing" ? 0 : 1,
    atMs,
    arrivedAtMs,
    direction: "incoming",
    callerId: "493023125001",
    callerNumber: "+493023125001",
    callerName: "3CX Webhook test",
    did: "Test",
    didNumber: "493023125000",
    trunkDn: "10000",
    user: "100",
    userType: "ext",
    userDnType: "extension",
    userName: "Test extension",
    reconstructed: false,
    callerLeg: "",
    otherLeg: "",
  };
  const ended: EndedEvent = {
    ...common,
    type: "ended",
    finish: "ok",
    transferType: "none",
    transferred: false,
    startedAtMs: arrivedAtMs + 5000,
    waitS: 5,
    talkS: 60,
    hungUpBy: "external",
    standingPoint: "extension",
    callbackOrdered: false,
    cause: "",
    callIds: [1],
  };
  switch (type) {
    case "ringing":
      return { ...common, type };
    case "started":
      return { ...common, type, transferType: "none", waitS: 5 };
    case "ended":
      return ended;
    case "recording": {
      const { chainId, link } = common;
      return {
        type,
        chainId,
        link,
        atMs,
        files: [`https://recordings.example.com/${chainId}-${link}-1.mp3`],
        ended,
      };
    }
    default: {
      const _never: never = type;
      return _never;
    }
  }
}
