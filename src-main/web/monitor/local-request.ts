/** Where a request comes from, as far as nobody can pretend: this machine, or a page of this server. */
import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "../loopback.ts";

export interface Asker {
  /** Of the socket. */
  readonly remoteAddress: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A proxy on this machine adds one of these: then the one who asks may be anywhere. */
const proxyHeaders = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"] as const;

/**
 * From this machine, and asking for it by a name of this machine. Without the second, a foreign page whose
 * name was made to point to 127.0.0.1 could ask through the browser of somebody who sits here (DNS rebinding).
 */
export function isLocal({ remoteAddress, headers }: Asker): boolean {
  if (!isLoopback(remoteAddress) || proxyHeaders.some((name) => headers[name] !== undefined)) return false;
  const name = hostOf(headers)?.hostname ?? "";
  return name === "localhost" || isLoopback(name.replace(/^\[(.*)\]$/, "$1"));
}

/** True when a page of this very server asks. Programs that are no browser have to say so, too. */
export function isSameOrigin({ headers }: Asker): boolean {
  const host = hostOf(headers);
  const { origin } = headers;
  if (host === undefined || origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).origin === host.origin;
}

/** Browsers say when another site's page asks; others say nothing. */
export function isCrossSite({ headers }: Asker): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function hostOf({ host }: IncomingHttpHeaders): URL | undefined {
  const url = `https://${host ?? ""}`;
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) ? new URL(url) : undefined;
}
