/**
 * One capture from begin to end: takes what the tap hears, what the engine saw and made of it, and writes it
 * down without names and secrets. It ends by itself: after its time, at its size, when the disk is full.
 */
import {
  captureFormat,
  type CaptureHeader,
  type CaptureLine,
} from "../../src-shared/capture/capture-file.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { PbxTap } from "../pbx/types.ts";
import { createPseudonyms } from "./pseudonyms.ts";
import { createScrubber } from "./scrub.ts";
import { createTally } from "./tally.ts";
import type { CaptureEndReason, CaptureOptions, CaptureProgress } from "./types.ts";
import { createUnexpectedWatch } from "./unexpected.ts";

export interface Capture {
  readonly tap: PbxTap;
  observation(observation: Observation): void;
  event(event: CallEvent): void;
  /** Ends it; harmless when it has ended. Resolves when the file is complete. */
  stop(reason?: CaptureEndReason): Promise<void>;
  progress(): CaptureProgress;
  isOver(): boolean;
}

type LineWithoutTime = CaptureLine extends infer Line
  ? Line extends unknown
    ? Omit<Line, "atMs">
    : never
  : never;

const defaultLargestBytes = 50 * 1024 * 1024;

export function createCapture(options: CaptureOptions): Capture {
  const { clock, sink, forMs, onEnd = () => {}, largestBytes = defaultLargestBytes } = options;
  const startedAtMs = clock.nowMs();
  const names = createPseudonyms(options.key);
  const scrub = createScrubber(names);
  const tally = createTally();
  const counts: Record<string, number> = {};
  let bytes = 0;
  let asks = 0;
  let ended:
    | { readonly atMs: number; readonly reason: CaptureEndReason; readonly closed: Promise<void> }
    | undefined;

  const put = (value: object) => {
    const text = `${JSON.stringify(value)}\n`;
    bytes += Buffer.byteLength(text);
    sink.write(text);
  };

  const write = (line: LineWithoutTime) => {
    if (ended !== undefined) return;
    if (sink.failure() !== undefined) return end("disk");
    if (bytes >= largestBytes) return end("size");
    counts[line.kind] = (counts[line.kind] ?? 0) + 1;
    put({ atMs: clock.nowMs() - startedAtMs, ...line });
  };

  const end = (reason: CaptureEndReason) => {
    if (ended !== undefined) return;
    cancelEnd();
    if (reason !== "disk")
      put({
        atMs: clock.nowMs() - startedAtMs,
        source: "program",
        direction: "out",
        kind: "end",
        body: { reason },
      });
    ended = { atMs: clock.nowMs(), reason, closed: sink.close() };
    onEnd();
  };

  const unexpected = (code: string, sentence: string, example?: unknown) => {
    if (ended !== undefined) return;
    const shown = example === undefined ? {} : { example: scrub.json(example) };
    const { count, tell } = tally.add({ code, sentence, ...shown });
    if (tell)
      write({
        source: "program",
        direction: "in",
        kind: "unexpected",
        body: { code, sentence, count, ...shown },
      });
  };
  const watch = createUnexpectedWatch(unexpected);

  const tap: PbxTap = {
    asked: (method, path) => {
      asks += 1;
      const ask = asks;
      const source = sourceOf(path);
      write({ source, direction: "out", kind: "question", body: { ask, method, path: scrub.path(path) } });
      return ({ json, ...rest }) => {
        const body = json === undefined ? { ask, ...rest } : { ask, ...rest, json: scrub.json(json) };
        write({ source, direction: "in", kind: "answer", body });
      };
    },
    message: (text) => {
      const message = parsed(text);
      const body = message === undefined ? { unreadable: text.length } : { message: scrub.json(message) };
      write({ source: "socket", direction: "in", kind: "event", body });
    },
    socket: (body) => write({ source: "socket", direction: "in", kind: "socket", body }),
    odd: (code, sentence, sample) =>
      unexpected(code, sentence, sample === undefined ? undefined : parsed(sample)),
  };

  const header: CaptureHeader = { format: captureFormat, version: 1, startedAtMs, ...options.header };
  put(header);
  const cancelEnd = clock.after(forMs, () => end("time"));

  return {
    tap,
    observation: (observation) => {
      if (ended === undefined) watch(observation);
    },
    event: (event) => {
      const body = scrub.json(event);
      write({ source: "engine", direction: "out", kind: "made", body: asRecord(body) });
    },
    stop: async (reason = "asked") => {
      end(reason);
      await ended?.closed;
    },
    isOver: () => ended !== undefined,
    progress: () => {
      const trouble = sink.failure();
      return {
        ...{ startedAtMs, endsAtMs: startedAtMs + forMs, bytes, counts: { ...counts } },
        ...names.counts(),
        unexpected: tally.list(),
        ...(ended === undefined
          ? {}
          : { endedAtMs: ended.atMs, reason: trouble === undefined ? ended.reason : "disk" }),
        ...(trouble === undefined ? {} : { trouble }),
      };
    },
  };
}

function sourceOf(path: string): string {
  if (path.startsWith("/callcontrol")) return "call-control";
  return path.startsWith("/connect/") ? "token" : "xapi";
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** `undefined` when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
