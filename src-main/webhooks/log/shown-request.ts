/**
 * How a request may be shown: in the log, in an export, as a command. The one place that decides what of
 * a request is secret: what the administrator put into the address and the headers, and the signature.
 * What the event itself put there (numbers, names) is shown; it is why people look.
 */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { LogRequest } from "../../../src-shared/webhooks/log-query.ts";
import { baseUrlFor, currentUrl, redactedUrl } from "../delivery/address.ts";
import { headersOf } from "../delivery/headers.ts";
import { appendedQuery } from "../dialects/query.ts";
import type { AcceptedEvent, WebhookRequest } from "../types.ts";

/** Stands for what is hidden. */
export const hidden = "***";

/** The administrator's own headers that say nothing about who sends. */
const harmless: ReadonlySet<string> = new Set(["accept", "accept-language", "content-type", "user-agent"]);
/** Names of query values that are keys rather than routes. */
const secretName = /key|token|secret|pass|pwd|auth|sign|sig$|hash|code|credential|session/i;
/** A shorter text is no secret worth the name, and hiding it would cut words to pieces. */
const shortestSecret = 4;
/** A value as long as this is taken for a key whatever its name. */
const longAsKey = 16;

export interface ShownRequest extends LogRequest {
  /** The query that the event added to the address. */
  readonly fields: string;
}

export interface ShowOrder {
  readonly request: WebhookRequest;
  readonly type: AcceptedEvent["type"];
  readonly eventId: string;
  readonly endpoint: EndpointSettings;
  readonly version: string;
}

export function showRequest(order: ShowOrder): ShownRequest {
  const { request, type, endpoint } = order;
  const baseUrl = baseUrlFor(type, endpoint);
  const url = currentUrl(request, baseUrl);
  return {
    method: request.method,
    address: redactedUrl(baseUrl, baseUrl),
    url: redactedUrl(url, baseUrl),
    fields: appendedQuery(url, baseUrl),
    headers: shownHeaders(order),
    ...(request.body === undefined ? {} : { body: request.body }),
  };
}

/** Names in lower case. The time and the signature differ with each attempt, so only their presence is shown. */
function shownHeaders({ request, type, eventId, endpoint, version }: ShowOrder): Record<string, string> {
  const own = Object.entries(endpoint.headers).map(([name, value]) => [name, shownValue(name, value)]);
  const withoutSecrets = {
    headers: Object.fromEntries(own),
    bearerToken: endpoint.bearerToken === undefined ? undefined : hidden,
    ...{ basicUser: undefined, basicPassword: undefined },
    ...{ secret: undefined, previousSecret: undefined, previousSecretUntil: undefined },
  };
  const headers = headersOf({ endpoint: withoutSecrets, request, eventId, version, nowMs: 0 });
  if (endpoint.basicUser !== undefined || hasLogin(baseUrlFor(type, endpoint))) {
    headers["authorization"] ??= `Basic ${hidden}`;
  }
  if (endpoint.secret === undefined || endpoint.secret === "") return headers;
  return { ...headers, "webhook-timestamp": hidden, "webhook-signature": `v1,${hidden}` };
}

/** `Bearer ***`: the scheme helps to see what is wrong. */
function shownValue(name: string, value: string): string {
  if (harmless.has(name)) return value;
  const scheme =
    name === "authorization" ? /^(Basic|Bearer|Digest|Token|ApiKey) /i.exec(value)?.[0] : undefined;
  return `${scheme ?? ""}${hidden}`;
}

/** Texts of this endpoint that must not show up anywhere, such as in an answer that repeats the request. */
export function secretsOfEndpoint(endpoint: EndpointSettings): string[] {
  const headers = Object.entries(endpoint.headers).flatMap(([name, value]) =>
    harmless.has(name) ? [] : [value, value.replace(/^\S+ /, "")],
  );
  const { secret = "", previousSecret = "", basicUser = "", basicPassword = "", bearerToken = "" } = endpoint;
  const signing = [secret, previousSecret].flatMap((one) => [one, one.replace(/^whsec_/, "")]);
  const basic = basicPassword === "" ? [] : [basicPassword, base64(`${basicUser}:${basicPassword}`)];
  const addresses = [endpoint.url, endpoint.recordingUrl].flatMap(secretsInAddress);
  const all = [...signing, ...basic, bearerToken, ...headers, ...addresses];
  return [...new Set(all)].filter((secret) => secret.length >= shortestSecret);
}

function secretsInAddress(address: string): string[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const query = [...url.searchParams].flatMap(([name, value]) => {
    if (!secretName.test(name) && value.length < longAsKey) return [];
    return [value, encodeURIComponent(value), asWritten(url.search, value)];
  });
  // `?abc` without a name is a key as a whole.
  const bare = url.search.length > 1 && !url.search.includes("=") ? [url.search.slice(1)] : [];
  const { username, password } = url;
  const login = password === "" ? [] : [base64(`${decoded(username)}:${decoded(password)}`)];
  return [password, decoded(password), ...login, ...query, ...bare];
}

/** The value before decoding, which may be spelt in more than one way. */
function asWritten(search: string, value: string): string {
  const parts = search.slice(1).split("&");
  return (
    parts.map((part) => part.slice(part.indexOf("=") + 1)).find((raw) => decoded(raw) === value) ?? value
  );
}

function hasLogin(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.username !== "" || url.password !== "");
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
