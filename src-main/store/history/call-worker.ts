/** The thread that owns calls.db. */
import { serve } from "../sqlite-worker/serve.ts";
import { createCallDatabase } from "./call-database.ts";

serve(createCallDatabase());
