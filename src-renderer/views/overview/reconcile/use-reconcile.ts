/** How the comparison with the PBX's call log stands: asked once, then as the engine tells it. */
import { useState } from "react";
import type { ReconcileState } from "../../../../src-shared/contract/reconcile-view.ts";
import { useEngineEvent } from "../../../store/monitor-context.tsx";
import { useRequest } from "../../../store/use-request.ts";

/** `undefined` before the first answer, and with a service that knows nothing of it. */
export function useReconcile(): ReconcileState | undefined {
  const { result } = useRequest("reconcile.latest", {});
  const [told, setTold] = useState<{ readonly state: ReconcileState; readonly after: unknown }>();
  useEngineEvent("reconcile", ({ data }) => setTold({ state: data, after: result }));
  return told !== undefined && told.after === result ? told.state : result;
}

/** `YYYY-MM-DD` of an instant in the PBX's time zone. */
export function dayIn(timezone: string, atMs: number): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
  }).format(atMs);
}
