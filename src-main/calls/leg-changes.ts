/** What observations change in the legs of calls, for people who look at a call closely. Decides nothing. */
import type { DnType } from "../../src-shared/telephony/dn.ts";
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { CallFacts, CallsState } from "./call-state.ts";
import { typeOfDn } from "./call-state.ts";

/** A leg that began, changed its state or its other side, or (`isGone`) went. */
export interface LegChange {
  readonly atMs: number;
  readonly callId: number;
  /** Of its call at that moment; `undefined` while that is no outside conversation. */
  readonly chainId: string | undefined;
  readonly leg: Leg;
  readonly dnType: DnType;
  /** Of its own DN, from the directory; empty when unknown. */
  readonly dnName: string;
  readonly isGone: boolean;
}

export function legChange(
  state: CallsState,
  { callId, chainId }: Pick<CallFacts, "callId" | "chainId">,
  leg: Leg,
  atMs: number,
  isGone: boolean,
): LegChange {
  const { entries } = state.directory;
  const dnName = Object.hasOwn(entries, leg.dn) ? (entries[leg.dn]?.name ?? "") : "";
  return { atMs, callId, chainId, leg, dnType: typeOfDn(state, leg.dn, leg.dnType), dnName, isGone };
}
