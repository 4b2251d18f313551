/** What stands above the form: the file changed outside, it could not be written, it was saved. */
import { useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { formatTime } from "../../format/times.ts";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ErrorState, NoteLine } from "../../ui/states.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { copyOf } from "./copy-of.ts";
import { useSettingsDraft } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import type { SaveOutcome } from "./use-settings.ts";

export interface NotesProps {
  readonly outcome?: SaveOutcome;
  readonly onForget: () => void;
}

export function Notes({ outcome, onForget }: NotesProps) {
  const t = useText();
  const { document } = useSettingsForm();
  const merged = useSettingsDraft((state) => state.merged);
  const secretsLeft = useSettingsDraft((state) => state.secretsLeft === true);
  return (
    <>
      <ConflictNote />
      <div role="status">
        {merged.length === 0 ? null : (
          <Banner tone="warn" shape="attention">
            {t.rich("settings.merged", { keys: merged.join(", ") })}
          </Banner>
        )}
        {outcome?.kind === "saved" ? (
          <Banner
            tone="ok"
            shape="ok"
            actions={<ActionLink onClick={onForget}>{t("action.close")}</ActionLink>}
          >
            {t("settings.saved")}
          </Banner>
        ) : null}
      </div>
      {secretsLeft ? <NoteLine>{t("settings.secret.left")}</NoteLine> : null}
      {outcome?.kind === "not-written" ? <NotWritten reason={t.said(outcome.sentence)} /> : null}
      {outcome?.kind === "error" ? <ErrorState error={outcome.error} /> : null}
      {document.secretsKept === "until-quit" ? (
        <NoteLine>
          {t.rich("set.keyring")} {t("settings.keyring.until")}
        </NoteLine>
      ) : null}
    </>
  );
}

function ConflictNote() {
  const t = useText();
  const conflict = useSettingsDraft((state) => state.conflict);
  const changedAtMs = useEngine((engine) => engine.settings.changedAtMs);
  const nowMs = useEngineNow();
  const [open, setOpen] = useState(false);
  if (conflict === undefined) return null;
  const time = formatTime(changedAtMs ?? nowMs, nowMs, t.language);
  const n = Math.max(conflict.items.length, 1);
  return (
    <div role="alert">
      <Banner tone="warn" shape="attention">
        {t.rich("set.conflict", { time, n }, { compare: () => setOpen(true) })}
      </Banner>
      {open ? <ConflictDialog conflict={conflict} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function NotWritten({ reason }: { readonly reason: string }) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const [said, setSaid] = useState("");
  const copyText = () => {
    navigator.clipboard.writeText(copyOf(document, draft)).then(
      () => setSaid(t("action.copied")),
      () => setSaid(t("action.copyFailed")),
    );
  };
  return (
    <div role="alert">
      <Banner tone="bad" shape="attention">
        {t.rich("set.write", { reason }, { copyText })} <span role="status">{said}</span>
      </Banner>
    </div>
  );
}
