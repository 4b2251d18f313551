/** A process that takes a data folder and says how that went. Argument: the folder. */
import { openDataFolder } from "../../../src-main/store/data-folder.ts";

const folder = openDataFolder(process.argv[2] ?? "");
process.send?.(folder.ok ? "taken" : folder.sentence);
// Holds it until it is told to end, or killed.
process.on("message", () => {
  if (folder.ok) folder.release();
  process.disconnect();
});
