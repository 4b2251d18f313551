/** What a PBX gives besides its web interfaces, where asked for: CDR lines over a socket, recordings in a folder. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import { createCdrOutput } from "./cdr.ts";
import { cdrRecordOf } from "./cdr-record.ts";
import { followFinishedRows } from "./finished-rows.ts";
import type { SimPbx } from "./model/pbx-model.ts";
import type { SimCallLogRow } from "./model/types.ts";
import { createRecordingsFolder } from "./recordings-folder.ts";

export interface SideOutputOptions {
  readonly model: Pick<SimPbx, "callLog" | "recorded">;
  readonly clock: Clock;
  /** Passive: whoever connects gets the lines. Active: the PBX connects to the port. */
  readonly cdr?: { readonly mode: "passive" | "active"; readonly port: number };
  readonly recordingsFolder?: string;
}

/** Calls of the last day count as finished now, so that a restart of the follower loses none. */
const LOG_SPAN_MS = 24 * 60 * 60 * 1000;

/** Resolves with the function that ends them all; rejects when a port cannot be used. */
export async function startSideOutputs(options: SideOutputOptions): Promise<() => Promise<void>> {
  const { model, clock, cdr, recordingsFolder } = options;
  const ends: (() => unknown)[] = [];
  if (cdr) {
    const output = createCdrOutput(cdr);
    await output.start();
    const calls = () => callsOf(model.callLog(clock.nowMs() - LOG_SPAN_MS, clock.nowMs()));
    const stop = followFinishedRows({
      clock,
      read: calls,
      keyOf: (rows) => String(rows[0]?.["MainCallHistoryId"]),
      onNew: (rows) => {
        const record = cdrRecordOf(rows);
        if (record) output.write(record);
      },
    });
    ends.push(stop, output.stop);
  }
  if (recordingsFolder !== undefined) {
    const recordings = createRecordingsFolder({
      folder: recordingsFolder,
      clock,
      recorded: model.recorded,
    });
    recordings.start();
    ends.push(recordings.stop);
  }
  return async () => {
    for (const end of ends) await end();
  };
}

/** The rows of each call; a call is logged as a whole when it is over. */
function callsOf(rows: readonly SimCallLogRow[]): SimCallLogRow[][] {
  return [...Map.groupBy(rows, (row) => String(row["MainCallHistoryId"])).values()];
}
