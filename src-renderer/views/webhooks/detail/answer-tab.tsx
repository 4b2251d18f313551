/** What the receiver said to the chosen attempt, as text, whatever it holds. */
import type { LogAnswer, LogAttempt } from "../../../../src-shared/webhooks/log-query.ts";
import { formatSize } from "../../../format/numbers.ts";
import { type Text, useText } from "../../../i18n/text.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { JsonView } from "../../../ui/json-view.tsx";
import { NoteLine } from "../../../ui/states.tsx";
import classes from "./exchange.module.css";
import { HeadersView } from "./headers-view.tsx";

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
  return <AnswerBody status={attempt.status} text={attempt.answer ?? ""} answer={attempt} />;
}

export interface AnswerBodyProps {
  readonly status: number;
  /** The beginning of the body. */
  readonly text: string;
  readonly answer: LogAnswer;
}

export function AnswerBody({ status, text, answer }: AnswerBodyProps) {
  const t = useText();
  const kept = keptWords(text, answer, t);
  const { headers, headersLeft } = answer;
  return (
    <div className={classes.exchange}>
      <p className={classes.status}>
        <strong className="numbers">{t("webhooks.answer.status", { status: String(status) })}</strong>
        <span className="quiet">{lengthWords(text, answer, t)}</span>
      </p>
      <JsonView text={text} {...(kept === undefined ? {} : { kept })} />
      {headers === undefined ? (
        <NoteLine>{t("webhooks.headers.notKept")}</NoteLine>
      ) : (
        <HeadersView headers={headers} {...(headersLeft === undefined ? {} : { left: headersLeft })} />
      )}
    </div>
  );
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function lengthWords(text: string, { answerBytes, answerMore }: LogAnswer, t: Text): string {
  const size = formatSize(answerBytes ?? bytesOf(text), t.language);
  return answerMore === true ? t("webhooks.answer.moreThan", { size }) : size;
}

/** `undefined` when all of it is there. */
function keptWords(text: string, answer: LogAnswer, t: Text): string | undefined {
  const isCut = bytesOf(text) >= keptBytes - 4;
  if (!isCut || (answer.answerBytes ?? Number.POSITIVE_INFINITY) <= keptBytes) return undefined;
  const size = "8 KiB";
  if (answer.answerBytes === undefined) return t("webhooks.answer.cut", { size });
  return t("webhooks.answer.cutOf", { size, whole: lengthWords(text, answer, t) });
}
