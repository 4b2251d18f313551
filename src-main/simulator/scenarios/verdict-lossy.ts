/**
 * What must hold of a chain even when the PBX's events were lost on the way: each link ends once,
 * nothing is invented, the order is kept, and the result is right.
 */
import { describe } from "./describe-event.ts";
import type { PromisedEvent, ReceivedEvent } from "./types.ts";

/** Sentences, empty when the chain is as good as it can be. */
export function differencesOfLossyChain(
  promised: readonly PromisedEvent[],
  received: readonly ReceivedEvent[],
): string[] {
  return [
    ...linkDifferences(received),
    ...orderDifferences(promised, received),
    ...resultDifferences(promised, received),
  ];
}

/** One end for each link, links without holes, nothing after the last end. */
function linkDifferences(received: readonly ReceivedEvent[]): string[] {
  const ends = received.filter((each) => each.event === "ended").map((each) => each.link);
  const first = ends[0] ?? 0;
  const expected = first === 0 ? [0] : Array.from({ length: Math.max(...ends) }, (_, index) => index + 1);
  const differences: string[] = [];
  if (ends.join() !== expected.join())
    differences.push(
      `expected one end for each of the links ${expected.join(", ")}; got ${ends.join(", ") || "none"}.`,
    );
  const last = received.at(-1);
  if (last !== undefined && last.event !== "ended")
    differences.push(`expected an end as the last event; got ${describe(last)}.`);
  const highest = Math.max(0, ...ends);
  for (const event of received)
    if (event.link > highest)
      differences.push(`expected links up to ${highest}, the last that ended; got ${describe(event)}.`);
  return differences;
}

/** What stays the same when links and transfers were misjudged for want of events. */
function essence(event: PromisedEvent | ReceivedEvent): string {
  return [event.event, event.user, event.userType, event.finish ?? ""].join(" ");
}

/**
 * Everything received was promised, and in that order. Phones that ring one after another within a
 * link may change places: a snapshot lists them by number. A phone that was not seen ringing for a
 * while may be told once more: that it rang all the time was lost.
 */
function orderDifferences(promised: readonly PromisedEvent[], received: readonly ReceivedEvent[]): string[] {
  const groups = ringingGroups(promised);
  const rang = new Set<string>();
  let position = 0;
  return received.flatMap((event) => {
    if (event.event !== "ringing") rang.clear();
    for (let index = position; index < groups.length; index += 1) {
      const group = groups[index] ?? [];
      const match = group.indexOf(essence(event));
      if (match < 0) continue;
      group.splice(match, 1);
      position = index;
      rang.add(essence(event));
      return [];
    }
    if (rang.has(essence(event)) && event.userType === "ext") return [];
    const expected = promised.map(describe).join(", ");
    return [
      `expected only, and in this order: ${expected}; got out of place or unpromised ${describe(event)}.`,
    ];
  });
}

function ringingGroups(promised: readonly PromisedEvent[]): string[][] {
  const groups: string[][] = [];
  let openLink: number | undefined;
  for (const event of promised) {
    const isPhone = event.event === "ringing" && event.userType === "ext";
    const group = groups.at(-1);
    if (isPhone && openLink === event.link && group !== undefined) group.push(essence(event));
    else groups.push([essence(event)]);
    openLink = isPhone ? event.link : undefined;
  }
  return groups;
}

function resultDifferences(promised: readonly PromisedEvent[], received: readonly ReceivedEvent[]): string[] {
  const differences: string[] = [];
  const expectedEnd = promised.findLast((each) => each.event === "ended");
  const gotEnd = received.findLast((each) => each.event === "ended");
  if (expectedEnd !== undefined && (gotEnd === undefined || essence(gotEnd) !== essence(expectedEnd)))
    differences.push(
      `the last end: expected ${describe(expectedEnd)}; got ${gotEnd === undefined ? "none" : describe(gotEnd)}.`,
    );
  const answered = wasAnswered(received);
  const expectedAnswered = wasAnswered(promised);
  if (answered !== expectedAnswered)
    differences.push(
      `expected ${expectedAnswered ? "an answered" : "a missed"} call; got ${answered ? "an answered" : "a missed"} one.`,
    );
  return differences;
}

function wasAnswered(events: readonly (PromisedEvent | ReceivedEvent)[]): boolean {
  return events.some((each) => each.event === "started" || each.finish === "ok");
}
