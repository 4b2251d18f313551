/**
 * Appending fields to an address that the administrator wrote. What is there already stays byte for
 * byte: receivers put keys and routes into their query, and re-encoding could change them.
 */

/** Percent-encodes everything but `A-Z a-z 0-9 - _ . ~` (RFC 3986 unreserved); a space becomes `%20`. */
export function encodeValue(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `a=1&b=2` in the given order. */
export function queryOf(fields: readonly (readonly [name: string, value: string])[]): string {
  return fields.map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`).join("&");
}

/** Appends `query` before a fragment, with `?` or `&` as needed. An empty query changes nothing. */
export function withQuery(url: string, query: string): string {
  if (query === "") return url;
  const [address, fragment] = splitFragment(url);
  return address + joint(address) + query + fragment;
}

/** The query that `withQuery(baseUrl, query)` had appended to make `url`; empty when there is none. */
export function appendedQuery(url: string, baseUrl: string): string {
  const [address, fragment] = splitFragment(baseUrl);
  const start = address + joint(address);
  if (!url.startsWith(start) || !url.endsWith(fragment)) return "";
  return url.slice(start.length, url.length - fragment.length);
}

function splitFragment(url: string): [address: string, fragment: string] {
  const hash = url.indexOf("#");
  return hash < 0 ? [url, ""] : [url.slice(0, hash), url.slice(hash)];
}

function joint(address: string): string {
  if (!address.includes("?")) return "?";
  return address.endsWith("?") || address.endsWith("&") ? "" : "&";
}
