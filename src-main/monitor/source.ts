/**
 * The state of the engine as numbered events, for all windows. Each part of the snapshot is looked at once
 * a second while somebody watches, sooner when something happened, and told when it has changed.
 */
import type { contract, EventData, EventName } from "../../src-shared/contract/contract.ts";
import type { EndpointView, Snapshot } from "../../src-shared/contract/snapshot.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Source } from "../../src-shared/rpc/broadcast.ts";
import type { EventOf } from "../../src-shared/rpc/contract-shape.ts";

type Contract = typeof contract;
type Numbered = { readonly seq: number } & EventOf<Contract>;

export interface MonitorSource extends Source<Contract> {
  /** Something may have changed: looked at within a tenth of a second. */
  soon(): void;
  /** Told as it is: what is not found by looking. */
  tell<Name extends EventName>(event: Name, data: EventData<Name>): void;
  watched(): boolean;
  stop(): void;
}

/** Parts that are told whole when they differ from what was told before. */
const wholeParts = [
  "program",
  "pbx",
  "today",
  "recordings",
  "store",
  "problems",
  "settings",
  "simulation",
  "numbers",
] as const;

const lookEveryMs = 1000;
const soonMs = 100;

export function createMonitorSource(clock: Clock, snapshot: () => Snapshot): MonitorSource {
  const listeners = new Set<(event: Numbered) => void>();
  const told = new Map<string, string>();
  let seq = 0;
  let cancelLook = () => {};
  let cancelSoon: (() => void) | undefined;

  function tell<Name extends EventName>(event: Name, data: EventData<Name>): void {
    if (listeners.size === 0) return;
    seq += 1;
    // The name and its own data: the compiler cannot follow that through the union.
    const numbered = { seq, event, data } as unknown as Numbered;
    for (const listener of [...listeners]) listener(numbered);
  }

  /** Remembers what is seen; returns whether it differs. */
  function differs(part: string, value: unknown): boolean {
    const text = JSON.stringify(value);
    if (told.get(part) === text) return false;
    told.set(part, text);
    return true;
  }

  function look(): void {
    const now = snapshot();
    for (const part of wholeParts) if (differs(part, now[part])) tell(part, now[part]);
    tellEndpoints(now.endpoints);
  }

  function tellEndpoints(endpoints: readonly EndpointView[]): void {
    const order = endpoints.map(({ name }) => name);
    const changed = endpoints.filter((endpoint) => differs(`endpoint ${endpoint.name}`, endpoint));
    const moved = differs("order", order);
    if (changed.length === 0 && !moved) return;
    tell("endpoints", { changed, ...(moved ? { order } : {}) });
  }

  function lookAgain(): void {
    cancelLook = clock.after(lookEveryMs, () => {
      look();
      lookAgain();
    });
  }

  function begin(): void {
    told.clear();
    const now = snapshot();
    for (const part of wholeParts) differs(part, now[part]);
    for (const endpoint of now.endpoints) differs(`endpoint ${endpoint.name}`, endpoint);
    differs(
      "order",
      now.endpoints.map(({ name }) => name),
    );
    lookAgain();
  }

  function end(): void {
    cancelLook();
    cancelSoon?.();
    cancelSoon = undefined;
  }

  return {
    seq: () => seq,
    snapshot,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) begin();
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) end();
      };
    },
    soon() {
      if (listeners.size === 0) return;
      cancelSoon ??= clock.after(soonMs, () => {
        cancelSoon = undefined;
        look();
      });
    },
    tell,
    watched: () => listeners.size > 0,
    stop() {
      listeners.clear();
      end();
    },
  };
}
