/**
 * One request on one connection, from the first byte out to the last byte that matters of the answer.
 * Uses undici's lowest interface: it tells when a connection was ready, when the first byte came,
 * and lets go of an answer that never ends.
 */
import type { Dispatcher } from "undici";
import type { AnswerFacts } from "../../../src-shared/webhooks/delivery-report.ts";
import { keptHeaders } from "./answer-headers.ts";
import { connectPhases } from "./connect-steps.ts";
import type { Connection } from "./connections.ts";
import { bodyTimeoutCode, headersTimeoutCode, notHttpCode, totalTimeoutCode } from "./error-words.ts";
import type { OutgoingMessage, SendPhases } from "./sender.ts";
import { createTimeOut } from "./time-out.ts";

/** A receiver that says "continue" more often says nothing. */
const mostInformational = 30;
/** More of an answer is not read. */
const mostReadBytes = 64 * 1024;
/** More of an answer is not kept. */
const mostKeptBytes = 8 * 1024;

export interface ExchangeOrder {
  readonly connection: Connection;
  readonly path: string;
  readonly message: OutgoingMessage;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly totalTimeoutMs: number;
}

export interface Exchange {
  /** Absent when no answer began. An answer that broke off later still counts: its status was read. */
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly facts: AnswerFacts;
  /** Why there was no answer. */
  readonly error?: unknown;
  /** The request left on a connection that was open before. */
  readonly reusedConnection: boolean;
  readonly requestStarted: boolean;
  readonly phases: SendPhases;
}

/** Always resolves. Real timers: they guard a real network, whatever clock the rules of delivery use. */
export function exchange(order: ExchangeOrder): Promise<Exchange> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const sinceStart = (): number => Math.round((performance.now() - startedAt) * 100) / 100;
    const body = createAnswerText();
    let controller: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let headers: Exchange["headers"] = {};
    let connectMs: number | undefined;
    let firstByteMs: number | undefined;
    let reusedConnection = false;
    let informational = 0;
    /** The answer came to its end. */
    let ended = false;
    let done = false;
    const { connection } = order;
    const openedBefore = connection.opened();
    const stepsBefore = connection.steps();
    const total = createTimeOut(() => giveUp(totalTimeoutCode));
    /** For the beginning of the answer, then for each piece of it. */
    const phase = createTimeOut(() => giveUp(status === undefined ? headersTimeoutCode : bodyTimeoutCode));
    total.start(order.totalTimeoutMs);

    function giveUp(code: string): void {
      const error = Object.assign(new Error("Given up"), { code });
      finish(error);
      controller?.abort(error);
    }

    /** Absent when this request made no connection. */
    function connecting() {
      const steps = connection.steps();
      if (steps === undefined || (steps === stepsBefore && steps.overAt !== undefined)) return undefined;
      const tillAt = connectMs === undefined ? performance.now() : startedAt + connectMs;
      return connectPhases(steps, startedAt, tillAt);
    }

    function finish(error?: unknown): void {
      if (done) return;
      done = true;
      const phases = {
        ...(reusedConnection ? { reused: true as const } : connecting()),
        ...(connectMs === undefined ? {} : { connectMs }),
        ...(firstByteMs === undefined ? {} : { firstByteMs }),
        totalMs: sinceStart(),
      };
      total.stop();
      phase.stop();
      resolve({
        ...(status === undefined ? { error } : { status }),
        headers,
        text: body.text(headers["content-encoding"]),
        facts: { ...keptHeaders(headers), ...body.extent(ended, headers["content-length"]) },
        reusedConnection,
        requestStarted: controller !== undefined,
        phases,
      });
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        reusedConnection = connection.opened() === openedBefore;
        if (!reusedConnection) connectMs = sinceStart();
        if (done) started.abort(new Error("Too late"));
        else phase.start(order.headersTimeoutMs);
      },
      onResponseStart(_controller, statusCode, answered) {
        firstByteMs ??= sinceStart();
        if (statusCode < 200) {
          informational += 1;
          if (informational > mostInformational) giveUp(notHttpCode);
          return;
        }
        status = statusCode;
        headers = answered;
        if (!done) phase.start(order.bodyTimeoutMs);
      },
      onResponseData(current, chunk) {
        if (done) return;
        phase.start(order.bodyTimeoutMs);
        if (body.add(chunk) <= mostReadBytes) return;
        finish();
        current.abort(new Error("The rest of the answer is not needed"));
      },
      onResponseEnd() {
        ended = true;
        finish();
      },
      onResponseError: (_controller, error) => finish(error),
    };

    try {
      connection.client.dispatch(
        {
          path: order.path,
          method: order.message.method,
          headers: order.message.headers,
          body: order.message.body ?? null,
          // undici's own time-outs are coarse and do not forgive a stall of this program.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        handler,
      );
    } catch (error) {
      finish(error);
    }
  });
}

function createAnswerText() {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let readBytes = 0;
  return {
    /** Returns the number of bytes read so far. */
    add(chunk: Buffer): number {
      readBytes += chunk.length;
      if (keptBytes < mostKeptBytes) {
        const part = chunk.subarray(0, mostKeptBytes - keptBytes);
        kept.push(part);
        keptBytes += part.length;
      }
      return readBytes;
    },
    /** `ended`: there is no more. Else what the receiver announced counts, if it is possible. */
    extent(ended: boolean, announced: string | string[] | undefined): Pick<AnswerFacts, "bytes" | "more"> {
      const bytes = Number(announced);
      const isTold = !ended && announced !== undefined && Number.isSafeInteger(bytes) && bytes >= readBytes;
      return { bytes: isTold ? bytes : readBytes, more: !ended && !isTold };
    },
    text(encoding: string | string[] | undefined): string {
      if (readBytes === 0) return "";
      if (encoding !== undefined && encoding !== "identity")
        return `(${readBytes} bytes, ${String(encoding)})`;
      return new TextDecoder().decode(Buffer.concat(kept), { stream: true });
    },
  };
}
