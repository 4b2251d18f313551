/** Keeps results in memory: for the demo and for tests, where nothing shall stay. */
import type { ReconcileReport } from "../../src-shared/contract/reconcile-view.ts";
import type { ReconcileStore, WatchSpans } from "./types.ts";

export function createMemoryReconcileStore(): ReconcileStore {
  let kept: WatchSpans = { running: [], connected: [], seeingAll: [] };
  let latest: ReconcileReport | undefined;
  return {
    spans: async () => kept,
    async keepSpans(spans) {
      kept = spans;
    },
    latest: async () => latest,
    async keep(report) {
      latest = report;
    },
  };
}
