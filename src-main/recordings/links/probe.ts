/**
 * Asks this program's own server for a link before it is sent: what would not open here does not go out.
 * Not the public address: the PBX's network may not let this machine come in from outside.
 */
import { request } from "node:https";
import { codeOf } from "../../../src-shared/thrown.ts";
import { recordingPath } from "./public-url.ts";

export type ProbeAnswer =
  | { readonly ok: true }
  /** `status` 0: no answer at all. */
  | { readonly ok: false; readonly status: number; readonly sentence: string };

const patienceMs = 10_000;

/**
 * `serverUrl`: where the https server listens, `undefined` while it does not. The answer to HEAD must be 200.
 * Never rejects.
 */
export function createProbe(serverUrl: () => string | undefined): (link: string) => Promise<ProbeAnswer> {
  return async (link) => {
    const server = serverUrl();
    if (server === undefined) return failure(0, "the web server does not run");
    try {
      const status = await head(ownAddress(link, server));
      return status === 200 ? { ok: true } : failure(status, String(status));
    } catch (error) {
      const code = codeOf(error) || String(error);
      return failure(0, code);
    }
  };
}

/** The public address may have another path, which a proxy leads here; the name and the signature are the same. */
function ownAddress(link: string, serverUrl: string): URL {
  const { pathname, search } = new URL(link);
  const own = new URL(
    `${recordingPath}/${pathname.slice(pathname.lastIndexOf("/") + 1)}${search}`,
    serverUrl,
  );
  if (own.hostname === "0.0.0.0") own.hostname = "127.0.0.1";
  if (own.hostname === "[::]") own.hostname = "[::1]";
  return own;
}

function head(url: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: "HEAD",
      agent: false,
      timeout: patienceMs,
      // It is this machine's own port: the certificate may be self-signed, and be for a public name.
      rejectUnauthorized: false,
    });
    asked.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer in time")));
    asked.on("error", reject);
    asked.end();
  });
}

function failure(status: number, reason: string): ProbeAnswer {
  const sentence = `The link does not open from this computer (${reason}). It is not sent until it does. Check public_url in [recordings] and the address in [server].`;
  return { ok: false, status, sentence };
}
