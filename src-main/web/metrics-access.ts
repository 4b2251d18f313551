/** Who may read the metrics: everybody on this machine, elsewhere who knows the monitor password. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { createGuesses, type Guesses } from "./guesses.ts";
import { isLoopback } from "./loopback.ts";

export type MetricsAccess =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly status: 401 | 403 | 429;
      readonly sentence: string;
      readonly headers: Readonly<Record<string, string>>;
    };

export interface Caller {
  /** Of the socket. */
  readonly remoteAddress: string | undefined;
  /** The header of that name. */
  readonly authorization: string | undefined;
}

const challenge = { "www-authenticate": 'Basic realm="3CX Webhook", charset="UTF-8"' };

/**
 * `password` is asked at each request, since it may change. A wrong one is counted, a missing one is not;
 * `guesses` may be shared with others that ask for the same password.
 */
export function createMetricsAccess(
  password: () => string | undefined,
  clock: Pick<Clock, "nowMs">,
  guesses: Guesses = createGuesses(clock),
): (caller: Caller) => MetricsAccess {
  return ({ remoteAddress, authorization }) => {
    if (isLoopback(remoteAddress)) return { ok: true };
    const wanted = password();
    if (wanted === undefined || wanted === "") {
      return refusal(
        403,
        "Only this machine may read the metrics. Set monitor_password in [server] to allow others.",
      );
    }
    const address = remoteAddress ?? "";
    const waitS = Math.ceil(guesses.waitMs(address) / 1000);
    if (waitS > 0) {
      const sentence = `Too many wrong passwords from this address. Try again in ${waitS} seconds.`;
      return refusal(429, sentence, { "retry-after": String(waitS) });
    }
    const given = passwordOf(authorization);
    if (given === undefined) {
      return refusal(401, "Give the monitor password, as Basic with any user name or as Bearer.", challenge);
    }
    if (isSame(given, wanted)) return { ok: true };
    guesses.wrong(address);
    return refusal(401, "This is not the monitor password.", challenge);
  };
}

function refusal(
  status: 401 | 403 | 429,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): MetricsAccess {
  return { ok: false, status, sentence, headers };
}

/** The password of a Basic or Bearer header; `undefined` when it has none. */
function passwordOf(authorization: string | undefined): string | undefined {
  const [, scheme = "", credentials = ""] = /^(\S+) +(.+)$/.exec(authorization ?? "") ?? [];
  if (credentials === "") return undefined;
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const pair = Buffer.from(credentials, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? undefined : pair.slice(colon + 1);
}

/** Takes the same time wherever the two differ, and whatever their lengths are. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text, "utf8").digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
