/** Another product's settings: files in, a table of what becomes of each key, then into the form. Nothing is written. */
import { Button } from "@mantine/core";
import { Fragment, useRef, useState } from "react";
import type { ImportPreview } from "../../../src-shared/contract/settings-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { visibleText } from "../../format/visible-text.ts";
import { useClient } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { IconUpload } from "../../ui/icons.ts";
import { ErrorState } from "../../ui/states.tsx";
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
        {preview === undefined ? null : <Bdi>{t.said(preview.sentence)}</Bdi>}
        {preview?.changes.length === 0 ? ` ${t("settings.import.nothing")}` : null}
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
  if (preview.rows.length === 0) return null;
  return (
    <div className={classes.groups} tabIndex={0} role="group" aria-label={t("settings.import.title")}>
      {importGroups.map((group) => {
        const rows = rowsOf(preview, group);
        return rows.length === 0 ? null : (
          <Rows key={group} title={t(titles[group], { n: rows.length })} rows={rows} />
        );
      })}
      {unknown.length === 0 ? null : (
        <p className={classes.unknown}>
          {t.rich("settings.import.unknown", { keys: unknown.map(({ from }) => t.said(from)).join("; ") })}
        </p>
      )}
    </div>
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
              <Parted>{row.from}</Parted>
            </td>
            <td className="mono">
              <Parted>{row.to === "" ? "–" : row.to}</Parted>
            </td>
            <td className="mono">
              <Parted>{row.value}</Parted>
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

/** Names and addresses go on in the next line between their parts, not within a word. */
function Parted({ children }: { readonly children: string }) {
  return (
    <bdi>
      {visibleText(children)
        .split(/(?<=[_/?&=])/)
        .map((part, place) => (
          <Fragment key={place}>
            {place === 0 ? null : <wbr />}
            {part}
          </Fragment>
        ))}
    </bdi>
  );
}
