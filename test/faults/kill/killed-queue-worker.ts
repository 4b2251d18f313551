/** The thread of queue.db, which ends the process at the planned moment and tidies all the time. */
import { createQueueDatabase } from "../../../src-main/store/queue/queue-database.ts";
import { serve } from "../../../src-main/store/sqlite-worker/serve.ts";
import { createCheckpointKiller } from "./checkpoint-killer.ts";
import { dieAt } from "./plan.ts";

const queue = createQueueDatabase({
  beforeCommit: dieAt("before-commit"),
  afterCommit: dieAt("after-commit"),
});
const killer = createCheckpointKiller();
let commits = 0;

serve({
  ...queue,
  commit(input: Parameters<typeof queue.commit>[0]) {
    const done = queue.commit(input);
    commits += 1;
    if (commits % 5 === 0) killer.during(() => queue.tidy(undefined));
    return done;
  },
  close: (input) => killer.during(() => queue.close(input)),
});
