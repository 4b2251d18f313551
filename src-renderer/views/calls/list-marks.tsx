/** Rows of the list that are no calls: a group, the heading of finished calls, that there is no live call. */
import type { ReactNode } from "react";
import { formatTalk } from "../../format/durations.ts";
import { isTextKey, type Text, useText } from "../../i18n/text.tsx";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { IconChevronDown, IconChevronRight } from "../../ui/icons.ts";
import type { Grouping } from "./call-filter.ts";
import { agesOf, type CallGroup } from "./call-groups.ts";
import type { ListMark } from "./call-rows.ts";
import classes from "./list-marks.module.css";

export function MarkRow({
  row,
  grouping,
  allDays,
  onToggle,
}: {
  readonly row: ListMark;
  readonly grouping: Grouping;
  readonly allDays: boolean;
  readonly onToggle: (groupKey: string) => void;
}) {
  const t = useText();
  switch (row.mark) {
    case "no-live":
      return <span className={classes.empty}>{t("calls.empty")}</span>;
    case "finished":
      return <FinishedHeading allDays={allDays} />;
    case "group":
      return (
        <GroupHeading
          group={row.group}
          open={row.open}
          grouping={grouping}
          onToggle={() => onToggle(row.group.key)}
        />
      );
    default: {
      const _never: never = row;
      return _never;
    }
  }
}

function FinishedHeading({ allDays }: { readonly allDays: boolean }) {
  const t = useText();
  const { incoming, outgoing, missed, timezone } = useEngine((engine) => engine.today);
  return (
    <span className={classes.heading}>
      <strong>{t(allDays ? "calls.finished.all" : "calls.finished.today")}</strong>
      <span className="numbers">{t("calls.finished.counts", { incoming, outgoing, missed })}</span>
      <span className={classes.end}>{t("calls.finished.zone", { zone: timezone })}</span>
    </span>
  );
}

function GroupHeading({
  group,
  open,
  grouping,
  onToggle,
}: {
  readonly group: CallGroup;
  readonly open: boolean;
  readonly grouping: Grouping;
  readonly onToggle: () => void;
}) {
  const t = useText();
  const nowMs = useEngineNow();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <span className={classes.group}>
      <button
        type="button"
        className={classes.toggle}
        tabIndex={-1}
        aria-expanded={open}
        onClick={onToggle}
        title={t(open ? "calls.group.close" : "calls.group.open")}
      >
        <Chevron size={16} stroke={1.75} />
        <strong className="cut">{nameOf(group, grouping, t)}</strong>
      </button>
      <span className={`numbers ${classes.count}`}>{t("calls.group.calls", { n: group.calls.length })}</span>
      <span className="numbers">
        {group.waitingSinceMs === undefined
          ? null
          : t("calls.group.longest", { wait: formatTalk(nowMs - group.waitingSinceMs) })}
      </span>
      <Ages counts={agesOf(group.calls, nowMs)} label={t("calls.group.ages")} />
    </span>
  );
}

function nameOf({ key, name }: CallGroup, grouping: Grouping, t: Text): ReactNode {
  if (grouping === "state") return stateName(key, t);
  if (key === "") return t(grouping === "queue" ? "calls.group.noQueue" : "calls.group.noExtension");
  return (
    <>
      <Bdi>{key}</Bdi> <Bdi>{name}</Bdi>
    </>
  );
}

function stateName(state: string, t: Text): string {
  const key = `calls.state.${state}`;
  return isTextKey(key) ? t(key) : state;
}

/** How old the calls of a group are: a column for each eighth of the axis, with its count on hover. */
function Ages({ counts, label }: { readonly counts: readonly number[]; readonly label: string }) {
  const most = Math.max(1, ...counts);
  return (
    <span className={classes.ages} role="img" aria-label={`${label}: ${counts.join(", ")}`} title={label}>
      {counts.map((count, place) => (
        <span
          key={place}
          className={classes.age}
          title={String(count)}
          data-none={count === 0 || undefined}
          style={{ transform: `scaleY(${Math.max(0.08, count / most)})` }}
        />
      ))}
    </span>
  );
}
