/** The view "calls": who waits, rings and talks now, and what today's calls became. */
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { Split } from "../../ui/drawer.tsx";
import { LiveBar } from "../../ui/live-bar.tsx";
import { ViewHead } from "../../ui/view-head.tsx";
import type { ViewProps } from "../views.tsx";
import { CallDrawer } from "./call-drawer.tsx";
import { choiceOf } from "./call-filter.ts";
import { layoutFor, type ListLayout } from "./call-columns.tsx";
import { groupingOf } from "./call-groups.ts";
import { CallNotes } from "./call-notes.tsx";
import { CallsList, useCallList } from "./calls-list.tsx";
import classes from "./calls-view.module.css";
import { FilterBar } from "./filter-bar.tsx";
import { NeedsEyes } from "./needs-eyes.tsx";
import { useLive } from "./use-calls.ts";
import { useUnseenSince } from "./use-call-now.ts";

export function CallsView({ path: [idPrefix], query }: ViewProps) {
  const t = useText();
  const choice = useMemo(() => choiceOf(query), [query]);
  const textField = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const layout = useLayout(place);
  const liveCalls = useLive(choice);
  const [openId, setOpenId] = useState<string>();
  const all = useEngine((engine) => engine.calls);
  const grouping = groupingOf(choice.grouping, liveCalls?.length ?? 0);
  const list = useCallList(choice, grouping, liveCalls);
  const unseen = useUnseenSince() !== undefined;
  const allCalls = useMemo(() => [...all.values()], [all]);
  return (
    <div className={classes.view}>
      <ViewHead title={t("calls.title")}>
        <FilterBar choice={choice} textField={textField} />
        <LiveBar live={list.live} />
      </ViewHead>
      <NeedsEyes calls={allCalls} onOpen={(call) => setPath([call.chainId])} />
      <CallNotes liveCount={liveCalls?.length ?? 0} grouping={grouping} />
      <Split>
        <div ref={place} className={classes.list} data-unseen={unseen || undefined}>
          <CallsList
            list={list}
            choice={choice}
            layout={layout}
            openId={idPrefix === undefined ? undefined : openId}
            textField={textField}
          />
        </div>
        {idPrefix === undefined ? null : (
          <CallDrawer key={idPrefix} idPrefix={idPrefix} rows={list.live.rows} onKnown={setOpenId} />
        )}
      </Split>
    </div>
  );
}

/** By the room that the list itself has: an open detail takes some of it. */
function useLayout(place: { readonly current: HTMLElement | null }): ListLayout {
  const [layout, setLayout] = useState<ListLayout>("wide");
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const look = () => setLayout(layoutFor(element.clientWidth / remPx));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return layout;
}
