import { expect, test } from "vitest";
import type { HealthReport } from "../../../src-shared/contract/health.ts";
import { stateWords } from "../../../src-main/desktop/state-words.ts";

const source = { state: "connected", sentence: "Calls are seen live.", advice: "" };
const crm = { name: "crm", state: "ok", waiting: 0, oldest_s: 0, last_error: "" };
const health: HealthReport = {
  status: "ok",
  pbx: {
    ...source,
    call_control: source,
    active_calls: source,
    call_log: source,
    monitored_extensions: 3,
    version: "20.0",
  },
  endpoints: [crm],
  recordings: { state: "off" },
  version: "0.1.0",
  uptime_s: 1,
};

test("the tray says what the PBX says while all is well", () => {
  expect(stateWords({ kind: "running", health })).toBe("Calls are seen live.");
});

test("an endpoint in trouble is named, a PBX in trouble comes first", () => {
  const failing = { ...health, endpoints: [crm, { ...crm, name: "desk", state: "failing", waiting: 12 }] };
  expect(stateWords({ kind: "running", health: failing })).toBe("desk does not take its webhooks; 12 wait.");
  const pbx = { ...health.pbx, state: "not-connected", sentence: "The PBX does not answer." };
  expect(stateWords({ kind: "running", health: { ...failing, pbx } })).toBe("The PBX does not answer.");
});

test("starting and failing have words of their own", () => {
  expect(stateWords({ kind: "starting" })).toContain("starting");
  expect(stateWords({ kind: "failed", reason: "x" })).toContain("could not start");
});
