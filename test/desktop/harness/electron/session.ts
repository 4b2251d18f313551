// `session` and `protocol`: what a page may load and use; `net`: what the program fetches itself.
import { EventEmitter } from "node:events";
import http, { type RequestOptions } from "node:http";
import https from "node:https";
import type { CustomScheme, Protocol, Session } from "electron";
import { fakeApp } from "./app.ts";
import { answer } from "./link.ts";
import { strict } from "./strict.ts";

type Handler = (request: Request) => Promise<Response> | Response;
const schemes: CustomScheme[] = [];
const handlers = new Map<string, Handler>();

class FakeProtocol implements Pick<Protocol, "registerSchemesAsPrivileged" | "handle"> {
  registerSchemesAsPrivileged(customSchemes: CustomScheme[]): void {
    if (fakeApp.isReadyNow)
      throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    schemes.push(...customSchemes);
  }
  handle(scheme: string, handler: Handler): void {
    if (!fakeApp.isReadyNow) throw new Error("protocol.handle: the app is not ready");
    handlers.set(scheme, handler);
  }
}
export const protocol = strict("protocol", new FakeProtocol());

type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;
const rules: {
  request?: Parameters<Session["setPermissionRequestHandler"]>[0];
  check?: Parameters<Session["setPermissionCheckHandler"]>[0];
  device?: Parameters<Session["setDevicePermissionHandler"]>[0];
  before?: BeforeRequest;
} = {};

class FakeSession
  extends EventEmitter
  implements
    Pick<Session, "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler">
{
  readonly protocol = protocol;
  readonly webRequest = strict("webRequest", {
    onBeforeRequest: (listener: BeforeRequest) => void (rules.before = listener),
  });
  setPermissionRequestHandler(handler: typeof rules.request | null): void {
    if (handler) rules.request = handler;
  }
  setPermissionCheckHandler(handler: typeof rules.check | null): void {
    if (handler) rules.check = handler;
  }
  setDevicePermissionHandler(handler: typeof rules.device | null): void {
    if (handler) rules.device = handler;
  }
}
const defaultSession = strict("session", new FakeSession());
export const session = strict("session", { defaultSession, fromPartition: () => defaultSession });

/** `net`: requests of the main process, over Node's own network. */
export const net = strict("net", {
  request: ({ session: _session, ...options }: RequestOptions & { readonly session?: unknown }) =>
    (options.protocol === "http:" ? http : https).request(options),
});

export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** `undefined`: the program keeps the page from it. */
answer("request", async ({ url, method, headers, body }: PageRequest) => {
  let cancelled = false;
  rules.before?.({ url }, ({ cancel }) => (cancelled = cancel === true));
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (cancelled || handler === undefined) return undefined;
  const answered = await handler(
    new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
  );
  return {
    status: answered.status,
    headers: Object.fromEntries(answered.headers),
    body: Buffer.from(await answered.arrayBuffer()).toString("base64"),
  };
});
answer("schemes", () => schemes);
answer("permission", ({ permission, url }: { permission: string; url: string }) => {
  let granted: boolean | undefined;
  const contents = { getURL: () => url };
  rules.request?.(contents as never, permission as never, (answered) => (granted = answered), {} as never);
  return [granted, rules.check?.(null, permission as never, url, {} as never), rules.device?.({} as never)];
});
answer("download", ({ url }: { url: string }) => {
  let prevented = false;
  const event = { preventDefault: () => void (prevented = true) };
  defaultSession.emit("will-download", event, { getURL: () => url }, {});
  return !prevented;
});
