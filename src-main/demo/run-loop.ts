/** `demo`: scenarios one after the other, each call's stages and each webhook as sent; and the window in a browser. */
import type { RecordingRow } from "../../src-shared/recordings/recording.ts";
import { createScaledClock } from "../clock.ts";
import type { DemoCommand } from "./command-line.ts";
import { createShow } from "./show.ts";
import { startWholeProgram } from "./whole-program.ts";

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
  const show = createShow(print);
  let ended = false;
  show.intro(command.speed, faults);
  const whole = await startWholeProgram({ clock, seed, faults, switches, window: command.window });
  const { engine } = whole.program;
  engine.onEvent(show.event);
  engine.onAttempt(show.attempt);
  engine.onPbxState(show.pbxState);
  show.pbxState(engine.pbxState());
  engine.recordings?.onChange((rows) => {
    for (const row of rows) if (row.state === "sent") void showLink(row);
  });
  if (whole.windowUrl !== undefined) show.window(whole.windowUrl);
  if (whole.pageProblem !== undefined) show.noWindow(whole.pageProblem);

  const one = command.scenarios.length === 1;
  const readable = command.scenarios.filter((each) => one || each.steps.length <= MOST_STEPS);
  const loop = async () => {
    for (let index = 0; !ended; index = (index + 1) % readable.length) {
      const scenario = readable[index];
      if (!scenario) return;
      await pause(PAUSE_MS);
      if (ended) return;
      show.scenario(scenario);
      await whole.player.play(scenario);
      await pause(PAUSE_MS);
    }
  };
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

  const shown = new Set<number>();
  const showLink = async (row: RecordingRow) => {
    const url = await engine.recordings?.link(row.id);
    if (url === undefined || shown.has(row.id)) return;
    shown.add(row.id);
    show.recording(row, url);
  };

  void loop();
  await untilEnd;
  ended = true;
  whole.player.stop();
  show.outro(engine.endpoints());
  await whole.stop();
  return 0;
}
