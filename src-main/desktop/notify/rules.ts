/**
 * What is worth a notification: only what needs a person, once for each problem and step, then silence until
 * it is over; that it is over is told when its beginning was. Pure: time comes in.
 */
import type { EndpointView, ProblemView } from "../../../src-shared/contract/snapshot.ts";
import type { WatchedState } from "../follow/watched-state.ts";
import type { Words } from "../words/words.ts";

export interface Notice {
  readonly id: string;
  readonly body: string;
  /** Where the window opens: `#/webhooks?endpoint=crm`. */
  readonly route: string;
}

/** What was told and still stands, by the problem's id. */
export interface Told {
  readonly steps: ReadonlySet<string>;
  readonly sinceMs: number;
  /** How much waited at most since: what a recovery has delivered. */
  readonly mostWaiting: number;
}
export type NoticeBook = ReadonlyMap<string, Told>;

const minuteMs = 60_000;
/** When a PBX that is away is told of. */
const pbxSteps = [1, 15] as const;

/** One that stands, in its present step. */
interface Standing {
  readonly id: string;
  readonly step: string;
  readonly sinceMs: number;
  readonly route: string;
  readonly waiting: number;
  readonly body: string;
}

/** What to tell now, and the book for the next time. `book` starts empty. */
export function noticesOf(
  book: NoticeBook,
  state: WatchedState,
  words: Words,
  nowMs: number,
): { readonly notices: readonly Notice[]; readonly book: NoticeBook } {
  const standing = [
    ...pbxStanding(state, words, nowMs, book.get("pbx")),
    ...endpointsStanding(state, words, nowMs),
    ...othersStanding(state, words),
  ];
  const notices: Notice[] = [];
  const next = new Map<string, Told>();
  for (const each of standing) {
    const before = next.get(each.id) ?? book.get(each.id);
    const isNew = each.step !== "" && before?.steps.has(each.step) !== true;
    if (isNew) notices.push({ id: each.id, body: each.body, route: each.route });
    const steps = new Set([...(before?.steps ?? []), ...(each.step === "" ? [] : [each.step])]);
    const mostWaiting = Math.max(before?.mostWaiting ?? 0, each.waiting);
    next.set(each.id, { steps, sinceMs: before?.sinceMs ?? each.sinceMs, mostWaiting });
  }
  for (const [id, told] of book) {
    if (next.has(id)) continue;
    if (id === "pbx" && state.pbx.state === "connecting") next.set(id, told);
    if (told.steps.size === 0) continue;
    const over = overWords(id, told, state, words, nowMs);
    if (over !== undefined) notices.push(over);
  }
  return { notices, book: next };
}

/** A try to connect in between is no return: the time goes on from when it went away first. */
function pbxStanding(
  { problems }: WatchedState,
  words: Words,
  nowMs: number,
  before: Told | undefined,
): Standing[] {
  const problem = problems.find(({ area, severity }) => area === "pbx" && severity === "bad");
  if (problem === undefined || problem.id === "pbx:not-configured" || problem.route.startsWith("#/settings"))
    return [];
  const { route } = problem;
  const sinceMs = Math.min(problem.sinceMs, before?.sinceMs ?? problem.sinceMs);
  const minutes = Math.floor((nowMs - sinceMs) / minuteMs);
  const step = pbxSteps.findLast((at) => minutes >= at);
  const body = words.notice.pbxAway(Math.max(1, minutes));
  return [standing("pbx", step === undefined ? "" : `${step} min`, sinceMs, route, body)];
}

/** The engine's alarms have their steps already: 5 min, 1 h, 24 h. A mirror has none. */
function endpointsStanding({ endpoints }: WatchedState, words: Words, nowMs: number): Standing[] {
  return endpoints
    .filter(({ mirror }) => !mirror)
    .flatMap((endpoint) =>
      endpoint.alarms.map((alarm) => {
        const route = `#/webhooks?endpoint=${encodeURIComponent(endpoint.name)}`;
        const body = alarmWords(alarm.kind, endpoint, words.age(nowMs - alarm.sinceMs), words);
        const id = `endpoint:${alarm.kind}:${endpoint.name}`;
        return { ...standing(id, alarm.step, alarm.sinceMs, route, body), waiting: endpoint.waiting };
      }),
    );
}

function alarmWords(
  kind: EndpointView["alarms"][number]["kind"],
  { name, waiting }: EndpointView,
  age: string,
  { notice }: Words,
): string {
  switch (kind) {
    case "failing":
      return notice.endpointFailing(name, age, waiting);
    case "config":
      return notice.endpointConfig(name);
    case "gone":
      return notice.endpointGone(name);
    case "expired":
      return notice.endpointExpired(name);
    case "queue-bound":
      return notice.endpointFull(name);
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

/** What is told at once, and once. */
function othersStanding({ problems }: WatchedState, words: Words): Standing[] {
  const { notice } = words;
  return problems.flatMap(({ id, area, severity, sinceMs, route, endpoint }: ProblemView) => {
    // Two weeks before it is a warning, three days before it is bad: each is told once.
    if (id.startsWith("certificate:"))
      return [
        standing(id, severity === "bad" ? "3 d" : "14 d", sinceMs, route, notice.certificate(endpoint)),
      ];
    if (severity !== "bad" || id === "program:stopped") return [];
    if (id.startsWith("program:")) return [standing(id, "now", sinceMs, route, notice.notStarted)];
    if (area === "store") return [standing(id, "now", sinceMs, route, notice.store)];
    if (area === "settings") return [standing(id, "now", sinceMs, route, notice.settings)];
    if (id === "recordings:paused-disk") return [standing(id, "now", sinceMs, route, notice.diskLow)];
    return [];
  });
}

function standing(id: string, step: string, sinceMs: number, route: string, body: string): Standing {
  return { id, step, sinceMs, route, body, waiting: 0 };
}

/** Only a receiver and the PBX come back by themselves in a way that is worth telling. */
function overWords(
  id: string,
  told: Told,
  state: WatchedState,
  words: Words,
  nowMs: number,
): Notice | undefined {
  const age = words.age(nowMs - told.sinceMs);
  if (id === "pbx") {
    // Before a start has got anywhere nothing is known to be back.
    if (state.pbx.state !== "connected" && state.pbx.state !== "degraded") return undefined;
    return { id, body: words.notice.pbxBack(age), route: "#/overview" };
  }
  const name = /^endpoint:(?:failing|config):(.+)$/.exec(id)?.[1];
  const endpoint = state.endpoints.find((each) => each.name === name);
  if (name === undefined || endpoint === undefined || endpoint.state !== "ok") return undefined;
  const delivered = Math.max(0, told.mostWaiting - endpoint.waiting);
  return {
    id,
    body: words.notice.endpointBack(name, age, delivered),
    route: `#/webhooks?endpoint=${encodeURIComponent(name)}`,
  };
}
