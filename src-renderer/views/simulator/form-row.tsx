/** A line of the form: what it is about, and its controls. */
import { TextInput } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { type TextKey, useText } from "../../i18n/text.tsx";
import classes from "./form-row.module.css";

export function FormRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.row}>
      <legend className={classes.label}>{label}</legend>
      <div className={classes.controls}>{children}</div>
    </fieldset>
  );
}

/** A short text with its name beside it and its mistake below. */
export function SmallField({
  label,
  value,
  onChange,
  width,
  mistake,
  unit,
  placeholder,
  list,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly width: "number" | "text";
  readonly mistake?: TextKey | undefined;
  readonly unit?: string;
  readonly placeholder?: string;
  /** Id of a datalist. */
  readonly list?: string;
}) {
  const t = useText();
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        className={(width === "number" ? classes.number : classes.text) ?? ""}
        {...(width === "number" ? { inputMode: "numeric" as const } : {})}
        {...(list === undefined ? {} : { list })}
        {...(placeholder === undefined ? {} : { placeholder })}
        value={value}
        error={mistake === undefined ? undefined : t(mistake)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {unit === undefined ? null : <span className="quiet">{unit}</span>}
    </div>
  );
}
