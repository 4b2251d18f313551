/** Another product's settings: files in, a table of what becomes of each key, then into the form. Nothing is written. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { ImportPreview } from "../../../src-shared/contract/settings-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { IconUpload } from "../../ui/icons.ts";
import { ErrorState, NoteLine } from "../../ui/states.tsx";
import { editDraft } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./import-dialog.module.css";
import { importGroups, type ImportRow, readFiles, rowsOf, withImported } from "./import-files.ts";

type Step =
  | { readonly kind: "choose"; readonly problem?: string }
  | { readonly kind: "reading" }
  | { readonly kind: "preview"; readonly preview: ImportPreview }
  | { readonly kind: "error"; readonly error: RpcError };

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const client = useClient();
  const { document } = useSettingsForm();
  const [step, setStep] = useState<Step>({ kind: "choose" });
  const input = useRef<HTMLInputElement>(null);
  const preview = step.kind === "preview" ? step.preview : undefined;

  const take = async (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    setStep({ kind: "reading" });
    const read = await readFiles(chosen);
    if (read.kind === "too-many") return setStep({ kind: "choose", problem: t("settings.import.tooMany") });
    if (read.kind !== "read") {
      const key = read.kind === "too-large" ? "settings.import.tooLarge" : "settings.import.unreadable";
      return setStep({ kind: "choose", problem: t(key, { name: read.name }) });
    }
    const answer = await client.request("settings.import", { files: [...read.files] });
    setStep(answer.ok ? { kind: "preview", preview: answer.result } : { kind: "error", error: answer.error });
  };
  const apply = () => {
    if (preview === undefined) return;
    editDraft((before) => withImported(document, before, preview.changes));
    onClose();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      widthRem={preview === undefined ? 36 : 64}
      title={t("settings.import.title")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            variant={preview === undefined ? "filled" : "default"}
            leftSection={<IconUpload size={16} stroke={1.75} />}
            disabled={step.kind === "reading"}
            onClick={() => input.current?.click()}
          >
            {t("settings.import.files")}
          </Button>
          {preview === undefined || preview.changes.length === 0 ? null : (
            <Button variant="filled" onClick={apply}>
              {t("settings.import.into", { n: preview.changes.length })}
            </Button>
          )}
        </>
      }
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("settings.import.files")}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          void take(chosen);
        }}
      />
      <div role="status">
        {step.kind === "choose" ? <div>{step.problem ?? t("settings.import.choose")}</div> : null}
        {step.kind === "reading" ? <div>{t("settings.import.reading")}</div> : null}
      </div>
      {step.kind === "error" ? <ErrorState error={step.error} /> : null}
      {preview === undefined ? null : <Preview preview={preview} />}
    </Dialog>
  );
}

const titles: Readonly<Record<(typeof importGroups)[number], TextKey>> = {
  taken: "settings.import.taken",
  changed: "settings.import.changed",
  "not-supported": "settings.import.not-supported",
};

function Preview({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  const unknown = rowsOf(preview, "unknown");
  return (
    <>
      <div>
        <strong>
          <Bdi>{t.said(preview.sentence)}</Bdi>
        </strong>{" "}
        {preview.changes.length === 0 ? t("settings.import.nothing") : t("settings.import.before")}
      </div>
      <div className={classes.groups} tabIndex={0} role="group" aria-label={t("settings.import.title")}>
        {importGroups.map((group) => {
          const rows = rowsOf(preview, group);
          return rows.length === 0 ? null : (
            <Rows key={group} title={t(titles[group], { n: rows.length })} rows={rows} />
          );
        })}
        {unknown.length === 0 ? null : (
          <NoteLine>
            {t.rich("settings.import.unknown", { keys: unknown.map(({ from }) => from).join(", ") })}
          </NoteLine>
        )}
      </div>
    </>
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly ImportRow[] }) {
  const t = useText();
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("settings.import.from")}</th>
          <th scope="col">{t("settings.import.to")}</th>
          <th scope="col">{t("settings.import.value")}</th>
          <th scope="col">{t("settings.import.note")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.from} ${row.to}`}>
            <td className="mono">
              <Bdi>{row.from}</Bdi>
            </td>
            <td className="mono">
              <Bdi>{row.to === "" ? "–" : row.to}</Bdi>
            </td>
            <td className="mono">
              <Bdi>{row.value}</Bdi>
            </td>
            <td>
              <Bdi>{t.said(row.note)}</Bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
