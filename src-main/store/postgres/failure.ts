/** What can go wrong with a PostgreSQL server, in the kinds that the stores on disk know, too. */
import { codeOf, reasonOf as reasonOfOne } from "../../../src-shared/thrown.ts";
import type { FailureKind, StoreFailure } from "../sqlite-worker/failure.ts";
import { StoreError } from "../sqlite-worker/failure.ts";

/** The first two characters of an SQLSTATE (PostgreSQL documentation, appendix A). */
const classes: Readonly<Record<string, FailureKind>> = {
  "08": "cannot-open",
  "22": "refused",
  "23": "refused",
  "28": "cannot-open",
  "3D": "cannot-open",
  "40": "busy",
  "42": "refused",
  "53": "io",
  "55": "busy",
  "57": "cannot-open",
  "58": "io",
};

/** Those that mean something else than the rest of their class. */
const states: Readonly<Record<string, FailureKind>> = {
  "25006": "read-only",
  "42501": "read-only",
  // The tables are not there (any more): opening anew makes them.
  "3F000": "cannot-open",
  "42P01": "cannot-open",
  "53100": "full",
  "53200": "io",
};

/** The SQLSTATE; `undefined` for what did not come from the server. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The server answered and its connection may be used further. */
export function isAnswerOfServer(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== undefined && !state.startsWith("57P") && !state.startsWith("08");
}

export function postgresFailure(error: unknown): StoreFailure {
  if (error instanceof StoreError) return error.failure;
  const state = sqlStateOf(error);
  const kind = state === undefined ? "cannot-open" : (states[state] ?? classes[state.slice(0, 2)] ?? "io");
  return { kind, reason: reasonOf(error) };
}

/** Of a name with several addresses, Node tells only of all of them together, and without words. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return reasonOfOne(error);
}
