/** The engine in the desktop program: started, stopped and started again, one step after the other. */
import { reasonOf } from "../../src-shared/thrown.ts";

export type EngineState =
  | { readonly kind: "starting" | "running" | "stopping" | "stopped" }
  /** `sentence` says what is wrong and what to do; `settings`: a mistake in the settings is the reason. */
  | { readonly kind: "failed"; readonly sentence: string; readonly settings: boolean };

export type EngineStart<Running> =
  | { readonly ok: true; readonly running: Running }
  | { readonly ok: false; readonly sentence: string; readonly settings: boolean };

export interface EngineSwitchOptions<Running extends { stop(): Promise<void> }> {
  /** May reject; that is a failure to start as well. */
  readonly start: () => Promise<EngineStart<Running>>;
  readonly onState: (state: EngineState) => void;
}

export interface EngineSwitch<Running> {
  /** Does nothing while it runs. Resolves when it runs, or has failed to. */
  start(): Promise<void>;
  /** Resolves when it is at rest, also when stopping went wrong. */
  stop(): Promise<void>;
  state(): EngineState;
  running(): Running | undefined;
}

export function createEngineSwitch<Running extends { stop(): Promise<void> }>({
  start,
  onState,
}: EngineSwitchOptions<Running>): EngineSwitch<Running> {
  let state: EngineState = { kind: "stopped" };
  let running: Running | undefined;
  let queue = Promise.resolve();

  function show(next: EngineState): void {
    state = next;
    onState(next);
  }

  async function startNow(): Promise<void> {
    if (running !== undefined) return;
    show({ kind: "starting" });
    const started = await start().catch((error: unknown) => unexpected(error));
    if (started.ok) {
      ({ running } = started);
      return show({ kind: "running" });
    }
    const { sentence, settings } = started;
    show({ kind: "failed", sentence, settings });
  }

  async function stopNow(): Promise<void> {
    const stopping = running;
    if (stopping !== undefined) {
      running = undefined;
      show({ kind: "stopping" });
      await stopping.stop().catch(() => undefined);
    }
    if (state.kind !== "stopped") show({ kind: "stopped" });
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    queue = queue.then(work);
    return queue;
  }

  return {
    start: () => inTurn(startNow),
    stop: () => inTurn(stopNow),
    state: () => state,
    running: () => running,
  };
}

function unexpected(error: unknown): {
  readonly ok: false;
  readonly sentence: string;
  readonly settings: false;
} {
  const reason = reasonOf(error);
  return { ok: false, sentence: `3CX Webhook could not start: ${reason}`, settings: false };
}
