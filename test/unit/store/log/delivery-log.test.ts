import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  attempt,
  delivery,
  failedAttempt,
  found,
  logFolder,
  openLog,
  put,
  startMs,
  valueOf,
} from "./log-fixture.ts";

test.skipIf(process.platform === "win32")("nobody but its owner may read the file", async () => {
  const path = join(logFolder(), "log.db");
  const { deliveryLog } = openLog({ path });
  put(deliveryLog, delivery());
  await deliveryLog.query({});
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a delivery's story can be read: request, attempts, phases, next try", async () => {
  const { deliveryLog } = openLog();
  const record = delivery();
  put(
    deliveryLog,
    record,
    failedAttempt(record),
    attempt(record, { attempt: 2, atMs: startMs + 2000, answer: "thank you" }),
  );

  const page = valueOf(await deliveryLog.query({}));
  expect(page.cursor).toBeUndefined();
  expect(page.rows).toHaveLength(1);
  expect(page.rows[0]).toMatchObject({
    eventId: record.eventId,
    state: "delivered",
    status: 200,
    attempts: 2,
    caller: "493012345678",
    callerName: "Jörg Müller",
    acceptedAtMs: record.atMs,
    firstAttemptAtMs: record.atMs + 40,
    lastAttemptAtMs: startMs + 2000,
    lastTotalMs: 38,
    mirror: false,
    test: false,
    replayed: false,
  });
  expect(page.rows[0]).not.toHaveProperty("error");
  expect(page.rows[0]).not.toHaveProperty("nextTryAtMs");

  const detail = valueOf(await deliveryLog.delivery(page.rows[0]!.id));
  expect(detail).toMatchObject({
    contentKept: true,
    request: { method: "POST", url: record.url, headers: record.headers, body: record.body },
    tries: [
      {
        attempt: 1,
        result: "retry",
        error: "Nothing listens at 10.0.0.5:8080.",
        nextTryAtMs: expect.any(Number),
      },
      {
        attempt: 2,
        result: "delivered",
        status: 200,
        answer: "thank you",
        phases: { connectMs: 3, totalMs: 38 },
      },
    ],
  });
});

test("an answer comes back with its headers, its whole length and the parts of its connection", async () => {
  const { deliveryLog } = openLog();
  const record = delivery();
  put(
    deliveryLog,
    record,
    attempt(record, {
      answerFacts: {
        ...{ headers: "server: nginx\nx-a: b: c\nset-cookie: ***", headersLeft: 3 },
        ...{ bytes: 104_857_600, more: true },
      },
      phases: { queueMs: 1, connectMs: 9, lookupMs: 2, tcpMs: 3, tlsMs: 4, firstByteMs: 20, totalMs: 30 },
    }),
  );
  put(deliveryLog, record, attempt(record, { phases: { queueMs: 1, reused: true, totalMs: 30 } }));
  const [row] = valueOf(await deliveryLog.query({ eventIds: [record.eventId] })).rows;
  const [first, second] = valueOf(await deliveryLog.delivery(row!.id))?.tries ?? [];
  expect(first).toMatchObject({
    headers: [
      ["server", "nginx"],
      ["x-a", "b: c"],
      ["set-cookie", "***"],
    ],
    ...{ headersLeft: 3, answerBytes: 104_857_600, answerMore: true },
    phases: { lookupMs: 2, tcpMs: 3, tlsMs: 4 },
  });
  expect(first?.phases).not.toHaveProperty("reused");
  // Nothing was kept of it: not the same as an answer without headers.
  expect(second).not.toHaveProperty("headers");
  expect(second?.phases).toEqual({ queueMs: 1, reused: true, totalMs: 30 });
});

