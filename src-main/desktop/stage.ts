/** Who speaks to the windows now: the engine, or whoever stands in for it while it does not run. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { Source } from "../../src-shared/rpc/broadcast.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import type { EngineStart, EngineState } from "./engine-switch.ts";
import type { FindRecording } from "./page/recording-stream.ts";

export interface Stage {
  /** Takes the channel of a window. */
  readonly accept: (channel: Channel) => void;
  readonly source: Pick<Source<typeof contract>, "snapshot" | "subscribe">;
  readonly findRecording: FindRecording;
  readonly openCalls: () => number;
  stop(): Promise<void>;
}

/** How `main.ts` makes them. */
export interface StageMaker {
  readonly startEngine: () => Promise<EngineStart<Stage>>;
  readonly openStandby: (state: EngineState) => Promise<Stage>;
}
