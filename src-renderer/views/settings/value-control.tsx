/** The control for a value that may be seen: text, number with its unit, choice, yes or no. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { findKey } from "../../../src-shared/settings/schema.ts";
import { useText } from "../../i18n/text.tsx";
import type { FieldControlProps } from "../../ui/field.tsx";
import classes from "./form.module.css";
import { choiceText, settingTexts } from "./setting-texts.ts";

export interface ValueControlProps {
  readonly section: string;
  readonly name: string;
  readonly control: FieldControlProps;
  readonly readOnly: boolean;
  readonly text: string;
  /** For what is typed letter by letter. */
  readonly onChange: (text: string) => void;
  /** For what is complete at once. */
  readonly onChoose: (text: string) => void;
  readonly onDone: () => void;
}

export function ValueControl(props: ValueControlProps) {
  const { section, name, control, readOnly, text, onChoose } = props;
  const t = useText();
  const facts = findKey(section, name);
  if (facts === undefined) return null;
  const { field } = facts.kind;
  switch (field.type) {
    case "yes_no":
      return (
        <Checkbox
          {...control}
          className={classes.tick ?? ""}
          disabled={readOnly}
          checked={isYes(facts.kind.parse(text))}
          onChange={(event) => onChoose(event.currentTarget.checked ? "yes" : "no")}
        />
      );
    case "choice": {
      const { empty } = settingTexts(section, name, t.language);
      const words = field.choices.map((word) => ({
        value: word,
        label: choiceText(section, name, word, t.language),
      }));
      const chosen = field.choices.find((word) => word.toLowerCase() === text.toLowerCase());
      // A word that nobody knows stays to be seen until another one is chosen.
      const odd = text === "" || chosen !== undefined ? [] : [{ value: text, label: text }];
      const none = facts.default === "" ? [{ value: "", label: empty ?? "" }] : [];
      return (
        <NativeSelect
          {...control}
          className={classes.middle ?? ""}
          disabled={readOnly}
          value={chosen ?? text}
          data={[...none, ...words, ...odd]}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      );
    }
    case "number":
      return <Written {...props} size="narrow" />;
    case "time":
      return <Written {...props} size="narrow" />;
    case "text":
      return <Written {...props} size="middle" />;
    case "url":
    case "path":
    case "list":
      return <Written {...props} size="wide" />;
    default: {
      const _never: never = field;
      return _never;
    }
  }
}

function isYes(parsed: { readonly ok: boolean; readonly value?: unknown }): boolean {
  return parsed.ok && parsed.value === true;
}

function Written({
  section,
  name,
  control,
  readOnly,
  text,
  size,
  onChange,
  onDone,
}: ValueControlProps & { readonly size: "narrow" | "middle" | "wide" }) {
  const t = useText();
  const facts = findKey(section, name);
  const { unit } = settingTexts(section, name, t.language);
  const isNumber = facts?.kind.field.type === "number";
  const hint = facts?.default === "" ? facts.example : facts?.default;
  return (
    <span className={`${classes[size]} ${unit === undefined ? "" : classes.withUnit}`}>
      <TextInput
        {...control}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        {...(isNumber ? { inputMode: "decimal" as const } : {})}
        {...(hint === undefined ? {} : { placeholder: hint })}
        readOnly={readOnly}
        error={control["aria-invalid"]}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onDone}
      />
      {unit === undefined ? null : <span className={classes.unit}>{unit}</span>}
    </span>
  );
}
