/**
 * The native dialect, field by field: the one place its shape is written down. The type, the check
 * in tests and the published JSON Schema (docs/native-event.schema.json) all come from here.
 */
import { z } from "zod";

const text = (description: string) => z.string().describe(description);
const time = (description: string) =>
  z.iso
    .datetime({ offset: true })
    .describe(`${description} ISO 8601 with the offset of the PBX's time zone.`);
const secondsOf = (description: string) => z.number().min(0).describe(`${description} In seconds.`);

const transferType = z
  .enum(["none", "blind", "attended"])
  .describe("How this link came about: none for the first one, else by which kind of transfer.");
const userType = z
  .enum(["ext", "queue", "other"])
  .describe("ext: a phone; queue; other: IVR, ring group, voicemail, route point and whatever else.");
const finish = z.enum(["ok", "missed"]).describe("ok: an extension talked with the outside party.");

const headShape = {
  version: z
    .literal(1)
    .describe("Rises when a field changes its meaning or goes; new fields may come at any time."),
  eventId: text("The same as the header webhook-id; the same for every attempt. Ignore what you have had."),
  seq: z
    .int()
    .min(1)
    .describe("1, 2, 3 … within the chain, events included that this endpoint does not get."),
};

const commonShape = {
  reconstructed: z
    .boolean()
    .describe("True when the event was worked out afterwards instead of being watched."),
  pbx: text("Name of the PBX; may be empty."),
  id: text("`<chainId>-<link>`: what the compatible dialects send as id."),
  chainId: text(
    "`yyMMddHHmmss_<n>`: one outside conversation from arrival to hang-up, through all transfers.",
  ),
  link: z
    .int()
    .min(0)
    .describe("Stage of the chain: 0 until somebody answers, then 1, and 1 more for each transfer."),
  transfers: z.int().min(0).describe("Transfers so far."),
  direction: z.enum(["incoming", "outgoing", "internal"]).describe("Seen from the PBX."),
  at: time("When it happened."),
  arrivedAt: time("When the chain began."),
  callerId: text(
    "The outside number as the setting numbers wants it; the number dialled when outgoing; empty when anonymous.",
  ),
  callerNumber: text("The same number exactly as the PBX shows it."),
  callerName: text("Name from the network or the PBX's contacts; may be empty."),
  did: text("Name of the inbound rule; empty when outgoing or unknown."),
  didNumber: text("The DID in digits; empty when unknown."),
  trunk: text("Number of the trunk inside the PBX; may be empty."),
  user: text("The internal number that the event is about."),
  userType,
  userKind: text(
    "The same in the PBX's own words: extension, queue, ring-group, ivr, route-point, special-menu …",
  ),
  userName: text("Its name; may be empty."),
  callerLeg: text("The caller's leg inside the PBX, `<number>/<leg>`; may be empty."),
  otherLeg: text("The other leg; may be empty."),
};

const endShape = {
  finish,
  transferType,
  transferred: z.boolean().describe("True when the conversation went on elsewhere."),
  answeredAt: z.union([time("When it was answered."), z.null()]).describe("null when nobody answered."),
  endedAt: time("When the link was over."),
  waitS: secondsOf("From the arrival (or the transfer) to the answer, or to the end when nobody answered."),
  talkS: secondsOf("From the answer to the end; 0 when missed."),
  hungUpBy: z
    .enum(["internal", "external", "unknown"])
    .describe("Who ended the talk, as far as the PBX shows it."),
  standingPoint: z
    .enum(["extension", "queue", "ring-group", "ivr"])
    .describe("Where the call stood in the end: who missed it."),
  callbackOrdered: z.boolean().describe("The caller ordered a callback while waiting in a queue."),
  cause: text("The PBX's own words for why it ended; may be empty."),
};

const linkShape = {
  link: z.int().min(0).describe("As in id."),
  user: text("Who answered or missed it."),
  userType,
  finish,
  transferType,
  transferred: z.boolean().describe("True when the conversation went on elsewhere."),
  waitS: secondsOf("Waiting."),
  talkS: secondsOf("Talking."),
};

const common = z.object(commonShape);
const end = z.object(endShape);

function eventOf<Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  description: string,
  shape: Shape,
) {
  const { version, ...head } = headShape;
  return z
    .object({ version, event: z.literal(name).describe(description), ...head, ...commonShape, ...shape })
    .describe(description);
}

/** Every body that the native dialect sends, told apart by `event`. */
export const nativeEventSchema = z.discriminatedUnion("event", [
  eventOf(
    "ringing",
    "A phone starts to ring for the chain, or an IVR, queue or ring group takes the call.",
    {},
  ),
  eventOf("dialing", "An extension dials outside; nobody has answered.", {}),
  eventOf("started", "An extension talks with the outside party.", {
    transferType,
    waitS: secondsOf("From the arrival (or the transfer) to the answer."),
  }),
  eventOf("ended", "A link is over; exactly one for each link.", endShape),
  eventOf("recording", "The recordings of a link are ready.", {
    files: z.array(z.string()).min(1).describe("Links to the MP3 files, in order."),
    call: end.optional().describe("How the link ended; sent with recording_full_info = yes."),
  }),
  eventOf("queued", "The caller waits in a queue.", {}),
  eventOf("ringing_stopped", "A phone stops ringing while the call goes on.", {}),
  eventOf("transfer", "The conversation moves to another number; user is who transferred.", {
    transferType,
    target: text("Where it goes."),
  }),
  eventOf("voicemail", "Voicemail took the call; user is whose voicemail.", {}),
  eventOf("chain_ended", "The conversation is over.", {
    finish,
    links: z.array(z.object(linkShape)).describe("All links of the chain, in order."),
  }),
]);

export type NativeEvent = z.infer<typeof nativeEventSchema>;
export type NativeCommon = z.infer<typeof common>;
export type NativeEnd = z.infer<typeof end>;

/** The schema as published: draft 2020-12, further properties allowed so that new fields break nobody. */
export function nativeJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(nativeEventSchema, { io: "input" });
  return {
    $schema,
    title: "3CX Webhook, native dialect, version 1",
    description: "The body of every webhook that an endpoint with dialect = native gets.",
    ...rest,
  };
}
