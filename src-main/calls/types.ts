/** What other rooms may know of `calls`: how open calls, as documents to be stored, and their legs have changed. */
export type { LegChange } from "./leg-changes.ts";
export type { CallDocumentsChange } from "./stored-calls.ts";
