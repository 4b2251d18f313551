/** Where a service is, from whatever a person copies: a name, a name with a port, or the address of its page. Pure. */

export interface ServiceAddress {
  /** `pbx.example.com:8444`: how it is kept and shown. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** For `Host` and `Origin`. */
  readonly authority: string;
}

const usualPort = 8444;

/** `undefined`: that is no address. */
export function readServiceAddress(text: string): ServiceAddress | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 300 || /[\s\\@?#]/.test(trimmed)) return undefined;
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(trimmed)?.[0].toLowerCase();
  if (scheme !== undefined && scheme !== "https://") return undefined;
  const rest = scheme === undefined ? trimmed : trimmed.slice(scheme.length);
  const [authority = ""] = rest.split("/");
  const url = `https://${authority}`;
  if (!URL.canParse(url) || authority === "") return undefined;
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  // A whole address means https's own port, a name alone the program's.
  const named = /:\d+$/.test(authority);
  const number = port !== "" ? Number(port) : named || scheme !== undefined ? 443 : usualPort;
  const address = `${hostname}:${number}`;
  return { address, host, port: number, authority: number === 443 ? hostname : address };
}
