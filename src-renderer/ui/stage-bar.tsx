/** What a stretch of a conversation was: height and pattern carry it, colour supports. */
import type { StageKind } from "../../src-shared/contract/call-view.ts";
import type { CSSProperties } from "react";
import classes from "./stage-bar.module.css";

/** `parked` and `transfer` are drawn by views that know of them. */
export type StageLook = StageKind | "parked";
export type StageCap = "ended" | "missed" | "beyond";

/** One stretch at its place on an axis; both shares are 0 to 1 of the bar's width. */
export interface StageSegment {
  readonly kind: StageLook;
  readonly from: number;
  readonly to: number;
  /** Link number: a change leaves a gap of one pixel. */
  readonly link: number;
  /** A transfer leads into this stretch: `B`lind or `A`ttended. */
  readonly transfer?: "B" | "A";
}

/** The bar alone; what it shows must stand beside it in words, so it is hidden from screen readers. */
export function StageBar({
  segments,
  ticks = [],
  cap,
}: {
  readonly segments: readonly StageSegment[];
  /** Shares where a further phone began to ring. */
  readonly ticks?: readonly number[];
  readonly cap?: StageCap;
}) {
  const end = segments.at(-1)?.to ?? 0;
  return (
    <span className={classes.bar} aria-hidden="true">
      {segments.map((segment, place) => (
        <span
          key={place}
          className={classes.stage}
          data-kind={segment.kind}
          data-next-link={(place > 0 && segments[place - 1]?.link !== segment.link) || undefined}
          style={placeOf(segment)}
        />
      ))}
      {ticks.map((share) => (
        <span key={`tick-${share}`} className={classes.tick} style={{ left: percent(share) }} />
      ))}
      {segments.map((segment, place) =>
        segment.transfer === undefined ? null : (
          <span
            key={`transfer-${place}`}
            className={classes.transfer}
            style={{ left: percent(segment.from) }}
          >
            {segment.transfer}
          </span>
        ),
      )}
      {cap === undefined ? null : (
        <span className={classes.cap} data-cap={cap} style={{ left: percent(end) }}>
          {{ ended: "", missed: "×", beyond: "»" }[cap]}
        </span>
      )}
    </span>
  );
}

/** A short piece of a stage's look, for legends and the word beside it. */
export function StageSwatch({ kind }: { readonly kind: StageLook }) {
  return (
    <span className={`${classes.bar} ${classes.swatch}`} aria-hidden="true">
      <span className={classes.stage} data-kind={kind} style={{ left: 0, width: "100%" }} />
    </span>
  );
}

const percent = (share: number): string => `${Math.max(0, Math.min(1, share)) * 100}%`;

function placeOf({ from, to }: StageSegment): CSSProperties {
  return { left: percent(from), width: percent(to - from) };
}
