// A newer version by the window's button: electron-updater itself against a server on this machine, in the built
// program. What is fetched is a script that says that it was started, in place of the program that asked for it.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createWorld, type World } from "../e2e/world.ts";
import { listenTo } from "../integration/service-process.ts";
import { buildDesktop } from "./build.ts";
import { launchBrowser, launchDesktop, type LaunchedApp } from "./harness/launch.ts";

const soon = { timeout: 30_000 };
const name = "3cx-webhook-0.2.0-linux-x86_64.AppImage";
const digest = (content: Buffer | string) => createHash("sha512").update(content).digest("base64");

let out: string;
let browser: Browser;
let folder: string;
let server: Server;
let world: World;
let app: LaunchedApp;
/** What the list of versions promises, and what is there instead. */
let served: { program: string; checksum: string };

beforeAll(async () => {
  out = await buildDesktop();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "desktop-update-"));
  const program = `#!/bin/sh\nprintf started > '${join(folder, "started")}'\n`;
  served = { program, checksum: digest(program) };
  server = createServer((request, response) => {
    if (request.url?.startsWith("/latest-linux") === true) return response.end(list());
    return request.url === `/${name}` ? response.end(served.program) : response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await writeFile(join(folder, "3cx-webhook.AppImage"), "this version");
  await writeFile(
    join(folder, "app-update.yml"),
    `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: updates\n`,
  );
  const env = {
    ...{ XDG_CONFIG_HOME: join(folder, "config"), XDG_CACHE_HOME: join(folder, "cache") },
    ...{ APPIMAGE: join(folder, "3cx-webhook.AppImage"), FAKE_RESOURCES: folder, FAKE_HURRY: "1" },
  };
  world = await createWorld({
    async launch(args) {
      app = await launchDesktop({ browser, out, args, env });
      return listenTo(app.child);
    },
  });
  await world.start();
  await world.untilConnected();
});
afterEach(async () => {
  await app?.stop();
  await world?.stop();
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true, force: true });
});

const list = () =>
  `version: 0.2.0\nfiles:\n  - url: ${name}\n    sha512: ${served.checksum}\n    size: ${served.program.length}\npath: ${name}\nsha512: ${served.checksum}\nreleaseDate: '2026-11-22T12:00:00.000Z'\n`;

interface Item {
  readonly id?: string;
  readonly label: string;
}
const updateItem = async () =>
  (await app.ask<{ menu: Item[] }>("tray")).menu.find(({ id }) => id === "update")?.label;
const questions = async () => (await app.ask<{ message: string }[]>("dialogs")).map(({ message }) => message);
const yes = () => app.ask("reply", { button: 1 });
const thisProgram = () => readFile(join(folder, "3cx-webhook.AppImage"), "utf8");

test("told, asked before it is fetched and before it is installed, and never during a call", async () => {
  await expect.poll(updateItem, soon).toBe("Update to 0.2.0…");
  expect(await app.ask("notifications")).toEqual([
    { title: "3CX Webhook", body: "3CX Webhook 0.2.0 is there. Update is in this menu." },
  ]);
  const page = await app.openAt("/settings/program");
  const view = page.getByRole("main");
  const press = (label: string) => view.getByRole("button", { name: label }).click(soon);

  await press("Fetch it…");
  await expect.poll(questions, soon).toEqual([expect.stringMatching(/^Fetch 3CX Webhook 0\.2\.0\?/)]);
  // The question was closed: nothing is fetched.
  expect(await updateItem()).toBe("Update to 0.2.0…");
  await yes();
  await press("Fetch it…");
  await expect.poll(updateItem, soon).toBe("Install 0.2.0 and restart…");
  expect(await thisProgram()).toBe("this version");

  const call = world.call("+420601000095");
  call.arrive();
  call.ring();
  await world.received((path, body) => path === "/desk" && body.includes("420601000095"));
  await questions();
  await yes();
  await press("Install and restart…");
  await expect.poll(updateItem, soon).toBe("0.2.0 comes after the last call");
  expect(await questions()).toEqual([expect.stringMatching(/^1 call is in progress\./)]);
  expect(await thisProgram()).toBe("this version");

  call.hangUp();
  expect(await app.exited).toBe(0);
  expect(await thisProgram()).toBe(served.program);
  await expect.poll(() => readFile(join(folder, "started"), "utf8").catch(() => ""), soon).toBe("started");
});

test("a file that is not the announced one is refused, said and not kept; this version goes on", async () => {
  // As long as it should be, under the right name, in the list with the right checksum: and not the same.
  served = { ...served, program: served.program.replace("printf started", "printf strayed") };
  await expect.poll(updateItem, soon).toBe("Update to 0.2.0…");
  const page = await app.openAt("/settings/program");
  await yes();
  await page.getByRole("main").getByRole("button", { name: "Fetch it…" }).click(soon);
  await expect.poll(updateItem, soon).toBe("0.2.0 could not be fetched: try again…");
  expect(await app.ask("notifications")).toContainEqual({
    title: "3CX Webhook",
    body: "3CX Webhook 0.2.0 could not be fetched as it was announced. This version goes on; try again later.",
  });
  const kept = await readdir(join(folder, "cache"), { recursive: true }).catch(() => []);
  expect(kept.filter((file) => file.endsWith(".AppImage"))).toEqual([]);
  expect(await thisProgram()).toBe("this version");
  expect((await world.service().health()).pbx.state).toBe("connected");
});
