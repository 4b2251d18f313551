/** The simulator. German. */
import type { simulatorEn } from "./simulator.en.ts";

export const simulatorDe: Readonly<Record<keyof typeof simulatorEn, string>> = {
  "simulator.title": "Simulator",
};
