/** How extensions come to be monitored: the way through 3CX, and which ones are missing now. */
import { Button } from "@mantine/core";
import type { PbxView } from "../../../src-shared/contract/snapshot.ts";
import { useText } from "../../i18n/text.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import classes from "./monitor-more.module.css";

export function MonitorMore({
  extensions,
  count,
  onClose,
}: {
  readonly extensions: PbxView["notMonitored"];
  readonly count: string;
  onClose(): void;
}) {
  const t = useText();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("overview.extensions.title")}
      actions={
        <>
          <CopyButton
            label={t("overview.extensions.copy")}
            text={extensions.map(({ dn }) => dn).join("\n")}
          />
          <Button variant="filled" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      <ol className={classes.steps}>
        <li>{t.rich("overview.extensions.where")}</li>
        <li>{t("overview.extensions.client")}</li>
        <li>{t("overview.extensions.add")}</li>
        <li>{t("overview.extensions.save")}</li>
      </ol>
      <h3>
        {t("overview.extensions.missing")} <span className="quiet numbers">{count}</span>
      </h3>
      <ul className={classes.list} tabIndex={0} aria-label={t("overview.extensions.missing")}>
        {extensions.map(({ dn, name }) => (
          <li key={dn}>
            <span className="numbers">
              <Bdi>{dn}</Bdi>
            </span>{" "}
            <Bdi cut>{name}</Bdi>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
