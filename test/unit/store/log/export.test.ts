import { describe, expect, test } from "vitest";
import type { ExportFormat } from "../../../../src-main/store/log/export-rows.ts";
import { csvCell } from "../../../../src-main/store/log/export-rows.ts";
import type { LogDetail, LogFilter } from "../../../../src-shared/webhooks/log-query.ts";
import type { DeliveryLog } from "../../../../src-main/store/log/create-delivery-log.ts";
import { attempt, delivery, failedAttempt, openLog, put, startMs } from "./log-fixture.ts";

async function exported(log: DeliveryLog, format: ExportFormat, filter: LogFilter = {}): Promise<string> {
  let text = "";
  for await (const piece of log.export(filter, format)) text += piece;
  return text;
}

/** RFC 4180, read strictly. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null)
      throw new Error(`No CSV at ${cell.lastIndex}: ${text.slice(cell.lastIndex, cell.lastIndex + 40)}`);
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

describe("CSV", () => {
  test("holds a line for each delivery that a standard reader takes apart again", async () => {
    const { deliveryLog } = openLog();
    const name = 'Müller, "Hans"\r\n; Söhne';
    const first = delivery({ callerName: name, atMs: startMs });
    put(deliveryLog, first, failedAttempt(first), attempt(first, { attempt: 2 }));
    put(deliveryLog, delivery({ atMs: startMs + 1, caller: "" }));
    const text = await exported(deliveryLog, "csv");
    expect(text.startsWith("\uFEFFaccepted,endpoint,event,id,")).toBe(true);
    const [head, waiting, done, ...rest] = parseCsv(text.slice(1));
    expect(rest).toEqual([]);
    expect(waiting).toHaveLength(head?.length ?? 0);
    const cells = Object.fromEntries((head ?? []).map((column, at) => [column, done?.[at]]));
    expect(cells).toMatchObject({
      accepted: "2026-01-15T12:00:00.000Z",
      endpoint: "crm",
      event: "ended",
      number: "493012345678",
      name,
      state: "delivered",
      status: "200",
      attempts: "2",
      "webhook-id": first.eventId,
      test: "no",
      probe: "no",
      simulated: "no",
    });
  });

  test("tells simulated calls and probes from the others", async () => {
    const { deliveryLog } = openLog();
    const record = put(deliveryLog, delivery({ simulated: true }));
    deliveryLog.record(failedAttempt(record, { probe: true }));
    const [head = [], line = []] = parseCsv((await exported(deliveryLog, "csv")).slice(1));
    expect([line[head.indexOf("probe")], line[head.indexOf("simulated")]]).toEqual(["yes", "yes"]);
  });

  test.each(["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])("takes the sting out of %j", (text) => {
    expect(csvCell(text).replace(/^"/, "").startsWith("'")).toBe(true);
  });

  test("leaves harmless text and numbers alone", () => {
    expect(["abc", "4930", -5, "a=b", ""].map(csvCell)).toEqual(["abc", "4930", "-5", "a=b", ""]);
  });

  test("of an empty log is its head", async () => {
    const { deliveryLog } = openLog();
    expect(parseCsv(await exported(deliveryLog, "csv"))).toHaveLength(1);
  });
});

describe("JSON lines", () => {
  test("hold everything, one delivery a line, whatever the texts are", async () => {
    const { deliveryLog } = openLog();
    const record = delivery({ callerName: "line\nbreak\u2028\u0000" });
    put(deliveryLog, record, failedAttempt(record), attempt(record, { attempt: 2, answer: "a\r\nb" }));
    put(deliveryLog, delivery());
    const lines = (await exported(deliveryLog, "json-lines")).split("\n");
    expect(lines.at(-1)).toBe("");
    const rows = lines.slice(0, -1).map((line): LogDetail => JSON.parse(line));
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      callerName: "line\nbreak\u2028\u0000",
      request: { body: record.body },
      tries: [{ result: "retry" }, { result: "delivered", answer: "a\r\nb" }],
    });
  });

  test("go through more than one page, follow the filter, and leave out what comes meanwhile", async () => {
    const { deliveryLog } = openLog();
    for (let n = 0; n < 450; n += 1) put(deliveryLog, delivery({ endpoint: n % 3 === 0 ? "desk" : "crm" }));
    const ids = new Set<string>();
    for await (const piece of deliveryLog.export({ endpoints: ["crm"] }, "json-lines")) {
      for (const line of piece.split("\n").slice(0, -1)) ids.add(JSON.parse(line).eventId);
      put(deliveryLog, delivery({ atMs: startMs + 1_000_000 }));
    }
    expect(ids.size).toBe(300);
  });
});
