/** The webhook log in the contract: the schemas of src-shared/webhooks/log-query.ts, held to its types by the compiler. */
import { z } from "zod";
import type {
  LogCount,
  LogDetail,
  LogPage,
  LogRow,
  LogTotal,
  ResendPlan,
  ResendProgress,
  TestExchange,
} from "../webhooks/log-query.ts";
import { deliveryStates, testEventTypes } from "../webhooks/log-query.ts";
import { attemptOutcomes } from "./word-lists.ts";

const wallMs = z.number();
const phasesSchema = z.object({
  queueMs: z.number(),
  connectMs: z.number().exactOptional(),
  lookupMs: z.number().exactOptional(),
  tcpMs: z.number().exactOptional(),
  tlsMs: z.number().exactOptional(),
  reused: z.literal(true).exactOptional(),
  firstByteMs: z.number().exactOptional(),
  totalMs: z.number(),
});

const answerShape = {
  headers: z
    .array(z.tuple([z.string(), z.string()]).readonly())
    .readonly()
    .exactOptional(),
  headersLeft: z.int().exactOptional(),
  answerBytes: z.int().exactOptional(),
  answerMore: z.literal(true).exactOptional(),
};

export const logRowSchema = z.object({
  id: z.int(),
  eventId: z.string(),
  endpoint: z.string(),
  type: z.string(),
  chainId: z.string(),
  linkId: z.string(),
  seq: z.int(),
  caller: z.string(),
  callerName: z.string(),
  user: z.string(),
  state: z.enum(deliveryStates),
  status: z.int().exactOptional(),
  error: z.string().exactOptional(),
  acceptedAtMs: wallMs,
  firstAttemptAtMs: wallMs.exactOptional(),
  lastAttemptAtMs: wallMs.exactOptional(),
  nextTryAtMs: wallMs.exactOptional(),
  lastTotalMs: z.number().exactOptional(),
  attempts: z.int(),
  mirror: z.boolean(),
  test: z.boolean(),
  replayed: z.boolean(),
  probe: z.literal(true).exactOptional(),
  simulated: z.literal(true).exactOptional(),
}) satisfies z.ZodType<LogRow>;

export const logPageSchema = z.object({
  rows: z.array(logRowSchema),
  cursor: z.string().exactOptional(),
  searchedToMs: wallMs.exactOptional(),
}) satisfies z.ZodType<LogPage>;

export const logRequestSchema = z.object({
  method: z.enum(["GET", "POST"]),
  address: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().exactOptional(),
});

const logAttemptSchema = z.object({
  atMs: wallMs,
  attempt: z.int(),
  result: z.enum(attemptOutcomes),
  status: z.int().exactOptional(),
  answer: z.string().exactOptional(),
  ...answerShape,
  error: z.string().exactOptional(),
  phases: phasesSchema,
  nextTryAtMs: wallMs.exactOptional(),
  replay: z.boolean(),
  probe: z.literal(true).exactOptional(),
});

export const logDetailSchema = logRowSchema.extend({
  request: logRequestSchema,
  contentKept: z.boolean(),
  deadlineAtMs: wallMs.exactOptional(),
  tries: z.array(logAttemptSchema),
}) satisfies z.ZodType<LogDetail>;

export const logTotalSchema = z.object({ count: z.int(), more: z.boolean() }) satisfies z.ZodType<LogTotal>;

export const logCountSchema = z.object({
  endpoint: z.string(),
  state: z.enum(deliveryStates),
  count: z.int(),
}) satisfies z.ZodType<LogCount>;

export const resendPlanSchema = z.object({
  planId: z.string(),
  endpoints: z.array(z.object({ endpoint: z.string(), toSend: z.int() })),
  toSend: z.int(),
  delivered: z.int(),
  underWay: z.int(),
  contentGone: z.int(),
  notSendable: z.int(),
  more: z.boolean(),
}) satisfies z.ZodType<ResendPlan>;

export const resendProgressSchema = z.object({
  total: z.int(),
  handedOver: z.int(),
  delivered: z.int(),
  failed: z.int(),
  state: z.enum(["running", "done", "cancelled", "failed"]),
  error: z.string().exactOptional(),
}) satisfies z.ZodType<ResendProgress>;

export const testExchangeSchema = z.object({
  eventId: z.string(),
  endpoint: z.string(),
  type: z.enum(testEventTypes),
  request: logRequestSchema,
  delivered: z.boolean(),
  status: z.int().exactOptional(),
  answer: z.string().exactOptional(),
  ...answerShape,
  phases: phasesSchema,
  sentence: z.string(),
}) satisfies z.ZodType<TestExchange>;
