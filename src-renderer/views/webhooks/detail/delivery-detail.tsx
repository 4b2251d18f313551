/** One event on its way to one endpoint: the verdict first, then what to do, then the evidence. */
import { ActionIcon, Tabs } from "@mantine/core";
import { useEffect, useState } from "react";
import type { LogDetail, LogRow } from "../../../../src-shared/webhooks/log-query.ts";
import { type TextKey, useText } from "../../../i18n/text.tsx";
import { setPath } from "../../../routing/use-route.ts";
import { isTyping } from "../../../shell/keys.ts";
import { useEngine, useEngineEvent } from "../../../store/monitor-context.tsx";
import { usePreferences } from "../../../store/preferences.ts";
import { useRequest } from "../../../store/use-request.ts";
import { Bdi } from "../../../ui/bdi.tsx";
import { Drawer } from "../../../ui/drawer.tsx";
import { IconChevronDown, IconChevronUp } from "../../../ui/icons.ts";
import { DeliveryLabel } from "../../../ui/state-label.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import type { WebhookActions } from "../actions.ts";
import { keepDaysOf } from "../keep-days.ts";
import { RowMark } from "../row-mark.tsx";
import { aheadOf, isTestEvent } from "../verdict.ts";
import { AnswerTab } from "./answer-tab.tsx";
import { Attempts } from "./attempts.tsx";
import { CallTab } from "./call-tab.tsx";
import classes from "./delivery-detail.module.css";
import { NextTryLine } from "./next-try.tsx";
import { PhasesBar } from "./phases-bar.tsx";
import { RequestTab } from "./request-tab.tsx";
import { ResendResult } from "./resend-result.tsx";
import { TechnicalTab } from "./technical-tab.tsx";
import { VerdictLine } from "./verdict-line.tsx";

const tabNames = ["request", "answer", "call", "technical"] as const;
type TabName = (typeof tabNames)[number];

const tabTitles: Readonly<Record<TabName, TextKey>> = {
  request: "webhooks.tab.request",
  answer: "webhooks.tab.answer",
  call: "webhooks.tab.call",
  technical: "webhooks.tab.technical",
};

export interface DeliveryDetailProps {
  readonly id: number;
  /** To the row above and below in the list; absent at its ends. */
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly actions: WebhookActions;
  readonly takeFocus: boolean;
}

export function DeliveryDetail({ id, onPrevious, onNext, actions, takeFocus }: DeliveryDetailProps) {
  const t = useText();
  const [tab, setTab] = useState<TabName>("request");
  const { result, error, loading, reload } = useRequest("log.delivery", { id });
  const keepDays = keepDaysOf(useRequest("settings.read", {}).result);
  useEngineEvent("log-rows", ({ data }) => {
    if (data.rows.some((row) => row.id === id)) reload();
  });
  useDetailKeys({
    "[": onPrevious,
    "]": onNext,
    t: () => setTab((before) => (before === "technical" ? "request" : "technical")),
  });
  const delivery = result?.delivery;
  return (
    <Drawer
      label={t("webhooks.detail")}
      title={delivery === undefined ? t("webhooks.detail") : <Title delivery={delivery} />}
      onClose={() => setPath([])}
      takeFocus={takeFocus}
      widthRem={30}
      tools={<Neighbours onPrevious={onPrevious} onNext={onNext} />}
    >
      {error === undefined ? null : <ErrorState error={error} onRetry={reload} />}
      {delivery === undefined ? (
        loading ? (
          <LoadingState what={t("webhooks.detail")} rows={6} />
        ) : error === undefined ? (
          <EmptyState>{t("list.pruned", { days: keepDays })}</EmptyState>
        ) : null
      ) : (
        <Content key={delivery.id} delivery={delivery} actions={actions} tab={tab} onTab={setTab} />
      )}
    </Drawer>
  );
}

function Title({ delivery }: { readonly delivery: LogDetail }) {
  const t = useText();
  return (
    <span className={classes.title}>
      <DeliveryLabel state={delivery.state} />
      <span className="cut">
        <Bdi>{delivery.type}</Bdi> · {t("webhooks.to")} <Bdi>{delivery.endpoint}</Bdi>
      </span>
      <RowMark row={delivery} />
    </span>
  );
}

