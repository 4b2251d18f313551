/** An event as a receiver has it, for the judge of the scenarios. */
import type { ReceivedEvent } from "../../../src-main/simulator/scenarios/types.ts";
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";

/** None for the events of the native dialect, of which the scenarios promise nothing. */
export function receivedForm(event: CallEvent): ReceivedEvent[] {
  switch (event.type) {
    case "ringing":
    case "dialing":
      return [{ ...event, event: event.type }];
    case "started":
      return [{ ...event, event: event.type, transferType: event.transferType }];
    case "ended":
      return [{ ...event, event: event.type, finish: event.finish, transferred: event.transferred }];
    default:
      return [];
  }
}
