import { describe, expect, it } from "vitest";
import { accepted, describeOutbox, pendingWith } from "../outbox-conformance.ts";
import { useEngineOutboxes } from "./engine-outboxes.ts";
import { postgresPrograms, usePostgresServer, withoutPostgres } from "./postgres-server.ts";

describe.skipIf(postgresPrograms === undefined)(`the shared queue of engines${withoutPostgres}`, () => {
  const server = usePostgresServer();
  const engines = useEngineOutboxes(server);

  describeOutbox("PostgreSQL", async () => {
    const name = engines.newName();
    const outbox = await engines.open(name);
    return {
      outbox,
      async reopen() {
        await outbox.close();
        return engines.open(name);
      },
    };
  });

  it("keeps what engines accept apart, also of the same call", async () => {
    const [first, second] = [await engines.open("pbx-a"), await engines.open("pbx-b")];
    await first.accept([accepted("1", "a", 1, ["crm"])], { put: [{ key: "k", json: "1" }], remove: [] });
    await second.accept([accepted("1", "a", 7, ["crm"])]);
    await second.settle([{ eventId: "1", endpoint: "crm", state: "delivered", attempts: 1 }]);
    expect((await pendingWith(first)).map(({ seq }) => seq)).toEqual([1]);
    expect(await pendingWith(second)).toEqual([]);
    expect((await second.loadDocuments()).documents).toEqual([]);
    expect((await second.loadPending()).lastSeqs).toEqual([{ chainId: "a", seq: 7 }]);
  });

  it("refuses a second engine of the same name with a sentence that names the key", async () => {
    await engines.open("twice");
    const sentence = await engines.refusal("twice");
    expect(sentence).toContain("the name twice");
    expect(sentence).toContain("engine in [delivery]");
  });

  it("says what to look at when there is no server", async () => {
    const url = "postgres://somebody:hidden@127.0.0.1:1/webhooks";
    const sentence = await engines.refusal("any", { url });
    expect(sentence).toContain("127.0.0.1:1/webhooks cannot be opened");
    expect(sentence).toContain("queue_url");
    expect(sentence).not.toContain("hidden");
  });

  it("claims nothing while the server is away, and keeps everything in order when it is back", async () => {
    const name = engines.newName();
    const outbox = await engines.open(name);
    await outbox.accept([accepted("1", "a", 1, ["crm"])]);
    await server().stop("crash");
    let kept = 0;
    const accepts = ["2", "3", "4"].map((id) =>
      outbox.accept([accepted(id, "a", Number(id), ["crm"])]).then(() => (kept += 1)),
    );
    while (engines.alarms.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kept).toBe(0);
    expect(engines.alarms[0]).toMatchObject({ kind: "unwritable", state: "raised" });
    await server().start();
    await Promise.all(accepts);
    expect(engines.alarms.at(-1)).toMatchObject({ kind: "unwritable", state: "cleared" });
    expect((await pendingWith(outbox)).map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
  });

  it("does not use tables of a newer program", async () => {
    await engines.open(engines.newName());
    await server().ask("UPDATE webhook.layout SET version = version + 1");
    expect(await engines.refusal(engines.newName())).toContain("Update this program");
    await server().ask("UPDATE webhook.layout SET version = version - 1");
  });

  it("lets many engines make the tables at the same time", async () => {
    await server().ask("DROP SCHEMA webhook CASCADE");
    const names = Array.from({ length: 6 }, () => engines.newName());
    const outboxes = await Promise.all(names.map((name) => engines.open(name)));
    await Promise.all(outboxes.map((outbox) => outbox.accept([accepted("1", "a", 1, ["crm"])])));
    expect(await server().ask("SELECT count(*)::int AS lanes FROM webhook.lane")).toEqual([{ lanes: 6 }]);
  });

  it("leaves nothing behind of what is over", async () => {
    const outbox = await engines.open(engines.newName());
    await server().ask("TRUNCATE webhook.lane CASCADE");
    await outbox.accept([accepted("1", "a", 1, ["crm", "other"]), accepted("2", "b", 1, ["crm"])]);
    for (const [eventId, endpoint] of [
      ["1", "crm"],
      ["1", "other"],
      ["2", "crm"],
    ] as const) {
      await outbox.settle([{ eventId, endpoint, state: "expired", attempts: 0 }]);
    }
    expect(await server().ask("SELECT 1 FROM webhook.lane")).toEqual([]);
  });
});
