/** The cells of a call's row, each drawn again only when its call changed or its clock ticks. */
import { memo, type ReactNode } from "react";
import type { CallEventView, CallView } from "../../../src-shared/contract/call-view.ts";
import type { DeliveryState } from "../../../src-shared/webhooks/log-query.ts";
import { formatTalk } from "../../format/durations.ts";
import { visibleText } from "../../format/visible-text.ts";
import { isTextKey, type Text, useText } from "../../i18n/text.tsx";
import { Bdi, PhoneNumber } from "../../ui/bdi.tsx";
import { IconArrowDownLeft, IconArrowsLeftRight, IconArrowUpRight } from "../../ui/icons.ts";
import { type StageLook, StageSwatch } from "../../ui/stage-bar.tsx";
import { DeliveryLabel, StateMark } from "../../ui/state-label.tsx";
import classes from "./call-cells.module.css";
import { talkMs, waitMs } from "./call-times.ts";
import { useCallNow } from "./use-call-now.ts";

interface OfCall {
  readonly call: CallView;
}

const looks: Readonly<Record<Exclude<CallView["state"], "ended" | "missed">, StageLook>> = {
  ivr: "ivr",
  queue: "queue",
  ringing: "ringing",
  dialing: "ringing",
  talking: "talk",
  voicemail: "voicemail",
  unknown: "unseen",
};

/** The look of the stage with its word on hover and for screen readers. */
export function StateSwatch({ call: { state } }: OfCall) {
  const t = useText();
  const word = t(`calls.state.${state}`);
  return (
    <span className={classes.direction} title={word}>
      <Look state={state} />
      <span className="for-reader">{word}</span>
    </span>
  );
}

function Look({ state }: Pick<CallView, "state">) {
  if (state !== "ended" && state !== "missed") return <StageSwatch kind={looks[state]} />;
  return (
    <span className={classes.over} data-state={state} aria-hidden="true">
      {state === "missed" ? "×" : ""}
    </span>
  );
}

export const StateCell = memo(function StateCell({ call }: OfCall) {
  const t = useText();
  const { state } = call;
  return (
    <span className={classes.state} data-state={state}>
      <Look state={state} />
      <span className="cut">{t(`calls.state.${state}`)}</span>
      {call.simulated ? <StateMark state="simulated" word={t("calls.summary.simulated")} /> : null}
      {call.reconstructed ? (
        <StateMark state="reconstructed" word={t("calls.summary.reconstructed")} />
      ) : null}
    </span>
  );
});

const arrows = {
  incoming: IconArrowDownLeft,
  outgoing: IconArrowUpRight,
  internal: IconArrowsLeftRight,
} as const;

export function DirectionMark({ direction }: Pick<CallView, "direction">) {
  const t = useText();
  const Arrow = arrows[direction];
  const word = t(`calls.direction.${direction}`);
  return (
    <span className={classes.direction} title={word}>
      <Arrow size={16} stroke={1.75} />
      <span className="for-reader">{word}</span>
    </span>
  );
}

export const NumberCell = memo(function NumberCell({ call }: OfCall) {
  return (
    <span className={classes.number}>
      <DirectionMark direction={call.direction} />
      <NumberAndName call={call} />
    </span>
  );
});

/** The number is whole as long as there is room for it; the name has what is left. A name that repeats it is none. */
export function NumberAndName({ call: { number, name } }: OfCall) {
  return (
    <span className={classes.both}>
      <span className={`cut ${classes.digits}`}>
        <PhoneNumber number={number} />
      </span>
      {name === "" || name === number ? null : (
        <span className={classes.name}>
          <span className={classes.dot}>{" · "}</span>
          <Bdi cut>{name}</Bdi>
        </span>
      )}
    </span>
  );
}

const mostPlaces = 3;

/** One place with its name, or the numbers of all phones that ring. */
export const PlaceCell = memo(function PlaceCell({ call }: OfCall) {
  const [only, ...others] = call.at;
  if (only === undefined) return "–";
  if (others.length === 0) {
    return (
      <span title={visibleText(`${only.dn} ${only.name}`)}>
        <Bdi>{only.dn}</Bdi> <Bdi>{only.name}</Bdi>
      </span>
    );
  }
  const all = call.at.map(({ dn, name }) => `${dn} ${name}`.trim()).join(", ");
  const rest = call.at.length - mostPlaces;
  return (
    <span className="numbers" title={visibleText(all)}>
      <Bdi>
        {call.at
          .slice(0, mostPlaces)
          .map(({ dn }) => dn)
          .join(", ")}
      </Bdi>
      {rest > 0 ? ` +${rest}` : null}
    </span>
  );
});

export const WaitCell = memo(function WaitCell({ call }: OfCall) {
  return <Clock call={call} read={waitMs} />;
});

export const TalkCell = memo(function TalkCell({ call }: OfCall) {
  return <Clock call={call} read={talkMs} />;
});

/** Where there is room for one of them: the talk, before it the wait. */
export const TimeCell = memo(function TimeCell({ call }: OfCall) {
  return <Clock call={call} read={(of, nowMs) => talkMs(of, nowMs) ?? waitMs(of, nowMs)} />;
});

/** Ticks only as long as the call goes on. */
function Clock({
  call,
  read,
}: OfCall & { readonly read: (call: CallView, nowMs: number) => number | undefined }) {
  return call.endedAtMs === undefined ? (
    <Ticking call={call} read={read} />
  ) : (
    figure(read(call, call.endedAtMs))
  );
}

function Ticking({
  call,
  read,
}: OfCall & { readonly read: (call: CallView, nowMs: number) => number | undefined }) {
  return figure(read(call, useCallNow(call)));
}

function figure(ms: number | undefined): ReactNode {
  return ms === undefined ? "–" : formatTalk(ms);
}

const mostMarks = 3;

/** One shape for each event, that of the endpoint where it stands worst. */
export const EventsCell = memo(function EventsCell({ call }: OfCall) {
  const t = useText();
  const events = call.events.filter(({ deliveries }) => deliveries.length > 0);
  if (events.length === 0) return <span className="for-reader">{t("calls.noEvents")}</span>;
  const earlier = events.length - mostMarks;
  return (
    <span className={classes.events}>
      {earlier > 0 ? (
        <span title={t("calls.moreEvents", { n: earlier })} className="small quiet">
          +{earlier}
        </span>
      ) : null}
      {events.slice(-mostMarks).map((event) => {
        const { state, endpoint } = worstOf(event);
        return (
          <DeliveryLabel
            key={event.eventId}
            state={state}
            mark
            about={`${eventWord(event, t)} → ${visibleText(endpoint)}`}
          />
        );
      })}
    </span>
  );
});

export function eventWord({ type, user }: Pick<CallEventView, "type" | "user">, t: Text): string {
  const key = `calls.event.${type}`;
  return visibleText(`${isTextKey(key) ? t(key) : type} ${user}`.trim());
}

const badness: Readonly<Record<DeliveryState, number>> = {
  "gave-up": 6,
  dropped: 5,
  expired: 4,
  retry: 3,
  paused: 2,
  waiting: 1,
  delivered: 0,
};

/** Where an event stands worst; events without any delivery must be left out before. */
export function worstOf({ deliveries }: CallEventView): {
  readonly endpoint: string;
  readonly state: DeliveryState;
} {
  const [worst] = deliveries.toSorted((a, b) => badness[b.state] - badness[a.state]);
  return worst ?? { endpoint: "", state: "delivered" };
}
