/** The way through 3CX to a client for this program, unfolded when somebody asks for it. */
import { useText } from "../../i18n/text.tsx";
import classes from "./step-frame.module.css";

export function WhereInPbx({ open, onToggle }: { readonly open: boolean; onToggle(open: boolean): void }) {
  const t = useText();
  return (
    <details className={classes.more} open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>{t("first.pbx.where")}</summary>
      <ol>
        <li>{t.rich("first.pbx.where.open")}</li>
        <li>{t.rich("first.pbx.where.id")}</li>
        <li>{t("first.pbx.where.config")}</li>
        <li>{t("first.pbx.where.control")}</li>
        <li>{t("first.pbx.where.key")}</li>
      </ol>
      <p className="small quiet">{t("first.pbx.where.licence")}</p>
    </details>
  );
}
