/** What the engine does for each method of a contract, and how one call of it is run. */
import type { Logger } from "../ports/logger.ts";
import type { CheckedParamsOf, MethodOf, RpcContract, ResultOf } from "./contract-shape.ts";
import { isRefusal, type Refusal, type RpcAnswer, type RpcErrorCode } from "./rpc-error.ts";

declare global {
  /** Node and browsers have all of it; this ground floor needs to know no more. */
  interface AbortSignal {
    readonly aborted: boolean;
  }
}

export interface Call<Caller> {
  /** Aborted when the window cancels the request or goes away. */
  readonly signal: AbortSignal;
  readonly caller: Caller;
}

/** Returns the result, or `refuse(…)` when it cannot be had. What is thrown is logged and told as `failed`. */
export type Handler<Params, Result, Caller> = (
  params: Params,
  call: Call<Caller>,
) => Result | Refusal | Promise<Result | Refusal>;

export type Handlers<C extends RpcContract, Caller = unknown> = {
  readonly [Method in MethodOf<C>]: Handler<CheckedParamsOf<C, Method>, ResultOf<C, Method>, Caller>;
};

/**
 * Runs one request. Params and result are checked against the contract; of the result only what the
 * contract names gets out. Never rejects.
 */
export async function runCall<C extends RpcContract, Caller>(
  { contract, handlers, log }: { contract: C; handlers: Handlers<C, Caller>; log: Logger },
  { method, params }: { readonly method: string; readonly params: unknown },
  call: Call<Caller>,
): Promise<RpcAnswer<unknown>> {
  const schemas = isMethod(contract, method) ? contract.methods[method] : undefined;
  const handler = isMethod(contract, method) ? handlers[method] : undefined;
  if (schemas === undefined || handler === undefined) {
    return failure("not-known", "This version of the service cannot do that.");
  }
  try {
    const given = schemas.params.safeParse(params);
    if (!given.success) {
      const path = given.error.issues[0]?.path.join(".") ?? "";
      return failure("bad-params", `The request has a wrong value${path === "" ? "" : ` in ${path}`}.`);
    }
    // The schema of this very method has read them.
    const came = await handler(given.data as CheckedParamsOf<C, MethodOf<C>>, call);
    if (isRefusal(came)) return { ok: false, error: came.refused };
    const result = schemas.result.safeParse(came);
    if (result.success) return { ok: true, result: result.data };
    log.error("A result does not fit the contract.", { method, reason: result.error.message.slice(0, 500) });
  } catch (error) {
    if (call.signal.aborted) return failure("cancelled", "The request was cancelled.");
    log.error("A request of a window failed.", { method, reason: String(error) });
  }
  return failure("failed", "The service could not do that. Its log says why.");
}

export function failure(code: RpcErrorCode, sentence: string): RpcAnswer<never> {
  return { ok: false, error: { code, sentence } };
}

/** Own names only: `constructor` is no method. */
function isMethod<C extends RpcContract>(contract: C, name: string): name is MethodOf<C> {
  return Object.hasOwn(contract.methods, name);
}
