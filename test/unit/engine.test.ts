import { expect, it } from "vitest";
import { settingsOf } from "../../src-main/demo/stage.ts";
import { createEngine } from "../../src-main/engine.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { createMemoryOutbox } from "../../src-main/webhooks/memory-outbox.ts";
import type { Outbox } from "../../src-main/webhooks/types.ts";
import { createMemoryLog } from "./pbx/helpers.ts";

function engineWith(outbox: Outbox, log = createMemoryLog()) {
  return createEngine({
    settings: settingsOf("[endpoint.crm]\nurl = http://127.0.0.1:9/"),
    clock: createVirtualClock({ startMs: 0 }),
    random: () => 0.5,
    newId: () => "id",
    logger: () => log,
    outbox,
    version: "1.0.0",
  });
}

it("goes on when somebody who listens to it fails", async () => {
  const log = createMemoryLog();
  const engine = engineWith(createMemoryOutbox(), log);
  const heard: string[] = [];
  engine.onPbxState(() => {
    throw new Error("The window is gone.");
  });
  engine.onPbxState(({ overall }) => void heard.push(overall));
  await engine.start();
  await engine.stop();
  expect(heard).toEqual(["not-configured"]);
  expect(log.lines).toContainEqual({
    level: "error",
    message: "A listener for the state of the PBX failed.",
    fields: { reason: "The window is gone." },
  });
});

it("turns to the PBX while the webhooks of an earlier run are still being read", async () => {
  const unread = Promise.withResolvers<void>();
  const engine = engineWith({
    ...createMemoryOutbox(),
    async eachPending(take) {
      take([]);
      await unread.promise;
    },
  });
  const heard: string[] = [];
  engine.onPbxState(({ overall }) => void heard.push(overall));
  await engine.start();
  expect(heard).toEqual(["not-configured"]);
  unread.resolve();
  await engine.stop();
});
