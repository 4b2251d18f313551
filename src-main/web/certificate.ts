/** Which certificate the https server shows: the one of the settings, or a self-signed one. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ServerSettings } from "../../src-shared/settings/settings.ts";
import { codeOf, reasonOf } from "../../src-shared/thrown.ts";
import { selfSignedCertificate, type KeyPair } from "./self-signed.ts";

export interface LoadedCertificate {
  readonly ok: true;
  readonly pair: KeyPair;
  readonly selfSigned: boolean;
  readonly expiresAtMs: number;
  /** What is wrong although it serves. */
  readonly complaint?: string;
}

export type CertificateResult = LoadedCertificate | { readonly ok: false; readonly sentence: string };

/** Never rejects: what is wrong with the files is said in a sentence that names them. */
export async function loadCertificate(
  settings: ServerSettings,
  dataFolder: string,
  nowMs: number,
): Promise<CertificateResult> {
  const { certFile, keyFile, host } = settings;
  if (certFile === undefined && keyFile === undefined) {
    try {
      const { notRenewed, ...pair } = await selfSignedCertificate({ dataFolder, host, nowMs });
      const own = loaded(pair, true);
      return notRenewed === undefined ? own : { ...own, complaint: notKept(own, dataFolder, notRenewed) };
    } catch (error) {
      return failure(
        `The self-signed certificate cannot be kept in ${dataFolder} (${text(error)}). Make the folder writable for this program or set cert_file and key_file in [server].`,
      );
    }
  }
  if (certFile === undefined) return failure("key_file is set in [server], but cert_file is not. Set both.");
  if (keyFile === undefined) return failure("cert_file is set in [server], but key_file is not. Set both.");
  return loadFiles(certFile, keyFile, nowMs);
}

function notKept({ expiresAtMs }: LoadedCertificate, dataFolder: string, reason: unknown): string {
  const until = new Date(expiresAtMs).toISOString().slice(0, 10);
  return `A new self-signed certificate cannot be kept in ${dataFolder} (${text(reason)}); the one there is used until ${until}. Make the folder writable for this program or set cert_file and key_file in [server].`;
}

async function loadFiles(certFile: string, keyFile: string, nowMs: number): Promise<CertificateResult> {
  const cert = await read("cert_file", certFile);
  if (!cert.ok) return cert;
  const key = await read("key_file", keyFile);
  if (!key.ok) return key;
  try {
    const certificate = new X509Certificate(cert.pem);
    if (!certificate.checkPrivateKey(createPrivateKey(key.pem))) {
      return failure(
        `The key in ${keyFile} does not belong to the certificate in ${certFile}. Check key_file and cert_file in [server].`,
      );
    }
    if (certificate.validToDate.getTime() <= nowMs) {
      return failure(
        `The certificate in ${certFile} expired on ${certificate.validToDate.toISOString().slice(0, 10)}. Put a new one there, or leave cert_file and key_file empty.`,
      );
    }
  } catch {
    return failure(
      `${certFile} and ${keyFile} are not a PEM certificate and an unencrypted PEM key. Check cert_file and key_file in [server].`,
    );
  }
  return loaded({ cert: cert.pem, key: key.pem }, false);
}

function loaded(pair: KeyPair, selfSigned: boolean): LoadedCertificate {
  const expiresAtMs = new X509Certificate(pair.cert).validToDate.getTime();
  return { ok: true, pair, selfSigned, expiresAtMs };
}

async function read(
  setting: string,
  file: string,
): Promise<{ readonly ok: true; readonly pem: string } | { readonly ok: false; readonly sentence: string }> {
  try {
    return { ok: true, pem: await readFile(file, "utf8") };
  } catch (error) {
    return failure(`${file} cannot be read (${text(error)}). Check ${setting} in [server].`);
  }
}

function failure(sentence: string): { readonly ok: false; readonly sentence: string } {
  return { ok: false, sentence };
}

/** Node's own code where there is one: its message would repeat the path. */
function text(error: unknown): string {
  return codeOf(error) || reasonOf(error);
}
