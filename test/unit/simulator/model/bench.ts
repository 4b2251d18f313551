/** A simulated PBX on a clock that a test moves by hand, and its changes in the notation of the fact sheet. */
import { expect } from "vitest";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import type { Action } from "../../../../src-main/simulator/model/actions.ts";
import { createPbxModel, type SimPbx } from "../../../../src-main/simulator/model/pbx-model.ts";
import type { SimSwitches } from "../../../../src-main/simulator/model/switches.ts";
import type { SimParticipant } from "../../../../src-main/simulator/model/types.ts";
import { allLegs } from "./consistency.ts";

export const caller = "+420601999001";
export const startMs = Date.UTC(2026, 4, 4, 8, 0, 0);

type Unlabelled<A> = A extends Action ? Omit<A, "call"> : never;

export interface Bench {
  readonly pbx: SimPbx;
  /** Does actions of one call, a second apart; each must succeed. */
  act(...actions: readonly Unlabelled<Action>[]): void;
  passS(seconds: number): void;
  /** Changes since the last time, e.g. `U 101/1 Ringing 10007 [1.4] orig=ROUTER` and `R 101/1`. */
  trace(): string[];
  /** Rows of live calls, e.g. `1: 10007 Trunk (+49…) -> 101 Jana Nováková Talking`. */
  rows(): string[];
}

export function createBench(switches: Partial<SimSwitches> = {}): Bench {
  let nowMs = startMs;
  const clock: Clock = { nowMs: () => nowMs, after: () => () => undefined };
  const pbx = createPbxModel({ clock, random: countingRandom(), switches });
  let lines: string[] = [];
  pbx.onChange(({ kind, dn, participantId }) => {
    const leg = allLegs(pbx).find((each) => each.dn === dn && each.id === participantId);
    lines.push(kind === "remove" ? `R ${dn}/${participantId}` : `U ${describeLeg(leg)}`);
  });
  return {
    pbx,
    act: (...actions) => {
      for (const action of actions) {
        nowMs += 1000;
        expect(pbx.perform({ ...action, call: "call" }), action.type).toEqual({ done: true });
      }
    },
    passS: (seconds) => {
      nowMs += seconds * 1000;
    },
    trace: () => {
      const seen = lines;
      lines = [];
      return seen;
    },
    rows: () => pbx.activeCalls().map((row) => `${row.Id}: ${row.Caller} -> ${row.Callee} ${row.Status}`),
  };
}

function describeLeg(leg: SimParticipant | undefined): string {
  if (leg === undefined) return "?";
  const { originated_by_dn: originator, referred_by_dn: referrer, on_behalf_of_dn: principal } = leg;
  return [
    `${leg.dn}/${leg.id} ${leg.status} ${leg.party_dn || "-"} [${leg.callid}.${leg.legid}]`,
    originator === "" ? "" : `orig=${originator}`,
    referrer === "" ? "" : `ref=${referrer}`,
    principal === "" ? "" : `behalf=${principal}`,
  ]
    .filter((each) => each !== "")
    .join(" ");
}

export const arrive = { type: "arrive", from: caller, rule: "DirectDID" } as const;
export const ring101 = { type: "ring", dns: ["101"] } as const;
export const answer101 = { type: "answer", dn: "101" } as const;
export const outsideHangsUp = { type: "hang-up", by: "outside" } as const;

/** Different numbers, the same ones in each run. */
function countingRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
