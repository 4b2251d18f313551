/** Logged deliveries as accepted events again: same id, same bytes, a new deadline, marked as a replay. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { FrozenDelivery } from "../../store/log/types.ts";
import { baseUrlFor } from "../delivery/address.ts";
import { withQuery } from "../dialects/query.ts";
import type { AcceptedEvent, PlannedDelivery } from "../types.ts";

const hourMs = 3_600_000;

/**
 * One event for each `eventId`, in the order of the first delivery. Deliveries to endpoints that are not
 * in the settings are left out. Whoever asks for a resend wants it to arrive, so it is tried for as long
 * as the endpoint's `retry_for_h`, whatever its type.
 */
export function replayedEvents(
  deliveries: readonly FrozenDelivery[],
  endpoint: (name: string) => EndpointSettings | undefined,
  nowMs: number,
): AcceptedEvent[] {
  const events = new Map<string, { event: FrozenDelivery; planned: PlannedDelivery[] }>();
  for (const delivery of deliveries) {
    const settings = endpoint(delivery.endpoint);
    if (settings === undefined) continue;
    const entry = events.get(delivery.eventId) ?? { event: delivery, planned: [] };
    events.set(delivery.eventId, entry);
    entry.planned.push(planned(delivery, settings, nowMs));
  }
  return [...events.values()].map(({ event, planned: list }) => {
    const { eventId: id, chainId, linkId, seq, type } = event;
    return { id, chainId, linkId, seq, type, acceptedAtMs: nowMs, deliveries: list };
  });
}

/** Until when a delivery is tried that is sent again at `nowMs`. */
export function replayDeadlineAtMs(
  { retryForH }: Pick<EndpointSettings, "retryForH">,
  nowMs: number,
): number {
  return nowMs + Math.max(1, retryForH) * hourMs;
}

function planned(delivery: FrozenDelivery, settings: EndpointSettings, nowMs: number): PlannedDelivery {
  const { method, contentType, fields, body } = delivery;
  const baseUrl = baseUrlFor(delivery.type, settings);
  const request = {
    ...{ method, url: withQuery(baseUrl, fields), baseUrl },
    ...(contentType === undefined ? {} : { contentType }),
    ...(body === undefined ? {} : { body }),
  };
  const deadlineAtMs = replayDeadlineAtMs(settings, nowMs);
  return { endpoint: delivery.endpoint, request, deadlineAtMs, replay: true };
}
