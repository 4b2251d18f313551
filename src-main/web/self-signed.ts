/**
 * The certificate for a newcomer without one: made once, kept in the data folder so that a browser's
 * exception stays valid, and renewed before it expires.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { isIP } from "node:net";
import { join } from "node:path";

export interface KeyPair {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

export interface SelfSigned extends KeyPair {
  /** Why a new certificate could not be kept, so that this is the old one, which still counts. */
  readonly notRenewed?: unknown;
}

const dayMs = 86_400_000;
const validDays = 730;
const renewBeforeDays = 30;

/**
 * Reads the self-signed certificate of `dataFolder`/tls or makes a new one there when it is missing,
 * unreadable, about to expire or made for other names. The key is readable by its owner only.
 * Where the folder cannot be written, the old one serves for as long as it counts. Rejects when there is none.
 */
export async function selfSignedCertificate(options: {
  readonly dataFolder: string;
  /** `host` of the settings: the name or address that clients may use. */
  readonly host: string;
  readonly nowMs: number;
}): Promise<SelfSigned> {
  const folder = join(options.dataFolder, "tls");
  const files = { cert: join(folder, "self-signed.crt"), key: join(folder, "self-signed.key") };
  const names = namesFor(options.host);
  const kept = await readPair(files);
  if (kept !== undefined && isGood(kept, names, options.nowMs)) {
    // On a disk that has become read-only it stays as it was.
    await chmod(files.key, 0o600).catch(() => undefined);
    return kept;
  }
  const pair = await make(names, options.nowMs);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Both are on disk before either takes its place: a full disk must not leave a key without its certificate.
    const [key, cert] = [`${files.key}.new`, `${files.cert}.new`];
    await writePrepared(key, pair.key, 0o600);
    await writePrepared(cert, pair.cert, 0o644);
    await rename(key, files.key);
    await rename(cert, files.cert);
    return pair;
  } catch (error) {
    if (kept === undefined || !counts(kept, options.nowMs)) throw error;
    return { ...kept, notRenewed: error };
  }
}

interface Names {
  readonly dns: readonly string[];
  readonly ips: readonly string[];
}

function namesFor(host: string): Names {
  const everyAddress = host === "0.0.0.0" || host === "::";
  const ips = new Set(["127.0.0.1", "::1"]);
  const dns = new Set(["localhost"]);
  if (/^[\w.-]+$/.test(hostname())) dns.add(hostname().toLowerCase());
  if (isIP(host) !== 0 && !everyAddress) ips.add(host);
  if (isIP(host) === 0) dns.add(host.toLowerCase());
  return { dns: [...dns], ips: [...ips] };
}

async function readPair(files: { cert: string; key: string }): Promise<KeyPair | undefined> {
  try {
    return { cert: await readFile(files.cert, "utf8"), key: await readFile(files.key, "utf8") };
  } catch {
    return undefined;
  }
}

function isGood(pair: KeyPair, names: Names, nowMs: number): boolean {
  if (!counts(pair, nowMs + renewBeforeDays * dayMs) || !counts(pair, nowMs)) return false;
  const certificate = new X509Certificate(pair.cert);
  return (
    names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
    names.ips.every((ip) => certificate.checkIP(ip) !== undefined)
  );
}

/** Whether key and certificate belong together and have not run out then. */
function counts(pair: KeyPair, atMs: number): boolean {
  try {
    const certificate = new X509Certificate(pair.cert);
    return (
      certificate.checkPrivateKey(createPrivateKey(pair.key)) &&
      certificate.validFromDate.getTime() <= atMs &&
      certificate.validToDate.getTime() > atMs
    );
  } catch {
    return false;
  }
}

async function make(names: Names, nowMs: number): Promise<KeyPair> {
  // Once in two years: not in memory before.
  const { generate } = await import("selfsigned");
  const pems = await generate([{ name: "commonName", value: "3CX Webhook" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    // A day ago: the clock of a browser's machine may be behind.
    notBeforeDate: new Date(nowMs - dayMs),
    notAfterDate: new Date(nowMs + validDays * dayMs),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...names.dns.map((value) => ({ type: 2 as const, value })),
          ...names.ips.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: pems.cert, key: pems.private };
}

/** Under a temporary name first, so that a crash leaves no half-written key. */
async function writePrepared(file: string, text: string, mode: number): Promise<void> {
  await writeFile(file, text, { mode });
  await chmod(file, mode);
}
