// Nobody reads a log here; a bench of one part does not pay for another.
import type { Logger } from "../../src-shared/ports/logger.ts";

export const silentLog: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
