// The child's end of the line to whoever owns the browser: calls in both directions, one number each.

export type Op = (data: never) => unknown;
interface Message {
  readonly kind: "call" | "result" | "failure";
  readonly id: number;
  readonly op?: string;
  readonly data?: unknown;
}

/** Only a process that was started for it has a line; in unit tests the fake stands alone. */
const connected = process.env["DESKTOP_HARNESS"] === "1" && process.send !== undefined;
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
const ops = new Map<string, Op>();
let last = 0;

/** Asks the browser's side; without a line nothing ever comes back. */
export function call(op: string, data: unknown = {}): Promise<unknown> {
  if (!connected) return Promise.resolve(undefined);
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    process.send?.({ kind: "call", id, op, data } satisfies Message);
  });
}

/** What a test may ask the fake. */
export function answer(op: string, run: Op): void {
  ops.set(op, run);
}

/** In a unit test: what `answer` offers, without a line. */
export function ask(op: string, data: unknown = {}): unknown {
  const run = ops.get(op);
  if (run === undefined) throw new Error(`The fake Electron cannot be asked for ${op}.`);
  return run(data as never);
}

async function take(message: Message): Promise<void> {
  if (message.kind !== "call") {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === "result") asked?.resolve(message.data);
    else asked?.reject(new Error(String(message.data)));
    return;
  }
  try {
    const data = await ask(message.op ?? "", message.data);
    process.send?.({ kind: "result", id: message.id, data });
  } catch (error) {
    process.send?.({ kind: "failure", id: message.id, data: String(error) });
  }
}

if (connected) {
  process.on("message", (message) => void take(message as Message));
  process.on("disconnect", () => process.exit(0));
}
