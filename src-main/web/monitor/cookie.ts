/** The one cookie of the monitor, which carries its session. */

/** The prefix binds it to this host, to https and to all paths (RFC 6265bis, section 4.1.3.2). */
const name = "__Host-3cx-webhook";
const manners = "Path=/; HttpOnly; Secure; SameSite=Strict";

/** The header that keeps `token` until the browser is closed; tokens are base64url. */
export function cookieWith(token: string): string {
  return `${name}=${token}; ${manners}`;
}

/** The header that takes it away. */
export const noCookie = `${name}=; Max-Age=0; ${manners}`;

/** The token in a request's `cookie` header. */
export function tokenIn(header: string | undefined): string | undefined {
  const pair = (header ?? "").split(/; */).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
