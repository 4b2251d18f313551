/** What the demo's receiver got at its native endpoint, in the form that promises are judged by. */
import type { NativeEvent } from "../../src-shared/webhooks/native-event.ts";
import { nativeEventSchema } from "../../src-shared/webhooks/native-event.ts";
import type { ReceivedRequest } from "../simulator/receiver.ts";
import type { ReceivedEvent } from "../simulator/scenarios/types.ts";

/** The four events that scenarios promise, in the order of arrival. Throws on a body that breaks the schema. */
export function receivedEvents(requests: readonly ReceivedRequest[]): ReceivedEvent[] {
  return nativeEvents(requests).flatMap(receivedForm);
}

/** All bodies, each event once. Throws on one that breaks the schema. */
export function nativeEvents(requests: readonly ReceivedRequest[]): NativeEvent[] {
  const seen = new Set<string>();
  const events: NativeEvent[] = [];
  for (const request of requests) {
    const id = request.headers["webhook-id"] ?? "";
    // A delivery may be repeated when its answer was lost: receivers know it by its id.
    if (request.path !== "/native" || seen.has(id)) continue;
    seen.add(id);
    events.push(nativeEventSchema.parse(JSON.parse(request.body)));
  }
  return events;
}

function receivedForm(event: NativeEvent): ReceivedEvent[] {
  const { chainId, callerId, direction, user, userType, link, did, reconstructed } = event;
  const head = { chainId, callerId, direction, user, userType, link, did, reconstructed };
  switch (event.event) {
    case "ringing":
    case "dialing":
      return [{ ...head, event: event.event }];
    case "started":
      return [{ ...head, event: event.event, transferType: event.transferType }];
    case "ended": {
      const { finish, transferred, standingPoint, talkS } = event;
      const how = finish === "missed" ? { standingPoint } : { talkS };
      return [{ ...head, event: event.event, finish, transferred, ...how }];
    }
    case "recording":
    case "queued":
    case "ringing_stopped":
    case "transfer":
    case "voicemail":
    case "chain_ended":
      return [];
    default: {
      const _never: never = event;
      return _never;
    }
  }
}
