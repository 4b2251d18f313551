/**
 * Engines and workers on one real PostgreSQL server, in one process, on a clock that the test moves. A killed
 * worker does nothing any more; a lost one is only thought to be dead: it goes on without knowing.
 */
import { createRealClock } from "../../../src-main/clock.ts";
import type { VirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { PostgresOutbox } from "../../../src-main/store/postgres/postgres-outbox.ts";
import { createPostgresOutbox } from "../../../src-main/store/postgres/postgres-outbox.ts";
import type { Settled } from "../../../src-main/store/postgres/types.ts";
import type { WorkerStore } from "../../../src-main/store/postgres/worker-store.ts";
import { createWorkerStore } from "../../../src-main/store/postgres/worker-store.ts";
import type { OutgoingMessage, SendResult } from "../../../src-main/webhooks/delivery/sender.ts";
import type { Worker } from "../../../src-main/worker/create-worker.ts";
import { createWorker } from "../../../src-main/worker/create-worker.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import type { PostgresServer } from "../../unit/store/postgres/postgres-server.ts";
import { createLogBook } from "../../unit/webhooks/delivery/bench.ts";

/** By the clock of the test. The server's own lease is so long that only the test ends it. */
const LEASE_MS = 15_000;
const SERVER_LEASE_MS = 3_600_000;

/** Long enough for others to take over; shorter than the time for which a worker is sure of its lease. */
const DEAF_FOR_MS = 8000;

export interface SentByWorker {
  readonly worker: string;
  readonly endpoint: string;
  readonly message: OutgoingMessage;
}

export interface CrewWorker {
  readonly name: string;
  readonly worker: Worker;
  kill(): Promise<void>;
  /** Its lease ends on the server, and others take over, while it goes on and hears of it late. */
  lose(): Promise<void>;
  /** What it writes next is committed, and the answer does not arrive. */
  loseAnswer(): void;
}

export interface Crew {
  readonly clock: VirtualClock;
  engine(name: string): Promise<PostgresOutbox>;
  hire(endpoints: readonly EndpointSettings[]): CrewWorker;
  /** Until nobody asks the server anything. */
  calm(): Promise<void>;
  runFor(ms: number): Promise<void>;
  /** What the workers told the engines, in the order of its writing. */
  told(): Promise<readonly { readonly engine: string; readonly record: AttemptRecord }[]>;
  /** Lanes and deliveries that the tables hold. */
  left(): Promise<number>;
  /** Ids of events that the server handed to a worker whose lease was over. */
  handedLate(): readonly string[];
  end(): Promise<void>;
}

export async function createCrew(
  server: PostgresServer,
  receive: (sent: SentByWorker) => SendResult | Promise<SendResult>,
): Promise<Crew> {
  const clock = createVirtualClock({ startMs: 1_750_000_000_000 });
  const { log } = createLogBook();
  const workers: CrewWorker[] = [];
  const outboxes: PostgresOutbox[] = [];
  const handedLate: string[] = [];
  let asking = 0;
  await server.ask("DROP SCHEMA IF EXISTS webhook CASCADE");

  function counted<Args extends unknown[], Value>(ask: (...args: Args) => Promise<Value>) {
    return async (...args: Args): Promise<Value> => {
      asking += 1;
      try {
        return await ask(...args);
      } finally {
        asking -= 1;
      }
    };
  }

  /** What happens to a worker on its way to the server. */
  interface Fate {
    deafUntilMs: number;
    /** Of its lives, by number: the one that it lives, and the one that the server has ended. */
    life: number;
    lost: number;
    losesAnswer: boolean;
  }

  function countedStore(store: WorkerStore, fate: Fate): WorkerStore {
    const renew = counted(store.renew);
    async function settle(...[batch, outcomes]: Parameters<WorkerStore["settle"]>): Promise<Settled> {
      const askedLate = fate.life === fate.lost;
      const settled = await store.settle(batch, outcomes);
      if (askedLate) handedLate.push(...settled.heads.map(({ event }) => event.id));
      if (!fate.losesAnswer) return settled;
      fate.losesAnswer = false;
      throw new Error("The connection broke before the answer came.");
    }
    return {
      async begin(status) {
        await counted(store.begin)(status);
        fate.life += 1;
      },
      async renew(status) {
        const waitMs = fate.deafUntilMs - clock.nowMs();
        if (waitMs > 0) await new Promise<void>((resolve) => clock.after(waitMs, resolve));
        return renew(status);
      },
      claim: counted(store.claim),
      settle: counted(settle),
      release: counted(store.release),
      sweep: counted(store.sweep),
      pauses: counted(store.pauses),
      pauseByReceiver: counted(store.pauseByReceiver),
      endReceiverPause: counted(store.endReceiverPause),
      end: store.end,
      destroy: store.destroy,
    };
  }

  async function calm(): Promise<void> {
    for (let quiet = 0; quiet < 8; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (asking > 0) quiet = 0;
    }
  }

  const endLease = (name: string) =>
    server.ask("UPDATE webhook.worker SET lease_until = now() - interval '1 second' WHERE name = $1", [name]);

  return {
    clock,
    calm,
    async engine(name) {
      const started = await createPostgresOutbox({
        ...{ url: server.url, engine: name, durability: "full", clock: createRealClock(), log },
        onAlarm: () => undefined,
      });
      if (!started.ok) throw new Error(started.sentence);
      outboxes.push(started.outbox);
      return started.outbox;
    },
    hire(endpoints) {
      const name = `worker-${workers.length + 1}`;
      let alive = true;
      const fate: Fate = { deafUntilMs: 0, life: 0, lost: -1, losesAnswer: false };
      const worker = createWorker({
        open: (onNews) =>
          countedStore(
            createWorkerStore({
              ...{ url: server.url, name, version: "9.9.9", leaseMs: SERVER_LEASE_MS },
              onNews: (news) => alive && onNews(news),
            }),
            fate,
          ),
        leaseMs: LEASE_MS,
        clock: { ...clock, after: (delayMs, run) => clock.after(delayMs, () => alive && run()) },
        random: () => 0.5,
        ...{ log, version: "9.9.9", monotonicMs: clock.nowMs },
        sender: {
          async send(endpoint, message) {
            const result = await receive({ worker: name, endpoint: endpoint.name, message });
            return alive ? result : new Promise(() => undefined);
          },
          forget: () => undefined,
          close: async () => undefined,
        },
      });
      worker.apply(endpoints);
      worker.start();
      const member: CrewWorker = {
        name,
        worker,
        async kill() {
          alive = false;
          worker.destroy();
          await endLease(name);
        },
        async lose() {
          const { life } = fate;
          fate.deafUntilMs = clock.nowMs() + DEAF_FOR_MS;
          await endLease(name);
          // As the next renewal of another worker does.
          await server.ask("DELETE FROM webhook.worker WHERE lease_until < clock_timestamp()");
          fate.lost = life;
        },
        loseAnswer() {
          fate.losesAnswer = true;
        },
      };
      workers.push(member);
      return member;
    },
    runFor: async (ms) => void (await clock.runFor(ms, calm)),
    async told() {
      const rows = await server.ask("SELECT engine, record FROM webhook.report ORDER BY n");
      return rows.map((row) => ({
        engine: String(row["engine"]),
        record: JSON.parse(String(row["record"])),
      }));
    },
    async left() {
      const [row] = await server.ask(
        "SELECT (SELECT count(*) FROM webhook.lane) + (SELECT count(*) FROM webhook.delivery) AS left",
      );
      return Number(row?.["left"]);
    },
    handedLate: () => handedLate,
    async end() {
      for (const { worker } of workers) worker.destroy();
      for (const outbox of outboxes) await outbox.close();
    },
  };
}
