/** A throw-away certificate, so that the simulated PBX and receiver can speak https as real ones do. */
import { generate } from "selfsigned";

export interface Certificate {
  /** PEM; give it to a client as its CA to be trusted. */
  readonly cert: string;
  /** PEM, not encrypted. */
  readonly key: string;
}

/** A certificate for `localhost`, the loopback addresses and `hosts`, valid for `days` from now. */
export async function selfSigned(hosts: readonly string[] = [], days = 30): Promise<Certificate> {
  const names = ["localhost", ...hosts];
  const pems = await generate([{ name: "commonName", value: names[0] ?? "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    // One hour ago: the clock of the other side may be a little behind.
    notBeforeDate: new Date(Date.now() - 3_600_000),
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true, critical: true },
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: "127.0.0.1" },
          { type: 7 as const, ip: "::1" },
        ],
      },
    ],
  });
  return { cert: pems.cert, key: pems.private };
}
