import { describe, expect, it } from "vitest";
import { errorCode, kindOfErrorCode, kindOfStatus } from "../../../src-main/pbx/failure.ts";

describe("failures", () => {
  it.each([
    ["ENOTFOUND", "unknown-host"],
    ["EAI_AGAIN", "unknown-host"],
    ["ECONNREFUSED", "connection-refused"],
    ["ETIMEDOUT", "unreachable"],
    ["EHOSTUNREACH", "unreachable"],
    ["ECONNRESET", "connection-lost"],
    ["CERT_HAS_EXPIRED", "certificate-expired"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-not-trusted"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate-not-trusted"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-wrong-host"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "not-3cx"],
    ["HPE_INVALID_CONSTANT", "not-3cx"],
    ["SOMETHING_NEW", "connection-lost"],
    ["constructor", "connection-lost"],
  ])("with the code %s are %s", (code, kind) => {
    expect(kindOfErrorCode(code)).toBe(kind);
  });

  it.each([
    [301, "not-3cx"],
    [401, "unauthorised"],
    [403, "forbidden"],
    [404, "not-found"],
    [418, "unexpected-status"],
    [503, "server-error"],
  ])("with the status %i are %s", (status, kind) => {
    expect(kindOfStatus(status)).toBe(kind);
  });

  it("have the code of the first address that was tried", () => {
    const inner = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    expect(errorCode(new AggregateError([inner]))).toBe("ECONNREFUSED");
    expect(errorCode(new Error("wrapped", { cause: inner }))).toBe("ECONNREFUSED");
    expect(errorCode("text")).toBe("");
    expect(errorCode(null)).toBe("");
  });
});
