/**
 * Creomate's `chid`: one value for a whole chain. Published ones look like
 * `00000000-01dc-27f5-3c43-81de0000002d`: a moment counted in 100 ns since 1601 and the callid.
 * Ours has that shape and is worked out from the chain id alone, so it survives restarts.
 */

const msFrom1601To1970 = 11_644_473_600_000n;

/**
 * From `yyMMddHHmmss_<n>`, its digits read as if they were UTC. A chain id of another shape is
 * returned as it is: still one value per chain.
 */
export function chidOf(chainId: string): string {
  const parts = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_(\d+)$/.exec(chainId);
  if (parts === null) return chainId;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, callId = 0] = parts
    .slice(1)
    .map(Number);
  const arrivedAtMs = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  const moment = hex((BigInt(arrivedAtMs) + msFrom1601To1970) * 10_000n, 16);
  return `00000000-${moment.slice(0, 4)}-${moment.slice(4, 8)}-${moment.slice(8, 12)}-${moment.slice(12)}${hex(BigInt(callId), 8)}`;
}

const hex = (value: bigint, digits: number): string =>
  value.toString(16).padStart(digits, "0").slice(-digits);
