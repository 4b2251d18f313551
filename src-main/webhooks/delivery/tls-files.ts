/**
 * An endpoint's own authority and client certificate, read from their files and read again when these
 * change, so a renewed certificate needs no restart. What is wrong with them is said in a sentence.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";

/** Options that TLS sockets understand. */
export interface TlsMaterial {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
}

/** The same object as long as nothing changed. */
export type TlsRead =
  | { readonly ok: true; readonly material: TlsMaterial }
  | { readonly ok: false; readonly error: string };

export interface TlsFiles {
  current(): Promise<TlsRead>;
}

type Files = Pick<EndpointSettings, "name" | "caFile" | "clientCertFile" | "clientKeyFile">;

/** Files are looked at once in so long, however many requests leave. */
const lookAgainAfterMs = 2000;
const nothing: TlsRead = { ok: true, material: {} };

/** `monotonicMs` only spaces out the looks at the files. */
export function createTlsFiles(
  settings: Files,
  monotonicMs: () => number = () => performance.now(),
): TlsFiles {
  const paths = [settings.caFile, settings.clientCertFile, settings.clientKeyFile].filter(
    (path) => path !== undefined,
  );
  let read: Promise<TlsRead> | undefined;
  let stamp = "";
  let lookedAtMs = 0;

  async function look(before: Promise<TlsRead> | undefined): Promise<TlsRead> {
    const now = (await Promise.all(paths.map(stampOf))).join(" ");
    if (before !== undefined && now === stamp) return before;
    stamp = now;
    return readAll(settings);
  }

  return {
    async current() {
      if (paths.length === 0) return nothing;
      const nowMs = monotonicMs();
      if (read === undefined || nowMs - lookedAtMs >= lookAgainAfterMs) {
        lookedAtMs = nowMs;
        read = look(read);
      }
      return read;
    },
  };
}

async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs}/${size}/${ino}`;
  } catch {
    return "none";
  }
}

/** A mistake in one of the files; its message is a sentence. */
class FileMistake extends Error {}

async function readAll(settings: Files): Promise<TlsRead> {
  const { caFile, clientCertFile, clientKeyFile } = settings;
  try {
    const ca = caFile === undefined ? undefined : await readCertificates("ca_file", caFile, settings.name);
    const own =
      clientCertFile === undefined || clientKeyFile === undefined
        ? {}
        : await readPair(clientCertFile, clientKeyFile, settings.name);
    return { ok: true, material: { ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }), ...own } };
  } catch (error) {
    if (error instanceof FileMistake) return { ok: false, error: error.message };
    throw error;
  }
}

async function readPair(certFile: string, keyFile: string, endpoint: string) {
  const cert = await readCertificates("client_cert_file", certFile, endpoint);
  const key = await readText("client_key_file", keyFile, endpoint);
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(key)) {
    throw new FileMistake(
      `The key in ${keyFile} (client_key_file of the endpoint ${endpoint}) is locked with a passphrase; save it without one.`,
    );
  }
  const privateKey = parsed(
    () => createPrivateKey(key),
    `The file ${keyFile} (client_key_file of the endpoint ${endpoint}) holds no private key in PEM form.`,
  );
  if (!new X509Certificate(cert).checkPrivateKey(privateKey)) {
    throw new FileMistake(
      `The key in ${keyFile} does not belong to the certificate in ${certFile} (client_key_file and client_cert_file of the endpoint ${endpoint}).`,
    );
  }
  return { cert, key };
}

async function readCertificates(key: string, path: string, endpoint: string): Promise<string> {
  const text = await readText(key, path, endpoint);
  parsed(
    () => new X509Certificate(text),
    `The file ${path} (${key} of the endpoint ${endpoint}) holds no certificate in PEM form.`,
  );
  return text;
}

function parsed<T>(parse: () => T, mistake: string): T {
  try {
    return parse();
  } catch {
    throw new FileMistake(mistake);
  }
}

async function readText(key: string, path: string, endpoint: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const problem =
      code === "ENOENT"
        ? "does not exist"
        : code === "EACCES" || code === "EPERM"
          ? "may not be read by this program"
          : "cannot be read";
    throw new FileMistake(`The file ${path} (${key} of the endpoint ${endpoint}) ${problem}.`);
  }
}
