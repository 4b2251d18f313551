/** Chooses a scenario by any word of its name, title or summary. */
import { Select } from "@mantine/core";
import { formatTalk } from "../../format/durations.ts";
import { useText } from "../../i18n/text.tsx";
import { foundScenarios, type Scenario } from "./run-draft.ts";
import classes from "./scenario-picker.module.css";

export function ScenarioPicker({
  scenarios,
  chosen,
  onChoose,
}: {
  readonly scenarios: readonly Scenario[];
  readonly chosen: Scenario;
  readonly onChoose: (name: string) => void;
}) {
  const t = useText();
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  return (
    <div className={classes.picker}>
      <Select
        searchable
        className={classes.select ?? ""}
        aria-label={t("simulator.scenario")}
        placeholder={t("simulator.scenario.search")}
        nothingFoundMessage={t("simulator.scenario.none")}
        maxDropdownHeight={320}
        value={chosen.name}
        data={scenarios.map(({ name, title }) => ({ value: name, label: title }))}
        filter={({ search }) =>
          // The chosen one's title stands in the field: then nothing is searched for yet.
          (search === chosen.title ? scenarios : foundScenarios(scenarios, search)).map(
            ({ name, title }) => ({
              ...{ value: name, label: title, disabled: false },
            }),
          )
        }
        renderOption={({ option }) => (
          <span className={classes.option}>
            <span>{option.label}</span>
            <span className="small quiet">{byName.get(option.value)?.summary}</span>
          </span>
        )}
        onChange={(name) => {
          if (name !== null) onChoose(name);
        }}
      />
      <p className={classes.summary}>
        {chosen.summary}{" "}
        <span className="quiet">
          {t("simulator.scenario.length", { length: formatTalk(chosen.lengthMs) })}
        </span>
      </p>
    </div>
  );
}
