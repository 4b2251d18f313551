/** One made-up event with the values on screen: the whole exchange, or the way to the receiver step by step. */
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { MethodResult } from "../../../src-shared/contract/contract.ts";
import type { Ladder } from "../../../src-shared/contract/settings-view.ts";
import { testEventTypes, type TestEventType } from "../../../src-shared/webhooks/log-query.ts";
import { formatRequest } from "../../format/durations.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { IconPlugConnected, IconSend } from "../../ui/icons.ts";
import { JsonView } from "../../ui/json-view.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { Steps, useTrial } from "./check-panel.tsx";
import { changesOf } from "./draft.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";

type Exchange = MethodResult<"endpoint.test">;

export function EndpointTest({ name }: { readonly name: string }) {
  const t = useText();
  const client = useClient();
  const { document, draft } = useSettingsForm();
  const [type, setType] = useState<TestEventType>("ringing");
  const test = useTrial<Exchange>();
  const ladder = useTrial<Ladder>();
  const section = `endpoint.${name}`;
  const changes = changesOf(document, draft).filter(
    (change) => change.section === section && change.kind !== "remove_section",
  );
  const send = () => test.run(() => client.request("endpoint.test", { endpoint: name, changes, type }));
  const check = () => ladder.run(() => client.request("check.endpoint", { endpoint: name, changes }));
  return (
    <div className={classes.panel}>
      <div className={classes.row}>
        <NativeSelect
          aria-label={t("settings.test.type")}
          data={[...testEventTypes]}
          value={type}
          onChange={(event) => {
            const chosen = testEventTypes.find((known) => known === event.currentTarget.value);
            if (chosen !== undefined) setType(chosen);
          }}
        />
        <Button leftSection={<IconSend size={16} stroke={1.75} />} disabled={test.running} onClick={send}>
          {t("settings.test")}
        </Button>
        <Button
          leftSection={<IconPlugConnected size={16} stroke={1.75} />}
          disabled={ladder.running}
          onClick={check}
        >
          {t("settings.check")}
        </Button>
      </div>
      <p className="small">{t("settings.test.uses")}</p>
      <Steps section={section} trial={ladder} />
      <div aria-live="polite" aria-busy={test.running}>
        {test.running ? (
          <p className={classes.row}>
            <StateShape state="working" /> {t("settings.check.running")}
          </p>
        ) : null}
        {test.error === undefined ? null : <ErrorState error={test.error} />}
        {test.result === undefined ? null : <Shown exchange={test.result} />}
      </div>
    </div>
  );
}

function Shown({ exchange }: { readonly exchange: Exchange }) {
  const t = useText();
  const { delivered, sentence, status, phases, request, answer } = exchange;
  const took = formatRequest(phases.totalMs, t.language);
  return (
    <>
      <p className={classes.row}>
        <StateShape state={delivered ? "ok" : "given-up"} />
        <strong>
          <Bdi>{t.said(sentence)}</Bdi>
        </strong>
        <span className="numbers">
          {t("settings.test.took", { status: status === undefined ? "none" : String(status), took })}
        </span>
      </p>
      <h3>{t("settings.test.request")}</h3>
      <p className={`mono ${classes.long}`}>
        {request.method} <Bdi>{request.url}</Bdi>
      </p>
      <details>
        <summary>{t("settings.test.headers")}</summary>
        <pre className={`mono ${classes.long}`} dir="ltr">
          {Object.entries(request.headers).map(([name, value]) => (
            <div key={name}>
              <Bdi>{`${name}: ${value}`}</Bdi>
            </div>
          ))}
        </pre>
      </details>
      {request.body === undefined ? null : <JsonView text={request.body} />}
      {answer === undefined ? null : (
        <>
          <h3>{t("settings.test.answer")}</h3>
          <JsonView text={answer} />
        </>
      )}
    </>
  );
}
