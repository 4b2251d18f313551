/** A scenario is data: what happens on the PBX and when, and which events that must become. */
import type { CallDirection, StandingPoint, TransferType } from "../../../src-shared/telephony/call-event.ts";
import type { UserType } from "../../../src-shared/telephony/dn.ts";
import type { Action } from "../model/actions.ts";
import type { SimSwitches } from "../model/switches.ts";

export interface Step {
  /** Milliseconds from the scenario's start; never less than the step before. */
  readonly atMs: number;
  readonly do: Action;
}

export interface PromisedEvent {
  readonly event: "ringing" | "dialing" | "started" | "ended";
  readonly user: string;
  readonly userType: UserType;
  readonly link: number;
  /** With `started` only. */
  readonly transferType?: TransferType;
  /** With `ended` only. */
  readonly finish?: "ok" | "missed";
  readonly transferred?: boolean;
  /** With `ended` and `missed`. */
  readonly standingPoint?: StandingPoint;
  /** With `ended` and `ok`: whole seconds; absent where nothing the PBX shows settles it. */
  readonly talkS?: number;
}

/** All events of one chain, in their exact order. */
export interface ChainPromise {
  /** The outside number in digits, empty for an anonymous caller; for internal calls the caller's DN. */
  readonly callerId: string;
  readonly direction: CallDirection;
  /** Name of the inbound rule, empty for outgoing and internal calls. */
  readonly did: string;
  readonly events: readonly PromisedEvent[];
}

export interface Scenario {
  /** Kebab-case, unique. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly Step[];
  /** Switches that this scenario is about; they overrule the PBX's for its calls. */
  readonly overrides: Partial<SimSwitches>;
  /** What receivers get on a PBX with these switches (the overrides are applied to them). */
  promise(switches: SimSwitches): readonly ChainPromise[];
  /** What they get in addition when internal calls are switched on. */
  promiseInternal(switches: SimSwitches): readonly ChainPromise[];
}

/** An event as sent. What is left out is not judged. */
export interface ReceivedEvent {
  readonly chainId: string;
  readonly callerId: string;
  readonly direction: CallDirection;
  readonly event: "ringing" | "dialing" | "started" | "ended";
  readonly user: string;
  readonly userType: UserType;
  readonly link: number;
  readonly transferType?: TransferType;
  readonly finish?: "ok" | "missed";
  readonly transferred?: boolean;
  readonly standingPoint?: StandingPoint;
  readonly did?: string;
  readonly talkS?: number;
  readonly reconstructed: boolean;
}