function Neighbours({ onPrevious, onNext }: Pick<DeliveryDetailProps, "onPrevious" | "onNext">) {
  const t = useText();
  const button = (label: string, run: (() => void) | undefined, Icon: typeof IconChevronUp) => (
    <ActionIcon aria-label={label} title={label} disabled={run === undefined} onClick={() => run?.()}>
      <Icon size={16} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <>
      {button(`${t("webhooks.previous")} ([)`, onPrevious, IconChevronUp)}
      {button(`${t("webhooks.nextRow")} (])`, onNext, IconChevronDown)}
    </>
  );
}

interface ContentProps {
  readonly delivery: LogDetail;
  readonly actions: WebhookActions;
  readonly tab: TabName;
  readonly onTab: (tab: TabName) => void;
}

function Content({ delivery, actions, tab, onTab }: ContentProps) {
  const t = useText();
  const endpoint = useEngine((engine) => engine.endpoints.find(({ name }) => name === delivery.endpoint));
  const chain = useChain(delivery);
  const behind = aheadOf(delivery, chain);
  const [chosen, setChosen] = useState<number>();
  const place = chosen ?? delivery.tries.length - 1;
  const attempt = delivery.tries[place];
  const shared = { delivery, endpoint, behind };
  return (
    <div className={classes.content}>
      <p className={classes.meta}>
        <Time atMs={delivery.acceptedAtMs} /> · {t("webhooks.seq", { seq: delivery.seq })}
        {delivery.callerName === "" ? null : (
          <>
            {" "}
            · <Bdi>{delivery.callerName}</Bdi>
          </>
        )}
        {delivery.mirror ? ` · ${t("webhooks.mirror")}` : ""}
        {delivery.replayed ? ` · ${t("webhooks.againMark")}` : ""}
        {delivery.simulated === true ? ` · ${t("webhooks.simulatedMark")}` : ""}
        {isTestEvent(delivery) ? ` · ${t("webhooks.testMark")}` : ""}
      </p>
      <VerdictLine {...shared} actions={actions} />
      <ResendResult id={delivery.id} />
      <NextTryLine {...shared} />
      {attempt === undefined ? null : (
        <PhasesBar phases={attempt.phases} answered={attempt.status !== undefined} />
      )}
      {delivery.tries.length === 0 ? null : (
        <Attempts
          tries={delivery.tries}
          chosen={place}
          test={isTestEvent(delivery)}
          said={delivery.error}
          onChoose={setChosen}
        />
      )}
      <Tabs value={tab} onChange={(value) => onTab(tabNames.find((name) => name === value) ?? "request")}>
        <Tabs.List aria-label={t("webhooks.detail")}>
          {tabNames.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(tabTitles[name])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={classes.panel ?? ""}>
          {tab === "request" ? (
            <RequestTab id={delivery.id} request={delivery.request} contentKept={delivery.contentKept} />
          ) : tab === "answer" ? (
            <AnswerTab attempt={attempt} />
          ) : tab === "call" ? (
            <CallTab row={delivery} chain={chain} />
          ) : (
            <TechnicalTab delivery={delivery} attempt={attempt} />
          )}
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

const mostOfCall = 200;

/** All deliveries of the same conversation, as they change. */
function useChain({ chainId }: LogRow): readonly LogRow[] {
  const { result, reload } = useRequest("log.page", { callId: chainId, limit: mostOfCall });
  useEngineEvent("log-rows", ({ data }) => {
    if (data.rows.some((row) => row.chainId === chainId)) reload();
  });
  // Another chain's id may begin with this one's.
  return result?.rows.filter((row) => row.chainId === chainId) ?? [];
}

function useDetailKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const allowed = usePreferences((preferences) => preferences.singleKeys);
  useEffect(() => {
    if (!allowed) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // German and other keyboards have the brackets on AltGr, which counts as Ctrl and Alt.
      const isPlain = event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || event.altKey);
      if (!isPlain) return;
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      const run = keys[event.key];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}
