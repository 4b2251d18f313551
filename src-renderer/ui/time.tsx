/** Points in time and ages: short to look at, exact on hover and focus. */
import { useEngineNow } from "../store/monitor-context.tsx";
import { formatAge, formatCountdown, formatTalk } from "../format/durations.ts";
import { formatDate, formatExact, formatPlanned, formatTime, isOld } from "../format/times.ts";
import { useText } from "../i18n/text.tsx";

/** `14:02:07`, with the date when it is not today. `planned`: to the minute. */
export function Time({ atMs, planned = false }: { readonly atMs: number; readonly planned?: boolean }) {
  const { language } = useText();
  const nowMs = useEngineNow();
  return (
    <time className="numbers" dateTime={isoOf(atMs)} title={formatExact(atMs)}>
      {(planned ? formatPlanned : formatTime)(atMs, nowMs, language)}
    </time>
  );
}

/** `4 min`, or the date when it is older than a week. `sentence`: "4 min ago". */
export function Age({
  sinceMs,
  sentence = false,
}: {
  readonly sinceMs: number;
  readonly sentence?: boolean;
}) {
  const t = useText();
  const nowMs = useEngineNow();
  const ageMs = Math.max(0, nowMs - sinceMs);
  const age = formatAge(ageMs, t.language);
  const text = isOld(ageMs)
    ? formatDate(sinceMs, nowMs, t.language)
    : sentence && ageMs >= 5_000
      ? t("time.ago", { age })
      : age;
  return (
    <time className="numbers" dateTime={isoOf(sinceMs)} title={formatExact(sinceMs)}>
      {text}
    </time>
  );
}

/** Time that is left until something happens; never below zero. */
export function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { language } = useText();
  const nowMs = useEngineNow();
  return (
    <time className="numbers" dateTime={isoOf(untilMs)} title={formatExact(untilMs)}>
      {formatCountdown(untilMs - nowMs, language)}
    </time>
  );
}

/** How long something that goes on has lasted: `6:12`. */
export function RunningTime({ sinceMs }: { readonly sinceMs: number }) {
  return <span className="numbers">{formatTalk(useEngineNow() - sinceMs)}</span>;
}

function isoOf(atMs: number): string | undefined {
  return Number.isFinite(atMs) && Math.abs(atMs) < 8.64e15 ? new Date(atMs).toISOString() : undefined;
}
