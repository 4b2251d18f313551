/** The connection to 3CX over changes of its settings: it is made anew then, and whoever uses it need not know. */
import { isDeepStrictEqual } from "node:util";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import { createPbx, type Pbx, type PbxOptions } from "../pbx/create-pbx.ts";

export interface PbxLine extends Omit<Pbx, "resyncSoon"> {
  /** Settings that have not changed leave the connection as it is. */
  apply(settings: PbxSettings): Promise<void>;
}

export interface PbxLineOptions extends PbxOptions {
  /** The connection before has ended, and the next has not begun: whatever was asked gets no answer. */
  readonly onLost: () => void;
}

export function createPbxLine(options: PbxLineOptions): PbxLine {
  let { settings } = options;
  let pbx = createPbx(options);
  return {
    start: () => pbx.start(),
    stop: () => pbx.stop(),
    async apply(next) {
      if (isDeepStrictEqual(next, settings)) return;
      settings = next;
      options.log.info("The connection to the PBX is made anew, because its settings changed.");
      await pbx.stop();
      options.onLost();
      pbx = createPbx({ ...options, settings });
      pbx.start();
    },
    state: () => pbx.state(),
    askCallLog: (fromMs, toMs) => pbx.askCallLog(fromMs, toMs),
    readCallLog: (...asked) => pbx.readCallLog(...asked),
    readAgain: () => pbx.readAgain(),
    recordings: {
      list: (...asked) => pbx.recordings.list(...asked),
      download: (...asked) => pbx.recordings.download(...asked),
    },
    busy: () => pbx.busy(),
  };
}
