/** The view "calls": who waits, rings and talks now, and what today's calls became. */
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { setPath } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { Split } from "../../ui/drawer.tsx";
import { ViewHead } from "../../ui/view-head.tsx";
import type { ViewProps } from "../views.tsx";
import { CallDrawer } from "./call-drawer.tsx";
import { choiceOf, isFiltered } from "./call-filter.ts";
import { layoutFor, type ListLayout } from "./call-columns.tsx";
import { groupFrom, groupingOf, groupUntil } from "./call-groups.ts";
import { SourceNote } from "./call-notes.tsx";
import { CallsLine } from "./calls-line.tsx";
import { CallsList, useCallList } from "./calls-list.tsx";
import classes from "./calls-view.module.css";
import { FilterBar } from "./filter-bar.tsx";
import { NeedsEyes } from "./needs-eyes.tsx";
import { useBeyond } from "./use-beyond.ts";
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
  const many = useBeyond(liveCalls?.length ?? 0, groupFrom, groupUntil);
  const grouping = groupingOf(choice.grouping, many);
  const list = useCallList(choice, grouping, liveCalls, many);
  const unseen = useUnseenSince() !== undefined;
  const allCalls = useMemo(() => [...all.values()], [all]);
  return (
    <div className={classes.view}>
      <ViewHead title={t("calls.title")}>
        <FilterBar choice={choice} textField={textField} />
      </ViewHead>
      <NeedsEyes calls={allCalls} onOpen={(call) => setPath([call.chainId])} />
      <SourceNote />
      <CallsLine
        calls={liveCalls ?? []}
        filtered={isFiltered(choice.filter)}
        grouping={grouping}
        live={list.live}
      />
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
    const look = () => {
      const view = element.parentElement ?? element;
      setLayout(layoutFor(view.clientWidth / remPx, element.clientWidth / remPx));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return layout;
}
