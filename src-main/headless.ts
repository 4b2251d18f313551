/** The command 3cx-webhook, on plain Node: `npm run service -- --settings FILE --data FOLDER` runs the service. */
import { requireNode } from "./require-node.ts";

requireNode();
// Who reads may leave, as `head` does behind `check`, or a journal that was restarted: no reason to end.
for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
// Not before: what it imports in turn does not load in a Node that is too old, and that would end in a stack trace.
const { chooseCommand } = await import("./cli/choose-command.ts");

process.exitCode = await chooseCommand(process.argv.slice(2));
