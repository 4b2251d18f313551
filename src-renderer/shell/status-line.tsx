/** One polite sentence for screen readers, counts only, at most every ten seconds: lists stay silent. */
import { useEffect, useRef, useState } from "react";
import { useText } from "../i18n/text.tsx";
import { useEngine } from "../store/monitor-context.tsx";
import { waitingDeliveries } from "./summary.ts";

const everyMs = 10_000;

export function StatusLine() {
  const t = useText();
  const calls = useEngine((engine) => engine.calls.size);
  const waiting = useEngine(waitingDeliveries);
  const [said, setSaid] = useState({ calls, waiting });
  const saidAtMs = useRef(0);
  useEffect(() => {
    if (said.calls === calls && said.waiting === waiting) return;
    const say = () => {
      saidAtMs.current = performance.now();
      setSaid({ calls, waiting });
    };
    const timer = setTimeout(say, Math.max(0, saidAtMs.current + everyMs - performance.now()));
    return () => clearTimeout(timer);
  }, [calls, waiting, said]);
  return (
    <div role="status" className="for-reader">
      {t("ui.statusLine", { calls: said.calls, waiting: said.waiting })}
    </div>
  );
}
