/** Reads an XAPI collection page by page. More than 100 rows at once are refused with 400 (seen on live systems). */
import type { PbxApi } from "./api.ts";
import { failure, type PbxFailure } from "./failure.ts";
import { collectionRows } from "./wire/values.ts";

export type RowsResult = { readonly ok: true; readonly rows: readonly unknown[] } | PbxFailure;

export const pageSize = 100;

/**
 * @param path without `$top` and `$skip`; may have a query already
 * @param mostPages the rest is left out: an endless collection must not keep this program busy forever
 */
export async function readPages(
  api: PbxApi,
  path: string,
  mostPages: number,
  timeoutMs?: number,
): Promise<RowsResult> {
  const rows: unknown[] = [];
  const take = (page: readonly unknown[]) => {
    for (const row of page) rows.push(row);
  };
  const why = await readEachPage(api, path, mostPages, take, timeoutMs);
  return why ?? { ok: true, rows };
}

/** The same, with each page handed on as it comes. The failure, if one broke it off. */
export async function readEachPage(
  api: PbxApi,
  path: string,
  mostPages: number,
  take: (rows: readonly unknown[]) => void,
  timeoutMs?: number,
): Promise<PbxFailure | undefined> {
  const join = path.includes("?") ? "&" : "?";
  for (let page = 0; page < mostPages; page++) {
    const answer = await api.get(`${path}${join}$top=${pageSize}&$skip=${page * pageSize}`, timeoutMs);
    if (!answer.ok) return answer;
    const rows = collectionRows(answer.json);
    if (rows === undefined) return failure("not-3cx", "the answer is no list of rows", answer.status);
    take(rows);
    if (rows.length < pageSize) break;
  }
  return undefined;
}
