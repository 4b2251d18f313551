/** The sentence that the Komplit and Creomate dialects send as `title` when a link has ended. */
import type { EndedEvent } from "../../../src-shared/telephony/call-event.ts";
import { titleDuration } from "./durations.ts";

/** Incoming titles begin with `<did>:` when the inbound rule is known; outgoing ones never do. */
export function titleOf(event: EndedEvent): string {
  if (event.direction === "outgoing") return outgoingTitle(event);
  const text = event.finish === "ok" ? answeredTitle(event) : missedTitle(event);
  return event.did === "" ? text : `${event.did}:${text}`;
}

const caller = (event: EndedEvent): string => event.callerId || "anonymous";

function outgoingTitle(event: EndedEvent): string {
  if (event.finish === "missed") return `Unanswered call to ${caller(event)}`;
  return `Successful call to ${caller(event)} (${titleDuration(event.talkS)})`;
}

function answeredTitle(event: EndedEvent): string {
  return `Answered call from ${caller(event)} (${titleDuration(event.talkS)})`;
}

function missedTitle(event: EndedEvent): string {
  const from = `${event.user} from ${caller(event)}`;
  switch (event.standingPoint) {
    case "ivr":
      return `Missed call by IVR ${from}`;
    case "queue":
      return `Missed call by queue ${from}${event.callbackOrdered ? " (callback ordered)" : ""}`;
    case "ring-group":
      return `Missed call by group ${from}`;
    case "extension":
      return `Missed call by ${from}`;
    default: {
      const _never: never = event.standingPoint;
      return _never;
    }
  }
}
