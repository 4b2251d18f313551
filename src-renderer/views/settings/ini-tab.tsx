/** The file itself: a plain text field with line numbers and, beside each line, what is wrong with it. */
import { useRef } from "react";
import { useText } from "../../i18n/text.tsx";
import { NoteLine } from "../../ui/states.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { changesOf } from "./draft.ts";
import { editText, settle } from "./draft-store.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./ini-tab.module.css";
import type { FormRemark } from "./remarks.ts";

/** Where the text tab's own typing is noted: no key has this name. */
const textPlace = " settings.ini";
const lineRem = 1.25;

export function IniTab() {
  const t = useText();
  const { document, draft, remarks } = useSettingsForm();
  const gutter = useRef<HTMLDivElement>(null);
  const formBusy = draft.text === undefined && changesOf(document, draft).length > 0;
  const text = draft.text ?? document.text;
  const lines = text.split("\n").length;
  // Lines of the form's remarks are those of the file as it would be, not as it is shown here.
  const shown = formBusy ? [] : remarks;
  const change = (next: string) => editText(textPlace, text, (before) => ({ ...before, text: next }), next);
  return (
    <section className={classes.tab} aria-label="settings.ini">
      <NoteLine>
        {formBusy ? (
          <>
            <StateShape state="attention" size={14} /> {t("settings.ini.formBusy")}
          </>
        ) : (
          t.rich("settings.ini.secrets")
        )}
      </NoteLine>
      <div className={classes.editor}>
        <div className={`${classes.gutter} mono`} aria-hidden="true" ref={gutter}>
          {Array.from({ length: lines }, (_, at) => (
            <Line key={at} line={at + 1} remarks={shown} />
          ))}
        </div>
        <textarea
          id="settings-text"
          className={`${classes.text} mono`}
          aria-label={t("settings.ini.label")}
          aria-describedby="settings-mistakes"
          aria-invalid={shown.some(({ kind }) => kind === "mistake")}
          dir="ltr"
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          readOnly={formBusy}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onBlur={settle}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </section>
  );
}

function Line({ line, remarks }: { readonly line: number; readonly remarks: readonly FormRemark[] }) {
  const t = useText();
  const here = remarks.filter((remark) => remark.line === line);
  const worst = here.find(({ kind }) => kind === "mistake") ?? here[0];
  if (worst === undefined) return <div>{line}</div>;
  return (
    <div data-kind={worst.kind} title={here.map(({ message }) => t.said(message)).join("\n")}>
      <StateShape state={worst.kind === "mistake" ? "given-up" : "attention"} size={12} /> {line}
    </div>
  );
}

/** Puts the cursor at the start of a line, in sight. */
export function goToLine(line: number): void {
  const text = document.querySelector<HTMLTextAreaElement>("#settings-text");
  if (text === null) return;
  const lines = text.value.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  text.focus();
  text.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  const rem = Number.parseFloat(getComputedStyle(text.ownerDocument.documentElement).fontSize) || 16;
  text.scrollTop = Math.max(0, (line - 4) * lineRem * rem);
}
