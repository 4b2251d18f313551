import { expect, test } from "vitest";
import { createEngineSwitch, type EngineStart } from "../../../src-main/desktop/engine-switch.ts";

interface Running {
  stop(): Promise<void>;
}

function create(start: () => Promise<EngineStart<Running>>) {
  const states: string[] = [];
  return { states, engine: createEngineSwitch<Running>({ start, onState: ({ kind }) => states.push(kind) }) };
}
const ok = (stop: () => Promise<void> = async () => {}): EngineStart<Running> => ({
  ok: true,
  running: { stop },
});

test("one step after the other, however quickly they are asked for", async () => {
  let starts = 0;
  const { states, engine } = create(async () => {
    starts += 1;
    return ok();
  });
  await Promise.all([engine.start(), engine.start(), engine.stop(), engine.start()]);
  expect(starts).toBe(2);
  expect(states).toEqual(["starting", "running", "stopping", "stopped", "starting", "running"]);
});

test("a failure to start says why, and the next start tries again", async () => {
  const answers: EngineStart<Running>[] = [
    { ok: false, sentence: "Port 8444 is used.", settings: false },
    ok(),
  ];
  const { engine } = create(async () => answers.shift() ?? ok());
  await engine.start();
  expect(engine.state()).toEqual({ kind: "failed", sentence: "Port 8444 is used.", settings: false });
  await engine.start();
  expect(engine.state().kind).toBe("running");
});

test("what throws is a failure, and stopping that goes wrong still ends", async () => {
  const broken = create(() => Promise.reject(new Error("no disk")));
  await broken.engine.start();
  expect(broken.engine.state()).toMatchObject({ sentence: "3CX Webhook could not start: no disk" });
  const stuck = create(async () => ok(() => Promise.reject(new Error("stuck"))));
  await stuck.engine.start();
  await stuck.engine.stop();
  expect(stuck.engine.state().kind).toBe("stopped");
});
