/**
 * How long an event is worth sending. A phone pop that comes a minute late disturbs; the end of a
 * call belongs into the CRM even days later.
 */
import type { OutgoingEvent } from "../../src-shared/telephony/call-event.ts";

/** Milliseconds from acceptance, a minute at least. `retryForH` is the endpoint's setting. */
export function deadlineAfterMs(type: OutgoingEvent["type"], retryForH: number): number {
  switch (type) {
    case "ringing":
    case "dialing":
    case "queued":
    case "ringing_stopped":
      return 60_000;
    case "started":
    case "transfer":
    case "voicemail":
      return 10 * 60_000;
    case "ended":
    case "recording":
    case "chain_ended":
      return Math.max(60_000, retryForH * 3_600_000);
    default: {
      const _never: never = type;
      return _never;
    }
  }
}
