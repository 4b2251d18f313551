/** What a soak writes down while it runs, a line of JSON each: from this alone it is judged, and taken up again. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const serviceNames = ["steady", "killed"] as const;
/** `steady` is never killed, so its memory tells something; `killed` is, again and again. */
export type ServiceName = (typeof serviceNames)[number];

const service = z.enum(serviceNames);
const span = { fromMs: z.number(), toMs: z.number() };

const entrySchema = z.discriminatedUnion("type", [
  /** The soak begins, or goes on after it was cut off. */
  z.object({ type: z.literal("begin"), atMs: z.number(), seed: z.number(), hours: z.number() }),
  z.object({
    type: z.literal("play"),
    atMs: z.number(),
    index: z.number(),
    scenario: z.string(),
    suffix: z.string(),
  }),
  z.object({ type: z.literal("played"), atMs: z.number(), index: z.number(), undone: z.number() }),
  /** A trouble that is over; `service` is absent where it hit what both share. */
  z.object({
    type: z.literal("trouble"),
    ...span,
    name: z.string(),
    detail: z.string(),
    service: service.optional(),
  }),
  /** `elapsedMs`: of the soak's own time, that of earlier runs included. */
  z.object({
    type: z.literal("sample"),
    atMs: z.number(),
    elapsedMs: z.number(),
    rssKb: z.number().optional(),
    liveKb: z.number().optional(),
    /** What the system gives each process, by its name. */
    eachKb: z.record(z.string(), z.number()).optional(),
  }),
  /** Something happened that nobody did: a process ended, or one did not start. */
  z.object({ type: z.literal("surprise"), atMs: z.number(), what: z.string() }),
]);

export type JournalEntry = z.infer<typeof entrySchema>;
export type Trouble = Extract<JournalEntry, { type: "trouble" }>;

const receiptSchema = z.object({
  atMs: z.number(),
  /** `/steady/well`: service and endpoint. */
  target: z.string(),
  id: z.string(),
  body: z.string(),
  /** What the receiver was about to answer: a status, `reset` or `silent`. */
  answer: z.string(),
});

/** The answer to the last request with this id is on its way as a whole. */
const answeredSchema = z.object({ answers: z.string(), target: z.string(), answeredAtMs: z.number() });

/** A request as a receiver got it, in the order of arrival. */
export type Receipt = z.infer<typeof receiptSchema> & { readonly answeredAtMs?: number };

export const receiverNames = ["well", "moody", "weak"] as const;
/** `well` always answers, `moody` misbehaves in every way, `weak` is killed and started again. */
export type ReceiverName = (typeof receiverNames)[number];

export function journalPath(folder: string): string {
  return join(folder, "journal.jsonl");
}

export function receiptsPath(folder: string, receiver: ReceiverName): string {
  return join(folder, `receipts-${receiver}.jsonl`);
}

export function appendLine(path: string, value: unknown): void {
  appendFileSync(path, `${JSON.stringify(value)}\n`);
}

export function readJournal(folder: string): JournalEntry[] {
  return linesOf(journalPath(folder)).map((line) => entrySchema.parse(line));
}

export function readReceipts(folder: string, receiver: ReceiverName): Receipt[] {
  const receipts: Receipt[] = [];
  const lastOf = new Map<string, number>();
  for (const line of linesOf(receiptsPath(folder, receiver))) {
    const answered = answeredSchema.safeParse(line);
    if (!answered.success) {
      const receipt = receiptSchema.parse(line);
      lastOf.set(`${receipt.target} ${receipt.id}`, receipts.push(receipt) - 1);
      continue;
    }
    const { answers, target, answeredAtMs } = answered.data;
    const at = lastOf.get(`${target} ${answers}`) ?? -1;
    const receipt = receipts[at];
    if (receipt !== undefined) receipts[at] = { ...receipt, answeredAtMs };
  }
  return receipts;
}

/** A last line that a kill cut off is none: its request was not answered. */
export function linesOf(path: string): unknown[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return line === "" ? [] : [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}
