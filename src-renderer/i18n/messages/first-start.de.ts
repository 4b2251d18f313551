/** The first start. German. */
import type { firstStartEn } from "./first-start.en.ts";

export const firstStartDe: Readonly<Record<keyof typeof firstStartEn, string>> = {
  "first.title": "Erster Start",
  "first.demo": "Mit der Demo umsehen",
};
