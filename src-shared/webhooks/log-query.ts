/**
 * What can be asked of the delivery log and how it answers: one row for each event and endpoint, with
 * all its attempts behind it. Nothing in here holds a secret; hidden values read `***`.
 */
import { z } from "zod";
import type { AttemptPhases, AttemptResult } from "./delivery-report.ts";

/** `waiting`: accepted, not tried yet. `retry`: tried, and there will be another attempt. */
export const deliveryStates = [
  "waiting",
  "retry",
  "paused",
  "delivered",
  "gave-up",
  "expired",
  "dropped",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Longest page that is given out. */
export const mostRowsPerPage = 500;

const words = z.array(z.string().max(200)).max(100);
const timeMs = z.number().int().min(0).max(4_000_000_000_000);

/** All conditions must hold; within a list one is enough. An empty filter means everything. */
export const logFilterSchema = z.object({
  ids: z.array(z.int()).max(mostRowsPerPage).optional().describe("These rows."),
  eventIds: z
    .array(z.string().max(100))
    .max(mostRowsPerPage)
    .optional()
    .describe("Of these events, as in the header webhook-id."),
  endpoints: words.optional().describe("Names of endpoints, those no longer in the settings too."),
  types: words.optional().describe("Event types such as ended."),
  states: z.array(z.enum(deliveryStates)).optional(),
  callId: z.string().max(200).optional().describe("The beginning of the id that receivers get."),
  number: z
    .string()
    .max(200)
    .optional()
    .describe("The outside number or its last digits; separators and a leading + do not matter."),
  user: z.string().max(200).optional().describe("The internal number that the event is about."),
  fromMs: timeMs.optional().describe("Accepted at or after."),
  toMs: timeMs.optional().describe("Accepted before."),
  text: z
    .string()
    .max(500)
    .optional()
    .describe(
      'Words that must all occur in address, content, answer, error or caller name; "several words" in quotes stand together; a word ending in * stands for all that begin so.',
    ),
  mirror: z.boolean().optional().describe("Only mirrors, or none."),
  test: z.boolean().optional().describe("Only test events, or none."),
  replayed: z.boolean().optional().describe("Only what was sent again by hand, or none of it."),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

export const logQuerySchema = logFilterSchema.extend({
  cursor: z.string().max(40).optional().describe("From the page before; its content means nothing outside."),
  limit: z.int().min(1).max(mostRowsPerPage).default(50),
  mayPause: z
    .boolean()
    .optional()
    .describe("A search that takes long may come back with less than a page, or nothing, and go on later."),
});
/** `limit` may be left out. */
export type LogQuery = z.input<typeof logQuerySchema>;

/** One event on its way to one endpoint, as a list shows it. Times are wall clock. */
export interface LogRow {
  /** Rises with the time of acceptance. */
  readonly id: number;
  /** The header webhook-id. */
  readonly eventId: string;
  readonly endpoint: string;
  readonly type: string;
  readonly chainId: string;
  /** What the compatible dialects send as id. */
  readonly linkId: string;
  readonly seq: number;
  /** The outside number; empty when anonymous or unknown. */
  readonly caller: string;
  readonly callerName: string;
  readonly user: string;
  readonly state: DeliveryState;
  /** HTTP status of the last attempt that was answered. */
  readonly status?: number;
  /** What went wrong last, as a sentence; absent once delivered. */
  readonly error?: string;
  readonly acceptedAtMs: number;
  readonly firstAttemptAtMs?: number;
  readonly lastAttemptAtMs?: number;
  readonly nextTryAtMs?: number;
  /** Time that the last attempt took. */
  readonly lastTotalMs?: number;
  readonly attempts: number;
  readonly mirror: boolean;
  readonly test: boolean;
  /** Sent again by hand at least once. */
  readonly replayed: boolean;
  /** The last attempt was a breaker's probe. */
  readonly probe?: true;
  /** Its call came from a simulator. */
  readonly simulated?: true;
}

export interface LogPage {
  /** Newest first. */
  readonly rows: readonly LogRow[];
  /** Leads to the next page; absent on the last. */
  readonly cursor?: string;
  /** The search paused: nothing accepted before was looked at yet. `cursor` goes on with it. */
  readonly searchedToMs?: number;
}

/** The headers of an answer and how long it was. All absent where the log did not keep them yet. */
export interface LogAnswer {
  /** In the order of the answer, names in lower case; values that are secret read `***`. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** How many more headers there were. */
  readonly headersLeft?: number;
  /** How long the whole body is, of which `answer` is the beginning. */
  readonly answerBytes?: number;
  /** The body went on after `answerBytes`; nobody knows how far. */
  readonly answerMore?: true;
}

export interface LogAttempt extends LogAnswer {
  readonly atMs: number;
  /** 1 for the first; 0 when the delivery ended before any. */
  readonly attempt: number;
  readonly result: AttemptResult;
  readonly status?: number;
  /** The beginning of the answer. */
  readonly answer?: string;
  readonly error?: string;
  readonly phases: AttemptPhases;
  readonly nextTryAtMs?: number;
  readonly replay: boolean;
  /** The single attempt that an open breaker let out to see whether the receiver is back. */
  readonly probe?: true;
}

/** The request as every attempt sends it, with secrets hidden. */
export interface LogRequest {
  readonly method: "GET" | "POST";
  /** The address from the settings. */
  readonly address: string;
  /** `address` with the event's fields when the method is GET. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LogDetail extends LogRow {
  readonly request: LogRequest;
  /** False once the content is dropped: bodies of delivered events are kept for a week. */
  readonly contentKept: boolean;
  /** From then on it is not tried any more. Absent in rows of older programs and in tests. */
  readonly deadlineAtMs?: number;
  /** In the order of time. */
  readonly tries: readonly LogAttempt[];
}

export interface LogCount {
  readonly endpoint: string;
  readonly state: DeliveryState;
  readonly count: number;
}

/** How many rows match; `more` when counting ended at the bound. */
export interface LogTotal {
  readonly count: number;
  readonly more: boolean;
}

/** What a resend would do, counted before anything is sent. */
export interface ResendCounts {
  /** These are sent. */
  readonly toSend: number;
  /** Delivered before: left out, or the receiver gets them a second time. */
  readonly delivered: number;
  /** Not over: these are sent without a resend. */
  readonly underWay: number;
  /** Cannot be sent: their content is no longer kept. */
  readonly contentGone: number;
  /** Left out because they are tests or their endpoint is no longer in the settings. */
  readonly notSendable: number;
  /** True when the filter matches more than can be sent at a time: the newest are left for a second time. */
  readonly more: boolean;
}

export interface ResendProgress {
  readonly total: number;
  readonly handedOver: number;
  readonly delivered: number;
  /** The first new attempt failed; such deliveries are tried again like any other. */
  readonly failed: number;
  readonly state: "running" | "done" | "cancelled" | "failed";
  /** Why it ended early. */
  readonly error?: string;
}

/** What the resend of a filter would send, frozen until it is run or forgotten. */
export interface ResendPlan extends ResendCounts {
  readonly planId: string;
  readonly endpoints: readonly { readonly endpoint: string; readonly toSend: number }[];
}

/** Event types that an endpoint can be tried with. */
export const testEventTypes = ["ringing", "started", "ended", "recording"] as const;
export type TestEventType = (typeof testEventTypes)[number];

/** One made-up event, sent once, outside the queue: the whole exchange. */
export interface TestExchange extends LogAnswer {
  readonly eventId: string;
  readonly endpoint: string;
  readonly type: TestEventType;
  /** As it was sent, with secrets hidden. */
  readonly request: LogRequest;
  readonly delivered: boolean;
  readonly status?: number;
  /** The beginning of the answer. */
  readonly answer?: string;
  readonly phases: AttemptPhases;
  /** What came of it, in words. */
  readonly sentence: string;
}

/** The state of the log itself. */
export interface LogStats {
  readonly rows: number;
  readonly bytes: number;
  readonly oldestAtMs?: number;
  /** Records that are not written yet. */
  readonly buffered: number;
  /** Records that were lost because the log could not be written for too long. */
  readonly lost: number;
  /** Why nothing can be written at the moment; absent when all is well. */
  readonly problem?: string;
}
