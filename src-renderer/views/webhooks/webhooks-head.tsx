/** Name, live state, how many match, and what can be done with all of them. */
import { Button, Menu } from "@mantine/core";
import type { ReactNode } from "react";
import type { LogTotal } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { IconDownload, IconSend } from "../../ui/icons.ts";
import { HeadActions, ViewHead } from "../../ui/view-head.tsx";
import classes from "./webhooks-head.module.css";
import type { ExportFormat } from "./use-export.ts";

export interface WebhooksHeadProps {
  readonly total: LogTotal | undefined;
  readonly live: ReactNode;
  onExport(format: ExportFormat): void;
  onResend(): void;
  onTest(): void;
}

export function WebhooksHead({ total, live, onExport, onResend, onTest }: WebhooksHeadProps) {
  const t = useText();
  const isEmpty = total !== undefined && total.count === 0;
  return (
    <ViewHead title={t("webhooks.title")}>
      {total === undefined ? null : (
        <span className={`numbers ${classes.total}`} title={t("log.many", { n: total.count })}>
          {t(total.more ? "webhooks.matchMore" : "webhooks.match", { n: total.count })}
        </span>
      )}
      {live}
      <HeadActions>
        <Button
          className={classes.withIcon ?? ""}
          aria-label={t("webhooks.test")}
          title={t("webhooks.test")}
          onClick={onTest}
        >
          <IconSend size={16} stroke={1.75} />
          <span className={classes.words}>{t("webhooks.test")}</span>
        </Button>
        <Button disabled={isEmpty} onClick={onResend}>
          {t("webhooks.resendEllipsis")}
        </Button>
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button
              className={classes.withIcon ?? ""}
              aria-label={t("webhooks.export")}
              title={t("webhooks.export")}
              disabled={isEmpty}
            >
              <IconDownload size={16} stroke={1.75} />
              <span className={classes.words}>{t("webhooks.export")}</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onExport("csv")}>{t("webhooks.export.csv")}</Menu.Item>
            <Menu.Item onClick={() => onExport("json-lines")}>{t("webhooks.export.jsonLines")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </HeadActions>
    </ViewHead>
  );
}