test("a probe, a simulation and a deadline are told, and only where they are", async () => {
  const { deliveryLog } = openLog();
  const plain = put(deliveryLog, delivery());
  const record = put(deliveryLog, delivery({ simulated: true, deadlineAtMs: startMs + 60_000 }));
  deliveryLog.record(failedAttempt(record, { probe: true, deadlineAtMs: startMs + 70_000 }));
  const detailOf = async (eventId: string) => {
    const [row] = valueOf(await deliveryLog.query({ eventIds: [eventId] })).rows;
    return valueOf(await deliveryLog.delivery(row!.id));
  };
  expect(await detailOf(record.eventId)).toMatchObject({
    ...{ probe: true, simulated: true, deadlineAtMs: startMs + 70_000 },
    tries: [{ probe: true }],
  });
  for (const name of ["probe", "simulated", "deadlineAtMs"]) {
    expect(await detailOf(plain.eventId)).not.toHaveProperty(name);
  }
  deliveryLog.record(attempt(record, { attempt: 2 }));
  expect(await detailOf(record.eventId)).not.toHaveProperty("probe");
});

test("a failure shows what went wrong last and when the next try is", async () => {
  const { deliveryLog } = openLog();
  const record = delivery();
  put(deliveryLog, record, failedAttempt(record));
  const { rows } = valueOf(await deliveryLog.query({}));
  expect(rows[0]).toMatchObject({ state: "retry", error: "Nothing listens at 10.0.0.5:8080.", attempts: 1 });
  expect(rows[0]?.nextTryAtMs).toBe(record.atMs + 1040);
});

test("an end without an attempt is no attempt", async () => {
  const { deliveryLog } = openLog();
  const record = delivery();
  const over = { error: "Not sent: its time was over.", phases: { queueMs: 0, totalMs: 0 } };
  put(deliveryLog, record, failedAttempt(record), failedAttempt(record, { result: "expired", ...over }));
  const { rows } = valueOf(await deliveryLog.query({}));
  expect(rows[0]).toMatchObject({
    state: "expired",
    attempts: 1,
    error: over.error,
    lastAttemptAtMs: record.atMs + 40,
  });
});

test("an attempt whose acceptance is not known is shown with what it knows itself", async () => {
  const { deliveryLog } = openLog();
  const record = delivery();
  deliveryLog.record(attempt(record));
  expect(valueOf(await deliveryLog.query({})).rows[0]).toMatchObject({ caller: "", state: "delivered" });
  deliveryLog.accepted(record);
  const { rows } = valueOf(await deliveryLog.query({ number: "5678" }));
  expect(rows[0]).toMatchObject({ caller: "493012345678", state: "delivered", attempts: 1 });
});

test("pages follow each other by key, newest first, and new rows do not shift them", async () => {
  const { deliveryLog } = openLog();
  const records = Array.from({ length: 25 }, (_, n) =>
    put(deliveryLog, delivery({ atMs: startMs + Math.floor(n / 10) })),
  );
  const newestFirst = records.map(({ eventId }) => eventId).toReversed();

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = valueOf(await deliveryLog.query({ limit: 10, ...(cursor === undefined ? {} : { cursor }) }));
    seen.push(...page.rows.map(({ eventId }) => eventId));
    cursor = page.cursor;
    put(deliveryLog, delivery({ atMs: startMs + 60_000 }));
  } while (cursor !== undefined);
  expect(seen).toEqual(newestFirst);
});

test.each(["p", "x12", "p-1", "p" + "z".repeat(11), "p1; DROP TABLE delivery"])(
  "the cursor %j is no page of this log",
  async (cursor) => {
    const { deliveryLog } = openLog();
    expect(await deliveryLog.query({ cursor })).toEqual({
      ok: false,
      sentence: "This page of the log is not known; begin at the first page again.",
    });
  },
);

