/** With many calls going on: who waits longest, always in sight. */
import { useMemo, useState } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { PlaceCell, StateSwatch, WaitCell } from "./call-cells.tsx";
import { PhoneNumber } from "../../ui/bdi.tsx";
import { longestWaiting } from "./call-times.ts";
import { useBeyond } from "./use-beyond.ts";
import classes from "./needs-eyes.module.css";

/** Up to here every call is seen in the list itself. */
const mostWithout = 30;
const goesAt = 20;
const shown = 3;

export function NeedsEyes({
  calls,
  onOpen,
}: {
  readonly calls: readonly CallView[];
  readonly onOpen: (call: CallView) => void;
}) {
  const t = useText();
  const many = useBeyond(calls.length, mostWithout, goesAt);
  const longest = useMemo(() => (many ? longestWaiting(calls, shown) : []), [calls, many]);
  const [placed, setPlaced] = useState(longest);
  const next = useMemo(() => inTheirPlaces(placed, longest), [placed, longest]);
  if (next !== placed) setPlaced(next);
  if (!many) return null;
  return (
    <section className={classes.strip} aria-label={t("calls.eyes")} data-region="eyes">
      <span className={classes.title}>{t("calls.eyes")}</span>
      {longest.length === 0 ? <span className="quiet">{t("calls.eyes.none")}</span> : null}
      {next.map((call) => (
        <button key={call.chainId} type="button" className={classes.call} onClick={() => onOpen(call)}>
          <StateSwatch call={call} />
          <strong className="numbers">
            <WaitCell call={call} />
          </strong>
          <span className="cut">
            <PhoneNumber number={call.number} />
          </span>
          <span className={`cut ${classes.place}`}>
            <PlaceCell call={call} />
          </span>
        </button>
      ))}
    </section>
  );
}

/** A call stays where it is as long as it is among them: nobody shall click one and open another. */
function inTheirPlaces(before: readonly CallView[], longest: readonly CallView[]): readonly CallView[] {
  const isKept = (call: CallView) => before.slice(0, longest.length).some((each) => isSame(each, call));
  const fresh = longest.filter((call) => !isKept(call));
  const next = longest.map((_call, place) => {
    const here = before[place];
    return longest.find((each) => here !== undefined && isSame(each, here)) ?? fresh.shift();
  });
  const found = next.flatMap((call) => call ?? []);
  const unchanged = found.length === before.length && found.every((call, place) => call === before[place]);
  return unchanged ? before : found;
}

function isSame(a: CallView, b: CallView): boolean {
  return a.chainId === b.chainId;
}
