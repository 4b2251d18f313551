/** Compares with the monitor password slowly, so that guessing is slow even for who has stolen the hash. */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

export interface PasswordCheck {
  /** What counts from now on; nothing or an empty text: no password is set. */
  set(password: string | undefined): void;
  isSet(): boolean;
  /** True when this is the password in force already. */
  isSame(password: string | undefined): boolean;
  /** One after the other; `busy` when too many wait. `mayTry` is asked when its turn has come. */
  check(given: string, mayTry: () => boolean): Promise<"right" | "wrong" | "not-now" | "busy">;
}

/** 32 MiB and tens of milliseconds for each try (OWASP Password Storage Cheat Sheet: N = 2^15, r = 8). */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const hashBytes = 32;
const mostWaiting = 8;

interface Kept {
  readonly password: string;
  readonly salt: Buffer;
  readonly hash: Promise<Buffer>;
}

export function createPasswordCheck(): PasswordCheck {
  let kept: Kept | undefined;
  let waiting = 0;
  // One at a time: each takes memory and one of the few threads that also serve files.
  let last: Promise<unknown> = Promise.resolve();

  async function compare(given: string, mayTry: () => boolean): Promise<"right" | "wrong" | "not-now"> {
    if (!mayTry()) return "not-now";
    const against = kept;
    if (against === undefined) return "wrong";
    const same = timingSafeEqual(await hashOf(given, against.salt), await against.hash);
    // Not what was right when the question came in.
    return same && kept === against ? "right" : "wrong";
  }

  return {
    set(password) {
      if (password === undefined || password === "") return void (kept = undefined);
      const salt = randomBytes(16);
      const hash = hashOf(password, salt);
      // Told to whoever compares.
      hash.catch(() => {});
      kept = { password, salt, hash };
    },
    isSet: () => kept !== undefined,
    isSame: (password) => (password === "" ? undefined : password) === kept?.password,
    async check(given, mayTry) {
      if (waiting >= mostWaiting) return "busy";
      waiting += 1;
      const result = last.then(() => compare(given, mayTry));
      last = result.catch(() => {});
      try {
        return await result;
      } finally {
        waiting -= 1;
      }
    },
  };
}

function hashOf(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, hashBytes, cost, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