test("filters find what they name, and combine", async () => {
  const { deliveryLog } = openLog();
  const a = delivery({ atMs: startMs });
  put(deliveryLog, a, attempt(a));
  const b = delivery({ atMs: startMs + 1000, endpoint: "crm-2", type: "ringing", user: "102" });
  put(deliveryLog, b, failedAttempt(b));
  const c = delivery({
    atMs: startMs + 2000,
    mirror: true,
    linkId: "260116080000_7-0",
    chainId: "260116080000_7",
  });
  put(
    deliveryLog,
    c,
    attempt(c, {
      status: 422,
      result: "gave-up",
      error: "The receiver answered 422.",
      answer: '"user" is required',
    }),
  );
  const d = delivery({ atMs: startMs + 3000, test: true, caller: "", callerName: "" });
  put(deliveryLog, d);
  const [idA, idB, idC, idD] = [a, b, c, d].map(({ eventId }) => eventId);

  const finds = (query: Parameters<typeof deliveryLog.query>[0]) => found(deliveryLog, query);
  expect(await finds({})).toEqual([idD, idC, idB, idA]);
  expect(await finds({ endpoints: ["crm-2"] })).toEqual([idB]);
  expect(await finds({ endpoints: ["crm", "crm-2"], states: ["delivered", "retry"] })).toEqual([idB, idA]);
  expect(await finds({ endpoints: [] })).toEqual([]);
  expect(await finds({ types: ["ringing"] })).toEqual([idB]);
  expect(await finds({ states: ["gave-up"] })).toEqual([idC]);
  expect(await finds({ states: ["waiting"] })).toEqual([idD]);
  expect(await finds({ user: "102" })).toEqual([idB]);
  expect(await finds({ user: "10" })).toEqual([]);
  expect(await finds({ mirror: false })).toEqual([idD, idB, idA]);
  expect(await finds({ test: true })).toEqual([idD]);
  expect(await finds({ callId: "2601" })).toEqual([idD, idC, idB, idA]);
  expect(await finds({ callId: "260116" })).toEqual([idC]);
  expect(await finds({ callId: "260116080000_7-" })).toEqual([idC]);
  expect(await finds({ callId: "260116080000_7-1" })).toEqual([]);
  expect(await finds({ fromMs: startMs + 1000, toMs: startMs + 2000 })).toEqual([idB]);
  expect(await finds({ text: "müller", states: ["gave-up"] })).toEqual([idC]);
  expect(await finds({ callId: "2601", fromMs: startMs + 1500, mirror: false })).toEqual([idD]);
});

test.each(["5678", "030 12345678", "+49 30 12345678", "0049 (30) 123-45678", "12345678"])(
  "the number %j finds the caller",
  async (number) => {
    const { deliveryLog } = openLog();
    const record = put(deliveryLog, delivery());
    put(deliveryLog, delivery({ caller: "4940999" }));
    put(deliveryLog, delivery({ caller: "" }));
    expect(await found(deliveryLog, { number })).toEqual([record.eventId]);
  },
);

test("free text finds words of request, answer, error and name", async () => {
  const { deliveryLog } = openLog();
  const url = "https://crm.example.com/in?key=***&title=Incoming%20call%20from%20M%C3%BCnchen";
  const get = delivery({ method: "GET", url, fields: "title=Incoming", callerName: 'O\'Neill "Bob" 李小龍' });
  put(deliveryLog, get, failedAttempt(get), attempt(get, { attempt: 2, answer: "Saved as ticket #4711" }));
  put(deliveryLog, delivery({ callerName: "Anna" }));

  const hit = [get.eventId];
  for (const text of [
    "münchen",
    "Munchen",
    "ticket 4711",
    '"nothing listens"',
    '"listens at" ticket',
    "10.0.0.5:8080",
    "tick*",
    "O'Neill",
    "李小龍",
    get.eventId.toLowerCase(),
  ]) {
    expect(await found(deliveryLog, { text }), text).toEqual(hit);
  }
  for (const text of ["tick", '"listens nothing"', "ticket anna", "absent"]) {
    expect(await found(deliveryLog, { text }), text).toEqual([]);
  }
});

