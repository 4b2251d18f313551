/** What the log is told when an event was accepted: one record for each endpoint that gets it. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { OutgoingEvent } from "../../../src-shared/telephony/call-event.ts";
import type { DeliveryRecord } from "../../store/log/types.ts";
import type { AcceptedEvent } from "../types.ts";
import { showRequest } from "./shown-request.ts";

export interface RecordContext {
  /** `undefined` for an endpoint that is no longer in the settings. */
  readonly endpoint: (name: string) => EndpointSettings | undefined;
  readonly version: string;
  readonly test?: boolean;
  /** The calls come from a simulator. */
  readonly simulated?: boolean;
}

export function deliveryRecords(
  accepted: AcceptedEvent,
  event: OutgoingEvent,
  { endpoint: endpointNamed, version, test = false, simulated = false }: RecordContext,
): DeliveryRecord[] {
  const who = event.type === "recording" ? event.ended : event;
  const { id: eventId, type, chainId, linkId, seq } = accepted;
  return accepted.deliveries.flatMap(({ endpoint: name, request, deadlineAtMs }) => {
    const endpoint = endpointNamed(name);
    if (endpoint === undefined) return [];
    const { contentType } = request;
    return [
      {
        ...{ atMs: accepted.acceptedAtMs, eventId, endpoint: name, mirror: endpoint.mirror, test },
        ...{ type, chainId, linkId, seq, caller: who.callerId, callerName: who.callerName, user: who.user },
        ...(test ? {} : { deadlineAtMs }),
        ...(simulated ? { simulated } : {}),
        ...(contentType === undefined ? {} : { contentType }),
        ...showRequest({ request, type, eventId, endpoint, version }),
      },
    ];
  });
}
