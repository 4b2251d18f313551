// The collection after a start: once, later, and really one.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { tidyAfterStart } from "../../src-main/tidy-after-start.ts";

function running() {
  const clock = createVirtualClock({ startMs: 0 });
  let collected = 0;
  const callOff = tidyAfterStart(clock, () => {
    collected += 1;
  });
  return { clock, callOff, collected: () => collected };
}

test("it is called off when the program stops before", async () => {
  const { clock, callOff, collected } = running();
  await clock.runFor(1999);
  callOff();
  await clock.runFor(60_000);
  expect(collected()).toBe(0);
});

test("what nobody holds any more is gone, and the collector stays hidden", () => {
  // A process of its own: this one may hold too much to be tidied.
  const script = `
    import { tidyAfterStart } from "./src-main/tidy-after-start.ts";
    let left = new WeakRef({});
    tidyAfterStart({ after: (_ms, run) => setTimeout(() => {
      run();
      console.log(left.deref() === undefined, typeof gc);
    }, 1) });`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    cwd: resolve(import.meta.dirname, "../.."),
  });
  expect(said).toBe("true undefined\n");
});