test("text that looks like a query language is only text", async () => {
  const { deliveryLog } = openLog();
  put(deliveryLog, delivery());
  for (const text of [
    '"',
    '""',
    "*",
    "a AND",
    "NEAR(",
    "facts:sdelivered",
    "^x",
    "- NOT -",
    "';--",
    "\0",
    "(",
    "müller)",
  ]) {
    expect(await deliveryLog.query({ text }), text).toMatchObject({ ok: true });
  }
  expect(await found(deliveryLog, { text: "facts:swaiting" })).toEqual([]);
});

test("counts per endpoint and state follow each change", async () => {
  const { deliveryLog } = openLog();
  const a = delivery();
  put(deliveryLog, a, failedAttempt(a));
  put(deliveryLog, delivery());
  put(deliveryLog, delivery({ endpoint: "desk" }));
  expect(valueOf(await deliveryLog.counts())).toEqual([
    { endpoint: "crm", state: "retry", count: 1 },
    { endpoint: "crm", state: "waiting", count: 1 },
    { endpoint: "desk", state: "waiting", count: 1 },
  ]);
  deliveryLog.record(attempt(a, { attempt: 2 }));
  expect(valueOf(await deliveryLog.counts())).toContainEqual({
    endpoint: "crm",
    state: "delivered",
    count: 1,
  });
  expect(valueOf(await deliveryLog.counts()).map(({ state }) => state)).not.toContain("retry");
  expect(valueOf(await deliveryLog.total({ endpoints: ["crm"] }))).toEqual({ count: 2, more: false });
});

test("what is sent again waits again, and keeps its story", async () => {
  const { deliveryLog } = openLog();
  const record = delivery();
  put(deliveryLog, record, attempt(record));
  const [row] = valueOf(await deliveryLog.query({})).rows;
  deliveryLog.replayed([{ logId: row!.id, eventId: row!.eventId, deadlineAtMs: startMs + 500_000 }]);
  expect(valueOf(await deliveryLog.query({})).rows[0]).toMatchObject({ state: "waiting", replayed: true });
  expect(valueOf(await deliveryLog.delivery(row!.id))).toMatchObject({ deadlineAtMs: startMs + 500_000 });
  deliveryLog.record(attempt(record, { replay: true, atMs: startMs + 99_000 }));
  const detail = valueOf(await deliveryLog.delivery(row!.id));
  expect(detail).toMatchObject({ state: "delivered", attempts: 2 });
  expect(detail?.tries.map(({ replay }) => replay)).toEqual([false, true]);
  expect(await found(deliveryLog, { replayed: true })).toEqual([record.eventId]);
});

test("frozen requests come back oldest first, byte for byte", async () => {
  const { deliveryLog } = openLog();
  const body = '{"name":"\u0001\u2028 \ud83d\ude00 ü"}';
  const first = put(deliveryLog, delivery({ body }));
  const get = put(deliveryLog, delivery({ method: "GET", fields: "a=1&b=%20" }));
  const ids = valueOf(await deliveryLog.query({})).rows.map(({ id }) => id);
  const frozen = valueOf(await deliveryLog.frozen(ids));
  expect(frozen.map(({ eventId }) => eventId)).toEqual([first.eventId, get.eventId]);
  expect(frozen[0]).toMatchObject({ body, contentType: "application/json", method: "POST", seq: 1 });
  expect(frozen[1]).toMatchObject({ fields: "a=1&b=%20", method: "GET" });
});

test("whoever follows the log hears of each event that something was noted about", async () => {
  const { deliveryLog } = openLog();
  const heard: string[] = [];
  const end = deliveryLog.onNoted((eventId) => heard.push(eventId));
  const record = put(deliveryLog, delivery({ test: true, simulated: true }));
  expect(heard.splice(0)).toEqual([record.eventId]);
  deliveryLog.record(attempt(record, { test: true }));
  const [row] = valueOf(await deliveryLog.query({ eventIds: [record.eventId] })).rows;
  deliveryLog.replayed([{ logId: row!.id, eventId: row!.eventId }]);
  expect(heard.splice(0)).toEqual([record.eventId, record.eventId]);
  end();
  put(deliveryLog, delivery());
  expect(heard).toEqual([]);
});
