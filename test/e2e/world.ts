/** All that a window looks at, on loopback: a simulated PBX that records, receivers, and the real service as a process. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRealClock } from "../../src-main/clock.ts";
import { selfSigned } from "../../src-main/simulator/certificate.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { startSideOutputs } from "../../src-main/simulator/side-outputs.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import {
  createServiceFolder,
  type ServiceProcess,
  startService,
  until,
} from "../integration/service-process.ts";

/** Wherever one of these shows in a window, a secret got out. */
export const planted = {
  clientSecret: "planted-pbx-key-7f3a",
  bearer: "planted-bearer-91c2",
  query: "planted-query-key-5d0e",
  signing: `whsec_${Buffer.from("planted-signing-secret-4b8d-0123").toString("base64")}`,
  password: "planted-monitor-password-2e6f",
} as const;

export interface WorldOptions {
  /** The window asks for it. */
  readonly password?: string;
  /** Further lines, whole sections. */
  readonly settings?: readonly string[];
  /** `false`: neither a phone system nor an endpoint is in the settings, as after an installation. */
  readonly setUp?: boolean;
  /** Starts the program with the engine in it, with the arguments that name its settings and data. Default: the service. */
  readonly launch?: (args: readonly string[]) => ServiceProcess | Promise<ServiceProcess>;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

export async function createWorld({
  password,
  settings = [],
  setUp = true,
  launch = startService,
}: WorldOptions = {}) {
  const clock = createRealClock();
  const random = createSeededRandom(1);
  const model = createPbxModel({ clock, random });
  const monitored = model.dns().map(({ dn }) => dn);
  const simulator = createSimulator({
    ...{ model, clock, random, tls: await selfSigned() },
    clients: [{ clientId: "webhook", secret: planted.clientSecret, monitored }],
  });
  const receiver = createReceiver({ clock });
  const { url: pbxUrl } = await simulator.start();
  await receiver.start();
  const recordings = mkdtempSync(join(tmpdir(), "window-recordings-"));
  const stopWriting = await startSideOutputs({ model, clock, recordingsFolder: recordings });
  const folder = createServiceFolder();
  const known = [
    "; Of the phone system: this comment stays.",
    "[pbx]",
    `url = ${pbxUrl}`,
    "client_id = webhook",
    `client_secret = ${planted.clientSecret}`,
    "allow_self_signed = yes",
    "; The customers' list.",
    "[endpoint.crm]",
    `url = ${receiver.url()}/crm?key=${planted.query}`,
    "dialect = komplit",
    `header.authorization = Bearer ${planted.bearer}`,
    `secret = ${planted.signing}`,
    "timeout_s = 15 ; as agreed",
    "[endpoint.desk]",
    `url = ${receiver.url()}/desk`,
    "dialect = native",
    ...settings,
    "[recordings]",
    "source = folder",
    `folder = ${recordings}`,
    `storage = ${recordings}-mp3`,
  ];
  folder.write([
    ...(setUp ? known : ["[recordings]", "source = off"]),
    "[server]",
    "port = 0",
    ...(password === undefined ? [] : [`monitor_password = ${password}`]),
  ]);

  const running: { service?: ServiceProcess } = {};
  /** Resolves once it listens; the port is another one at each start. */
  async function start(): Promise<string> {
    running.service = await launch(folder.args);
    return running.service.url();
  }
  const service = (): ServiceProcess => {
    if (running.service === undefined) throw new Error("The service was not started.");
    return running.service;
  };
  async function untilConnected(): Promise<void> {
    await until(
      async () => ((await service().health()).pbx.state === "connected" ? true : undefined),
      () => service().output(),
    );
  }
  async function stop(): Promise<void> {
    running.service?.child.kill("SIGKILL");
    await running.service?.ended();
    await stopWriting();
    await simulator.stop();
    await receiver.stop();
    folder.remove();
    // What the service had started to convert a recording may still write for a moment.
    for (const each of [recordings, `${recordings}-mp3`])
      rmSync(each, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Once each of these was received, whatever came beside them. */
  const received = (found: (path: string, body: string) => boolean) =>
    until(
      () => receiver.requests().find(({ target, body }) => found(target, body)),
      () =>
        `the receiver has\n${receiver
          .requests()
          .map(({ target }) => target)
          .join("\n")}`,
    );

  /** An outside caller's phone call, step by step. */
  function call(from: string, { name = "", dn = "101" } = {}) {
    const label = `${from} ${dn}`;
    return {
      arrive: () => model.perform({ call: label, type: "arrive", from, name, rule: "DirectDID" }),
      ring: () => model.perform({ call: label, type: "ring", dns: [dn] }),
      answer: () => model.perform({ call: label, type: "answer", dn }),
      hangUp: () => model.perform({ call: label, type: "hang-up", by: "outside" }),
    };
  }

  return {
    ...{ model, simulator, receiver, start, stop, service, untilConnected, call, received },
    pbxUrl: () => pbxUrl,
    settingsText: () => readFileSync(folder.settings, "utf8"),
    editSettings: (change: (text: string) => string) =>
      folder.write([change(readFileSync(folder.settings, "utf8")).trimEnd()]),
    /** Once desk has the last webhook of the call from there: nothing of it comes any more. */
    untilEnded: (from: string) =>
      received(
        (path, body) => path === "/desk" && body.includes(from.slice(1)) && body.includes('"event":"ended"'),
      ),
  };
}
