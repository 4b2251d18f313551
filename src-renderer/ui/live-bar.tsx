/** Says whether a list is live, held or paused, and how many rows wait to be seen. */
import { formatLength } from "../format/durations.ts";
import { useText } from "../i18n/text.tsx";
import { ActionLink } from "./action-link.tsx";
import { IconPlayerPause, IconPlayerPlay } from "./icons.ts";
import classes from "./live-bar.module.css";
import { useNow } from "./ticker.ts";
import type { Live } from "./use-live-rows.ts";

export function LiveBar({
  live,
  steady = false,
}: {
  /** Takes the same room whatever it says, so that nothing beside it wraps when the pointer comes. */
  readonly steady?: boolean;
  readonly live: Pick<Live<unknown>, "state" | "newCount" | "heldSinceMs" | "toggle" | "showNew">;
}) {
  const t = useText();
  const words = { live: "list.live", held: "list.held", paused: "list.paused" } as const;
  const isLive = live.state === "live";
  const Icon = isLive ? IconPlayerPause : IconPlayerPlay;
  return (
    <span className={`${classes.bar} ${steady ? classes.steady : ""}`} data-state={live.state}>
      <span className={classes.state}>
        <span className={classes.dot} aria-hidden="true" />
        {t(words[live.state])}
        {live.heldSinceMs === undefined || isLive ? null : <HeldFor sinceMs={live.heldSinceMs} />}
      </span>
      <button
        type="button"
        className={classes.toggle}
        onClick={live.toggle}
        title={`${t(isLive ? "list.pause" : "list.resume")} (l)`}
        aria-label={t(isLive ? "list.pause" : "list.resume")}
      >
        <Icon size={16} stroke={1.75} />
      </button>
      {live.newCount === 0 ? null : (
        <ActionLink onClick={live.showNew}>
          <span className="numbers">{t("list.new", { n: live.newCount })}</span> ↑
        </ActionLink>
      )}
    </span>
  );
}

function HeldFor({ sinceMs }: { readonly sinceMs: number }) {
  const { language } = useText();
  return <span className="numbers"> · {formatLength(useNow() - sinceMs, language)}</span>;
}
