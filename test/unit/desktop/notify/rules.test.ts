// Once for each problem and step, silence until it is over, and never a caller's number.
import { expect, test } from "vitest";
import { noticesOf, type NoticeBook } from "../../../../src-main/desktop/notify/rules.ts";
import type { WatchedState } from "../../../../src-main/desktop/follow/watched-state.ts";
import { en } from "../../../../src-main/desktop/words/en.ts";
import { endpoint, problem, watched } from "../watched.ts";

const minute = 60_000;

function createEar() {
  let book: NoticeBook = new Map();
  return (state: WatchedState, atMs: number) => {
    const found = noticesOf(book, state, en, atMs);
    ({ book } = found);
    return found.notices.map(({ body, route }) => [body, route]);
  };
}

const pbx = (state: WatchedState["pbx"]["state"]): WatchedState["pbx"] => ({ ...watched().pbx, state });

test("a PBX that is away is told after a minute and again after 15, and its return once", () => {
  const hear = createEar();
  const away = watched({ pbx: pbx("not-connected"), problems: [problem()] });
  expect(hear(away, 30_000)).toEqual([]);
  expect(hear(away, minute)).toEqual([[expect.stringContaining("away for 1 minute."), "#/overview"]]);
  expect(hear(away, 10 * minute)).toEqual([]);
  expect(hear(away, 15 * minute)).toEqual([[expect.stringContaining("15 minutes"), "#/overview"]]);
  expect(hear(away, 600 * minute)).toEqual([]);
  expect(hear(watched(), 17 * minute)).toEqual([["The connection to 3CX is back (17 min).", "#/overview"]]);
  expect(hear(watched(), 18 * minute)).toEqual([]);
});

test("tries to connect in between neither end the absence nor begin a new one", () => {
  const hear = createEar();
  hear(watched({ pbx: pbx("not-connected"), problems: [problem()] }), minute);
  expect(hear(watched({ pbx: pbx("connecting") }), 2 * minute)).toEqual([]);
  const again = watched({ pbx: pbx("not-connected"), problems: [problem({ sinceMs: 3 * minute })] });
  expect(hear(again, 4 * minute)).toEqual([]);
  expect(hear(again, 15 * minute)).toHaveLength(1);
});

test("a short absence is told neither at its beginning nor at its end", () => {
  const hear = createEar();
  expect(hear(watched({ problems: [problem()] }), 30_000)).toEqual([]);
  expect(hear(watched(), 45_000)).toEqual([]);
});

test("an endpoint's steps are told once each; its return says how much was delivered", () => {
  const hear = createEar();
  const failing = (step: "5min" | "1h", waiting: number) =>
    watched({
      endpoints: [
        endpoint({
          ...{ state: "failing", waiting },
          alarms: [{ kind: "failing", step, sentence: 'crm answered "+49 30 1234567 unknown"', sinceMs: 0 }],
        }),
      ],
    });
  const route = "#/webhooks?endpoint=crm";
  expect(hear(failing("5min", 20), 5 * minute)).toEqual([
    ["crm has not taken any webhook for 5 min. 20 events wait and are kept.", route],
  ]);
  expect(hear(failing("5min", 213), 30 * minute)).toEqual([]);
  expect(hear(failing("1h", 213), 60 * minute)).toHaveLength(1);
  expect(hear(watched({ endpoints: [endpoint()] }), 77 * minute)).toEqual([
    ["crm works again (1 h, 213 delivered).", route],
  ]);
});

test("an endpoint that is removed while it fails did not recover", () => {
  const hear = createEar();
  const alarms = [{ kind: "gone", step: "now", sentence: "", sinceMs: 0 }] as const;
  expect(hear(watched({ endpoints: [endpoint({ alarms: [...alarms] })] }), 0)).toHaveLength(1);
  expect(hear(watched(), 1)).toEqual([]);
});

test("mirrors never notify", () => {
  const alarms = [{ kind: "failing", step: "24h", sentence: "", sinceMs: 0 }] as const;
  expect(createEar()(watched({ endpoints: [endpoint({ mirror: true, alarms: [...alarms] })] }), 0)).toEqual(
    [],
  );
});

test.each([
  ["store:disk-full", "store", "#/overview"],
  ["settings:mistakes", "settings", "#/settings/pbx/url"],
  ["recordings:paused-disk", "recordings", "#/recordings"],
  ["program:failed", "program", "#/overview"],
] as const)("%s is told at once, and opens its place", (id, area, route) => {
  const hear = createEar();
  const state = watched({ problems: [problem({ id, area, route })] });
  expect(hear(state, 0)).toEqual([[expect.any(String), route]]);
  expect(hear(state, minute)).toEqual([]);
});

test.each([
  ["a PBX that nobody has set up", problem({ id: "pbx:not-configured", route: "#/settings/pbx" })],
  ["a PBX that shows less than it could", problem({ severity: "warn" })],
  ["an engine that somebody stopped", problem({ id: "program:stopped", area: "program" })],
])("%s is no reason to disturb anybody", (_what, each) => {
  expect(createEar()(watched({ problems: [each] }), 60 * minute)).toEqual([]);
});

test("a certificate is told two weeks and three days before it runs out, once each", () => {
  const hear = createEar();
  const runsOut = (severity: "warn" | "bad", more = {}) => {
    const id = "certificate:server";
    const route = "#/settings/server/cert_file";
    return watched({ problems: [problem({ id, area: "program", severity, route, ...more })] });
  };
  const route = "#/settings/server/cert_file";
  expect(hear(runsOut("warn"), 0)).toEqual([[expect.stringContaining("web server runs out"), route]]);
  expect(hear(runsOut("warn"), 600 * minute)).toEqual([]);
  expect(hear(runsOut("bad"), 9_000 * minute)).toHaveLength(1);
  expect(hear(runsOut("bad"), 9_001 * minute)).toEqual([]);
  expect(hear(watched(), 9_002 * minute)).toEqual([]);
  const client = runsOut("warn", { id: "certificate:client:crm", area: "endpoint", endpoint: "crm" });
  expect(hear(client, 9_003 * minute)).toEqual([[expect.stringContaining("for crm runs out"), route]]);
});
