/** The engine of this computer with whoever stands in for it: one of them speaks at any time, or is about to. */
import type { Channel } from "../../src-shared/rpc/channel.ts";
import { createEngineSwitch, type EngineState } from "./engine-switch.ts";
import { followEngine } from "./follow/follow-engine.ts";
import type { WatchedState } from "./follow/watched-state.ts";
import type { Stage, StageMaker } from "./stage.ts";

export interface LocalHostOptions extends StageMaker {
  /** The state of the engine, or what it tells, has changed. */
  readonly onChange: () => void;
}

export interface LocalHost {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends with nobody standing in. */
  end(): Promise<void>;
  engine(): EngineState;
  watched(): WatchedState | undefined;
  openCalls(): number;
  /** Waits until somebody speaks. */
  accept(channel: Channel): void;
  stage(): Promise<Stage>;
}

export function createLocalHost({ startEngine, openStandby, onChange }: LocalHostOptions): LocalHost {
  let watched: WatchedState | undefined;
  let stopFollowing = () => {};
  let standby: Stage | undefined;
  let speaking = Promise.withResolvers<Stage>();
  let ended = false;

  const engine = createEngineSwitch<Stage>({
    start: startEngine,
    onState(state) {
      stopFollowing();
      stopFollowing = () => {};
      watched = undefined;
      const running = engine.running();
      if (state.kind === "running" && running !== undefined) speak(running);
      else if (state.kind === "stopped" || state.kind === "failed") void standIn(state);
      else void fallSilent();
      onChange();
    },
  });

  function speak(stage: Stage): void {
    stopFollowing = followEngine(stage.source, (next) => {
      watched = next;
      onChange();
    });
    speaking.resolve(stage);
  }

  /** Windows that come now wait for the next one who speaks. */
  async function fallSilent(): Promise<void> {
    speaking = Promise.withResolvers<Stage>();
    const leaving = standby;
    standby = undefined;
    await leaving?.stop();
  }

  async function standIn(state: EngineState): Promise<void> {
    // One who stood in for a failed start knows nothing of the present state.
    if (standby !== undefined) await fallSilent();
    if (ended || engine.state() !== state) return;
    const opened = await openStandby(state);
    if (ended || engine.state() !== state) return opened.stop();
    standby = opened;
    speak(opened);
  }

  return {
    start: engine.start,
    stop: engine.stop,
    async end() {
      ended = true;
      await engine.stop();
      stopFollowing();
      await standby?.stop();
    },
    engine: engine.state,
    watched: () => watched,
    openCalls: () => engine.running()?.openCalls() ?? 0,
    accept: (channel) => void speaking.promise.then((stage) => stage.accept(channel)),
    stage: () => speaking.promise,
  };
}
