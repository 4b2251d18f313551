/** The same keys were changed here and in the file: for each one yours, the file's or what was before. */
import { Button, Radio } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { changedOutside, type Choice, type Conflict } from "./conflict.ts";
import { type OpenConflict, resolveConflict, resolveText } from "./draft-store.ts";
import classes from "./conflict-dialog.module.css";
import { useSettingsForm } from "./form-context.tsx";

export interface ConflictDialogProps {
  readonly conflict: OpenConflict;
  readonly onClose: () => void;
}

export function ConflictDialog({ conflict, onClose }: ConflictDialogProps) {
  return conflict.text ? (
    <TextConflict conflict={conflict} onClose={onClose} />
  ) : (
    <KeyConflicts conflict={conflict} onClose={onClose} />
  );
}

function KeyConflicts({ conflict, onClose }: ConflictDialogProps) {
  const t = useText();
  const [choices, setChoices] = useState<ReadonlyMap<Conflict, Choice>>(new Map());
  const choiceOf = (item: Conflict): Choice => choices.get(item) ?? "yours";
  const take = () => {
    resolveConflict(choiceOf);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      widthRem={44}
      title={t("settings.conflict.title")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" onClick={take}>
            {t("settings.conflict.take")}
          </Button>
        </>
      }
    >
      <p className={classes.intro}>{t("settings.conflict.intro")}</p>
      {conflict.items.map((item) => (
        <OneConflict
          key={`${item.section} ${item.key ?? ""}`}
          item={item}
          choice={choiceOf(item)}
          onChoose={(choice) => setChoices((before) => new Map(before).set(item, choice))}
        />
      ))}
    </Dialog>
  );
}

interface OneConflictProps {
  readonly item: Conflict;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function OneConflict({ item, choice, onChoose }: OneConflictProps) {
  const t = useText();
  const { section, key, secret } = item;
  const name = key === undefined ? `[${section}]` : `[${section}] ${key}`;
  const valueOf = (which: Choice): string => {
    if (key === undefined) {
      return which === "yours"
        ? t("settings.conflict.removed")
        : t("settings.conflict.changed", { keys: item.file });
    }
    if (secret) return t("settings.conflict.secret");
    return item[which] === "" ? t("settings.conflict.nothing") : item[which];
  };
  // What a secret was before is not known, and an endpoint is either kept or removed.
  const offered: readonly Choice[] =
    secret || key === undefined ? ["yours", "file"] : ["yours", "file", "before"];
  return (
    <fieldset className={classes.item}>
      <legend className="mono">
        <Bdi>{name}</Bdi>
      </legend>
      {offered.map((which) => (
        <Radio
          key={which}
          name={name}
          checked={choice === which}
          onChange={() => onChoose(which)}
          label={
            <>
              <strong>{t(`settings.conflict.${which}`)}</strong>: <Bdi>{valueOf(which)}</Bdi>
            </>
          }
        />
      ))}
    </fieldset>
  );
}

function TextConflict({ conflict, onClose }: ConflictDialogProps) {
  const t = useText();
  const { document } = useSettingsForm();
  const changed = changedOutside(document, conflict.now);
  const keys = changed.length === 0 ? t("settings.conflict.comments") : changed.join(", ");
  const take = (choice: "yours" | "file") => {
    resolveText(choice);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("settings.conflict.title")}
      actions={
        <>
          <Button onClick={() => take("file")}>{t("settings.conflict.textFile")}</Button>
          <Button variant="filled" onClick={() => take("yours")}>
            {t("settings.conflict.textYours")}
          </Button>
        </>
      }
    >
      <div>{t.rich("settings.conflict.text", { keys })}</div>
    </Dialog>
  );
}
