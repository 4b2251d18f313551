/**
 * `3cx-webhook simulator`: a simulated PBX for trying the installed service. With --receiver also somebody who
 * takes its webhooks, so that nothing else is needed to see one arrive.
 */
import { createScaledClock } from "../clock.ts";
import { readSimulatorCommandLine } from "../simulator/command-line.ts";
import { createReceiver, type ReceivedRequest } from "../simulator/receiver.ts";
import { runReplay } from "../replay.ts";
import { runStandalone } from "../simulator/standalone.ts";
import { untilSignal } from "../until-signal.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

type Terminal = Pick<CommandWorld, "print" | "complain">;

export async function runSimulator(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { port, rest } = receiverPort(args);
  if (port === undefined) {
    terminal.complain("--receiver must be a port from 0 to 65535; 0: any free one.");
    return 2;
  }
  const line = readSimulatorCommandLine(rest);
  if (line.kind === "end") {
    (line.exitCode === 0 ? terminal.print : terminal.complain)(line.text);
    return line.exitCode;
  }
  if (line.kind === "replay") return runReplay({ ...line, ...terminal, untilEnd: untilSignal() });
  const clock = createScaledClock(line.command.speed);
  const untilEnd = untilSignal();
  const { print } = terminal;
  if (port === "none") return runStandalone(line.command, { clock, print, untilEnd });
  const receiver = createReceiver({ clock, port });
  receiver.onRequest((request) => print(requestLine(request)));
  try {
    await receiver.start();
  } catch (error) {
    terminal.complain(`The receiver cannot listen on port ${port} (${String(error)}). Choose another one.`);
    return 1;
  }
  print(
    `The receiver listens. Settings for it:\n\n[endpoint.trial]\nurl = ${receiver.url()}/events\ndialect = native\n`,
  );
  const code = await runStandalone(line.command, { clock, print, untilEnd });
  await receiver.stop();
  return code;
}

function receiverPort(args: readonly string[]): {
  readonly port: number | "none" | undefined;
  readonly rest: readonly string[];
} {
  const at = args.indexOf("--receiver");
  if (at < 0) return { port: "none", rest: args };
  const port = Number(args[at + 1] ?? "");
  const rest = args.toSpliced(at, 2);
  const valid = /^\d+$/.test(args[at + 1] ?? "") && port <= 65_535;
  return { port: valid ? port : undefined, rest };
}

function requestLine({ method, target, body }: ReceivedRequest): string {
  return `Received: ${method} ${target} ${body}`.trimEnd();
}
