/** For entries that are started without npm, such as the built service. */
import { nodeComplaint } from "./node-complaint.mjs";

/** Ends the process with a sentence when this is not the Node that the program was written for. */
export function requireNode(): void {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint === undefined) return;
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
