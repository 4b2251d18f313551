/** The thread that owns log.db, calls.db and recordings.db. */
import { createCallDatabase } from "./history/call-database.ts";
import { createLogDatabase } from "./log/log-database.ts";
import { createRecordingsDatabase } from "./recordings/recordings-database.ts";
import { serve } from "./sqlite-worker/serve.ts";
import { joinModules } from "./sqlite-worker/share-thread.ts";

serve(
  joinModules({
    log: createLogDatabase(),
    calls: createCallDatabase(),
    recordings: createRecordingsDatabase(),
  }),
);
