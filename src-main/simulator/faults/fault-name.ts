/** Every way in which the simulated PBX can misbehave, with what a person needs to choose one. */

export type FaultKind = "transport" | "token" | "xapi" | "content" | "outage";

export interface FaultInfo {
  readonly name: FaultName;
  readonly title: string;
  readonly summary: string;
  /** True when the PBX then keeps something to itself that a watcher would need to tell every event. */
  readonly lossy: boolean;
  readonly kind: FaultKind;
}

export type FaultName =
  | "drop-socket"
  | "lose-events"
  | "sequence-gaps"
  | "duplicate-upserts"
  | "404-race"
  | "late-gets"
  | "attached-data"
  | "unknown-entities"
  | "garbage"
  | "expired-tokens"
  | "short-tokens"
  | "opaque-token"
  | "minutes-style"
  | "token-kills-socket"
  | "upgrade-401"
  | "slow-xapi"
  | "failing-xapi"
  | "xapi-garbage"
  | "duplicate-rows"
  | "late-call-log"
  | "top-limit"
  | "no-licence"
  | "no-monitored"
  | "xapi-role"
  | "wrong-secret"
  | "old-version"
  | "pbx-restart"
  | "endless-answer"
  | "phantom-devices"
  | "failing-recordings"
  | "slow-downloads"
  | "cut-downloads";
