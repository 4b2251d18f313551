/** What can be odd about the rows that XAPI lists: active calls twice, finished calls late. */
import type { SimActiveCall, SimCallLogRow } from "../model/types.ts";

const logDelayMs = 8_000;

/** Each active call twice, as seen when one call has several stages at once. */
export function duplicated(rows: readonly SimActiveCall[]): SimActiveCall[] {
  return rows.flatMap((row) => [row, { ...row }]);
}

/** Without the calls that ended less than eight seconds ago. All rows of a call come at the same time. */
export function withoutFresh(rows: readonly SimCallLogRow[], nowMs: number): SimCallLogRow[] {
  const endOf = new Map<unknown, number>();
  for (const row of rows) {
    endOf.set(row.MainCallHistoryId, Math.max(endOf.get(row.MainCallHistoryId) ?? 0, rowEndMs(row)));
  }
  return rows.filter((row) => (endOf.get(row.MainCallHistoryId) ?? 0) + logDelayMs <= nowMs);
}

/** When a row of the call log was over, in milliseconds since 1970; NaN when it has no start. */
export function rowEndMs(row: SimCallLogRow): number {
  return (
    Date.parse(String(row.StartTime)) + durationMs(row.RingingDuration) + durationMs(row.TalkingDuration)
  );
}

/** ISO 8601 durations up to days, such as `PT1M2.5S`; 0 for anything else. */
export function durationMs(text: unknown): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(String(text));
  if (!match) return 0;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
