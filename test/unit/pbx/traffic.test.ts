import { expect, test } from "vitest";
import { failure, type PbxResult } from "../../../src-main/pbx/failure.ts";
import { tellRequests } from "../../../src-main/pbx/traffic.ts";
import type { PbxTraffic } from "../../../src-main/pbx/types.ts";

function newClient(result: PbxResult) {
  const told: PbxTraffic[] = [];
  const http = tellRequests({ ask: async () => result, close: () => {} }, (traffic) => told.push(traffic));
  return { told, http };
}

test.each([
  ["/connect/token", "token"],
  ["/callcontrol", "snapshot"],
  ["/callcontrol/101/participants/7", "leg"],
  ["/xapi/v1/ActiveCalls?$skip=100", "active-calls"],
  ["/xapi/v1/ReportCallLogData/Pbx.GetCallLogData(periodFrom=1)", "call-log"],
  ["/xapi/v1/Recordings?$filter=x", "recordings"],
  ["/xapi/v1/Peers", "directory"],
])("%s is told as %s", async (path, kind) => {
  const { told, http } = newClient({ ok: true, status: 200, json: {} });
  expect(await http.ask({ method: "GET", path })).toMatchObject({ ok: true });
  expect(told).toEqual([{ type: "request", kind, outcome: "ok" }]);
});

test("a failed question is told as failed, one that this program broke off is not told", async () => {
  const failed = newClient(failure("server-error", "status 500", 500));
  await failed.http.ask({ method: "GET", path: "/callcontrol" });
  expect(failed.told).toEqual([{ type: "request", kind: "snapshot", outcome: "failed" }]);
  const stopped = newClient(failure("stopped", "this program is stopping"));
  await stopped.http.ask({ method: "GET", path: "/callcontrol" });
  expect(stopped.told).toEqual([]);
});
