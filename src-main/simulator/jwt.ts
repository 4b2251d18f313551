/** Tokens as 3CX makes them: JWTs signed with ES256, so that a client can read their lifetime. */
import { generateKeyPairSync, sign } from "node:crypto";

export interface JwtClaims {
  readonly clientId: string;
  /** Whole seconds since 1970. */
  readonly issuedAtS: number;
  readonly expiresAtS: number;
  /** Makes two tokens of the same second differ. */
  readonly tokenId: string;
}

/** A signer with a key of its own. Source of the algorithm: a token seen in luxzg/3CX-XAPI_examples. */
export function createJwtSigner(): (claims: JwtClaims) => string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return (claims) => {
    const head = encode({ alg: "ES256", typ: "JWT" });
    const payload = encode({
      client_id: claims.clientId,
      iat: claims.issuedAtS,
      nbf: claims.issuedAtS,
      exp: claims.expiresAtS,
      jti: claims.tokenId,
    });
    const signature = sign("sha256", Buffer.from(`${head}.${payload}`), {
      key: privateKey,
      dsaEncoding: "ieee-p1363",
    });
    return `${head}.${payload}.${signature.toString("base64url")}`;
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
