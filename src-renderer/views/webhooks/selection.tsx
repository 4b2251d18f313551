/** Rows that were chosen for one action: some by name, or all that match, loaded or not. */
import { type LogFilter, type LogTotal, mostRowsPerPage } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import classes from "./selection.module.css";

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Everything that the filter matches; `ids` are only those that are loaded. */
  readonly all: boolean;
}

export const nothingSelected: Selection = { ids: new Set(), all: false };

export function filterOfSelection({ ids, all }: Selection, filter: LogFilter): LogFilter {
  return all ? filter : { ids: [...ids].map(Number).slice(0, mostRowsPerPage) };
}

export interface SelectionBarProps {
  readonly selection: Selection;
  readonly total: LogTotal | undefined;
  onResend(): void;
  onClear(): void;
}

export function SelectionBar({ selection: { ids, all }, total, onResend, onClear }: SelectionBarProps) {
  const t = useText();
  if (ids.size === 0) return null;
  const n = all ? Math.max(ids.size, total?.count ?? 0) : ids.size;
  return (
    <div className={classes.bar}>
      <span className="numbers">{t(all ? "webhooks.allSelected" : "list.selected", { n })}</span>
      <ActionLink onClick={onResend}>{t("webhooks.resendEllipsis")}</ActionLink>
      <ActionLink onClick={onClear}>{t("webhooks.unselect")}</ActionLink>
    </div>
  );
}
