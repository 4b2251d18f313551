/** What a run's engine told, in the form that promises are judged by. Pure. */
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";
import type { ReceivedEvent } from "../../simulator/scenarios/types.ts";

/** `undefined` for events that scenarios promise nothing about. */
export function toldEvent(event: CallEvent): ReceivedEvent | undefined {
  const { chainId, callerId, direction, user, userType, link, did, reconstructed } = event;
  const head = { chainId, callerId, direction, user, userType, link, did, reconstructed };
  switch (event.type) {
    case "ringing":
    case "dialing":
      return { ...head, event: event.type };
    case "started":
      return { ...head, event: event.type, transferType: event.transferType };
    case "ended": {
      const { finish, transferred, standingPoint, talkS } = event;
      const how = finish === "missed" ? { standingPoint } : { talkS };
      return { ...head, event: event.type, finish, transferred, ...how };
    }
    case "queued":
    case "ringing_stopped":
    case "transfer":
    case "voicemail":
    case "chain_ended":
      return undefined;
    default: {
      const _never: never = event;
      return _never;
    }
  }
}
