/** States by silhouette, so that they can be told apart without colour and at 16 pixels. */
import type { ReactNode } from "react";

export type StateName =
  | "ok"
  | "working"
  | "waiting"
  | "retry"
  | "paused"
  | "given-up"
  | "expired"
  | "attention"
  | "unknown"
  | "simulated"
  | "reconstructed";

/** The colour that supports the shape; it is the name of a token with a tint. */
export type Tone = "ok" | "warn" | "bad" | "neutral" | "simulated";

export const toneOf: Readonly<Record<StateName, Tone>> = {
  ok: "ok",
  working: "neutral",
  waiting: "neutral",
  retry: "warn",
  paused: "neutral",
  "given-up": "bad",
  expired: "warn",
  attention: "warn",
  unknown: "neutral",
  simulated: "simulated",
  reconstructed: "neutral",
};

const cut = { stroke: "var(--shape-cut, var(--surface))", strokeWidth: 1.75, fill: "none" } as const;
const line = { stroke: "currentColor", strokeWidth: 1.5, fill: "none" } as const;

const shapes: Readonly<Record<StateName, ReactNode>> = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.5 8.2 7 10.7l4.5-5" {...cut} />
    </>
  ),
  working: (
    <>
      <circle cx="8" cy="8" r="6.25" {...line} />
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5Z" fill="currentColor" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6.25" {...line} />
      <path d="M8 4.25V8l2.75 1.75" {...line} />
    </>
  ),
  retry: (
    <>
      <path d="M13.6 9.5A6 6 0 1 1 12.6 4.2" {...line} />
      <path d="M13.6 1.2v4.2H9.4Z" fill="currentColor" />
    </>
  ),
  paused: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="currentColor" />
      <path d="M6 4.75v6.5M10 4.75v6.5" {...cut} />
    </>
  ),
  "given-up": (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" fill="currentColor" />
      <path d="m5.25 5.25 5.5 5.5m0-5.5-5.5 5.5" {...cut} />
    </>
  ),
  expired: (
    <path
      d="M3 1.5h10M3 14.5h10M4.2 1.5c0 4 3.8 4.3 3.8 6.5s-3.8 2.5-3.8 6.5M11.8 1.5c0 4-3.8 4.3-3.8 6.5s3.8 2.5 3.8 6.5"
      {...line}
    />
  ),
  attention: (
    <>
      <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" strokeLinejoin="round" />
      <path d="M8 5.5v4.25M8 11.25v1.5" {...cut} />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="6.5" {...line} strokeDasharray="2.6 1.9" />
      <path d="M6.2 6.4a1.85 1.85 0 1 1 2.6 1.7q-.8.4-.8 1.15M8 10.7v1.2" {...line} strokeWidth={1.3} />
    </>
  ),
  simulated: (
    <path d="M5.5 1.5h5M6.5 1.5v4.5L2.5 13q-.6 1.5 1 1.5h9q1.6 0 1-1.5L9.5 6V1.5M4.5 10h7" {...line} />
  ),
  reconstructed: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.25"
        {...line}
        strokeDasharray="0.1 2.35"
        strokeLinecap="round"
        strokeWidth={1.75}
      />
      {/* Back in time: hands of a clock in a dotted ring could not be told from those in a whole one. */}
      <path d="M10.5 4.5v7L4.5 8Z" fill="currentColor" />
    </>
  ),
};

/** Only the shape: the word must stand beside it, or be there for screen readers. */
export function StateShape({ state, size = 16 }: { readonly state: StateName; readonly size?: number }) {
  return (
    <svg
      data-state-shape={state}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={{ color: `var(--${toneOf[state]})`, flex: "none" }}
    >
      {shapes[state]}
    </svg>
  );
}
