/** The simulated PBX on its own, until SIGTERM or SIGINT: `npm run simulator -- --scenario NAME` */
import { createScaledClock } from "./clock.ts";
import { runReplay } from "./replay.ts";
import { requireNode } from "./require-node.ts";
import { readSimulatorCommandLine } from "./simulator/command-line.ts";
import { runStandalone } from "./simulator/standalone.ts";
import { untilSignal } from "./until-signal.ts";

requireNode();
const line = readSimulatorCommandLine(process.argv.slice(2));
if (line.kind === "end") {
  (line.exitCode === 0 ? process.stdout : process.stderr).write(`${line.text}\n`);
  process.exitCode = line.exitCode;
} else if (line.kind === "replay") {
  process.exitCode = await runReplay({
    ...line,
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    untilEnd: untilSignal(),
  });
} else {
  process.exitCode = await runStandalone(line.command, {
    clock: createScaledClock(line.command.speed),
    print: (text) => process.stdout.write(`${text}\n`),
    untilEnd: untilSignal(),
  });
}
