/**
 * The bar of a call in the list. It is drawn whole once per change; while the call goes on, a window over it
 * opens as time passes. Only two transforms move, so nothing is laid out or painted again.
 */
import { memo, useMemo } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useEngineNow } from "../../store/monitor-context.tsx";
import { StageBar } from "../../ui/stage-bar.tsx";
import classes from "./call-bar.module.css";
import { useUnseenSince } from "./use-call-now.ts";
import { axisShare, axisTicksS, barOf } from "./timeline.ts";

/** Smaller steps than this share of the axis are below a pixel. */
const step = 1 / 1_000;
/** The window glides to where it is a second later, when the next beat comes. */
const beatMs = 1_000;

export const CallBar = memo(function CallBar({ call }: { readonly call: CallView }) {
  const unseenMs = useUnseenSince();
  const bar = useMemo(() => barOf(call, unseenMs), [call, unseenMs]);
  const drawn = <StageBar {...bar} />;
  return (
    <span className={classes.place}>
      {call.endedAtMs === undefined ? <Growing fromMs={call.arrivedAtMs}>{drawn}</Growing> : drawn}
    </span>
  );
});

function Growing({ fromMs, children }: { readonly fromMs: number; readonly children: React.ReactNode }) {
  const nowMs = useEngineNow();
  const share = Math.round(axisShare(nowMs + beatMs - fromMs) / step) * step;
  const hidden = (1 - share) * 100;
  return (
    <>
      <span className={classes.window} style={{ transform: `translateX(${-hidden}%)` }}>
        <span className={classes.inside} style={{ transform: `translateX(${hidden}%)` }}>
          {children}
        </span>
      </span>
      {share < 1 ? null : (
        <span className={classes.beyond} aria-hidden="true">
          »
        </span>
      )}
    </>
  );
}

/** The axis in the list's head. */
export function AxisHead({ title }: { readonly title: string }) {
  return (
    <span className={classes.axis} title={title}>
      <span className="for-reader">{title}</span>
      <span className={classes.zero} aria-hidden="true">
        0
      </span>
      {axisTicksS.map((s) => (
        <span
          key={s}
          className={classes.tick}
          style={{ left: `${axisShare(s * 1000) * 100}%` }}
          aria-hidden="true"
        >
          <span className={s === 30 ? classes.spare : undefined}>{tickLabel(s)}</span>
        </span>
      ))}
    </span>
  );
}

function tickLabel(s: number): string {
  if (s < 60) return `${s}s`;
  return s < 3_600 ? `${s / 60}m` : "1h";
}
