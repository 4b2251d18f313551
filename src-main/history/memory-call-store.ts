/** Keeps the history of calls in memory: for the demo and for tests, where nothing shall stay. */
import type { CallFilter, CallView } from "../../src-shared/contract/call-view.ts";
import { withoutLegs } from "./leg-views.ts";
import type { CallStore } from "./types.ts";

/** The oldest finished calls go. */
const mostCalls = 5000;

export function createMemoryCallStore(): CallStore {
  const calls = new Map<string, CallView>();

  function finished(filter: CallFilter): CallView[] {
    return [...calls.values()]
      .filter((call) => call.endedAtMs !== undefined && fits(call, filter))
      .toSorted((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0));
  }

  return {
    put(call) {
      calls.set(call.chainId, call);
      const oldest = calls.keys().next();
      if (calls.size > mostCalls && oldest.done !== true) calls.delete(oldest.value);
    },
    open: async () => [...calls.values()].filter(({ endedAtMs }) => endedAtMs === undefined),
    get: async (chainId) => calls.get(chainId),
    async page(filter, cursor, limit) {
      const all = finished(filter);
      const begin = cursor === undefined ? 0 : all.findIndex(({ chainId }) => chainId === cursor) + 1;
      const rows = all.slice(begin, begin + limit).map(withoutLegs);
      const last = rows.at(-1);
      return { rows, ...(last !== undefined && all.length > begin + limit ? { cursor: last.chainId } : {}) };
    },
    async counts(fromMs) {
      const since = [...calls.values()].filter(({ arrivedAtMs }) => arrivedAtMs >= fromMs);
      const incoming = since.filter(({ direction }) => direction === "incoming");
      return {
        incoming: incoming.length,
        outgoing: since.filter(({ direction }) => direction === "outgoing").length,
        missed: incoming.filter(({ state }) => state === "missed").length,
      };
    },
    keep() {},
    async close() {},
  };
}

function fits(call: CallView, { state, direction, dn, text, fromMs, toMs }: CallFilter): boolean {
  if (state === "live" || (state !== undefined && (state === "missed") !== (call.state === "missed")))
    return false;
  if (direction !== undefined && call.direction !== direction) return false;
  if (dn !== undefined && dn !== "" && ![...call.stages, ...call.at].some((stage) => stage.dn === dn))
    return false;
  if (fromMs !== undefined && call.arrivedAtMs < fromMs) return false;
  if (toMs !== undefined && call.arrivedAtMs >= toMs) return false;
  const wanted = text?.trim().toLowerCase() ?? "";
  if (wanted === "") return true;
  const digits = wanted.replaceAll(/[\s()./+-]/g, "");
  const number = call.number.replaceAll(/\D/g, "");
  if (/^\d{3,}$/.test(digits) && number.endsWith(digits)) return true;
  const names = call.stages.map(({ name }) => name);
  return [call.chainId, call.number, call.callerId, call.name, call.did, ...names]
    .join("\n")
    .toLowerCase()
    .includes(wanted);
}
