// The package's life, step by step; runs as root where everything is thrown away afterwards (test.ts).
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { reasonOf } from "../../src-shared/thrown.ts";
import { createSimulated3cx } from "../lib/simulated-3cx.ts";

const [older = "", newer = "", version = ""] = process.argv.slice(2);
const settingsPath = "/etc/3cx-webhook/settings.ini";
const originals = "/var/lib/3cxpbx/Instance1/Data/Recordings/101";
const { model, simulator, receiver } = createSimulated3cx();

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

function run(command: string, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", env: cleanEnv() });
  return { code: status, said: `${stdout}${stderr}` };
}

/** What root's shell on such a machine has. */
function cleanEnv() {
  return {
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: "/root",
    DEBIAN_FRONTEND: "noninteractive",
  };
}

function must(what: string, holds: boolean, said = ""): void {
  if (!holds) throw new Error(`${what}: no.\n${said}`);
  process.stdout.write(`ok     ${what}\n`);
}

const cx = (...args: string[]): Ran => run("3cx-webhook", ...args);

function install(path: string): Ran {
  return run("dpkg", "--install", ...withoutFfmpeg(), path);
}

/** A build machine need not have what a user's apt brings. */
function withoutFfmpeg(): string[] {
  return existsSync("/usr/bin/ffmpeg") ? [] : ["--force-depends"];
}

interface Running {
  readonly child: ChildProcess;
  output(): string;
  stop(): Promise<number | null>;
}

function start(): Running {
  const child = spawn("3cx-webhook", ["service"], { env: cleanEnv(), stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    child,
    output: () => text,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

async function until(what: string, look: () => boolean, why: () => string): Promise<void> {
  for (let tries = 0; tries < 300 && !look(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  must(what, look(), why());
}

async function connected(service: Running): Promise<void> {
  const isUp = () => service.output().includes(`"source":"callControl","state":"connected"`);
  await until("the service is connected to the phone system", isUp, service.output);
}

function call(name: string): void {
  model.perform({ type: "arrive", call: name, from: "+420601000001", rule: "DirectDID" });
  model.perform({ type: "ring", call: name, dns: ["101"] });
}

const kinds = () => receiver.requests().map(({ body }) => /"event":"(\w+)"/.exec(body)?.[1] ?? "");
const ids = () => receiver.requests().map(({ headers }) => headers["webhook-id"]);

async function installed(settings: string): Promise<void> {
  const { code, said } = install(older);
  must("an older version installs", code === 0, said);
  must("there are settings for the service alone", (statSync(settingsPath).mode & 0o777) === 0o600);
  must("the command knows its version", cx("--version").said.trim() === "0.0.9");
  units();
  const stopped = cx("status");
  must(
    "status says that it does not run",
    stopped.code === 3 && /does not run/.test(stopped.said),
    stopped.said,
  );
  // As an administrator does: the file keeps its owner.
  writeFileSync(settingsPath, settings);
  const service = start();
  await connected(service);
  const status = readFileSync(`/proc/${service.child.pid}/status`, "utf8");
  must("it does not run as root", !/^Uid:\t0/m.test(status));
  call("first");
  await until("a webhook arrives", () => kinds().includes("ringing"), service.output);
  const told = cx("status");
  must("status tells how it is", told.code === 0 && /Call Control: connected/.test(told.said), told.said);
  must("the window's page is served", (await page(service)).includes("<html"), service.output());
  const checked = cx("check");
  must("check finds everything in order", checked.code === 0, checked.said);
  const second = cx("service");
  must("a second one is refused", second.code === 1 && /is in use by another/.test(second.said), second.said);

  receiver.setBehaviour({ status: 503 });
  model.perform({ type: "hang-up", call: "first", by: "outside" });
  await until("the receiver refuses an event", () => kinds().includes("ended"), service.output);
  must("it stops when told", (await service.stop()) === 0, service.output());
}

/** The certificate is the service's own. */
function page(service: Running): Promise<string> {
  const url = /"url":"(https:[^"]+)"/.exec(service.output())?.[1] ?? "";
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/monitor/`, { rejectUnauthorized: false }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve(body));
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Where systemd's own checker is there. */
function units(): void {
  if (!existsSync("/usr/bin/systemd-analyze")) return;
  const names = ["3cx-webhook", "3cx-webhook-worker", "3cx-webhook-simulator"];
  const paths = names.map((name) => `/lib/systemd/system/${name}.service`);
  const { code, said } = run("systemd-analyze", "verify", "--man=no", ...paths);
  must("systemd understands the units", code === 0 && !said.includes("3cx-webhook"), said);
}

async function upgraded(settings: string): Promise<void> {
  const { code, said } = install(newer);
  must("the newer version installs over it without a question", code === 0, said);
  must("its settings are those of before", readFileSync(settingsPath, "utf8") === settings);
  must("the command is the newer one", cx("--version").said.trim() === version);
  const refused = ids()[kinds().indexOf("ended")];
  receiver.clear();
  receiver.setBehaviour({ status: 200 });
  const service = start();
  await until("the event that waited is delivered", () => ids().includes(refused), service.output);
  must("it stops when told", (await service.stop()) === 0, service.output());
}

function broken(settings: string): void {
  writeFileSync(settingsPath, `${settings}timeout_s = soon\n`);
  const { code, said } = cx("service");
  const clear = /settings\.ini:\d+/.test(said) && said.includes("timeout_s");
  must("mistaken settings are told with line and key", code === 2 && clear, said);
  writeFileSync(settingsPath, settings);
}

function removed(): void {
  const { code, said } = run("dpkg", "--remove", "3cx-webhook");
  must("it can be removed", code === 0 && !existsSync("/usr/bin/3cx-webhook"), said);
  must("settings and data stay", existsSync(settingsPath) && existsSync("/var/lib/3cx-webhook/queue.db"));
  const purged = run("dpkg", "--purge", "3cx-webhook");
  const gone = !existsSync("/etc/3cx-webhook") && !existsSync("/var/lib/3cx-webhook");
  must("purged, they are gone", purged.code === 0 && gone, purged.said);
  must("its user is gone", run("getent", "passwd", "_3cx-webhook").code !== 0);
  must("what 3CX recorded is still there", existsSync(join(originals, "talk.wav")));
}

async function life(): Promise<void> {
  mkdirSync(originals, { recursive: true });
  writeFileSync(join(originals, "talk.wav"), "");
  const { url } = await simulator.start();
  await receiver.start();
  const settings = [
    `[pbx]\nurl = ${url}\nclient_id = webhook\nclient_secret = simulator`,
    "[recordings]\nsource = off\n[server]\nport = 0",
    `[endpoint.trial]\nurl = ${receiver.url()}/events\ndialect = native\n`,
  ].join("\n");
  await installed(settings);
  await upgraded(settings);
  broken(settings);
  removed();
}

// The end of this process is the end of every other one here.
try {
  await life();
  process.exit(0);
} catch (error) {
  process.stderr.write(`FAILED ${reasonOf(error)}\n`);
  process.exit(1);
}
