/** Step 1: where 3CX is and how this program signs in there. */
import { Checkbox } from "@mantine/core";
import { type RefObject, useRef, useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Field, type FieldControlProps } from "../../ui/field.tsx";
import { atOtherPort, withScheme } from "./pbx-address.ts";
import { type Edits, placeOf, shownValue } from "./setup-draft.ts";
import { SetupText } from "./setup-field.tsx";
import { StepFrame } from "./step-frame.tsx";
import { type LadderStep, TestArea } from "./test-area.tsx";
import { useAsk } from "../../store/use-ask.ts";
import type { Setup } from "./use-setup.ts";
import { WhereInPbx } from "./where-in-pbx.tsx";

export function PbxStep({ setup, onNext }: { readonly setup: Setup; onNext(): void }) {
  const t = useText();
  const test = useAsk("check.pbx");
  const [shownWhere, setShownWhere] = useState(false);
  const address = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const url = shownValue(setup.document, setup.edits, "pbx", "url");
  const selfSigned = shownValue(setup.document, setup.edits, "pbx", "allow_self_signed") === "yes";
  const certificate = test.result?.steps.find(({ name }) => name === "certificate");

  const connect = async (more: Edits = {}) => {
    const all = { [placeOf("pbx", "url")]: withScheme(url), ...more };
    for (const [place, text] of Object.entries(all)) setup.edit("pbx", place.slice("pbx ".length), text);
    if (await setup.check("pbx", all)) await test.run({ changes: [...setup.changes("pbx", all)] });
    else test.forget();
  };
  const passed = test.result?.ok === true && !test.running;
  const nextAction = (step: LadderStep) => (
    <NextPbxAction
      {...{ step, url, address, secret }}
      onConnect={(more) => void connect(more)}
      onWhere={() => setShownWhere(true)}
    />
  );
  return (
    <StepFrame
      onTest={() => void connect()}
      {...{ setup, passed, onNext }}
      step="pbx"
      intro="first.pbx.intro"
      test={
        <TestArea
          {...test}
          {...(test.result === undefined ? {} : { ladder: test.result })}
          label={t("first.pbx.connect")}
          good={t("first.pbx.good")}
          passed={passed}
          onRun={() => void connect()}
          actionsOf={nextAction}
        />
      }
    >
      <SetupText
        {...{ setup }}
        section="pbx"
        iniKey="url"
        label={t("first.pbx.url")}
        help={t("first.pbx.url.help")}
        placeholder="https://pbx.example.com:5001"
        inputRef={address}
        tidied={withScheme}
      />
      <SetupText
        {...{ setup }}
        section="pbx"
        iniKey="client_id"
        label={t("first.pbx.clientId")}
        help={t("first.pbx.clientId.help")}
        placeholder="webhook"
      />
      <SetupText
        {...{ setup }}
        section="pbx"
        iniKey="client_secret"
        label={t("first.pbx.secret")}
        help={t("first.pbx.secret.help")}
        keptHelp={t("first.pbx.secret.kept")}
        inputRef={secret}
      />
      {selfSigned || certificate?.state === "failed" ? (
        <SelfSigned setup={setup} accepted={selfSigned} />
      ) : null}
      <WhereInPbx open={shownWhere} onToggle={setShownWhere} />
    </StepFrame>
  );
}

function SelfSigned({ setup, accepted }: { readonly setup: Setup; readonly accepted: boolean }) {
  const t = useText();
  const control = (props: FieldControlProps) => (
    <Checkbox
      {...props}
      checked={accepted}
      onChange={(event) => setup.edit("pbx", "allow_self_signed", event.currentTarget.checked ? "yes" : "no")}
    />
  );
  return (
    <Field
      label={t("first.pbx.selfSigned")}
      iniKey="allow_self_signed"
      help={t("first.pbx.selfSigned.help")}
      control={control}
    />
  );
}

interface NextPbxActionProps {
  readonly step: LadderStep;
  readonly url: string;
  readonly address: RefObject<HTMLInputElement | null>;
  readonly secret: RefObject<HTMLInputElement | null>;
  onConnect(more?: Edits): void;
  onWhere(): void;
}

/** What helps after the step that failed; the engine's sentence says why it did. */
function NextPbxAction({ step, url, address, secret, onConnect, onWhere }: NextPbxActionProps) {
  const t = useText();
  const other = atOtherPort(withScheme(url));
  const edit = <ActionLink onClick={() => address.current?.focus()}>{t("first.pbx.edit")}</ActionLink>;
  switch (step.name) {
    case "name":
      return edit;
    case "reachable":
      return (
        <>
          {other === undefined ? null : (
            <ActionLink onClick={() => onConnect({ [placeOf("pbx", "url")]: other.url })}>
              {t("first.pbx.tryPort", { port: String(other.port) })}
            </ActionLink>
          )}{" "}
          {edit}
        </>
      );
    case "certificate":
      return (
        <ActionLink onClick={() => onConnect({ [placeOf("pbx", "allow_self_signed")]: "yes" })}>
          {t("first.pbx.accept")}
        </ActionLink>
      );
    case "sign-in":
      return (
        <>
          <ActionLink onClick={() => secret.current?.focus()}>{t("first.pbx.key")}</ActionLink>{" "}
          <ActionLink onClick={onWhere}>{t("first.pbx.where")}</ActionLink>
        </>
      );
    case "permission":
    case "content":
      return (
        <>
          <ActionLink onClick={onWhere}>{t("first.pbx.where")}</ActionLink>{" "}
          <ActionLink onClick={() => onConnect()}>{t("first.checkAgain")}</ActionLink>
        </>
      );
    default: {
      const _never: never = step.name;
      return _never;
    }
  }
}
