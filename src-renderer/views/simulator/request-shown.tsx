/** One simulated request as it was sent. */
import { ActionIcon } from "@mantine/core";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { IconX } from "../../ui/icons.ts";
import { JsonView } from "../../ui/json-view.tsx";
import { useLayer } from "../../ui/layers.ts";
import type { KeyedEvent } from "./event-columns.tsx";
import classes from "./run-results.module.css";

export function RequestShown({
  event: {
    event: { request },
  },
  onClose,
}: {
  readonly event: KeyedEvent;
  readonly onClose: () => void;
}) {
  const t = useText();
  useLayer(onClose);
  const [head = "", body = ""] = (request ?? "").split(/\n\n(.*)/s, 2);
  return (
    <section
      className={classes.request}
      aria-label={t("simulator.request")}
      data-region="detail"
      tabIndex={-1}
    >
      <header className={classes.requestHead}>
        <h2>{t("simulator.request")}</h2>
        <ActionIcon onClick={onClose} aria-label={t("action.close")} title={`${t("action.close")} (Esc)`}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {request === undefined ? (
        <p className="quiet">{t("simulator.request.gone")}</p>
      ) : (
        <p className={`mono ${classes.line}`} dir="ltr">
          {visibleText(head)}
        </p>
      )}
      {body === "" ? null : <JsonView text={body} />}
    </section>
  );
}
