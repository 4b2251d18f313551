/** Whom limits count as one. */
import { isIP } from "node:net";

/** An IPv4 address, or the first half of an IPv6 address: one customer of a provider has a whole /64. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6 || address.includes(".")) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return groups.slice(0, 4).join(":");
}
