/** The detail that the address names, with the ways to its neighbours in the list. */
import { useEffect, useState } from "react";
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { EmptyState } from "../../ui/states.tsx";
import type { WebhookActions } from "./actions.ts";
import { DeliveryDetail } from "./detail/delivery-detail.tsx";
import { rowIdOf } from "./log-table.tsx";

export interface OpenDetailProps {
  readonly openId: string;
  readonly rows: readonly LogRow[];
  readonly actions: WebhookActions;
  /** The last loaded row is open: more are wanted. */
  onEnd(): void;
}

export function OpenDetail({ openId, rows, actions, onEnd }: OpenDetailProps) {
  const t = useText();
  // A link from elsewhere opens it without the list having the focus.
  const [takeFocus] = useState(() => document.activeElement === document.body);
  const place = rows.findIndex((row) => rowIdOf(row) === openId);
  const isLast = place !== -1 && place === rows.length - 1;
  useEffect(() => {
    if (isLast) onEnd();
  }, [isLast, onEnd]);
  const to = (row: LogRow | undefined) => (row === undefined ? undefined : () => setPath([rowIdOf(row)]));
  const id = Number(openId);
  if (!Number.isSafeInteger(id)) {
    return (
      <Drawer label={t("webhooks.detail")} title={t("webhooks.detail")} onClose={() => setPath([])}>
        <EmptyState>{t("webhooks.noSuchId")}</EmptyState>
      </Drawer>
    );
  }
  return (
    <DeliveryDetail
      id={id}
      onPrevious={place > 0 ? to(rows[place - 1]) : undefined}
      onNext={place === -1 ? undefined : to(rows[place + 1])}
      actions={actions}
      takeFocus={takeFocus}
    />
  );
}
