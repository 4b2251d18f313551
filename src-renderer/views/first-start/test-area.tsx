/** The test of a step: its button, the steps of the ladder, and the sentence when all is well. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Ladder } from "../../../src-shared/contract/settings-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { CheckLadder } from "../../ui/check-ladder.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import classes from "./step-frame.module.css";

export type LadderStep = Ladder["steps"][number];

export interface TestAreaProps {
  /** On the button. */
  readonly label: string;
  readonly hint?: string;
  /** When everything passed. */
  readonly good: string;
  readonly passed: boolean;
  readonly running: boolean;
  readonly ladder?: Ladder;
  readonly error?: RpcError;
  /** The button submits the step's form; this is for trying again. */
  onRun(): void;
  /** The next sensible thing after a failed step. */
  readonly actionsOf: (step: LadderStep) => ReactNode;
  /** More of what the test showed. */
  readonly children?: ReactNode;
}

export function TestArea(props: TestAreaProps) {
  const { label, hint, good, passed, running, ladder, error, onRun, actionsOf, children } = props;
  const t = useText();
  return (
    <div className={classes.test}>
      <div className={classes.run}>
        <Button variant={passed ? "default" : "filled"} disabled={running} type="submit">
          {ladder === undefined ? label : t("first.checkAgain")}
        </Button>
        {hint === undefined ? null : <span className="small quiet">{hint}</span>}
      </div>
      {error === undefined ? null : <ErrorState error={error} onRetry={onRun} />}
      {ladder === undefined && !running ? null : (
        <CheckLadder running={running} actionsOf={actionsOf} {...(ladder === undefined ? {} : { ladder })} />
      )}
      {passed && !running ? (
        <p role="status" className={classes.good}>
          <StateShape state="ok" /> {good}
        </p>
      ) : null}
      {children}
    </div>
  );
}
