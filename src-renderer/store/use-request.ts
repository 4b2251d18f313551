/** One answer of the engine for a component: old content stays while new content loads. */
import { useCallback, useEffect, useMemo, useState } from "react";
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

interface Answered<Result> {
  /** Which question it answers. */
  readonly question: object | undefined;
  readonly result?: Result;
  readonly error?: RpcError;
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
  const [answered, setAnswered] = useState<Answered<MethodResult<Name>>>({ question: undefined });
  const question = useQuestion(params, round);

  useEffect(() => {
    if (question.params === undefined || !connected) return;
    const stop = new AbortController();
    void client.request(method, question.params, { signal: stop.signal }).then((answer) => {
      if (stop.signal.aborted) return;
      if (answer.ok) setAnswered({ question, result: answer.result });
      else setAnswered(({ error: _old, ...before }) => ({ ...before, question, error: answer.error }));
    });
    return () => stop.abort();
  }, [client, connected, method, question]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const { question: answeredQuestion, ...answer } = answered;
  return { ...answer, loading: params !== undefined && answeredQuestion !== question, reload };
}

interface Question<Params> {
  readonly params: Params | undefined;
  readonly round: number;
}

/** The same object as long as the content is the same. */
function useQuestion<Params>(params: Params | undefined, round: number): Question<Params> {
  const [kept, setKept] = useState<Question<Params>>({ params, round });
  const same = kept.round === round && JSON.stringify(kept.params) === JSON.stringify(params);
  const current = useMemo(() => (same ? kept : { params, round }), [same, kept, params, round]);
  if (!same) setKept(current);
  return current;
}
