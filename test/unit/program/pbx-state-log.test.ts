import { describe, expect, it } from "vitest";
import { createPbxStateLog } from "../../../src-main/program/pbx-state-log.ts";
import type { PbxState, SourceState, SourceStateName } from "../../../src-main/pbx/types.ts";

const source = (name: SourceStateName): SourceState => ({
  name,
  sentence: `It is ${name}.`,
  advice: name === "connected" ? "" : "Do something.",
  sinceMs: 0,
});

function stateWith(callControl: SourceStateName): PbxState {
  return {
    overall: "connected",
    callControl: source(callControl),
    activeCalls: source("connected"),
    directory: source("connected"),
    callLog: source("not-asked"),
    monitored: 0,
  };
}

describe("the log of the PBX's state", () => {
  it("tells each change once: trouble as a warning with its advice, the rest as information", () => {
    const lines: string[] = [];
    const write =
      (level: string) =>
      (message: string, fields: object = {}) =>
        lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
    const tell = createPbxStateLog({
      debug: write("debug"),
      info: write("info"),
      warn: write("warn"),
      error: write("error"),
    });
    tell(stateWith("connecting"));
    lines.length = 0;
    tell(stateWith("wrong-secret"));
    tell(stateWith("wrong-secret"));
    tell(stateWith("connected"));
    expect(lines).toEqual([
      'warn It is wrong-secret. {"source":"callControl","state":"wrong-secret","advice":"Do something."}',
      'info It is connected. {"source":"callControl","state":"connected"}',
    ]);
  });
});
