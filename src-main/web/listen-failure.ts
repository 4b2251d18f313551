/** Why a port could not be opened, in words. */
import type { ServerSettings } from "../../src-shared/settings/settings.ts";
import { codeOf } from "../../src-shared/thrown.ts";
import type { WebFailure } from "./types.ts";

export function listenFailure(
  error: unknown,
  { host, port }: Pick<ServerSettings, "host" | "port">,
): WebFailure {
  const code = codeOf(error);
  switch (code) {
    case "EADDRINUSE":
      return {
        ok: false,
        reason: "port-in-use",
        sentence: `Port ${port} on ${host} is in use by another program. Stop that program or set another port in [server].`,
      };
    case "EACCES":
      return {
        ok: false,
        reason: "port-not-allowed",
        sentence: `This program may not open port ${port} on ${host}. Set a port above 1023 in [server].`,
      };
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return {
        ok: false,
        reason: "unknown-host",
        sentence: `${host} is no address of this machine. Set host in [server] to 127.0.0.1, 0.0.0.0 or one of its addresses.`,
      };
    default:
      return {
        ok: false,
        reason: "other",
        sentence: `Port ${port} on ${host} cannot be opened (${code || String(error)}). Check host and port in [server].`,
      };
  }
}
