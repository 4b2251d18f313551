/** What can go wrong at the token endpoint and in the life of a token. */
import { jsonReply, notFoundPage, type Answer } from "../wire/answer.ts";
import type { TokenStyle } from "../options.ts";
import type { FaultName } from "./fault-name.ts";

const shortLifetimeS = 8;

/** The refusal that a switched-on fault demands, or `undefined`. */
export function tokenRefusal(has: (fault: FaultName) => boolean): Answer | undefined {
  if (has("old-version")) return notFoundPage();
  if (has("wrong-secret")) return invalidClient();
  return undefined;
}

export function invalidClient(): Answer {
  return jsonReply(401, { error: "invalid_client", error_description: "Invalid client credentials" });
}

/** `style` as the switched-on faults change it. */
export function distortedStyle(style: TokenStyle, has: (fault: FaultName) => boolean): TokenStyle {
  return {
    format: has("opaque-token") ? "opaque" : style.format,
    expiresIn: has("minutes-style") ? "minutes" : style.expiresIn,
    lifetimeS: has("short-tokens") ? shortLifetimeS : style.lifetimeS,
    socketAfterwards: has("token-kills-socket") ? "closes" : style.socketAfterwards,
  };
}
