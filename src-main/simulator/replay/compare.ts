/** Holds what the engine makes of a replayed capture against what it had made of the PBX itself. */
import type { CaptureFile } from "../../../src-shared/capture/capture-file.ts";

/** An event of the engine, as the capture has it or as it was made just now. */
export type MadeEvent = Readonly<Record<string, unknown>>;

export interface Comparison {
  /** Calls that went the same way in both. */
  readonly same: number;
  /** Calls that had begun before the capture, of which nothing can be said. */
  readonly left: number;
  /** One sentence each. */
  readonly differences: readonly string[];
}

/** Events of the last moments may fall on either side of the end. */
const endBlurMs = 2_000;
const startBlurMs = 10_000;

export function compareEvents(capture: CaptureFile, replayed: readonly MadeEvent[]): Comparison {
  const { startedAtMs } = capture.header;
  const endsAtMs = startedAtMs + (capture.lines.at(-1)?.atMs ?? 0) - endBlurMs;
  const recorded = capture.lines.flatMap((line) => (line.kind === "made" ? [line.body] : []));
  const before = byChain(recorded);
  const now = byChain(replayed);
  const differences: string[] = [];
  let same = 0;
  let left = 0;
  for (const chainId of new Set([...before.keys(), ...now.keys()])) {
    const [then = [], again = []] = [before.get(chainId), now.get(chainId)];
    if (beganBefore(then, again, startedAtMs)) {
      left += 1;
      continue;
    }
    const difference = firstDifference(then, again, endsAtMs);
    if (difference === undefined) same += 1;
    else differences.push(`Call ${chainId}: ${difference}`);
  }
  return { same, left, differences };
}

/** One line for people. */
export function describeMade(event: MadeEvent): string {
  const words = ["type", "user", "callerId", "direction", "transferType", "finish"].flatMap((field) => {
    const value = event[field];
    return typeof value === "string" && value !== "" && value !== "none" ? [value] : [];
  });
  return [...words, `link ${String(event["link"])}`].join(" ");
}

function byChain(events: readonly MadeEvent[]): Map<string, MadeEvent[]> {
  return Map.groupBy(events, (event) => String(event["chainId"]));
}

function beganBefore(then: readonly MadeEvent[], again: readonly MadeEvent[], startedAtMs: number): boolean {
  if (then.some((event) => numberOf(event, "arrivedAtMs") < startedAtMs)) return true;
  const [first] = again;
  const isFromTheMiddle =
    first?.["reconstructed"] === true && numberOf(first, "atMs") < startedAtMs + startBlurMs;
  return then.length === 0 && isFromTheMiddle;
}

function firstDifference(
  then: readonly MadeEvent[],
  again: readonly MadeEvent[],
  endsAtMs: number,
): string | undefined {
  for (let index = 0; index < Math.max(then.length, again.length); index++) {
    const [was, is] = [then[index], again[index]];
    if (was !== undefined && is !== undefined && comparable(was) === comparable(is)) continue;
    const either = is ?? was;
    if ((was === undefined || is === undefined) && either && numberOf(either, "atMs") > endsAtMs)
      return undefined;
    return `event ${index + 1} was ${shown(was)}, now ${shown(is)}`;
  }
  return undefined;
}

const compared = [
  ...[
    "type",
    "link",
    "user",
    "userType",
    "direction",
    "callerId",
    "callerName",
    "did",
    "didNumber",
    "trunkDn",
  ],
  ...["finish", "transferType", "transferred", "target", "standingPoint", "reconstructed", "callbackOrdered"],
];

function comparable(event: MadeEvent): string {
  return JSON.stringify(compared.map((field) => event[field]));
}

function shown(event: MadeEvent | undefined): string {
  return event === undefined ? "not there" : `"${describeMade(event)}"`;
}

function numberOf(event: MadeEvent, field: string): number {
  const value = event[field];
  return typeof value === "number" ? value : 0;
}
