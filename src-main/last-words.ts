/**
 * An error that nobody expected ends the program, and whoever watches over it starts it again. What is said of it
 * goes through the log, which hides secrets: Node's own last words would show a mistaken address with its key.
 */
import { inspect } from "node:util";
import type { Logger } from "../src-shared/ports/logger.ts";

const deepest = 4;

/** From now on; once in a process. Ends it with code 1. */
export function tellLastWords(log: Logger): void {
  process.on("uncaughtException", (error, origin) => {
    const said = inspect(error, { depth: deepest, breakLength: Number.POSITIVE_INFINITY });
    log.error("3CX Webhook ends because of an error that nobody expected.", { origin, error: said });
    // Where the log goes through a pipe, it may still be on its way.
    process.stdout.write("", () => process.exit(1));
  });
}
