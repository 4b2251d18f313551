/** With many calls going on: who waits longest, always in sight. */
import { useMemo } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { PlaceCell, StateCell, WaitCell } from "./call-cells.tsx";
import { PhoneNumber } from "../../ui/bdi.tsx";
import { longestWaiting } from "./call-times.ts";
import classes from "./needs-eyes.module.css";

/** Up to here every call is seen in the list itself. */
const mostWithout = 30;
const shown = 3;

export function NeedsEyes({
  calls,
  onOpen,
}: {
  readonly calls: readonly CallView[];
  readonly onOpen: (call: CallView) => void;
}) {
  const t = useText();
  const longest = useMemo(() => (calls.length > mostWithout ? longestWaiting(calls, shown) : []), [calls]);
  if (longest.length === 0) return null;
  return (
    <section className={classes.strip} aria-label={t("calls.eyes")} data-region="eyes">
      <span className={classes.title}>{t("calls.eyes")}</span>
      {longest.map((call) => (
        <button key={call.chainId} type="button" className={classes.call} onClick={() => onOpen(call)}>
          <strong className="numbers">
            <WaitCell call={call} />
          </strong>
          <span className="cut">
            <PhoneNumber number={call.number} />
          </span>
          <StateCell call={call} />
          <span className={`cut ${classes.place}`}>
            <PlaceCell call={call} />
          </span>
        </button>
      ))}
    </section>
  );
}
