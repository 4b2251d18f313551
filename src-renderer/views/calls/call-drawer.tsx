/** Everything that is known of one call, beside the list. */
import { ActionIcon } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo, setPath } from "../../routing/use-route.ts";
import { isTyping } from "../../shell/keys.ts";
import { usePreferences } from "../../store/preferences.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { MiddleCut } from "../../ui/bdi.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Drawer } from "../../ui/drawer.tsx";
import { IconChevronDown, IconChevronUp } from "../../ui/icons.ts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { DirectionMark, NumberAndName } from "./call-cells.tsx";
import classes from "./call-drawer.module.css";
import { type ListRow, neighbourOf } from "./call-rows.ts";
import { CallSummary } from "./call-summary.tsx";
import { DrawerDetails } from "./drawer-details.tsx";
import { DrawerLinks } from "./drawer-links.tsx";
import { DrawerRecordings } from "./drawer-recordings.tsx";
import { DrawerTimeline } from "./drawer-timeline.tsx";
import { useFoundCall } from "./use-found-call.ts";

export function CallDrawer({
  idPrefix,
  rows,
  onKnown,
}: {
  readonly idPrefix: string;
  readonly rows: readonly ListRow[];
  /** Tells the whole id, so that the list marks its row. */
  readonly onKnown: (chainId: string | undefined) => void;
}) {
  const t = useText();
  const found = useFoundCall(idPrefix, rows);
  const call = found.kind === "found" ? found.call : undefined;
  const id = call?.chainId;
  useEffect(() => onKnown(id), [onKnown, id]);
  const [table, setTable] = useState(false);
  const close = useCallback(() => setPath([]), []);
  const before = id === undefined ? undefined : neighbourOf(rows, id, -1)?.chainId;
  const after = id === undefined ? undefined : neighbourOf(rows, id, 1)?.chainId;
  useDetailKeys({
    "[": () => before !== undefined && setPath([before]),
    "]": () => after !== undefined && setPath([after]),
    t: () => setTable((open) => !open),
  });
  return (
    <Drawer
      label={t("calls.drawer")}
      title={call === undefined ? <MiddleCut>{idPrefix}</MiddleCut> : <Title call={call} />}
      tools={
        call === undefined ? null : (
          <>
            <Step to={before} name={t("calls.previous")} Icon={IconChevronUp} />
            <Step to={after} name={t("calls.next")} Icon={IconChevronDown} />
          </>
        )
      }
      onClose={close}
    >
      {found.kind === "loading" ? <LoadingState what={t("calls.drawer.loading")} /> : null}
      {found.kind === "failed" ? <ErrorState error={found.error} onRetry={found.retry} /> : null}
      {found.kind === "gone" ? (
        <EmptyState>
          {t.rich("calls.drawer.gone", { id: idPrefix })}{" "}
          <ActionLink onClick={close}>{t("calls.drawer.back")}</ActionLink>
        </EmptyState>
      ) : null}
      {call === undefined ? null : <Content call={call} table={table} onTable={setTable} />}
    </Drawer>
  );
}

function Title({ call }: { readonly call: CallView }) {
  return (
    <span className={classes.title}>
      <DirectionMark direction={call.direction} />
      <NumberAndName call={call} />
    </span>
  );
}

function Step({
  to,
  name,
  Icon,
}: {
  readonly to: string | undefined;
  readonly name: string;
  readonly Icon: typeof IconChevronUp;
}) {
  return (
    <ActionIcon
      aria-label={name}
      title={name}
      disabled={to === undefined}
      onClick={() => to !== undefined && setPath([to])}
    >
      <Icon size={16} stroke={1.75} />
    </ActionIcon>
  );
}

function Content({
  call,
  table,
  onTable,
}: {
  readonly call: CallView;
  readonly table: boolean;
  readonly onTable: (open: boolean) => void;
}) {
  const t = useText();
  return (
    <div className={classes.content}>
      <div className={classes.id}>
        <MiddleCut tail={14}>{call.chainId}</MiddleCut>
        <CopyButton text={call.chainId} name={t("calls.copyId")} />
        <span className={classes.space} />
        <ActionLink onClick={() => goTo("webhooks", [], { id: call.chainId })}>
          {t("calls.deliveries")}
        </ActionLink>
      </div>
      <CallSummary call={call} />
      <DrawerTimeline call={call} />
      <DrawerLinks call={call} />
      <DrawerRecordings call={call} />
      <DrawerDetails call={call} open={table} onOpen={onTable} />
    </div>
  );
}

/** Keys of a detail that work wherever the focus is in the view, unless somebody types or switched them off. */
function useDetailKeys(keys: Readonly<Record<string, () => void>>): void {
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  useEffect(() => {
    if (!singleKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.metaKey || isTyping(event.target)) return;
      // Some keyboards write [ and ] with Alt Gr, which counts as Ctrl and Alt.
      if (event.ctrlKey !== event.altKey || document.querySelector('[aria-modal="true"]') !== null) return;
      const run = keys[event.key];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}
