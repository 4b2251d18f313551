/**
 * Reads the answer of `POST /connect/token`. Its `expires_in` says 60 (minutes) before build 20.0.9 and
 * 3600 (seconds) since, so the token's own `exp` and `iat` come first (source: 3cx/xapi-tutorial).
 */
import { parseJson } from "./envelope.ts";
import { asObject, integer, text } from "./values.ts";

export interface TokenAnswer {
  readonly token: string;
  readonly lifetimeMs: number;
}

const defaultLifetimeS = 30 * 60;
/** No real lifetime is shorter in seconds, so a smaller number means minutes. */
const smallestSeconds = 300;

/** `undefined` when the answer holds no usable token. */
export function tokenFromAnswer(json: unknown): TokenAnswer | undefined {
  const object = asObject(json);
  const token = object === undefined ? "" : text(object, "access_token").trim();
  if (object === undefined || !/^[\x21-\x7e]+$/.test(token)) return undefined;
  const lifetimeS = jwtLifetimeS(token) ?? statedLifetimeS(integer(object, "expires_in"));
  return { token, lifetimeMs: lifetimeS * 1000 };
}

function statedLifetimeS(expiresIn: number | undefined): number {
  if (expiresIn === undefined || expiresIn <= 0) return defaultLifetimeS;
  return expiresIn < smallestSeconds ? expiresIn * 60 : expiresIn;
}

/** `exp − iat` of a JWT; the difference needs no common clock. `undefined` for an opaque token. */
function jwtLifetimeS(token: string): number | undefined {
  const payload = token.split(".")[1];
  if (payload === undefined) return undefined;
  const claims = asObject(parseJson(Buffer.from(payload, "base64url").toString("utf8")));
  if (claims === undefined) return undefined;
  const expires = integer(claims, "exp");
  const issued = integer(claims, "iat") ?? integer(claims, "nbf");
  if (expires === undefined || issued === undefined || expires <= issued) return undefined;
  return expires - issued;
}
