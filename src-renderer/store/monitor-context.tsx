/** How components reach the engine's state and ask the engine for something. */
import { createContext, useContext, useEffect, useRef, type ReactNode } from "react";
import { useStore } from "zustand";
import { useNow } from "../ui/ticker.ts";
import type { ConnectionState, MonitorClient, MonitorEvent } from "./monitor-client.ts";
import type { MonitorConnection, MonitorState } from "./monitor-store.ts";
import type { EngineSlices } from "./slices.ts";

interface Monitor {
  readonly client: MonitorClient;
  readonly connection: MonitorConnection;
}

const MonitorContext = createContext<Monitor | undefined>(undefined);

export function MonitorProvider({
  client,
  connection,
  children,
}: Monitor & { readonly children: ReactNode }) {
  return <MonitorContext value={{ client, connection }}>{children}</MonitorContext>;
}

function useMonitorOf(): Monitor {
  const monitor = useContext(MonitorContext);
  if (monitor === undefined) throw new Error("MonitorProvider is missing above this component.");
  return monitor;
}

/** A part of the window's state, such as `useMonitor((state) => state.changesPerS)`. */
export function useMonitor<Part>(select: (state: MonitorState) => Part): Part {
  return useStore(useMonitorOf().connection.store, select);
}

/**
 * A part of the engine's state, such as `useEngine((engine) => engine.endpoints)`. Views are shown only
 * once there is a snapshot; components above them must use `useMonitor`.
 */
export function useEngine<Part>(select: (engine: EngineSlices) => Part): Part {
  return useMonitor(({ engine }) => {
    if (engine === undefined) throw new Error("A view was shown before the first snapshot.");
    return select(engine);
  });
}

/** To ask the engine: `const answer = await client.request("log.page", { limit: 50 }, { signal })`. */
export function useClient(): MonitorClient {
  return useMonitorOf().client;
}

type Named<Name extends MonitorEvent["event"]> = Extract<MonitorEvent, { readonly event: Name }>;

/** Hears one kind of event as it comes: `useEngineEvent("log-rows", ({ data }) => …)`, for what is no part of the state. */
export function useEngineEvent<Name extends MonitorEvent["event"]>(
  name: Name,
  listener: (event: Named<Name>) => void,
): void {
  const { connection } = useMonitorOf();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(
    () =>
      connection.onEvent((event) => {
        if (isNamed(event, name)) latest.current(event);
      }),
    [connection, name],
  );
}

function isNamed<Name extends MonitorEvent["event"]>(event: MonitorEvent, name: Name): event is Named<Name> {
  return event.event === name;
}

export function useConnection(): ConnectionState {
  return useMonitor((state) => state.connection);
}

/** Whether what is shown may be out of date: the connection is not there. */
export function useIsStale(): boolean {
  return useMonitor((state) => state.connection.kind !== "connected");
}

/** The engine's clock, once a second; stands still while the connection is lost. */
export function useEngineNow(): number {
  const nowMs = useNow();
  const offsetMs = useMonitor((state) => state.clockOffsetMs);
  const stoppedAtMs = useMonitor((state) =>
    state.connection.kind === "connected" ? undefined : state.confirmedAtMs,
  );
  return (stoppedAtMs ?? nowMs) + offsetMs;
}
