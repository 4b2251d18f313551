/** Lists of faults and switches as a person types them, with sentences for what cannot be meant. */
import { didYouMean } from "../../src-shared/settings/nearest.ts";
import { faultCatalogue, isFaultName } from "./faults/catalogue.ts";
import type { FaultName } from "./faults/fault-name.ts";
import { isSwitchName, switchSides, type SimSwitches, type SwitchName } from "./model/switches.ts";

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly sentence: string };

const LIST = ` "npm run simulator -- --list" names all.`;

/** `drop-socket, garbage` */
export function parseFaults(text: string): Parsed<readonly FaultName[]> {
  const names: FaultName[] = [];
  for (const word of words(text)) {
    if (!isFaultName(word)) {
      const known = faultCatalogue.map((fault) => fault.name);
      const hint = didYouMean(word, known) || LIST;
      return { ok: false, sentence: `There is no fault "${word}".${hint}` };
    }
    names.push(word);
  }
  return { ok: true, value: names };
}

/** `devicesPerExtension=2, queuesMonitored=true` */
export function parseSwitches(text: string): Parsed<Partial<SimSwitches>> {
  const chosen: [SwitchName, unknown][] = [];
  for (const pair of words(text)) {
    const [name = "", wanted = ""] = pair.split("=", 2).map((part) => part.trim());
    if (!isSwitchName(name)) {
      const hint = didYouMean(name, Object.keys(switchSides)) || LIST;
      return { ok: false, sentence: `There is no switch "${name}".${hint}` };
    }
    const sides: readonly unknown[] = switchSides[name];
    const side = sides.find((one) => String(one) === wanted);
    if (side === undefined) {
      return {
        ok: false,
        sentence: `The switch ${name} can be ${sides.join(", ")}; "${wanted}" is none of them.`,
      };
    }
    chosen.push([name, side]);
  }
  // Each value is one of its switch's own sides.
  return { ok: true, value: Object.fromEntries(chosen) as Partial<SimSwitches> };
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}
