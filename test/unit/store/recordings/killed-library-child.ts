/** A process that adds recordings, makes them ready, and prints the number of each once that is kept, until it is killed. */
import { createRealClock } from "../../../../src-main/clock.ts";
import { createRecordingLibrary } from "../../../../src-main/store/recordings/recording-library.ts";
import { newRow } from "./new-row.ts";

const path = process.argv[2] ?? "";
const nothing = () => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const started = await createRecordingLibrary({ path, clock: createRealClock(), log });
if (!started.ok) throw new Error(started.sentence);
const { library } = started;
for (let n = 1; n < 100_000; n += 1) {
  const [row] = await library.add([newRow(n)]);
  if (row === undefined) throw new Error("Nothing was added.");
  // The next is on its way while this one is changed, so that the kill hits work of both kinds.
  const next = library.add([newRow(n + 1)]);
  await library.change([{ id: row.id, set: { state: "ready", mp3Name: `${n}.mp3`, mp3Bytes: 10 } }]);
  process.stdout.write(`${n}\n`);
  await next;
}
