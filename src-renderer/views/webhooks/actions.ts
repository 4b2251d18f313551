/** What the parts of the view may set going; dialogs and notes about it belong to the view. */
import type { LogFilter, LogRow } from "../../../src-shared/webhooks/log-query.ts";
import type { EndpointActions } from "./use-endpoint-actions.ts";

export interface WebhookActions extends EndpointActions {
  /** Asks first when it was delivered. */
  resendOne(row: Pick<LogRow, "id" | "state" | "endpoint" | "lastAttemptAtMs">): void;
  /** Counts first, then asks. */
  resendMany(filter: LogFilter): void;
  /** Opens the dialog with the whole exchange. */
  test(endpoint?: string): void;
  copyId(row: Pick<LogRow, "linkId">): void;
}

/** Events of one endpoint that failed, from this one on. */
export function failedSince({
  endpoint,
  acceptedAtMs,
}: Pick<LogRow, "endpoint" | "acceptedAtMs">): LogFilter {
  return { endpoints: [endpoint], states: ["gave-up", "expired", "dropped"], fromMs: acceptedAtMs };
}

/** Where an endpoint's address stands in the settings. */
export const addressPath = (endpoint: string): readonly string[] => [`endpoint.${endpoint}`, "url"];
