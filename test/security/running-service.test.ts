// A whole service with a secret in each place that holds one: calls, failures, a receiver that repeats everything.
// Then all that it says and writes is looked through.
import { readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { contract } from "../../src-shared/contract/contract.ts";
import { monitorPaths } from "../../src-shared/rpc/monitor-session.ts";
import { createWorld, planted } from "../e2e/world.ts";
import { until } from "../integration/service-process.ts";

const more = { basic: "planted-basic-password-3d5c", login: "planted-address-password-88aa" } as const;
const secrets = Object.values({ ...planted, ...more }).flatMap((secret) => {
  const bare = secret.replace(/^whsec_/, "");
  return [secret, bare, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
});

function expectNoSecret(where: string, text: string): void {
  for (const secret of [...secrets, Buffer.from(`me:${more.basic}`).toString("base64")]) {
    expect(text.includes(secret), `${where} shows ${secret}`).toBe(false);
  }
}

/** Repeats head and body of what it gets, and refuses it. */
async function repeatingReceiver(): Promise<string> {
  const server = createServer((asked, answer) => {
    let body = "";
    asked.on("data", (chunk: Buffer) => (body += chunk.toString()));
    asked.on("end", () => {
      answer.setHeader("x-repeated", `${asked.url} ${asked.headers.authorization}`);
      answer.writeHead(500).end(JSON.stringify({ url: asked.url, ...asked.headers, body }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ask(
  url: string,
  method = "GET",
  headers = {},
  body = "",
): Promise<{ text: string; cookie: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, rejectUnauthorized: false, agent: false }, (answer) => {
      let text = JSON.stringify(answer.headers);
      answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
      answer.on("end", () => {
        resolve({ text, cookie: answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

type Question = readonly [method: keyof typeof contract.methods, params: object];

const questions: readonly Question[] = [
  ["calls.page", {}],
  ["log.page", {}],
  ["log.export", { filter: {}, format: "json-lines" }],
  ["log.export", { filter: {}, format: "csv" }],
  ["endpoint.test", { endpoint: "repeats", type: "ended" }],
  ["endpoint.test", { endpoint: "login", type: "ended" }],
  ["recordings.page", {}],
  ["settings.read", {}],
  ["settings.check", { text: "[pbx]\nclient_secret = ***\n" }],
  ["check.pbx", {}],
  ["check.endpoint", { endpoint: "repeats" }],
  ["simulator.catalogue", {}],
  ["reconcile.latest", {}],
];

/** What a window gets when it asks for everything there is. */
async function windowTexts(url: string): Promise<string> {
  const headers = { origin: url, "content-type": "application/json" };
  const password = JSON.stringify({ password: planted.password });
  const { cookie } = await ask(`${url}${monitorPaths.login}`, "POST", headers, password);
  const socket = new WebSocket(`${url.replace("https", "wss")}${monitorPaths.socket}`, {
    ...{ headers: { origin: url, cookie }, rejectUnauthorized: false },
  });
  onTestFinished(() => socket.terminate());
  const heard: string[] = [];
  socket.on("message", (data) => heard.push(String(data)));
  await new Promise((opened, failed) => socket.once("open", opened).once("error", failed));
  const say = (message: unknown) => socket.send(JSON.stringify(message));
  say({ kind: "hello", protocol: contract.protocolVersion, version: "1" });
  const answerTo = async (id: number, [method, params]: Question) => {
    say({ kind: "request", id, method, params });
    const isAnswer = (text: string) => new RegExp(`^{"kind":"(reply|error)","id":${id},`).test(text);
    const found = () => heard.find(isAnswer);
    const text = await until(found, () => `${method} was not answered`);
    expect(text, method).toContain('"kind":"reply"');
    return text;
  };
  let asked = 0;
  for (const question of questions) await answerTo((asked += 1), question);
  const page = await answerTo((asked += 1), ["log.page", {}]);
  for (const [, id] of page.matchAll(/"id":(\d+),"eventId"/g)) {
    await answerTo((asked += 1), ["log.delivery", { id: Number(id) }]);
    await answerTo((asked += 1), ["log.curl", { id: Number(id), shell: "bash" }]);
    await answerTo((asked += 1), ["log.curl", { id: Number(id), shell: "powershell" }]);
  }
  return heard.join("\n");
}

function* filesIn(folder: string): Generator<string> {
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

test("tells no secret to anybody, and leaves no file to others", async () => {
  const repeats = await repeatingReceiver();
  const world = await createWorld({
    password: planted.password,
    settings: [
      "[endpoint.repeats]",
      `url = http://${repeats}/repeats?key=${planted.query}`,
      ...["basic_user = me", `basic_password = ${more.basic}`],
      "[endpoint.login]",
      `url = http://me:${more.login}@${repeats}/login`,
      "[log]",
      "level = debug",
    ],
  });
  onTestFinished(world.stop);
  const url = await world.start();
  await world.untilConnected();
  const call = world.call("+420774852629");
  const told = (word: string) =>
    world.received((path, body) => path.startsWith("/desk") && body.includes(word));
  call.arrive();
  call.ring();
  await told("ringing");
  call.answer();
  await told("started");
  call.hangUp();
  await told("ended");
  await until(
    async () => {
      const { endpoints } = await world.service().health();
      const failing = endpoints.filter(({ last_error: error }) => error !== undefined);
      return failing.length >= 2 ? true : undefined;
    },
    () => world.service().output(),
  );

  for (const path of ["/health", "/metrics", "/monitor/", "/nowhere?key=x"]) {
    expectNoSecret(path, (await ask(`${url}${path}`)).text);
  }
  const seen = await windowTexts(url);
  // The answers that repeat everything are among it.
  expect(seen).toContain("curl ");
  expect(seen).toMatch(/x-repeated[^\]]*\*\*\*/);
  expectNoSecret("the window", seen);
  expectNoSecret("the log", world.service().output());

  const [, settingsPath = ""] = world
    .service()
    .child.spawnargs.slice(world.service().child.spawnargs.indexOf("--settings"));
  const open = [...filesIn(join(dirname(settingsPath), "data"))].filter((path) => {
    // A certificate is shown to everybody who connects.
    return !path.endsWith(".crt") && (statSync(path).mode & 0o077) !== 0;
  });
  expect(open).toEqual([]);
});
