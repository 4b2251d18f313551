/** The recordings of one filter: pages on demand, news as they come, old rows until new ones are there. */
import { useCallback, useEffect, useRef, useState } from "react";
import type {
  RecordingFilter,
  RecordingPage,
  RecordingRow,
} from "../../../src-shared/recordings/recording.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import type { LogTotal } from "../../../src-shared/webhooks/log-query.ts";
import { useClient, useEngine, useEngineEvent } from "../../store/monitor-context.tsx";
import { type Requested, useRequest } from "../../store/use-request.ts";
import { emptyList, type RecordingList, withNews, withPage } from "./recording-list.ts";

export interface Recordings {
  readonly rows: readonly RecordingRow[];
  /** How many match; absent before the first count. */
  readonly total?: LogTotal;
  /** Which filter the rows are for (`keyOf`); absent before the first rows. */
  readonly shownKey?: string;
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly error?: RpcError;
  loadMore(): void;
  reload(): void;
}

interface State {
  readonly list: RecordingList;
  readonly shownKey?: string;
  /** The first page that the list was made of. */
  readonly page?: RecordingPage;
  /** News since the request for that page went out: they may be newer than its answer. */
  readonly early: readonly RecordingRow[];
  readonly waiting: boolean;
  readonly loadingMore: boolean;
  readonly error?: RpcError;
}

const perPage = 100;
const recountMs = 3_000;

export const keyOf = (filter: RecordingFilter): string => JSON.stringify(filter);

/** `filter` must stay the same object as long as its content does. */
export function useRecordings(filter: RecordingFilter): Recordings {
  const client = useClient();
  const first = useRequest("recordings.page", { ...filter, limit: perPage });
  const { total, recountSoon } = useTotal(filter);
  const [state, setState] = useState<State>({
    ...{ list: emptyList, early: [], waiting: true, loadingMore: false },
  });
  useReloadAfterGap(first.reload);
  const isNews = first.loading !== state.waiting || (!first.loading && first.result !== state.page);
  if (isNews) setState(withAnswer(state, first, filter));

  useEngineEvent("recording-rows", ({ data }) => {
    setState((before) => withRows(before, data.rows, filter));
    recountSoon();
  });

  const { list, loadingMore } = state;
  const loadMore = useCallback(() => {
    const { cursor } = list;
    if (cursor === undefined || first.loading || loadingMore) return;
    setState((before) => ({ ...before, loadingMore: true }));
    void client.request("recordings.page", { ...filter, cursor, limit: perPage }).then((answer) =>
      setState(({ error: _old, ...before }) => {
        // The list was loaded anew meanwhile.
        if (before.list.cursor !== cursor) return { ...before, loadingMore: false };
        if (!answer.ok) return { ...before, loadingMore: false, error: answer.error };
        return { ...before, loadingMore: false, list: withPage(before.list, answer.result) };
      }),
    );
  }, [client, filter, list, first.loading, loadingMore]);

  const error = first.error ?? state.error;
  return {
    rows: list.rows,
    ...(total === undefined ? {} : { total }),
    ...(state.shownKey === undefined ? {} : { shownKey: state.shownKey }),
    ...(error === undefined ? {} : { error }),
    loading: first.loading,
    loadingMore,
    loadMore,
    reload: first.reload,
  };
}

function withAnswer(
  state: State,
  { loading, result }: Pick<Requested<RecordingPage>, "loading" | "result">,
  filter: RecordingFilter,
): State {
  if (loading) return { ...state, waiting: true, early: [] };
  if (result === undefined || result === state.page) return { ...state, waiting: false };
  const list = withNews(withPage(emptyList, result), state.early, filter);
  return { list, page: result, shownKey: keyOf(filter), early: [], waiting: false, loadingMore: false };
}

function withRows(state: State, rows: readonly RecordingRow[], filter: RecordingFilter): State {
  const early = state.waiting ? [...state.early, ...rows].slice(-mostEarly) : state.early;
  if (state.shownKey !== keyOf(filter)) return { ...state, early };
  return { ...state, early, list: withNews(state.list, rows, filter) };
}

const mostEarly = 1_000;

/** A new object comes with each snapshot: then news may have been missed. */
function useReloadAfterGap(reload: () => void): void {
  const program = useEngine((engine) => engine.program);
  const [known, setKnown] = useState(program);
  if (known === program) return;
  setKnown(program);
  reload();
}

function useTotal(filter: RecordingFilter): { readonly total: LogTotal | undefined; recountSoon(): void } {
  const { result, reload } = useRequest("recordings.total", filter);
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
