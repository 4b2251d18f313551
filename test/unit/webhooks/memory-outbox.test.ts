import { createMemoryOutbox } from "../../../src-main/webhooks/memory-outbox.ts";
import { describeOutbox } from "../store/outbox-conformance.ts";

describeOutbox("memory", async () => {
  const outbox = createMemoryOutbox();
  return { outbox, reopen: async () => outbox };
});
