/**
 * The page's policy forbids compiling code at run time, and zod tries it with the first schema it is asked
 * to check. Imported before everything else: some modules check what they find kept while they load.
 */
import { z } from "zod";

z.config({ jitless: true });
