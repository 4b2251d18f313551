/** The thread that owns log.db. */
import { serve } from "../sqlite-worker/serve.ts";
import { createLogDatabase } from "./log-database.ts";

serve(createLogDatabase());
