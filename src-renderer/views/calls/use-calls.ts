/** What the list shows: live calls that fit the filter, and finished ones page by page. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { CallQuery, CallView } from "../../../src-shared/contract/call-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useClient, useEngine, useMonitor } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { matches, type ListChoice } from "./call-filter.ts";
import { mergedFinished, staysMs } from "./finished-rows.ts";

const pageSize = 100;
const leaveEveryMs = 2_000;

/** Live calls of the filter, with those that ended a moment ago; `undefined` when the filter leaves them out. */
export function useLive({ filter }: ListChoice): readonly CallView[] | undefined {
  const calls = useEngine((engine) => engine.calls);
  const staying = useStaying();
  const { state, direction, dn, text } = filter;
  const wanted = state === undefined || state === "live";
  return useMemo(() => {
    if (!wanted) return undefined;
    const fits = (call: CallView) =>
      matches(call, {
        ...(direction === undefined ? {} : { direction }),
        ...(dn === undefined ? {} : { dn }),
        ...(text === undefined ? {} : { text }),
      });
    return [...calls.values(), ...staying].filter(fits);
  }, [calls, staying, wanted, direction, dn, text]);
}

/** Calls that ended less than ten seconds ago. They leave in batches, at most every two seconds. */
function useStaying(): readonly CallView[] {
  const ended = useEngine((engine) => engine.ended);
  const offsetMs = useMonitor((state) => state.clockOffsetMs);
  const [leftMs, setLeftMs] = useState(() => Date.now() + offsetMs - staysMs);
  const staying = useMemo(() => ended.filter((call) => (call.endedAtMs ?? 0) > leftMs), [ended, leftMs]);
  const someStay = staying.length > 0;
  useEffect(() => {
    if (!someStay) return;
    const timer = setInterval(() => setLeftMs(Date.now() + offsetMs - staysMs), leaveEveryMs);
    return () => clearInterval(timer);
  }, [someStay, offsetMs]);
  return staying;
}

export interface FinishedCalls {
  /** Absent when the filter leaves finished calls out. */
  readonly rows?: readonly CallView[];
  /** Nothing was answered yet. */
  readonly first: boolean;
  readonly loading: boolean;
  readonly more: boolean;
  readonly error?: RpcError;
  /** Changes when rows of another filter are shown. */
  readonly answeredKey: string;
  loadMore(): void;
  retry(): void;
}

interface FurtherPages {
  /** The first page that these follow. */
  readonly after?: object;
  readonly rows: readonly CallView[];
  readonly cursor?: string;
  readonly loading: boolean;
  readonly error?: RpcError;
}

const noPages: FurtherPages = { rows: [], loading: false };

export function useFinished({ filter, allDays }: ListChoice): FinishedCalls {
  const client = useClient();
  const dayStartMs = useEngine((engine) => engine.today.dayStartMs);
  const recent = useEngine((engine) => engine.ended);
  const query = useQuery({ filter, allDays }, dayStartMs);
  const page = useRequest("calls.page", query);
  const { result, loading } = page;
  const key = JSON.stringify(query ?? null);
  const [answeredKey, setAnsweredKey] = useState(key);
  if (!loading && answeredKey !== key) setAnsweredKey(key);

  const [kept, setKept] = useState<FurtherPages>(noPages);
  const further = result !== undefined && kept.after === result ? kept : noPages;
  const cursor = kept.after === result && result !== undefined ? kept.cursor : result?.cursor;
  const rows = useMemo(() => {
    if (query === undefined || result === undefined) return undefined;
    const fitting = recent.filter((call) => matches(call, query));
    const loaded = [...result.rows, ...further.rows];
    return mergedFinished({ loaded, more: cursor !== undefined, recent: fitting });
  }, [query, result, further.rows, cursor, recent]);

  const loadMore = useCallback(() => {
    if (result === undefined || cursor === undefined || query === undefined || loading || further.loading)
      return;
    const before = { after: result, rows: further.rows, cursor };
    setKept({ ...before, loading: true });
    void client.request("calls.page", { ...query, cursor }).then((answer) => {
      setKept((now) => {
        if (now.after !== result) return now;
        if (!answer.ok) return { ...before, loading: false, error: answer.error };
        const next = answer.result.cursor;
        const all = [...before.rows, ...answer.result.rows];
        return { after: result, rows: all, loading: false, ...(next === undefined ? {} : { cursor: next }) };
      });
    });
  }, [client, query, result, cursor, loading, further]);

  const error = page.error ?? further.error;
  return {
    ...(rows === undefined ? {} : { rows }),
    first: query !== undefined && result === undefined && page.error === undefined,
    loading: loading || further.loading,
    more: cursor !== undefined && further.error === undefined,
    ...(error === undefined ? {} : { error }),
    answeredKey,
    loadMore,
    retry: page.error === undefined ? loadMore : page.reload,
  };
}

/** `undefined`: nothing finished is wanted. The same object as long as it asks the same. */
function useQuery({ filter, allDays }: Pick<ListChoice, "filter" | "allDays">, dayStartMs: number) {
  const { state, direction, dn, text } = filter;
  return useMemo((): CallQuery | undefined => {
    if (state === "live") return undefined;
    return {
      limit: pageSize,
      ...(state === undefined ? {} : { state }),
      ...(direction === undefined ? {} : { direction }),
      ...(dn === undefined ? {} : { dn }),
      ...(text === undefined ? {} : { text }),
      ...(allDays ? {} : { fromMs: dayStartMs }),
    };
  }, [state, direction, dn, text, allDays, dayStartMs]);
}
