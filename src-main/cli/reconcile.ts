/**
 * `3cx-webhook reconcile`: a day of the PBX's call log held against what was sent. The running service does it,
 * because 3CX lets a client have one token at a time and the service knows what it sent.
 */
import type { ReconcileState } from "../../src-shared/contract/reconcile-view.ts";
import { differenceLines, lineOf } from "../reconcile/words.ts";
import { usableSettings } from "./read-settings-file.ts";
import { reachService, type RunningService } from "./running-service.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

export interface ReconcileCommand {
  /** `YYYY-MM-DD`; default: yesterday. */
  readonly day: string | undefined;
  readonly sendMissing: boolean;
}

const lookEveryMs = 500;

/** 0: nothing is missing and nothing unexplained. 1: something is, or it could not be compared. 2: wrong use. 3: no service runs. */
export async function reconcile(world: CommandWorld, options: ReconcileCommand): Promise<ExitCode> {
  const { complain } = world;
  if (options.day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.day)) {
    complain("--day must be a date such as 2026-01-31.");
    return 2;
  }
  const settings = await usableSettings(world);
  if (settings === undefined) return 2;
  const service = await reachService(world, settings.server.monitorPassword);
  if (service === "none") {
    complain("3CX Webhook does not run here. Start the service: it compares and knows what it sent.");
    return 3;
  }
  if (service === "closed") {
    complain("The running service lets no window in, so it cannot be asked. Set monitor = yes in [server].");
    return 1;
  }
  try {
    return await compared(world, service, options);
  } finally {
    service.close();
  }
}

async function compared(
  world: CommandWorld,
  service: RunningService,
  { day, sendMissing }: ReconcileCommand,
): Promise<ExitCode> {
  const begun = await service.ask("reconcile.run", day === undefined ? {} : { day });
  if (!begun.ok) return failed(world, begun.error.sentence);
  const state = await whenDone(world, service);
  const { report } = state;
  if (report === undefined || state.problem !== undefined) return failed(world, state.problem ?? noResult);
  const { missing } = report;
  if (!sendMissing || missing === 0) return shown(world, state);
  world.print(`${lineOf(report)} Sending ${missing === 1 ? "1 call" : `${missing} calls`} from the log.`);
  const sending = await service.ask("reconcile.send", { day: report.day, calls: missing });
  if (!sending.ok) return failed(world, sending.error.sentence);
  return shown(world, await whenDone(world, service));
}

const noResult = "There is no result; the service's log says more.";

function failed({ complain }: CommandWorld, sentence: string): ExitCode {
  complain(sentence);
  return 1;
}

function shown(world: CommandWorld, { report, sent, problem }: ReconcileState): ExitCode {
  if (report === undefined || problem !== undefined) return failed(world, problem ?? noResult);
  const timeOf = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  if (sent !== undefined)
    world.print(`Sent from the log: ${sent.calls === 1 ? "1 call" : `${sent.calls} calls`}.`);
  world.print(lineOf(report));
  for (const line of differenceLines(report, timeOf)) world.print(`  ${line}`);
  const clean = report.refused === undefined && report.missing === 0 && report.unexplained === 0;
  return clean ? 0 : 1;
}

async function whenDone({ clock }: CommandWorld, service: RunningService): Promise<ReconcileState> {
  for (;;) {
    const answer = await service.ask("reconcile.latest", {});
    if (!answer.ok) return { problem: answer.error.sentence };
    if (answer.result.running === undefined) return answer.result;
    await new Promise<void>((resolve) => void clock.after(lookEveryMs, resolve));
  }
}
