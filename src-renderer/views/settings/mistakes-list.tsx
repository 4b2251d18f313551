/** All that is wrong, with the way to each place. */
import { useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { IconChevronDown, IconChevronUp } from "../../ui/icons.ts";
import { StateShape } from "../../ui/state-shape.tsx";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./mistakes-list.module.css";
import type { FormRemark } from "./remarks.ts";

const mostShown = 20;

/** How much is wrong, in the first line of the view: the list would push the field away that is being typed into. */
export function MistakesButton({
  open,
  onToggle,
}: {
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const t = useText();
  const { remarks } = useSettingsForm();
  const mistakes = remarks.filter(({ kind }) => kind === "mistake").length;
  const warnings = remarks.length - mistakes;
  const counted = [
    ...(mistakes > 0 ? [t("settings.mistakes", { n: mistakes })] : []),
    ...(warnings > 0 ? [t("settings.warnings", { n: warnings })] : []),
  ].join(", ");
  return (
    <>
      {remarks.length === 0 ? null : (
        <button
          type="button"
          className={classes.button}
          data-kind={mistakes > 0 ? "mistake" : "warning"}
          aria-expanded={open}
          aria-controls="settings-mistakes"
          title={t("settings.mistakes.hint")}
          onClick={onToggle}
        >
          <StateShape state={mistakes > 0 ? "given-up" : "attention"} />
          {counted}
          {open ? <IconChevronUp size={16} stroke={1.75} /> : <IconChevronDown size={16} stroke={1.75} />}
        </button>
      )}
      <span role="status" className="for-reader">
        {counted}
      </span>
    </>
  );
}

export function MistakesList({ onOpen }: { readonly onOpen: (remark: FormRemark) => void }) {
  const t = useText();
  const { remarks } = useSettingsForm();
  const mistakes = remarks.filter(({ kind }) => kind === "mistake");
  const ordered = [...mistakes, ...remarks.filter(({ kind }) => kind === "warning")];
  if (ordered.length === 0) return null;
  return (
    <div
      id="settings-mistakes"
      className={classes.list}
      data-kind={mistakes.length > 0 ? "mistake" : "warning"}
    >
      <ul>
        {ordered.slice(0, mostShown).map((remark) => (
          <li key={`${remark.section} ${remark.key ?? ""} ${remark.line ?? ""} ${remark.message}`}>
            <StateShape state={remark.kind === "mistake" ? "given-up" : "attention"} size={14} />
            <ActionLink onClick={() => onOpen(remark)}>
              <Bdi>{nameOf(remark)}</Bdi>
            </ActionLink>
            <span>
              {remark.line === undefined ? null : `${t("settings.line", { line: remark.line })}: `}
              {remark.variable === undefined ? null : (
                <>
                  <Bdi>{t("settings.variable", { name: remark.variable })}</Bdi>
                  {": "}
                </>
              )}
              <Bdi>{t.said(remark.message)}</Bdi>
            </span>
          </li>
        ))}
      </ul>
      {ordered.length > mostShown ? (
        <p className="small">{t("settings.changes.more", { n: ordered.length - mostShown })}</p>
      ) : null}
    </div>
  );
}

function nameOf({ section, key }: FormRemark): string {
  if (section === "") return key ?? "settings.ini";
  return key === undefined ? `[${section}]` : `[${section}] ${key}`;
}
