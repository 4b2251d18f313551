/** Libraries in folders of their own, closed and removed after each test. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { createRealClock } from "../../../../src-main/clock.ts";
import type { RecordingLibrary } from "../../../../src-main/recordings/types.ts";
import type { RecordingLibraryOptions } from "../../../../src-main/store/recordings/recording-library.ts";
import { createRecordingLibrary } from "../../../../src-main/store/recordings/recording-library.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";

export interface LibraryFolder {
  readonly folder: string;
  readonly path: string;
  readonly lines: string[];
  open(options?: Partial<RecordingLibraryOptions>): Promise<RecordingLibrary>;
  /** The sentence with which opening is refused. */
  refusal(): Promise<string>;
}

export function useLibraryFolders(): () => LibraryFolder {
  const libraries: RecordingLibrary[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const library of libraries.splice(0)) await library.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  return () => {
    const folder = mkdtempSync(join(tmpdir(), "library-"));
    folders.push(folder);
    const path = join(folder, "recordings.db");
    const lines: string[] = [];
    const note = (message: string) => void lines.push(message);
    const log: Logger = { debug: note, info: note, warn: note, error: note };
    const start = (options: Partial<RecordingLibraryOptions> = {}) =>
      createRecordingLibrary({ path, clock: createRealClock(), log, ...options });
    return {
      folder,
      path,
      lines,
      async open(options) {
        const started = await start(options);
        if (!started.ok) throw new Error(started.sentence);
        libraries.push(started.library);
        return started.library;
      },
      async refusal() {
        const started = await start();
        if (!started.ok) return started.sentence;
        libraries.push(started.library);
        throw new Error("It was not refused.");
      },
    };
  };
}
