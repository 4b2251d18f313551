/** Why a connection between window and engine ended, as a word that every transport can carry. */

export const closeReasons = [
  /** The other side is done. */
  "closed",
  /** The transport broke. */
  "lost",
  /** Nothing was heard for too long. */
  "silent",
  "malformed",
  "too-large",
  "too-slow",
  "version",
  "stopping",
  /** Nobody has logged in. */
  "login-needed",
  "session-ended",
  /** No password is set there, so only its own machine gets in. */
  "remote-off",
  "switched-off",
  "too-many-windows",
  "second-instance",
  "not-allowed",
] as const;
export type CloseReason = (typeof closeReasons)[number];

const known: ReadonlySet<string> = new Set(closeReasons);

export function isCloseReason(text: string): text is CloseReason {
  return known.has(text);
}

/** For logs, and for clients that have no texts of their own. */
export const closeSentences: Readonly<Record<CloseReason, string>> = {
  closed: "The connection was closed.",
  lost: "The connection was lost.",
  silent: "Nothing was heard for several seconds. Check the network between window and service.",
  malformed: "A message could not be understood. Update window and service to the same version.",
  "too-large": "A message was too large.",
  "too-slow": "The window could not keep up. Reload it.",
  version: "Window and service are of different versions. Update the older one.",
  stopping: "3CX Webhook is stopping.",
  "login-needed": "Log in with the monitor password.",
  "session-ended": "The session has ended. Log in again.",
  "remote-off": "Remote access is off: no password is set there. Set monitor_password in [server].",
  "switched-off": "The monitor page is switched off. Set monitor = yes in [server].",
  "too-many-windows": "Too many windows are open at this service. Close some of them.",
  "second-instance": "Another 3CX Webhook already uses this data folder.",
  "not-allowed":
    "This address may not open the monitor. Open it at the address that the service itself shows.",
};

/** A WebSocket's close frame carries the reason as its text under this code, from the range for private use. */
export const socketCloseCode = 4000;
