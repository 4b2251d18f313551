/** The headers of a request: what every webhook carries, then the endpoint's own. */
import { createHmac } from "node:crypto";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { WebhookRequest } from "../types.ts";

/** The HTTP client sets these itself, or they must say the truth about the request. */
const reserved: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "webhook-id",
]);

export interface HeaderInput {
  readonly endpoint: Pick<EndpointSettings, "headers" | "secret">;
  readonly request: WebhookRequest;
  readonly eventId: string;
  readonly version: string;
  /** Wall clock of this attempt; part of the signature. */
  readonly nowMs: number;
}

/** Names in lower case. An endpoint's own header replaces ours, except where that would break delivery. */
export function headersOf(input: HeaderInput): Record<string, string> {
  const { endpoint, request, eventId } = input;
  const headers: Record<string, string> = {
    "user-agent": `3CX-Webhook/${input.version}`,
    ...(request.contentType === undefined ? {} : { "content-type": request.contentType }),
  };
  for (const [name, value] of Object.entries(endpoint.headers)) {
    if (!reserved.has(name)) headers[name] = value;
  }
  headers["webhook-id"] = eventId;
  if (endpoint.secret === undefined || endpoint.secret === "") return headers;
  const timestamp = String(Math.floor(input.nowMs / 1000));
  headers["webhook-timestamp"] = timestamp;
  headers["webhook-signature"] = signatureOf(
    endpoint.secret,
    `${eventId}.${timestamp}.${request.body ?? ""}`,
  );
  return headers;
}

/** Standard Webhooks, `v1`: HMAC-SHA256 with the base64 key after `whsec_`. */
function signatureOf(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}
