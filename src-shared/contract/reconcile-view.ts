/**
 * What a reconciliation found: a day's calls in the PBX's own log held against what this program told of
 * them. Each difference has a name; its cause and next step are words of whoever shows it.
 */
import { z } from "zod";

const wallMs = z.number().describe("Wall clock, milliseconds since 1970.");

/**
 * `stopped`: in the log, never seen; this program did not run. `disconnected`: it ran without 3CX.
 * `not-monitored`: only Call Control was watched, and it does not show this extension. `unseen`: never seen although
 * this program watched. `open`: still goes on here. `unwanted`: seen, no endpoint wants it. `waiting`, `gave-up`, `expired`, `dropped`: what became of
 * its webhooks at an endpoint. `log-late`: told, and not in the log yet; `not-in-log`: hours later still not.
 * `duration`: log and webhooks tell talks of different length. `recording-…`: in the PBX's list of recordings and
 * not here, here without its call, failed here, or too young to be here.
 */
export const differenceKinds = [
  "stopped",
  "disconnected",
  "not-monitored",
  "unseen",
  "open",
  "unwanted",
  "waiting",
  "gave-up",
  "expired",
  "dropped",
  "log-late",
  "not-in-log",
  "duration",
  "recording-late",
  "recording-missing",
  "recording-unmatched",
  "recording-failed",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Without a name for their cause: somebody has to look. */
export const unexplainedKinds: ReadonlySet<DifferenceKind> = new Set([
  "unseen",
  "not-in-log",
  "recording-missing",
]);

/** Never seen, so their webhooks can be made of the log. */
export const missingKinds: ReadonlySet<DifferenceKind> = new Set([
  "stopped",
  "disconnected",
  "not-monitored",
  "unseen",
]);

export const differenceItemSchema = z.object({
  atMs: wallMs.describe("When the call, or the recording, began."),
  number: z.string().describe("The outside number; empty when anonymous."),
  direction: z.enum(["incoming", "outgoing", "internal"]).exactOptional(),
  user: z.string().describe("The internal number that had it last; may be empty."),
  chainId: z.string().exactOptional().describe("Its id here, where it has one."),
  talkS: z.number().exactOptional().describe("Talk in the PBX's log."),
  ownTalkS: z.number().exactOptional().describe("Talk as it was told."),
  file: z.string().exactOptional().describe("The recording."),
});
export type DifferenceItem = Readonly<z.infer<typeof differenceItemSchema>>;

export const differenceSchema = z.object({
  kind: z.enum(differenceKinds),
  endpoint: z.string().exactOptional().describe("For what became of webhooks."),
  fromMs: wallMs.exactOptional().describe("Since when this program did not run, or was without 3CX."),
  toMs: wallMs.exactOptional(),
  count: z.int().min(1),
  items: z.array(differenceItemSchema).describe("The first of them."),
});
export type Difference = Readonly<z.infer<typeof differenceSchema>>;

/** More of one difference are counted, not listed. */
export const mostItems = 50;

/** Why there is nothing to say: the PBX's sentence and what to do. */
const refusalSchema = z.object({ sentence: z.string(), advice: z.string() });

export const reconcileReportSchema = z.object({
  day: z.string().describe("`YYYY-MM-DD` in the PBX's time zone."),
  fromMs: wallMs,
  toMs: wallMs.describe("The end of the day, or the moment of the comparison."),
  ranAtMs: wallMs,
  nightly: z.boolean(),
  refused: refusalSchema
    .exactOptional()
    .describe("The call log could not be read; the numbers mean nothing."),
  logged: z.int().min(0).describe("Calls in the PBX's log that this program is meant to tell of."),
  delivered: z.int().min(0).describe("Of those: all that tells their end or recordings has arrived."),
  internal: z.int().min(0).describe("Calls between extensions, left out because internal_calls is off."),
  unexplained: z.int().min(0),
  missing: z.int().min(0).describe("Never seen: so many can be sent from the log."),
  recordings: z
    .object({ listed: z.int().min(0), known: z.int().min(0) })
    .exactOptional()
    .describe("Absent when recordings are switched off or their list is refused."),
  recordingsRefused: refusalSchema.exactOptional(),
  differences: z.array(differenceSchema),
});
export type ReconcileReport = Readonly<z.infer<typeof reconcileReportSchema>>;

export const reconcileStateSchema = z.object({
  running: z
    .object({ day: z.string(), doing: z.enum(["comparing", "sending"]), calls: z.int().min(0) })
    .exactOptional()
    .describe("`calls`: read, or sent, so far."),
  report: reconcileReportSchema.exactOptional().describe("The latest."),
  sent: z
    .object({ day: z.string(), calls: z.int().min(0) })
    .exactOptional()
    .describe("By the last sending."),
  problem: z.string().exactOptional().describe("Why the last run ended early."),
});
export type ReconcileState = Readonly<z.infer<typeof reconcileStateSchema>>;

export const reconcileDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
