/**
 * A life of the queue, for somebody who watches its system calls: accepts events in batches, settles some, and
 * says each promise aloud, `accepted 12`, after it was given. Ends without closing anything.
 * Arguments: the folder, the durability, how many batches.
 */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import { createDurableOutbox } from "../../../src-main/store/queue/durable-outbox.ts";
import type { AcceptedEvent } from "../../../src-main/webhooks/types.ts";
import { accepted } from "../../unit/store/outbox-conformance.ts";

const [folder = "", durability = "full", batches = "0"] = process.argv.slice(2);
const silent = () => undefined;
const say = (text: string) => writeSync(1, `${text}\n`);

const started = await createDurableOutbox({
  path: join(folder, "queue.db"),
  durability: durability === "normal" ? "normal" : "full",
  clock: createRealClock(),
  log: { debug: silent, info: silent, warn: say, error: say },
  onAlarm: ({ sentence }) => say(sentence),
});
if (!started.ok) throw new Error(started.sentence);
const { outbox } = started;
await outbox.loadPending();

let last = 0;
for (let batch = 1; batch <= Number(batches); batch += 1) {
  const events: AcceptedEvent[] = [];
  for (let size = (batch % 3) + 1; size > 0; size -= 1) {
    last += 1;
    // Numbers sort as text, so ids are in the order of acceptance, like ULIDs. A chain lives for ten events.
    const id = String(last).padStart(6, "0");
    events.push(accepted(id, `c${Math.floor(last / 10)}`, (last % 10) + 1, ["crm", "kept"]));
  }
  const state = JSON.stringify({ last, padding: "x".repeat((batch * 97) % 3000) });
  await outbox.accept(events, { atMs: batch, put: [{ key: "state", json: state }], remove: [] });
  say(`accepted ${last}`);
  // What was delivered rides with a later commit, so its rows go away while the file is written to.
  void outbox.settle(
    events.map(({ id }) => ({ eventId: id, endpoint: "crm", state: "delivered", attempts: 1 })),
  );
}
process.kill(process.pid, "SIGKILL");
