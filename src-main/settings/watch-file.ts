/** Tells when a file may have changed, however the editor saves it. */
import { watch } from "chokidar";

/** Calls `onChange` for every sign of change, at the start too; `onProblem` gets a sentence. Returns how to stop. */
export type WatchFile = (
  path: string,
  onChange: () => void,
  onProblem: (message: string) => void,
) => () => Promise<void>;

/**
 * Follows the path, not the file behind it: editors write a new file and rename it over the old one.
 * The first call, once the watch stands, covers what changed before that.
 */
export const watchFile: WatchFile = (path, onChange, onProblem) => {
  const watcher = watch(path, { ignoreInitial: true });
  watcher.on("all", onChange);
  watcher.on("ready", onChange);
  watcher.on("error", (error) =>
    onProblem(
      `The settings file cannot be watched (${String(error)}): restart the program after changing it.`,
    ),
  );
  return () => watcher.close();
};
