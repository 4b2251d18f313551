/** `demo`: scenarios one after the other at a lively speed, each call's stages and each webhook as sent. */
import type { RecordingRow } from "../../src-shared/recordings/recording.ts";
import { createScaledClock } from "../clock.ts";
import type { DemoCommand } from "./command-line.ts";
import { createShow } from "./show.ts";
import { createStage } from "./stage.ts";

/** Clock time between two scenarios. */
const PAUSE_MS = 3000;
/** Scenarios with dozens of calls scroll too fast to be read; they are for `--once` and `--scenario`. */
const MOST_STEPS = 40;

export async function runLoop(
  command: DemoCommand,
  print: (text: string) => void,
  untilEnd: Promise<unknown>,
): Promise<0> {
  const clock = createScaledClock(command.speed);
  const { seed, faults, switches } = command;
  const stage = await createStage({ clock, seed, faults, switches, recordings: true });
  const show = createShow(print);
  let ended = false;
  show.intro(command.speed, faults);
  stage.engine.onEvent(show.event);
  stage.engine.onAttempt(show.attempt);
  stage.engine.onPbxState(show.pbxState);
  stage.engine.recordings?.onChange((rows) => {
    for (const row of rows) if (row.state === "sent") void showLink(row);
  });
  await stage.start();

  const one = command.scenarios.length === 1;
  const readable = command.scenarios.filter((each) => one || each.steps.length <= MOST_STEPS);
  const loop = async () => {
    for (let index = 0; !ended; index = (index + 1) % readable.length) {
      const scenario = readable[index];
      if (!scenario) return;
      await pause(PAUSE_MS);
      if (ended) return;
      show.scenario(scenario);
      await stage.player.play(scenario);
      await pause(PAUSE_MS);
    }
  };
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

  const shown = new Set<number>();
  const showLink = async (row: RecordingRow) => {
    const url = await stage.engine.recordings?.link(row.id);
    if (url === undefined || shown.has(row.id)) return;
    shown.add(row.id);
    show.recording(row, url);
  };

  void loop();
  await untilEnd;
  ended = true;
  show.outro(stage.engine.endpoints());
  await stage.stop();
  return 0;
}
