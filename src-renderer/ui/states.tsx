/** The states every view has besides its content: empty, loading, wrong, old, too much, not permitted. */
import { useEffect, useState, type ReactNode } from "react";
import type { RpcError } from "../../src-shared/rpc/rpc-error.ts";
import { visibleText } from "../format/visible-text.ts";
import { useText } from "../i18n/text.tsx";
import { ActionLink } from "./action-link.tsx";
import { Banner } from "./banner.tsx";
import classes from "./states.module.css";

const quietMs = 300;
const slowMs = 5_000;

/** Nothing is there, and that is fine: one sentence, at most one next step (inside the sentence). */
export function EmptyState({ children }: { readonly children: ReactNode }) {
  return <p className={classes.empty}>{children}</p>;
}

/** Nothing for 300 ms, then rows as high as the real ones; after 5 s it says what it waits for. */
export function LoadingState({ what, rows = 8 }: { readonly what: string; readonly rows?: number }) {
  const t = useText();
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const startedAtMs = performance.now();
    const look = () => setElapsedMs(performance.now() - startedAtMs);
    const first = setTimeout(look, quietMs);
    const timer = setInterval(look, 1_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  if (elapsedMs < quietMs) return <div className={classes.loading} aria-busy="true" />;
  return (
    <div
      className={classes.loading}
      aria-busy="true"
      aria-label={t("load.slow", { what, s: 0 })}
      role="group"
    >
      {elapsedMs < slowMs ? null : (
        <p className={classes.slow}>{t("load.slow", { what, s: Math.floor(elapsedMs / 1000) })}</p>
      )}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.row} />
      ))}
    </div>
  );
}

/** Verdict, cause, next step; the engine's own words are folded away. */
export function ErrorState({ error, onRetry }: { readonly error: RpcError; readonly onRetry?: () => void }) {
  const t = useText();
  return (
    <div role="alert">
      <Banner
        tone="bad"
        shape="attention"
        actions={
          onRetry === undefined ? undefined : <ActionLink onClick={onRetry}>{t("action.retry")}</ActionLink>
        }
      >
        {t.rich(`error.${error.code}`, { sentence: t.said(error.sentence) })}
        <details className={classes.technical}>
          <summary>{t("details.technical")}</summary>
          <code className="mono">
            {error.code}: {visibleText(error.sentence)}
          </code>
        </details>
      </Banner>
    </div>
  );
}

/** Around content that is out of date: grey, but still readable and copyable. */
export function StaleState({ stale, children }: { readonly stale: boolean; readonly children: ReactNode }) {
  return (
    <div className={classes.stale} data-stale={stale || undefined}>
      {children}
    </div>
  );
}

/** More than can be shown, counted, with the way to narrow it; or part of it is missing. */
export function NoteLine({ children }: { readonly children: ReactNode }) {
  return <p className={classes.note}>{children}</p>;
}
