/**
 * Every way in which a question to 3CX can fail, as data. Nothing in this room throws for these:
 * callers decide by `kind`, people read the words that `words.ts` has for it.
 */

export type PbxFailureKind =
  | "unknown-host"
  | "connection-refused"
  | "unreachable"
  | "connection-lost"
  | "certificate-expired"
  | "certificate-not-trusted"
  | "certificate-wrong-host"
  | "ca-file-unreadable"
  | "not-3cx"
  | "answer-too-large"
  /** 400 or 401 to the token request. */
  | "wrong-secret"
  /** 404 to the token request: no V20. */
  | "old-version"
  /** 401 although the token is the newest. */
  | "unauthorised"
  /** 403 to this question. */
  | "forbidden"
  /** 403 to every question of XAPI, even the one any role may ask. */
  | "forbidden-everywhere"
  /** 404: the thing asked for is not there. */
  | "not-found"
  | "server-error"
  | "unexpected-status"
  /** This program is stopping. */
  | "stopped";

export interface PbxFailure {
  readonly ok: false;
  readonly kind: PbxFailureKind;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** Short technical cause for the log: an error code or the start of the PBX's message. No secrets. */
  readonly detail: string;
}

export interface PbxAnswer {
  readonly ok: true;
  readonly status: number;
  readonly json: unknown;
}

export type PbxResult = PbxAnswer | PbxFailure;

export function failure(kind: PbxFailureKind, detail: string, status?: number): PbxFailure {
  return status === undefined ? { ok: false, kind, detail } : { ok: false, kind, detail, status };
}

const kindsByCode: ReadonlyMap<string, PbxFailureKind> = new Map<string, PbxFailureKind>([
  ["ENOTFOUND", "unknown-host"],
  ["EAI_AGAIN", "unknown-host"],
  ["EAI_NODATA", "unknown-host"],
  ["EAI_NONAME", "unknown-host"],
  ["ECONNREFUSED", "connection-refused"],
  ["ETIMEDOUT", "unreachable"],
  ["ECONNABORTED", "unreachable"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["EHOSTDOWN", "unreachable"],
  ["ECONNRESET", "connection-lost"],
  ["EPIPE", "connection-lost"],
  ["CERT_HAS_EXPIRED", "certificate-expired"],
  ["CERT_NOT_YET_VALID", "certificate-expired"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-not-trusted"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "certificate-not-trusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate-not-trusted"],
  ["UNABLE_TO_GET_ISSUER_CERT", "certificate-not-trusted"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "certificate-not-trusted"],
  ["CERT_UNTRUSTED", "certificate-not-trusted"],
  ["CERT_SIGNATURE_FAILURE", "certificate-not-trusted"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-wrong-host"],
  ["EPROTO", "not-3cx"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "not-3cx"],
  ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "not-3cx"],
]);

/** Names the kind of a network error by the code that Node gives it. */
export function kindOfErrorCode(code: string): PbxFailureKind {
  const known = kindsByCode.get(code);
  if (known !== undefined) return known;
  if (code.startsWith("HPE_") || code.startsWith("ERR_SSL")) return "not-3cx";
  return "connection-lost";
}

/** Names the kind of an HTTP status that is no success. */
export function kindOfStatus(status: number): PbxFailureKind {
  if (status === 401) return "unauthorised";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status >= 500) return "server-error";
  if (status >= 300 && status < 400) return "not-3cx";
  return "unexpected-status";
}

/** The code that Node put on an error, or an empty text. Reads the first inner error of a failed multi-address dial. */
export function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if ("errors" in error && Array.isArray(error.errors)) return errorCode(error.errors[0]);
  if ("cause" in error) return errorCode(error.cause);
  return "";
}

/** True when asking again soon can help: the question was fine, the way or the PBX was not. */
export function isPassing(kind: PbxFailureKind): boolean {
  return (
    kind === "connection-lost" ||
    kind === "unreachable" ||
    kind === "server-error" ||
    kind === "connection-refused" ||
    kind === "unknown-host"
  );
}

/** True when the PBX understood the question and said no: somebody has to change something there. */
export function isRefusal(kind: PbxFailureKind): boolean {
  return (
    kind === "forbidden" ||
    kind === "forbidden-everywhere" ||
    kind === "not-found" ||
    kind === "wrong-secret" ||
    kind === "old-version" ||
    kind === "ca-file-unreadable"
  );
}
