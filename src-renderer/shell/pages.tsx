/** What stands in place of the window while there is nothing to show: connecting, or refused with a reason. */
import type { ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import type { ConnectionState } from "../store/monitor-client.ts";
import { Banner } from "../ui/banner.tsx";
import { LoadingState } from "../ui/states.tsx";
import classes from "./pages.module.css";

type Refused = Extract<ConnectionState, { readonly kind: "refused" }>;

function Page({ children }: { readonly children: ReactNode }) {
  const t = useText();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1>{t("product")}</h1>
        {children}
      </div>
    </main>
  );
}

export function ConnectingPage({
  host,
  failed,
  onRetry,
}: {
  readonly host: string;
  readonly failed: boolean;
  readonly onRetry: () => void;
}) {
  const t = useText();
  const [name = host, port = ""] = host.split(/:(?=\d+$)/);
  return (
    <Page>
      {failed ? (
        <div role="alert">
          <Banner tone="bad" shape="attention">
            {t.rich("svc.away", { host: name, port: port || "443" }, { tryAgain: onRetry })}
          </Banner>
        </div>
      ) : (
        <>
          <p>{t("svc.connecting")}</p>
          <LoadingState what={t("svc.connecting")} rows={3} />
        </>
      )}
    </Page>
  );
}

/** Versions that do not fit, remote access that is off, a second program: said in words. */
export function RefusedPage({
  refused,
  host,
  onRetry,
}: {
  readonly refused: Refused;
  readonly host: string;
  readonly onRetry: () => void;
}) {
  const t = useText();
  const words = () => {
    if (refused.reason === "remote-off") return t.rich("svc.nopassword", { host });
    if (refused.reason === "version") {
      const { windowVersion: window, serviceVersion: service = t("value.unknown") } = refused;
      const older = window.localeCompare(service, "en", { numeric: true }) < 0 ? "window" : "service";
      return t.rich("svc.version", { window, service, older: t(`svc.older.${older}`) });
    }
    return t.rich("svc.refused", { sentence: t.said(refused.sentence) });
  };
  return (
    <Page>
      <div role="alert">
        <Banner tone="bad" shape="attention">
          {words()}
        </Banner>
      </div>
      <button type="button" className={classes.again} onClick={onRetry}>
        {t("action.retry")}
      </button>
    </Page>
  );
}
