/** Where simulated events go: to a receiver of this program, or, said loudly, to real endpoints. */
import { Checkbox, NativeSelect, Radio } from "@mantine/core";
import { useText } from "../../i18n/text.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { SmallField } from "./form-row.tsx";
import { type Dialect, dialects, type Mistakes, type RunDraft } from "./run-draft.ts";
import classes from "./target-choice.module.css";

export interface TargetChoiceProps {
  readonly draft: RunDraft;
  readonly mistakes: Mistakes;
  /** Names of the endpoints in the settings. */
  readonly real: readonly string[];
  readonly onChange: (change: Partial<RunDraft>) => void;
}

export function TargetChoice({ draft, mistakes, real, onChange }: TargetChoiceProps) {
  const t = useText();
  return (
    <Radio.Group
      aria-label={t("simulator.target")}
      className={classes.targets ?? ""}
      value={draft.target}
      onChange={(target) => onChange({ target: target === "endpoints" ? "endpoints" : "built-in" })}
    >
      <div className={classes.target}>
        <Radio value="built-in" label={t("simulator.target.builtIn")} />
        {draft.target === "built-in" ? (
          <BuiltIn {...{ draft, mistakes, onChange }} />
        ) : (
          <span className="quiet">{t("simulator.target.builtIn.help")}</span>
        )}
      </div>
      <div className={classes.target}>
        <Radio value="endpoints" label={t("simulator.target.endpoints")} disabled={real.length === 0} />
        {real.length === 0 ? <span className="quiet">{t("simulator.target.none")}</span> : null}
        {draft.target === "endpoints" ? <Endpoints {...{ draft, mistakes, real, onChange }} /> : null}
      </div>
      {draft.target === "endpoints" ? (
        <p className={classes.warning}>
          <StateShape state="attention" />
          <span>{t.rich("simulator.target.warning")}</span>
        </p>
      ) : null}
    </Radio.Group>
  );
}

function BuiltIn({ draft, mistakes, onChange }: Omit<TargetChoiceProps, "real">) {
  const t = useText();
  const dialect = (name: string): Dialect => dialects.find((known) => known === name) ?? draft.dialect;
  return (
    <>
      <label className={classes.field}>
        <span>{t("simulator.target.dialect")}</span>
        <NativeSelect
          data={[...dialects]}
          value={draft.dialect}
          onChange={(event) => onChange({ dialect: dialect(event.currentTarget.value) })}
        />
      </label>
      <SmallField
        label={t("simulator.target.status")}
        width="number"
        value={draft.status}
        mistake={mistakes.status}
        onChange={(status) => onChange({ status })}
      />
      <SmallField
        label={t("simulator.target.delay")}
        width="number"
        unit="ms"
        value={draft.delayMs}
        mistake={mistakes.delayMs}
        onChange={(delayMs) => onChange({ delayMs })}
      />
    </>
  );
}

function Endpoints({ draft: { endpoints }, mistakes, real, onChange }: TargetChoiceProps) {
  const t = useText();
  return (
    <>
      {real.map((name) => (
        <Checkbox
          key={name}
          checked={endpoints.includes(name)}
          label={
            <>
              <Bdi>{name}</Bdi> <span className={classes.real}>{t("simulator.target.real")}</span>
            </>
          }
          onChange={(event) =>
            onChange({
              endpoints: event.currentTarget.checked
                ? [...endpoints, name]
                : endpoints.filter((each) => each !== name),
            })
          }
        />
      ))}
      {mistakes.endpoints === undefined ? null : (
        <span className={classes.wrong}>{t(mistakes.endpoints)}</span>
      )}
    </>
  );
}
