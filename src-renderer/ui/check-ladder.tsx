/** The steps of a test in their order. What comes after the first failure was not reached, and is never red. */
import type { ReactNode } from "react";
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import { formatRequest } from "../format/durations.ts";
import { type TextKey, useText } from "../i18n/text.tsx";
import { Bdi } from "./bdi.tsx";
import classes from "./check-ladder.module.css";
import { StateShape, type StateName } from "./state-shape.tsx";

type Step = Ladder["steps"][number];

const shapes: Readonly<Record<Step["state"], StateName>> = {
  ok: "ok",
  failed: "given-up",
  warning: "attention",
  "not-reached": "unknown",
};
const names: Readonly<Record<Step["name"], TextKey>> = {
  name: "ladder.name",
  reachable: "ladder.reachable",
  certificate: "ladder.certificate",
  "sign-in": "ladder.signIn",
  permission: "ladder.permission",
  content: "ladder.content",
};
const states: Readonly<Record<Step["state"], TextKey>> = {
  ok: "ladder.passed",
  failed: "ladder.failed",
  warning: "ladder.warning",
  "not-reached": "ladder.notReached",
};

/** `running`: the test is under way. `actionsOf`: the next step for a failed one, as buttons. */
export function CheckLadder({
  ladder,
  running = false,
  actionsOf,
}: {
  readonly ladder?: Ladder;
  readonly running?: boolean;
  readonly actionsOf?: (step: Step) => ReactNode;
}) {
  const t = useText();
  const steps = ladder?.steps ?? [];
  return (
    <div className={classes.ladder} aria-busy={running} aria-live="polite">
      {running ? (
        <p className={classes.running}>
          <StateShape state="working" /> {t("ladder.running")}
        </p>
      ) : null}
      <ol className={classes.steps} data-old={running || undefined}>
        {steps.map((step) => (
          <li
            key={step.name}
            title={step.tookMs === undefined ? undefined : formatRequest(step.tookMs, t.language)}
          >
            <StateShape state={shapes[step.state]} />
            {t(names[step.name])}
            <span className="for-reader">: {t(states[step.state])}</span>
          </li>
        ))}
      </ol>
      {steps
        .filter((step) => step.state === "failed" || step.state === "warning")
        .map((step) => (
          <p key={step.name} className={classes.verdict} data-state={step.state}>
            <StateShape state={shapes[step.state]} />
            <span>
              <strong>
                <Bdi>{t.said(step.sentence)}</Bdi>
              </strong>{" "}
              <Bdi>{t.said(step.advice)}</Bdi> {actionsOf?.(step)}
            </span>
          </p>
        ))}
    </div>
  );
}
