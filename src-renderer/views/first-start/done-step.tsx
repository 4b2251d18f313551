/** The end of the path: what is left to do, or waiting for the first live call and showing it. */
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import classes from "./done-step.module.css";
import { FirstCall } from "./first-call.tsx";

export function DoneStep() {
  const t = useText();
  const pbx = useEngine((engine) => engine.pbx);
  const hasReceiver = useEngine((engine) => engine.endpoints.length > 0);
  const hasPbx = pbx.state !== "not-configured";
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const toPbx = () => goTo("start", ["pbx"]);
  return (
    <section className={classes.done}>
      <h2 ref={heading} tabIndex={-1}>
        {hasPbx ? t("first.done.title") : t("first.step.done")}
      </h2>
      {hasPbx && hasReceiver ? null : <p>{t("first.done.missing")}</p>}
      <ul className={classes.facts}>
        {hasPbx ? <PbxFact onSetUp={toPbx} /> : null}
        {hasPbx ? null : (
          <li>
            <StateShape state="attention" />
            <span>{t.rich("first.done.noPbx", {}, { setUp: toPbx })}</span>
          </li>
        )}
        {hasReceiver ? null : (
          <li>
            <StateShape state="attention" />
            <span>{t.rich("first.done.noReceiver", {}, { setUp: () => goTo("start", ["receiver"]) })}</span>
          </li>
        )}
      </ul>
      {hasPbx ? (
        <FirstCall />
      ) : (
        <footer className={classes.foot}>
          <Button onClick={() => goTo("overview")}>{t("first.done.overview")}</Button>
        </footer>
      )}
    </section>
  );
}

function PbxFact({ onSetUp }: { readonly onSetUp: () => void }) {
  const t = useText();
  const { state, sentence, advice } = useEngine((engine) => engine.pbx);
  const good = state === "connected" || state === "degraded";
  return (
    <li>
      <StateShape state={good ? "ok" : state === "connecting" ? "working" : "attention"} />
      <span>
        {good
          ? t("first.done.connected")
          : state === "connecting"
            ? t("first.done.connecting")
            : t.rich(
                "first.done.pbx",
                { sentence: t.said(sentence), advice: t.said(advice) },
                { setUp: onSetUp },
              )}
      </span>
    </li>
  );
}
