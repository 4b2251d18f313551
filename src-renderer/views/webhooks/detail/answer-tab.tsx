/** What the receiver said to the chosen attempt, as text, whatever it holds. */
import type { LogAttempt } from "../../../../src-shared/webhooks/log-query.ts";
import { formatSize } from "../../../format/numbers.ts";
import { useText } from "../../../i18n/text.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { JsonView } from "../../../ui/json-view.tsx";
import { NoteLine } from "../../../ui/states.tsx";
import classes from "./exchange.module.css";

/** As much of an answer as the engine keeps. */
const keptBytes = 8 * 1024;

export function AnswerTab({ attempt }: { readonly attempt: LogAttempt | undefined }) {
  const t = useText();
  if (attempt === undefined) return <NoteLine>{t("webhooks.answer.notYet")}</NoteLine>;
  if (attempt.status === undefined) {
    return (
      <>
        <NoteLine>{t("webhooks.answer.none")}</NoteLine>
        {attempt.error === undefined ? null : (
          <p>
            <Bdi>{attempt.error}</Bdi>
          </p>
        )}
      </>
    );
  }
  return <AnswerBody status={attempt.status} text={attempt.answer ?? ""} />;
}

export function AnswerBody({ status, text }: { readonly status: number; readonly text: string }) {
  const t = useText();
  const bytes = new TextEncoder().encode(text).length;
  const kept = bytes >= keptBytes - 4 ? t("webhooks.answer.cut", { size: "8 KiB" }) : undefined;
  return (
    <>
      <p className={classes.status}>
        <strong className="numbers">{t("webhooks.answer.status", { status: String(status) })}</strong>
        <span className="quiet">{formatSize(bytes, t.language)}</span>
      </p>
      <JsonView text={text} {...(kept === undefined ? {} : { kept })} />
    </>
  );
}
