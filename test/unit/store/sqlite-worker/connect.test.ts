import { afterEach, describe, expect, it } from "vitest";
import { connectWorker } from "../../../../src-main/store/sqlite-worker/connect.ts";
import type { Counter } from "./counter-worker.ts";

describe("a SQLite module in a thread of its own", () => {
  const opened: { close(): Promise<void> }[] = [];
  const connect = () => {
    const connection = connectWorker<Counter>(new URL("./counter-worker.ts", import.meta.url), "counter");
    opened.push(connection);
    return connection;
  };
  afterEach(async () => {
    for (const connection of opened.splice(0)) await connection.close();
  });

  it("answers calls in their order", async () => {
    const counter = connect();
    const answers = await Promise.all([1, 2, 3].map((amount) => counter.call("add", { amount })));
    expect(answers).toEqual([1, 3, 6].map((value) => ({ ok: true, value })));
  });

  it("gives what is thrown as data", async () => {
    const counter = connect();
    const failed = await counter.call("fail", undefined);
    expect(failed).toEqual({ ok: false, failure: { kind: "refused", reason: "no such table: missing" } });
    const thrown = await counter.call("throwText", undefined);
    expect(thrown).toEqual({ ok: false, failure: { kind: "refused", reason: "not that way" } });
    expect(await counter.call("add", { amount: 5 })).toEqual({ ok: true, value: 5 });
  });

  it("says that the thread ended, to whoever waits and whoever comes later", async () => {
    const counter = connect();
    const crashed = { ok: false, failure: { kind: "crashed" } };
    const answers = await Promise.all([counter.call("crash", undefined), counter.call("add", { amount: 1 })]);
    expect(answers).toMatchObject([crashed, crashed]);
    expect(await counter.call("add", { amount: 1 })).toMatchObject(crashed);
    await counter.close();
  });

  it("ends a thread whose answer cannot be read, and can be closed then", async () => {
    const counter = connect();
    const crashed = { ok: false, failure: { kind: "crashed" } };
    expect(await counter.call("tooDeep", undefined)).toMatchObject(crashed);
    await counter.close();
  });
});
