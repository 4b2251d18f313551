/** The monitor on the https server: its page, its login, its socket, and whatever else stands behind the login. */
import type { Server } from "node:https";
import type { FastifyInstance } from "fastify";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { ServerSettings } from "../../../src-shared/settings/settings.ts";
import type { Guesses } from "../guesses.ts";
import { createDoor } from "./door.ts";
import { addPage, missingPage } from "./page.ts";
import { addSessionRoutes, createGuard, type MonitorGuard } from "./routes.ts";
import { openSocketGate, type SocketGateOptions } from "./socket-gate.ts";

export interface MonitorOptions {
  /** The built renderer with its index.html; `undefined` when this program has none. */
  readonly pageFolder: string | undefined;
  /** Takes each window that was let in. */
  readonly accept: SocketGateOptions["accept"];
  /** Adds routes for who has logged in, such as recordings for the player; `guard` goes in as `onRequest`. */
  readonly addRoutes?: (app: FastifyInstance<Server>, guard: MonitorGuard) => void;
}

export interface Monitor {
  /** Adds everything to a server that does not listen yet. */
  attach(app: FastifyInstance<Server>): void;
  apply(settings: ServerSettings): void;
}

export function createMonitor(
  options: MonitorOptions & {
    readonly settings: ServerSettings;
    readonly guesses: Guesses;
    readonly clock: Clock;
    readonly log: Logger;
  },
): Monitor {
  const door = createDoor(options);
  const guard = createGuard(door);
  let isToldMissing = false;

  function tellMissing({ monitor }: ServerSettings): void {
    const sentence = monitor && !isToldMissing ? missingPage(options.pageFolder) : undefined;
    if (sentence === undefined) return;
    isToldMissing = true;
    options.log.warn(sentence);
  }

  tellMissing(options.settings);
  return {
    attach(app) {
      addSessionRoutes(app, door);
      options.addRoutes?.(app, guard);
      addPage(app, door, options.pageFolder);
      const gate = openSocketGate(app.server, { ...options, door });
      app.addHook("preClose", async () => gate.close());
    },
    apply(settings) {
      door.apply(settings);
      tellMissing(settings);
    },
  };
}
