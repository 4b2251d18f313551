/**
 * The machine as a service of a soak sees it: loaded before the service, it moves the wall clock and changes what
 * a name leads to, as a file says that is read again at each SIGUSR2. Timers and the steady clock stay as they are.
 * And it says from time to time what the service keeps in memory, without what may be collected any moment.
 */
import dns from "node:dns";
import { readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** The name under which a receiver is reached; nobody else answers for it. */
const shiftyName = "crm.soak.test";

interface Machine {
  readonly clockMs: number;
  /** Where the name leads; `none`: it does not exist. */
  readonly address: string;
}

let machine: Machine = { clockMs: 0, address: "127.0.0.1" };
const read = () => {
  try {
    machine = JSON.parse(readFileSync(process.env["SOAK_MACHINE"] ?? "", "utf8"));
  } catch {
    // Not written yet, or half: it stays as it was.
  }
};
read();
process.on("SIGUSR2", read);

const realNow = Date.now;
const RealDate = Date;
const now = () => realNow() + machine.clockMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});

type Answer = (error: Error | null, found?: unknown, family?: number) => void;

const realLookup: (name: string, options: never, answer: Answer) => void = dns.lookup;

function lookup(name: string, options: { readonly all?: boolean }, answer: Answer): void {
  if (name !== shiftyName) {
    realLookup(name, options as never, answer);
    return;
  }
  const { address } = machine;
  const missing = Object.assign(new Error("There is no such name."), { code: "ENOTFOUND" });
  setImmediate(() => {
    if (address === "none") answer(missing);
    else if (options.all === true) answer(null, [{ address, family: 4 }]);
    else answer(null, address, 4);
  });
}
// Whoever ends the conductor, in whatever way, ends this, too: else the next run would meet it on the same port.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.channel?.unref();

const tidyEveryMs = 30_000;
setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(process.env["SOAK_MEMORY"] ?? "", JSON.stringify({ liveKb: (heapUsed + external) / 1024 }));
}, tidyEveryMs).unref();

Object.assign(dns, { lookup });
syncBuiltinESMExports();
