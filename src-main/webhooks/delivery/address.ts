/** Where a frozen request goes now, how that reads in a log, and how it is written on the wire. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { appendedQuery, withQuery } from "../dialects/query.ts";
import type { AcceptedEvent, WebhookRequest } from "../types.ts";

/** The address in the settings that events of this type go to. */
export function baseUrlFor(type: AcceptedEvent["type"], endpoint: EndpointSettings): string {
  return type === "recording" ? endpoint.recordingUrl : endpoint.url;
}

/**
 * The address to send to. When the administrator corrected the endpoint's address, what waits goes
 * to the corrected one, with the fields it was accepted with.
 */
export function currentUrl(request: WebhookRequest, currentBaseUrl: string): string {
  if (currentBaseUrl === request.baseUrl) return request.url;
  return withQuery(currentBaseUrl, appendedQuery(request.url, request.baseUrl));
}

/** For people: a password and the query's values that come from the settings are hidden, ours are shown. */
export function redactedUrl(url: string, baseUrl: string): string {
  const added = appendedQuery(url, baseUrl);
  return withQuery(redactedBase(baseUrl), added);
}

function redactedBase(baseUrl: string): string {
  const withoutPassword = baseUrl.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1***@");
  const start = withoutPassword.indexOf("?");
  if (start < 0) return withoutPassword;
  const end = withoutPassword.indexOf("#", start);
  const query = withoutPassword.slice(start, end < 0 ? undefined : end);
  const hidden = query.replace(/(^\?|&)([^=&]*)(=?)([^&]*)/g, (_all, joint, name, equals, value) =>
    equals === "" ? `${joint}${value === "" && name === "" ? "" : "***"}` : `${joint}${name}=***`,
  );
  return withoutPassword.slice(0, start) + hidden + (end < 0 ? "" : withoutPassword.slice(end));
}

export interface Target {
  readonly url: URL;
  readonly origin: string;
  /** Path and query exactly as written, unless they hold what HTTP does not allow. */
  readonly path: string;
  /** `Basic …` when the address holds a name and a password. */
  readonly authorization: string | undefined;
}

/** `undefined` when `text` is no http or https address. */
export function targetOf(text: string): Target | undefined {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  return { url, origin: url.origin, path: pathAsWritten(text.trim(), url), authorization: basicOf(url) };
}

/** `URL` re-encodes some characters; a receiver's own query must arrive as the administrator wrote it. */
function pathAsWritten(text: string, url: URL): string {
  const afterHost = /^[a-z]+:\/\/[^/?#\\]+([^#]*)/i.exec(text)?.[1] ?? "";
  if (!/^[\x21-\x7e]*$/.test(afterHost) || afterHost.startsWith("\\")) return url.pathname + url.search;
  return afterHost.startsWith("/") ? afterHost : `/${afterHost}`;
}

function basicOf(url: URL): string | undefined {
  if (url.username === "" && url.password === "") return undefined;
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
