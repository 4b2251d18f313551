/** One window's program and all around it for the tests of a file: `const stage = useStage()`. */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { buildDesktop } from "../desktop/build.ts";
import { type LaunchedApp, launchDesktop } from "../desktop/harness/launch.ts";
import { listenTo } from "../integration/service-process.ts";
import { launchBrowser } from "../screenshots/browser.ts";
import { type MonitorWindow, openDesktopWindow, openWindow, type WindowOptions } from "./window.ts";
import { createWorld, type World, type WorldOptions } from "./world.ts";

/**
 * Where the window runs: in a browser over the service's socket, or in the desktop program over its preload script,
 * with its own engine, only Electron itself being a fake.
 */
export const surfaces = ["browser", "desktop"] as const;
export type Surface = (typeof surfaces)[number];

export interface Stage {
  readonly browser: Browser;
  readonly world: World;
  readonly url: string;
  /** Closed after the test, which fails when the page complained. */
  open(place?: string, options?: WindowOptions): Promise<MonitorWindow>;
}

/** Returns how to get at it from inside of tests. */
export function useStage(options: WorldOptions & { readonly surface?: Surface } = {}): () => Stage {
  const shared: { stage?: Stage; app?: LaunchedApp } = {};
  const windows: MonitorWindow[] = [];
  const { surface = "browser", ...worldOptions } = options;
  beforeAll(async () => {
    const browser = await launchBrowser();
    const startDesktop = async (args: readonly string[]) => {
      shared.app = await launchDesktop({
        ...{ browser, args },
        out: await buildDesktop(),
        env: homeOf(args),
      });
      return listenTo(shared.app.child);
    };
    const launch = surface === "browser" ? {} : { launch: startDesktop };
    const world = await createWorld({ ...launch, ...worldOptions });
    const url = await world.start();
    if (options.setUp !== false) await world.untilConnected();
    const open: Stage["open"] = async (place, windowOptions) => {
      const opened = await (shared.app === undefined
        ? openWindow(browser, url, place, windowOptions)
        : openDesktopWindow(shared.app, place, windowOptions));
      windows.push(opened);
      return opened;
    };
    shared.stage = { browser, world, url, open };
  });
  afterEach(async () => {
    for (const each of windows.splice(0)) await each.close();
  });
  afterAll(async () => {
    await shared.app?.stop();
    await shared.stage?.browser.close();
    await shared.stage?.world.stop();
  });
  return () => {
    if (shared.stage === undefined) throw new Error("Ask for the stage inside of a test.");
    return shared.stage;
  };
}

/** Beside the data folder, so that nothing of this machine's user is read or written. */
function homeOf(args: readonly string[]): Record<string, string> {
  return { XDG_CONFIG_HOME: join(args.at(-1) ?? "", "../config") };
}
