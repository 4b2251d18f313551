/** Waits for the first live call, shows it, and then gives way to the overview. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useMonitor } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { Bdi, PhoneNumber } from "../../ui/bdi.tsx";
import { DeliveryLabel } from "../../ui/state-label.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { useNow } from "../../ui/ticker.ts";
import classes from "./done-step.module.css";

const shownForMs = 10_000;

export function FirstCall() {
  const t = useText();
  const newest = useMonitor(({ engine }) =>
    [...(engine?.calls.values() ?? [])].findLast(
      ({ simulated }) => !simulated || engine?.program.kind === "demo",
    ),
  );
  const [seen, setSeen] = useState<{ readonly chainId: string; readonly atMs: number }>();
  const now = useNow();
  const ended = useMonitor(({ engine }) => engine?.ended.find(({ chainId }) => chainId === seen?.chainId));
  const live = useMonitor(({ engine }) => (seen === undefined ? undefined : engine?.calls.get(seen.chainId)));
  if (seen === undefined && newest !== undefined) setSeen({ chainId: newest.chainId, atMs: now });
  const call = live ?? ended ?? newest;
  if (seen === undefined || call === undefined) {
    return (
      <p className={classes.waiting} role="status">
        <StateShape state="waiting" /> {t("first.done.waits")}
      </p>
    );
  }
  return (
    <>
      <div role="status" className={classes.call}>
        <strong>{t("first.done.here")}</strong> <OneCall call={call} />
      </div>
      <GoingOn sinceMs={seen.atMs} nowMs={now} chainId={call.chainId} />
    </>
  );
}

function OneCall({ call }: { readonly call: CallView }) {
  const t = useText();
  return (
    <>
      <PhoneNumber number={call.number} /> <Bdi>{call.name}</Bdi> · {t(stateKey[call.state])}{" "}
      {call.at.slice(0, 3).map(({ dn, name }) => (
        <span key={dn}>
          <Bdi>{`${dn} ${name}`}</Bdi>{" "}
        </span>
      ))}
      <ul className={classes.events}>
        {call.events.flatMap((event) =>
          event.deliveries.map(({ endpoint, state }) => (
            <li key={`${event.seq} ${endpoint}`}>
              <Bdi>{event.type}</Bdi> → <Bdi>{endpoint}</Bdi> <DeliveryLabel state={state} />
            </li>
          )),
        )}
      </ul>
    </>
  );
}

const stateKey: Readonly<Record<CallView["state"], TextKey>> = {
  ivr: "stage.ivr",
  queue: "stage.queue",
  ringing: "stage.ringing",
  dialing: "stage.ringing",
  talking: "stage.talk",
  voicemail: "stage.voicemail",
  unknown: "stage.unseen",
  ended: "stage.ended",
  missed: "stage.missed",
};

/** The overview opens by itself, unless somebody wants to go on looking. */
function GoingOn({
  sinceMs,
  nowMs,
  chainId,
}: {
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly chainId: string;
}) {
  const t = useText();
  const [stays, setStays] = useState(false);
  const leftMs = sinceMs + shownForMs - nowMs;
  const over = !stays && leftMs <= 0;
  useEffect(() => {
    if (over) goTo("overview");
  }, [over]);
  return (
    <footer className={classes.foot}>
      {stays ? null : (
        <span className="quiet">
          <span className="numbers">
            {t("first.done.opens", { s: Math.max(0, Math.ceil(leftMs / 1000)) })}
          </span>{" "}
          <ActionLink onClick={() => setStays(true)}>{t("first.done.stay")}</ActionLink>
        </span>
      )}
      <Button onClick={() => goTo("calls", [chainId])}>{t("first.done.call")}</Button>
      <Button variant="filled" onClick={() => goTo("overview")}>
        {t("first.done.overview")}
      </Button>
    </footer>
  );
}
