// What a program without checks and order would do with what waits: open the file, read it, send one.
import { once } from "node:events";
import { request } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { answer, machineMs } from "../child.ts";

const questions = {
  /** Returns when everything was read. */
  async run({ path, url }: { path: string; url: string }) {
    const db = new DatabaseSync(path);
    const select = db.prepare(
      "SELECT * FROM event JOIN delivery ON delivery.event = event.n ORDER BY event.n, delivery.n",
    );
    select.setReturnArrays(true);
    const rows = select.all();
    const openAtMs = machineMs();
    const sent = request(`${url}/bare`, { method: "POST" });
    sent.end(JSON.stringify(rows[0]));
    const [response] = await once(sent, "response");
    response.resume();
    db.close();
    return openAtMs;
  },
};

export type BareQueueQuestions = typeof questions;
answer(questions);
