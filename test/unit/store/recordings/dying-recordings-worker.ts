/** A thread of recordings.db that dies right after its first commit, before it can say that it was done. */
import { createRecordingsDatabase } from "../../../../src-main/store/recordings/recordings-database.ts";
import { serve } from "../../../../src-main/store/sqlite-worker/serve.ts";

serve(createRecordingsDatabase({ afterCommit: () => process.exit(1) }));
