/** A setting in the first start: the same fields as in the settings, with what the engine says about them. */
import { NativeSelect, TextInput } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useText } from "../../i18n/text.tsx";
import { Field, type FieldControlProps } from "../../ui/field.tsx";
import { isKept, placeOf, type SetupSection, shownValue, writtenValue } from "./setup-draft.ts";
import type { Setup } from "./use-setup.ts";

export interface SetupFieldProps {
  readonly setup: Setup;
  readonly section: SetupSection;
  readonly iniKey: string;
  readonly label: string;
  readonly help?: ReactNode;
}

export interface SetupTextProps extends SetupFieldProps {
  readonly placeholder?: string;
  readonly unit?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** What a value that was typed becomes when the field is left. */
  readonly tidied?: (typed: string) => string;
  /** Instead of the help while a secret is kept. */
  readonly keptHelp?: string;
}

export function SetupText(props: SetupTextProps) {
  const { setup, section, iniKey, placeholder, unit, inputRef, tidied, keptHelp } = props;
  const written = writtenValue(setup.document, setup.edits, section, iniKey);
  const value = shownValue(setup.document, setup.edits, section, iniKey);
  const secret = keptHelp !== undefined;
  const kept = secret && isKept(setup.document, setup.edits, section, iniKey);
  return (
    <Framed {...props} help={kept ? keptHelp : props.help}>
      {(control) => (
        <TextInput
          {...control}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          type={secret ? "password" : "text"}
          autoComplete={secret ? "new-password" : "off"}
          spellCheck={false}
          disabled={written?.variable !== undefined}
          placeholder={kept ? "" : placeholder}
          value={value}
          rightSection={unit === undefined ? undefined : <span className="small quiet">{unit}</span>}
          rightSectionWidth="3.5rem"
          onChange={(event) => setup.edit(section, iniKey, event.currentTarget.value)}
          onBlur={() => {
            const tidy = tidied?.(value) ?? value;
            if (tidy !== value) setup.edit(section, iniKey, tidy);
          }}
        />
      )}
    </Framed>
  );
}

export function SetupChoice({
  choices,
  ...props
}: SetupFieldProps & { readonly choices: readonly { readonly value: string; readonly label: string }[] }) {
  const { setup, section, iniKey } = props;
  const written = writtenValue(setup.document, setup.edits, section, iniKey);
  return (
    <Framed {...props}>
      {(control) => (
        <NativeSelect
          {...control}
          disabled={written?.variable !== undefined}
          data={[...choices]}
          value={shownValue(setup.document, setup.edits, section, iniKey)}
          onChange={(event) => setup.edit(section, iniKey, event.currentTarget.value)}
        />
      )}
    </Framed>
  );
}

function Framed({
  setup,
  section,
  iniKey,
  label,
  help,
  children,
}: SetupFieldProps & { readonly children: (control: FieldControlProps) => ReactNode }) {
  const t = useText();
  const variable = writtenValue(setup.document, setup.edits, section, iniKey)?.variable;
  const mistake = setup.mistakes[placeOf(section, iniKey)];
  return (
    <Field
      label={label}
      iniKey={iniKey}
      help={variable === undefined ? help : t("set.env", { VAR: variable })}
      {...(mistake === undefined ? {} : { mistake })}
      control={children}
    />
  );
}
