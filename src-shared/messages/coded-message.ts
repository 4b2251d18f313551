/** A sentence of the engine as data: which one it is, what fills its places, and its English text. */
import type { MessageCode } from "./catalogue.ts";
import type { MessageValues } from "./pattern.ts";

export interface CodedMessage {
  /** Absent for words that are nobody's sentence here: an answer of a receiver, a system's own error. */
  readonly code?: MessageCode;
  readonly values: MessageValues;
  /** As logs, exports and /health have it; shown when a window does not know the code. */
  readonly text: string;
}
