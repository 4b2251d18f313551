// Closes a test run with one plain line, `N passed, N failed`, that any machine can read.
import type { Reporter } from "vitest/node";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The closing line; skipped tests are named only when there are some. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * A vitest reporter. Files that could not be loaded and errors outside of tests count as failed,
 * so that the line never looks better than the run was.
 */
export function createCiReporter(write: (text: string) => void): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const count = (state: "passed" | "failed" | "skipped") =>
        tests.filter((test) => test.result().state === state).length;
      const brokenFiles = modules.filter(
        (module) => module.state() === "failed" && [...module.children.allTests("failed")].length === 0,
      ).length;
      write(
        `\n${closingLine({
          passed: count("passed"),
          failed: count("failed") + brokenFiles + unhandledErrors.length,
          skipped: count("skipped"),
        })}\n`,
      );
    },
  };
}
