/** What the three steps share: a heading that takes the focus, the fields, the test, and the way on. */
import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { Banner } from "../../ui/banner.tsx";
import { ErrorState } from "../../ui/states.tsx";
import type { SetupStep } from "./setup-draft.ts";
import classes from "./step-frame.module.css";
import type { SaveTrouble, Setup } from "./use-setup.ts";

export interface StepFrameProps {
  readonly setup: Setup;
  readonly step: SetupStep;
  readonly intro: TextKey;
  /** The test of what stands in the fields passed. */
  readonly passed: boolean;
  /** Goes to what comes after this step. */
  onNext(): void;
  /** Enter in a field tries what stands there. */
  onTest(): void;
  /** Fields. */
  readonly children: ReactNode;
  /** The button of the test and what came of it. */
  readonly test: ReactNode;
}

export function StepFrame({ setup, step, intro, passed, onNext, onTest, children, test }: StepFrameProps) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const nothingNew = setup.changes(step).length === 0;
  const save = async () => {
    if (await setup.save(step)) onNext();
  };
  return (
    <section className={classes.step}>
      <h2 ref={heading} tabIndex={-1} className={classes.title}>
        {t(`first.step.${step}`)}
      </h2>
      <p className={classes.intro}>{t(intro)}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onTest();
        }}
      >
        {children}
        {test}
      </form>
      {setup.trouble === undefined ? null : <Trouble trouble={setup.trouble} />}
      <footer className={classes.foot}>
        <Button variant="subtle" onClick={onNext}>
          {t("first.skip")}
        </Button>
        <Button variant={passed ? "filled" : "default"} disabled={setup.saving} onClick={() => void save()}>
          {t(
            setup.saving
              ? "first.saving"
              : nothingNew && passed
                ? "first.next"
                : passed
                  ? "first.saveNext"
                  : "first.saveAnyway",
          )}
        </Button>
      </footer>
    </section>
  );
}

function Trouble({ trouble }: { readonly trouble: SaveTrouble }) {
  const t = useText();
  if (trouble.kind === "error") return <ErrorState error={trouble.error} />;
  return (
    <div role="alert">
      <Banner tone={trouble.kind === "conflict" ? "warn" : "bad"} shape="attention">
        {trouble.kind === "conflict"
          ? t.rich("first.conflict")
          : t.rich(
              "first.elsewhere",
              { sentence: t.said(trouble.sentence) },
              { settings: () => goTo("settings") },
            )}
      </Banner>
    </div>
  );
}
