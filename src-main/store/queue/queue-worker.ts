/** The thread that owns queue.db. */
import { serve } from "../sqlite-worker/serve.ts";
import { createQueueDatabase } from "./queue-database.ts";

serve(createQueueDatabase());
