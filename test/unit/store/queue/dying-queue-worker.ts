/** A thread of queue.db that dies right after its first commit, before it can say that it was done. */
import { createQueueDatabase } from "../../../../src-main/store/queue/queue-database.ts";
import { serve } from "../../../../src-main/store/sqlite-worker/serve.ts";

serve(createQueueDatabase({ afterCommit: () => process.exit(1) }));
