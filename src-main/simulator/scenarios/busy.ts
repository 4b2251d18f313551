/** Thirty calls at once, made of the other scenarios, each with its own outside number. */
import { defineScenario, outsideNumber } from "./define.ts";
import { inboundScenarios } from "./inbound.ts";
import { renumber } from "./numbers.ts";
import { outboundScenarios } from "./outbound.ts";
import { queueScenarios } from "./queues.ts";
import { transferScenarios } from "./transfers.ts";
import type { Scenario, Step } from "./types.ts";

const callCount = 30;
const apartMs = 700;

/** Those that follow the PBX's switches as they are and have an outside party. */
const ingredients = [
  ...queueScenarios,
  ...inboundScenarios,
  ...transferScenarios,
  ...outboundScenarios,
].filter((each) => Object.keys(each.overrides).length === 0 && each.name !== "internal-call");

function nth(index: number): Scenario | undefined {
  const ingredient = ingredients[index % ingredients.length];
  return ingredient && renumber(ingredient, () => outsideNumber(1001 + index));
}

const calls = Array.from({ length: callCount }, (_, index) => nth(index)).filter(
  (each) => each !== undefined,
);

const steps: Step[] = calls
  .flatMap((call, index) =>
    call.steps.map((step) => ({
      atMs: step.atMs + index * apartMs,
      do: { ...step.do, call: `${step.do.call}-${index + 1}` },
    })),
  )
  .toSorted((a, b) => a.atMs - b.atMs);

export const busyScenarios = [
  defineScenario({
    name: "thirty-calls",
    title: "Thirty calls at once",
    summary: "Incoming, outgoing, waiting and transferred calls overlap; the same phones take several.",
    steps,
    promise: (switches) => calls.flatMap((call) => call.promise(switches)),
    promiseInternal: (switches) => calls.flatMap((call) => call.promiseInternal(switches)),
  }),
];
