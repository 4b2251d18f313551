/** How calls have changed and what recordings must know of their ends, in one change: both are kept, or neither. */
import type { CallDocumentsChange } from "../calls/types.ts";
import type { KeptChange } from "../recordings/pipeline/types.ts";
import type { StateChange } from "../webhooks/types.ts";

export function keptTogether(
  calls: CallDocumentsChange | undefined,
  recordings: KeptChange | undefined,
): StateChange | undefined {
  if (recordings === undefined) return calls;
  const { put, remove } = recordings;
  if (calls === undefined) return { put, remove };
  return { ...calls, put: [...calls.put, ...put], remove: [...calls.remove, ...remove] };
}
