import { describe, expect, it } from "vitest";
import type { PbxState } from "../../../src-main/pbx/types.ts";
import { createPbxLine } from "../../../src-main/program/pbx-line.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import { createMemoryLog } from "../pbx/helpers.ts";

describe("the line to the PBX", () => {
  it("is made anew for changed settings only, once the one before has ended", async () => {
    const seen: string[] = [];
    const settings = pbxSettings("");
    const line = createPbxLine({
      ...{ settings, clock: createVirtualClock({ startMs: 0 }), random: () => 0.5, log: createMemoryLog() },
      onObservation: () => {},
      onState: ({ overall }: PbxState) => void seen.push(overall),
      onLost: () => void seen.push("lost"),
    });
    line.start();
    await line.apply({ ...settings });
    expect(seen).toEqual(["not-configured"]);

    await line.apply(pbxSettings("url = https://127.0.0.1:1\nclient_id = webhook\nclient_secret = none"));
    expect(seen).toEqual(["not-configured", "lost", "connecting"]);
    expect(line.state().overall).toBe("connecting");
    await line.stop();
  });
});

function pbxSettings(lines: string) {
  const read = readSettings(`[pbx]\n${lines}\n`, {
    ...{ fileName: "settings.ini", env: {} },
    secretsFromFile: () => ({ ok: false, message: "none" }),
  });
  if (!read.ok) throw new Error("These settings should be right.");
  return read.settings.pbx;
}
