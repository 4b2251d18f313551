import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cdrFields } from "../../../src-main/simulator/cdr.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { findScenario } from "../../../src-main/simulator/scenarios/catalogue.ts";
import { createScenarioPlayer } from "../../../src-main/simulator/scenarios/player.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { startSideOutputs } from "../../../src-main/simulator/side-outputs.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

it("gives a CDR line and a recording for a call that was answered", async () => {
  const receiver = createServer();
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const connected = once(receiver, "connection");
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-recordings-"));
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 0, 15, 9) });
  const model = createPbxModel({ clock, random: createSeededRandom(1) });
  const cdr = { mode: "active", port } as const;
  const stop = await startSideOutputs({ model, clock, cdr, recordingsFolder: folder });
  try {
    const found = findScenario("inbound-answered");
    if (!found.found) throw new Error(found.message);
    void createScenarioPlayer({ model, clock }).play(found.scenario);
    await clock.runFor(60_000);
    const [socket] = await connected;
    const [text] = await once(socket, "data");
    expect(String(text)).toMatch(/\r\n$/);
    expect(String(text).trimEnd().split(",")).toHaveLength(cdrFields.length);
    expect(readdirSync(join(folder, "101"))).toHaveLength(1);
  } finally {
    await stop();
    receiver.close();
    rmSync(folder, { recursive: true });
  }
});
