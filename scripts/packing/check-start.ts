// Starts what is packed: the desktop program from the content of its archive, on the stand-in for Electron that its
// tests use; the service from its folder, on this Node. Neither may need anything beside itself.
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { builderRequire } from "./builder-require.ts";
import { placesOf } from "./check-packed.ts";
import { project } from "./parts.ts";

const longestMs = 60_000;
const runs = "3CX Webhook runs.";

/** `folder` has the outputs of packing and takes what is unpacked. */
export async function checkStart(folder: string): Promise<readonly string[]> {
  const { extractAll } = builderRequire("@electron/asar") as {
    extractAll(archive: string, to: string): void;
  };
  const desktop = join(folder, "start/desktop");
  await mkdir(desktop, { recursive: true });
  const { resources } = placesOf({ platform: "linux", output: join(folder, "linux") });
  extractAll(join(resources, "app.asar"), desktop);
  const harness = pathToFileURL(join(project, "test/desktop/harness/register.ts")).href;
  const windows = placesOf({ platform: "win", output: join(folder, "win") });
  const service = join(folder, "start/service");
  // Elsewhere, so that it finds no packages of this project above itself.
  await cp(join(windows.resources, "service"), service, { recursive: true });
  return [
    ...(await start("The desktop program", folder, "desktop-data", [
      ...["--import", harness, join(desktop, "out/main/main.js"), "--hidden"],
    ])),
    ...(await start("The service", folder, "service-data", [join(service, "headless.js")])),
  ];
}

async function start(
  name: string,
  folder: string,
  dataName: string,
  args: readonly string[],
): Promise<readonly string[]> {
  const data = join(folder, dataName);
  await mkdir(data, { recursive: true });
  await writeFile(join(data, "settings.ini"), "[server]\nport = 0\n[recordings]\nsource = off\n", {
    mode: 0o600,
  });
  const child = spawn(process.execPath, [...args, "--data", data], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "", FAKE_PACKAGED: "1", XDG_CONFIG_HOME: join(data, "config") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = await untilItRuns(child);
  return printed === undefined ? [] : [`${name} does not start as packed:\n${printed.slice(-2000)}`];
}

/** What it has printed when it did not come to run; it has ended in any case. */
async function untilItRuns(child: ChildProcess): Promise<string | undefined> {
  let printed = "";
  const over = Promise.withResolvers<boolean>();
  const limit = setTimeout(() => over.resolve(false), longestMs);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (text) => {
      printed += String(text);
      if (printed.includes(runs)) over.resolve(true);
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => over.resolve(false));
  const ran = await over.promise;
  clearTimeout(limit);
  child.kill("SIGKILL");
  await ended;
  return ran ? undefined : printed;
}
