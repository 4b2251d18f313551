/**
 * What became of a scenario's recordings: what the simulated PBX knows it has recorded is held against the
 * links that the receiver got, and each link is opened and listened to, frame by frame.
 */
import { request } from "node:https";
import type { NativeEvent } from "../../src-shared/webhooks/native-event.ts";
import type { SimRecording } from "../simulator/model/recordings.ts";
import { mp3LengthS } from "./mp3-length.ts";

type Ended = Extract<NativeEvent, { event: "ended" }>;

/** The recordings of one link of a chain. */
export interface ExpectedLink {
  /** As receivers get it. */
  readonly id: string;
  readonly recordings: readonly SimRecording[];
  /** Of the same call and phone, but of none of the talks that receivers are told of: they may come or not. */
  readonly optional: readonly SimRecording[];
}

/** The PBX's own sounds end after that, however long the talk was. */
const longestSoundS = 30;
/** Frames are whole, and an encoder begins with some silence. */
const toleranceS = 0.5;
const sameArrivalMs = 60_000;

/**
 * Which links must get which recordings. Damaged ones become no MP3; of a call's stages some are told to nobody,
 * such as an agent who waits for the caller whom the queue calls back, or the guest of a conference.
 */
export function expectedLinks(
  recorded: readonly SimRecording[],
  received: readonly NativeEvent[],
): readonly ExpectedLink[] {
  const ends = received.filter((event): event is Ended => event.event === "ended");
  const whole = recorded.filter(({ damage }) => damage === "none" || damage === "locked");
  const told = Map.groupBy(whole, (recording) => linkOf(recording, ends)?.id);
  const untold = told.get(undefined) ?? [];
  return ends.flatMap((end) => {
    const recordings = told.get(end.id) ?? [];
    const optional = untold.filter((recording) => isOfCall(recording, end));
    return recordings.length + optional.length === 0 ? [] : [{ id: end.id, recordings, optional }];
  });
}

function linkOf(recording: SimRecording, ends: readonly Ended[]): Ended | undefined {
  const { truth, startedAtMs, endedAtMs } = recording;
  const number = digits(truth.number);
  const fitting = ends.filter(
    (end) =>
      !truth.internal &&
      end.finish === "ok" &&
      isOfCall(recording, end) &&
      digits(end.callerNumber) === number &&
      overlapMs(truth.talkedFromMs, truth.talkedToMs, end) > 0,
  );
  const overlapS = (end: Ended) => Math.round(overlapMs(startedAtMs, endedAtMs, end) / 1000);
  const apartMs = ({ answeredAt }: Ended) => Math.abs(Date.parse(answeredAt ?? "") - truth.talkedFromMs);
  // One talk may lie within another of the same two: then it is the one that began with it.
  return fitting.toSorted((a, b) => overlapS(b) - overlapS(a) || apartMs(a) - apartMs(b))[0];
}

function isOfCall({ truth }: SimRecording, { user, arrivedAt }: Ended): boolean {
  return user === truth.extension && Math.abs(Date.parse(arrivedAt) - truth.arrivedAtMs) < sameArrivalMs;
}

function overlapMs(fromMs: number, toMs: number, { answeredAt, endedAt }: Ended): number {
  if (answeredAt === null) return 0;
  return Math.min(toMs, Date.parse(endedAt)) - Math.max(fromMs, Date.parse(answeredAt));
}

function digits(number: string): string {
  return number.replaceAll(/\D/g, "");
}

/** Links by the id of what they belong to, in the order of their arrival. */
export function receivedLinks(received: readonly NativeEvent[]): ReadonlyMap<string, readonly string[]> {
  const links = new Map<string, readonly string[]>();
  for (const event of received) {
    if (event.event !== "recording") continue;
    links.set(event.id, [...(links.get(event.id) ?? []), ...event.files]);
  }
  return links;
}

export function allArrived(expected: readonly ExpectedLink[], received: readonly NativeEvent[]): boolean {
  const links = receivedLinks(received);
  return expected.every(({ id, recordings }) => (links.get(id)?.length ?? 0) >= recordings.length);
}

/** A sentence for each recording that did not come, came too often, or does not play as it should. */
export async function recordingDifferences(
  expected: readonly ExpectedLink[],
  received: readonly NativeEvent[],
): Promise<string[]> {
  const differences: string[] = [];
  const links = receivedLinks(received);
  // What may come or not may also come late, in the midst of the next scenario.
  const told = new Set(received.flatMap((event) => (event.event === "ended" ? event.id : [])));
  for (const [id] of links) {
    if (told.has(id) && !expected.some((each) => each.id === id))
      differences.push(`Nobody recorded what came for ${id}.`);
  }
  for (const { id, recordings, optional } of expected) {
    const got = links.get(id) ?? [];
    const most = recordings.length + optional.length;
    if (got.length < recordings.length || got.length > most) {
      differences.push(`Of ${recordings.length} recordings of ${id}, ${got.length} came.`);
      continue;
    }
    const opened = await Promise.all(got.map(open));
    differences.push(...opened.flatMap(({ complaint }) => complaint ?? []));
    const lengths = opened.flatMap(({ lengthS }) => lengthS ?? []);
    const wanted = recordings.map(soundS);
    if (!areAmong(wanted, lengths) || !areAmong(lengths, [...wanted, ...optional.map(soundS)])) {
      differences.push(`The recordings of ${id} last ${inWords(lengths)} instead of ${inWords(wanted)}.`);
    }
  }
  return differences;
}

/** Whether each of these lengths is there, each of them once. */
function areAmong(lengths: readonly number[], all: readonly number[]): boolean {
  const left = [...all];
  return lengths.every((lengthS) => {
    const at = left.findIndex((each) => Math.abs(each - lengthS) <= toleranceS);
    return at >= 0 && left.splice(at, 1).length === 1;
  });
}

function soundS({ startedAtMs, endedAtMs }: SimRecording): number {
  return Math.min((endedAtMs - startedAtMs) / 1000, longestSoundS);
}

function inWords(seconds: readonly number[]): string {
  return seconds.map((each) => `${each.toFixed(1)} s`).join(", ");
}

interface Opened {
  readonly lengthS?: number;
  readonly complaint?: string;
}

async function open(url: string): Promise<Opened> {
  const name = new URL(url).pathname;
  try {
    const { status, type, body } = await get(url);
    if (status !== 200 || type !== "audio/mpeg") return { complaint: `${name} answered ${status} ${type}.` };
    const lengthS = mp3LengthS(body);
    return lengthS === undefined ? { complaint: `${name} is no whole MP3.` } : { lengthS };
  } catch (error) {
    return { complaint: `${name} did not open: ${String(error)}.` };
  }
}

function get(
  url: string,
): Promise<{ readonly status: number; readonly type: string; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    // The stage has a certificate of its own.
    const asked = request(url, { rejectUnauthorized: false, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const { statusCode: status = 0, headers } = answer;
        resolve({ status, type: headers["content-type"] ?? "", body: Buffer.concat(parts) });
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}
