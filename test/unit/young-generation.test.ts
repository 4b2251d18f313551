/** In a process of its own: the bound holds for all that comes later. */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { youngGenerationBytes } from "../../src-main/young-generation.ts";

const module = new URL("../../src-main/young-generation.ts", import.meta.url).href;

/** Bytes of the young generation at its largest, after many objects that outlive a collection. */
function largestAfterWork(begin: string): number {
  const script = `
    import { getHeapSpaceStatistics } from "node:v8";
    ${begin}
    const kept = [];
    let largest = 0;
    for (let round = 0; round < 60; round++) {
      for (let index = 0; index < 20_000; index++) kept[(round % 8) * 20_000 + index] = { round, text: String(index) };
      largest = Math.max(largest, getHeapSpaceStatistics().find((each) => each.space_name === "new_space").space_size);
      // Observers are told between turns of the loop.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    process.stdout.write(String(largest));
  `;
  const args = [
    "--min-semi-space-size=1",
    "--max-semi-space-size=64",
    "--input-type=module",
    "--eval",
    script,
  ];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

it("the young generation does not grow beyond its bound by more than one step", () => {
  const bound = largestAfterWork(
    `import { boundYoungGeneration } from ${JSON.stringify(module)}; boundYoungGeneration();`,
  );
  expect(bound).toBeLessThanOrEqual(youngGenerationBytes * 2.2);
  expect(largestAfterWork("")).toBeGreaterThan(bound);
});
