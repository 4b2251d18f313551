/** A setting on a form: its name in plain words, its key in the file, default, help, and what is wrong with it. */
import { type ReactNode, useId } from "react";
import { useText } from "../i18n/text.tsx";
import classes from "./field.module.css";
import { StateShape } from "./state-shape.tsx";

export interface FieldProps {
  readonly label: string;
  /** The key in the settings file. */
  readonly iniKey?: string;
  /** As text; shown as "Default: 15." */
  readonly standard?: string;
  readonly help?: ReactNode;
  /** Differs from the default. */
  readonly changed?: boolean;
  readonly mistake?: string;
  readonly warning?: string;
  /** Gets the ids that tie it to its label and its words; give them to the control. */
  readonly control: (props: FieldControlProps) => ReactNode;
}

export interface FieldControlProps {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
}

export function Field({
  label,
  iniKey,
  standard,
  help,
  changed = false,
  mistake,
  warning,
  control,
}: FieldProps) {
  const t = useText();
  const id = useId();
  const helpId = `${id}-help`;
  const wrongId = `${id}-wrong`;
  const wrong = mistake ?? warning;
  return (
    <div className={classes.field}>
      <div className={classes.names}>
        <label htmlFor={id}>
          {label}
          {changed ? (
            <span className={classes.changed} title={t("field.changed")}>
              <span className="for-reader">{t("field.changed")}</span>
            </span>
          ) : null}
        </label>
        {iniKey === undefined ? null : <span className="mono quiet">{iniKey}</span>}
      </div>
      <div className={classes.control}>
        {control({ id, "aria-describedby": `${helpId} ${wrongId}`, "aria-invalid": mistake !== undefined })}
        <div id={helpId} className={`small ${classes.help}`}>
          {help}
          {standard === undefined ? null : <span> {t("field.default", { value: standard })}</span>}
        </div>
        <div
          id={wrongId}
          className={classes.wrong}
          data-kind={mistake === undefined ? "warning" : "mistake"}
          aria-live="polite"
        >
          {wrong === undefined ? null : (
            <>
              <StateShape state={mistake === undefined ? "attention" : "given-up"} size={14} />
              {wrong}
            </>
          )}
        </div>
      </div>
    </div>
  );
}
