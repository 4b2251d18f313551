/** A run as windows see it: few numbers and its newest events, told a few times a second at most. */
import type { SimulationView } from "../../../src-shared/contract/snapshot.ts";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { AttemptRecord } from "../../../src-shared/webhooks/delivery-report.ts";
import type { AcceptedNews } from "../../webhooks/types.ts";

type Row = SimulationView["events"][number];

export interface Progress {
  /** As last told: it stands still in between. */
  view(): SimulationView;
  /** How many requests the run will make, as far as that can be told before. */
  expect(requests: number): void;
  calls(running: number, finished: number): void;
  accepted(news: AcceptedNews): void;
  attempt(attempt: AttemptRecord): void;
  counts(): Counts;
  /** Nothing is told afterwards. */
  end(state: SimulationView["state"], verdict: string): void;
}

export interface Counts {
  /** Playings that are over. */
  readonly finished: number;
  readonly requests: number;
  readonly accepted: number;
  /** Requests that may still be accepted. */
  readonly open: number;
  readonly lastError: string | undefined;
}

export interface ProgressOptions {
  readonly clock: Clock;
  readonly runId: string;
  readonly scenario: string;
  readonly planned: number;
  readonly onChange: () => void;
}

export const idleView: SimulationView = {
  ...{ state: "idle", runId: "", scenario: "", expected: 0, events: [], sent: 0, verdict: "" },
  calls: { planned: 0, running: 0, finished: 0 },
};

const mostRows = 200;
/** The newest come with their request; of all of them it would be a megabyte a second. */
const withRequest = 40;
const mostRequestCharacters = 4096;
/** Small runs are watched event by event, large ones by their numbers. */
const tellEveryMs = { small: 200, large: 1000 } as const;
const largeFrom = 60;

export function createProgress(options: ProgressOptions): Progress {
  const { clock, runId, scenario, planned, onChange } = options;
  const startedAtMs = clock.nowMs();
  /** The newest rows by event and endpoint, in their order. */
  const rows = new Map<string, Row>();
  /** Results of the last attempt of what is not over. */
  const open = new Set<string>();
  let calls = { planned, running: 0, finished: 0 };
  let expected = 0;
  let requests = 0;
  let delivered = 0;
  let lastError: string | undefined;
  let over = false;
  let cancelTell: (() => void) | undefined;
  let shown = build("running", "");

  function build(state: SimulationView["state"], verdict: string): SimulationView {
    const newest = [...rows.values()];
    const bare = Math.max(0, newest.length - withRequest);
    const events = newest.map((row, index) => (index < bare ? withoutRequest(row) : row));
    const will = over ? requests : Math.max(expected, requests);
    return { state, runId, scenario, startedAtMs, calls, expected: will, events, sent: delivered, verdict };
  }

  function tellSoon(): void {
    if (over) return;
    cancelTell ??= clock.after(requests < largeFrom ? tellEveryMs.small : tellEveryMs.large, () => {
      cancelTell = undefined;
      shown = build("running", "");
      onChange();
    });
  }

  function add(key: string, row: Row): void {
    rows.set(key, row);
    const oldest = rows.keys().next();
    if (rows.size > mostRows && oldest.done !== true) rows.delete(oldest.value);
  }

  return {
    view: () => shown,
    counts: () => ({ finished: calls.finished, requests, accepted: delivered, open: open.size, lastError }),
    expect(will) {
      expected = will;
      tellSoon();
    },
    calls(running, finished) {
      calls = { planned, running, finished };
      tellSoon();
    },
    accepted({ accepted, event }) {
      const { chainId, type, acceptedAtMs } = accepted;
      const user = event.type === "recording" ? event.ended.user : event.user;
      for (const { endpoint } of accepted.deliveries) {
        const key = `${accepted.id} ${endpoint}`;
        requests += 1;
        open.add(key);
        const row = { type, user, chainId, link: event.link, atMs: acceptedAtMs, endpoint };
        add(key, { ...row, state: "waiting" });
      }
      tellSoon();
    },
    attempt(attempt) {
      const key = `${attempt.eventId} ${attempt.endpoint}`;
      const done = attempt.result === "delivered";
      if (done) delivered += 1;
      else lastError = attempt.error ?? lastError;
      if (attempt.result !== "retry") open.delete(key);
      const row = rows.get(key);
      if (row !== undefined) rows.set(key, { ...row, ...resultOf(attempt) });
      tellSoon();
    },
    end(state, verdict) {
      if (over) return;
      over = true;
      cancelTell?.();
      calls = { ...calls, running: 0 };
      shown = build(state, verdict);
      onChange();
    },
  };
}

function resultOf(attempt: AttemptRecord): Pick<Row, "state" | "tookMs" | "request"> {
  const { method, url, body, result, phases } = attempt;
  const request = `${method} ${url}${body === undefined ? "" : `\n\n${body}`}`;
  return {
    state: result === "delivered" ? "delivered" : "failed",
    tookMs: phases.totalMs,
    request: request.slice(0, mostRequestCharacters),
  };
}

function withoutRequest({ request: _request, ...row }: Row): Row {
  return row;
}
