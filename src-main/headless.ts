/** The service: the engine without Electron, until SIGTERM or SIGINT. `npm run service -- --settings FILE --data FOLDER` */
import { runService } from "./service.ts";

process.exitCode = await runService(process.argv.slice(2));
