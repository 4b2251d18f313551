/**
 * What people and lines do to the simulated PBX. Actions are data: a scenario is a list of them with
 * times. `call` is a label that names one conversation from its first action to its end.
 */
import type { SimSwitches } from "./switches.ts";

export type Action =
  /** An outside call comes in on the DID of `rule`; it stands nowhere yet. */
  | {
      readonly type: "arrive";
      readonly call: string;
      readonly from: string;
      readonly name?: string;
      readonly rule: string;
    }
  /** An IVR, queue or ring group takes the call. */
  | { readonly type: "route-to"; readonly call: string; readonly dn: string }
  /** Phones start to ring, all devices of each. */
  | { readonly type: "ring"; readonly call: string; readonly dns: readonly string[] }
  | { readonly type: "stop-ringing"; readonly call: string; readonly dns: readonly string[] }
  /** Somebody lifts a phone that rings: for the call, or for a consultation. */
  | { readonly type: "answer"; readonly call: string; readonly dn: string }
  /** The conversation is over, whatever its stage. */
  | { readonly type: "hang-up"; readonly call: string; readonly by: "outside" | "inside" }
  /** An extension dials an outside number. */
  | {
      readonly type: "dial";
      readonly call: string;
      readonly from: string;
      readonly to: string;
      readonly name?: string;
    }
  /** The outgoing call has its trunk, and the caller's own phone was lifted where it rang first. */
  | { readonly type: "trunk-chosen"; readonly call: string }
  | { readonly type: "outside-answers"; readonly call: string }
  | { readonly type: "outside-rejects"; readonly call: string }
  /** One extension calls another, or the voicemail's menu 666; `answer` and `hang-up` go on as usual. */
  | { readonly type: "dial-internal"; readonly call: string; readonly from: string; readonly to: string }
  /** The one who talks sends the call on, to an extension, queue or ring group. */
  | { readonly type: "blind-transfer"; readonly call: string; readonly to: string }
  /** The target did not answer: the phone of the one who transferred rings again. */
  | { readonly type: "transfer-returns"; readonly call: string }
  /** The one who talks calls a colleague and holds the outside party meanwhile. */
  | { readonly type: "consult"; readonly call: string; readonly to: string }
  /** The consultation becomes a transfer. */
  | { readonly type: "join"; readonly call: string }
  | { readonly type: "park"; readonly call: string; readonly slot: string }
  | { readonly type: "pick-up"; readonly call: string; readonly dn: string }
  /** The phone that rings gives up; its voicemail answers. */
  | { readonly type: "voicemail"; readonly call: string }
  /** The phone that rings gives up; the PBX dials its owner's mobile. */
  | { readonly type: "forward"; readonly call: string }
  | { readonly type: "mobile-answers"; readonly call: string }
  /** Outside party, the one who talks and the consulted colleague meet. */
  | { readonly type: "conference"; readonly call: string }
  /** One extension leaves the conference or the consultation, the others stay. */
  | { readonly type: "leave"; readonly call: string; readonly dn: string }
  /** The caller who waits in a queue orders a callback and is released. */
  | { readonly type: "order-callback"; readonly call: string }
  /** The queue calls an agent in order to call back. Begins a conversation. */
  | {
      readonly type: "queue-callback";
      readonly call: string;
      readonly queue: string;
      readonly agent: string;
      readonly to: string;
      readonly name?: string;
    }
  /** The agent has answered: the PBX dials the outside number. */
  | { readonly type: "callback-dials"; readonly call: string }
  | { readonly type: "hold"; readonly call: string }
  | { readonly type: "resume"; readonly call: string };

export type ActionType = Action["type"];
export type ActionOf<T extends ActionType> = Extract<Action, { readonly type: T }>;

/** `done: false` changes nothing; `why` is a sentence. It also happens to calls that a restart wiped out. */
export type ActionOutcome = { readonly done: true } | { readonly done: false; readonly why: string };

export interface SimActions {
  /**
   * Does one action. `overrides` are the conversation's own switches; only the action that begins
   * a conversation looks at them.
   */
  perform(action: Action, overrides?: Partial<SimSwitches>): ActionOutcome;
  /** As the REST command `drop`: a ringing phone stops, a talk ends. False when there is no such leg. */
  drop(dn: string, participantId: number): boolean;
  switches(): SimSwitches;
  /** For conversations that begin from now on; what is monitored or logged changes at once. */
  setSwitches(changes: Partial<SimSwitches>): void;
  /** Labels of the conversations under way. */
  underWay(): readonly string[];
}
