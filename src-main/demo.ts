/** Simulator, engine and receiver in one process: `npm run demo`, or `npm run demo -- --once` as a check. */
import { readDemoCommandLine } from "./demo/command-line.ts";
import { runLoop } from "./demo/run-loop.ts";
import { runOnce } from "./demo/run-once.ts";
import { requireNode } from "./require-node.ts";
import { untilSignal } from "./until-signal.ts";

requireNode();
const line = readDemoCommandLine(process.argv.slice(2));
const print = (text: string) => process.stdout.write(`${text}\n`);
if (line.kind === "end") {
  (line.exitCode === 0 ? process.stdout : process.stderr).write(`${line.text}\n`);
  process.exitCode = line.exitCode;
} else if (line.command.once) {
  process.exitCode = await runOnce(line.command, print);
} else {
  process.exitCode = await runLoop(line.command, print, untilSignal());
}
