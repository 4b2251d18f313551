/**
 * The command 3cx-webhook: finds out which of its commands is meant, and gives its exit code. Only that one
 * is loaded: the service, which runs for months, need not keep the others in memory.
 */
import { terminal } from "./terminal.ts";
import type { ExitCode } from "./types.ts";

/** `args` are those behind the program's name; options alone mean the service. */
export async function chooseCommand(args: readonly string[]): Promise<ExitCode> {
  const [first = "service", ...rest] = args;
  if (first === "service") return service(rest);
  if (first === "worker") return (await import("../worker.ts")).runWorker(rest);
  if (first === "simulator") return (await import("./simulator.ts")).runSimulator(rest, terminal);
  const asksForHelp = ["-h", "--help", "-V", "--version"].includes(first);
  if (first.startsWith("-") && !asksForHelp) return service(args);
  return (await import("./run-command.ts")).runCommand(args);
}

async function service(args: readonly string[]): Promise<ExitCode> {
  return (await import("../service.ts")).runService(args);
}
