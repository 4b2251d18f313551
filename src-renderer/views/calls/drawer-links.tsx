/** The links of a call with their events, how each event does at each endpoint, and the legs behind it all. */
import type { CallEventView, CallView } from "../../../src-shared/contract/call-view.ts";
import { formatTalk } from "../../format/durations.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useClient } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { DeliveryLabel } from "../../ui/state-label.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { eventWord } from "./call-cells.tsx";
import { DrawerLegs } from "./drawer-legs.tsx";
import { useCallLegs } from "./use-call-legs.ts";
import classes from "./drawer-links.module.css";

type LinkView = CallView["links"][number];
type Delivery = CallEventView["deliveries"][number];

export function DrawerLinks({ call }: { readonly call: CallView }) {
  const t = useText();
  const { legs = [], leftOut, error, retry } = useCallLegs(call.chainId);
  const numbers = [...new Set([...call.links, ...call.events, ...legs].map(({ link }) => link))].toSorted(
    (a, b) => a - b,
  );
  return (
    <section className={classes.section} aria-label={t("calls.section.links")}>
      <h2 className={classes.title}>{t("calls.section.links")}</h2>
      {numbers.length === 0 ? <p className="quiet">{t("calls.links.none")}</p> : null}
      {numbers.map((number) => (
        <div key={number} className={classes.link}>
          <LinkHead
            number={number}
            link={call.links.find(({ link }) => link === number)}
            isOver={call.endedAtMs !== undefined}
          />
          <ul className={classes.events}>
            {call.events
              .filter(({ link }) => link === number)
              .map((event) => (
                <EventRow key={event.eventId} event={event} chainId={call.chainId} />
              ))}
          </ul>
          <DrawerLegs legs={legs.filter(({ link }) => link === number)} />
        </div>
      ))}
      {leftOut > 0 ? <p className="quiet">{t("calls.legs.leftOut", { n: leftOut })}</p> : null}
      {error === undefined ? null : <ErrorState error={error} onRetry={retry} />}
      {call.events.length === 0 && call.links.length > 0 ? (
        <p className="quiet">{t("calls.events.none")}</p>
      ) : null}
    </section>
  );
}

function LinkHead({
  number,
  link,
  isOver,
}: {
  readonly number: number;
  readonly link: LinkView | undefined;
  readonly isOver: boolean;
}) {
  const t = useText();
  return (
    <h3 className={classes.head}>
      {t("calls.link", { n: number })}
      {link === undefined ? null : (
        <span className={classes.facts}>
          <Bdi>{`${link.user} ${link.userName}`.trim()}</Bdi>
          {linkFacts(link, isOver, t).map((fact) => (
            <span key={fact} className="numbers">
              {fact}
            </span>
          ))}
        </span>
      )}
    </h3>
  );
}

function linkFacts(link: LinkView, isOver: boolean, t: Text): readonly string[] {
  const { transferType, transferred, finish, startedAtMs, waitS, talkS } = link;
  return [
    ...(transferType === "none" ? [] : [t(`calls.link.${transferType}`)]),
    ...(startedAtMs === undefined ? [] : [t("calls.link.wait", { time: formatTalk(waitS * 1000) })]),
    ...(talkS > 0 ? [t("calls.link.talk", { time: formatTalk(talkS * 1000) })] : []),
    ...(finish === undefined ? (isOver ? [] : [t("calls.end.lasting")]) : [t(`calls.link.finish.${finish}`)]),
    ...(transferred ? [t("calls.link.handedOn")] : []),
  ];
}

function EventRow({ event, chainId }: { readonly event: CallEventView; readonly chainId: string }) {
  const t = useText();
  return (
    <li className={classes.event}>
      <Time atMs={event.atMs} />
      <span className="cut">{eventWord(event, t)}</span>
      <span className={classes.deliveries}>
        {event.deliveries.map((delivery) => (
          <DeliveryLink key={delivery.endpoint} event={event} delivery={delivery} chainId={chainId} />
        ))}
      </span>
    </li>
  );
}

/** Where the call does not say which row of the log it is, the log is asked. */
function DeliveryLink({
  event,
  delivery: { endpoint, state, logId },
  chainId,
}: {
  readonly event: CallEventView;
  readonly delivery: Delivery;
  readonly chainId: string;
}) {
  const t = useText();
  const client = useClient();
  const open = async () => {
    if (logId !== undefined) return goTo("webhooks", [String(logId)]);
    const answer = await client.request("log.page", {
      eventIds: [event.eventId],
      endpoints: [endpoint],
      limit: 1,
    });
    const row = answer.ok ? answer.result.rows[0] : undefined;
    if (row === undefined) goTo("webhooks", [], { id: chainId });
    else goTo("webhooks", [String(row.id)]);
  };
  return (
    <button
      type="button"
      className={classes.delivery}
      title={t("calls.events.openLog")}
      onClick={() => void open()}
    >
      <DeliveryLabel state={state} />
      <Bdi>{endpoint}</Bdi>
    </button>
  );
}
