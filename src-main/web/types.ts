/** What the web server tells its neighbours; the health report is the contract's. */

export type {
  EndpointHealth,
  HealthReport,
  HealthStatus,
  PbxHealth,
  SourceHealth,
} from "../../src-shared/contract/health.ts";

/** Why the server does not listen. The sentences say what to do. */
export type WebFailureReason = "port-in-use" | "port-not-allowed" | "unknown-host" | "certificate" | "other";

export interface WebFailure {
  readonly ok: false;
  readonly reason: WebFailureReason;
  readonly sentence: string;
}

export type WebStart = { readonly ok: true; readonly url: string } | WebFailure;
