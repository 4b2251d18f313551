/** One request that a button starts, with its newest answer. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { MethodName, MethodParams, MethodResult } from "../../src-shared/contract/contract.ts";
import type { RpcError } from "../../src-shared/rpc/rpc-error.ts";
import { useClient } from "./monitor-context.tsx";

export interface Asked<Name extends MethodName> {
  readonly running: boolean;
  /** Of the newest request; stays while it is asked again. */
  readonly result?: MethodResult<Name>;
  readonly error?: RpcError;
  /** Replaces a request that is under way. Resolves with the answer, if there is one. */
  run(params: MethodParams<Name>): Promise<MethodResult<Name> | undefined>;
  forget(): void;
}

interface State<Name extends MethodName> {
  readonly running: boolean;
  readonly result?: MethodResult<Name>;
  readonly error?: RpcError;
}

export function useAsk<Name extends MethodName>(method: Name): Asked<Name> {
  const client = useClient();
  const [state, setState] = useState<State<Name>>({ running: false });
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const run = useCallback(
    async (params: MethodParams<Name>) => {
      current.current?.abort();
      const stop = new AbortController();
      current.current = stop;
      setState(({ error: _old, ...before }) => ({ ...before, running: true }));
      const answer = await client.request(method, params, { signal: stop.signal });
      if (stop.signal.aborted) return undefined;
      setState(
        answer.ok ? { running: false, result: answer.result } : { running: false, error: answer.error },
      );
      return answer.ok ? answer.result : undefined;
    },
    [client, method],
  );
  const forget = useCallback(() => {
    current.current?.abort();
    setState({ running: false });
  }, []);
  return { ...state, run, forget };
}
