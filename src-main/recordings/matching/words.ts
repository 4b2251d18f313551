/** Why a recording is on no call, for its administrator: what was looked for, or between which calls it stands. */
import type { ListedRecording, SourceFile } from "../types.ts";
import { type Fit, TOLERANCE_MS } from "./fit.ts";
import { isAnonymous } from "./numbers.ts";
import { traceOfFile } from "./trace.ts";

/** Numbers and names come from callers: they may be hostile or endless. */
const LONGEST = 40;

export interface WordContext {
  readonly listed?: ListedRecording | undefined;
  readonly timezone?: string | undefined;
}

export function lookedForWords(file: SourceFile, context: WordContext): string {
  const { listed } = context;
  const trace = traceOfFile(file, listed);
  const recordingId = file.recordingId ?? listed?.recordingId;
  const extension = trace?.extension ?? file.extension;
  const other = trace?.numbers.find((number) => number !== extension);
  const looked = [
    recordingId === undefined ? "" : `recording id ${recordingId}`,
    file.nameNumber === undefined ? "" : `call id ${file.nameNumber}`,
    trace === undefined
      ? "a time in the file's name, which has none"
      : `${shown(extension, "an unknown extension")} with ${numberWords(other)} at ${timeWords(trace.startMs, context)} ± ${TOLERANCE_MS / 1000} s`,
  ].filter((each) => each !== "");
  return `No call fits this file. Looked for: ${looked.join(", ")}. Kept, not sent.`;
}

export function severalWords(fits: readonly Fit[], context: WordContext): string {
  const calls = fits.map(({ talk }) => {
    const who = shown(talk.extensions.at(-1), "an unknown extension");
    const when = timeWords(talk.startMs, context);
    return `${talk.chainId}-${talk.link} (${who} with ${numberWords(talk.number)} at ${when})`;
  });
  return `This file may belong to several calls: ${calls.join(", ")}. Nothing tells which. Kept, not sent.`;
}

function numberWords(number: string | undefined): string {
  if (number === undefined) return "an unknown number";
  return isAnonymous(number) ? "an anonymous caller" : shown(number, "an unknown number");
}

function shown(text: string | undefined, otherwise: string): string {
  const plain = (text ?? "").replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();
  if (plain === "") return otherwise;
  const letters = [...plain];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : plain;
}

function timeWords(atMs: number, { timezone }: WordContext): string {
  // Swedish writes dates as ISO 8601 does, with a space.
  return new Date(atMs).toLocaleString("sv-SE", { timeZone: timezone });
}
