/** What other rooms may know of `calls`: open calls as documents, to be stored. */
export type { CallDocument, CallDocumentsChange, StoredCalls } from "./stored-calls.ts";
