/** The headers of a request: what every webhook carries, then the endpoint's own. */
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { isReconstructedId } from "../reconstructed-ids.ts";
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
  "webhook-reconstructed",
  "webhook-replay",
  "webhook-signature",
  "webhook-timestamp",
]);

export interface HeaderInput {
  readonly endpoint: Pick<
    EndpointSettings,
    | "headers"
    | "secret"
    | "previousSecret"
    | "previousSecretUntil"
    | "basicUser"
    | "basicPassword"
    | "bearerToken"
  >;
  readonly request: WebhookRequest;
  readonly eventId: string;
  readonly version: string;
  /** Wall clock of this attempt; part of the signature. */
  readonly nowMs: number;
  /** Somebody had the event sent again. */
  readonly replay?: boolean | undefined;
}

/** Names in lower case. An endpoint's own header replaces ours, except where that would break delivery. */
export function headersOf(input: HeaderInput): Record<string, string> {
  const { endpoint, request, eventId } = input;
  const authorization = authorizationOf(endpoint);
  const headers: Record<string, string> = {
    "user-agent": `3CX-Webhook/${input.version}`,
    ...(request.contentType === undefined ? {} : { "content-type": request.contentType }),
    ...(authorization === undefined ? {} : { authorization }),
  };
  for (const [name, value] of Object.entries(endpoint.headers)) {
    if (!reserved.has(name)) headers[name] = value;
  }
  headers["webhook-id"] = eventId;
  if (isReconstructedId(eventId)) headers["webhook-reconstructed"] = "1";
  if (input.replay === true) headers["webhook-replay"] = "1";
  const secrets = secretsAt(endpoint, input.nowMs);
  if (secrets.length === 0) return headers;
  const timestamp = String(Math.floor(input.nowMs / 1000));
  const content = `${eventId}.${timestamp}.${request.body ?? ""}`;
  headers["webhook-timestamp"] = timestamp;
  headers["webhook-signature"] = secrets.map((secret) => signatureOf(secret, content)).join(" ");
  return headers;
}

function authorizationOf({ basicUser, basicPassword, bearerToken }: HeaderInput["endpoint"]) {
  if (bearerToken !== undefined) return `Bearer ${bearerToken}`;
  if (basicUser === undefined) return undefined;
  return `Basic ${Buffer.from(`${basicUser}:${basicPassword ?? ""}`, "utf8").toString("base64")}`;
}

/** During a change of secrets both sign, so the receiver may change over at any moment. */
function secretsAt(endpoint: HeaderInput["endpoint"], nowMs: number): string[] {
  const { secret, previousSecret, previousSecretUntil } = endpoint;
  if (secret === undefined || secret === "") return [];
  const over = previousSecretUntil !== undefined && nowMs >= previousSecretUntil;
  return previousSecret === undefined || over ? [secret] : [secret, previousSecret];
}

/** Standard Webhooks, `v1`: HMAC-SHA256 with the base64 key after `whsec_`. */
function signatureOf(secret: string, content: string): string {
  return `v1,${createHmac("sha256", keyOf(secret)).update(content).digest("base64")}`;
}

/** Enough for the secrets of every endpoint; after many changes of settings the old ones go. */
const MOST_KEYS = 200;
const keys = new Map<string, KeyObject>();

/** Making a key took six times as long as signing with it (15 against 2 µs of processor time in all). */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = createSecretKey(Buffer.from(secret.replace(/^whsec_/, ""), "base64"));
  keys.set(secret, key);
  return key;
}
