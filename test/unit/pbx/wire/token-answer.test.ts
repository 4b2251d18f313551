import { describe, expect, it } from "vitest";
import { tokenFromAnswer } from "../../../../src-main/pbx/wire/token-answer.ts";

function jwt(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "ES256" })}.${part(claims)}.signature`;
}

describe("the answer to a token request", () => {
  it.each([
    ["its own times", jwt({ iat: 1000, exp: 4600 }), 60, 3600],
    ["the JWT's even when expires_in differs", jwt({ iat: 1000, exp: 1008 }), 3600, 8],
    ["minutes before build 20.0.9", "opaque", 60, 3600],
    ["seconds since", "opaque", 3600, 3600],
    ["a guess when nothing is said", "opaque", undefined, 1800],
    ["a guess when nonsense is said", "opaque", -1, 1800],
    ["expires_in when the JWT has no times", jwt({}), 60, 3600],
    ["expires_in when the JWT's times are nonsense", jwt({ iat: 5, exp: 5 }), 60, 3600],
    ["expires_in when it only looks like a JWT", "a.b.c", 60, 3600],
  ])("lives as long as %s", (_what, token, expiresIn, lifetimeS) => {
    expect(tokenFromAnswer({ access_token: token, expires_in: expiresIn })).toEqual({
      token,
      lifetimeMs: lifetimeS * 1000,
    });
  });

  it.each([
    ["no object", null],
    ["a login page", "<html>"],
    ["no token", { expires_in: 60 }],
    ["an empty token", { access_token: "" }],
    ["a token that no header can carry", { access_token: "a\r\nb" }],
  ])("is useless when it is %s", (_what, json) => {
    expect(tokenFromAnswer(json)).toBeUndefined();
  });
});
