/** A log with one delivery of every kind, for tests of the view and for pictures of it. */
import type { SettingsDocument } from "../../../../../src-shared/contract/settings-view.ts";
import type {
  LogDetail,
  LogFilter,
  LogRow,
  ResendPlan,
  TestExchange,
} from "../../../../../src-shared/webhooks/log-query.ts";
import type { FakeAnswers } from "../../fake-client.ts";
import { aLogRow, fixtureNowMs } from "../../fixtures.ts";

const ago = (seconds: number): number => fixtureNowMs - seconds * 1000;

export const hostileName = '<img src=x onerror="alert(1)"> \u202egnp.exe';

/** Newest first. */
export const someRows: readonly LogRow[] = [
  aLogRow({
    ...{
      id: 520,
      endpoint: "crm",
      type: "ringing",
      state: "retry",
      acceptedAtMs: ago(35),
      seq: 1,
      user: "104",
    },
    error: "Nothing listens at 10.0.0.5:8080; check that the receiver runs and that the port is right.",
    ...{ attempts: 4, nextTryAtMs: fixtureNowMs + 24_000, lastTotalMs: 3 },
  }),
  aLogRow({
    ...{
      id: 519,
      endpoint: "crm",
      type: "ended",
      state: "gave-up",
      acceptedAtMs: ago(47),
      seq: 5,
      user: "106",
    },
    ...{
      status: 422,
      error: "The receiver answered 422 Unprocessable Entity: it does not accept the content.",
    },
    ...{ attempts: 3, lastTotalMs: 37, chainId: "261122141012_690", linkId: "261122141012_690-1" },
  }),
  aLogRow({
    ...{
      id: 518,
      endpoint: "crm",
      type: "ringing",
      state: "waiting",
      acceptedAtMs: ago(34),
      seq: 2,
      attempts: 0,
    },
  }),
  aLogRow({ id: 517, type: "started", acceptedAtMs: ago(54), caller: "", callerName: "" }),
  aLogRow({
    ...{ id: 516, endpoint: "crm", type: "ringing", state: "expired", acceptedAtMs: ago(138), attempts: 6 },
    error: "Not sent: its time was over before the receiver took it.",
  }),
  aLogRow({
    id: 515,
    endpoint: "archive",
    type: "ended",
    state: "paused",
    acceptedAtMs: ago(150),
    attempts: 1,
  }),
  aLogRow({ id: 514, type: "ended", test: true, acceptedAtMs: ago(160), callerName: hostileName }),
  aLogRow({ id: 513, type: "recording", replayed: true, acceptedAtMs: ago(400), attempts: 2 }),
  aLogRow({
    ...{
      id: 512,
      endpoint: "old-crm",
      type: "ended",
      state: "dropped",
      acceptedAtMs: ago(90_000),
      attempts: 2,
    },
    error: "Not sent: the endpoint was removed from the settings.",
  }),
];

export function rowOf(id: number): LogRow {
  const row = someRows.find((known) => known.id === id);
  if (row === undefined) throw new Error(`There is no row ${id} in the fixtures.`);
  return row;
}

const body = JSON.stringify({
  event: "ended",
  callerid: "49301234567",
  name: hostileName,
  duration: 98,
  id: "261122141012_690-1",
});

export function aDetail(id: number, change: Partial<LogDetail> = {}): LogDetail {
  const row = rowOf(id);
  const failed = row.state !== "delivered";
  const get = row.endpoint === "crm";
  return {
    ...row,
    contentKept: true,
    deadlineAtMs: row.acceptedAtMs + (row.type === "ringing" ? 60_000 : 259_200_000),
    request: {
      method: get ? "GET" : "POST",
      address: get ? "http://10.0.0.5:8080/3cx?key=***" : "https://desk.example.com/hook",
      url: get
        ? `http://10.0.0.5:8080/3cx?key=***&event=${row.type}&callerid=49301234567&user=${row.user}&id=${row.linkId}`
        : "https://desk.example.com/hook",
      headers: {
        "user-agent": "3cx-webhook/0.1.0",
        "webhook-id": row.eventId,
        authorization: "***",
        ...(get ? {} : { "content-type": "application/json" }),
      },
      ...(get ? {} : { body }),
    },
    tries: Array.from({ length: row.attempts }, (_, at) => {
      const isLast = at === row.attempts - 1;
      return {
        atMs: row.acceptedAtMs + at * 1_500,
        attempt: at + 1,
        result: isLast && !failed ? ("delivered" as const) : isLast ? resultOf(row) : ("retry" as const),
        ...(row.status === undefined || (failed && row.status === 200)
          ? {}
          : { status: row.status, answer: failed ? '{"error":"user is required"}' : '{"ok":true}' }),
        ...(row.error === undefined ? {} : { error: row.error }),
        ...(failed && row.status === 200 ? {} : answerKept),
        phases:
          failed && row.status === 200
            ? { queueMs: 1, tcpMs: 3, totalMs: 3 }
            : {
                ...{ queueMs: 2, connectMs: 9, lookupMs: 1, tcpMs: 3, tlsMs: 5 },
                ...{ firstByteMs: 35, totalMs: 37 },
              },
        replay: row.replayed && isLast,
      };
    }),
    ...change,
  };
}

