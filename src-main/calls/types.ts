/** What other rooms may know of `calls`: how open calls, as documents to be stored, have changed. */
export type { CallDocumentsChange } from "./stored-calls.ts";
