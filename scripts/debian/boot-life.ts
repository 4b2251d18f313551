// What an administrator sees of the package under a real systemd, from the three commands in docs/install-debian.md
// to its removal. Each step ends with an `ok` line or an Error.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BootedRoot, Ran } from "./booted-root.ts";
import { project } from "./tree.ts";

const unit = "3cx-webhook";
const simulator = "3cx-webhook-simulator";
const settings = "/etc/3cx-webhook/settings.ini";
const patienceMs = 90_000;

export interface BootLifeOptions {
  readonly root: BootedRoot;
  /** Paths of packages, visible in there. */
  readonly older: string;
  readonly newer: string;
}

export async function bootLife({ root, older, newer }: BootLifeOptions): Promise<void> {
  const { run } = root;
  const shell = (script: string): Ran => run("sh", "-c", script);
  const shown = (what: string) => run("systemctl", "show", unit, "--value", "-p", what).said.trim();
  const events = () => eventsIn(run("journalctl", "-b", "-u", simulator, "-o", "cat").said);
  const state = () =>
    run("systemctl", "status", unit, "-l").said + run("journalctl", "-u", unit, "-n", "30").said;

  function must(what: string, holds: boolean, why = state()): void {
    if (!holds) throw new Error(`${what}: no.\n${why}`);
    process.stdout.write(`ok     ${what}\n`);
  }

  async function until(what: string, look: () => boolean): Promise<void> {
    const deadlineMs = Date.now() + patienceMs;
    while (!look() && Date.now() < deadlineMs) await new Promise((resolve) => setTimeout(resolve, 500));
    must(what, look());
  }

  const restarts = () => Number(shown("NRestarts"));
  const runs = () => shown("ActiveState") === "active";

  function install(path: string): void {
    const force = shell("command -v ffmpeg").code === 0 ? [] : ["--force-depends"];
    const { code, said } = run("dpkg", "--install", ...force, path);
    must(`${path.split("/").at(-1)} is installed`, code === 0, said);
  }

  async function firstDay(): Promise<void> {
    await root.booted();
    install(older);
    must("it runs and starts with the machine", runs() && shown("UnitFileState") === "enabled");
    for (const command of tryingOut()) {
      const { code, said } = shell(command);
      must(command, code === 0, said);
    }
    await until("a webhook of the simulator arrives", () => events().length > 0);
    await until("status finds everything in order", () => run(unit, "status").code === 0);
    must("check finds everything in order", run(unit, "check").code === 0, run(unit, "check").said);
    run("systemctl", "reboot");
    await root.booted();
    await until("after a reboot webhooks arrive again", () => events().length > 0);
  }

  /** Quicker than the unit has it: nobody shall wait for minutes. */
  async function mishaps(): Promise<void> {
    const quick = "[Service]\\nWatchdogSec=9\\nRestartSec=1\\n";
    const folder = `/run/systemd/system/${unit}.service.d`;
    shell(`mkdir -p ${folder} && printf '${quick}' > ${folder}/quick.conf && systemctl daemon-reload`);
    run("systemctl", "restart", unit);
    run("systemctl", "kill", "--signal=STOP", unit);
    await until("one that hangs is started again", () => restarts() === 1 && runs());
    run("systemctl", "kill", "--signal=KILL", unit);
    await until("one that was killed is started again", () => restarts() === 2 && runs());
    await until("systemctl status says how it is", () => shown("StatusText").includes("everything works"));

    shell(`cp ${settings} /root/good.ini && printf '[server]\\nport = x\\n' >> ${settings}`);
    const mistaken = run("systemctl", "restart", unit);
    must(
      "with mistaken settings it does not start",
      mistaken.code !== 0 && shown("ActiveState") === "failed",
    );
    must("systemctl status shows the mistake", shown("StatusText").includes("[server] port = x"));
    const errors = () => run("journalctl", "-b", "-p", "err", "-u", unit, "-o", "cat").said;
    await until("journalctl -p err shows it", () => errors().includes("[server] port = x"));
    shell(`cat /root/good.ini > ${settings}`);

    shell(
      `systemd-run --unit=other /usr/lib/3cx-webhook/node -e 'net.createServer().listen(8444,"127.0.0.1")'`,
    );
    await until("another program has the port", () => run(unit, "check").code === 1);
    run("systemctl", "start", unit);
    must("systemctl status says so", /Port 8444 .* is in use/.test(shown("StatusText")));
    run("systemctl", "stop", "other");
    await until("it starts by itself once the port is free", runs);
    shell(`rm -r ${folder} && systemctl daemon-reload`);
  }

  async function upgraded(): Promise<void> {
    const before = events().length;
    const calling = () => events().at(-1)?.event === "started" && events().length > before;
    await until("a call is in progress", calling);
    const chain = events().at(-1)?.chain;
    install(newer);
    must("the newer version runs", runs());
    const ended = () => events().some((each) => each.chain === chain && each.event === "chain_ended");
    await until("the call's end is told by the newer version", ended);
    run("systemctl", "reboot");
    await root.booted();
    await until("after a reboot webhooks arrive again", () => events().length > 0);
  }

  function removed(): void {
    const gone = run("dpkg", "--remove", unit);
    must("it can be removed", gone.code === 0 && !runs(), gone.said);
    const failed = run("systemctl", "list-units", "--failed", "--plain", "--no-legend", "3cx-webhook*");
    must("no unit is left failed", failed.said.trim() === "", failed.said);
    const purged = run("dpkg", "--purge", unit);
    const left = shell("find /etc /var/lib /usr /lib/systemd -xdev -name '*3cx-webhook*'").said.trim();
    must("purged, nothing is left", purged.code === 0 && left === "", `${purged.said}${left}`);
  }

  await firstDay();
  await mishaps();
  await upgraded();
  removed();
}

interface Event {
  readonly event: string;
  readonly chain: string;
}

/** As the simulator's receiver writes them. */
function eventsIn(log: string): Event[] {
  return [...log.matchAll(/^Received: .*?"event":"(\w+)".*?"chainId":"([^"]*)"/gm)].map(
    ([, event = "", chain = ""]) => ({ event, chain }),
  );
}

/** The commands after the first in the docs' first block, word by word but for sudo: root needs none. */
function tryingOut(): string[] {
  const docs = readFileSync(join(project, "docs/install-debian.md"), "utf8");
  const [, block = ""] = /^```sh\n([\s\S]*?)^```/m.exec(docs) ?? [];
  const [, ...commands] = block.trim().split("\n");
  return commands.map((command) => command.replace(/^sudo /, ""));
}
