/** Shape, word and colour of a state, in this order of importance. */
import type { DeliveryState } from "../../src-shared/webhooks/log-query.ts";
import { useText } from "../i18n/text.tsx";
import { StateShape, toneOf, type StateName } from "./state-shape.tsx";
import classes from "./state-label.module.css";

/** `word` replaces the state's own word; `tint` puts the tone's ground behind it. */
export function StateLabel({
  state,
  word,
  tint = false,
}: {
  readonly state: StateName;
  readonly word?: string;
  readonly tint?: boolean;
}) {
  const t = useText();
  const tone = toneOf[state];
  return (
    <span
      className={classes.label}
      data-tint={tint || undefined}
      style={{
        color: `var(--${tone})`,
        ...(tint ? { background: `var(--${tone}-tint)`, "--shape-cut": `var(--${tone}-tint)` } : {}),
      }}
    >
      <StateShape state={state} />
      <span className="cut">{word ?? t(`state.${state}`)}</span>
    </span>
  );
}

/** Only the shape to look at, with the word on hover and for screen readers: for narrow cells. */
export function StateMark({ state, word }: { readonly state: StateName; readonly word?: string }) {
  const t = useText();
  const name = word ?? t(`state.${state}`);
  return (
    <span className={classes.mark} title={name}>
      <StateShape state={state} />
      <span className="for-reader">{name}</span>
    </span>
  );
}

const shapeOfDelivery: Readonly<Record<DeliveryState, StateName>> = {
  waiting: "waiting",
  retry: "retry",
  paused: "paused",
  delivered: "ok",
  "gave-up": "given-up",
  expired: "expired",
  dropped: "given-up",
};

export function DeliveryLabel({
  state,
  mark = false,
  about,
}: {
  readonly state: DeliveryState;
  readonly mark?: boolean;
  /** What was delivered, said before the state: "ended to crm". */
  readonly about?: string;
}) {
  const t = useText();
  const Shown = mark ? StateMark : StateLabel;
  const word = t(`delivery.${state}`);
  return <Shown state={shapeOfDelivery[state]} word={about === undefined ? word : `${about}: ${word}`} />;
}
