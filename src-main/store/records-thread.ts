/**
 * One thread for what is looked up later: the log, the history of calls, the list of recordings. Not for the
 * queue, which no search may keep waiting. The log is searched and cleaned in pieces of some milliseconds,
 * between which the others have their turn. A text in 100,000 calls is searched for in one go: for 0.3 s
 * no other list is read and no row of a recording kept, while calls and their webhooks go on.
 */
import type { CallDatabase } from "./history/call-database.ts";
import type { LogDatabase } from "./log/log-database.ts";
import type { RecordingsDatabase } from "./recordings/recordings-database.ts";
import { connectWorker } from "./sqlite-worker/connect.ts";
import { type JoinedModules, type SharedThread, shareThread } from "./sqlite-worker/share-thread.ts";

/** What records-worker.ts serves. */
interface Records {
  readonly log: LogDatabase;
  readonly calls: CallDatabase;
  readonly recordings: RecordingsDatabase;
}

/** Nothing is started before somebody connects. */
export function createRecordsThread(): SharedThread<Records> {
  return shareThread<Records>(() =>
    connectWorker<JoinedModules>(new URL("./records-worker.ts", import.meta.url), "records"),
  );
}
