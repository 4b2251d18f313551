/** The thread that owns recordings.db. */
import { serve } from "../sqlite-worker/serve.ts";
import { createRecordingsDatabase } from "./recordings-database.ts";

serve(createRecordingsDatabase());
