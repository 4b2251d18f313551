// `npm run check`: everything about the code that needs no test to run. One line per step, the whole
// output only of what failed, so that a glance is enough.
import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";

interface Step {
  readonly name: string;
  readonly command: string;
}
interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

const root = resolve(import.meta.dirname, "..");
const atOnce = 2;

const steps: readonly Step[] = [
  { name: "types", command: "tsc -b" },
  { name: "unused files, exports and packages", command: "knip --no-progress" },
  { name: "lint", command: "oxlint --deny-warnings" },
  { name: "format", command: "biome format" },
  { name: "documentation", command: "node scripts/docs-check.ts" },
];

/** Runs a tool of this project; everything it says is kept for the case that it fails. */
function run(step: Step): Promise<Outcome> {
  const startedAtMs = performance.now();
  const path = `${resolve(root, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const child = spawn(step.command, { cwd: root, shell: true, env: { ...process.env, PATH: path } });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => {
    const finish = (ok: boolean) =>
      done({ step, ok, output, seconds: (performance.now() - startedAtMs) / 1000 });
    child.on("error", (error) => {
      output += `${error.message}\n`;
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}

function tell({ step, ok, output, seconds }: Outcome): void {
  process.stdout.write(`${ok ? "ok    " : "FAILED"} ${step.name} (${seconds.toFixed(1)} s)\n`);
  if (!ok) process.stdout.write(`\n$ ${step.command}\n${output.trimEnd()}\n\n`);
}

const waiting = [...steps];
let failed = 0;

async function worker(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const outcome = await run(step);
    tell(outcome);
    if (!outcome.ok) failed += 1;
  }
}

await Promise.all(Array.from({ length: atOnce }, worker));
if (failed > 0) {
  process.stdout.write(`${failed} of ${steps.length} steps failed; "npm run format" settles the format.\n`);
  process.exitCode = 1;
}
