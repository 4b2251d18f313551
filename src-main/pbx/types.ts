/**
 * What `pbx` tells other rooms besides observations: how the connection to 3CX stands,
 * in words that a PBX administrator can act on. Other rooms import these types only.
 */

/** How one of the PBX's interfaces stands. Each has a sentence and an advice in `words.ts`. */
export type SourceStateName =
  | "not-configured"
  | "not-asked"
  | "connecting"
  | "connected"
  | "connection-lost"
  | "no-licence"
  | "no-monitored-extensions"
  | "ip-restricted"
  | "role-too-low"
  | "not-available"
  | "wrong-secret"
  | "token-stolen"
  | "old-version"
  | "not-3cx"
  | "pbx-restarting"
  | "unknown-host"
  | "connection-refused"
  | "unreachable"
  | "certificate-expired"
  | "certificate-not-trusted"
  | "certificate-wrong-host"
  | "ca-file-unreadable"
  | "answer-too-large"
  | "unexpected-answer";

export interface SourceState {
  readonly name: SourceStateName;
  /** What is the matter, one sentence. */
  readonly sentence: string;
  /** What to do about it; empty when there is nothing to do. */
  readonly advice: string;
  /** Since when the source has had this name. */
  readonly sinceMs: number;
}

/** `degraded`: calls are followed, but something is missing; the sources say what. */
export type OverallState = "connected" | "degraded" | "connecting" | "not-connected" | "not-configured";

export interface PbxState {
  readonly overall: OverallState;
  /** Live legs of the monitored extensions. */
  readonly callControl: SourceState;
  /** All calls of the PBX, polled. */
  readonly activeCalls: SourceState;
  /** Names and types of numbers, inbound rules. */
  readonly directory: SourceState;
  /** Finished calls; asked only when needed. */
  readonly callLog: SourceState;
  /** Number of extensions whose legs are visible. */
  readonly monitored: number;
  /** Version of the PBX as it states it, such as `20.0.8.1109`. */
  readonly version?: string;
  /** When the last event came through the WebSocket. */
  readonly lastEventAtMs?: number;
}

/** What a question to 3CX is about. */
export type PbxRequestKind =
  | "token"
  | "leg"
  | "snapshot"
  | "active-calls"
  | "call-log"
  | "directory"
  | "recordings";

/** An event that came through the WebSocket, or a question that was answered or failed. */
export type PbxTraffic =
  | { readonly type: "event" }
  | { readonly type: "request"; readonly kind: PbxRequestKind; readonly outcome: "ok" | "failed" };

/** How a question to 3CX ended: `json` with an answer, `failure` without; the status where there was one. */
export interface PbxTapAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly failure?: string;
}

export interface PbxTapSocket {
  readonly state: "opened" | "closed" | "refused";
  readonly failure?: string;
  readonly status?: number;
}

/** Hears everything that goes to and fro between this program and 3CX, but no token, header or password. */
export interface PbxTap {
  /** A question leaves; what it returns is called with the answer. */
  asked(method: "GET" | "POST", path: string): (answer: PbxTapAnswer) => void;
  /** A message of the WebSocket, as it came. */
  message(text: string): void;
  socket(news: PbxTapSocket): void;
  /** Something was not understood and left aside; `sample` is what came, and may hold anything. */
  odd(code: string, sentence: string, sample: string | undefined): void;
}

/** The tap of the moment; most of the time there is none. */
export type PbxTapNow = () => PbxTap | undefined;

/** The sources whose state is shown, by their field in `PbxState`. */
export type SourceName = "callControl" | "activeCalls" | "directory" | "callLog";
