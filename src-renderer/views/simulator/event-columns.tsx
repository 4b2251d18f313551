/** The columns of a run's events; each row carries the mark of a simulation. */
import type { SimulationView } from "../../../src-shared/contract/snapshot.ts";
import { formatRequest } from "../../format/durations.ts";
import type { Text } from "../../i18n/text.tsx";
import { Bdi, MiddleCut } from "../../ui/bdi.tsx";
import type { GridColumn } from "../../ui/grid-columns.ts";
import type { StateName } from "../../ui/state-shape.tsx";
import { StateLabel, StateMark } from "../../ui/state-label.tsx";
import { Time } from "../../ui/time.tsx";

type SimulatedEvent = SimulationView["events"][number];
/** An event has no id of its own: what tells it from the others. */
export interface KeyedEvent {
  readonly key: string;
  readonly event: SimulatedEvent;
}

/** What the engine calls the receiver that exists for a run only. */
const builtInName = "built-in";

export const eventKey = ({ key }: KeyedEvent): string => key;

/** Newest first. Twins (the same phone rings again in the same millisecond) are numbered. */
export function keyedEvents(events: readonly SimulatedEvent[]): readonly KeyedEvent[] {
  const seen = new Map<string, number>();
  const keyed = events.map((event) => {
    const { atMs, type, user, chainId, link, endpoint } = event;
    const base = [atMs, type, user, chainId, link, endpoint].join(" ");
    const twin = seen.get(base) ?? 0;
    seen.set(base, twin + 1);
    return { key: `${base} ${twin}`, event };
  });
  return keyed.toReversed();
}

const shapes: Readonly<Record<SimulatedEvent["state"], StateName>> = {
  waiting: "waiting",
  delivered: "ok",
  failed: "given-up",
};

export function eventColumns(t: Text): readonly GridColumn<KeyedEvent>[] {
  return [
    {
      ...{ id: "event", title: t("simulator.column.event"), widthRem: 8, grow: 1, leaves: 0 },
      cell: ({ event }) => (
        <>
          <StateMark state="simulated" /> <Bdi>{event.type}</Bdi>
        </>
      ),
    },
    {
      ...{ id: "time", title: t("simulator.column.time"), widthRem: 5.5, leaves: 2 },
      cell: ({ event }) => <Time atMs={event.atMs} />,
    },
    {
      ...{ id: "user", title: t("simulator.column.user"), widthRem: 4, leaves: 1 },
      cell: ({ event }) => <Bdi>{event.user}</Bdi>,
    },
    {
      ...{ id: "endpoint", title: t("simulator.column.endpoint"), widthRem: 7, grow: 1, leaves: 3 },
      cell: ({ event: { endpoint } }) => (
        <Bdi cut>{endpoint === builtInName ? t("simulator.target.builtIn") : endpoint}</Bdi>
      ),
    },
    {
      ...{ id: "state", title: t("simulator.column.state"), widthRem: 9, leaves: 0 },
      cell: ({ event }) => (
        <StateLabel state={shapes[event.state]} word={t(`simulator.event.${event.state}`)} />
      ),
    },
    {
      ...{ id: "took", title: t("simulator.column.took"), widthRem: 5, leaves: 4, align: "end" },
      cell: ({ event: { tookMs } }) =>
        tookMs === undefined ? t("value.none") : formatRequest(tookMs, t.language),
    },
    {
      ...{ id: "id", title: t("simulator.column.id"), widthRem: 10, grow: 1, leaves: 5 },
      cell: ({ event }) => <MiddleCut>{`${event.chainId}-${event.link}`}</MiddleCut>,
    },
  ];
}
