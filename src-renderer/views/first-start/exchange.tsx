/** A test event and its answer, whole: what was sent, what came back, how long it took. */
import type { TestExchange } from "../../../src-shared/webhooks/log-query.ts";
import { formatRequest } from "../../format/durations.ts";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { JsonView } from "../../ui/json-view.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import classes from "./exchange.module.css";

export function Exchange({ exchange }: { readonly exchange: TestExchange }) {
  const t = useText();
  const { delivered, sentence, request, status, answer, phases } = exchange;
  return (
    <div className={classes.exchange}>
      {delivered ? null : (
        <p className={classes.verdict}>
          <StateShape state="given-up" />
          <strong>
            <Bdi>{t.said(sentence)}</Bdi>
          </strong>
        </p>
      )}
      <h3>{t("first.receiver.sent")}</h3>
      <code className={`mono ${classes.address}`} dir="ltr">
        {request.method} {visibleText(request.address)}
      </code>
      {request.body === undefined ? null : <JsonView text={request.body} />}
      <h3>{t("first.receiver.answered")}</h3>
      {status === undefined ? (
        <p className={classes.none}>{t("first.receiver.noAnswer")}</p>
      ) : (
        <>
          <code className="mono">
            {status} · {formatRequest(phases.totalMs, t.language)}
          </code>
          <JsonView text={answer ?? ""} />
        </>
      )}
    </div>
  );
}
