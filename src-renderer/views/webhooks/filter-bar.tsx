/** What the log shows: every condition stands in the address, so that it survives a reload and can be sent to others. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import { type Text, useText } from "../../i18n/text.tsx";
import { setQuery } from "../../routing/use-route.ts";
import { useEngineNow } from "../../store/monitor-context.tsx";
import classes from "../../ui/filter-bar.module.css";
import { SearchField } from "../../ui/search-field.tsx";
import { useTypedFilter } from "../../ui/use-typed-filter.ts";
import { type FilterName, isFiltered, knownEvents, noFilter } from "./log-filter.ts";
import { TimeFilter } from "./time-filter.tsx";

export interface FilterBarProps {
  readonly query: Readonly<Record<string, string>>;
  /** Takes the focus on `/`. */
  readonly field: RefObject<HTMLInputElement | null>;
}

export function FilterBar({ query, field }: FilterBarProps) {
  const t = useText();
  const nowMs = useEngineNow();
  const [search, setSearch] = useTypedFilter("text", query["text"] ?? "");
  const [user, setUser] = useTypedFilter("user", query["user"] ?? "");
  return (
    <div role="search" className={classes.bar} aria-label={t("webhooks.filter")}>
      <SearchField
        field={field}
        label={t("webhooks.search")}
        hint={t("webhooks.search.hint")}
        help={t("webhooks.search.help")}
        value={search}
        kindWord={(kind) => t(`webhooks.search.kind.${kind}`)}
        onChange={setSearch}
      />
      <Choice name="state" label={t("webhooks.filter.state")} query={query} options={stateOptions(t)} />
      <Choice name="event" label={t("webhooks.filter.event")} query={query} options={eventOptions(t)} />
      <TimeFilter query={query} nowMs={nowMs} />
      <TextInput
        className={classes.user ?? ""}
        aria-label={t("webhooks.filter.user")}
        placeholder={t("webhooks.filter.user")}
        value={user}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <TrafficChoice query={query} />
      {isFiltered(query) ? (
        <Button variant="subtle" onClick={() => setQuery(noFilter())}>
          {t("webhooks.clearFilter")}
        </Button>
      ) : null}
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function Choice({
  name,
  label,
  query,
  options,
}: {
  readonly name: FilterName;
  readonly label: string;
  readonly query: Readonly<Record<string, string>>;
  readonly options: readonly Option[];
}) {
  const value = query[name] ?? "";
  // An address may ask for a combination that no option has.
  const other = options.some((option) => option.value === value) ? [] : [{ value, label: value }];
  return (
    <NativeSelect
      aria-label={label}
      title={label}
      data={[...options, ...other]}
      value={value}
      data-set={value === "" ? undefined : true}
      onChange={(event) => setQuery({ [name]: event.currentTarget.value })}
    />
  );
}

function stateOptions(t: Text): readonly Option[] {
  return [
    { value: "", label: t("webhooks.filter.state.all") },
    { value: "failed", label: t("webhooks.filter.state.failed") },
    { value: "open", label: t("webhooks.filter.state.open") },
    ...(["delivered", "waiting", "retry", "paused", "gave-up", "expired", "dropped"] as const).map(
      (state) => ({ value: state, label: t(`delivery.${state}`) }),
    ),
  ];
}

function eventOptions(t: Text): readonly Option[] {
  return [
    { value: "", label: t("webhooks.filter.event.all") },
    ...knownEvents.map((event) => ({ value: event, label: event })),
  ];
}

/** Tests and mirrors in one choice: `test none`, `mirror only` … as two filters of the address. */
function TrafficChoice({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const t = useText();
  const { test = "", mirror = "" } = query;
  const known = trafficKinds.find((kind) => kind.test === test && kind.mirror === mirror);
  return (
    <NativeSelect
      aria-label={t("webhooks.filter.traffic")}
      title={t("webhooks.filter.traffic")}
      data={[
        ...trafficKinds.map(({ name }) => ({ value: name, label: t(`webhooks.filter.traffic.${name}`) })),
        ...(known === undefined ? [{ value: "", label: t("webhooks.filter.traffic") }] : []),
      ]}
      value={known?.name ?? ""}
      data-set={known?.name === "all" ? undefined : true}
      onChange={(event) => {
        const kind = trafficKinds.find(({ name }) => name === event.currentTarget.value);
        if (kind !== undefined) setQuery({ test: kind.test, mirror: kind.mirror });
      }}
    />
  );
}

const trafficKinds = [
  { name: "all", test: "", mirror: "" },
  { name: "noTests", test: "none", mirror: "" },
  { name: "noMirrors", test: "", mirror: "none" },
  { name: "neither", test: "none", mirror: "none" },
  { name: "tests", test: "only", mirror: "" },
  { name: "mirrors", test: "", mirror: "only" },
] as const;
