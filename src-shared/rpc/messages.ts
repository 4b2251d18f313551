/**
 * Every message between a window and the engine: one JSON text each. The window begins with `hello`; the
 * answer `welcome` holds all that is to be shown, events with rising numbers follow. Values inside
 * (`params`, `result`, `data`, `snapshot`) are the contract's and are checked against it.
 */
import { z } from "zod";
import { closeReasons } from "./close-reason.ts";
import { rpcErrorSchema } from "./rpc-error.ts";

const seq = z.int().min(0);
/** Chosen by the window, rising. */
const id = z.int().min(1);

export const clientMessageSchema = z.discriminatedUnion("kind", [
  /** First and once. `version` is the window's own, for people; `protocol` decides. */
  z.object({ kind: z.literal("hello"), protocol: z.int(), version: z.string().max(100) }),
  z.object({ kind: z.literal("request"), id, method: z.string().max(100), params: z.unknown() }),
  /** The answer is no longer wanted; there is one all the same, with the code `cancelled` or the result. */
  z.object({ kind: z.literal("cancel"), id }),
  /** An event is missing: asks for everything anew. */
  z.object({ kind: z.literal("snapshot") }),
  /** So many events and snapshots were taken since the last such message. */
  z.object({ kind: z.literal("taken"), count: z.int().min(1) }),
  /** Are you there? */
  z.object({ kind: z.literal("ping") }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const serverMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("welcome"), version: z.string(), seq, snapshot: z.unknown() }),
  /** Asked for, or sent by itself to a window that could not keep up. Events go on after `seq`. */
  z.object({ kind: z.literal("snapshot"), seq, snapshot: z.unknown() }),
  z.object({ kind: z.literal("event"), seq, event: z.string(), data: z.unknown() }),
  z.object({ kind: z.literal("reply"), id, result: z.unknown() }),
  z.object({ kind: z.literal("error"), id, error: rpcErrorSchema }),
  z.object({ kind: z.literal("pong") }),
  /** The last message: why the connection is closed. `version`: the service's, when they differ. */
  z.object({
    kind: z.literal("bye"),
    reason: z.enum(closeReasons),
    sentence: z.string(),
    version: z.string().exactOptional(),
  }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

export type Read<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly reason: "malformed" | "too-large" };

/** Reads one message of at most `mostChars` characters. Never throws. */
export function readMessage<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  mostChars: number,
): Read<z.output<Schema>> {
  if (text.length > mostChars) return { ok: false, reason: "too-large" };
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? { ok: true, message: read.data } : { ok: false, reason: "malformed" };
  } catch {
    return { ok: false, reason: "malformed" };
  }
}
