/**
 * Every way a request can fail, as a sentence that says what is wrong and what to look at.
 * The reader runs a PBX; codes such as ECONNREFUSED mean nothing to them.
 */
import { reasonOf } from "../../../src-shared/thrown.ts";

/** What the receiver's certificate said, when it was refused. */
export interface CertificateFacts {
  readonly validFrom: string;
  readonly validTo: string;
  /** The names it is made out to, comma-separated. */
  readonly names: string;
  /** SHA-256 as `AB:CD:…`. */
  readonly fingerprint?: string;
}

export interface FailureFacts {
  readonly url: URL;
  /** How far the request had come. */
  readonly phase: "connect" | "answer" | "body";
  readonly timeouts: { readonly connectMs: number; readonly headersMs: number; readonly totalMs: number };
  readonly certificate?: CertificateFacts | undefined;
  /** The connection was made for this request. */
  readonly newConnection?: boolean;
}

/** The code of an error, looked for in what caused it and in what it gathers. Empty when there is none. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code, name, cause, errors } = error as Record<string, unknown>;
  if (typeof code === "string" && code !== "") return code;
  // undici's parser gives a code for some of its complaints only.
  if (name === "HTTPParserError") return "HPE_";
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
  return cause === undefined ? "" : codeOf(cause);
}

export function failureInWords(error: unknown, facts: FailureFacts): string {
  const code = codeOf(error);
  return (
    blockedWords(code, error, facts) ??
    connectionWords(code, error, facts) ??
    timeoutWords(code, facts) ??
    certificateWords(code, facts) ??
    answerWords(code, facts) ??
    `The request to ${where(facts.url)} failed: ${messageOf(error)}.`
  );
}

/** True for failures that stay until somebody changes a setting, here or at the receiver. */
export function needsNewSettings(error: unknown): boolean {
  const code = codeOf(error);
  return code === blockedCode || code === "UND_ERR_INVALID_ARG" || /CERT|SSL|TLS|^EPROTO$/.test(code);
}

function blockedWords(code: string, error: unknown, { url }: FailureFacts): string | undefined {
  if (code !== blockedCode) return undefined;
  return `Webhooks are not sent to ${where(url)}: ${messageOf(blockedIn(error))}. Enter another address.`;
}

/** Happy Eyeballs gathers the errors of several addresses. */
function blockedIn(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return error;
  const { errors, cause } = error as Record<string, unknown>;
  if (Array.isArray(errors) && errors.length > 0) return blockedIn(errors[0]);
  return cause === undefined ? error : blockedIn(cause);
}

