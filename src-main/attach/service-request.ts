/** One https request to a service over a line whose certificate was compared already. */
import { type IncomingMessage, request } from "node:http";
import type { Line } from "./pinned-line.ts";
import type { ServiceAddress } from "./service-address.ts";

export interface ServiceRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The answer's body is read as slowly as somebody listens to it: only its beginning is waited for so long. */
  readonly mayPause?: boolean;
}

const answerWithinMs = 15_000;

/** The answer with its body still to be read; `undefined` when there is none. */
export function askService(
  { socket }: Line,
  { authority }: ServiceAddress,
  { method, path, headers = {}, body, mayPause = false }: ServiceRequest,
): Promise<IncomingMessage | undefined> {
  return new Promise((resolve) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const asked = request({
      createConnection: () => socket,
      method,
      path,
      headers: {
        host: authority,
        // The service lets nobody in who does not say so.
        origin: `https://${authority}`,
        connection: "close",
        ...(text === undefined
          ? {}
          : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
        ...headers,
      },
    });
    const fail = () => {
      socket.destroy();
      resolve(undefined);
    };
    asked.setTimeout(answerWithinMs, fail);
    asked.once("error", fail);
    asked.once("response", (answer) => {
      if (mayPause) socket.setTimeout(0);
      resolve(answer);
    });
    asked.end(text);
  });
}

const mostChars = 100_000;

/** `undefined` for what is no JSON. */
export async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  let text = "";
  try {
    for await (const part of answer.setEncoding("utf8")) {
      text += String(part);
      if (text.length > mostChars) return undefined;
    }
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
