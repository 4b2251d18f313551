/** A whole service with a secret in each place that holds one, and a receiver that repeats everything it gets. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { contract } from "../../src-shared/contract/contract.ts";
import { monitorPaths } from "../../src-shared/rpc/monitor-session.ts";
import { createWorld, planted } from "../e2e/world.ts";
import { listenTo, until } from "../integration/service-process.ts";

const more = {
  basic: "planted-basic-password-3d5c",
  login: "planted-address-password-88aa",
  variable: "planted-by-variable-61f0",
} as const;
/** Typed at the login, wrong. Made up of two, so that it stands in no file of the sources. */
export const wrongPassword = ["planted-wrong", "password-0c4e"].join("-");

const forms = (secret: string) => {
  const bare = secret.replace(/^whsec_/, "");
  return [secret, bare, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
};
const secrets: readonly string[] = Object.values({ ...planted, ...more, wrongPassword });
/** Those that are part of a receiver's address. */
export const secretsInAddresses: readonly string[] = [planted.query, more.login];

export function expectNoSecret(
  where: string,
  said: string | Buffer,
  { but = [] }: { readonly but?: readonly string[] } = {},
): void {
  const looked = [...secrets.filter((secret) => !but.includes(secret)), `me:${more.basic}`];
  for (const secret of looked.flatMap(forms)) {
    expect(said.includes(secret), `${where} shows ${secret}`).toBe(false);
  }
}

export const entry = new URL("../../src-main/headless.ts", import.meta.url).pathname;
export const secretVariable = { WEBHOOK_ENDPOINT_DESK_BEARER_TOKEN: more.variable } as const;

/** The service in its world; `nodeOptions` go to Node itself. */
export async function plantedWorld(nodeOptions: readonly string[] = [], variables = {}) {
  const repeats = await repeatingReceiver();
  const env = { ...process.env, ...secretVariable, ...variables };
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
    launch: (args) =>
      listenTo(
        spawn(process.execPath, [...nodeOptions, entry, ...args], { stdio: ["ignore", "pipe", "pipe"], env }),
      ),
  });
  onTestFinished(world.stop);
  return world;
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

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-secrets-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An ffmpeg that writes down how it was called, and is none: each call leaves a file in `folder`. */
export function tellingFfmpeg(folder: string): string {
  const path = join(folder, "ffmpeg");
  writeFileSync(path, `#!/bin/sh\n{ env; echo "$0 $@"; } > "${folder}/call.$$"\nexit 1\n`);
  chmodSync(path, 0o700);
  return path;
}

export function ask(
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

export function logIn(url: string, password: string): Promise<{ text: string; cookie: string }> {
  const headers = { origin: url, "content-type": "application/json" };
  return ask(`${url}${monitorPaths.login}`, "POST", headers, JSON.stringify({ password }));
}

export type Question = readonly [method: keyof typeof contract.methods, params: object];

/** A window that has logged in: `answerTo` gives the text of an answer, `heard` everything that ever came. */
export async function openWindow(url: string) {
  const { cookie } = await logIn(url, planted.password);
  const socket = new WebSocket(`${url.replace("https", "wss")}${monitorPaths.socket}`, {
    ...{ headers: { origin: url, cookie }, rejectUnauthorized: false },
  });
  onTestFinished(() => socket.terminate());
  const heard: string[] = [];
  socket.on("message", (data) => heard.push(String(data)));
  await new Promise((opened, failed) => socket.once("open", opened).once("error", failed));
  const say = (message: unknown) => socket.send(JSON.stringify(message));
  say({ kind: "hello", protocol: contract.protocolVersion, version: "1" });
  let asked = 0;
  const answerTo = async ([method, params]: Question) => {
    const id = (asked += 1);
    say({ kind: "request", id, method, params });
    const isAnswer = (text: string) => new RegExp(`^{"kind":"(reply|error)","id":${id},`).test(text);
    const found = () => heard.find(isAnswer);
    const text = await until(found, () => `${method} was not answered`);
    expect(text, method).toContain('"kind":"reply"');
    return text;
  };
  return { heard, answerTo };
}

export function* filesIn(folder: string): Generator<string> {
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}
