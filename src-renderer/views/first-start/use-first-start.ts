/** A window that was opened at no particular place begins with the first start while nothing is set up. */
import { useEffect, useRef } from "react";
import { hashOf } from "../../routing/route.ts";
import { useMonitor } from "../../store/monitor-context.tsx";

/** Once for each window: whoever goes elsewhere is left alone. */
export function useFirstStart(): void {
  const configured = useMonitor(({ engine }) => engine?.program.configured);
  const decided = useRef(false);
  useEffect(() => {
    if (configured === undefined || decided.current) return;
    decided.current = true;
    const nowhere = ["", "#", "#/", "#/overview"].includes(location.hash);
    if (!configured && nowhere) location.replace(hashOf("start"));
  }, [configured]);
}
