/** What goes wrong in a soak, and when: chosen at random by its seed, done by the conductor. */
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";
import type { ServiceName } from "./journal.ts";
import { type Mood, moods } from "./messages.ts";

export type TroublePlan =
  | { readonly name: "kill" | "terminate"; readonly service: "killed"; readonly offMs: number }
  | { readonly name: "stop"; readonly service: ServiceName; readonly forMs: number }
  | { readonly name: "pbx-restart" }
  | { readonly name: "drop-sockets"; readonly times: number }
  | { readonly name: "pbx-silent"; readonly forMs: number }
  | { readonly name: "faults"; readonly faults: readonly FaultName[]; readonly forMs: number }
  | { readonly name: "mood"; readonly mood: Mood; readonly forMs: number }
  | { readonly name: "kill-receiver"; readonly offMs: number }
  | { readonly name: "settings"; readonly service: ServiceName; readonly variant: number }
  | { readonly name: "wrong-settings"; readonly service: ServiceName }
  | {
      readonly name: "clock-jump";
      readonly service: ServiceName;
      readonly byMs: number;
      readonly forMs: number;
    }
  | {
      readonly name: "name-moves";
      readonly service: ServiceName;
      readonly address: string;
      readonly forMs: number;
    }
  | { readonly name: "full-disk"; readonly forMs: number };

type Kind = TroublePlan["name"];

/** How often each comes, relative to the others. */
const wild: readonly (readonly [Kind, number])[] = [
  ["kill", 3],
  ["terminate", 1],
  ["stop", 2],
  ["pbx-restart", 1],
  ["drop-sockets", 2],
  ["pbx-silent", 1],
  ["faults", 5],
  ["mood", 3],
  ["kill-receiver", 2],
  ["settings", 2],
  ["wrong-settings", 1],
  ["full-disk", 1],
  ["clock-jump", 1],
  ["name-moves", 1],
];
/** What must not change what is told, only when. */
const outside: readonly Kind[] = [
  "name-moves",
  "mood",
  "kill-receiver",
  "settings",
  "wrong-settings",
  "full-disk",
  "kill",
];
const clockJumpsMs = [-3_600_000, -60_000, 60_000, 3_600_000, 365 * 24 * 3_600_000] as const;
/** The second one is this machine, too, but nobody listens there. */
const addresses = ["127.0.0.1", "127.0.0.2", "none"] as const;
/** By turns, so that a good part of the calls can be held to their whole promise. */
const phaseMs = 60_000;

const tokenStorm: readonly FaultName[] = ["expired-tokens", "short-tokens", "upgrade-401"];
const pbxFaults: readonly FaultName[] = [
  "drop-socket",
  "lose-events",
  "sequence-gaps",
  "duplicate-upserts",
  "404-race",
  "late-gets",
  "attached-data",
  "unknown-entities",
  "garbage",
  "opaque-token",
  "minutes-style",
  "token-kills-socket",
  "slow-xapi",
  "failing-xapi",
  "xapi-garbage",
  "duplicate-rows",
  "late-call-log",
  "endless-answer",
  "phantom-devices",
];

export interface Troubles {
  /** The next one, and how long after the one before it begins. What it is depends on nothing but the seed. */
  next(): { readonly afterMs: number; readonly plan: TroublePlan };
}

/** `random` gives numbers in [0, 1). */
export function createTroubles(random: () => number, canFillDisk: boolean): Troubles {
  const between = (from: number, to: number) => Math.round(from + random() * (to - from));
  const oneOf = <T>(all: readonly [T, ...T[]] | readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)];
    if (one === undefined) throw new Error("There is nothing to choose from.");
    return one;
  };

  /** As planned: on a busy machine each comes later than that. */
  let plannedMs = 0;

  function nextKind(): Kind {
    const isWild = Math.floor(plannedMs / phaseMs) % 2 === 0;
    const usable = wild.filter(
      ([kind]) => (isWild || outside.includes(kind)) && (canFillDisk || kind !== "full-disk"),
    );
    let left = random() * usable.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [kind, weight] of usable) {
      left -= weight;
      if (left < 0) return kind;
    }
    return "mood";
  }

  function planOf(name: Kind): TroublePlan {
    const service = oneOf<ServiceName>(["steady", "killed"]);
    switch (name) {
      case "kill":
      case "terminate":
        return { name, service: "killed", offMs: between(0, 3_000) };
      case "stop":
        return { name, service, forMs: between(500, 6_000) };
      case "pbx-restart":
        return { name };
      case "drop-sockets":
        return { name, times: between(1, 3) };
      case "pbx-silent":
        return { name, forMs: between(1_000, 5_000) };
      case "faults": {
        const faults = random() < 0.25 ? tokenStorm : [...new Set([oneOf(pbxFaults), oneOf(pbxFaults)])];
        return { name, faults, forMs: between(5_000, 12_000) };
      }
      case "mood":
        return { name, mood: oneOf(moods), forMs: between(3_000, 15_000) };
      case "kill-receiver":
        return { name, offMs: between(0, 5_000) };
      case "settings":
        return { name, service, variant: between(0, 5) };
      case "wrong-settings":
        return { name, service };
      case "clock-jump":
        return { name, service, byMs: oneOf(clockJumpsMs), forMs: between(2_000, 10_000) };
      case "name-moves":
        return { name, service, address: oneOf(addresses), forMs: between(2_000, 10_000) };
      case "full-disk":
        return { name, forMs: between(2_000, 7_000) };
      default: {
        const _never: never = name;
        return _never;
      }
    }
  }

  return {
    next() {
      const afterMs = between(2_000, 7_000);
      plannedMs += afterMs;
      return { afterMs, plan: planOf(nextKind()) };
    },
  };
}
