/** How far a search that takes long has come, with the way to end it and to take it up again. */
import { formatTime } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngineNow } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { NoteLine } from "../../ui/states.tsx";
import type { LogSearch } from "./use-log.ts";

export function SearchLine({ search }: { readonly search: LogSearch }) {
  const t = useText();
  const nowMs = useEngineNow();
  const { backToMs, running, stop, goOn } = search;
  const time = formatTime(backToMs, nowMs, t.language);
  return (
    <NoteLine>
      {t(running ? "webhooks.searching" : "webhooks.searchPaused", { time })}{" "}
      <ActionLink onClick={running ? stop : goOn}>
        {t(running ? "webhooks.run.stop" : "webhooks.searchOn")}
      </ActionLink>
    </NoteLine>
  );
}
