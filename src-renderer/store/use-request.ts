/** One answer of the engine for a component: old content stays while new content loads. */
import { useCallback, useEffect, useState } from "react";
import type { MethodName, MethodParams, MethodResult } from "../../src-shared/contract/contract.ts";
import type { RpcError } from "../../src-shared/rpc/rpc-error.ts";
import { useClient, useConnection } from "./monitor-context.tsx";

export interface Requested<Result> {
  /** The newest answer; absent before the first. */
  readonly result?: Result;
  /** Why the newest request failed; `result` may still hold the answer before. */
  readonly error?: RpcError;
  readonly loading: boolean;
  /** Asks again. */
  reload(): void;
}

/**
 * Asks once and again whenever the parameters change (by content) or the connection comes back.
 * `undefined` as parameters asks nothing.
 */
export function useRequest<Name extends MethodName>(
  method: Name,
  params: MethodParams<Name> | undefined,
): Requested<MethodResult<Name>> {
  const client = useClient();
  const connected = useConnection().kind === "connected";
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Requested<MethodResult<Name>>, "reload">>({ loading: true });
  const key = params === undefined ? undefined : JSON.stringify(params);

  useEffect(() => {
    if (params === undefined || !connected) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    void client.request(method, params, { signal: stop.signal }).then((answer) => {
      if (stop.signal.aborted) return;
      if (answer.ok) setState({ result: answer.result, loading: false });
      else setState(({ error: _old, ...before }) => ({ ...before, error: answer.error, loading: false }));
    });
    return () => stop.abort();
    // The parameters are compared by content.
  }, [client, connected, method, key, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}
