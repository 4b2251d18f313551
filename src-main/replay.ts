/**
 * Plays a capture again: a server that is the PBX of it, the engine's eyes and judgement beside it, and at the end
 * what is told otherwise than at the time of the capture. Nothing is sent to anybody.
 */
import { readFile } from "node:fs/promises";
import { readCapture, type CaptureFile } from "../src-shared/capture/capture-file.ts";
import { summaryOf } from "../src-shared/capture/summary.ts";
import type { Clock } from "../src-shared/ports/clock.ts";
import type { CallEvent } from "../src-shared/telephony/call-event.ts";
import { createScaledClock } from "./clock.ts";
import { followCalls } from "./program/follow-calls.ts";
import { compareEvents, describeMade, type Comparison } from "./simulator/replay/compare.ts";
import { createReplayServer } from "./simulator/replay/replay-server.ts";
import { scriptOf } from "./simulator/replay/script.ts";
import { createVirtualClock } from "./simulator/virtual-clock.ts";

export interface ReplayOptions {
  readonly port?: number;
  /** Times as fast as it was; absent: as fast as it goes, which is the exact way, too. */
  readonly speed?: number;
  readonly onEvent?: (event: CallEvent) => void;
  /** Ends it early. */
  readonly untilEnd?: Promise<unknown>;
}

export interface Replayed {
  readonly events: readonly CallEvent[];
  readonly comparison: Comparison;
  readonly unanswered: readonly string[];
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** After the last line, so that what is under way can be told. */
const afterwardsMs = 500;

export async function replayCapture(capture: CaptureFile, options: ReplayOptions = {}): Promise<Replayed> {
  const time = timeOf(capture.header.startedAtMs, options.speed);
  const script = scriptOf(capture);
  const { onEvent = () => {}, port = 0, untilEnd = new Promise<never>(() => {}) } = options;
  const server = createReplayServer({ script, clock: time.clock, port });
  const { url } = await server.start();
  const events: CallEvent[] = [];
  const { timezone, ...settings } = capture.header.settings;
  const engine = followCalls({
    settings: {
      ...settings,
      ...{ url, clientId: "replay", clientSecret: "replay", caFile: undefined, allowSelfSigned: false },
      timezone,
    },
    ...{ clock: time.clock, random: () => 0.5, log: quiet },
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  engine.start();
  const settle = async () => {
    const atRest = () => engine.busy() <= server.waiting() && server.inFlight() <= server.waiting();
    for (let turn = 0, calm = 0; calm < 2 && turn < 20_000; turn++) {
      await server.barrier();
      await new Promise((resolve) => setImmediate(resolve));
      calm = atRest() ? calm + 1 : 0;
    }
  };
  await Promise.race([time.pass(script.lengthMs + afterwardsMs, settle), untilEnd]);
  await engine.stop();
  await server.stop();
  const made = events.map((event) => ({ ...event }));
  return { events, comparison: compareEvents(capture, made), unanswered: server.unanswered() };
}

interface Time {
  readonly clock: Clock;
  pass(ms: number, settle: () => Promise<void>): Promise<void>;
}

/** On the day of the capture, so that ids and the call log's times are those of then. */
function timeOf(startMs: number, speed: number | undefined): Time {
  if (speed === undefined) {
    const clock = createVirtualClock({ startMs });
    return { clock, pass: (ms, settle) => clock.runFor(ms, settle) };
  }
  const paced = createScaledClock(speed);
  const shiftMs = startMs - paced.nowMs();
  const clock: Clock = { nowMs: () => paced.nowMs() + shiftMs, after: paced.after };
  return { clock, pass: (ms) => new Promise((resolve) => void clock.after(ms, () => resolve())) };
}

export interface ReplayCommand extends ReplayOptions {
  readonly file: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** `simulator --replay FILE`. 0: the engine tells the same as then. 1: it does not, or the file cannot be read. */
export async function runReplay({ file, print, complain, ...options }: ReplayCommand): Promise<0 | 1> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  const read = text === undefined ? unreadable(file) : readCapture(text);
  if (!read.ok) {
    complain(read.sentence);
    return 1;
  }
  const { lines } = read.capture;
  const minutes = Math.ceil((lines.at(-1)?.atMs ?? 0) / 60_000);
  print(
    `Replaying ${minutes} min of 3CX ${summaryOf(read.capture).pbxVersion ?? "of unknown version"}, beginning with the first call:`,
  );
  const { comparison, unanswered } = await replayCapture(read.capture, {
    ...options,
    onEvent: (event) =>
      print(
        `${new Date(event.atMs).toISOString().slice(11, 23)}  ${event.chainId}  ${describeMade({ ...event })}`,
      ),
  });
  const { same, left, differences } = comparison;
  print("");
  if (unanswered.length > 0)
    print(`${unanswered.length} questions have no answer in the file, such as ${unanswered[0]}.`);
  if (left > 0) print(`${left} calls had begun before the capture; they are not compared.`);
  if (differences.length === 0) {
    print(`${same} calls: the engine tells the same as at the time of the capture.`);
    return 0;
  }
  for (const difference of differences) complain(difference);
  complain(
    `${differences.length} of ${same + differences.length} calls are told otherwise than at the time of the capture.`,
  );
  return 1;
}

function unreadable(file: string): { readonly ok: false; readonly sentence: string } {
  return { ok: false, sentence: `${file} cannot be read. Name a file that 3cx-webhook capture has written.` };
}
