/** The call of an address: among what the window knows, else asked of the engine; ids may be cut short. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import type { EngineSlices } from "../../store/slices.ts";
import { useRequest } from "../../store/use-request.ts";
import { isMark, type ListRow } from "./call-rows.ts";

type FoundCall =
  | { readonly kind: "found"; readonly call: CallView }
  | { readonly kind: "loading" }
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly error: RpcError; readonly retry: () => void };

export function useFoundCall(idPrefix: string, rows: readonly ListRow[]): FoundCall {
  const known = useEngine((engine) => inMemory(engine, idPrefix)) ?? inRows(rows, idPrefix);
  const exact = useRequest("calls.get", known === undefined ? { chainId: idPrefix } : undefined);
  const searched = exact.result !== undefined && exact.result.call === undefined && !exact.loading;
  const search = useRequest(
    "calls.page",
    known === undefined && searched ? { text: idPrefix, limit: 20 } : undefined,
  );
  if (known !== undefined) return { kind: "found", call: known };
  if (exact.result?.call?.chainId === idPrefix) return { kind: "found", call: exact.result.call };
  const near = search.result?.rows.find((call) => call.chainId.startsWith(idPrefix));
  if (near !== undefined) return { kind: "found", call: near };
  const failed = exact.error === undefined ? search : exact;
  if (failed.error !== undefined) return { kind: "failed", error: failed.error, retry: failed.reload };
  if (!searched || search.loading || search.result === undefined) return { kind: "loading" };
  return { kind: "gone" };
}

function inMemory({ calls, ended }: EngineSlices, idPrefix: string): CallView | undefined {
  const exact = calls.get(idPrefix) ?? ended.find((call) => call.chainId === idPrefix);
  if (exact !== undefined) return exact;
  for (const [id, call] of calls) if (id.startsWith(idPrefix)) return call;
  return ended.find((call) => call.chainId.startsWith(idPrefix));
}

function inRows(rows: readonly ListRow[], idPrefix: string): CallView | undefined {
  for (const row of rows) if (!isMark(row) && row.chainId === idPrefix) return row;
  return undefined;
}
