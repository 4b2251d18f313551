/** The command 3cx-webhook, on plain Node: `npm run service -- --settings FILE --data FOLDER` runs the service. */
import { requireNode } from "./require-node.ts";

requireNode();
// Not before: what it imports in turn does not load in a Node that is too old, and that would end in a stack trace.
const { chooseCommand } = await import("./cli/choose-command.ts");

process.exitCode = await chooseCommand(process.argv.slice(2));
