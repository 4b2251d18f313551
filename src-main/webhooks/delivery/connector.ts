/** Makes connections for one endpoint and remembers what a refused certificate said, for the error's words. */
import { TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import type { CertificateFacts } from "./error-words.ts";

export interface Connector {
  readonly connect: buildConnector.connector;
  /** What the certificate said that made a connection fail with this error. */
  certificateOf(error: unknown): CertificateFacts | undefined;
}

/** `timeoutMs` covers the name look-up, TCP and TLS together. `onOpen` is called for each connection made. */
export function createConnector(timeoutMs: number, onOpen: () => void): Connector {
  const base = buildConnector({ timeout: timeoutMs, allowH2: false });
  const refused = new WeakMap<Error, CertificateFacts>();

  return {
    connect(options, callback) {
      let facts: CertificateFacts | undefined;
      const socket: unknown = base(options, (...answer) => {
        const [error] = answer;
        if (error === null) onOpen();
        else if (facts !== undefined) refused.set(error, facts);
        callback(...answer);
      });
      // Node destroys a socket whose certificate it refuses before anybody can look at it. Its event
      // `secure` comes just before; should it go away one day, sentences lose a date and nothing else.
      if (socket instanceof TLSSocket) socket.prependListener("secure", () => (facts = readFacts(socket)));
    },
    certificateOf: (error) => (error instanceof Error ? refused.get(error) : undefined),
  };
}

function readFacts(socket: TLSSocket): CertificateFacts | undefined {
  const certificate = socket.getPeerCertificate();
  if (certificate === null || certificate.valid_to === undefined) return undefined;
  const names = (certificate.subjectaltname ?? "").replaceAll(/(DNS|IP Address):/g, "");
  return {
    validFrom: dayOf(certificate.valid_from),
    validTo: dayOf(certificate.valid_to),
    names: (names || String(certificate.subject?.CN ?? "")).slice(0, 200),
  };
}

/** OpenSSL writes `Sep 17 19:05:14 2025 GMT`. */
function dayOf(text: string): string {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? text : new Date(atMs).toISOString().slice(0, 10);
}
