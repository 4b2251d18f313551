/** The log as a file: pieces come one after the other and go to disk as they come, so that nothing holds the whole. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import type { LogFilter } from "../../../src-shared/webhooks/log-query.ts";
import type { MonitorClient } from "../../store/monitor-client.ts";
import { useClient } from "../../store/monitor-context.tsx";

export type ExportFormat = "csv" | "json-lines";

export interface ExportState {
  readonly state: "running" | "done" | "failed";
  readonly bytes: number;
  readonly error?: RpcError;
}

export interface ExportRun {
  /** Absent while there is none. */
  readonly current?: ExportState;
  start(filter: LogFilter, format: ExportFormat): void;
  /** Breaks off and keeps nothing; or takes the note about the last one away. */
  end(): void;
}

export function useExport(): ExportRun {
  const client = useClient();
  const [current, setCurrent] = useState<ExportState>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback<ExportRun["start"]>(
    (filter, format) => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      setCurrent({ state: "running", bytes: 0 });
      void collect(client, { filter, format }, stop.signal, (bytes) =>
        setCurrent({ state: "running", bytes }),
      ).then((outcome) => {
        if (stop.signal.aborted) return;
        if (!outcome.ok) return setCurrent({ state: "failed", bytes: 0, error: outcome.error });
        save(outcome.file, `webhooks.${format === "csv" ? "csv" : "jsonl"}`);
        setCurrent({ state: "done", bytes: outcome.file.size });
      });
    },
    [client],
  );
  const end = useCallback(() => {
    running.current?.abort();
    setCurrent(undefined);
  }, []);
  return { ...(current === undefined ? {} : { current }), start, end };
}

type Collected =
  | { readonly ok: true; readonly file: Blob }
  | { readonly ok: false; readonly error: RpcError };

/** Each piece becomes a Blob of its own at once: browsers keep large ones on disk. */
async function collect(
  client: MonitorClient,
  order: { readonly filter: LogFilter; readonly format: ExportFormat },
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Collected> {
  const pieces: Blob[] = [];
  let bytes = 0;
  let cursor: string | undefined;
  do {
    const answer = await client.request(
      "log.export",
      { ...order, ...(cursor === undefined ? {} : { cursor }) },
      { signal },
    );
    if (!answer.ok) return { ok: false, error: answer.error };
    const piece = new Blob([answer.result.text]);
    pieces.push(piece);
    bytes += piece.size;
    onBytes(bytes);
    cursor = answer.result.cursor;
  } while (cursor !== undefined && !signal.aborted);
  const type = order.format === "csv" ? "text/csv" : "application/x-ndjson";
  return { ok: true, file: new Blob(pieces, { type }) };
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download begins after this task; a moment later the address is no longer needed.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
