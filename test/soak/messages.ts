/** What the conductor of a soak tells its simulated PBX and its receivers, and what they say. */
import type { FaultName } from "../../src-main/simulator/faults/fault-name.ts";

export type ToPbx =
  | { readonly type: "play"; readonly index: number; readonly scenario: string; readonly suffix: string }
  | { readonly type: "faults"; readonly names: readonly FaultName[] }
  /** Calls vanish, tokens die, sockets break, and for three seconds every answer is 503. */
  | { readonly type: "restart" }
  | { readonly type: "drop-sockets" };

export type FromPbx =
  | { readonly type: "ready"; readonly url: string }
  /** `undone`: steps that found their call gone. */
  | { readonly type: "played"; readonly index: number; readonly undone: number };

export const moods = [
  "well",
  "errors",
  "busy",
  "limited",
  "reset",
  "silent",
  "slow",
  "endless",
  "any",
] as const;
export type Mood = (typeof moods)[number];

export interface ToReceiver {
  readonly type: "mood";
  readonly mood: Mood;
}

export interface FromReceiver {
  readonly type: "ready";
  readonly url: string;
}
