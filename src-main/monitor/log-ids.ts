/**
 * Which row of the webhook log belongs to which event of a call, so that a window leads from one to the other.
 * The log numbers its rows when it writes them; what it told lately is remembered, the rest is asked for.
 */
import type { CallView } from "../../src-shared/contract/call-view.ts";
import type { LogRow } from "../../src-shared/webhooks/log-query.ts";
import { mostRowsPerPage } from "../../src-shared/webhooks/log-query.ts";
import type { DeliveryLog } from "../store/log/create-delivery-log.ts";

export interface LogIds {
  note(rows: readonly LogRow[]): void;
  /** With those that are known by now. Nothing to add: the same object. */
  known(call: CallView): CallView;
  /** With all that the log has; while it cannot be read, with those that are known. */
  found(call: CallView): Promise<CallView>;
}

const mostKnown = 20_000;

export function createLogIds(deliveryLog: Pick<DeliveryLog, "query">): LogIds {
  /** The longest known first. */
  const ids = new Map<string, number>();

  function note(rows: readonly LogRow[]): void {
    for (const { eventId, endpoint, id } of rows) ids.set(keyOf(eventId, endpoint), id);
    for (const key of ids.keys()) {
      if (ids.size <= mostKnown) break;
      ids.delete(key);
    }
  }

  function known(call: CallView): CallView {
    let added = false;
    const events = call.events.map((event) => {
      const deliveries = event.deliveries.map((delivery) => {
        const logId = delivery.logId ?? ids.get(keyOf(event.eventId, delivery.endpoint));
        if (logId === undefined || logId === delivery.logId) return delivery;
        added = true;
        return { ...delivery, logId };
      });
      return { ...event, deliveries };
    });
    return added ? { ...call, events } : call;
  }

  return {
    note,
    known,
    async found(call) {
      const filled = known(call);
      const unknown = filled.events.filter(({ deliveries }) =>
        deliveries.some(({ logId }) => logId === undefined),
      );
      if (unknown.length === 0) return filled;
      const eventIds = unknown.slice(-mostRowsPerPage).map(({ eventId }) => eventId);
      const answer = await deliveryLog.query({ eventIds, limit: mostRowsPerPage });
      if (answer.ok) note(answer.value.rows);
      return known(filled);
    },
  };
}

function keyOf(eventId: string, endpoint: string): string {
  return `${eventId} ${endpoint}`;
}
