/** The part of a file that a request asks for (RFC 9110, section 14). Pure. */

export type WantedBytes =
  | { readonly kind: "whole" }
  /** Both inclusive. */
  | { readonly kind: "part"; readonly from: number; readonly to: number }
  | { readonly kind: "none" };

const single = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * `range`: the header. What is no range of bytes, or several of them, gets the whole file, as the RFC allows;
 * `none`: the file has no such bytes (416).
 */
export function wantedBytes(range: string | undefined, size: number): WantedBytes {
  const [, first, last] = single.exec(range ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return { kind: "whole" };
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: "none" } : { kind: "part", from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  // The other way round it is no range at all.
  if (last !== "" && Number(last) < from) return { kind: "whole" };
  return from < size ? { kind: "part", from, to } : { kind: "none" };
}
