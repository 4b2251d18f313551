/** All that is wrong, with the way to each place. */
import { useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./mistakes-list.module.css";
import type { FormRemark } from "./remarks.ts";

const mostShown = 20;

export function MistakesList({ onOpen }: { readonly onOpen: (remark: FormRemark) => void }) {
  const t = useText();
  const { remarks } = useSettingsForm();
  if (remarks.length === 0) return null;
  const mistakes = remarks.filter(({ kind }) => kind === "mistake");
  const warnings = remarks.length - mistakes.length;
  const ordered = [...mistakes, ...remarks.filter(({ kind }) => kind === "warning")];
  const counted = [
    ...(mistakes.length > 0 ? [t("settings.mistakes", { n: mistakes.length })] : []),
    ...(warnings > 0 ? [t("settings.warnings", { n: warnings })] : []),
  ].join(", ");
  return (
    <details
      id="settings-mistakes"
      className={classes.list}
      data-kind={mistakes.length > 0 ? "mistake" : "warning"}
      open={mistakes.length > 0}
    >
      <summary>
        <StateShape state={mistakes.length > 0 ? "given-up" : "attention"} />
        <strong>{counted}</strong>
        {mistakes.length > 0 ? <span className="small">{t("settings.mistakes.hint")}</span> : null}
      </summary>
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
              <Bdi>{remark.message}</Bdi>
            </span>
          </li>
        ))}
      </ul>
      {ordered.length > mostShown ? (
        <p className="small">{t("settings.changes.more", { n: ordered.length - mostShown })}</p>
      ) : null}
    </details>
  );
}

function nameOf({ section, key }: FormRemark): string {
  if (section === "") return key ?? "settings.ini";
  return key === undefined ? `[${section}]` : `[${section}] ${key}`;
}
