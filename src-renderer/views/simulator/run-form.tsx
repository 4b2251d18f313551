/** Everything that can be chosen for a run, in the order in which one thinks of it. */
import { SegmentedControl } from "@mantine/core";
import { useId } from "react";
import { useText } from "../../i18n/text.tsx";
import { useEngine } from "../../store/monitor-context.tsx";
import { FaultList } from "./fault-list.tsx";
import { FormRow, SmallField } from "./form-row.tsx";
import { type Fault, type Mistakes, type RunDraft, type Scenario, speeds } from "./run-draft.ts";
import { ScenarioPicker } from "./scenario-picker.tsx";
import { TargetChoice } from "./target-choice.tsx";

export interface RunFormProps {
  readonly scenarios: readonly Scenario[];
  readonly faults: readonly Fault[];
  readonly scenario: Scenario;
  readonly draft: RunDraft;
  readonly mistakes: Mistakes;
  readonly real: readonly string[];
  readonly onScenario: (name: string) => void;
  readonly onChange: (change: Partial<RunDraft>) => void;
}

export function RunForm(props: RunFormProps) {
  const { scenarios, faults, scenario, draft, mistakes, real, onScenario, onChange } = props;
  const t = useText();
  return (
    <>
      <FormRow label={t("simulator.scenario")}>
        <ScenarioPicker scenarios={scenarios} chosen={scenario} onChoose={onScenario} />
      </FormRow>
      <FormRow label={t("simulator.numbers")}>
        <Numbers {...{ draft, mistakes, onChange }} />
      </FormRow>
      <FormRow label={t("simulator.speed")}>
        <SegmentedControl
          aria-label={t("simulator.speed")}
          value={draft.speed}
          data={speeds.map((speed) => ({ value: speed, label: t(`simulator.speed.${speed}`) }))}
          onChange={(value) => onChange({ speed: speeds.find((speed) => speed === value) ?? draft.speed })}
        />
        <SmallField
          label={t("simulator.count")}
          width="number"
          value={draft.count}
          mistake={mistakes.count}
          onChange={(count) => onChange({ count })}
        />
        <SmallField
          label={t("simulator.atOnce")}
          width="number"
          value={draft.atOnce}
          mistake={mistakes.atOnce}
          onChange={(atOnce) => onChange({ atOnce })}
        />
      </FormRow>
      <FormRow label={t("simulator.faults")}>
        <FaultList
          faults={faults}
          chosen={draft.faults}
          onChange={(chosen) => onChange({ faults: chosen })}
        />
      </FormRow>
      <FormRow label={t("simulator.target")}>
        <TargetChoice {...{ draft, mistakes, real, onChange }} />
      </FormRow>
    </>
  );
}

function Numbers({ draft, mistakes, onChange }: Pick<RunFormProps, "draft" | "mistakes" | "onChange">) {
  const t = useText();
  const listId = useId();
  const known = useEngine((engine) => engine.numbers);
  const placeholder = t("simulator.asScenario");
  return (
    <>
      <SmallField
        {...{ label: t("simulator.caller"), width: "text", placeholder, value: draft.caller }}
        onChange={(caller) => onChange({ caller })}
      />
      <SmallField
        {...{ label: t("simulator.extension"), width: "text", placeholder, value: draft.extension }}
        mistake={mistakes.extension}
        list={listId}
        onChange={(extension) => onChange({ extension })}
      />
      <datalist id={listId}>
        {known
          .filter(({ kind }) => kind === "extension")
          .map(({ dn, name }) => (
            <option key={dn} value={dn} label={name} />
          ))}
      </datalist>
      <SmallField
        {...{ label: t("simulator.did"), width: "text", placeholder, value: draft.did }}
        onChange={(did) => onChange({ did })}
      />
    </>
  );
}
