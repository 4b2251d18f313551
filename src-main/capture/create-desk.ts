/** The one capture that a program makes at a time: begun and ended from a window or a command, fed by the engine. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { CaptureHeader } from "../../src-shared/capture/capture-file.ts";
import type { CaptureView } from "../../src-shared/capture/capture-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { PbxTapNow } from "../pbx/types.ts";
import { type Capture, createCapture } from "./create-capture.ts";
import { openFileSink } from "./file-sink.ts";

export interface CaptureDeskOptions {
  readonly clock: Clock;
  /** Files go into the folder `captures` in it. */
  readonly dataFolder: string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly header: () => Omit<CaptureHeader, "format" | "version" | "startedAtMs">;
  /** Somebody listens from now on: what is known already should be said again. */
  readonly onStart: () => void;
}

export type CaptureStarted =
  | { readonly ok: true; readonly view: CaptureView }
  | { readonly ok: false; readonly sentence: string };

export interface CaptureDesk {
  readonly tap: PbxTapNow;
  observation(observation: Observation): void;
  event(event: CallEvent): void;
  start(minutes: number): Promise<CaptureStarted>;
  /** Harmless when none runs. */
  stop(): Promise<CaptureView>;
  view(): CaptureView;
}

const none: CaptureView = {
  ...{ state: "none", path: "", startedAtMs: 0, endsAtMs: 0, bytes: 0, questions: 0, messages: 0 },
  ...{ events: 0, names: 0, numbers: 0, unexpected: [] },
};
const already = "A capture runs already. Stop it before you begin another one.";

export function createCaptureDesk(options: CaptureDeskOptions): CaptureDesk {
  const { clock, dataFolder } = options;
  let capture: Capture | undefined;
  let path = "";
  let starting = false;

  const running = () => (capture === undefined || capture.isOver() ? undefined : capture);

  const view = (): CaptureView => {
    if (capture === undefined) return none;
    const { startedAtMs, endsAtMs, endedAtMs, reason, trouble, bytes, counts, names, numbers, unexpected } =
      capture.progress();
    return {
      ...{ state: endedAtMs === undefined ? "running" : "over", path, startedAtMs, bytes, names, numbers },
      endsAtMs: endedAtMs ?? endsAtMs,
      ...(reason === undefined ? {} : { reason }),
      ...(trouble === undefined ? {} : { trouble }),
      questions: counts["question"] ?? 0,
      messages: counts["event"] ?? 0,
      events: counts["made"] ?? 0,
      unexpected: unexpected.map(({ code, sentence, count }) => ({ code, sentence, count })),
    };
  };

  const open = async (minutes: number): Promise<CaptureStarted> => {
    const folder = join(dataFolder, "captures");
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => {});
    const stamp = new Date(clock.nowMs()).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
    const file = join(folder, `capture-${stamp}.jsonl`);
    const opened = await openFileSink(file);
    if (!opened.ok) return { ok: false, sentence: opened.sentence };
    path = file;
    capture = createCapture({
      ...{ clock, sink: opened.sink, key: options.randomBytes(32), header: options.header() },
      forMs: minutes * 60_000,
    });
    options.onStart();
    return { ok: true, view: view() };
  };

  return {
    tap: () => running()?.tap,
    observation: (observation) => running()?.observation(observation),
    event: (event) => running()?.event(event),
    start: async (minutes) => {
      if (starting || running() !== undefined) return { ok: false, sentence: already };
      starting = true;
      try {
        return await open(minutes);
      } finally {
        starting = false;
      }
    },
    stop: async () => {
      await capture?.stop();
      return view();
    },
    view,
  };
}
