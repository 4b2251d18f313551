/** The overview. German. */
import type { overviewEn } from "./overview.en.ts";

export const overviewDe: Readonly<Record<keyof typeof overviewEn, string>> = {
  "overview.title": "Übersicht",
};
