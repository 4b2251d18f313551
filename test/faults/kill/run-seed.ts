/** One seed: a sender that is killed a few times under load, and what its receiver got in the end. */
import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { ringing, started } from "../../unit/webhooks/events.ts";
import type { AckedEvent, FromChild, KillPlan, ToChild } from "./plan.ts";
import { PLAN_VARIABLE } from "./plan.ts";
import type { Receipt } from "./receiver.ts";
import { createKillReceiver } from "./receiver.ts";

export interface SeedOutcome {
  readonly acked: readonly AckedEvent[];
  readonly receipts: readonly Receipt[];
  /** What may come twice, for each kill: deliveries that had arrived, but were still to be done in the file. */
  readonly repeatable: readonly number[];
  /** What was still to be done in the file at the very end. */
  readonly left: number;
  /** Chains whose stored document and sequence did not agree at some start. */
  readonly torn: readonly string[];
  readonly plans: readonly KillPlan[];
}

const CHAINS = 6;
const BATCHES_PER_LIFE = 25;

/** `chosen`: other lives than the seed would give. */
export async function runSeed(seed: number, chosen?: readonly KillPlan[]): Promise<SeedOutcome> {
  const random = createSeededRandom(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const folder = mkdtempSync(join(tmpdir(), "kill-"));
  const path = join(folder, "queue.db");
  const receiver = await createKillReceiver(random);
  const acked: AckedEvent[] = [];
  const repeatable: number[] = [];
  const torn: string[] = [];
  const plans = chosen ?? plansOf(below);

  function batch() {
    return Array.from({ length: 1 + below(4) }, () => {
      const chainId = `chain_${below(CHAINS)}`;
      return random() < 0.5 ? ringing({ chainId }) : started({ chainId });
    });
  }

  async function live(plan: KillPlan): Promise<void> {
    const child = startChild(path, receiver.url, plan);
    const ended = once(child, "exit");
    const { stored } = await ready(child);
    for (const [chainId, { document, sequence }] of Object.entries(stored)) {
      if (document !== sequence) torn.push(`${chainId}: ${document}, ${sequence}`);
    }
    let open = BATCHES_PER_LIFE;
    child.on("message", (message: FromChild) => {
      if (message.type !== "acked") return;
      acked.push(...message.events);
      open -= 1;
      if (BATCHES_PER_LIFE - open === plan.nth) strike(child, plan, random() * 15);
      if (open === 0) tell(child, { type: "finish" });
    });
    for (let n = 0; n < BATCHES_PER_LIFE; n++) {
      tell(child, { type: "accept", events: batch() });
      if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 4));
    }
    const [, signal] = await ended;
    if (signal === "SIGKILL") repeatable.push(arrivedAndPending(path, receiver.receipts));
    else if (signal !== null) throw new Error(`The sender ended by ${signal}.`);
  }

  try {
    for (const plan of plans) await live(plan);
    const left = pendingIn(path).length;
    return { acked, receipts: receiver.receipts, repeatable, left, torn, plans };
  } finally {
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One to three lives that end early, then one that ends in order. */
function plansOf(below: (bound: number) => number): KillPlan[] {
  const moments = ["random", "before-commit", "after-commit", "before-settle", "in-checkpoint"] as const;
  const killed = Array.from({ length: 1 + below(3) }, () => {
    const at = moments[below(moments.length)] ?? "random";
    // There are some five checkpoints in a life.
    return { at, nth: 1 + below(at === "in-checkpoint" ? 3 : 20) };
  });
  return [...killed, { at: "never", nth: 0 }];
}

function startChild(path: string, receiverUrl: string, plan: KillPlan): ChildProcess {
  const env = { ...process.env, [PLAN_VARIABLE]: JSON.stringify(plan) };
  const file = join(import.meta.dirname, "sender-child.ts");
  return fork(file, [path, receiverUrl], {
    env,
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** What the parent does to the child, once as many batches are kept as the plan names. */
function strike(child: ChildProcess, { at, holdMs = 0 }: KillPlan, soonMs: number): void {
  if (at === "random") setTimeout(() => child.kill("SIGKILL"), soonMs);
  if (at === "stalled") tell(child, { type: "stall", ms: holdMs });
  if (at !== "stopped") return;
  child.kill("SIGSTOP");
  setTimeout(() => child.kill("SIGCONT"), holdMs);
}

/** A child that was killed takes no message any more. */
function tell(child: ChildProcess, message: ToChild): void {
  if (child.connected) child.send(message, () => undefined);
}

async function ready(child: ChildProcess): Promise<Extract<FromChild, { type: "ready" }>> {
  const gone = once(child, "exit").then((): FromChild[] => []);
  const [message]: FromChild[] = await Promise.race([once(child, "message"), gone]);
  if (message?.type !== "ready") throw new Error("The sender did not start.");
  return message;
}

function arrivedAndPending(path: string, receipts: readonly Receipt[]): number {
  const arrived = new Set(receipts.map(({ endpoint, id }) => `${endpoint} ${id}`));
  return pendingIn(path).filter((delivery) => arrived.has(delivery)).length;
}

/** Looks into a copy: opening the file itself would mend what the next start has to mend. */
function pendingIn(path: string): string[] {
  const copy = `${path}.copy`;
  copyFileSync(path, copy);
  rmSync(`${copy}-wal`, { force: true });
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  const db = new DatabaseSync(copy);
  const rows = db.prepare("SELECT id, endpoint FROM delivery JOIN event ON event.n = delivery.event").all();
  db.close();
  return rows.map((row) => `${row["endpoint"]} ${row["id"]}`);
}
