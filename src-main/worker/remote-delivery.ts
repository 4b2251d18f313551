/**
 * Delivery as an engine sees it when workers do it: what they did is read from the shared queue and told as
 * if it had happened here, so the log, the history and the numbers of the window are the same.
 */
import { setImmediate } from "node:timers";
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { AttemptRecord } from "../../src-shared/webhooks/delivery-report.ts";
import type { EngineDesk, SeenWorker } from "../store/postgres/engine-desk.ts";
import { postgresFailure } from "../store/postgres/failure.ts";
import type { PostgresOutbox } from "../store/postgres/postgres-outbox.ts";
import type { Pause, Waiting } from "../store/postgres/types.ts";
import { leftBehindRecord } from "../webhooks/delivery/attempt.ts";
import type { Delivery } from "../webhooks/delivery/create-delivery.ts";
import type { Tally } from "../webhooks/delivery/tally.ts";
import { createTally } from "../webhooks/delivery/tally.ts";
import { overdue } from "./overdue.ts";
import { remoteStatus, servedBy } from "./remote-status.ts";

export interface RemoteDeliveryOptions {
  /** Opens the engine's desk at the shared queue; `onReports` may be called from then on. */
  readonly open: (onReports: () => void) => EngineDesk;
  readonly outbox: Pick<PostgresOutbox, "caughtUp" | "setSingleFile">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAttempt: (record: AttemptRecord) => void;
}

/** Messages may be lost with a connection. */
const LOOK_EVERY_MS = 5000;

export function createRemoteDelivery(options: RemoteDeliveryOptions): Delivery {
  const { clock, log, outbox } = options;
  const desk = options.open(() => void ask(readReports));
  const tallies = new Map<string, Tally>();
  const aloneSinceMs = new Map<string, number>();
  let endpoints: readonly EndpointSettings[] = [];
  let waiting: readonly Waiting[] = [];
  let pauses: readonly Pause[] = [];
  let workers: readonly SeenWorker[] | undefined;
  let reading = false;
  let readAgain = false;
  let isAway = false;
  let stopped = false;
  let cancelLook: (() => void) | undefined;

  function tallyOf(endpoint: string): Tally {
    const tally = tallies.get(endpoint) ?? createTally();
    tallies.set(endpoint, tally);
    return tally;
  }

  /** That the server is away is told once; what could not be asked is asked again with the next look. */
  async function ask(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      isAway = false;
    } catch (error) {
      if (!isAway && !stopped) {
        const { reason } = postgresFailure(error);
        log.warn("What workers did cannot be read from the shared queue; it is tried again.", { reason });
      }
      isAway = true;
    }
  }

  async function readReports(): Promise<void> {
    readAgain = true;
    if (reading) return;
    reading = true;
    try {
      while (readAgain && !stopped) {
        readAgain = false;
        const reports = await desk.reports();
        if (reports.length === 0) continue;
        // A worker may be quicker than the way of the acceptance through this program.
        await outbox.caughtUp();
        await new Promise<void>((resolve) => void setImmediate(() => resolve()));
        for (const { record } of reports) tell(record);
        await desk.forgetReports(reports.map(({ n }) => n));
        readAgain = true;
      }
    } finally {
      reading = false;
    }
  }

  function tell(record: AttemptRecord): void {
    const { endpoint, result, error, atMs } = record;
    // The end of a delivery without an attempt takes no time.
    const attempted = record.phases.totalMs > 0 || record.status !== undefined;
    tallyOf(endpoint).note(result, attempted, error, atMs, "removed");
    options.onAttempt(record);
  }

  async function removeLeftBehind(): Promise<void> {
    const names = endpoints.map(({ name }) => name);
    for (let more = true; more; ) {
      const removed = await desk.removeExcept(names);
      for (const { event, plan } of removed) tell(leftBehindRecord(event, plan, clock.nowMs()));
      more = removed.length > 0;
    }
  }

  async function look(): Promise<void> {
    await readReports();
    await removeLeftBehind();
    await desk.sweep(overdue(endpoints, clock.nowMs()));
    waiting = await desk.waiting();
    pauses = await desk.pauses();
    workers = await desk.workers();
    for (const { name } of endpoints) {
      if (servedBy(name, workers).length > 0) aloneSinceMs.delete(name);
      else if (!aloneSinceMs.has(name)) aloneSinceMs.set(name, clock.nowMs());
    }
  }

  function lookLater(): void {
    cancelLook = clock.after(LOOK_EVERY_MS, () => void ask(look).then(() => stopped || lookLater()));
  }

  /** The window shows a pause at once, not with the next look. */
  function change(work: () => Promise<void>): void {
    void ask(async () => {
      await work();
      pauses = await desk.pauses();
    });
  }

  const resume = (name: string, by: readonly Pause["by"][]): void => change(() => desk.resume(name, by));

  return {
    apply(next) {
      const isFirst = cancelLook === undefined;
      const before = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
      endpoints = next;
      outbox.setSingleFile(next.filter(({ concurrency }) => concurrency === 1).map(({ name }) => name));
      for (const endpoint of next) {
        const known = before.get(endpoint.name);
        // As with delivery from here: a change may have mended what the receiver's 410 was about.
        if (known !== undefined && !isDeepStrictEqual(known, endpoint)) resume(endpoint.name, ["receiver"]);
      }
      void ask(look);
      if (isFirst) lookLater();
    },
    // The commit has told the workers.
    add: () => undefined,
    restore: () => undefined,
    pause: (name) => change(() => desk.pause(name)),
    resume: (name) => resume(name, ["user", "receiver"]),
    probe: (name) => void ask(() => desk.probe(name)),
    busy: () => 0,
    status: () =>
      endpoints.map((endpoint) =>
        remoteStatus(endpoint, {
          waiting: waiting.find((each) => each.endpoint === endpoint.name),
          ...{ pauses, workers, tally: tallyOf(endpoint.name).read(), nowMs: clock.nowMs() },
          aloneSinceMs: aloneSinceMs.get(endpoint.name),
        }),
      ),
    async stop() {
      stopped = true;
      cancelLook?.();
      await desk.close();
    },
  };
}
