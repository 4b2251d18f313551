/** The end of a call that nobody knows, for a recording that a user sends all the same. */
import type { EndedEvent } from "../../../src-shared/telephony/call-event.ts";
import type { LibraryRow } from "../types.ts";

/** Everything in it comes from the file alone; the id that receivers get is empty. */
export function endWithoutCall(row: LibraryRow, nowMs: number): EndedEvent {
  const { extension, otherNumber, otherName, startedAtMs, durationS = 0 } = row;
  const talkS = Math.round(durationS);
  return {
    type: "ended",
    chainId: "",
    link: 0,
    atMs: Math.min(nowMs, startedAtMs + talkS * 1000),
    arrivedAtMs: startedAtMs,
    startedAtMs,
    direction: row.from === extension && extension !== "" ? "outgoing" : "incoming",
    callerId: otherNumber.replace(/^\+/, ""),
    callerNumber: otherNumber,
    callerName: otherName,
    did: "",
    didNumber: "",
    trunkDn: "",
    user: extension,
    userType: "ext",
    userDnType: "extension",
    userName: "",
    reconstructed: true,
    callerLeg: "",
    otherLeg: "",
    callIds: [],
    finish: "ok",
    transferType: "none",
    transferred: false,
    waitS: 0,
    talkS,
    hungUpBy: "unknown",
    standingPoint: "extension",
    callbackOrdered: false,
    cause: "",
  };
}
