/**
 * A conversation as a person sees it, live or finished: where it stands, the stages it went through, and
 * how its webhooks do. Made of call events, so it says nothing that receivers do not get.
 */
import { z } from "zod";
import type { DnType } from "../telephony/dn.ts";
import { deliveryStates } from "../webhooks/log-query.ts";

const wallMs = z.number().describe("Wall clock, milliseconds since 1970.");

/** What a stretch of a conversation was. `unseen`: it went on, but nobody watched (a connection gap). */
export const stageKinds = ["ivr", "queue", "ringing", "talk", "voicemail", "unseen"] as const;
export type StageKind = (typeof stageKinds)[number];

export const stageSchema = z.object({
  kind: z.enum(stageKinds),
  dn: z.string().describe("Where; empty when unknown."),
  name: z.string().describe("Its name; may be hostile text or empty."),
  link: z.int().min(0),
  fromMs: wallMs,
  toMs: wallMs.exactOptional().describe("Absent while it lasts."),
  wave: z
    .int()
    .min(1)
    .exactOptional()
    .describe("While ringing: 2 when this phone rings for the second time, and so on."),
  end: z
    .enum(["answered", "stopped", "transferred", "hung-up", "missed"])
    .exactOptional()
    .describe("How it ended."),
});
export type StageView = Readonly<z.infer<typeof stageSchema>>;

/** Where a conversation stands. */
export const callStates = [
  "ivr",
  "queue",
  "ringing",
  "dialing",
  "talking",
  "voicemail",
  "unknown",
  "ended",
  "missed",
] as const;
export type CallViewState = (typeof callStates)[number];

/** One event of the conversation and what became of it at each endpoint that wants it. */
export const callEventViewSchema = z.object({
  seq: z.int(),
  eventId: z.string(),
  type: z.string(),
  link: z.int(),
  user: z.string(),
  atMs: wallMs,
  deliveries: z.array(
    z.object({
      endpoint: z.string(),
      state: z.enum(deliveryStates),
      logId: z.int().exactOptional().describe("Its row in the webhook log, once known."),
    }),
  ),
});
export type CallEventView = Readonly<z.infer<typeof callEventViewSchema>>;

export const linkViewSchema = z.object({
  link: z.int(),
  user: z.string(),
  userName: z.string(),
  finish: z.enum(["ok", "missed"]).exactOptional().describe("Absent while it lasts."),
  transferType: z.enum(["none", "blind", "attended"]),
  transferred: z.boolean(),
  startedAtMs: wallMs.exactOptional(),
  endedAtMs: wallMs.exactOptional(),
  waitS: z.number(),
  talkS: z.number(),
});

/** What an internal number (DN) of the PBX is; see `DnType`. */
export const legKinds = [
  "extension",
  "queue",
  "ring-group",
  "ivr",
  "route-point",
  "external-line",
  "special-menu",
  "fax",
  "conference",
  "parking",
  "group",
  "none",
  "unknown",
] as const satisfies readonly DnType[];

/** One phone's part in a conversation, as 3CX's Call Control told it. */
export const legSchema = z.object({
  callId: z.int().describe("Of the call it was part of; a leg that moves to another call is a new one here."),
  legId: z.int().describe("Unique together with `dn` within one run of the PBX."),
  dn: z.string().describe("Whose phone."),
  name: z.string().describe("The name of that number; may be hostile text or empty."),
  kind: z.enum(legKinds),
  link: z.int().min(0).describe("The link in which it last changed its state."),
  states: z
    .array(
      z.object({
        status: z.enum(["dialing", "ringing", "connected"]),
        number: z.string().describe("The other side then: its number as shown, else its DN; may be empty."),
        name: z.string().describe("The other side's name; may be hostile text or empty."),
        atMs: wallMs,
      }),
    )
    .describe("In order. The other side may change while the state does not: by a transfer or a join."),
  goneAtMs: wallMs.exactOptional().describe("Absent while it lasts."),
});
export type LegView = Readonly<z.infer<typeof legSchema>>;

/** More legs of one call, and more states of one leg, are not kept. */
export const mostLegs = 200;
export const mostLegStates = 20;

export const callViewSchema = z.object({
  chainId: z.string(),
  direction: z.enum(["incoming", "outgoing", "internal"]),
  number: z.string().describe("The outside number as the PBX shows it; empty when anonymous."),
  callerId: z.string().describe("The same as receivers get it."),
  name: z.string().describe("May be hostile text; empty when unknown."),
  did: z.string(),
  state: z.enum(callStates),
  at: z
    .array(z.object({ dn: z.string(), name: z.string() }))
    .describe("Where it is now: one phone, or all that ring; where it ended."),
  link: z.int(),
  arrivedAtMs: wallMs,
  answeredAtMs: wallMs.exactOptional().describe("First answer by an extension."),
  talkSinceMs: wallMs.exactOptional().describe("Begin of the talk that goes on now."),
  endedAtMs: wallMs.exactOptional(),
  waitS: z
    .number()
    .exactOptional()
    .describe("From arrival to the first answer, or to the end when missed; absent while it waits."),
  talkS: z.number().exactOptional().describe("All talks together; absent before the end."),
  confirmedAtMs: wallMs.describe("When the PBX last said something about it."),
  reconstructed: z.boolean().describe("Something in it was worked out afterwards."),
  simulated: z.boolean(),
  stages: z.array(stageSchema).describe("In the order of their begin."),
  links: z.array(linkViewSchema),
  events: z.array(callEventViewSchema),
  recordings: z.int().min(0).describe("How many recordings of it there are, deleted ones left out."),
  legs: z
    .array(legSchema)
    .exactOptional()
    .describe(
      "In the order of their begin. Only `calls.get` tells them; absent for calls of older versions.",
    ),
  legsLeftOut: z
    .int()
    .min(0)
    .exactOptional()
    .describe("How many legs there were beyond those that are kept."),
});
export type CallView = Readonly<z.infer<typeof callViewSchema>>;

/** All conditions must hold. An empty filter means everything. */
export const callFilterSchema = z.object({
  state: z.enum(["live", "ended", "missed"]).exactOptional(),
  direction: z.enum(["incoming", "outgoing", "internal"]).exactOptional(),
  dn: z.string().max(200).exactOptional().describe("An extension, queue or IVR that the call was at."),
  text: z
    .string()
    .max(200)
    .exactOptional()
    .describe("The beginning or last digits of the number, the beginning of the id, or a part of a name."),
  fromMs: z.number().exactOptional().describe("Arrived at or after."),
  toMs: z.number().exactOptional().describe("Arrived before."),
});
export type CallFilter = z.infer<typeof callFilterSchema>;

export const callQuerySchema = callFilterSchema.extend({
  cursor: z.string().max(60).exactOptional(),
  limit: z.int().min(1).max(200).default(50),
});
export type CallQuery = z.input<typeof callQuerySchema>;

/** Finished calls, newest first. */
export const callPageSchema = z.object({ rows: z.array(callViewSchema), cursor: z.string().exactOptional() });
export type CallPage = Readonly<z.infer<typeof callPageSchema>>;

/** Counts of a day in the PBX's time zone. */
export const todaySchema = z.object({
  dayStartMs: wallMs,
  timezone: z.string().describe("IANA name."),
  incoming: z.int(),
  outgoing: z.int(),
  missed: z.int(),
});
export type TodayView = Readonly<z.infer<typeof todaySchema>>;
