/**
 * Questions to 3CX with the access token in place: a refused token is renewed and the question asked
 * once more, never a third time.
 */
import { failure, type PbxResult } from "./failure.ts";
import type { HttpClient } from "./http-client.ts";
import type { TokenHolder } from "./token.ts";

export interface PbxApi {
  /** GETs a path (with its query, encoded). The answer is JSON or a failure; never throws. */
  get(path: string, timeoutMs?: number): Promise<PbxResult>;
}

/** `onAnswer` is called before anything is made of an answer. */
export function createPbxApi(http: HttpClient, tokens: TokenHolder, onAnswer = () => {}): PbxApi {
  const ask = async (path: string, token: string, timeoutMs: number | undefined) => {
    const answer = await http.ask({
      method: "GET",
      path,
      headers: { authorization: `Bearer ${token}` },
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    onAnswer();
    return answer;
  };

  return {
    get: async (path, timeoutMs) => {
      const token = await tokens.current();
      if (!token.ok) return token;
      const first = await ask(path, token.token, timeoutMs);
      if (first.ok || first.kind !== "unauthorised") return first;
      const newest = await tokens.refused(token.token);
      if (!newest.ok) return newest;
      const second = await ask(path, newest.token, timeoutMs);
      if (second.ok || second.kind !== "unauthorised") return second;
      return failure("unauthorised", second.detail, 401);
    },
  };
}
