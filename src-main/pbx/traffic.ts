/** Tells whoever counts what goes to and fro between this program and 3CX, in words that are few and fixed. */
import type { HttpClient } from "./http-client.ts";
import type { PbxRequestKind, PbxTraffic } from "./types.ts";

const kinds: readonly (readonly [beginning: string, kind: PbxRequestKind])[] = [
  ["/connect/token", "token"],
  ["/callcontrol/", "leg"],
  ["/callcontrol", "snapshot"],
  ["/xapi/v1/ActiveCalls", "active-calls"],
  ["/xapi/v1/ReportCallLogData", "call-log"],
  ["/xapi/v1/Recordings", "recordings"],
];

/** The same client; each question is told with whether it was answered as hoped. A retry inside it is not told. */
export function tellRequests(http: HttpClient, onTraffic: (traffic: PbxTraffic) => void): HttpClient {
  return {
    ...http,
    async ask(question) {
      const result = await http.ask(question);
      if (!result.ok && result.kind === "stopped") return result;
      onTraffic({ type: "request", kind: kindOf(question.path), outcome: result.ok ? "ok" : "failed" });
      return result;
    },
  };
}

/** Everything else that is asked serves the directory: peers, queues, rules, version, own rights. */
function kindOf(path: string): PbxRequestKind {
  return kinds.find(([beginning]) => path.startsWith(beginning))?.[1] ?? "directory";
}
