/** One sentence across the view: the worst problem, or that what is shown is old. */
import type { ReactNode } from "react";
import { StateShape, type StateName, type Tone } from "./state-shape.tsx";
import classes from "./banner.module.css";

export function Banner({
  tone,
  shape,
  children,
  actions,
}: {
  readonly tone: Tone;
  readonly shape: StateName;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div
      className={classes.banner}
      style={{
        "--banner-ink": `var(--${tone})`,
        "--banner-tint": `var(--${tone}-tint)`,
        "--shape-cut": `var(--${tone}-tint)`,
      }}
    >
      <StateShape state={shape} />
      <div className={classes.text}>{children}</div>
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
