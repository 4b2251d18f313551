import { describe, expect, it } from "vitest";
import { answerInWords } from "../../../../src-main/webhooks/delivery/answer-words.ts";
import type { FailureFacts } from "../../../../src-main/webhooks/delivery/error-words.ts";
import { codeOf, failureInWords } from "../../../../src-main/webhooks/delivery/error-words.ts";

const facts = (changes: Partial<FailureFacts> = {}): FailureFacts => ({
  url: new URL("https://crm.example.com/3cx"),
  phase: "connect",
  timeouts: { connectMs: 3000, headersMs: 10_000, totalMs: 15_000 },
  ...changes,
});
const coded = (code: string): Error => Object.assign(new Error(`raw ${code}`), { code });
const certificate = { validFrom: "2030-01-01", validTo: "2025-03-01", names: "www.example.com" };

describe("failures in words", () => {
  it.each([
    ["ECONNREFUSED", {}, /^Nothing listens at crm\.example\.com:443;/],
    ["ECONNREFUSED", { url: new URL("http://10.0.0.5:8080/") }, /^Nothing listens at 10\.0\.0\.5:8080;/],
    ["ENOTFOUND", {}, /^The name crm\.example\.com does not resolve;/],
    ["EAI_AGAIN", {}, /^The DNS server gave no answer for crm\.example\.com;/],
    ["EHOSTUNREACH", {}, /cannot be reached/],
    ["ENETUNREACH", {}, /no network that leads to/],
    ["EACCES", {}, /firewall/],
    ["EMFILE", {}, /too many open files/],
    ["ECONNRESET", {}, /closed the connection while it was being made\. Perhaps it does not speak https/],
    ["ECONNRESET", { phase: "answer" }, /closed the connection without an answer/],
    ["UND_ERR_SOCKET", { phase: "body" }, /in the middle of its answer/],
    ["UND_ERR_CONNECT_TIMEOUT", {}, /did not accept a connection within 3 s/],
    ["HEADERS_TIMEOUT", { phase: "answer" }, /did not begin to answer within 10 s/],
    ["BODY_TIMEOUT", { phase: "body" }, /fell silent/],
    ["TOTAL_TIMEOUT", { phase: "answer" }, /did not finish its answer within 15 s \(timeout_s\)/],
    ["TOTAL_TIMEOUT", {}, /No connection to .* came about within 15 s/],
    ["CERT_HAS_EXPIRED", { certificate }, /^The certificate of crm\.example\.com expired on 2025-03-01;/],
    ["CERT_HAS_EXPIRED", {}, /expired; it must be renewed/],
    ["CERT_NOT_YET_VALID", { certificate }, /not valid before 2030-01-01/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", {}, /is self-signed/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", {}, /does not send its intermediate certificate/],
    [
      "ERR_TLS_CERT_ALTNAME_INVALID",
      { certificate },
      /made out to www\.example\.com, not to crm\.example\.com/,
    ],
    ["EPROTO", {}, /does not speak https/],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", {}, /only an outdated version/],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", {}, /wants a client certificate; set client_cert_file/],
    ["ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR", {}, /No secure connection/],
    ["UND_ERR_HEADERS_OVERFLOW", {}, /headers that are too large/],
    ["HPE_INVALID_CONSTANT", {}, /is not HTTP/],
    ["UND_ERR_INVALID_ARG", {}, /a character that HTTP does not allow/],
    ["UND_ERR_DESTROYED", {}, /broken off/],
    ["WHO_KNOWS", {}, /^The request to crm\.example\.com:443 failed: raw WHO_KNOWS\.$/],
  ] as const)("%s %j", (code, changes, words) => {
    const sentence = failureInWords(coded(code), facts(changes));
    expect(sentence).toMatch(words);
    expect(sentence).toMatch(/^[A-Z`]|^crm/);
    expect(sentence).toMatch(/\.$/);
  });

  it("finds the code in causes and gathered errors", () => {
    expect(codeOf(new Error("x", { cause: coded("ENOTFOUND") }))).toBe("ENOTFOUND");
    expect(codeOf(new AggregateError([coded("ECONNREFUSED"), coded("EHOSTUNREACH")]))).toBe("ECONNREFUSED");
    expect(codeOf("text")).toBe("");
  });

  it("has words for what is no error at all", () => {
    expect(failureInWords(undefined, facts())).toBe("The request to crm.example.com:443 failed: undefined.");
  });
});

describe("answers in words", () => {
  it.each([
    [
      302,
      "The receiver answered 302 Found; redirects (to /login) are not followed, so enter the final address.",
    ],
    [
      401,
      "The receiver answered 401 Unauthorized: it refuses access, so check the endpoint's credentials and headers.",
    ],
    [500, "The receiver answered 500 Internal Server Error: it has a problem of its own."],
    [799, "The receiver answered 799: it has a problem of its own."],
    [418, "The receiver answered 418 I'm a Teapot."],
  ])("%s", (status, words) => expect(answerInWords(status, "/login?token=1")).toBe(words));
});
