/** One key of the file as a field: label, help, default, what is wrong with it, and the control of its kind. */
import type { ReactNode } from "react";
import { findKey } from "../../../src-shared/settings/schema.ts";
import type { SettingKey } from "../../../src-shared/settings/setting-key.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { Field, type FieldControlProps } from "../../ui/field.tsx";
import { placeOf, shownText, withEdit, writtenValue } from "./draft.ts";
import { editDraft, editText, settle } from "./draft-store.ts";
import { EventsControl } from "./events-control.tsx";
import { useSettingsForm } from "./form-context.tsx";
import { differsFromDefault } from "./meaning.ts";
import { MethodHint } from "./method-hint.tsx";
import { remarkAt } from "./remarks.ts";
import { SecretControl } from "./secret-control.tsx";
import { settingTexts, withUnit } from "./setting-texts.ts";
import { ValueControl } from "./value-control.tsx";

export interface SettingFieldProps {
  readonly section: string;
  readonly name: string;
}

export function SettingField({ section, name }: SettingFieldProps) {
  const t = useText();
  const { document, draft, remarks } = useSettingsForm();
  const facts = findKey(section, name);
  if (facts === undefined) return null;
  const texts = settingTexts(section, name, t.language);
  const written = writtenValue(document, section, name);
  const text = shownText(document, draft, section, name);
  const remark = remarkAt(remarks, section, name);
  const changed =
    facts.secret === true
      ? text !== "" || (written?.isSet === true && draft.edits[placeOf(section, name)] === undefined)
      : differsFromDefault(section, name, text);
  return (
    <div data-place={placeOf(section, name)}>
      <Field
        label={texts.label}
        iniKey={name}
        {...(facts.default === "" ? {} : { standard: standardOf(facts, t) })}
        changed={changed}
        help={<Help section={section} name={name} variable={written?.variable} />}
        {...(remark === undefined ? {} : { [remark.kind]: t.said(remark.message) })}
        control={controlOf(section, name)}
      />
    </div>
  );
}

/** The default as the control shows it: a box to tick is on or off, whatever the file calls that. */
function standardOf({ kind, default: standard, unit }: SettingKey<unknown>, t: Text): string {
  if (kind.field.type === "yes_no")
    return t(standard === "yes" ? "settings.default.on" : "settings.default.off");
  return unit === undefined ? standard : withUnit(standard, unit, t.language);
}

function Help({
  section,
  name,
  variable,
}: SettingFieldProps & { readonly variable: string | undefined }): ReactNode {
  const t = useText();
  const { help, empty } = settingTexts(section, name, t.language);
  const isUsers = section.startsWith("endpoint.") && name === "users";
  return (
    <>
      {variable === undefined ? null : (
        <>
          <strong>{t.rich("set.env", { VAR: variable })}</strong>{" "}
        </>
      )}
      {help}
      {empty === undefined ? null : <> {t("settings.empty", { what: empty })}</>}
      {isUsers ? <> {t.rich("settings.users.how")}</> : null}
      {section.startsWith("endpoint.") && name === "method" ? <MethodHint section={section} /> : null}
    </>
  );
}

const controlOf = (section: string, name: string) => (control: FieldControlProps) => (
  <Control section={section} name={name} control={control} />
);

function Control({
  section,
  name,
  control,
}: SettingFieldProps & { readonly control: FieldControlProps }): ReactNode {
  const { document, draft } = useSettingsForm();
  const facts = findKey(section, name);
  if (facts === undefined) return null;
  const readOnly = writtenValue(document, section, name)?.variable !== undefined;
  if (facts.secret === true) return <SecretControl {...{ section, name, control, readOnly }} />;
  const text = shownText(document, draft, section, name);
  const place = placeOf(section, name);
  const change = (next: string) =>
    editText(place, text, (before) => withEdit(before, section, name, next), next);
  const choose = (next: string) => editDraft((before) => withEdit(before, section, name, next));
  if (section.startsWith("endpoint.") && name === "events") {
    return <EventsControl {...{ section, control, readOnly, text }} onChoose={choose} />;
  }
  return (
    <ValueControl
      {...{ section, name, control, readOnly, text }}
      onChange={change}
      onChoose={choose}
      onDone={settle}
    />
  );
}
