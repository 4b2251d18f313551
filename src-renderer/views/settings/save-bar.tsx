/** Appears only when a value differs from the file: which keys, what saving does, save and discard. */
import { Button } from "@mantine/core";
import { formatCount } from "../../format/numbers.ts";
import { keyNames } from "../../format/key-names.ts";
import { useText } from "../../i18n/text.tsx";
import { useIsStale } from "../../store/monitor-context.tsx";
import { changedKeys, changesOf, isDirty } from "./draft.ts";
import { discardDraft } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./save-bar.module.css";

const mostNamed = 6;

export interface SaveBarProps {
  readonly saving: boolean;
  readonly effects: readonly string[];
  readonly onSave: () => void;
  /** To the first mistake. */
  readonly onShow: () => void;
}

export function SaveBar({ saving, effects, onSave, onShow }: SaveBarProps) {
  const t = useText();
  const stale = useIsStale();
  const { document, draft, remarks } = useSettingsForm();
  if (!isDirty(document, draft)) return null;
  const keys = changedKeys(document, draft);
  const mistakes = remarks.filter(({ kind }) => kind === "mistake").length;
  const more = keys.length - mostNamed;
  const named = [
    ...keys.slice(0, mostNamed),
    ...(more > 0 ? [t("settings.changes.more", { n: more })] : []),
  ].join(", ");
  return (
    <div className={classes.bar} role="region" aria-label={t("settings.bar")} data-region="save">
      <div className={classes.words}>
        <span>
          {draft.text === undefined
            ? t.rich("settings.changes", { n: changesOf(document, draft).length, keys: named })
            : t.rich("settings.changes.text")}
          {". "}
        </span>
        {mistakes > 0 ? (
          <span>{t.rich("settings.bar.mistakes", { n: mistakes }, { show: onShow })}</span>
        ) : (
          effects.map((effect) => <span key={effect}>{t.said(effect)} </span>)
        )}
        {stale ? <span> {t("settings.bar.offline")}</span> : null}
      </div>
      <Button onClick={discardDraft} disabled={saving}>
        {t("settings.discard")}
      </Button>
      <Button
        variant="filled"
        title={keyNames("Ctrl S", t.language)}
        disabled={saving || stale}
        aria-describedby={mistakes > 0 ? "settings-mistakes" : undefined}
        onClick={mistakes > 0 ? onShow : onSave}
      >
        {t(saving ? "settings.saving" : "settings.save")}
        <span className="for-reader"> ({formatCount(keys.length, t.language)})</span>
      </Button>
    </div>
  );
}
