/**
 * A logged request in pieces for a command: text as it is, and variables where a secret was hidden, which
 * the user sets before. So a command can be sent to somebody else.
 */
import type { LogRequest } from "../../../src-shared/webhooks/log-query.ts";
import { appendedQuery, withQuery } from "../dialects/query.ts";
import { hidden } from "./shown-request.ts";

/** Part of a word: text as it is, or a variable. */
export type Piece = { readonly text: string } | { readonly variable: string };

export interface RequestPieces {
  readonly url: readonly Piece[];
  readonly headers: readonly { readonly name: string; readonly value: readonly Piece[] }[];
  /** What somebody who runs the command should know, a line each. */
  readonly comments: readonly string[];
}

/** A signature holds for minutes only, and a new one cannot be made without the secret. */
const leftOut: ReadonlySet<string> = new Set(["webhook-timestamp", "webhook-signature"]);

/** `variableAs`: how the command's language writes a variable, for the comment. */
export function piecesOf(request: LogRequest, variableAs: (name: string) => string): RequestPieces {
  const names = createNames();
  const address = addressPieces(request.address, names);
  const login = address.some((piece) => "variable" in piece && piece.variable === loginName);
  const headers = Object.entries(request.headers)
    .filter(([name]) => !leftOut.has(name))
    // This one is made from the login in the address.
    .filter(([name, value]) => !(login && name === "authorization" && value === `Basic ${hidden}`))
    .map(([name, value]) => ({ name, value: valuePieces(name, value, names) }));
  return {
    url: withFields(address, request),
    headers,
    comments: comments(request, names.all().map(variableAs)),
  };
}

function comments(request: LogRequest, variables: readonly string[]): string[] {
  const signed = Object.keys(request.headers).some((name) => leftOut.has(name));
  return [
    ...(variables.length === 0 ? [] : [`# Set before: ${variables.join(", ")}`]),
    ...(signed
      ? ["# The signature is left out: receivers refuse one that is older than about 5 minutes."]
      : []),
  ];
}

const loginName = "WEBHOOK_URL_LOGIN";

/** `https://***@host/path?key=***` with a variable for each hidden part. */
function addressPieces(address: string, names: Names): Piece[] {
  const pieces: Piece[] = [];
  let rest = address;
  for (let at = rest.indexOf(hidden); at >= 0; at = rest.indexOf(hidden)) {
    const before = rest.slice(0, at);
    rest = rest.slice(at + hidden.length);
    const name = /[?&]([^=&#]*)=$/.exec(before)?.[1];
    const isLogin = before.endsWith("://") && rest.startsWith("@");
    const variable = isLogin ? names.add("URL_LOGIN") : names.add(`URL_${name ?? "QUERY"}`);
    pieces.push({ text: before }, { variable });
  }
  return [...pieces, { text: rest }];
}

/** The event's own fields go where they stood: behind the address's query, before its fragment. */
function withFields(address: readonly Piece[], { url, address: base }: LogRequest): Piece[] {
  const fields = appendedQuery(url, base);
  if (fields === "") return [...address];
  const hash = base.indexOf("#");
  const fragment = hash < 0 ? "" : base.slice(hash);
  const joint = withQuery(hash < 0 ? base : base.slice(0, hash), "x").slice(
    hash < 0 ? base.length : hash,
    -1,
  );
  const last = address.at(-1);
  const end = last !== undefined && "text" in last ? last.text : "";
  return [
    ...address.slice(0, -1),
    { text: end.slice(0, end.length - fragment.length) + joint + fields + fragment },
  ];
}

function valuePieces(name: string, value: string, names: Names): Piece[] {
  if (!value.endsWith(hidden)) return [{ text: value }];
  return [{ text: value.slice(0, -hidden.length) }, { variable: names.add(name) }];
}

interface Names {
  /** A variable's name that is not used yet. The prefix keeps it away from PATH and HOME. */
  add(from: string): string;
  all(): readonly string[];
}

function createNames(): Names {
  const used: string[] = [];
  return {
    add(from) {
      const stem = `WEBHOOK_${from.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_")}`;
      let name = stem;
      for (let n = 2; used.includes(name); n += 1) name = `${stem}_${n}`;
      used.push(name);
      return name;
    },
    all: () => used,
  };
}
