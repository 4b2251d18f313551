/**
 * What must hold of deliveries whatever happened: nothing lost, nothing out of order, ids and bytes stable, and
 * nothing twice that neither the receiver nor an interruption explains. Each finding is a sentence.
 */
import type { NativeEvent } from "../../../src-shared/webhooks/native-event.ts";
import type { Receipt } from "../journal.ts";
import type { EndpointTold } from "./told.ts";

/** While it lasts, the answer to a request may not be noted, so that the request comes again. */
export interface Interruption {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface DeliveryVerdict {
  readonly findings: readonly string[];
  readonly lost: number;
  readonly outOfOrder: number;
  readonly repeated: number;
  readonly unexplained: number;
  /** Not sent because their time was over, as it should be. */
  readonly expired: number;
}

const minute = 60_000;
/** A timer is not exact, and acceptance comes after the event. */
const slackMs = 5_000;
/** The receivers of a soak have five seconds at least. */
const answersWithinMs = 4_000;

/** How long an event is worth sending, as documented; ends and recordings are for days. */
function worthMs(event: NativeEvent["event"]): number {
  if (["ringing", "dialing", "queued", "ringing_stopped"].includes(event)) return minute;
  return ["started", "transfer", "voicemail"].includes(event) ? 10 * minute : Infinity;
}

/** `told`: the endpoints of one service that get everything; `partly`: those that came and went. */
export function judgeDelivery(
  told: readonly EndpointTold[],
  partly: readonly EndpointTold[],
  interruptionsOf: (endpoint: string) => readonly Interruption[],
): DeliveryVerdict {
  const all = [...told, ...partly];
  const missing = told.flatMap((each) => missingAt(each, told));
  const lost = missing.filter(({ expired }) => !expired);
  const disordered = all.flatMap(disorder);
  const repeats = all.flatMap((each) => repeatsAt(each, interruptionsOf(each.endpoint)));
  const unexplained = repeats.filter(({ explained }) => !explained);
  return {
    findings: [
      ...lost.map(({ sentence }) => sentence),
      ...disordered,
      ...unexplained.map(({ sentence }) => sentence),
      ...all.flatMap(changedBytes),
      ...changedIds(told),
    ],
    lost: lost.length,
    outOfOrder: disordered.length,
    repeated: repeats.length,
    unexplained: unexplained.length,
    expired: missing.length - lost.length,
  };
}

const nameOf = ({ service, endpoint }: EndpointTold) => `${service}/${endpoint}`;

/** Numbers within a chain have no holes: what another endpoint got, or what a later number says there was. */
function missingAt(one: EndpointTold, told: readonly EndpointTold[]) {
  const known = new Map<string, Map<number, NativeEvent>>();
  for (const { firsts } of told) {
    for (const { event } of firsts) {
      const chain = known.get(event.chainId) ?? new Map<number, NativeEvent>();
      known.set(event.chainId, chain.set(event.seq, event));
    }
  }
  const own = Map.groupBy(one.firsts, ({ event }) => event.chainId);
  return [...known].flatMap(([chainId, events]) => {
    const got = own.get(chainId) ?? [];
    const gotSeqs = new Set(got.map(({ event }) => event.seq));
    const numbers = Array.from({ length: Math.max(...events.keys()) }, (_, index) => index + 1);
    return numbers
      .filter((seq) => !gotSeqs.has(seq))
      .map((seq) => {
        const event = events.get(seq);
        const what =
          event === undefined ? "an event that no endpoint got" : `${event.event} ${event.eventId}`;
        const sentence = `${nameOf(one)}: ${chainId} number ${seq} was lost: ${what}.`;
        const next = got.find((each) => each.event.seq > seq);
        return { sentence, expired: next !== undefined && wasTooLate(event, next) };
      });
  });
}

/**
 * A chain goes on only when its first waiting event is over: so what follows cannot have come sooner. What an event
 * was that nobody got is not known: it was no later than what followed, and most are worth a minute.
 */
function wasTooLate(event: NativeEvent | undefined, next: EndpointTold["firsts"][number]): boolean {
  const { at, event: type } = event ?? { at: next.event.at, event: "ringing" };
  return next.receipt.atMs - Date.parse(at) >= worthMs(type) - slackMs;
}

function disorder(one: EndpointTold): string[] {
  const last = new Map<string, number>();
  return one.firsts.flatMap(({ event: { chainId, seq } }) => {
    const before = last.get(chainId) ?? 0;
    last.set(chainId, Math.max(before, seq));
    return seq > before ? [] : [`${nameOf(one)}: ${chainId} number ${seq} came after number ${before}.`];
  });
}

function repeatsAt(one: EndpointTold, interruptions: readonly Interruption[]) {
  return [...Map.groupBy(one.receipts, ({ id }) => id)].flatMap(([id, receipts]) =>
    receipts.slice(0, -1).map((receipt, index) => {
      const next = receipts[index + 1] ?? receipt;
      const explained = wasBadlyAnswered(receipt) || interruptions.some((each) => lies(each, receipt, next));
      const afterMs = next.atMs - receipt.atMs;
      return { explained, sentence: `${nameOf(one)}: ${id} came again after ${afterMs} ms for no reason.` };
    }),
  );
}

function wasBadlyAnswered({ answer, atMs, answeredAtMs }: Receipt): boolean {
  return answer !== "200" || answeredAtMs === undefined || answeredAtMs - atMs > answersWithinMs;
}

function lies({ fromMs, toMs }: Interruption, first: Receipt, next: Receipt): boolean {
  return fromMs <= next.atMs && toMs >= first.atMs;
}

function changedBytes(one: EndpointTold): string[] {
  return [...Map.groupBy(one.receipts, ({ id }) => id)].flatMap(([id, receipts]) =>
    receipts.every(({ body }) => body === receipts[0]?.body)
      ? []
      : [`${nameOf(one)}: ${id} came with other bytes.`],
  );
}

/** An event has one id, whoever gets it. */
function changedIds(told: readonly EndpointTold[]): string[] {
  const ids = new Map<string, Set<string>>();
  for (const { firsts } of told) {
    for (const { event, receipt } of firsts) {
      const key = `${event.chainId} number ${event.seq}`;
      ids.set(key, (ids.get(key) ?? new Set()).add(receipt.id).add(event.eventId));
    }
  }
  return [...ids].flatMap(([key, of]) => (of.size === 1 ? [] : [`${key} came under ${of.size} ids.`]));
}
