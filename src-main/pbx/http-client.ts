/**
 * The only place that speaks http to 3CX. Whatever comes back, a damaged body or an endless one
 * included, becomes a `PbxResult`: nothing thrown, nothing unbounded, redirects never followed.
 */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { errorCode, failure, kindOfErrorCode, kindOfStatus, type PbxResult } from "./failure.ts";
import type { TlsTrust } from "./tls-trust.ts";
import { asObject, field, text } from "./wire/values.ts";
import { parseJson } from "./wire/envelope.ts";

export interface HttpQuestion {
  readonly method: "GET" | "POST";
  /** Path and query, already encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** The whole answer must be here within this time of the clock. */
  readonly timeoutMs?: number;
}

export interface HttpClient {
  ask(question: HttpQuestion): Promise<PbxResult>;
  /** Breaks off everything under way; later questions fail at once. */
  close(): void;
}

const defaultTimeoutMs = 10_000;
const largestAnswerBytes = 16 * 1024 * 1024;
/** A clock that stands still must not keep a dead request forever: real time ends it a little later. */
const realTimeMarginMs = 5_000;

export function createHttpClient(baseUrl: string, trust: TlsTrust, clock: Clock): HttpClient {
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true, ...trust }),
  };
  const http = createSender(agents);
  const underWay = new Set<AbortController>();
  let closed = false;

  const askOnce = async (question: HttpQuestion) => {
    const timeoutMs = question.timeoutMs ?? defaultTimeoutMs;
    const abort = new AbortController();
    underWay.add(abort);
    const cancelTimer = clock.after(timeoutMs, () => abort.abort());
    try {
      return await send(http, baseUrl, question, abort.signal, timeoutMs + realTimeMarginMs);
    } finally {
      cancelTimer();
      underWay.delete(abort);
    }
  };

  return {
    ask: async (question) => {
      if (closed) return failure("stopped", "this program is stopping");
      const first = await askOnce(question);
      // The PBX may close an idle connection at the moment it is used again; asking once more is harmless.
      const again = first === "stale-connection" ? await askOnce(question) : first;
      if (closed) return failure("stopped", "this program is stopping");
      return again === "stale-connection" ? failure("connection-lost", "ECONNRESET") : again;
    },
    close: () => {
      closed = true;
      for (const abort of underWay) abort.abort();
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

type Send = (config: InternalAxiosRequestConfig) => Promise<AxiosResponse<unknown>>;

/**
 * The part of axios that speaks http. Its layers above (merging of settings, interceptors, transformations)
 * have nothing to do here and took a third of the time of a question.
 */
function createSender(agents: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent }): Send {
  const adapter = axios.getAdapter("http");
  const settings = {
    ...axios.defaults,
    ...agents,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: largestAnswerBytes,
    maxBodyLength: 1024 * 1024,
    responseType: "text",
    validateStatus: () => true,
  } as const;
  return (config) => adapter({ ...settings, ...config });
}

async function send(
  http: Send,
  baseUrl: string,
  { method, path, headers, body }: HttpQuestion,
  signal: AbortSignal,
  realTimeoutMs: number,
): Promise<PbxResult | "stale-connection"> {
  try {
    const answer = await http({
      method,
      url: baseUrl + path,
      headers: new AxiosHeaders({ accept: "application/json", ...headers }),
      data: body,
      signal,
      // A signal with a timeout of its own would fire for each question, long after its answer.
      timeout: realTimeoutMs,
    });
    return toResult(answer.status, typeof answer.data === "string" ? answer.data : "");
  } catch (error) {
    return fromError(error, method);
  }
}

function toResult(status: number, body: string): PbxResult {
  const json = body.trim() === "" ? undefined : parseJson(body);
  if (status >= 200 && status < 300) {
    if (json !== undefined) return { ok: true, status, json };
    return failure("not-3cx", body === "" ? "empty answer" : "the answer is not JSON", status);
  }
  return failure(kindOfStatus(status), errorMessage(json) || `status ${status}`, status);
}

/** The message of an OData or OAuth error body, shortened; an empty text when there is none. */
function errorMessage(json: unknown): string {
  const object = asObject(json);
  if (object === undefined) return "";
  const inner = asObject(field(object, "error"));
  const message = inner === undefined ? text(object, "error") : text(inner, "message");
  // The mark lets the log find a secret that was cut.
  return message.length > 200 ? `${message.slice(0, 200)}…` : message;
}

function fromError(error: unknown, method: "GET" | "POST"): PbxResult | "stale-connection" {
  if (axios.isCancel(error)) return failure("unreachable", "no complete answer in time");
  const code = errorCode(error);
  if (error instanceof Error && /max(Content|Body)Length/.test(error.message)) {
    return failure("answer-too-large", "more than 16 MiB");
  }
  if (code === "ECONNRESET" && method === "GET" && usedOldConnection(error)) return "stale-connection";
  return failure(kindOfErrorCode(code), code || "broken connection");
}

function usedOldConnection(error: unknown): boolean {
  if (!axios.isAxiosError(error)) return false;
  const request: unknown = error.request;
  return (
    typeof request === "object" &&
    request !== null &&
    "reusedSocket" in request &&
    request.reusedSocket === true
  );
}
