// Loaded before every entry (node --import): with another Node the .ts files, node:sqlite or both fail
// with words that help nobody.
import { nodeComplaint } from "../src-main/node-complaint.mjs";

const complaint = nodeComplaint(process.versions.node);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
