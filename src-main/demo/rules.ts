/** The rules that hold for every chain, whatever was lost on the way. */
import type { ReceivedEvent } from "../simulator/scenarios/types.ts";

/** One sentence for each breach: one end for each link, links without holes, nothing after the last end. */
export function ruleBreaches(received: readonly ReceivedEvent[]): string[] {
  const breaches: string[] = [];
  for (const [chainId, events] of Map.groupBy(received, (event) => event.chainId)) {
    const ends = events.filter(({ event }) => event === "ended").map(({ link }) => link);
    const first = ends[0] ?? 0;
    const expected = ends.map((_, index) => first + index);
    if (ends.join() !== expected.join() || first > 1 || (first === 0 && ends.length > 1)) {
      breaches.push(`Chain ${chainId}: the ends of its links are ${ends.join(", ") || "missing"}.`);
    }
    if (events.at(-1)?.event !== "ended") breaches.push(`Chain ${chainId}: its last event is no end.`);
  }
  return breaches;
}
