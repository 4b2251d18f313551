/** Whether a count is large, without going to and fro at the limit: what it switches on moves the page. */
import { useState } from "react";

/** True above `from`, and from then on until the count falls to `until`. */
export function useBeyond(count: number, from: number, until: number): boolean {
  const [beyond, setBeyond] = useState(count > from);
  const next = beyond ? count > until : count > from;
  if (next !== beyond) setBeyond(next);
  return next;
}
