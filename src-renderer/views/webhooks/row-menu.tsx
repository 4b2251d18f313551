/** What can be done with a row, where the pointer or the active cell is. */
import { Menu } from "@mantine/core";
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo, setPath, setQuery } from "../../routing/use-route.ts";
import { failedSince, type WebhookActions } from "./actions.ts";
import classes from "./row-menu.module.css";
import { isOpen } from "./verdict.ts";

export interface RowMenuAt {
  readonly row: LogRow;
  readonly x: number;
  readonly y: number;
}

export function RowMenu({
  at: { row, x, y },
  actions,
  onClose,
}: {
  readonly at: RowMenuAt;
  readonly actions: WebhookActions;
  readonly onClose: () => void;
}) {
  const t = useText();
  const isOver = !isOpen(row);
  return (
    <Menu
      opened
      onChange={(opened) => {
        if (!opened) onClose();
      }}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span className={classes.point} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setPath([String(row.id)])}>{t("webhooks.menu.open")}</Menu.Item>
        {isOver && !row.test ? (
          <Menu.Item onClick={() => actions.resendOne(row)}>{t("webhooks.resend")}</Menu.Item>
        ) : null}
        {row.test ? null : (
          <Menu.Item onClick={() => actions.resendMany(failedSince(row))}>
            {t("webhooks.resendSince")}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => actions.copyId(row)}>{t("webhooks.menu.copyId")}</Menu.Item>
        <Menu.Item onClick={() => setQuery({ id: row.chainId })}>{t("webhooks.call.only")}</Menu.Item>
        <Menu.Item onClick={() => setQuery({ endpoint: row.endpoint })}>
          {t("webhooks.menu.onlyEndpoint")}
        </Menu.Item>
        <Menu.Item onClick={() => goTo("calls", [row.chainId])}>{t("webhooks.call.open")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
