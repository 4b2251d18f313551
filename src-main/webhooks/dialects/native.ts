/**
 * This product's own dialect: one JSON object per event with everything that is known. Its shape is
 * the schema in src-shared/webhooks/native-event.ts, published as docs/native-event.schema.json.
 */
import type { CallEvent, CallEventCommon, EndedEvent } from "../../../src-shared/telephony/call-event.ts";
import { linkId } from "../../../src-shared/telephony/call-event.ts";
import type { NativeCommon, NativeEnd, NativeEvent } from "../../../src-shared/webhooks/native-event.ts";
import type { Dialect, DialectContext } from "./dialect.ts";
import { jsonRequest } from "./dialect.ts";
import { isoWithOffset } from "./zone-time.ts";

export const native: Dialect = (event, context) => {
  if (event.type !== "recording") return jsonRequest(context.url, { ...callBody(event, context) });
  const body: NativeEvent = {
    ...head("recording", context),
    ...common({ ...event.ended, chainId: event.chainId, link: event.link, atMs: event.atMs }, context),
    files: [...event.files],
    ...(context.recordingFullInfo ? { call: end(event.ended, context) } : {}),
  };
  return jsonRequest(context.recordingUrl, { ...body });
};

function callBody(event: CallEvent, context: DialectContext): NativeEvent {
  const shared = common(event, context);
  switch (event.type) {
    case "ringing":
    case "dialing":
    case "queued":
    case "ringing_stopped":
    case "voicemail":
      return { ...head(event.type, context), ...shared };
    case "started":
      return {
        ...head(event.type, context),
        ...shared,
        transferType: event.transferType,
        waitS: seconds(event.waitS),
      };
    case "ended":
      return { ...head(event.type, context), ...shared, ...end(event, context) };
    case "transfer":
      return {
        ...head(event.type, context),
        ...shared,
        transferType: event.transferType,
        target: event.target,
      };
    case "chain_ended":
      return {
        ...head(event.type, context),
        ...shared,
        finish: event.finish,
        links: event.links.map((link) => ({
          ...link,
          waitS: seconds(link.waitS),
          talkS: seconds(link.talkS),
        })),
      };
    default: {
      const _never: never = event;
      return _never;
    }
  }
}

function head<Name extends NativeEvent["event"]>(
  event: Name,
  context: DialectContext,
): { version: 1; event: Name; eventId: string; seq: number } {
  return { version: 1, event, eventId: context.eventId, seq: context.seq };
}

function common(event: CallEventCommon, context: DialectContext): NativeCommon {
  return {
    reconstructed: event.reconstructed,
    pbx: context.pbxName,
    id: linkId(event),
    chainId: event.chainId,
    link: event.link,
    transfers: Math.max(0, event.link - 1),
    direction: event.direction,
    at: isoWithOffset(event.atMs, context.timezone),
    arrivedAt: isoWithOffset(event.arrivedAtMs, context.timezone),
    callerId: event.callerId,
    callerNumber: event.callerNumber,
    callerName: event.callerName,
    did: event.did,
    didNumber: event.didNumber,
    trunk: event.trunkDn,
    user: event.user,
    userType: event.userType,
    userKind: event.userDnType,
    userName: event.userName,
    callerLeg: event.callerLeg,
    otherLeg: event.otherLeg,
  };
}

function end(event: EndedEvent, context: DialectContext): NativeEnd {
  const answeredAtMs = event.startedAtMs;
  return {
    finish: event.finish,
    transferType: event.transferType,
    transferred: event.transferred,
    answeredAt: answeredAtMs === undefined ? null : isoWithOffset(answeredAtMs, context.timezone),
    endedAt: isoWithOffset(event.atMs, context.timezone),
    waitS: seconds(event.waitS),
    talkS: seconds(event.talkS),
    hungUpBy: event.hungUpBy,
    standingPoint: event.standingPoint,
    callbackOrdered: event.callbackOrdered,
    cause: event.cause,
  };
}

/** To the millisecond: sums of fractions would else show digits that nobody measured. */
function seconds(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.round(value * 1000) / 1000) : 0;
}
