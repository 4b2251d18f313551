/**
 * A secret is written and never read: whether it is set, a way to replace it and one to remove it. It can be
 * seen only while it is being typed.
 */
import { Button, TextInput } from "@mantine/core";
import { type ClipboardEvent, useEffect, useRef, useState } from "react";
import { formatDate } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import type { FieldControlProps } from "../../ui/field.tsx";
import { StateLabel } from "../../ui/state-label.tsx";
import { placeOf, withEdit, withoutEdit, writtenValue } from "./draft.ts";
import { editDraft, editText, settle } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";
import { settingTexts } from "./setting-texts.ts";

export interface SecretControlProps {
  readonly section: string;
  readonly name: string;
  /** Absent where no field stands around it. */
  readonly control?: FieldControlProps;
  readonly readOnly: boolean;
}

export function SecretControl({ section, name, control, readOnly }: SecretControlProps) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  // Another revision means that it was saved: then there is nothing left to type.
  const [openAt, setOpenAt] = useState<string>();
  const open = openAt === document.revision;
  const { isSet = false, setAtMs } = writtenValue(document, section, name) ?? {};
  const edit = draft.edits[placeOf(section, name)];
  const removed = isSet && edit === "";
  const { label } = settingTexts(section, name, t.language);
  const forget = () => {
    setOpenAt(undefined);
    editDraft((before) => withoutEdit(before, section, name));
  };
  if (open || (edit !== undefined && edit !== "")) {
    return (
      <span className={classes.secret}>
        <Typed
          {...{ section, name, label, takeFocus: open }}
          {...(control === undefined ? {} : { control })}
        />
        <Button variant="subtle" onClick={forget} aria-label={t("settings.secret.keepOf", { label })}>
          {t(isSet ? "settings.secret.keep" : "action.cancel")}
        </Button>
      </span>
    );
  }
  const word = () => {
    if (removed) return t("settings.secret.removed");
    if (!isSet) return t("settings.secret.unset");
    if (setAtMs === undefined) return t("settings.secret.set");
    // With its year, whenever it is read: secrets live long.
    return t("settings.secret.setOn", { date: formatDate(setAtMs, 0, t.language) });
  };
  return (
    <span className={classes.secret}>
      <StateLabel state={removed ? "attention" : isSet ? "ok" : "unknown"} word={word()} />
      {readOnly ? null : (
        <>
          <Button
            {...(control === undefined ? {} : { id: control.id })}
            onClick={() => setOpenAt(document.revision)}
            aria-label={t(isSet ? "settings.secret.replaceOf" : "settings.secret.enterOf", { label })}
          >
            {t(isSet ? "settings.secret.replace" : "settings.secret.enter")}
          </Button>
          {removed ? (
            <Button variant="subtle" onClick={forget} aria-label={t("settings.secret.keepOf", { label })}>
              {t("settings.secret.keep")}
            </Button>
          ) : isSet ? (
            <Button
              variant="subtle"
              onClick={() => editDraft((before) => withEdit(before, section, name, ""))}
              aria-label={t("settings.secret.removeOf", { label })}
            >
              {t("settings.secret.remove")}
            </Button>
          ) : null}
        </>
      )}
    </span>
  );
}

interface TypedProps {
  readonly section: string;
  readonly name: string;
  readonly label: string;
  readonly control?: FieldControlProps;
  readonly takeFocus: boolean;
}

/** Blanks around a pasted secret come from copying; those that are typed may be meant. */
function Typed({ section, name, label, control, takeFocus }: TypedProps) {
  const t = useText();
  const { draft } = useSettingsForm();
  const input = useRef<HTMLInputElement>(null);
  const [focused, setFocused] = useState(false);
  const [trimmed, setTrimmed] = useState(false);
  const text = draft.edits[placeOf(section, name)] ?? "";
  useEffect(() => {
    if (takeFocus) input.current?.focus();
  }, [takeFocus]);
  const change = (next: string) =>
    editText(placeOf(section, name), text, (before) => withEdit(before, section, name, next), next);
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text");
    const clean = pasted.trim();
    setTrimmed(clean !== pasted);
    if (clean === pasted) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const from = selectionStart ?? text.length;
    change(text.slice(0, from) + clean + text.slice(selectionEnd ?? from));
  };
  return (
    <span className={classes.wide}>
      <TextInput
        ref={input}
        {...(control === undefined
          ? { "aria-label": label }
          : { id: control.id, "aria-describedby": control["aria-describedby"] })}
        error={control?.["aria-invalid"] === true}
        type={focused ? "text" : "password"}
        autoComplete="new-password"
        spellCheck={false}
        dir="ltr"
        value={text}
        onPaste={paste}
        onChange={(event) => change(event.currentTarget.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          settle();
        }}
      />
      <span className="small quiet" role="status">
        {trimmed
          ? t("settings.secret.trimmed")
          : /\s/.test(text)
            ? t("settings.secret.inside")
            : t("settings.secret.typed")}
      </span>
    </span>
  );
}
