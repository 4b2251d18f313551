/** Why a request was not done: a word for programs and a sentence for people. */
import { z } from "zod";

export const rpcErrorCodes = [
  /** There is no such method, or not what it was asked about. */
  "not-known",
  "bad-params",
  "not-allowed",
  "failed",
  "cancelled",
  "too-many",
  "version",
  /** Told by the client itself: the connection is or went away, and what became of the request is not known. */
  "disconnected",
] as const;
export type RpcErrorCode = (typeof rpcErrorCodes)[number];

export const rpcErrorSchema = z.object({ code: z.enum(rpcErrorCodes), sentence: z.string() });
export type RpcError = Readonly<z.infer<typeof rpcErrorSchema>>;

/** What a request comes to; it never rejects. */
export type RpcAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: RpcError };

const refusals = new WeakSet<object>();

/** A handler returns this instead of a result when it expects that something cannot be done. */
export interface Refusal {
  readonly refused: RpcError;
}

export function refuse(code: RpcErrorCode, sentence: string): Refusal {
  const refusal = { refused: { code, sentence } };
  refusals.add(refusal);
  return refusal;
}

/** By identity, so that no result can look like one. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && refusals.has(value);
}
