import { expect, onTestFinished, test } from "vitest";
import { connectWorker } from "../../../../src-main/store/sqlite-worker/connect.ts";
import { type JoinedModules, shareThread } from "../../../../src-main/store/sqlite-worker/share-thread.ts";
import type { Counters } from "./counters-worker.ts";

function counters() {
  let threads = 0;
  const opened: { close(): Promise<void> }[] = [];
  const shared = shareThread<Counters>(() => {
    threads += 1;
    return connectWorker<JoinedModules>(new URL("./counters-worker.ts", import.meta.url), "counters");
  });
  onTestFinished(async () => {
    for (const connection of opened) await connection.close();
  });
  return {
    threads: () => threads,
    connect(name: keyof Counters) {
      const connection = shared.connect(name);
      opened.push(connection);
      return connection;
    },
  };
}

const crashed = { ok: false, failure: { kind: "crashed" } };

test("two modules answer from one thread, each with its own state", async () => {
  const { connect, threads } = counters();
  const [first, second] = [connect("first"), connect("second")];
  expect(await first.call("add", 2)).toEqual({ ok: true, value: 2 });
  expect(await second.call("add", 5)).toEqual({ ok: true, value: 5 });
  expect(await first.call("add", 1)).toEqual({ ok: true, value: 3 });
  expect(threads()).toBe(1);
});

test("nothing is started before somebody connects", () => {
  expect(counters().threads()).toBe(0);
});

test("who closes takes nobody else with it, however often", async () => {
  const { connect, threads } = counters();
  const [first, second] = [connect("first"), connect("second")];
  await first.close();
  await first.close();
  expect(await first.call("add", 1)).toMatchObject({ ok: false, failure: { reason: "It is closed." } });
  expect(await second.call("add", 5)).toEqual({ ok: true, value: 5 });
  expect(threads()).toBe(1);
});

test("the last one ends the thread; who comes later gets a new one", async () => {
  const { connect, threads } = counters();
  const [first, second] = [connect("first"), connect("second")];
  await Promise.all([first.close(), second.close()]);
  expect(await second.call("add", 1)).toMatchObject(crashed);
  expect(await connect("second").call("add", 7)).toEqual({ ok: true, value: 7 });
  expect(threads()).toBe(2);
});

test("a thread that ends by itself is replaced by one for all", async () => {
  const { connect, threads } = counters();
  const [first, second] = [connect("first"), connect("second")];
  await second.call("add", 1);
  expect(await first.call("crash", undefined)).toMatchObject(crashed);
  const again = connect("first");
  expect(await again.call("add", 1)).toEqual({ ok: true, value: 1 });
  // Told late, but told; it must not end what the other has by now.
  expect(await second.call("add", 1)).toMatchObject(crashed);
  await second.close();
  expect(await connect("second").call("add", 4)).toEqual({ ok: true, value: 4 });
  expect(await again.call("add", 1)).toEqual({ ok: true, value: 2 });
  expect(threads()).toBe(2);
});
