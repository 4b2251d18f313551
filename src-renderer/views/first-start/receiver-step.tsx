/** Step 2: who gets the webhooks, tried with a real test event. */
import { type RefObject, useRef, useState } from "react";
import type { MethodParams } from "../../../src-shared/contract/contract.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Exchange } from "./exchange.tsx";
import { NoReceiver } from "./no-receiver.tsx";
import { ReceiverName } from "./receiver-name.tsx";
import { receiverName, shownValue } from "./setup-draft.ts";
import { SetupChoice, SetupText } from "./setup-field.tsx";
import classes from "./step-frame.module.css";
import { StepFrame } from "./step-frame.tsx";
import { type LadderStep, TestArea } from "./test-area.tsx";
import { useAsk } from "../../store/use-ask.ts";
import type { Setup } from "./use-setup.ts";

type Dialect = Extract<MethodParams<"simulator.run">["target"], { kind: "built-in" }>["dialect"];
const dialects = ["komplit", "creomate", "k2m", "native"] as const satisfies readonly Dialect[];

export function ReceiverStep({ setup, onNext }: { readonly setup: Setup; onNext(): void }) {
  const t = useText();
  const way = useAsk("check.endpoint");
  const sending = useAsk("endpoint.test");
  const [accessOpen, setAccessOpen] = useState(false);
  const address = useRef<HTMLInputElement>(null);
  const dialectWord = shownValue(setup.document, setup.edits, "endpoint", "dialect");
  const dialect = dialects.find((known) => known === dialectWord) ?? "komplit";

  const send = async () => {
    sending.forget();
    if (!(await setup.check("receiver"))) return way.forget();
    const draft = {
      endpoint: receiverName(setup.document, setup.edits),
      changes: [...setup.changes("receiver")],
    };
    const ladder = await way.run(draft);
    if (ladder?.ok === true) await sending.run({ ...draft, type: "ringing" });
  };
  const running = way.running || sending.running;
  const passed = sending.result?.delivered === true && !running;
  const error = way.error ?? sending.error;
  const refused = sending.result?.status === 401 || sending.result?.status === 403;
  const nextAction = (step: LadderStep) => (
    <NextAction {...{ step, address }} onAccess={() => setAccessOpen(true)} />
  );
  return (
    <StepFrame
      onTest={() => void send()}
      {...{ setup, passed, onNext }}
      step="receiver"
      intro="first.receiver.intro"
      test={
        <>
          <TestArea
            {...{ running, passed }}
            {...(way.result === undefined ? {} : { ladder: way.result })}
            {...(error === undefined ? {} : { error })}
            label={t("first.receiver.test")}
            hint={t("first.receiver.hint")}
            good={t("first.receiver.good")}
            onRun={() => void send()}
            actionsOf={nextAction}
          >
            {sending.result === undefined ? null : <Exchange exchange={sending.result} />}
            {refused ? (
              <div>
                <ActionLink onClick={() => setAccessOpen(true)}>{t("first.receiver.enterAccess")}</ActionLink>
              </div>
            ) : null}
          </TestArea>
          <NoReceiver dialect={dialect} />
        </>
      }
    >
      <ReceiverName setup={setup} />
      <SetupText
        {...{ setup }}
        section="endpoint"
        iniKey="url"
        label={t("first.receiver.url")}
        help={t("first.receiver.url.help")}
        placeholder="https://crm.example.com/3cx"
        inputRef={address}
      />
      <SetupChoice
        {...{ setup }}
        section="endpoint"
        iniKey="dialect"
        label={t("first.receiver.dialect")}
        help={t("first.receiver.dialect.help")}
        choices={dialects.map((value) => ({
          value,
          label: `${value}: ${t(`first.receiver.dialect.${value}`)}`,
        }))}
      />
      <Access setup={setup} open={accessOpen || refused} onToggle={setAccessOpen} />
    </StepFrame>
  );
}

function Access({
  setup,
  open,
  onToggle,
}: {
  readonly setup: Setup;
  readonly open: boolean;
  onToggle(open: boolean): void;
}) {
  const t = useText();
  const field = (iniKey: string, label: TextKey, secret: boolean) => (
    <SetupText
      {...{ setup, iniKey }}
      section="endpoint"
      label={t(label)}
      {...(secret ? { keptHelp: t("first.receiver.kept") } : {})}
    />
  );
  return (
    <details className={classes.more} open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>{t("first.receiver.access")}</summary>
      {field("basic_user", "first.receiver.user", false)}
      {field("basic_password", "first.receiver.password", true)}
      {field("bearer_token", "first.receiver.token", true)}
    </details>
  );
}

function NextAction({
  step,
  address,
  onAccess,
}: {
  readonly step: LadderStep;
  readonly address: RefObject<HTMLInputElement | null>;
  onAccess(): void;
}) {
  const t = useText();
  return step.name === "sign-in" || step.name === "permission" ? (
    <ActionLink onClick={onAccess}>{t("first.receiver.enterAccess")}</ActionLink>
  ) : (
    <ActionLink onClick={() => address.current?.focus()}>{t("first.pbx.edit")}</ActionLink>
  );
}
