/** What the receivers of a soak got, sorted by service and endpoint. */
import type { NativeEvent } from "../../../src-shared/webhooks/native-event.ts";
import { nativeEventSchema } from "../../../src-shared/webhooks/native-event.ts";
import type { Receipt, ServiceName } from "../journal.ts";

export interface ToldEvent {
  readonly event: NativeEvent;
  /** The first request that brought it. */
  readonly receipt: Receipt;
}

/** What one endpoint of one service got. */
export interface EndpointTold {
  readonly service: ServiceName;
  readonly endpoint: string;
  readonly receipts: readonly Receipt[];
  /** Each event once, in the order of its first request. */
  readonly firsts: readonly ToldEvent[];
}

export function endpointTold(service: ServiceName, endpoint: string, all: readonly Receipt[]): EndpointTold {
  const receipts = all.filter(({ target }) => target === `/${service}/${endpoint}`);
  const seen = new Set<string>();
  const firsts = receipts.flatMap((receipt) => {
    if (seen.has(receipt.id)) return [];
    seen.add(receipt.id);
    return [{ receipt, event: nativeEventSchema.parse(JSON.parse(receipt.body)) }];
  });
  return { service, endpoint, receipts, firsts };
}

/** All events of a service, each chain in its own order: what at least one endpoint got. */
export function eventsOf(endpoints: readonly EndpointTold[]): NativeEvent[] {
  const byId = new Map<string, NativeEvent>();
  for (const { firsts } of endpoints) for (const { event } of firsts) byId.set(event.eventId, event);
  const chains = Map.groupBy(byId.values(), ({ chainId }) => chainId);
  return [...chains.values()].flatMap((events) => events.toSorted((a, b) => a.seq - b.seq));
}