export const answerKept = {
  headers: [
    ["server", "nginx"],
    ["content-type", "application/json"],
    ["set-cookie", "***"],
    ["x-note", hostileName],
  ],
  answerBytes: 28,
} as const;

function resultOf({ state }: LogRow): LogDetail["tries"][number]["result"] {
  return state === "waiting" ? "retry" : state;
}

export const aPlan: ResendPlan = {
  planId: "resend-7",
  endpoints: [
    { endpoint: "crm", toSend: 190 },
    { endpoint: "desk", toSend: 8 },
  ],
  ...{ toSend: 198, delivered: 15, underWay: 4, contentGone: 7, notSendable: 0, more: false },
};

export const anExchange: TestExchange = {
  ...{ eventId: "test_1", endpoint: "crm", type: "ringing", delivered: false, status: 422 },
  request: aDetail(519).request,
  answer: '{"error":"user is required"}',
  phases: { queueMs: 0, connectMs: 4, firstByteMs: 35, totalMs: 37 },
  sentence: "The receiver answered 422 Unprocessable Entity: it does not accept the content.",
};

export const someSettings: SettingsDocument = {
  ...{ revision: "1", path: "/etc/3cx-webhook/settings.ini", text: "", secretsKept: "file" },
  endpoints: ["crm", "desk", "archive"],
  values: [
    { section: "endpoint.crm", key: "retry_for_h", value: "48", secret: false, isSet: true },
    { section: "log", key: "keep_days", value: "14", secret: false, isSet: true },
  ],
};

/** As the engine filters, as far as the fixtures need it. */
function matching(rows: readonly LogRow[], filter: LogFilter): LogRow[] {
  return rows.filter(
    (row) =>
      (filter.ids?.includes(row.id) ?? true) &&
      (filter.endpoints?.includes(row.endpoint) ?? true) &&
      (filter.states?.includes(row.state) ?? true) &&
      (filter.types?.includes(row.type) ?? true) &&
      row.linkId.startsWith(filter.callId ?? "") &&
      (filter.text === undefined || (row.error ?? "").includes(filter.text)),
  );
}

export function answered(detail: LogDetail) {
  return { delivery: { ...detail, tries: [...detail.tries] } };
}

/** An engine with these rows. */
export function logAnswers(rows: readonly LogRow[] = someRows): FakeAnswers {
  return {
    "log.page": (query) => ({ rows: matching(rows, query) }),
    "log.total": (filter) => ({ count: matching(rows, filter).length, more: false }),
    "log.counts": () => ({
      counts: rows.map(({ endpoint, state }) => ({ endpoint, state, count: 1 })),
    }),
    "log.delivery": ({ id }) => (rows.some((row) => row.id === id) ? answered(aDetail(id)) : {}),
    "log.curl": ({ shell }) => ({ text: shell === "bash" ? "curl -H $AUTH" : "Invoke-WebRequest" }),
    "log.export": () => ({ text: "accepted,endpoint\r\n" }),
    "settings.read": () => someSettings,
    "resend.plan": () => ({ ...aPlan, endpoints: [...aPlan.endpoints] }),
    "resend.run": () => ({}),
    "resend.cancel": () => ({}),
    "resend.forget": () => ({}),
    "endpoint.pause": () => ({}),
    "endpoint.resume": () => ({}),
    "endpoint.probe": () => ({}),
    "endpoint.test": () => anExchange,
  };
}
