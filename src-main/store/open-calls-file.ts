/**
 * Keeps the calls in progress over a restart of the program, so that they go on with the same ids.
 * Written when the program stops, read and removed at the next start.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { CallsState } from "../calls/types.ts";

export interface OpenCalls {
  /** The stored state, once; `undefined` when there is none that can be used (the log says why). */
  load(): CallsState | undefined;
  /** Never throws: what cannot be written is logged. */
  save(state: CallsState): void;
}

export function createOpenCallsFile(dataFolder: string, log: Logger): OpenCalls {
  const path = join(dataFolder, "open-calls.json");

  function setAside(reason: string): undefined {
    const aside = `${path}.unusable`;
    renameSync(path, aside);
    log.warn(`The calls in progress of the last run cannot be used (${reason}); kept as ${aside}.`);
    return undefined;
  }

  return {
    load() {
      if (!existsSync(path)) return undefined;
      try {
        const stored: unknown = JSON.parse(readFileSync(path, "utf8"));
        if (!isCallsState(stored)) return setAside("another version wrote them");
        rmSync(path);
        return stored;
      } catch (error) {
        return setAside(error instanceof Error ? error.message : String(error));
      }
    },
    save(state) {
      try {
        // A new name and a rename: a crash in between leaves no half file.
        writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600, flush: true });
        renameSync(`${path}.new`, path);
      } catch (error) {
        log.error("The calls in progress could not be stored; they end with this run.", {
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    },
  };
}

/** For runs that leave nothing behind, such as the demo. */
export function createOpenCallsMemory(): OpenCalls {
  return { load: () => undefined, save: () => {} };
}

function isCallsState(stored: unknown): stored is CallsState {
  return typeof stored === "object" && stored !== null && "version" in stored && stored.version === 1;
}
