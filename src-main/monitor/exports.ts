/**
 * Exports of the webhook log, handed out in pieces: a window asks for the next one when it has stored the
 * one before, so neither side ever holds the whole. An export that nobody goes on with is forgotten.
 */
import { randomUUID } from "node:crypto";
import type { LogFilter } from "../../src-shared/webhooks/log-query.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import type { DeliveryLog, LogAnswer } from "../store/log/create-delivery-log.ts";
import type { ExportFormat } from "../store/log/export-rows.ts";

export interface Exports {
  next(order: ExportOrder): Promise<LogAnswer<{ text: string; cursor?: string }>>;
}

export interface ExportOrder {
  readonly filter: LogFilter;
  readonly format: ExportFormat;
  /** Absent for the first piece; then what came with the piece before. */
  readonly cursor?: string | undefined;
}

const pieceCharacters = 500_000;
const mostAtOnce = 4;

export function createExports(deliveryLog: Pick<DeliveryLog, "export">): Exports {
  /** The longest untouched first. */
  const running = new Map<string, AsyncIterator<string>>();

  function begin({ filter, format }: ExportOrder): string {
    const cursor = randomUUID();
    running.set(cursor, deliveryLog.export(filter, format)[Symbol.asyncIterator]());
    const oldest = running.keys().next();
    if (running.size > mostAtOnce && oldest.done !== true) running.delete(oldest.value);
    return cursor;
  }

  return {
    async next(order) {
      const cursor = order.cursor ?? begin(order);
      const pieces = running.get(cursor);
      if (pieces === undefined) return { ok: false, sentence: "This export is over; begin it again." };
      running.delete(cursor);
      let text = "";
      try {
        while (text.length < pieceCharacters) {
          const { value, done } = await pieces.next();
          if (done === true) return { ok: true, value: { text } };
          text += value;
        }
      } catch (error) {
        return { ok: false, sentence: reasonOf(error) };
      }
      running.set(cursor, pieces);
      return { ok: true, value: { text, cursor } };
    },
  };
}
