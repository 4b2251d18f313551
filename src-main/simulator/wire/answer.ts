/**
 * What the simulator's servers can give back. Misbehaviour is an answer like any other, so that a
 * fault is a value which a handler returns and a test can look at.
 */
export type Answer =
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly body: AnswerBody;
    }
  /** Announces the whole body, sends half of it and cuts the connection. */
  | {
      readonly kind: "truncated";
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly body: AnswerBody;
    }
  /** Sends the body in ten pieces, one each second of clock time. */
  | {
      readonly kind: "slow";
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly body: Buffer;
    }
  /** Begins with `body` and goes on with spaces, one each second of clock time, until somebody hangs up. */
  | {
      readonly kind: "endless";
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly body: string;
    }
  /** Cuts the connection without an answer. */
  | { readonly kind: "reset" }
  /** Keeps the connection open and says nothing. */
  | { readonly kind: "never" };

export type AnswerHeaders = Readonly<Record<string, string>>;
export type AnswerBody = string | Buffer;

export interface HttpRequest {
  readonly method: string;
  /** Path as sent, still encoded. */
  readonly path: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Waits on the clock; ends early when the asker hangs up. Such a request counts as waiting. */
  wait(delayMs: number): Promise<void>;
}

export type Handler = (request: HttpRequest) => Promise<Answer>;

export function reply(status: number, body: AnswerBody = "", headers: AnswerHeaders = {}): Answer {
  return { kind: "reply", status, headers, body };
}

export function jsonReply(status: number, value: unknown, headers: AnswerHeaders = {}): Answer {
  return reply(status, JSON.stringify(value), {
    "content-type": "application/json; charset=utf-8",
    ...headers,
  });
}

/** As the web server in front of a PBX says that there is no such page. */
export function notFoundPage(): Answer {
  return reply(404, "<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>", {
    "content-type": "text/html",
  });
}

/** The answer to a missing, unknown, replaced or expired token: no body. */
export function unauthorized(): Answer {
  return reply(401, "", { "www-authenticate": "Bearer" });
}
