/** One browser and one service for all tests of a file: `const stage = useStage()`. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchBrowser } from "../screenshots/browser.ts";
import { type MonitorWindow, openWindow, type WindowOptions } from "./window.ts";
import { createWorld, type World, type WorldOptions } from "./world.ts";

export interface Stage {
  readonly browser: Browser;
  readonly world: World;
  readonly url: string;
  /** Closed after the test, which fails when the page complained. */
  open(place?: string, options?: WindowOptions): Promise<MonitorWindow>;
}

/** Returns how to get at it from inside of tests. */
export function useStage(options: WorldOptions = {}): () => Stage {
  const shared: { stage?: Stage } = {};
  const windows: MonitorWindow[] = [];
  beforeAll(async () => {
    const world = await createWorld(options);
    const [browser, url] = await Promise.all([launchBrowser(), world.start()]);
    await world.untilConnected();
    const open: Stage["open"] = async (place, windowOptions) => {
      const opened = await openWindow(browser, url, place, windowOptions);
      windows.push(opened);
      return opened;
    };
    shared.stage = { browser, world, url, open };
  }, 60_000);
  afterEach(async () => {
    for (const each of windows.splice(0)) await each.close();
  });
  afterAll(async () => {
    await shared.stage?.browser.close();
    await shared.stage?.world.stop();
  });
  return () => {
    if (shared.stage === undefined) throw new Error("Ask for the stage inside of a test.");
    return shared.stage;
  };
}
