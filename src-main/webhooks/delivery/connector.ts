/**
 * Makes connections for one endpoint: only to addresses that are allowed, with its own certificates,
 * and remembering what a refused certificate said, for the error's words.
 */
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import type { AddressRules } from "./address-rules.ts";
import type { ConnectSteps } from "./connect-steps.ts";
import type { CertificateFacts } from "./error-words.ts";
import { blockedCode } from "./error-words.ts";
import type { Lookup } from "./lookup.ts";
import type { TlsMaterial } from "./tls-files.ts";

export interface ConnectorOptions {
  /** Covers the name look-up, TCP and TLS together. */
  readonly timeoutMs: number;
  readonly rules: AddressRules;
  readonly lookup: Lookup;
  readonly tls: TlsMaterial;
  /** SHA-256 as `AB:CD:…` of a certificate that is accepted whoever signed it. */
  readonly acceptFingerprint: string | undefined;
  /** Called for each connection made. */
  readonly onOpen: () => void;
}

export interface Connector {
  readonly connect: buildConnector.connector;
  /** What the certificate said that made a connection fail with this error. */
  certificateOf(error: unknown): CertificateFacts | undefined;
  /** Of the connection that was begun last. A connector makes one at a time. */
  steps(): ConnectSteps | undefined;
}

type Made = Parameters<buildConnector.Callback>;

export function createConnector(options: ConnectorOptions): Connector {
  const { rules, acceptFingerprint, onOpen } = options;
  const refused = new WeakMap<Error, CertificateFacts>();

  let base: buildConnector.connector | undefined;
  let steps: ConnectSteps | undefined;

  /** All connections lead to one origin, so the port is always the same. */
  function baseFor(port: number): buildConnector.connector {
    base ??= buildConnector({
      timeout: options.timeoutMs,
      allowH2: false,
      // A resumed session does not show the certificate again.
      ...(acceptFingerprint === undefined ? {} : { maxCachedSessions: 0 }),
      lookup: allowedOnly(options.lookup, rules, port, () => {
        if (steps !== undefined) steps.lookedUpAt = performance.now();
      }),
      ...options.tls,
      ...(acceptFingerprint === undefined ? {} : { rejectUnauthorized: false }),
    });
    return base;
  }

  return {
    connect(target, callback) {
      const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
      // A literal address is not looked up.
      const reason = isIP(target.hostname) === 0 ? undefined : rules.blocked(target.hostname, port);
      if (reason !== undefined) {
        const error = blockedError(target.hostname, reason);
        process.nextTick(() => callback(error, null));
        return;
      }
      let facts: CertificateFacts | undefined;
      const tls = target.protocol === "https:";
      const mine: ConnectSteps = { beganAt: performance.now(), byName: isIP(target.hostname) === 0, tls };
      steps = mine;
      const socket: unknown = baseFor(port)(target, (...made: Made) => {
        const checked = acceptFingerprint === undefined ? made : accepted(made, acceptFingerprint);
        const [error] = checked;
        mine.overAt = performance.now();
        if (error === null) onOpen();
        else if (facts !== undefined) refused.set(error, facts);
        callback(...checked);
      });
      // Node destroys a socket whose certificate it refuses before anybody can look at it. Its event
      // `secure` comes just before; should it go away one day, sentences lose a date and nothing else.
      if (!(socket instanceof TLSSocket)) return;
      socket.prependListener("secure", () => (facts = readFacts(socket)));
      socket.once("connect", () => (mine.tcpAt = performance.now()));
    },
    certificateOf: (error) => (error instanceof Error ? refused.get(error) : undefined),
    steps: () => steps,
  };
}

/** The accepted certificate may have any fault; every other one must be valid as usual. */
function accepted(made: Made, fingerprint: string): Made {
  const [error, socket] = made;
  if (error !== null || !(socket instanceof TLSSocket) || socket.authorized) return made;
  if (socket.getPeerCertificate().fingerprint256 === fingerprint) return made;
  const code = String(socket.authorizationError);
  socket.destroy();
  return [Object.assign(new Error("The certificate is not accepted"), { code }), null];
}

/** Leaves out the addresses that are blocked; it fails when nothing else is left. `onFound`: some are. */
function allowedOnly(lookup: Lookup, rules: AddressRules, port: number, onFound: () => void): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "");
      const allowed = found.filter(({ address }) => rules.blocked(address, port) === undefined);
      const [first] = allowed;
      if (first === undefined) {
        const address = found[0]?.address ?? "";
        return callback(blockedError(address, rules.blocked(address, port) ?? "cannot be used"), "");
      }
      onFound();
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function blockedError(address: string, reason: string): Error {
  return Object.assign(new Error(`${address} ${reason}`), { code: blockedCode });
}

function readFacts(socket: TLSSocket): CertificateFacts | undefined {
  const certificate = socket.getPeerCertificate();
  if (certificate === null || certificate.valid_to === undefined) return undefined;
  const names = (certificate.subjectaltname ?? "").replaceAll(/(DNS|IP Address):/g, "");
  return {
    validFrom: dayOf(certificate.valid_from),
    validTo: dayOf(certificate.valid_to),
    names: (names || String(certificate.subject?.CN ?? "")).slice(0, 200),
    fingerprint: certificate.fingerprint256,
  };
}

/** OpenSSL writes `Sep 17 19:05:14 2025 GMT`. */
function dayOf(text: string): string {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? text : new Date(atMs).toISOString().slice(0, 10);
}
