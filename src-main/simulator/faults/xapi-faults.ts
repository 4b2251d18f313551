/** What can go wrong with XAPI: slow, failing, damaged, without end or refused for the client's role. */
import { reply, type Answer, type HttpRequest } from "../wire/answer.ts";
import { xapiError } from "../xapi/odata-reply.ts";
import type { FaultName } from "./fault-name.ts";
import { between } from "./periodic.ts";

export interface XapiFaults {
  /** The answer to `request`; `proceed` gives the right one. */
  around(request: HttpRequest, proceed: () => Answer): Promise<Answer>;
}

const htmlHeaders = { "content-type": "text/html" };
const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

/** Six failures, then six good answers, and again. */
const failures: readonly Answer[] = [
  xapiError(500, "An unexpected error occurred."),
  reply(504, "<html><body>504 Gateway Time-out</body></html>", htmlHeaders),
  { kind: "reset" },
];
const failingRun = 6;

const damaged: readonly Answer[] = [
  reply(200, "<!doctype html><html><body>Please sign in</body></html>", htmlHeaders),
  reply(200, '{"value":"nothing to see"}', jsonHeaders),
  reply(
    200,
    '{"value":[{"Id":"seven","Caller":12,"Callee":null,"Status":["x"],"Number":{}},null,3]}',
    jsonHeaders,
  ),
  reply(200, "[]", jsonHeaders),
  reply(200, "", jsonHeaders),
  { kind: "truncated", status: 200, headers: jsonHeaders, body: '{"value":[{"Id":1,"Caller":"150 Alice"}]}' },
];

export function createXapiFaults(ports: {
  readonly has: (fault: FaultName) => boolean;
  readonly random: () => number;
}): XapiFaults {
  const { has, random } = ports;
  let failingCount = 0;
  let damagedCount = 0;
  let endlessCount = 0;

  async function around(request: HttpRequest, proceed: () => Answer): Promise<Answer> {
    if (has("slow-xapi")) await request.wait(between(random, 3_000, 8_000));
    if (has("xapi-role") && !request.path.startsWith("/xapi/v1/Defs")) {
      return xapiError(403, "The role of this client does not allow it.");
    }
    if (has("failing-xapi")) {
      const turn = failingCount % (2 * failingRun);
      failingCount += 1;
      if (turn < failingRun) return failures[turn % failures.length] ?? proceed();
    }
    if (has("xapi-garbage")) {
      const turn = damagedCount % (2 * damaged.length);
      damagedCount += 1;
      if (turn % 2 === 0) return damaged[turn / 2] ?? proceed();
    }
    if (has("endless-answer")) {
      endlessCount += 1;
      if (endlessCount % 4 === 0)
        return { kind: "endless", status: 200, headers: jsonHeaders, body: '{"value":[' };
    }
    return proceed();
  }

  return { around };
}
