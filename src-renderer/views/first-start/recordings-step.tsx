/** Step 3: where recordings come from, how long they are kept, and who may open a link. */
import type { ReactNode } from "react";
import { useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { type Edits, placeOf, shownValue } from "./setup-draft.ts";
import { SetupChoice, SetupText } from "./setup-field.tsx";
import { StepFrame } from "./step-frame.tsx";
import { type LadderStep, TestArea } from "./test-area.tsx";
import { TryLink } from "./try-link.tsx";
import { useAsk } from "../../store/use-ask.ts";
import type { Setup } from "./use-setup.ts";

const source = placeOf("recordings", "source");

export function RecordingsStep({ setup, onNext }: { readonly setup: Setup; onNext(): void }) {
  const t = useText();
  const test = useAsk("check.recordings");
  const from = shownValue(setup.document, setup.edits, "recordings", "source");
  const check = async (more: Edits = {}) => {
    for (const [place, text] of Object.entries(more)) {
      setup.edit("recordings", place.slice("recordings ".length), text);
    }
    if (await setup.check("recordings", more))
      await test.run({ changes: [...setup.changes("recordings", more)] });
    else test.forget();
  };
  const passed = test.result?.ok === true && !test.running;
  const actionsOf = (step: LadderStep): ReactNode => {
    if (step.name !== "reachable" && step.name !== "permission") return null;
    return from === "folder" ? (
      <ActionLink onClick={() => void check({ [source]: "pbx" })}>{t("first.recordings.fromPbx")}</ActionLink>
    ) : (
      <ActionLink onClick={() => void check({ [source]: "folder" })}>
        {t("first.recordings.fromFolder")}
      </ActionLink>
    );
  };
  return (
    <StepFrame
      onTest={() => void check()}
      {...{ setup, onNext }}
      passed={passed || from === "off"}
      step="recordings"
      intro="first.recordings.intro"
      test={
        from === "off" ? null : (
          <TestArea
            {...test}
            {...(test.result === undefined ? {} : { ladder: test.result })}
            label={t("first.recordings.check")}
            good={t("first.recordings.good")}
            passed={passed}
            onRun={() => void check()}
            actionsOf={actionsOf}
          >
            {passed ? <TryLink /> : null}
          </TestArea>
        )
      }
    >
      <SetupChoice
        {...{ setup }}
        section="recordings"
        iniKey="source"
        label={t("first.recordings.source")}
        help={t("first.recordings.source.help")}
        choices={[
          { value: "folder", label: t("first.recordings.source.folder") },
          { value: "pbx", label: t("first.recordings.source.pbx") },
          { value: "off", label: t("first.recordings.source.off") },
        ]}
      />
      {from === "off" ? null : <Details setup={setup} folder={from === "folder"} />}
    </StepFrame>
  );
}

function Details({ setup, folder }: { readonly setup: Setup; readonly folder: boolean }) {
  const t = useText();
  return (
    <>
      {folder ? (
        <SetupText
          {...{ setup }}
          section="recordings"
          iniKey="folder"
          label={t("first.recordings.folder")}
          help={t("first.recordings.folder.help")}
        />
      ) : null}
      <SetupText
        {...{ setup }}
        section="recordings"
        iniKey="keep_days"
        label={t("first.recordings.keep")}
        help={t("first.recordings.keep.help")}
        unit={t("first.recordings.days")}
      />
      <SetupText
        {...{ setup }}
        section="recordings"
        iniKey="public_url"
        label={t("first.recordings.url")}
        help={t("first.recordings.url.help")}
      />
      <SetupChoice
        {...{ setup }}
        section="recordings"
        iniKey="link"
        label={t("first.recordings.link")}
        choices={[
          { value: "signed", label: t("first.recordings.link.signed") },
          { value: "open", label: t("first.recordings.link.open") },
        ]}
      />
    </>
  );
}
