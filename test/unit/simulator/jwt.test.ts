import { describe, expect, it } from "vitest";
import { createJwtSigner } from "../../../src-main/simulator/jwt.ts";

describe("JWT", () => {
  it("has three parts, says ES256 and carries the times", () => {
    const token = createJwtSigner()({ clientId: "webhook", issuedAtS: 100, expiresAtS: 160, tokenId: "t1" });
    const [head = "", payload = "", signature = ""] = token.split(".");
    const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
    expect(decoded(head)).toEqual({ alg: "ES256", typ: "JWT" });
    expect(decoded(payload)).toEqual({ client_id: "webhook", iat: 100, nbf: 100, exp: 160, jti: "t1" });
    // ES256 in JWTs is r and s side by side, 32 bytes each, not the DER that OpenSSL writes.
    expect(Buffer.from(signature, "base64url")).toHaveLength(64);
  });
});
