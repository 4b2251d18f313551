/** Numbers, sizes and shares as an administrator reads them, in the language of the window. */
import type { Language } from "./language.ts";

const unitNames = ["B", "kB", "MB", "GB", "TB", "PB"] as const;
const dash = "–";

const counts = perLanguage((language) => new Intl.NumberFormat(language));
const twoDigits = perLanguage(
  (language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 2, useGrouping: false }),
);
const wholes = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }));

/** `1,204` or `1.204`. */
export function formatCount(count: number, language: Language): string {
  return counts[language].format(count);
}

/** `390 kB`, `1.2 GB`: 1 kB = 1000 B, two significant digits up to 99, whole numbers from there. */
export function formatSize(bytes: number, language: Language): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < unitNames.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const figure = value >= 99.5 || unit === 0 ? wholes[language] : twoDigits[language];
  return `${figure.format(value)} ${unitNames[unit]}`;
}

/** `41 %` with a narrow space; a dash where there is nothing to take a share of. `share` is 0 to 1. */
export function formatPercent(share: number | undefined, language: Language): string {
  if (share === undefined || !Number.isFinite(share)) return dash;
  const percent = share * 100;
  // 99.96 % is not 100 %: what failed must stay visible.
  const honest =
    percent > 99 && percent < 100 ? Math.min(99.9, Math.floor(percent * 10) / 10) : Math.round(percent);
  return `${counts[language].format(honest)}\u202f%`;
}

function perLanguage<T>(make: (language: Language) => T): Readonly<Record<Language, T>> {
  return { en: make("en"), de: make("de") };
}
