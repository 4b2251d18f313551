// electron-updater itself, against a server on this machine: what it offers, and that it keeps nothing whose checksum
// is not the announced one. Only Electron's parts are stood in for: its folders and its network.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import electronUpdater from "electron-updater";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  electronUpdaterPort,
  type UpdaterLike,
} from "../../../../src-main/desktop/update/electron-updater-port.ts";

const program = Buffer.from("the newer program");
const name = "3cx-webhook-0.2.0-linux-x86_64.AppImage";
const sha512 = createHash("sha512").update(program).digest("base64");
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let close: () => Promise<void>;
let served: { version: string; checksum: string };
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "updates-"));
  served = { version: "0.2.0", checksum: sha512 };
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/latest-linux") === true) return response.end(list());
    if (request.url === `/${name}`) return response.end(program);
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((resolve) => server.close(() => resolve()));
  vi.stubEnv("APPIMAGE", join(folder, "3cx-webhook.AppImage"));
  await writeFile(join(folder, "3cx-webhook.AppImage"), "the program");
  await writeFile(
    join(folder, "app-update.yml"),
    `provider: generic\nurl: ${url}\nupdaterCacheDirName: cache\n`,
  );
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
  await rm(folder, { recursive: true, force: true });
});

const list = () =>
  `version: ${served.version}\nfiles:\n  - url: ${name}\n    sha512: ${served.checksum}\n    size: ${program.length}\npath: ${name}\nsha512: ${served.checksum}\nreleaseDate: '2026-11-22T12:00:00.000Z'\n`;

/** electron-updater's way to download, over Node's network instead of Electron's. */
function overNode(): object {
  const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
  const { NodeHttpExecutor } = createRequire(builder.resolve("app-builder-lib"))("builder-util") as {
    NodeHttpExecutor: new () => object;
  };
  const { ElectronHttpExecutor } = createRequire(import.meta.url)(
    "electron-updater/out/electronHttpExecutor",
  ) as { ElectronHttpExecutor: { prototype: { download: unknown } } };
  return Object.assign(new NodeHttpExecutor(), { download: ElectronHttpExecutor.prototype.download });
}

function port() {
  const updater = new electronUpdater.AppImageUpdater(undefined, {
    ...{ version: "0.1.0", name: "3cx-webhook", isPackaged: true },
    ...{ appUpdateConfigPath: join(folder, "app-update.yml"), userDataPath: folder, baseCachePath: folder },
    whenReady: async () => {},
    relaunch() {},
    quit() {},
    onQuit() {},
  });
  Object.assign(updater, { httpExecutor: overNode() });
  updater.disableDifferentialDownload = true;
  return electronUpdaterPort(updater as unknown as UpdaterLike, quiet);
}

test("a newer version is offered and fetched, with its progress", async () => {
  const updates = port();
  expect(await updates.check()).toBe("0.2.0");
  const percents: number[] = [];
  await updates.download((percent) => percents.push(percent));
  expect(existsSync(join(folder, "cache/pending", name))).toBe(true);
});

test("the same version, or an older one, is no update", async () => {
  served = { ...served, version: "0.1.0" };
  expect(await port().check()).toBeUndefined();
  served = { ...served, version: "0.0.9" };
  expect(await port().check()).toBeUndefined();
});

test("a file with another checksum is refused, and nothing of it stays", async () => {
  served = { ...served, checksum: createHash("sha512").update("something else").digest("base64") };
  const updates = port();
  expect(await updates.check()).toBe("0.2.0");
  await expect(updates.download(() => {})).rejects.toThrow(/checksum/);
  expect(existsSync(join(folder, "cache/pending", name))).toBe(false);
});

test("nobody there is an error and not the end of the program", async () => {
  const updates = port();
  await close();
  close = async () => {};
  await expect(updates.check()).rejects.toThrow();
});
