/** The fields of one section in the order of the file; rare ones fold away until they are set, wrong or asked for. */
import { useId, useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { IconChevronDown, IconChevronRight } from "../../ui/icons.ts";
import { placeOf, shownText, writtenValue } from "./draft.ts";
import { type SettingsForm, useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";
import { HeadersEditor } from "./headers-editor.tsx";
import { differsFromDefault } from "./meaning.ts";
import { remarkAt } from "./remarks.ts";
import { keyGroups } from "./sections.ts";
import { SettingField } from "./setting-field.tsx";

export interface SectionFormProps {
  readonly section: string;
  /** The key that the address asks for. */
  readonly wanted?: string | undefined;
}

export function SectionForm({ section, wanted }: SectionFormProps) {
  const t = useText();
  const form = useSettingsForm();
  const { plain, advanced } = keyGroups(section);
  const needed = advanced.some((key) => key === wanted || isSetOrWrong(form, section, key));
  const [chosen, setChosen] = useState<boolean>();
  // By itself it only opens: what was seen does not fold away because a value was taken back.
  const [seen, setSeen] = useState(needed);
  if (needed && !seen) setSeen(true);
  const open = chosen ?? seen;
  const id = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <div className={classes.fields}>
        {plain.map((key) => (
          <SettingField key={key} section={section} name={key} />
        ))}
        {section.startsWith("endpoint.") ? <HeadersEditor section={section} /> : null}
      </div>
      {advanced.length === 0 ? null : (
        <>
          <button
            type="button"
            className={classes.advanced}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setChosen(!open)}
          >
            <Chevron size={16} stroke={1.75} />
            {t("settings.advanced", { n: advanced.length })}
          </button>
          <div id={id} className={classes.fields} hidden={!open}>
            {open ? advanced.map((key) => <SettingField key={key} section={section} name={key} />) : null}
          </div>
        </>
      )}
    </>
  );
}

function isSetOrWrong({ document, draft, remarks }: SettingsForm, section: string, key: string): boolean {
  if (remarkAt(remarks, section, key) !== undefined) return true;
  if (draft.edits[placeOf(section, key)] !== undefined) return true;
  const written = writtenValue(document, section, key);
  if (written?.secret === true) return written.isSet;
  return differsFromDefault(section, key, shownText(document, draft, section, key));
}
