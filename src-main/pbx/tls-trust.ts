/** Which certificates of the PBX are trusted: those of the machine, of `ca_file`, or any. */
import { readFile } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import { errorCode, failure, type PbxFailure } from "./failure.ts";

/** Options that https agents and WebSockets both understand. */
export interface TlsTrust {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string[];
}

/** Reads the CA file, if one is set. A file that cannot be read is a failure, not a silent default. */
export async function readTlsTrust(
  caFile: string | undefined,
  allowSelfSigned: boolean,
): Promise<{ readonly ok: true; readonly trust: TlsTrust } | PbxFailure> {
  const rejectUnauthorized = !allowSelfSigned;
  if (caFile === undefined) return { ok: true, trust: { rejectUnauthorized } };
  try {
    const own = await readFile(caFile, "utf8");
    if (!own.includes("-----BEGIN CERTIFICATE-----")) {
      return failure("ca-file-unreadable", "it holds no PEM certificate");
    }
    return { ok: true, trust: { rejectUnauthorized, ca: [...rootCertificates, own] } };
  } catch (error) {
    return failure("ca-file-unreadable", errorCode(error) || "cannot be read");
  }
}