/** `crm.example.com:443`; the port always, because a wrong one is a usual mistake. */
function where(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function connectionWords(code: string, error: unknown, facts: FailureFacts): string | undefined {
  const { url, phase } = facts;
  const at = where(url);
  switch (code) {
    case "ECONNREFUSED":
      return `Nothing listens at ${at}; check that the receiver runs and that the port is right.`;
    case "ENOTFOUND":
    case "ENODATA":
      return `The name ${url.hostname} does not resolve; check its spelling and this machine's DNS.`;
    case "EAI_AGAIN":
    case "ESERVFAIL":
    case "ETIMEOUT":
      return `The DNS server gave no answer for ${url.hostname}; check this machine's network and DNS.`;
    case "EHOSTUNREACH":
    case "EHOSTDOWN":
      return `The host ${at} cannot be reached; check that it is switched on and that a route leads there.`;
    case "ENETUNREACH":
    case "ENETDOWN":
    case "EADDRNOTAVAIL":
      return `This machine has no network that leads to ${at}.`;
    case "EACCES":
    case "EPERM":
      return `This machine does not allow a connection to ${at}; check its firewall.`;
    case "EMFILE":
    case "ENFILE":
      return "This machine has no more free connections (too many open files); raise the limit for this service.";
    case "ECONNRESET":
    case "ECONNABORTED":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      if (phase === "connect") return `${at} closed the connection while it was being made.${tlsHint(url)}`;
      if (phase === "answer")
        return `${at} closed the connection without an answer.${clientCertificateHint(facts)}`;
      return `${at} closed the connection in the middle of its answer.`;
    case "ERR_INVALID_URL":
      return `The address ${url.href} is not valid: ${messageOf(error)}.`;
    default:
      return undefined;
  }
}

function tlsHint(url: URL): string {
  return url.protocol === "https:" ? " Perhaps it does not speak https there." : "";
}

/** With TLS 1.3 a receiver that misses a client certificate just closes after the handshake. */
function clientCertificateHint({ url, newConnection }: FailureFacts): string {
  return url.protocol === "https:" && newConnection === true
    ? " Perhaps it wants a client certificate, or another one (client_cert_file)."
    : "";
}

function timeoutWords(code: string, { url, timeouts, phase }: FailureFacts): string | undefined {
  const at = where(url);
  switch (code) {
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return `${at} did not accept a connection within ${secondsOf(timeouts.connectMs)}; a firewall may swallow it.`;
    case headersTimeoutCode:
      return `${at} took the request but did not begin to answer within ${secondsOf(timeouts.headersMs)}.`;
    case bodyTimeoutCode:
      return `${at} began to answer and then fell silent.`;
    case totalTimeoutCode:
      return phase === "connect"
        ? `No connection to ${at} came about within ${secondsOf(timeouts.totalMs)}.`
        : `${at} did not finish its answer within ${secondsOf(timeouts.totalMs)} (timeout_s).`;
    default:
      return undefined;
  }
}

/** Carried by the error that ends a request after `timeout_s`, or earlier in one of its phases. */
export const totalTimeoutCode = "TOTAL_TIMEOUT";
export const headersTimeoutCode = "HEADERS_TIMEOUT";
export const bodyTimeoutCode = "BODY_TIMEOUT";
/** Carried by the error about an address that is never sent to. */
export const blockedCode = "ADDRESS_BLOCKED";
/** Carried by the error about an answer that obeys no rule; `HPE_` is how undici's parser begins its codes. */
export const notHttpCode = "HPE_TOO_MANY_1XX";

function secondsOf(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

function certificateWords(code: string, { url, certificate }: FailureFacts): string | undefined {
  const whose = `The certificate of ${url.hostname}`;
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return `${whose} expired${on(certificate?.validTo)}; it must be renewed there.`;
    case "CERT_NOT_YET_VALID":
      return `${whose} is not valid before ${certificate?.validFrom ?? "a later date"}; check the clock of this machine.`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return `${whose} is self-signed, so nobody vouches for it; name its authority in ca_file or use a public certificate.${fingerprintHint(certificate)}`;
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "CERT_UNTRUSTED":
      return `${whose} comes from an authority that this machine does not know, or the receiver does not send its intermediate certificate; name the authority in ca_file.${fingerprintHint(certificate)}`;
    case "CERT_REVOKED":
      return `${whose} was revoked.`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `${whose} is made out to ${certificate?.names || "another name"}, not to ${url.hostname}; check the address.`;
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_UNSUPPORTED_PROTOCOL":
    case "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return `${where(url)} does not speak https, or only an outdated version of it; check http and https, and the port.`;
    case "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED":
      return `${where(url)} wants a client certificate; set client_cert_file and client_key_file.`;
    case "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE":
    case "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED":
    case "ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED":
    case "ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN":
    case "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED":
    case "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA":
      return `${where(url)} does not accept the client certificate, or wants one; check client_cert_file.`;
    case "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE":
    case "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE":
      return `${where(url)} refused a secure connection. Perhaps it wants a client certificate (client_cert_file), or it speaks an outdated version of https only.`;
    default:
      return code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")
        ? `No secure connection to ${where(url)} came about (${code}).`
        : undefined;
  }
}

function fingerprintHint(certificate: CertificateFacts | undefined): string {
  return certificate?.fingerprint === undefined
    ? ""
    : ` If it is the right one, accept it: accept_fingerprint = SHA256:${certificate.fingerprint}`;
}

function on(date: string | undefined): string {
  return date === undefined ? "" : ` on ${date}`;
}

function answerWords(code: string, { url }: FailureFacts): string | undefined {
  const at = where(url);
  if (code === "UND_ERR_HEADERS_OVERFLOW") return `${at} answered with headers that are too large.`;
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return `${at} sent less or more than it had announced.`;
  if (code.startsWith("HPE_") || code === "UND_ERR_INFO")
    return `What ${at} answered is not HTTP; check the port.`;
  if (code === "UND_ERR_INVALID_ARG") {
    return `The request to ${at} cannot be written: a header or the address of this endpoint holds a character that HTTP does not allow.`;
  }
  if (code === "UND_ERR_DESTROYED" || code === "UND_ERR_CLOSED" || code === "UND_ERR_ABORTED") {
    return "The attempt was broken off because this program stopped or its settings changed.";
  }
  return undefined;
}

function messageOf(error: unknown): string {
  const message = reasonOf(error);
  const line = message.replace(/\s+/g, " ").replace(/\.$/, "");
  // The mark lets a secret be found that was cut.
  return line.length > 200 ? `${line.slice(0, 200)}…` : line || "no reason was given";
}
