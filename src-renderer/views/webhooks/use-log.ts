/** The log for one filter: pages on demand, news as they come, old rows until new ones are there. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RpcAnswer, RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import type { LogFilter, LogPage, LogRow, LogTotal } from "../../../src-shared/webhooks/log-query.ts";
import { useClient, useEngine, useEngineEvent } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { keyOf } from "./log-filter.ts";
import { emptyList, type LogList, sortedNews, withNews, withPage } from "./log-list.ts";

export interface Log {
  readonly rows: readonly LogRow[];
  /** Rows that no longer fit, as they are now: for those that are still shown. */
  readonly left: ReadonlyMap<number, LogRow>;
  /** How many match; absent before the first count. */
  readonly total?: LogTotal;
  /** Which filter the rows are for (`keyOf`); absent before the first, another one while new rows are on their way. */
  readonly shownKey?: string;
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly error?: RpcError;
  /** Words that are rare are looked for piece by piece; absent when the search came to its end, or to a full page. */
  readonly search?: LogSearch;
  loadMore(): void;
  reload(): void;
}

export interface LogSearch {
  /** What was accepted since has been looked at. */
  readonly backToMs: number;
  readonly running: boolean;
  stop(): void;
  goOn(): void;
}

interface State {
  readonly list: LogList;
  readonly left: ReadonlyMap<number, LogRow>;
  readonly shownKey?: string;
  /** Of a further page. */
  readonly error?: RpcError;
  readonly loadingMore: boolean;
  /** A search goes on by itself until there are so many rows. */
  readonly goal: number;
  /** News since the first page was asked for: it may have been read before them. */
  readonly early: readonly LogRow[];
}

const perPage = 100;
const nothing: State = {
  ...{ list: emptyList, left: new Map(), loadingMore: false, goal: perPage, early: [] },
};
const mostAsked = 500;
const mostLeft = 2_000;
/** Counting a million rows takes the engine a moment: news come four times a second, counts do not. */
const recountMs = 3_000;

export function useLog(filter: LogFilter): Log {
  const client = useClient();
  const key = keyOf(filter);
  const [state, setState] = useState(nothing);
  const first = useFirstPage(filter, (page) =>
    setState(({ early }) => {
      const list = withPage(emptyList, page);
      return { ...nothing, list: withNews(list, sortedNews(list, early, filter).fitting), shownKey: key };
    }),
  );
  const { total, recountSoon } = useTotal(filter);

  const takeAsked = async (ids: readonly number[]) => {
    const query = { ...filter, ids: ids.slice(0, mostAsked), limit: mostAsked };
    const answer = await client.request("log.page", query);
    if (!answer.ok) return;
    const { rows } = answer.result;
    setState((before) =>
      before.shownKey === key ? { ...before, list: withNews(before.list, rows) } : before,
    );
  };
  useEngineEvent("log-rows", ({ data }) => {
    const { loading } = first;
    setState((before) => withTail(before, data.rows, filter, loading));
    recountSoon();
    if (data.skipped > 0) first.reload();
    const { ask } = sortedNews(state.list, data.rows, filter);
    if (ask.length > 0) void takeAsked(ask);
  });

  const { list, loadingMore, error = first.error } = state;
  const { shownKey, left, goal } = state;
  const { cursor, searchedToMs } = list;
  const isPaused = shownKey === key && searchedToMs !== undefined && error === undefined;
  const running = isPaused && !first.loading && list.rows.length < goal;
  const ask = useCallback(
    (from: string) => client.request("log.page", { ...filter, cursor: from, limit: perPage, mayPause: true }),
    [client, filter],
  );
  // A search that was stopped meanwhile asks again for the same piece.
  useEffect(() => {
    if (!running || cursor === undefined) return;
    let isWanted = true;
    void ask(cursor).then((answer) => {
      if (isWanted) setState((before) => withAnswer(before, cursor, answer));
    });
    return () => {
      isWanted = false;
    };
  }, [ask, running, cursor]);
  const stop = useCallback(() => setState((before) => ({ ...before, goal: 0 })), []);
  const goOn = useCallback(
    () => setState((before) => ({ ...before, goal: before.list.rows.length + perPage })),
    [],
  );
  const loadMore = useCallback(() => {
    // After an error a person says when to go on.
    if (cursor === undefined || first.loading || loadingMore || error !== undefined) return;
    if (isPaused) return goOn();
    setState((before) => ({ ...before, loadingMore: true, goal: before.list.rows.length + perPage }));
    void ask(cursor).then((answer) => setState((before) => withAnswer(before, cursor, answer)));
  }, [ask, cursor, first.loading, loadingMore, error, isPaused, goOn]);

  return {
    ...{ rows: list.rows, left, loading: first.loading, loadingMore, loadMore },
    ...(shownKey === undefined ? {} : { shownKey }),
    ...(error === undefined ? {} : { error }),
    ...(total === undefined ? {} : { total }),
    ...(isPaused ? { search: { backToMs: searchedToMs, running, stop, goOn } } : {}),
    reload() {
      setState(({ error: _old, ...before }) => before);
      first.reload();
    },
  };
}

/** Asks again with each new filter, connection and snapshot: then news may have been missed. */
function useFirstPage(filter: LogFilter, onPage: (page: LogPage) => void) {
  const first = useRequest("log.page", { ...filter, limit: perPage, mayPause: true });
  const program = useEngine((engine) => engine.program);
  const [taken, setTaken] = useState<{ readonly page: LogPage | undefined; readonly program: object }>({
    page: undefined,
    program,
  });
  if (first.result !== taken.page && first.result !== undefined) {
    setTaken({ ...taken, page: first.result });
    onPage(first.result);
  }
  if (program !== taken.program) {
    setTaken({ ...taken, program });
    first.reload();
  }
  return first;
}

function withAnswer(state: State, cursor: string, answer: RpcAnswer<LogPage>): State {
  const before = { ...state, loadingMore: false };
  // The list was loaded anew meanwhile.
  if (state.list.cursor !== cursor) return before;
  return answer.ok
    ? { ...before, list: withPage(before.list, answer.result) }
    : { ...before, error: answer.error };
}

function withTail(state: State, news: readonly LogRow[], filter: LogFilter, loading: boolean): State {
  const early = loading ? [...state.early, ...news] : state.early;
  // The rows of another filter only wait to be replaced.
  if (state.shownKey !== keyOf(filter)) return { ...state, early };
  const { fitting, leaving } = sortedNews(state.list, news, filter);
  const list = withNews(state.list, fitting, new Set(leaving.map(({ id }) => id)));
  return { ...state, early, list, left: withLeft(state.left, news, leaving) };
}

/** Rows that left are followed as long as they may still be shown. */
function withLeft(
  left: ReadonlyMap<number, LogRow>,
  news: readonly LogRow[],
  leaving: readonly LogRow[],
): ReadonlyMap<number, LogRow> {
  const known = news.filter((row) => left.has(row.id));
  if (leaving.length === 0 && known.length === 0) return left;
  const next = new Map(left);
  for (const row of [...known, ...leaving]) next.set(row.id, row);
  for (const id of next.keys()) {
    if (next.size <= mostLeft) break;
    next.delete(id);
  }
  return next;
}

function useTotal(filter: LogFilter) {
  const { result, reload } = useRequest("log.total", filter);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const recountSoon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, recountMs);
  };
  return { total: result, recountSoon };
}
