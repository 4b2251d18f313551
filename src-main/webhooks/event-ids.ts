/**
 * Makes the `webhook-id` of events. The package's own chance asks the operating system for each of an id's
 * sixteen characters, which took more time than anything else between the PBX's event and the outbox.
 */
import { ulid } from "ulid";

const poolBytes = 4096;

/** `fill` writes unpredictable bytes, such as `randomFillSync` of node:crypto: ids must not be guessed. */
export function createEventIds(fill: (bytes: Uint8Array) => unknown): () => string {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  const chance = (): number => {
    if (used === poolBytes) {
      fill(pool);
      used = 0;
    }
    const byte = pool[used] ?? 0;
    used += 1;
    return byte / 256;
  };
  return () => ulid(undefined, chance);
}
