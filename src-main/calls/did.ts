/** Which DID a call came in on: from the leg if it says so, else from the inbound rule that leads there. */
import type { InboundRule } from "../../src-shared/telephony/directory.ts";
import type { CallsState, Chain } from "./call-state.ts";
import { digitsOf, sameNumber } from "./numbers.ts";

/** Fills in the chain's DID as soon as it can be told. An incoming chain keeps the first answer. */
export function resolveDid(state: CallsState, chain: Chain, shownDid: string): void {
  if (chain.direction !== "incoming" || chain.didName !== "") return;
  const shown = digitsOf(shownDid) || chain.didNumber;
  const rule = ruleOfNumber(state, shown) ?? ruleOfRoute(state, chain.trunkDn, chain.firstDn);
  if (rule && isPossible(rule, shown)) {
    chain.didName = rule.name;
    chain.didNumber = rule.didNumber || shown;
  } else {
    chain.didNumber = shown;
  }
}

/** A rule may be bound to the last digits only, or to none; another number than the leg's it cannot be. */
function isPossible({ didNumber }: InboundRule, shown: string): boolean {
  return shown.endsWith(didNumber) || shown === "" || sameNumber(didNumber, shown);
}

function ruleOfNumber(state: CallsState, shownDid: string): InboundRule | undefined {
  if (shownDid === "") return undefined;
  return state.directory.inboundRules.find(
    (rule) => rule.didNumber !== "" && sameNumber(rule.didNumber, shownDid),
  );
}

function ruleOfRoute(state: CallsState, trunkDn: string, dn: string | undefined): InboundRule | undefined {
  if (trunkDn === "" || dn === undefined) return undefined;
  const leading = state.directory.inboundRules.filter(
    (rule) => rule.trunkDn === trunkDn && rule.destinations.includes(dn),
  );
  return leading.length === 1 ? leading[0] : undefined;
}
