/**
 * What people read about the connection to 3CX: one sentence that names what is wrong,
 * one advice that names what to click. Kept apart so that wording can change without code.
 */
import { isMessageCode } from "../../src-shared/messages/catalogue.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { PbxFailure, PbxFailureKind } from "./failure.ts";
import type { SourceName, SourceStateName } from "./types.ts";

export interface Words {
  readonly sentence: string;
  readonly advice: string;
}

/** Where the PBX is, for sentences. */
export interface PbxAddress {
  readonly host: string;
  readonly port: number;
}

/** What a sentence is about: a source whose state is shown, or the list of recordings. */
export type Subject = SourceName | "recordings";

/** The state a failure leads to. Call Control answers 403 or 404 when the licence lacks it. */
export function stateNameOf(source: Subject, kind: PbxFailureKind): SourceStateName {
  switch (kind) {
    case "unauthorised":
      return "token-stolen";
    case "forbidden":
      return source === "callControl" ? "no-licence" : "role-too-low";
    case "forbidden-everywhere":
      return "role-too-low";
    case "not-found":
      return source === "callControl" ? "no-licence" : "not-available";
    case "server-error":
      return "pbx-restarting";
    case "unexpected-status":
      return "unexpected-answer";
    case "stopped":
      return "connection-lost";
    default:
      return kind;
  }
}

/** The sentence and the advice for a state. `cause` adds technical detail where it helps. */
export function wordsFor(
  name: SourceStateName,
  source: Subject,
  { host, port }: PbxAddress,
  cause?: PbxFailure,
): Words {
  const values = {
    ...{ host, port, at: `${host}:${port}`, status: cause?.status },
    what: whatIs(source, name === "not-available"),
    reason: cause?.detail ?? say("ep.unknownReason"),
  };
  const advice = `pbx.${name}.advice`;
  return {
    sentence: say(`pbx.${name}`, values),
    advice: isMessageCode(advice) ? say(advice) : "",
  };
}

/** `inside`: as it reads within a sentence. Call Control is a name and never changes. */
function whatIs(source: Subject, inside: boolean): string {
  if (source === "callControl") return say("pbx.what.callControl");
  return say(inside ? `pbx.what.${source}.inside` : `pbx.what.${source}`);
}
