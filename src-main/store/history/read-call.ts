/** Makes calls of what lies in calls.db, which another version of the program may have written. */
import { type CallView, callViewSchema } from "../../../src-shared/contract/call-view.ts";
import type { StoredCall } from "./call-database.ts";

const legsSchema = callViewSchema.pick({ legs: true });

/** What cannot be read any more (another program's row) is left out rather than shown wrongly. */
export function readCalls(stored: readonly StoredCall[]): CallView[] {
  return stored.flatMap(({ view, legs }) => {
    const parsed = callViewSchema.safeParse(jsonOf(view));
    return parsed.success ? [{ ...parsed.data, ...legsOf(legs) }] : [];
  });
}

/** A call whose legs cannot be read is shown without them. */
function legsOf(text: string | undefined): Pick<CallView, "legs"> {
  if (text === undefined) return {};
  const parsed = legsSchema.safeParse({ legs: jsonOf(text) });
  return parsed.success ? parsed.data : {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
