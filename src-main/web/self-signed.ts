/**
 * The certificate for a newcomer without one: made once, kept in the data folder so that a browser's
 * exception stays valid, and renewed before it expires.
 */
import { X509Certificate } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { isIP } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";

export interface KeyPair {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

const dayMs = 86_400_000;
const validDays = 730;
const renewBeforeDays = 30;

/**
 * Reads the self-signed certificate of `dataFolder`/tls or makes a new one there when it is missing,
 * unreadable, about to expire or made for other names. The key is readable by its owner only.
 * Rejects when the folder cannot be written.
 */
export async function selfSignedCertificate(options: {
  readonly dataFolder: string;
  /** `host` of the settings: the name or address that clients may use. */
  readonly host: string;
  readonly nowMs: number;
}): Promise<KeyPair> {
  const folder = join(options.dataFolder, "tls");
  const files = { cert: join(folder, "self-signed.crt"), key: join(folder, "self-signed.key") };
  const names = namesFor(options.host);
  const kept = await readPair(files);
  if (kept !== undefined && isGood(kept, names, options.nowMs)) {
    await chmod(files.key, 0o600);
    return kept;
  }
  const pair = await make(names, options.nowMs);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(files.key, pair.key, 0o600);
  await writeWhole(files.cert, pair.cert, 0o644);
  return pair;
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
  try {
    const certificate = new X509Certificate(pair.cert);
    const expiresAtMs = certificate.validToDate.getTime();
    return (
      expiresAtMs - nowMs > renewBeforeDays * dayMs &&
      certificate.validFromDate.getTime() <= nowMs &&
      names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
      names.ips.every((ip) => certificate.checkIP(ip) !== undefined)
    );
  } catch {
    return false;
  }
}

async function make(names: Names, nowMs: number): Promise<KeyPair> {
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

/** Through a temporary name, so that a crash leaves no half-written key. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const temporary = `${file}.new`;
  await writeFile(temporary, text, { mode });
  await chmod(temporary, mode);
  await rename(temporary, file);
}
