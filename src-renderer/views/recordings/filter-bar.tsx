/** What the list shows: every condition stands in the address, so that it survives a reload. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import { recordingStates } from "../../../src-shared/recordings/recording.ts";
import { useText } from "../../i18n/text.tsx";
import { setQuery } from "../../routing/use-route.ts";
import { useEngineNow } from "../../store/monitor-context.tsx";
import classes from "../../ui/filter-bar.module.css";
import { SearchField } from "../../ui/search-field.tsx";
import { useTypedFilter } from "../../ui/use-typed-filter.ts";
import { isDate, namedDays } from "./day-filter.ts";
import { NeedsEyes } from "./needs-eyes.tsx";
import { isFiltered, noFilter } from "./recording-filter.ts";

type Query = Readonly<Record<string, string>>;

export interface FilterBarProps {
  readonly query: Query;
  /** Takes the focus on `/`. */
  readonly field: RefObject<HTMLInputElement | null>;
}

export function FilterBar({ query, field }: FilterBarProps) {
  const t = useText();
  const [search, setSearch] = useTypedFilter("text", query["text"] ?? "");
  const [user, setUser] = useTypedFilter("user", query["user"] ?? "");
  return (
    <search className={classes.bar} aria-label={t("recordings.filter")}>
      <SearchField
        field={field}
        label={t("recordings.search")}
        hint={t("recordings.search.hint")}
        value={search}
        kindWord={(kind) => t(`recordings.search.kind.${kind}`)}
        onChange={setSearch}
      />
      <TextInput
        className={classes.user ?? ""}
        aria-label={t("recordings.filter.user")}
        placeholder={t("recordings.filter.user")}
        value={user}
        data-set={user === "" ? undefined : true}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <DayFilter query={query} />
      <StateFilter query={query} />
      <NeedsEyes query={query} />
      {isFiltered(query) ? (
        <Button variant="subtle" onClick={() => setQuery(noFilter)}>
          {t("recordings.filter.clear")}
        </Button>
      ) : null}
    </search>
  );
}

function DayFilter({ query }: { readonly query: Query }) {
  const t = useText();
  const nowMs = useEngineNow();
  const day = query["day"] ?? "";
  const named = namedDays.find((name) => name === day);
  const value = named ?? (isDate(day) ? "date" : "");
  const choose = (chosen: string) =>
    setQuery({ day: chosen === "date" ? new Date(nowMs).toISOString().slice(0, 10) : chosen });
  return (
    <span className={classes.group}>
      <NativeSelect
        aria-label={t("recordings.filter.day")}
        title={t("recordings.filter.day")}
        data-set={value === "" ? undefined : true}
        value={value}
        data={[
          { value: "", label: t("recordings.filter.day.any") },
          ...namedDays.map((name) => ({ value: name, label: t(`recordings.filter.day.${name}`) })),
          { value: "date", label: t("recordings.filter.day.date") },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {value === "date" ? (
        <TextInput
          type="date"
          aria-label={t("recordings.filter.date")}
          value={day}
          onChange={(event) => {
            // A field that is being written is empty for a while.
            if (isDate(event.currentTarget.value)) setQuery({ day: event.currentTarget.value });
          }}
        />
      ) : null}
    </span>
  );
}

function StateFilter({ query }: { readonly query: Query }) {
  const t = useText();
  const value = query["state"] ?? "";
  const options = [
    { value: "", label: t("recordings.filter.state.all") },
    { value: "open", label: t("recordings.filter.state.open") },
    ...recordingStates.map((state) => ({ value: state, label: t(`recordings.state.${state}`) })),
  ];
  // An address may ask for a combination that no option has.
  const other = options.some((option) => option.value === value) ? [] : [{ value, label: value }];
  return (
    <NativeSelect
      aria-label={t("recordings.filter.state")}
      title={t("recordings.filter.state")}
      data-set={value === "" ? undefined : true}
      data={[...options, ...other]}
      value={value}
      onChange={(event) => setQuery({ state: event.currentTarget.value })}
    />
  );
}
