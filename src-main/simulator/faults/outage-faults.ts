/** Faults that happen by themselves on the clock: breaks, revoked tokens, a restart of the PBX. */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { FaultSet } from "./fault-set.ts";
import { between, whileFaultIsOn } from "./periodic.ts";

export interface OutagePorts {
  readonly faults: FaultSet;
  readonly clock: Clock;
  readonly random: () => number;
  readonly dropSockets: () => void;
  readonly voidTokens: () => void;
  readonly restart: () => void;
}

/** Sets them up and returns the function that ends them for good. */
export function createOutages({
  faults,
  clock,
  random,
  dropSockets,
  voidTokens,
  restart,
}: OutagePorts): () => void {
  const ends = [
    whileFaultIsOn({
      faults,
      clock,
      name: "drop-socket",
      pauseMs: () => between(random, 3_000, 7_000),
      run: dropSockets,
    }),
    whileFaultIsOn({
      faults,
      clock,
      name: "expired-tokens",
      pauseMs: () => between(random, 3_000, 6_000),
      run: voidTokens,
    }),
    whileFaultIsOn({
      faults,
      clock,
      name: "pbx-restart",
      pauseMs: () => between(random, 4_000, 8_000),
      run: restart,
      times: 1,
    }),
  ];
  return () => ends.forEach((end) => end());
}
