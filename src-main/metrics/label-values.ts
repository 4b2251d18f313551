/**
 * With the contract's lists of words every value that a label may have, except the names of endpoints,
 * which come from the settings. Nothing that a caller, a PBX or a receiver says becomes a label, so the
 * number of series stays bounded.
 */
import { listOf } from "../../src-shared/contract/word-lists.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";
import type { OverallState, PbxRequestKind, SourceName, SourceStateName } from "../pbx/types.ts";
import type { DeliveryEnd } from "../webhooks/types.ts";

export const deliveryEnds = listOf<DeliveryEnd>({
  delivered: true,
  "gave-up": true,
  expired: true,
  dropped: true,
});

export const sourceNames = listOf<SourceName>({
  callControl: true,
  activeCalls: true,
  directory: true,
  callLog: true,
});

/** Names as /health writes them. */
export const sourceLabels: Readonly<Record<SourceName, string>> = {
  callControl: "call_control",
  activeCalls: "active_calls",
  directory: "directory",
  callLog: "call_log",
};

export const sourceStates = listOf<SourceStateName>({
  "not-configured": true,
  "not-asked": true,
  connecting: true,
  connected: true,
  "connection-lost": true,
  "no-licence": true,
  "no-monitored-extensions": true,
  "ip-restricted": true,
  "role-too-low": true,
  "not-available": true,
  "wrong-secret": true,
  "token-stolen": true,
  "old-version": true,
  "not-3cx": true,
  "pbx-restarting": true,
  "unknown-host": true,
  "connection-refused": true,
  unreachable: true,
  "certificate-expired": true,
  "certificate-not-trusted": true,
  "certificate-wrong-host": true,
  "ca-file-unreadable": true,
  "answer-too-large": true,
  "unexpected-answer": true,
});

export const overallStates = listOf<OverallState>({
  connected: true,
  degraded: true,
  connecting: true,
  "not-connected": true,
  "not-configured": true,
});

export const requestKinds = listOf<PbxRequestKind>({
  token: true,
  leg: true,
  snapshot: true,
  "active-calls": true,
  "call-log": true,
  directory: true,
  recordings: true,
});

export const requestOutcomes = ["ok", "failed"] as const;

export const observationTypes = listOf<Observation["type"]>({
  leg: true,
  "leg-gone": true,
  snapshot: true,
  "active-calls": true,
  directory: true,
  "source-lost": true,
  "call-log": true,
  time: true,
});
