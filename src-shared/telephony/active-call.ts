/** Status words of XAPI `ActiveCalls`; `unknown` stands for any other word. */
export type ActiveCallStatus =
  | "initiating"
  | "routing"
  | "talking"
  | "transferring"
  | "rerouting"
  | "unknown";

/**
 * One side of a row, split from a text such as `10007 Trunk (+49123456789)` or `150 Alice`.
 * `dn` is empty when the text does not begin with digits, `number` when it has none in parentheses.
 */
export interface ActiveCallParty {
  readonly dn: string;
  readonly name: string;
  readonly number: string;
}

/** A row of XAPI `ActiveCalls`: where a call stands, monitored or not. */
export interface ActiveCall {
  /** Equals the `callId` of the call's legs. Several rows may share it. */
  readonly callId: number;
  readonly caller: ActiveCallParty;
  readonly callee: ActiveCallParty;
  readonly status: ActiveCallStatus;
  readonly establishedAtMs?: number;
}
