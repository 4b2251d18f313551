/** The service: the engine without Electron, until SIGTERM or SIGINT. `npm run service -- --settings FILE --data FOLDER` */
import { requireNode } from "./require-node.ts";

requireNode();
// Not before: what it imports in turn does not load in a Node that is too old, and that would end in a stack trace.
const { runService } = await import("./service.ts");

process.exitCode = await runService(process.argv.slice(2));
