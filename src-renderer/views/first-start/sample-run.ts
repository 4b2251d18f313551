/** The run of the simulator that shows somebody without a receiver, or without a PBX, what the program does. */
import type { MethodParams } from "../../../src-shared/contract/contract.ts";

type RunParams = MethodParams<"simulator.run">;
type Dialect = Extract<RunParams["target"], { kind: "built-in" }>["dialect"];

/** A greeting, a queue, two phones: enough to see every kind of event, and short. */
export function sampleRun(dialect: Dialect, count: number): RunParams {
  return {
    scenario: "ivr-queue-answered",
    speed: count === 1 ? 4 : 1,
    count,
    atOnce: Math.min(count, 3),
    faults: [],
    target: { kind: "built-in", dialect, status: 200, delayMs: 0 },
  };
}
