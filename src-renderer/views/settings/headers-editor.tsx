/** Headers of one's own that an endpoint gets with each request. Their values are secrets. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { headerNameProblem } from "../../../src-shared/settings/address-kinds.ts";
import { useText } from "../../i18n/text.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { IconPlus } from "../../ui/icons.ts";
import { StateShape } from "../../ui/state-shape.tsx";
import { keysOfSection, placeOf, withEdit, writtenValue } from "./draft.ts";
import { editDraft } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";
import { sentence } from "./meaning.ts";
import { remarkAt } from "./remarks.ts";
import { SecretControl } from "./secret-control.tsx";

const prefix = "header.";

export function HeadersEditor({ section }: { readonly section: string }) {
  const t = useText();
  const { document, draft, remarks } = useSettingsForm();
  const keys = keysOfSection(document, draft, section).filter((key) => key.startsWith(prefix));
  return (
    <div className={classes.headers} role="group" aria-label={t("settings.headers")}>
      <strong>{t("settings.headers")}</strong> <span className="mono quiet">header.…</span>
      <div className="small">{t("settings.headers.help")}</div>
      {keys.map((key) => {
        const variable = writtenValue(document, section, key)?.variable;
        const remark = remarkAt(remarks, section, key);
        return (
          <div key={key} className={classes.header} data-place={placeOf(section, key)}>
            <span className="mono">
              <Bdi>{key.slice(prefix.length)}</Bdi>
            </span>
            <div>
              <SecretControl section={section} name={key} readOnly={variable !== undefined} />
              {variable === undefined ? null : (
                <div className="small">{t.rich("set.env", { VAR: variable })}</div>
              )}
              {remark === undefined ? null : <Wrong message={t.said(remark.message)} />}
            </div>
          </div>
        );
      })}
      <AddHeader section={section} known={keys} />
    </div>
  );
}

function AddHeader({ section, known }: { readonly section: string; readonly known: readonly string[] }) {
  const t = useText();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [focused, setFocused] = useState(false);
  const [problem, setProblem] = useState<string>();
  const add = () => {
    const key = prefix + name.trim().toLowerCase();
    const wrong = headerNameProblem(name.trim());
    if (wrong !== undefined) return setProblem(sentence(wrong));
    if (known.includes(key)) return setProblem(t("settings.headers.known"));
    if (value.trim() === "") return;
    editDraft((draft) => withEdit(draft, section, key, value.trim()));
    setName("");
    setValue("");
    setProblem(undefined);
  };
  return (
    <>
      <div className={classes.addHeader}>
        <TextInput
          aria-label={t("settings.headers.name")}
          placeholder="x-api-key"
          value={name}
          error={problem !== undefined}
          dir="ltr"
          spellCheck={false}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <TextInput
          aria-label={t("settings.headers.value")}
          value={value}
          type={focused ? "text" : "password"}
          autoComplete="new-password"
          dir="ltr"
          spellCheck={false}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} />}
          disabled={name.trim() === "" || value.trim() === ""}
          onClick={add}
        >
          {t("settings.headers.add")}
        </Button>
      </div>
      {problem === undefined ? null : <Wrong message={t.said(problem)} />}
    </>
  );
}

function Wrong({ message }: { readonly message: string }) {
  return (
    <div className="small" role="status">
      <StateShape state="given-up" size={14} /> {message}
    </div>
  );
}
