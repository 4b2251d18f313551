/**
 * The PBX's own list of recordings and their download (XAPI `Recordings`). Says what it gets and why it does
 * not; when to ask again is up to the asker.
 */
import { say } from "../../src-shared/messages/say.ts";
import type { ListedRecording, PbxDownload, PbxRecordings, RecordingFailure } from "../recordings/types.ts";
import type { PbxApi } from "./api.ts";
import type { Busy } from "./busy.ts";
import type { DownloadClient, FileAnswer } from "./download-client.ts";
import { isRefusal, type PbxFailure } from "./failure.ts";
import type { LogOnce } from "./log-once.ts";
import { readPages } from "./pages.ts";
import type { TokenHolder } from "./token.ts";
import type { PbxTraffic } from "./types.ts";
import { parseRecording } from "./wire/recording-rows.ts";
import { type PbxAddress, stateNameOf, type Words, wordsFor } from "./words.ts";

export interface PbxRecordingsOptions {
  readonly api: PbxApi;
  readonly downloads: DownloadClient;
  readonly tokens: TokenHolder;
  readonly address: PbxAddress;
  readonly busy: Busy;
  readonly logOnce: LogOnce;
  readonly onTraffic: (traffic: PbxTraffic) => void;
}

const pageRows = 100;
const mostPages = 20;
/** The list is slow on busy systems. */
const timeoutMs = 30_000;

export function createPbxRecordings(options: PbxRecordingsOptions): PbxRecordings {
  const { api, downloads, tokens, busy } = options;

  const list: PbxRecordings["list"] = async (fromMs, toMs, signal) => {
    if (signal.aborted)
      return { ok: false, ...wordsFor("connection-lost", "recordings", options.address), refused: false };
    const result = await readPages(api, listPath(fromMs, toMs), mostPages, timeoutMs);
    if (!result.ok) return { ok: false, ...words(result), refused: isRefusal(result.kind) };
    return { ok: true, recordings: parseRows(result.rows), more: result.rows.length >= mostPages * pageRows };
  };

  const words = (why: PbxFailure): Words =>
    wordsFor(stateNameOf("recordings", why.kind), "recordings", options.address, why);

  /** Rows that were added while pages were read appear twice. */
  const parseRows = (rows: readonly unknown[]): readonly ListedRecording[] => {
    const byId = new Map<number, ListedRecording>();
    for (const row of rows) {
      const recording = parseRecording(row);
      if (recording !== undefined) byId.set(recording.recordingId, recording);
      else
        options.logOnce.note(
          "recording-row",
          "A row of recordings cannot be understood.",
          JSON.stringify(row),
        );
    }
    return [...byId.values()].toSorted(
      (a, b) => a.startedAtMs - b.startedAtMs || a.recordingId - b.recordingId,
    );
  };

  const ask = async (
    recordingId: number,
    fromByte: number,
    token: string,
    signal: AbortSignal,
  ): Promise<FileAnswer | PbxFailure> => {
    const answer = await downloads.get(
      `/xapi/v1/Recordings/Pbx.DownloadRecording(recId=${recordingId})`,
      { authorization: `Bearer ${token}`, ...(fromByte > 0 ? { range: `bytes=${fromByte}-` } : {}) },
      signal,
    );
    if (answer.ok || answer.kind !== "stopped") {
      options.onTraffic({ type: "request", kind: "recordings", outcome: answer.ok ? "ok" : "failed" });
    }
    return answer;
  };

  /** A refused token is renewed once. */
  const askWithToken = async (recordingId: number, fromByte: number, signal: AbortSignal) => {
    const token = await tokens.current();
    if (!token.ok) return token;
    const first = await ask(recordingId, fromByte, token.token, signal);
    if (first.ok || first.kind !== "unauthorised") return first;
    const newest = await tokens.refused(token.token);
    return newest.ok ? ask(recordingId, fromByte, newest.token, signal) : newest;
  };

  const download = async (
    recordingId: number,
    fromByte: number,
    signal: AbortSignal,
  ): Promise<PbxDownload> => {
    const answer = await askWithToken(recordingId, fromByte, signal);
    if (!answer.ok) {
      // What is here is longer than what 3CX has: it begins anew.
      if (answer.status === 416 && fromByte > 0) return download(recordingId, 0, signal);
      return failureOf(answer, words(answer));
    }
    const range = rangeOf(answer.headers["content-range"]);
    const resumed = answer.status === 206;
    if (/^text\/html/i.test(answer.headers["content-type"] ?? "")) {
      answer.drop();
      return fail("download-failed", say("rec.download.webPage"), true);
    }
    if (resumed && range?.fromByte !== fromByte) {
      answer.drop();
      if (fromByte > 0) return download(recordingId, 0, signal);
      return fail("download-failed", say("rec.download.otherPart"), true);
    }
    const length = Number(answer.headers["content-length"] ?? Number.NaN);
    const totalBytes = resumed ? range?.totalBytes : Number.isSafeInteger(length) ? length : undefined;
    return { ok: true, stream: answer.stream, resumed, ...(totalBytes === undefined ? {} : { totalBytes }) };
  };

  return {
    list: (fromMs, toMs, signal) => busy.run(() => list(fromMs, toMs, signal)),
    download: (recordingId, fromByte, signal) => busy.run(() => download(recordingId, fromByte, signal)),
  };
}

/** Whole seconds of UTC, outward: a badly written time is answered with 500 (seen on live systems). */
export function listPath(fromMs: number, toMs: number): string {
  const from = isoSeconds(Math.floor(fromMs / 1000));
  const to = isoSeconds(Math.ceil(toMs / 1000));
  const filter = encodeURIComponent(`StartTime ge ${from} and StartTime lt ${to}`);
  return `/xapi/v1/Recordings?$filter=${filter}&$orderby=StartTime%20asc`;
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function rangeOf(
  header = "",
): { readonly fromByte: number; readonly totalBytes: number | undefined } | undefined {
  const [, from, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/i.exec(header) ?? [];
  if (from === undefined) return undefined;
  return { fromByte: Number(from), totalBytes: total === "*" ? undefined : Number(total) };
}

function failureOf({ kind, status }: PbxFailure, { sentence, advice }: Words): RecordingFailure {
  if (kind === "not-found") {
    return fail("vanished", say("rec.download.noFile", { status }), true);
  }
  if (kind === "forbidden" || kind === "forbidden-everywhere") {
    return fail("no-access", `${say("rec.download.forbidden", { status })} ${advice}`, false);
  }
  if (kind === "server-error") {
    return fail("download-failed", say("rec.download.failed", { status }), true);
  }
  return fail("download-failed", [sentence, advice].filter(Boolean).join(" "), true);
}

function fail(problem: RecordingFailure["problem"], sentence: string, again: boolean): RecordingFailure {
  return { ok: false, problem, sentence, again };
}
