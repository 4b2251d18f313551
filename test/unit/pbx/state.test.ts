import { describe, expect, it } from "vitest";
import type { PbxFailureKind } from "../../../src-main/pbx/failure.ts";
import { createStateKeeper } from "../../../src-main/pbx/state.ts";
import type { PbxState, SourceName, SourceStateName } from "../../../src-main/pbx/types.ts";
import { wordsFor } from "../../../src-main/pbx/words.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { fail, startMs } from "./helpers.ts";

function create(initial: "not-configured" | "connecting" = "connecting") {
  const clock = createVirtualClock({ startMs });
  const told: PbxState[] = [];
  let contested = false;
  const keeper = createStateKeeper({
    clock,
    address: { host: "pbx.example.com", port: 5001 },
    contested: () => contested,
    monitored: () => 3,
    onState: (state) => told.push(state),
    initial,
  });
  const stand = (source: SourceName, kind: PbxFailureKind | "connected") => {
    if (kind === "connected") keeper.report(source).connected();
    else keeper.report(source).failed(fail(kind, kind === "forbidden" ? 403 : undefined));
  };
  return { keeper, clock, told, stand, setContested: (value: boolean) => (contested = value) };
}

describe("the state of the connection", () => {
  it.each<[PbxFailureKind, SourceStateName, SourceStateName]>([
    ["unknown-host", "unknown-host", "unknown-host"],
    ["connection-refused", "connection-refused", "connection-refused"],
    ["unreachable", "unreachable", "unreachable"],
    ["connection-lost", "connection-lost", "connection-lost"],
    ["certificate-expired", "certificate-expired", "certificate-expired"],
    ["certificate-not-trusted", "certificate-not-trusted", "certificate-not-trusted"],
    ["certificate-wrong-host", "certificate-wrong-host", "certificate-wrong-host"],
    ["ca-file-unreadable", "ca-file-unreadable", "ca-file-unreadable"],
    ["not-3cx", "not-3cx", "not-3cx"],
    ["wrong-secret", "wrong-secret", "wrong-secret"],
    ["old-version", "old-version", "old-version"],
    ["unauthorised", "token-stolen", "token-stolen"],
    ["forbidden", "no-licence", "role-too-low"],
    ["not-found", "no-licence", "not-available"],
    ["server-error", "pbx-restarting", "pbx-restarting"],
    ["answer-too-large", "answer-too-large", "answer-too-large"],
    ["unexpected-status", "unexpected-answer", "unexpected-answer"],
  ])("after %s is %s for Call Control and %s for the poll", (kind, callControl, activeCalls) => {
    const { keeper, stand } = create();
    stand("callControl", kind);
    stand("activeCalls", kind);
    const state = keeper.state();
    expect([state.callControl.name, state.activeCalls.name]).toEqual([callControl, activeCalls]);
    expect(state.overall).toBe("not-connected");
    expect(state.callControl.sentence).toMatch(/^[A-Z3p].*\.$/);
  });

  it("needs both sources to tell a barred computer from a missing licence", () => {
    const { keeper, stand } = create();
    stand("callControl", "forbidden");
    stand("activeCalls", "forbidden-everywhere");
    expect(keeper.state()).toMatchObject({
      callControl: { name: "ip-restricted" },
      activeCalls: { name: "ip-restricted" },
    });
    stand("callControl", "connected");
    expect(keeper.state()).toMatchObject({
      overall: "degraded",
      callControl: { name: "connected" },
      activeCalls: { name: "role-too-low" },
    });
  });

  it.each<[PbxFailureKind | "connected", PbxFailureKind | "connected", string]>([
    ["connected", "connected", "connected"],
    ["forbidden", "connected", "degraded"],
    ["connected", "server-error", "degraded"],
    ["server-error", "server-error", "not-connected"],
  ])("with Call Control %s and the poll %s is %s", (callControl, activeCalls, overall) => {
    const { keeper, stand } = create();
    stand("callControl", callControl);
    expect(keeper.state().overall).toBe("connecting");
    stand("activeCalls", activeCalls);
    expect(keeper.state().overall).toBe(overall);
  });

  it("is degraded while names or the log are missing, or nobody is monitored", () => {
    const { keeper, stand } = create();
    stand("callControl", "connected");
    stand("activeCalls", "connected");
    stand("callLog", "forbidden");
    expect(keeper.state().overall).toBe("degraded");
    stand("callLog", "connected");
    keeper.report("callControl").named("no-monitored-extensions");
    expect(keeper.state()).toMatchObject({ overall: "degraded", monitored: 3 });
  });

  it("names the competitor for the token while everything else works", () => {
    const { keeper, stand, setContested } = create();
    setContested(true);
    stand("callControl", "connected");
    stand("activeCalls", "connected");
    expect(keeper.state()).toMatchObject({ overall: "degraded", callControl: { name: "token-stolen" } });
    setContested(false);
    stand("activeCalls", "connected");
    expect(keeper.state().callControl.name).toBe("connected");
  });

  it("is told when it changes, not when it is confirmed, and keeps the time since when", async () => {
    const { keeper, clock, stand, told } = create();
    stand("callControl", "server-error");
    const sinceMs = keeper.state().callControl.sinceMs;
    await clock.runFor(5_000);
    stand("callControl", "server-error");
    expect(told).toHaveLength(1);
    expect(keeper.state().callControl.sinceMs).toBe(sinceMs);
    stand("callControl", "connected");
    expect(told).toHaveLength(2);
    expect(keeper.state().callControl.sinceMs).toBe(sinceMs + 5_000);
    keeper.eventSeen();
    expect(told).toHaveLength(2);
    expect(keeper.state().lastEventAtMs).toBe(sinceMs + 5_000);
    keeper.setVersion("20.0.8.1109");
    expect(told.at(-1)?.version).toBe("20.0.8.1109");
  });

  it("says what to do when nothing is set up", () => {
    const { keeper } = create("not-configured");
    expect(keeper.state().overall).toBe("not-configured");
    expect(keeper.state().callControl.advice).toContain("Admin → Integrations → API");
  });

  it("has a cause and an advice for whatever stays until somebody acts", () => {
    const fixable: readonly SourceStateName[] = [
      "no-licence",
      "no-monitored-extensions",
      "ip-restricted",
      "role-too-low",
      "wrong-secret",
      "token-stolen",
      "old-version",
      "not-3cx",
      "unknown-host",
      "connection-refused",
      "certificate-expired",
      "certificate-not-trusted",
      "certificate-wrong-host",
      "ca-file-unreadable",
    ];
    for (const name of fixable) {
      const { sentence, advice } = wordsFor(name, "callControl", { host: "pbx.example.com", port: 5001 });
      expect(sentence, name).toMatch(/\.$/);
      expect(advice, name).toMatch(/\.$/);
    }
  });
});
