/** Lengths of time: of calls (`6:12`), of requests (`84 ms`), ages (`4 min`) and countdowns. */
import type { Language } from "./language.ts";

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

const words = {
  en: { justNow: "just now", now: "now", day: "d" },
  de: { justNow: "gerade eben", now: "jetzt", day: "T" },
} as const satisfies Readonly<Record<Language, object>>;

/** Length of a call: `0:04`, `6:12`, `1:02:33`. Never negative. */
export function formatTalk(durationMs: number): string {
  const totalS = Math.max(0, Math.floor(durationMs / secondMs));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(totalS / 3600);
  const minutes = Math.floor(totalS / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(totalS % 60)}` : `${minutes}:${two(totalS % 60)}`;
}

/** Length of a request: `84 ms`, `1.4 s`, `12 s`, `3 min`. Below one millisecond: `< 1 ms`. */
export function formatRequest(durationMs: number, language: Language): string {
  if (durationMs > 0 && durationMs < 0.5) return "< 1 ms";
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 9_950) {
    const figures = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return `${figures.format(durationMs / secondMs)} s`;
  }
  if (durationMs < 99_500) return `${Math.round(durationMs / secondMs)} s`;
  return `${Math.round(durationMs / minuteMs)} min`;
}

/** Age without "ago": `just now` below 5 s, then `12 s`, `4 min`, `3 h`, `2 d`. */
export function formatAge(ageMs: number, language: Language): string {
  return ageMs < 5_000 ? words[language].justNow : length(ageMs, language);
}

/** Time to wait: `12 s`, `4 min`; never below zero: `now`. */
export function formatCountdown(leftMs: number, language: Language): string {
  return leftMs < secondMs ? words[language].now : length(leftMs, language);
}

/** A length in its largest unit, such as `0 s`, `12 s`, `4 min`, `3 h`, `2 d`. */
export function formatLength(lengthMs: number, language: Language): string {
  return length(Math.max(0, lengthMs), language);
}

function length(ms: number, language: Language): string {
  if (ms < minuteMs) return `${Math.floor(ms / secondMs)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h`;
  return `${Math.floor(ms / dayMs)} ${words[language].day}`;
}
