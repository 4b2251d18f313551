/** Runs a soak: calls without end, troubles at random, and samples of memory; then it lets everything come to rest. */
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { receiverNames, type ServiceName, serviceNames } from "./journal.ts";
import { residentKb } from "./resident.ts";
import { usableScenarios } from "./scenarios.ts";
import { createStarvedWatch } from "./starved.ts";
import { createTroubles, type TroublePlan } from "./troubles.ts";
import type { World } from "./world.ts";

const sampleEveryMs = 5_000;
const starvedEveryMs = 2_000;
const restLimitMs = 300_000;
const lastCallLimitMs = 60_000;

export interface SoakPart {
  readonly world: World;
  readonly seed: number;
  /** Of the soak's own time, which this part begins at and is to reach. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly firstIndex: number;
  /** 0 for the first, one more each time the soak goes on. */
  readonly number: number;
  readonly cut: AbortSignal;
  readonly say: (text: string) => void;
}

/** Resolves with `true` when it came to its end and everything to rest, `false` when it was cut off. */
export async function conduct(part: SoakPart): Promise<boolean> {
  const { world, seed, fromMs, untilMs, cut, say } = part;
  // Two streams: drawn from one, what goes wrong would depend on when the calls come.
  const random = createSeededRandom(seed * 1_000 + part.number * 2);
  const randomTrouble = createSeededRandom(seed * 1_000 + part.number * 2 + 1);
  const startedAtMs = Date.now();
  const elapsedMs = () => fromMs + Date.now() - startedAtMs;
  const goesOn = () => elapsedMs() < untilMs && !cut.aborted;
  const playing = new Set<number>();
  world.onPlayed(({ index, undone }) => {
    playing.delete(index);
    world.note({ type: "played", atMs: Date.now(), index, undone });
  });
  for (const name of serviceNames) {
    world.services[name].writeSettings(world.settings(name, 0));
    await world.services[name].start();
  }

  async function playOn(): Promise<void> {
    for (let index = part.firstIndex; goesOn(); index++) {
      const scenario = usableScenarios[Math.floor(random() * usableScenarios.length)];
      if (scenario === undefined) return;
      const suffix = String(index).padStart(6, "0");
      playing.add(index);
      world.note({ type: "play", atMs: Date.now(), index, scenario: scenario.name, suffix });
      world.tellPbx({ type: "play", index, scenario: scenario.name, suffix });
      await pause(2_500 + random() * 3_000);
    }
  }

  async function troubleOn(): Promise<void> {
    const troubles = createTroubles(randomTrouble, world.disk.canBeFilled);
    const busy = new Set<string>();
    const underWay = new Set<Promise<void>>();
    while (goesOn()) {
      const { afterMs, plan } = troubles.next();
      await pause(afterMs);
      const hit = hitBy(plan);
      if (!goesOn() || busy.has(hit)) continue;
      busy.add(hit);
      const one = make(world, plan).finally(() => busy.delete(hit));
      underWay.add(one);
      void one.finally(() => underWay.delete(one));
    }
    await Promise.all(underWay);
  }

  async function sampleOn(): Promise<void> {
    while (goesOn()) {
      const memory = world.services.steady.memory();
      const each = world.processes().map(({ name, pid }) => [name, residentKb(pid)] as const);
      const eachKb = Object.fromEntries(each.filter(([, kb]) => kb > 0));
      world.note({ type: "sample", atMs: Date.now(), elapsedMs: elapsedMs(), ...memory, eachKb });
      await pause(sampleEveryMs);
    }
  }

  const stopWatching = watchStarved(world);
  cut.addEventListener("abort", stopWatching);
  await Promise.all([playOn(), troubleOn(), sampleOn()]);
  if (cut.aborted) return false;
  say("The troubles are over; waiting until everything has come to rest.");
  const until = Date.now() + lastCallLimitMs;
  while (playing.size > 0 && Date.now() < until && !cut.aborted) await pause(500);
  await rest(world, cut);
  stopWatching();
  return !cut.aborted;
}

/** Notes whom the machine keeps waiting, as troubles that nobody made. Returns a function that ends it. */
function watchStarved(world: World): () => void {
  const starved = createStarvedWatch();
  let lastAtMs = Date.now();
  const timer = setInterval(() => {
    const span = { fromMs: lastAtMs, toMs: Date.now() };
    for (const who of starved.look(world.processes(), span.toMs)) {
      const service = serviceNames.find((name) => name === who);
      const name = receiverNames.some((each) => each === who) ? "slow-receiver" : "slow-machine";
      const detail = JSON.stringify({ who });
      world.note({ type: "trouble", ...span, name, detail, ...(service === undefined ? {} : { service }) });
    }
    lastAtMs = span.toMs;
  }, starvedEveryMs);
  return () => clearInterval(timer);
}

