/** What can go wrong with recordings over XAPI: a list that fails, downloads that crawl or break off. */
import { reply, type Answer } from "../wire/answer.ts";
import { xapiError } from "../xapi/odata-reply.ts";
import type { FaultName } from "./fault-name.ts";

export interface RecordingFaults {
  /** The answer to a question for the list; `proceed` gives the right one. */
  aroundList(proceed: () => Answer): Answer;
  aroundDownload(proceed: () => Answer): Answer;
}

/** Three failures, then three good answers, and again. */
const failures: readonly Answer[] = [
  xapiError(500, "An unexpected error occurred."),
  reply(504, "<html><body>504 Gateway Time-out</body></html>", { "content-type": "text/html" }),
  { kind: "reset" },
];
const cutOf = 3;

export function createRecordingFaults(has: (fault: FaultName) => boolean): RecordingFaults {
  let lists = 0;
  let downloads = 0;

  return {
    aroundList: (proceed) => {
      if (!has("failing-recordings")) return proceed();
      const turn = lists % (2 * failures.length);
      lists += 1;
      return failures[turn] ?? proceed();
    },
    aroundDownload: (proceed) => {
      const answer = proceed();
      if (answer.kind !== "reply" || !Buffer.isBuffer(answer.body)) return answer;
      if (has("cut-downloads")) {
        downloads += 1;
        if (downloads % cutOf !== 0) return { ...answer, kind: "truncated" };
      }
      return has("slow-downloads") ? { ...answer, kind: "slow", body: answer.body } : answer;
    },
  };
}
