/**
 * Name look-ups of one endpoint, one at a time per name. The system's resolver cannot be interrupted
 * and only a few of its look-ups run at once for the whole program, so a name server that is silent
 * must not be asked once for each request.
 */
import type { LookupAddress, LookupAllOptions } from "node:dns";

export type LookupAnswer = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

/** `dns.lookup` with all addresses. */
export type Lookup = (hostname: string, options: LookupAllOptions, answer: LookupAnswer) => void;

export function createSharedLookup(lookup: Lookup): Lookup {
  const asked = new Map<string, LookupAnswer[]>();
  return (hostname, options, answer) => {
    const key = `${hostname} ${String(options.family ?? 0)} ${options.hints ?? 0}`;
    const others = asked.get(key);
    if (others !== undefined) {
      others.push(answer);
      return;
    }
    const waiting = [answer];
    asked.set(key, waiting);
    lookup(hostname, options, (error, addresses) => {
      asked.delete(key);
      for (const each of waiting) each(error, addresses);
    });
  };
}