/** Two troubles never hit the same thing at once. */
function hitBy(plan: TroublePlan): string {
  switch (plan.name) {
    case "kill":
    case "terminate":
    case "stop":
    case "settings":
    case "wrong-settings":
    case "clock-jump":
    case "name-moves":
      return plan.service;
    case "full-disk":
      return "steady";
    case "pbx-restart":
    case "pbx-silent":
    case "faults":
      return "pbx";
    case "drop-sockets":
      return "sockets";
    case "mood":
      return "moody";
    case "kill-receiver":
      return "weak";
    default: {
      const _never: never = plan;
      return _never;
    }
  }
}

async function make(world: World, plan: TroublePlan): Promise<void> {
  const fromMs = Date.now();
  try {
    await doIt(world, plan);
  } catch (error) {
    const what = `During ${plan.name}: ${error instanceof Error ? error.message : String(error)}`;
    world.note({ type: "surprise", atMs: Date.now(), what });
  }
  const service: ServiceName | undefined =
    "service" in plan ? plan.service : plan.name === "full-disk" ? "steady" : undefined;
  world.note({
    ...{ type: "trouble", fromMs, toMs: Date.now(), name: plan.name, detail: JSON.stringify(plan) },
    ...(service === undefined ? {} : { service }),
  });
}

async function doIt(world: World, plan: TroublePlan): Promise<void> {
  switch (plan.name) {
    case "kill":
    case "terminate": {
      const { start, end } = world.services[plan.service];
      const code = await end(plan.name === "kill" ? "SIGKILL" : "SIGTERM");
      if (plan.name === "terminate" && code !== 0)
        throw new Error(`The service ended with ${code} when told to end.`);
      await pause(plan.offMs);
      return start();
    }
    case "stop":
      world.services[plan.service].signal("SIGSTOP");
      await pause(plan.forMs);
      return world.services[plan.service].signal("SIGCONT");
    case "pbx-restart":
      world.tellPbx({ type: "restart" });
      return pause(3_000);
    case "drop-sockets":
      for (let times = 0; times < plan.times; times++) {
        world.tellPbx({ type: "drop-sockets" });
        await pause(700);
      }
      return;
    case "pbx-silent":
      world.signalPbx("SIGSTOP");
      await pause(plan.forMs);
      return world.signalPbx("SIGCONT");
    case "faults":
      world.tellPbx({ type: "faults", names: plan.faults });
      await pause(plan.forMs);
      world.tellPbx({ type: "faults", names: [] });
      return;
    case "mood":
      world.setMood(plan.mood);
      await pause(plan.forMs);
      return world.setMood("well");
    case "kill-receiver":
      await world.killReceiver();
      await pause(plan.offMs);
      return world.restartReceiver();
    case "settings":
      return world.services[plan.service].writeSettings(world.settings(plan.service, plan.variant));
    case "wrong-settings": {
      const { writeSettings } = world.services[plan.service];
      writeSettings([...world.settings(plan.service, 0), "no_such_setting = 1", "[endpoint.moody]"]);
      await pause(2_000);
      return writeSettings(world.settings(plan.service, 0));
    }
    case "clock-jump":
      world.services[plan.service].setMachine({ clockMs: plan.byMs, address: "127.0.0.1" });
      await pause(plan.forMs);
      return world.services[plan.service].setMachine({ clockMs: 0, address: "127.0.0.1" });
    case "name-moves": {
      const { writeSettings, setMachine } = world.services[plan.service];
      writeSettings(world.settings(plan.service, 2));
      setMachine({ clockMs: 0, address: plan.address });
      await pause(plan.forMs);
      setMachine({ clockMs: 0, address: "127.0.0.1" });
      return;
    }
    case "full-disk":
      world.disk.fill();
      await pause(plan.forMs);
      return world.disk.empty();
    default: {
      const _never: never = plan;
      return _never;
    }
  }
}

/** Until no service has anything to send any more, and for some time had not. */
async function rest(world: World, cut: AbortSignal): Promise<void> {
  for (const name of serviceNames) world.services[name].writeSettings(world.settings(name, 0));
  const until = Date.now() + restLimitMs;
  for (let quiet = 0; quiet < 10 && !cut.aborted; ) {
    if (Date.now() > until) {
      world.note({
        type: "surprise",
        atMs: Date.now(),
        what: "Webhooks still waited minutes after the last trouble.",
      });
      return;
    }
    const reports = await Promise.all(serviceNames.map((name) => world.services[name].health()));
    const waiting = reports.map(
      (report) => report?.endpoints.reduce((sum, each) => sum + each.waiting, 0) ?? 1,
    );
    quiet = waiting.some((count) => count > 0) ? 0 : quiet + 1;
    await pause(1_000);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
