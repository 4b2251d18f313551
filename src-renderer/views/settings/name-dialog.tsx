/** The name of a new endpoint, or another name for one: which makes it a new one, so it says what that means. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { endpointName } from "../../../src-shared/settings/schema.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, type FieldControlProps } from "../../ui/field.tsx";
import { addEndpoint, endpointsOf, renameEndpoint } from "./draft.ts";
import { editDraft } from "./draft-store.ts";
import { useWaiting } from "./endpoint-state.tsx";
import { useSettingsForm } from "./form-context.tsx";

export interface NameDialogProps {
  /** The endpoint to be renamed; without it a new one is added. */
  readonly from?: string;
  readonly onClose: () => void;
}

export function NameDialog({ from, onClose }: NameDialogProps) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const [name, setName] = useState(from ?? "");
  const waiting = useWaiting(from ?? "");
  const typed = name.trim();
  const problem =
    typed === "" || typed === from
      ? undefined
      : endpointName(`endpoint.${typed}`) === undefined
        ? t("settings.name.wrong")
        : endpointsOf(document, draft).includes(typed)
          ? t("settings.name.taken")
          : undefined;
  const usable = typed !== "" && typed !== from && problem === undefined;
  const left = from === undefined ? [] : renameEndpoint(document, draft, from, typed).left;
  const apply = () => {
    if (!usable) return;
    editDraft((before) =>
      from === undefined ? addEndpoint(before, typed) : renameEndpoint(document, before, from, typed).draft,
    );
    onClose();
    setPath([`endpoint.${typed}`]);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={from === undefined ? t("settings.name.add") : t("settings.name.rename", { name: from })}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" disabled={!usable} onClick={apply}>
            {t(from === undefined ? "settings.name.addNow" : "settings.name.renameNow")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Field
          label={t("settings.name.label")}
          help={t("settings.name.help")}
          {...(problem === undefined ? {} : { mistake: problem })}
          control={nameInput(name, problem !== undefined, setName)}
        />
      </form>
      {from === undefined ? null : (
        <div>{t.rich("settings.name.renameMeans", { name: from, n: waiting })}</div>
      )}
      {left.length === 0 ? null : <div>{t("settings.name.secretsLeft", { keys: left.join(", ") })}</div>}
    </Dialog>
  );
}

const nameInput =
  (name: string, wrong: boolean, onChange: (name: string) => void) => (control: FieldControlProps) => (
    <TextInput
      {...control}
      data-autofocus
      dir="ltr"
      spellCheck={false}
      autoComplete="off"
      placeholder="crm"
      value={name}
      error={wrong}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
