/** The filters of the list, all of them in the address. */
import { NativeSelect, Select, TextInput } from "@mantine/core";
import { type RefObject, useMemo } from "react";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { IconSearch } from "../../ui/icons.ts";
import { groupings, type ListChoice } from "./call-filter.ts";
import classes from "./filter-bar.module.css";

const states = ["live", "ended", "missed"] as const;
const directions = ["incoming", "outgoing", "internal"] as const;
const mostShown = 50;

export function FilterBar({
  choice: { filter, grouping },
  textField,
}: {
  readonly choice: ListChoice;
  readonly textField: RefObject<HTMLInputElement | null>;
}) {
  const t = useText();
  return (
    <div className={classes.bar} role="search">
      <TextInput
        ref={textField}
        className={classes.text ?? ""}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        aria-label={t("calls.filter.text")}
        placeholder={t("calls.filter.text")}
        title="/"
        maxLength={200}
        value={filter.text ?? ""}
        onChange={(event) => setQuery({ text: event.currentTarget.value })}
      />
      <NumberPicker dn={filter.dn} />
      <NativeSelect
        aria-label={t("calls.filter.direction")}
        data={[
          { value: "", label: t("calls.filter.direction.all") },
          ...directions.map((value) => ({ value, label: t(`calls.direction.${value}`) })),
        ]}
        value={filter.direction ?? ""}
        onChange={(event) => setQuery({ direction: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t("calls.filter.state")}
        data={[
          { value: "", label: t("calls.filter.state.all") },
          ...states.map((value) => ({ value, label: t(`calls.filter.state.${value}`) })),
        ]}
        value={filter.state ?? ""}
        onChange={(event) => setQuery({ state: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t("calls.group")}
        data={[
          { value: "", label: t("calls.group.auto") },
          ...groupings.map((value) => ({ value, label: t(`calls.group.${value}`) })),
        ]}
        value={grouping ?? ""}
        onChange={(event) => setQuery({ group: event.currentTarget.value })}
      />
    </div>
  );
}

function NumberPicker({ dn }: { readonly dn: string | undefined }) {
  const t = useText();
  const numbers = useEngine((engine) => engine.numbers);
  const data = useMemo(() => {
    const known = numbers.map((each) => ({
      value: each.dn,
      label: visibleText(`${each.dn} ${each.name}`.trim()),
    }));
    const unique = [...new Map(known.map((each) => [each.value, each])).values()];
    return dn === undefined || unique.some(({ value }) => value === dn)
      ? unique
      : [{ value: dn, label: visibleText(dn) }, ...unique];
  }, [numbers, dn]);
  return (
    <Select
      className={classes.number ?? ""}
      aria-label={t("calls.filter.dn")}
      placeholder={t("calls.filter.dn")}
      data={data}
      value={dn ?? null}
      onChange={(value) => setQuery({ dn: value ?? undefined })}
      searchable
      clearable
      allowDeselect
      limit={mostShown}
      nothingFoundMessage={t("calls.filter.dn.none")}
      clearButtonProps={{ "aria-label": t("calls.filter.clear") }}
    />
  );
}
