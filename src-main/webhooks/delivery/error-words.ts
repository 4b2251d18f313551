/**
 * Every way a request can fail, as a sentence that says what is wrong and what to look at.
 * The reader runs a PBX; codes such as ECONNREFUSED mean nothing to them.
 */

/** What the receiver's certificate said, when it was refused. */
export interface CertificateFacts {
  readonly validFrom: string;
  readonly validTo: string;
  /** The names it is made out to, comma-separated. */
  readonly names: string;
}

export interface FailureFacts {
  readonly url: URL;
  /** How far the request had come. */
  readonly phase: "connect" | "answer" | "body";
  readonly timeouts: { readonly connectMs: number; readonly headersMs: number; readonly totalMs: number };
  readonly certificate?: CertificateFacts | undefined;
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
    connectionWords(code, error, facts) ??
    timeoutWords(code, facts) ??
    certificateWords(code, facts) ??
    answerWords(code, facts) ??
    `The request to ${where(facts.url)} failed: ${messageOf(error)}.`
  );
}

/** `crm.example.com:443`; the port always, because a wrong one is a usual mistake. */
function where(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function connectionWords(code: string, error: unknown, { url, phase }: FailureFacts): string | undefined {
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
      if (phase === "answer") return `${at} closed the connection without an answer.`;
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

function timeoutWords(code: string, { url, timeouts, phase }: FailureFacts): string | undefined {
  const at = where(url);
  switch (code) {
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return `${at} did not accept a connection within ${secondsOf(timeouts.connectMs)}; a firewall may swallow it.`;
    case "UND_ERR_HEADERS_TIMEOUT":
      return `${at} took the request but did not begin to answer within ${secondsOf(timeouts.headersMs)}.`;
    case "UND_ERR_BODY_TIMEOUT":
      return `${at} began to answer and then fell silent.`;
    case totalTimeoutCode:
      return phase === "connect"
        ? `No connection to ${at} came about within ${secondsOf(timeouts.totalMs)}.`
        : `${at} did not finish its answer within ${secondsOf(timeouts.totalMs)} (timeout_s).`;
    default:
      return undefined;
  }
}

/** Carried by the error that ends a request after `timeout_s`. */
export const totalTimeoutCode = "TOTAL_TIMEOUT";

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
      return `${whose} is self-signed, so nobody vouches for it; install its authority on this machine or use a public certificate.`;
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "CERT_UNTRUSTED":
      return `${whose} comes from an authority that this machine does not know, or the receiver does not send its intermediate certificate.`;
    case "CERT_REVOKED":
      return `${whose} was revoked.`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `${whose} is made out to ${certificate?.names || "another name"}, not to ${url.hostname}; check the address.`;
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return `${where(url)} does not speak https, or only an outdated version of it; check http and https, and the port.`;
    default:
      return code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")
        ? `No secure connection to ${where(url)} came about (${code}).`
        : undefined;
  }
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
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, " ").replace(/\.$/, "").slice(0, 200) || "no reason was given";
}
