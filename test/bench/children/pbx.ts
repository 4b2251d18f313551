// The simulated PBX in a process of its own.
import { setTimeout as sleep } from "node:timers/promises";
import { createRealClock } from "../../../src-main/clock.ts";
import type { SimDn } from "../../../src-main/simulator/model/types.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../../src-main/simulator/simulator.ts";
import { type BusyPbx, createBusyPbx } from "../busy-pbx.ts";
import { answer, machineMs, watchLoad } from "../child.ts";

/** An upsert: whose call, what the leg became, and when it was about to be written to the socket. */
export interface Mark {
  readonly callId: number;
  readonly now: "Ringing" | "Connected";
  readonly atMs: number;
}

const random = createSeededRandom(7);
let pbx: BusyPbx | undefined;
let framesSent = () => 0;
let socketsOpened = () => 0;

function running(): BusyPbx {
  if (pbx === undefined) throw new Error("The PBX was not started.");
  return pbx;
}

function step(open: number): Mark {
  const atMs = machineMs();
  return { ...running().step(Math.floor(random() * open)), atMs };
}

/** The simulator looks each DN up in this list at each question: with a thousand of them it would be the slowest part. */
function quickList(dns: readonly SimDn[]): readonly string[] {
  const numbers = dns.map(({ dn }) => dn);
  const known = new Set(numbers);
  return Object.assign(numbers, { includes: (dn: string) => known.has(dn) });
}

const questions = {
  load: watchLoad(),
  /** `attached`: each event carries its leg, as some builds of 3CX do, so nobody has to ask for it. */
  async start({ extensions, attached }: { extensions: number; attached: boolean }) {
    pbx = createBusyPbx(extensions);
    const simulator = createSimulator({
      model: pbx.model,
      clock: createRealClock(),
      random,
      clients: [{ clientId: "webhook", secret: "simulator", monitored: quickList(pbx.model.dns()) }],
      faults: attached ? ["attached-data"] : [],
    });
    framesSent = () => simulator.stats().framesSent;
    socketsOpened = () => simulator.stats().socketsOpened;
    const { url } = await simulator.start();
    return { url };
  },
  setOpen: (calls: number) => running().setOpen(calls),
  /** Changes calls at random moments, `perSecond` on average. */
  async churn({ open, perSecond, forMs }: { open: number; perSecond: number; forMs: number }) {
    const marks: Mark[] = [];
    const startedAtMs = machineMs();
    const endsAtMs = startedAtMs + forMs;
    for (let dueAtMs = startedAtMs; dueAtMs < endsAtMs; ) {
      dueAtMs += (-Math.log(1 - random()) * 1000) / perSecond;
      const leftMs = dueAtMs - machineMs();
      if (leftMs > 0) await sleep(leftMs);
      marks.push(step(open));
    }
    return marks;
  },
  /** As many changes as fit into one go. */
  burst({ open, changes }: { open: number; changes: number }) {
    for (let done = 0; done < changes; done += 1) running().step(done % open);
  },
  framesSent: () => framesSent(),
  /** When the next Call Control connection was open, to 2 ms. */
  async nextSocket() {
    const before = socketsOpened();
    while (socketsOpened() === before) await sleep(2);
    return machineMs();
  },
};

export type PbxQuestions = typeof questions;
answer(questions);
