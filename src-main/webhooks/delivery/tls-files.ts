/**
 * An endpoint's own authority and client certificate, read from their files and read again when these
 * change, so a renewed certificate needs no restart. What is wrong with them is said in a sentence.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import { say } from "../../../src-shared/messages/say.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { codeOf } from "../../../src-shared/thrown.ts";

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

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: string };

async function readAll({ name, caFile, clientCertFile, clientKeyFile }: Files): Promise<TlsRead> {
  const ca = caFile === undefined ? undefined : await readCertificate("ca_file", caFile, name);
  if (ca?.ok === false) return ca;
  const pair =
    clientCertFile === undefined || clientKeyFile === undefined
      ? undefined
      : await readPair(clientCertFile, clientKeyFile, name);
  if (pair?.ok === false) return pair;
  const authorities = ca === undefined ? {} : { ca: [...rootCertificates, ca.value] };
  return { ok: true, material: { ...authorities, ...pair?.value } };
}

async function readPair(
  certFile: string,
  keyFile: string,
  endpoint: string,
): Promise<Read<{ readonly cert: string; readonly key: string }>> {
  const cert = await readCertificate("client_cert_file", certFile, endpoint);
  if (!cert.ok) return cert;
  const key = await readText("client_key_file", keyFile, endpoint);
  if (!key.ok) return key;
  const whose = { path: keyFile, ep: endpoint };
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(key.value)) {
    return mistake(say("ep.file.encrypted", whose));
  }
  const privateKey = attempt(() => createPrivateKey(key.value));
  if (privateKey === undefined) return mistake(say("ep.file.noKey", whose));
  if (!new X509Certificate(cert.value).checkPrivateKey(privateKey)) {
    return mistake(say("ep.file.otherKey", { ...whose, cert: certFile }));
  }
  return { ok: true, value: { cert: cert.value, key: key.value } };
}

async function readCertificate(key: string, path: string, endpoint: string): Promise<Read<string>> {
  const text = await readText(key, path, endpoint);
  if (!text.ok || attempt(() => new X509Certificate(text.value)) !== undefined) return text;
  return mistake(say("ep.file.noCertificate", { path, key, ep: endpoint }));
}

async function readText(key: string, path: string, endpoint: string): Promise<Read<string>> {
  try {
    return { ok: true, value: await readFile(path, "utf8") };
  } catch (error) {
    const code = codeOf(error);
    return mistake(say(problemOf(code), { path, key, ep: endpoint }));
  }
}

function problemOf(code: string) {
  if (code === "ENOENT") return "ep.file.missing";
  return code === "EACCES" || code === "EPERM" ? "ep.file.forbidden" : "ep.file.unreadable";
}

function mistake(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}

/** What OpenSSL makes of a text, or nothing. */
function attempt<Parsed>(parse: () => Parsed): Parsed | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
