/** A made-up event to one endpoint, and the whole exchange: what was sent, what came back, where the time went. */
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import {
  type TestEventType,
  type TestExchange,
  testEventTypes,
} from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useClient, useEngine } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorState, NoteLine } from "../../ui/states.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { addressPath } from "./actions.ts";
import { AnswerBody } from "./detail/answer-tab.tsx";
import { PhasesBar } from "./detail/phases-bar.tsx";
import { RequestShown } from "./detail/request-tab.tsx";
import classes from "./test-dialog.module.css";

export interface TestDialogProps {
  /** The one to begin with. */
  readonly endpoint?: string;
  onClose(): void;
}

export function TestDialog({ endpoint: first, onClose }: TestDialogProps) {
  const t = useText();
  const client = useClient();
  const names = useEngine((engine) => engine.endpoints.map(({ name }) => name).join(",")).split(",");
  const [endpoint, setEndpoint] = useState(first ?? names[0] ?? "");
  const [type, setType] = useState<TestEventType>("ringing");
  const [sending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<{ readonly exchange?: TestExchange; readonly error?: RpcError }>({});
  const send = async () => {
    setSending(true);
    const answer = await client.request("endpoint.test", { endpoint, type });
    setSending(false);
    setOutcome(answer.ok ? { exchange: answer.result } : { error: answer.error });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("webhooks.test.title")}
      widthRem={46}
      actions={
        <>
          <Button onClick={onClose}>{t("action.close")}</Button>
          <Button variant="filled" disabled={endpoint === "" || sending} onClick={() => void send()}>
            {t(sending ? "webhooks.test.sending" : "webhooks.test.send")}
          </Button>
        </>
      }
    >
      <div className={classes.choices}>
        <NativeSelect
          label={t("webhooks.column.endpoint")}
          data={names}
          value={endpoint}
          onChange={(event) => setEndpoint(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("webhooks.column.event")}
          data={[...testEventTypes]}
          value={type}
          onChange={(event) =>
            setType(testEventTypes.find((name) => name === event.currentTarget.value) ?? type)
          }
        />
        <p className={`small ${classes.hint}`}>{t("webhooks.test.hint")}</p>
      </div>
      <div aria-live="polite" className={classes.outcome}>
        {outcome.error === undefined ? null : (
          <ErrorState error={outcome.error} onRetry={() => void send()} />
        )}
        {outcome.exchange === undefined ? null : <Exchange exchange={outcome.exchange} />}
      </div>
    </Dialog>
  );
}

function Exchange({ exchange }: { readonly exchange: TestExchange }) {
  const t = useText();
  const { delivered, sentence, phases, status, answer, request, endpoint } = exchange;
  return (
    <>
      <p className={classes.verdict} data-delivered={delivered || undefined}>
        <StateShape state={delivered ? "ok" : "given-up"} />
        <strong>
          <Bdi>{t.said(sentence)}</Bdi>
        </strong>
        {delivered ? null : (
          <Button onClick={() => goTo("settings", addressPath(endpoint))}>{t("webhooks.editAddress")}</Button>
        )}
      </p>
      <PhasesBar phases={phases} answered={status !== undefined} />
      <h3>{t("webhooks.tab.request")}</h3>
      <RequestShown request={request} />
      <h3>{t("webhooks.tab.answer")}</h3>
      {status === undefined ? (
        <NoteLine>{t("webhooks.answer.none")}</NoteLine>
      ) : (
        <AnswerBody status={status} text={answer ?? ""} answer={exchange} />
      )}
    </>
  );
}
