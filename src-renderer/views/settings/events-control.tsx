/** Which events an endpoint gets, as ticks; those that only the native format has words for show only there. */
import { Checkbox } from "@mantine/core";
import {
  COMMON_EVENTS,
  defaultEvents,
  eventList,
  NATIVE_EVENTS,
} from "../../../src-shared/settings/list-kinds.ts";
import type { DialectName, EventWord } from "../../../src-shared/settings/settings.ts";
import { useText } from "../../i18n/text.tsx";
import type { FieldControlProps } from "../../ui/field.tsx";
import { shownText, writtenValue } from "./draft.ts";
import { useSettingsForm } from "./form-context.tsx";
import classes from "./form.module.css";

const allEvents: readonly EventWord[] = [...COMMON_EVENTS, ...NATIVE_EVENTS];

export interface EventsControlProps {
  readonly section: string;
  readonly control: FieldControlProps;
  readonly readOnly: boolean;
  readonly text: string;
  readonly onChoose: (text: string) => void;
}

export function EventsControl({ section, control, readOnly, text, onChoose }: EventsControlProps) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const dialect = dialectOf(shownText(document, draft, section, "dialect"));
  const chosen = chosenEvents(text, dialect);
  const written = writtenValue(document, section, "events")?.value ?? "";
  // What the format does not know stays to be seen as long as it is ticked: it is a mistake to mend.
  const shown = allEvents.filter((event) => defaultEvents(dialect).includes(event) || chosen.includes(event));
  const toggle = (event: EventWord, on: boolean) =>
    onChoose(
      eventsText(
        allEvents.filter((other) => (other === event ? on : chosen.includes(other))),
        dialect,
        written,
      ),
    );
  return (
    <span
      role="group"
      aria-describedby={control["aria-describedby"]}
      aria-label="events"
      className={classes.events}
    >
      {shown.map((event, place) => {
        const only = chosen.length === 1 && chosen[0] === event;
        return (
          <Checkbox
            key={event}
            {...(place === 0 ? { id: control.id } : {})}
            label={<span className="mono">{event}</span>}
            {...(place === 0 ? { "aria-label": event } : {})}
            disabled={readOnly || only}
            {...(only ? { title: t("settings.events.last") } : {})}
            checked={chosen.includes(event)}
            onChange={(change) => toggle(event, change.currentTarget.checked)}
          />
        );
      })}
    </span>
  );
}

export function dialectOf(text: string): DialectName {
  const word = text.trim().toLowerCase();
  return word === "creomate" || word === "k2m" || word === "native" ? word : "komplit";
}

/** What is ticked; text that cannot be read ticks what would be sent without it. */
export function chosenEvents(text: string, dialect: DialectName): readonly EventWord[] {
  const parsed = eventList.parse(text);
  return (parsed.ok ? parsed.value : undefined) ?? defaultEvents(dialect);
}

/** As it is to stand in the file: as before when it means the same, nothing when it is the default. */
export function eventsText(events: readonly EventWord[], dialect: DialectName, written: string): string {
  const same = (other: readonly EventWord[]) =>
    other.length === events.length && other.every((event) => events.includes(event));
  if (same(chosenEvents(written, dialect))) return written;
  return same(defaultEvents(dialect)) ? "" : events.join(", ");
}
