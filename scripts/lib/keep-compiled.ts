// Node takes the types out of our files by WebAssembly, anew in each thread that a store starts, and V8 13.6 now and
// then dies of such code that comes and goes (`Check failed: jit_page.has_value()`). What was done once is kept.
import { join } from "node:path";

/** For this process and those that it starts. */
export function keepCompiled(): void {
  process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "../../node_modules/.cache/node");
}
