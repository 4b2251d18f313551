/** The port through which deliveries leave, so that the rules of delivery are tested without a network. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AnswerFacts, AttemptPhases } from "../../../src-shared/webhooks/delivery-report.ts";

export interface OutgoingMessage {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Milliseconds of a clock that never jumps, counted from the call to `send`. */
export type SendPhases = Omit<AttemptPhases, "queueMs">;

/** An answer of any status, or the reason why there was none. Never an exception. */
export type SendResult =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** The header Retry-After as sent. */
      readonly retryAfter?: string | undefined;
      /** The header Location of a redirect. */
      readonly location?: string | undefined;
      /** The beginning of the body. */
      readonly text: string;
      readonly facts?: AnswerFacts;
      readonly phases: SendPhases;
    }
  | {
      readonly kind: "error";
      readonly error: string;
      /** True when it stays wrong until somebody changes a setting. */
      readonly config?: boolean;
      readonly phases: SendPhases;
    };

export interface Sender {
  /** Sends once. Connections belong to the endpoint alone. Always resolves, within about `timeoutS`. */
  send(endpoint: EndpointSettings, message: OutgoingMessage): Promise<SendResult>;
  /** Closes the endpoint's connections once they are idle. */
  forget(endpointName: string): void;
  /** Closes all connections at once; what is in flight ends as an error. */
  close(): Promise<void>;
}
