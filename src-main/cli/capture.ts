/**
 * `3cx-webhook capture`: records what 3CX sends into a file that can be handed on. A running service does it
 * itself, because 3CX lets a client have one token at a time; without one this command follows 3CX alone.
 */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readCapture } from "../../src-shared/capture/capture-file.ts";
import type { CaptureView } from "../../src-shared/capture/capture-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import { captureHeader } from "../program/capture-header.ts";
import { createCapture, type Capture } from "../capture/create-capture.ts";
import { openFileSink } from "../capture/file-sink.ts";
import { followCalls } from "../program/follow-calls.ts";
import { createLogger } from "../log.ts";
import { programVersion } from "../program-version.ts";
import { untilSignal } from "../until-signal.ts";
import { captureReport, endSentence } from "./capture-words.ts";
import { usableSettings } from "./read-settings-file.ts";
import { reachService, type RunningService } from "./running-service.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

export interface CaptureCommand {
  readonly minutes: number;
  readonly out: string | undefined;
  /** Ends it before its time; default: Ctrl+C. */
  readonly untilEnd?: Promise<unknown>;
}

/** How often a running service is asked whether it is through. */
const lookEveryMs = 1_000;

export async function capture(world: CommandWorld, options: CaptureCommand): Promise<ExitCode> {
  const { clock, complain } = world;
  const settings = await usableSettings(world);
  if (settings === undefined) return 2;
  if (settings.pbx.url === undefined) {
    complain("The settings name no 3CX. Fill in [pbx] first.");
    return 2;
  }
  const stamp = new Date(clock.nowMs()).toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
  const out = resolve(options.out ?? `3cx-capture-${stamp}.jsonl`);
  const untilEnd = options.untilEnd ?? untilSignal();
  const service = await reachService(world, settings.server.monitorPassword);
  if (service === "closed") {
    complain(
      "The running service lets no window in, so it cannot be asked. Set monitor = yes in [server], or begin " +
        "the capture in its window under Settings, 3CX.",
    );
    return 1;
  }
  const done =
    service === "none"
      ? await alone(world, settings.pbx, { ...options, out, untilEnd })
      : await byService(world, service, { ...options, out, untilEnd });
  return done ? showCapture(world, out) : 1;
}

/** `capture --show FILE`: what is in it. */
export async function showCapture({ print, complain }: CommandWorld, path: string): Promise<ExitCode> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) {
    complain(`${path} cannot be read. Name a file that 3cx-webhook capture has written.`);
    return 1;
  }
  const read = readCapture(text);
  if (!read.ok) {
    complain(read.sentence);
    return 1;
  }
  print(captureReport(read.capture).join("\n"));
  return 0;
}

interface Asked extends CaptureCommand {
  readonly out: string;
  readonly untilEnd: Promise<unknown>;
}

async function alone(
  { clock, print, complain }: CommandWorld,
  pbx: PbxSettings,
  { out, minutes, untilEnd }: Asked,
): Promise<boolean> {
  const opened = await openFileSink(out);
  if (!opened.ok) {
    complain(opened.sentence);
    return false;
  }
  const log = createLogger({ level: "error", output: { write: () => {} } });
  let capture: Capture | undefined;
  const engine = followCalls({
    ...{ settings: pbx, clock, log, random: Math.random, tap: () => capture?.tap },
    onEvent: (event) => capture?.event(event),
    onObservation: (observation) => capture?.observation(observation),
  });
  const over = new Promise<void>((resolve) => {
    capture = createCapture({
      ...{ clock, sink: opened.sink, key: randomBytes(32), forMs: minutes * 60_000, onEnd: resolve },
      header: captureHeader(programVersion, pbx, { pbxState: engine.state, openCalls: () => 0 }),
    });
  });
  engine.start();
  print(
    begun(minutes, "No service runs here, so this command follows 3CX itself. Nothing is sent to receivers."),
  );
  await Promise.race([over, untilEnd]);
  const { sentence } = engine.state().callControl;
  await capture?.stop();
  await engine.stop();
  const progress = capture?.progress();
  if (progress !== undefined) print(endSentence(progress));
  if (progress?.counts["event"] === undefined) print(`No message came from 3CX. How it stood: ${sentence}`);
  return true;
}

async function byService(
  { clock, print, complain }: CommandWorld,
  service: RunningService,
  { out, minutes, untilEnd }: Asked,
): Promise<boolean> {
  const started = await service.ask("capture.start", { minutes });
  if (!started.ok) {
    complain(started.error.sentence);
    service.close();
    return false;
  }
  print(begun(minutes, "The running service records it; webhooks go on as ever."));
  let ended = false;
  void untilEnd.then(() => (ended = true));
  let view: CaptureView = started.result;
  while (view.state === "running") {
    await Promise.race([wait(clock, lookEveryMs), untilEnd]);
    const answer = await service.ask(ended ? "capture.stop" : "capture.status", {});
    if (!answer.ok) {
      complain(`The service does not say how the capture goes: ${answer.error.sentence}`);
      break;
    }
    view = answer.result;
  }
  service.close();
  if (view.state !== "running") print(endSentence(view));
  return copied(view.path, out, complain);
}

async function copied(from: string, to: string, complain: (text: string) => void): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    const reason = reasonOf(error);
    complain(`The capture is ${from}; it could not be copied to ${to} (${reason}).`);
    return false;
  }
}

function begun(minutes: number, who: string): string {
  return `Recording what 3CX sends for ${minutes} min; Ctrl+C ends it before. ${who}`;
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
