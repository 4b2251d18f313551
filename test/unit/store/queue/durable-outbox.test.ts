import { describe, expect, it } from "vitest";
import { accepted, describeOutbox } from "../outbox-conformance.ts";
import { useQueueFolders } from "./queue-folder.ts";

const newFolder = useQueueFolders();

for (const durability of ["full", "normal"] as const) {
  describeOutbox(`durable (${durability})`, async () => {
    const folder = newFolder();
    const outbox = await folder.open({ durability });
    return {
      outbox,
      async reopen() {
        await outbox.close();
        return folder.open({ durability });
      },
    };
  });
}

describe("a queue of more than one page", () => {
  it("is given page by page, in the order of acceptance, while what was given already is over", async () => {
    const folder = newFolder();
    const before = await folder.open();
    const ids = Array.from({ length: 4500 }, (_, n) => String(n));
    await before.accept(ids.map((id, n) => accepted(id, `chain ${n % 100}`, n, ["crm"])));
    await before.close();
    const outbox = await folder.open();
    const given: string[][] = [];
    await outbox.eachPending((events) => {
      given.push(events.map(({ id }) => id));
      void outbox.settle(
        events.map(({ id }) => ({ eventId: id, endpoint: "crm", state: "delivered", attempts: 1 })),
      );
      return true;
    });
    expect(given.length).toBeGreaterThan(1);
    expect(given.flat()).toEqual(ids);
    await outbox.close();
    expect((await (await folder.open()).loadPending()).events).toEqual([]);
  });
});
