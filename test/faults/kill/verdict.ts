/** What must hold after any number of kills. Each finding is a line; none is good. */
import type { SeedOutcome } from "./run-seed.ts";

const ENDPOINTS = ["wide", "single"] as const;

export function findingsOf(outcome: SeedOutcome): string[] {
  return [
    ...lost(outcome),
    ...outOfOrder(outcome),
    ...changed(outcome),
    ...tooMany(outcome),
    ...outcome.torn.map((chain) => `State and number differ: ${chain}`),
    ...(outcome.left === 0 ? [] : [`${outcome.left} deliveries are left in the file.`]),
  ];
}

function lost({ acked, receipts }: SeedOutcome): string[] {
  const arrived = new Set(receipts.map(({ endpoint, id }) => `${endpoint} ${id}`));
  return ENDPOINTS.flatMap((endpoint) =>
    acked.filter(({ id }) => !arrived.has(`${endpoint} ${id}`)).map(({ id }) => `Lost: ${endpoint} ${id}`),
  );
}

/** First receipts of a chain at an endpoint, by number: each higher than the one before. */
function outOfOrder({ receipts }: SeedOutcome): string[] {
  const seen = new Set<string>();
  const last = new Map<string, number>();
  const findings: string[] = [];
  for (const { endpoint, id, chainId, seq } of receipts) {
    if (seen.has(`${endpoint} ${id}`)) continue;
    seen.add(`${endpoint} ${id}`);
    const lane = `${endpoint} ${chainId}`;
    const before = last.get(lane) ?? 0;
    if (seq <= before) findings.push(`Out of order: ${lane} ${seq} after ${before}`);
    last.set(lane, seq);
  }
  return findings;
}

/** The same id always with the same bytes. */
function changed({ receipts }: SeedOutcome): string[] {
  const bodies = new Map<string, string>();
  return receipts.flatMap(({ endpoint, id, body }) => {
    const key = `${endpoint} ${id}`;
    const first = bodies.get(key) ?? body;
    bodies.set(key, first);
    return first === body ? [] : [`Other bytes: ${key}`];
  });
}

/** Only what was in flight or not yet noted at a kill may come twice. */
function tooMany({ receipts, repeatable }: SeedOutcome): string[] {
  const duplicates = receipts.length - new Set(receipts.map(({ endpoint, id }) => `${endpoint} ${id}`)).size;
  const most = repeatable.reduce((total, count) => total + count, 0);
  return duplicates <= most ? [] : [`${duplicates} duplicates, where ${most} can be explained`];
}
