// Processes of their own for whatever must not share an event loop with what is measured: the PBX, the
// receiver, the engine. They are asked and answer one question at a time, over Node's own channel.
import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { endInOrderBySignals, endWithUs } from "./ending.ts";

/** What a child can be asked: a function for each question. */
export type Questions = Readonly<Record<string, (input: never) => unknown>>;

type Input<Api, Name extends keyof Api> = Api[Name] extends (input: infer Value) => unknown ? Value : never;
type Output<Api, Name extends keyof Api> = Api[Name] extends (input: never) => infer Value
  ? Awaited<Value>
  : never;

export interface Child<Api> {
  ask<Name extends keyof Api & string>(name: Name, input: Input<Api, Name>): Promise<Output<Api, Name>>;
  end(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

interface Reply {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

/** `name` is that of a file in `children`. BENCH_PROFILE=engine keeps a CPU profile of the child of that name. */
export function startChild<Api>(name: string): Child<Api> {
  const file = resolve(import.meta.dirname, "children", `${name}.ts`);
  const child = fork(file, [], { serialization: "advanced", execArgv: profiling(name) });
  endWithUs(child);
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  child.on("message", (message) => {
    // What a child sends is made by `answer` below.
    const { id, output, error } = message as Reply;
    const question = open.get(id);
    open.delete(id);
    if (error === undefined) question?.resolve(output);
    else question?.reject(new Error(`${name}: ${error}`));
  });
  child.on("exit", (code) => {
    for (const { reject } of open.values()) reject(new Error(`${name} ended with code ${code}`));
    open.clear();
  });
  return {
    ask: (question, input) => {
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        // The child's answer has the type that its own table of questions gives it.
        open.set(id, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id, name: question, input } satisfies Question, (error) => {
          if (error !== null) reject(new Error(`${name} is gone, see its words above`));
        });
      });
    },
    end: () => ended(child),
  };
}

/** Answers the parent's questions until it hangs up. */
export function answer(questions: Questions): void {
  endInOrderBySignals();
  process.on("message", (message) => {
    const { id, name, input } = message as Question;
    void Promise.resolve()
      .then(() => questions[name]?.(input as never))
      .then((output) => process.send?.({ id, output } satisfies Reply))
      .catch((error: unknown) =>
        process.send?.({ id, error: error instanceof Error ? (error.stack ?? "") : String(error) }),
      );
  });
  process.on("disconnect", () => process.exit(0));
}

function profiling(name: string): string[] {
  if (process.env["BENCH_PROFILE"] !== name) return [];
  const folder = resolve(import.meta.dirname, "../../out/bench/profiles");
  mkdirSync(folder, { recursive: true });
  return ["--cpu-prof", `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`];
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((exited) => child.once("exit", exited));
  if (child.connected) child.disconnect();
  await gone;
}

/** Milliseconds of the machine's monotonic clock, the same in all processes. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** What a process had to do since it was last asked. */
export interface Load {
  /** Share of a core, in percent; 100 and more: this process is what the others wait for. */
  readonly corePercent: number;
  /** The longest that its event loop came late, in milliseconds. */
  readonly latestMs: number;
}

/** Begins to watch this process; each call tells of the time since the one before. */
export function watchLoad(): () => Load {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  let usedMs = processorMs();
  let askedAtMs = machineMs();
  return () => {
    const [used, atMs] = [processorMs(), machineMs()];
    const corePercent = ((used - usedMs) * 100) / (atMs - askedAtMs);
    const latestMs = Math.max(loop.max / 1e6 - 5, 0);
    [usedMs, askedAtMs] = [used, atMs];
    loop.reset();
    return { corePercent, latestMs };
  };
}

/** Processor time of this process so far, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Processor time of this thread so far, in milliseconds: what others do on the machine hardly shows in it. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
