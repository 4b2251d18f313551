/**
 * A recording as people see it, from the PBX's file to the deleted MP3, and what can be asked of the list
 * of them. One row for each file of the PBX; a conversation may have several.
 */
import { z } from "zod";

/**
 * `growing`: the PBX still writes it. `matching`: its call is looked for. `unmatched`: no call fits.
 * `waiting`: matched, waits for the end of its call or for its turn. `converting`: being made into an MP3.
 * `ready`: there is an MP3, its link is not sent yet. `sent`: its link was handed to delivery.
 * `failed`: see `problem`; tried again unless a new try cannot help. `purged`: the MP3 was deleted after its
 * days. `ignored`: it was there before this program and nobody asked for it.
 */
export const recordingStates = [
  "growing",
  "matching",
  "unmatched",
  "waiting",
  "converting",
  "ready",
  "sent",
  "failed",
  "purged",
  "ignored",
] as const;
export type RecordingState = (typeof recordingStates)[number];

/** Why a recording does not go on. Each has a sentence for the administrator. */
export const recordingProblems = [
  "empty",
  "truncated",
  "damaged",
  "not-audio",
  "locked",
  "no-access",
  "vanished",
  "archived",
  "download-failed",
  "ffmpeg-missing",
  "ffmpeg-failed",
  "ffmpeg-stuck",
  "disk-low",
  "disk-full",
  "link-unreachable",
] as const;
export type RecordingProblem = (typeof recordingProblems)[number];

/** How sure the match is, the surest first. `by-hand`: a user said so. */
export const matchEvidences = ["call-log", "callid", "numbers-and-time", "by-hand"] as const;
export type MatchEvidence = (typeof matchEvidences)[number];

const wallMs = z.number().describe("Wall clock, milliseconds since 1970.");

export const recordingRowSchema = z.object({
  id: z.int().describe("Rises with the time of discovery."),
  sourceKey: z
    .string()
    .describe("`folder:<path below the folder>` or `pbx:<recording id>`: stable and unique."),
  fileName: z.string().describe("The PBX's own name of it; may be hostile text."),
  state: z.enum(recordingStates),
  problem: z.enum(recordingProblems).optional(),
  sentence: z.string().describe("Why it stands where it stands, and what to do; empty when all is well."),
  extension: z.string().describe("Whose recording it is; empty when unknown."),
  otherNumber: z.string().describe("The other side, as the PBX shows it; empty when unknown."),
  otherName: z.string().describe("May be hostile text; empty when unknown."),
  startedAtMs: wallMs.describe("When the recording began, as far as known."),
  durationS: z.number().min(0).optional().describe("Known once it is converted."),
  sourceBytes: z.number().min(0),
  chainId: z.string().optional().describe("Its conversation, once matched."),
  link: z.int().optional(),
  callEndedAtMs: wallMs.optional(),
  evidence: z.enum(matchEvidences).optional(),
  mp3Name: z.string().optional().describe("`<id>-<k>.mp3`; absent until it is converted."),
  mp3Bytes: z.number().min(0).optional(),
  progress: z.number().min(0).max(1).optional().describe("While converting."),
  foundAtMs: wallMs,
  matchedAtMs: wallMs.optional(),
  convertedAtMs: wallMs.optional(),
  sentAtMs: wallMs.optional().describe("When its link was accepted for delivery."),
  purgedAtMs: wallMs.optional(),
  nextTryAtMs: wallMs.optional(),
  tries: z.int().min(0).describe("Failed tries so far."),
  simulated: z.literal(true).exactOptional().describe("Of a call on a simulated phone system."),
});
export type RecordingRow = Readonly<z.infer<typeof recordingRowSchema>>;

export const mostRecordingsPerPage = 500;

/** All conditions must hold. An empty filter means everything. */
export const recordingFilterSchema = z.object({
  states: z.array(z.enum(recordingStates)).optional(),
  chainId: z.string().max(200).optional().describe("The beginning of the id that receivers get."),
  number: z.string().max(200).optional().describe("The outside number or its last digits."),
  user: z.string().max(200).optional().describe("The recorded extension."),
  fromMs: z.number().optional().describe("Began at or after."),
  toMs: z.number().optional().describe("Began before."),
  text: z.string().max(500).optional().describe("Occurs in the file's name, the MP3's name, number or name."),
});
export type RecordingFilter = z.infer<typeof recordingFilterSchema>;

export const recordingQuerySchema = recordingFilterSchema.extend({
  cursor: z.string().max(60).optional().describe("From the page before; its content means nothing outside."),
  limit: z.int().min(1).max(mostRecordingsPerPage).default(50),
});
/** `limit` may be left out. Pages are newest first. */
export type RecordingQuery = z.input<typeof recordingQuerySchema>;

export const recordingPageSchema = z.object({
  rows: z.array(recordingRowSchema),
  cursor: z.string().optional().describe("For the next page; absent on the last."),
});
export type RecordingPage = Readonly<z.infer<typeof recordingPageSchema>>;

export const purgePreviewSchema = z.object({
  atMs: wallMs.describe("When the next purge is due."),
  keepDays: z.int(),
  files: z.int().min(0),
  bytes: z.number().min(0),
  oldestEndedAtMs: wallMs.optional(),
});
export type PurgePreview = Readonly<z.infer<typeof purgePreviewSchema>>;

/** `idle`: watching, nothing to do. `paused-disk`: too little room. `attention`: see the sentence. */
export const recordingsConditions = [
  "off",
  "starting",
  "idle",
  "working",
  "attention",
  "paused-disk",
  "no-ffmpeg",
] as const;

export const recordingsStatusSchema = z.object({
  condition: z.enum(recordingsConditions),
  source: z.enum(["folder", "pbx", "off"]),
  sentence: z.string().describe("How it stands and what to do, for an administrator."),
  advice: z.string(),
  folder: z.string().describe("Where files are looked for; empty with source = pbx."),
  storage: z.string().describe("Where the MP3 files are kept."),
  counts: z.record(z.enum(recordingStates), z.int().min(0)),
  mp3Bytes: z.number().min(0),
  freeBytes: z.number().min(0).optional(),
  lastScanAtMs: wallMs.optional(),
  linkDays: z.int().exactOptional().describe("How long a link works; absent: as long as its file lives."),
  openLinks: z.boolean().describe("Links are without a signature: whoever guesses one can listen."),
  purge: purgePreviewSchema.optional(),
  lastPurge: z.object({ atMs: wallMs, files: z.int(), bytes: z.number() }).optional(),
});
export type RecordingsStatus = Readonly<z.infer<typeof recordingsStatusSchema>>;
