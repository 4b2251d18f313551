/** What a person reads who typed something that cannot be meant. */

/**
 * Commander's message as sentences. The readers of options say by themselves what is wrong, so
 * commander's words before that are dropped.
 */
export function wrongUse(message: string): string {
  const text = message
    .replace(/^error: (option '.*' argument '.*' is invalid\. )?/s, "")
    .replaceAll("\n", " ");
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return `${/[.?)]$/.test(start) ? start : `${start}.`} Run it with -h to see what is possible.`;
}
