/** A log of the first version is taken over: its rows stay, and say that some things were not kept yet. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { logMigrations } from "../../../../src-main/store/log/schema.ts";
import { migrate } from "../../../../src-main/store/sqlite-worker/migrate.ts";
import { attempt, delivery, logFolder, openLog, put, startMs, valueOf } from "./log-fixture.ts";

function firstVersion(path: string): void {
  const db = new DatabaseSync(path);
  migrate(db, logMigrations.slice(0, 1), path);
  db.exec(`
    INSERT INTO delivery VALUES (${startMs * 2048}, '01OLD', 'crm', 'ended', 'c', 'c-1', 1, '49', 'Jo', '101',
      'delivered', 200, NULL, ${startMs}, ${startMs}, ${startMs}, NULL, 38, 1, 0, 0, 0);
    INSERT INTO request VALUES (${startMs * 2048}, 'POST', NULL, 'https://a/', 'https://a/', '', '{}', '{}', 1);
    INSERT INTO attempt VALUES (1, ${startMs * 2048}, ${startMs}, 1, 'delivered', 200, 'ok', NULL,
      1, 3, 20, 38, NULL, 0)`);
  db.close();
}

test("old rows are read without what was not kept, and new ones beside them with it", async () => {
  const path = join(logFolder(), "log.db");
  firstVersion(path);
  const { deliveryLog } = openLog({ path });
  const [row] = valueOf(await deliveryLog.query({})).rows;
  expect(row).toMatchObject({ eventId: "01OLD", state: "delivered" });
  const old = valueOf(await deliveryLog.delivery(row!.id));
  expect(old).not.toHaveProperty("deadlineAtMs");
  expect(old?.tries).toEqual([
    {
      ...{ atMs: startMs, attempt: 1, result: "delivered", status: 200, answer: "ok", replay: false },
      phases: { queueMs: 1, connectMs: 3, firstByteMs: 20, totalMs: 38 },
    },
  ]);
  const record = delivery({ atMs: startMs + 5000 });
  const answerFacts = { headers: "", headersLeft: 0, bytes: 2, more: false };
  put(deliveryLog, record, attempt(record, { answerFacts }));
  const [fresh] = valueOf(await deliveryLog.query({})).rows;
  const { tries } = valueOf(await deliveryLog.delivery(fresh!.id)) ?? { tries: [] };
  expect(tries).toMatchObject([{ headers: [], answerBytes: 2 }]);
});
