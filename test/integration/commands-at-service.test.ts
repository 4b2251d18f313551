/** `3cx-webhook reconcile` and `capture`, as somebody types them beside a running service, and without one. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { capture, showCapture } from "../../src-main/cli/capture.ts";
import { reconcile } from "../../src-main/cli/reconcile.ts";
import type { CommandWorld } from "../../src-main/cli/types.ts";
import { createRealClock } from "../../src-main/clock.ts";
import { createWorld, planted } from "../e2e/world.ts";

function commandsFor(settingsPath: string) {
  const said: string[] = [];
  const wrong: string[] = [];
  const command: CommandWorld = {
    places: { settingsPath, settingsNamed: true, dataPath: join(dirname(settingsPath), "data") },
    env: {},
    clock: createRealClock(),
    print: (text) => void said.push(text),
    complain: (text) => void wrong.push(text),
  };
  return { command, said: () => said.join("\n"), wrong: () => wrong.join("\n") };
}

async function startedWorld() {
  const world = await createWorld({ password: planted.password });
  onTestFinished(world.stop);
  const start = async () => {
    await world.start();
    await world.untilConnected();
    const args = world.service().child.spawnargs;
    return commandsFor(args[args.indexOf("--settings") + 1] ?? "");
  };
  return { world, start };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-commands-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Of this machine, as the settings name no other. */
function today(): string {
  return new Intl.DateTimeFormat("en-CA", { dateStyle: "short" }).format(new Date());
}

type World = Awaited<ReturnType<typeof createWorld>>;

function wholeCall(world: World, from: string): void {
  const call = world.call(from);
  call.arrive();
  call.ring();
  call.answer();
  call.hangUp();
}

test("reconcile names what is missing, sends it when asked to, and finds nothing missing then", async () => {
  const { world, start } = await startedWorld();
  const day = today();
  // Before the service was there to see it.
  wholeCall(world, "+420601000001");
  const { command, said, wrong } = await start();
  expect(await reconcile(command, { day, sendMissing: false }), wrong()).toBe(1);
  expect(said()).toContain("1 call in the PBX's log, 0 delivered");
  expect(said()).not.toContain("Sent from the log");
  await reconcile(command, { day, sendMissing: true });
  expect(said()).toContain("Sent from the log: 1 call.");
  await world.received((path, body) => path.startsWith("/desk") && body.includes('"reconstructed":true'));
  await expect.poll(() => reconcile(command, { day, sendMissing: true }), { timeout: 30_000 }).toBe(0);
  expect(said().match(/Sent from the log/g)).toHaveLength(1);
  expect(await reconcile(command, { day: "2999-01-01", sendMissing: false })).toBe(1);
  expect(wrong()).toContain("2999-01-01");
});

test("reconcile says what is wrong with its use, and that no service runs", async () => {
  const { world, start } = await startedWorld();
  const { command, wrong } = await start();
  expect(await reconcile(command, { day: "yesterday", sendMissing: false })).toBe(2);
  expect(wrong()).toContain("--day must be a date such as 2026-01-31.");
  world.service().child.kill("SIGTERM");
  await world.service().ended();
  expect(await reconcile(command, { day: undefined, sendMissing: false })).toBe(3);
  expect(wrong()).toContain("Start the service");
});

test("a running service makes the capture, and goes on with its webhooks", async () => {
  const { world, start } = await startedWorld();
  const { command, said, wrong } = await start();
  const out = join(newFolder(), "calls.jsonl");
  const done = capture(command, {
    ...{ minutes: 5, out },
    untilEnd: (async () => {
      await expect.poll(said, { timeout: 20_000 }).toContain("The running service records it");
      const told = (type: string) =>
        world.received((path, body) => path.startsWith("/desk") && body.includes(type));
      const call = world.call("+420601000002");
      call.arrive();
      call.ring();
      await told("ringing");
      call.answer();
      await told("started");
      call.hangUp();
      await told("ended");
    })(),
  });
  expect(await done, wrong()).toBe(0);
  if (process.platform !== "win32") expect(statSync(out).mode & 0o077).toBe(0);
  const text = readFileSync(out, "utf8");
  expect(text).toContain('"kind":"made"');
  expect(text).not.toContain("601000002");
  // A file that is there is never overwritten.
  expect(await capture(command, { minutes: 5, out, untilEnd: Promise.resolve() })).toBe(1);
  expect(wrong()).toContain("could not be copied");
  expect(readFileSync(out, "utf8")).toBe(text);
});

test("without a service the command follows 3CX itself, and sends nothing", async () => {
  const { world, start } = await startedWorld();
  const { command, said } = await start();
  world.service().child.kill("SIGTERM");
  await world.service().ended();
  const before = world.receiver.requests().length;
  const out = join(newFolder(), "calls.jsonl");
  const written = () => readFileSync(out, "utf8");
  const untilEnd = (async () => {
    await expect.poll(() => written().includes('"opened"'), { timeout: 20_000 }).toBe(true);
    const call = world.call("+420601000003");
    call.arrive();
    call.ring();
    await expect.poll(() => written().includes('"kind":"made"'), { timeout: 20_000 }).toBe(true);
  })();
  expect(await capture(command, { minutes: 5, out, untilEnd })).toBe(0);
  expect(said()).toContain("this command follows 3CX itself");
  expect(world.receiver.requests()).toHaveLength(before);
});

test("what is no capture is said", async () => {
  const folder = newFolder();
  const { command, wrong } = commandsFor(join(folder, "settings.ini"));
  expect(await showCapture(command, join(folder, "none.jsonl"))).toBe(1);
  expect(wrong()).toContain("cannot be read. Name a file that 3cx-webhook capture has written.");
  expect(await showCapture(command, import.meta.filename)).toBe(1);
});
