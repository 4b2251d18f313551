/**
 * The headers of an answer as the log keeps them: bounded, because a receiver may send what it likes, and
 * without what would let somebody in. They say who answered (a proxy, a login page) when it was not the receiver.
 */

export interface KeptHeaders {
  /** `name: value`, one a line. */
  readonly headers: string;
  /** How many are left out. */
  readonly headersLeft: number;
}

const mostHeaders = 40;
const mostChars = 4096;
/** One long value, such as a content security policy, must not push the others out. */
const mostCharsEach = 1024;
const hidden = "***";

/** Their values are keys: to a session, or to the receiver. */
const secretNames: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "authentication-info",
  "cookie",
  "set-cookie",
  "set-cookie2",
]);

/** A header that came more than once is listed as often. */
export function keptHeaders(answered: Readonly<Record<string, string | string[] | undefined>>): KeptHeaders {
  const all = Object.entries(answered).flatMap(([name, values = []]) =>
    [values].flat().map((value) => lineOf(name.toLowerCase(), value)),
  );
  const lines: string[] = [];
  let chars = 0;
  for (const line of all.slice(0, mostHeaders)) {
    chars += line.length + 1;
    if (chars > mostChars) break;
    lines.push(line);
  }
  return { headers: lines.join("\n"), headersLeft: all.length - lines.length };
}

function lineOf(name: string, value: string): string {
  const shown = secretNames.has(name) ? hidden : value;
  const line = `${name}: ${shown}`.replaceAll(/\p{Cc}/gu, " ");
  return line.length <= mostCharsEach ? line : `${line.slice(0, mostCharsEach)}…`;
}
