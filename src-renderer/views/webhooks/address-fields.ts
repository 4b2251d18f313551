/** The fields that a GET carries in its address, to be read as a table. Pure. */
import type { LogRequest } from "../../../src-shared/webhooks/log-query.ts";

const mostFields = 200;

/** Without those that stand in the endpoint's own address. Empty for a POST or an address nobody can read. */
export function fieldsOf({
  method,
  url,
  address,
}: Pick<LogRequest, "method" | "url" | "address">): readonly (readonly [string, string])[] {
  if (method !== "GET") return [];
  try {
    const own = new Set(new URL(address).searchParams.keys());
    return [...new URL(url).searchParams].filter(([name]) => !own.has(name)).slice(0, mostFields);
  } catch {
    return [];
  }
}
