/** The neighbouring events of the same conversation, with what became of each at every endpoint. */
import type { LogRow } from "../../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../../i18n/text.tsx";
import { goTo, setPath } from "../../../routing/use-route.ts";
import { ActionLink } from "../../../ui/action-link.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { DeliveryLabel } from "../../../ui/state-label.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./call-tab.module.css";

export function CallTab({ row, chain }: { readonly row: LogRow; readonly chain: readonly LogRow[] }) {
  const t = useText();
  const events = chain.toSorted((a, b) => a.seq - b.seq || a.endpoint.localeCompare(b.endpoint));
  return (
    <>
      <div className={classes.tools}>
        <ActionLink onClick={() => goTo("calls", [row.chainId])}>{t("webhooks.call.open")}</ActionLink>
        <ActionLink onClick={() => goTo("webhooks", [], { id: row.chainId })}>
          {t("webhooks.call.only")}
        </ActionLink>
      </div>
      <table className={classes.table}>
        <caption className="for-reader">{t("webhooks.call.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("webhooks.column.time")}</th>
            <th scope="col">{t("webhooks.column.event")}</th>
            <th scope="col">{t("webhooks.column.user")}</th>
            <th scope="col">{t("webhooks.column.endpoint")}</th>
            <th scope="col">{t("webhooks.column.state")}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id} aria-current={event.id === row.id ? "true" : undefined}>
              <td>
                <Time atMs={event.acceptedAtMs} />
              </td>
              <td>
                <button
                  type="button"
                  className={classes.open}
                  disabled={event.id === row.id}
                  onClick={() => setPath([String(event.id)])}
                >
                  <Bdi>{event.type}</Bdi>
                </button>
              </td>
              <td>
                <Bdi>{event.user}</Bdi>
              </td>
              <td>
                <Bdi>{event.endpoint}</Bdi>
              </td>
              <td>
                <DeliveryLabel state={event.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
