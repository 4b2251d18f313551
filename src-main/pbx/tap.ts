/** Lets somebody listen to the questions of this room and their answers. Tokens are not for other ears. */
import type { PbxResult } from "./failure.ts";
import type { HttpClient } from "./http-client.ts";
import type { PbxTapAnswer, PbxTapNow } from "./types.ts";

const tokenPath = "/connect/token";

/** The same client; without a tap it costs one look. */
export function tapRequests(http: HttpClient, tap: PbxTapNow): HttpClient {
  return {
    ...http,
    async ask(question) {
      const listener = tap();
      if (listener === undefined) return http.ask(question);
      const answered = listener.asked(question.method, question.path);
      const result = await http.ask(question);
      answered(heard(result, question.path.startsWith(tokenPath)));
      return result;
    },
  };
}

function heard(result: PbxResult, secret: boolean): PbxTapAnswer {
  if (result.ok) return secret ? { status: result.status } : { status: result.status, json: result.json };
  const { kind, status } = result;
  return status === undefined ? { failure: kind } : { failure: kind, status };
}
