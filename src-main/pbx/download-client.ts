/**
 * Questions to 3CX whose answer is a file: handed on piece by piece, as fast as they are taken. Everything
 * else about them is like `http-client.ts`.
 */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Readable } from "node:stream";
import axios from "axios";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { errorCode, failure, kindOfErrorCode, kindOfStatus, type PbxFailure } from "./failure.ts";
import type { TlsTrust } from "./tls-trust.ts";

export interface FileAnswer {
  readonly ok: true;
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Throws while it is read when the connection breaks or nothing comes for too long. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** Hangs up when the stream is not wanted. */
  readonly drop: () => void;
}

export interface DownloadClient {
  get(
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<FileAnswer | PbxFailure>;
  /** Breaks off everything under way; later questions fail at once. */
  close(): void;
}

/** The longest silence before the first byte and between two pieces. */
const longestSilenceMs = 30_000;

export function createDownloadClient(baseUrl: string, trust: TlsTrust, clock: Clock): DownloadClient {
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true, ...trust }),
  };
  const http = axios.create({
    baseURL: baseUrl,
    ...agents,
    adapter: "http",
    proxy: false,
    maxRedirects: 0,
    maxContentLength: Number.POSITIVE_INFINITY,
    decompress: false,
    responseType: "stream",
    validateStatus: () => true,
  });
  const closing = new AbortController();

  return {
    get: async (path, headers, signal) => {
      if (closing.signal.aborted) return failure("stopped", "this program is stopping");
      const silence = createSilence(clock);
      const abort = AbortSignal.any([signal, closing.signal, silence.signal]);
      silence.begin();
      try {
        const answer = await http.get<unknown>(path, {
          headers: { accept: "*/*", "accept-encoding": "identity", ...headers },
          signal: abort,
        });
        const body = answer.data;
        if (!(body instanceof Readable)) return failure("not-3cx", "no answer to read", answer.status);
        // An error between two reads must not end the program; the reader gets it with its next read.
        body.on("error", () => {});
        const { status } = answer;
        if (status < 200 || status > 299) {
          body.destroy();
          return failure(kindOfStatus(status), `status ${status}`, status);
        }
        return {
          ...{ ok: true, status, headers: plainHeaders(answer.headers), drop: () => body.destroy() },
          stream: watched(body, silence),
        };
      } catch (error) {
        if (signal.aborted || closing.signal.aborted) return failure("stopped", "broken off");
        if (axios.isCancel(error)) return failure("unreachable", "no answer in time");
        const code = errorCode(error);
        return failure(kindOfErrorCode(code), code || "broken connection");
      } finally {
        silence.end();
      }
    },
    close: () => {
      closing.abort();
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

interface Silence {
  readonly signal: AbortSignal;
  begin(): void;
  end(): void;
}

function createSilence(clock: Clock): Silence {
  const abort = new AbortController();
  let cancel = () => {};
  return {
    signal: abort.signal,
    begin: () => {
      cancel();
      cancel = clock.after(longestSilenceMs, () => abort.abort());
    },
    end: () => cancel(),
  };
}

/** Only the PBX's silence counts, not the time that the taker of a piece needs. */
async function* watched(body: Readable, silence: Silence): AsyncGenerator<Uint8Array> {
  try {
    silence.begin();
    for await (const piece of body) {
      silence.end();
      // Without an encoding a stream of bytes gives buffers only.
      yield piece as Uint8Array;
      silence.begin();
    }
  } finally {
    silence.end();
    body.destroy();
  }
}

function plainHeaders(headers: object): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" || typeof value === "number") plain[name.toLowerCase()] = String(value);
  }
  return plain;
}
