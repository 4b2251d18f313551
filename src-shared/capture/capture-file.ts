/**
 * The file of a capture: what a PBX sent and answered on one time line, and what the engine made of it. JSON
 * lines; the first is the header. Whoever writes, shows or replays such a file knows it from here only.
 */
import { z } from "zod";

export const captureFormat = "3cx-webhook-capture";

const headerSchema = z.object({
  format: z.literal(captureFormat),
  version: z.literal(1),
  /** Version of the program that wrote it. */
  program: z.string(),
  pbxVersion: z.string().exactOptional(),
  startedAtMs: z.int(),
  /** Calls that went on when it began: of these the file has no beginning. */
  openCalls: z.int(),
  /** State of each interface of the PBX when it began. */
  sources: z.record(z.string(), z.string()),
  settings: z.object({
    timezone: z.string().exactOptional(),
    internalCalls: z.boolean(),
    numbers: z.enum(["digits", "as_shown"]),
    activeCallsPollS: z.number(),
  }),
});

export type CaptureHeader = z.infer<typeof headerSchema>;

const onTheLine = { atMs: z.number(), source: z.string() };
const inward = { ...onTheLine, direction: z.literal("in") };
const outward = { ...onTheLine, direction: z.literal("out") };
const trouble = { failure: z.string().exactOptional(), status: z.int().exactOptional() };

const lineSchema = z.discriminatedUnion("kind", [
  z.object({
    ...outward,
    kind: z.literal("question"),
    body: z.object({ ask: z.int(), method: z.enum(["GET", "POST"]), path: z.string() }),
  }),
  /** `json` is absent for a token, which is never kept, and for a failure. */
  z.object({
    ...inward,
    kind: z.literal("answer"),
    body: z.object({ ask: z.int(), ...trouble, json: z.unknown().optional() }),
  }),
  /** A message of the socket; `unreadable`: the length of one that is no JSON. */
  z.object({
    ...inward,
    kind: z.literal("event"),
    body: z.object({ message: z.unknown().optional(), unreadable: z.int().exactOptional() }),
  }),
  z.object({
    ...inward,
    kind: z.literal("socket"),
    body: z.object({ state: z.enum(["opened", "closed", "refused"]), ...trouble }),
  }),
  /** An event that the engine made, as receivers would get it but for pseudonyms. */
  z.object({ ...outward, kind: z.literal("made"), body: z.record(z.string(), z.unknown()) }),
  /** Something that the engine ignored or put up with, for the `count`th time. */
  z.object({
    ...inward,
    kind: z.literal("unexpected"),
    body: z.object({
      code: z.string(),
      sentence: z.string(),
      count: z.int(),
      example: z.unknown().optional(),
    }),
  }),
  z.object({ ...outward, kind: z.literal("end"), body: z.object({ reason: z.string() }) }),
]);

export type CaptureLine = z.infer<typeof lineSchema>;

export interface CaptureFile {
  readonly header: CaptureHeader;
  readonly lines: readonly CaptureLine[];
  /** Lines that could not be read, such as the last one of a capture that was cut off. */
  readonly damaged: number;
}

export type CaptureRead =
  | { readonly ok: true; readonly capture: CaptureFile }
  | { readonly ok: false; readonly sentence: string };

/** Reads a whole file. Never throws; a damaged line is counted and left out. */
export function readCapture(text: string): CaptureRead {
  const [first = "", ...rest] = text.split("\n");
  const header = headerSchema.safeParse(parsed(first));
  if (!header.success) return { ok: false, sentence: whyNoHeader(parsed(first)) };
  const lines: CaptureLine[] = [];
  let damaged = 0;
  for (const each of rest) {
    if (each.trim() === "") continue;
    const line = lineSchema.safeParse(parsed(each));
    if (line.success) lines.push(line.data);
    else damaged += 1;
  }
  return { ok: true, capture: { header: header.data, lines, damaged } };
}

function whyNoHeader(first: unknown): string {
  const known = z.object({ format: z.literal(captureFormat), version: z.number() }).safeParse(first);
  if (known.success && known.data.version !== 1)
    return `The file is a capture of version ${known.data.version}; this program reads version 1. Use a newer one.`;
  return "The file is no capture: its first line is not the header that 3cx-webhook capture writes.";
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
