/** How many recordings need a person, whatever is shown: a click shows those. */
import { useText } from "../../i18n/text.tsx";
import { setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { noFilter } from "./recording-filter.ts";

const watched = ["failed", "unmatched"] as const;

export function NeedsEyes({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const t = useText();
  const counts = useEngine((engine) => engine.recordings.counts);
  return (
    <>
      {watched
        .filter((state) => counts[state] > 0 && query["state"] !== state)
        .map((state) => (
          <ActionLink key={state} onClick={() => setQuery({ ...noFilter, state })}>
            {t(`recordings.count.${state}`, { n: counts[state] })}
          </ActionLink>
        ))}
    </>
  );
}
