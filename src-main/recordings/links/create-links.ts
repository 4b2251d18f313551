/**
 * Links to recordings: made for the webhooks, checked when somebody follows one.
 *
 * `<public_url>/<name>?t=v1.<expiry>.<signature>`: `expiry` is the last second at which the link works, since
 * 1970 in base 36, or 0 when it works as long as the file lives; `signature` is the base64url of the
 * HMAC-SHA256 with the key over `v1`, the name and the expiry as it is written, with a line break between each.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { LinkKeys, Links, LinkVerdict } from "./types.ts";

export interface LinkOptions {
  readonly keys: LinkKeys;
  readonly mode: "signed" | "open";
  /** Without a slash at its end; see default-public-url.ts. */
  readonly publicUrl: string;
  /** Days that a link works from when it is made; `undefined`: as long as the file lives. */
  readonly linkDays: number | undefined;
  readonly nowMs: () => number;
}

const form = /^v1\.([0-9a-z]{1,10})\.([\w-]{43})$/;
const daySeconds = 86_400;

export function createLinks({ keys, mode, publicUrl, linkDays, nowMs }: LinkOptions): Links {
  const nowS = () => Math.floor(nowMs() / 1000);

  return {
    open: mode === "open",
    urlFor(name) {
      if (mode === "open") return `${publicUrl}/${name}`;
      const expiry = linkDays === undefined ? "0" : (nowS() + linkDays * daySeconds).toString(36);
      const signature = signatureOf(keys.current, name, expiry).toString("base64url");
      return `${publicUrl}/${name}?t=v1.${expiry}.${signature}`;
    },
    check(name, t): LinkVerdict {
      if (mode === "open") return "good";
      if (t === undefined || t === "") return "missing";
      const [, expiry, signature] = form.exec(t) ?? [];
      if (expiry === undefined || signature === undefined) return "wrong";
      const given = Buffer.from(signature, "base64url");
      const valid = keys.previous.filter(({ untilMs }) => untilMs === undefined || untilMs > nowMs());
      const fits = [keys.current, ...valid.map(({ key }) => key)].filter((key) =>
        timingSafeEqual(signatureOf(key, name, expiry), given),
      );
      if (fits.length === 0) return "wrong";
      return expiry === "0" || Number.parseInt(expiry, 36) >= nowS() ? "good" : "expired";
    },
  };
}

function signatureOf(key: Uint8Array, name: string, expiry: string): Buffer {
  return createHmac("sha256", key).update(`v1\n${name}\n${expiry}`, "utf8").digest();
}

/** For the log, when the program starts with such links or is told to make them. */
export const openLinksWarning =
  'Links to recordings are open: whoever knows or guesses one can listen. Set "link = signed" in [recordings] to change that.';
