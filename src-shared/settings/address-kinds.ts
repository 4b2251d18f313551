/** Addresses, header values and signing secrets: what a request needs, checked before the first request is made. */
import { z } from "zod";
import { hasNoControlCharacters, kindOf, optional } from "./value-kind.ts";
import type { ValueKind } from "./value-kind.ts";

/** An absolute http(s) address; kept as written, a trailing slash included, because receivers may tell them apart. */
export const webAddress: ValueKind<string> = kindOf(
  httpUrl(/^https?:\/\/[^\s/?#]+\S*$/i),
  "an address that begins with http:// or https://, such as https://crm.example.com/3cx",
  { type: "url" },
);

/** The PBX's own address: interfaces live at fixed paths below it, so a path here is always a slip. */
export const pbxAddress: ValueKind<string | undefined> = optional(
  kindOf(
    httpUrl(/^https?:\/\/[^\s/?#@]+\/?$/i).transform(withoutFinalSlash),
    "the address of the PBX without a path, such as https://pbx.example.com:5001",
    { type: "url" },
  ),
);

/** Names of files are appended to it, so it has no query. */
export const baseAddress: ValueKind<string | undefined> = optional(
  kindOf(
    httpUrl(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i).transform(withoutFinalSlash),
    "an address without a question mark, such as https://recordings.example.com/webapi/recording",
    { type: "url" },
  ),
);

/** What a server can listen on. */
export const listenHost: ValueKind<string> = kindOf(
  z.union([z.ipv4(), z.ipv6(), z.hostname()]),
  "an address of this machine without a port, such as 127.0.0.1, or 0.0.0.0 for all of its IPv4 addresses",
  { type: "text" },
);

const NO_BREAKS = "text without line breaks or characters outside Latin-1";

/** Characters that HTTP can carry in a header. */
export const headerValue: ValueKind<string> = kindOf(
  z
    .string()
    .regex(/^[^\u0100-\uffff]*$/)
    .refine(hasNoControlCharacters),
  NO_BREAKS,
  { type: "text" },
);

/** Standard Webhooks: `whsec_` and the base64 of 24 to 64 random bytes. */
export const signingSecret: ValueKind<string | undefined> = optional(
  kindOf(
    z.string().startsWith("whsec_").refine(hasKeyOfLegalLength),
    "whsec_ followed by the base64 of 24 to 64 bytes",
    { type: "text" },
  ),
);

/** Basic authentication separates name and password with a colon, so a name cannot hold one. */
export const accessName: ValueKind<string | undefined> = optional(
  kindOf(
    z
      .string()
      .regex(/^[^:]*$/)
      .refine(hasNoControlCharacters),
    "a user name without a colon",
    {
      type: "text",
    },
  ),
);

/** As browsers and `openssl x509 -fingerprint -sha256` show it; kept as `AB:CD:…`. */
export const certificateFingerprint: ValueKind<string | undefined> = optional(
  kindOf(
    z
      .string()
      .transform((written) => written.replace(/^sha256[:=]\s*/i, "").replaceAll(/[:\s]/g, ""))
      .pipe(z.string().regex(/^[0-9a-f]{64}$/i))
      .transform((digits) => digits.toUpperCase().replaceAll(/..(?=.)/g, "$&:")),
    "SHA256: followed by the 64 hexadecimal digits of the certificate's fingerprint, with or without colons",
    { type: "text" },
  ),
);

function httpUrl(shape: RegExp): z.ZodString {
  return z
    .string()
    .regex(shape)
    .check(z.url({ protocol: /^https?$/ }));
}

function withoutFinalSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}

function hasKeyOfLegalLength(secret: string): boolean {
  const encoded = secret.slice("whsec_".length);
  if (!z.base64().safeParse(encoded).success) return false;
  const padding = encoded.endsWith("==") ? 2 : encoded.endsWith("=") ? 1 : 0;
  const bytes = (encoded.length / 4) * 3 - padding;
  return bytes >= 24 && bytes <= 64;
}

/** Headers that frame the request or that the program itself writes: a receiver could not trust them otherwise. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
]);

/** Why `name` cannot be a header of an endpoint, to follow the setting's name; `undefined` when it can. */
export function headerNameProblem(name: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
    return "expected a header name after header., made of letters, digits and dashes, such as header.authorization";
  }
  if (OWN_HEADERS.has(name.toLowerCase())) return "this header is set by the program itself: remove it";
  return undefined;
}

/** The address as it may stand in a log or a message: without user, password and query. Works on broken addresses too. */
export function redactUrl(url: string): string {
  const queryAt = url.search(/[?#]/);
  const base = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = queryAt < 0 ? "" : `${url[queryAt]}…`;
  const userEnd = base.lastIndexOf("@");
  if (userEnd < 0) return base + query;
  const schemeEnd = base.indexOf("//");
  const scheme = schemeEnd >= 0 && schemeEnd < userEnd ? base.slice(0, schemeEnd + 2) : "";
  return `${scheme}…${base.slice(userEnd)}${query}`;
}
