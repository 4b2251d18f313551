// Who gets a socket, and when it is taken away again.
import { once } from "node:events";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import type { Clock } from "../../../../src-shared/ports/clock.ts";
import { createSocketChannel } from "../../../../src-renderer/client/socket-channel.ts";
import type { CloseReason } from "../../../../src-shared/rpc/close-reason.ts";
import { monitorPaths } from "../../../../src-shared/rpc/monitor-session.ts";
import { openMonitor, password } from "./monitor-fixture.ts";

const withPassword = { monitorPassword: password };

/** `open`, or the status of the refusal. */
function outcome(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once("open", () => resolve("open"));
    socket.once("unexpected-response", (_request, answer) => resolve(String(answer.statusCode)));
    socket.once("error", (error) => resolve(/(\d{3})$/.exec(error.message)?.[1] ?? error.message));
  });
}

test("a socket opens with a session and for a page of this server only", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  expect(await outcome(monitor.socket())).toBe("401");
  expect(await outcome(monitor.socket({ cookie: "__Host-3cx-webhook=guess" }))).toBe("401");
  const { cookie } = await monitor.login(password);
  expect(await outcome(monitor.socket({ cookie }))).toBe("open");
  expect(await outcome(monitor.socket({ cookie, origin: "https://evil.example" }))).toBe("403");
  expect(await outcome(monitor.socket({ cookie, origin: "" }))).toBe("403");
});

test("without a password it opens on this machine, under a name of this machine", async () => {
  const monitor = await openMonitor();
  expect(await outcome(monitor.socket())).toBe("open");
  const rebound = { host: "evil.example", origin: "https://evil.example" };
  expect(await outcome(monitor.socket(rebound))).toBe("403");
  expect(await outcome(monitor.socket({ "x-forwarded-for": "192.0.2.9" }))).toBe("403");
  await monitor.apply({ monitor: false });
  expect(await outcome(monitor.socket())).toBe("404");
});

test("other paths have no socket", async () => {
  const monitor = await openMonitor();
  for (const path of ["/health", "/", "/monitor/", `${monitorPaths.socket}/`, `${monitorPaths.socket}?x=1`]) {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
      origin: monitor.url,
    };
    expect((await monitor.ask("GET", path, headers)).status, path).toBe(404);
  }
});

type Monitor = Awaited<ReturnType<typeof openMonitor>>;

async function openWindow(monitor: Monitor, cookie?: string): Promise<CloseReason[]> {
  const reasons: CloseReason[] = [];
  const socket = monitor.socket(cookie === undefined ? {} : { cookie });
  createSocketChannel({ open: () => socket, whyNot: async () => "not-allowed" }).onClose((reason) =>
    reasons.push(reason),
  );
  await once(socket, "open");
  return reasons;
}

test("windows close with the reason when their session ends", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  const [first, second] = [await monitor.login(password), await monitor.login(password)];
  const windows = [await openWindow(monitor, first.cookie), await openWindow(monitor, second.cookie)];
  await monitor.ask("POST", monitorPaths.logout, { cookie: first.cookie, origin: monitor.url });
  await expect.poll(() => windows).toEqual([["session-ended"], []]);
  await monitor.apply({ monitorPassword: "another" });
  await expect.poll(() => windows).toEqual([["session-ended"], ["session-ended"]]);
});

test("setting a first password, switching off and stopping close windows with the reason", async () => {
  const monitor = await openMonitor();
  const first = await openWindow(monitor);
  await monitor.apply({ monitorPassword: password });
  await expect.poll(() => first).toEqual(["session-ended"]);
  await monitor.apply({ monitorPassword: undefined });
  const second = await openWindow(monitor);
  await monitor.apply({ monitor: false });
  await expect.poll(() => second).toEqual(["switched-off"]);
  await monitor.apply({ monitor: true });
  const third = await openWindow(monitor);
  await monitor.server.stop();
  await expect.poll(() => third).toEqual(["stopping"]);
});

test("bytes, broken text and a frame beyond all measure close that socket alone", async () => {
  const monitor = await openMonitor();
  const good = await openWindow(monitor);
  for (const [data, code] of [
    [Buffer.from([1, 2, 3]), 4000],
    ["x".repeat(17 * 1024 * 1024), 1009],
  ] as const) {
    const socket = monitor.socket();
    socket.once("open", () => socket.send(data));
    expect((await once(socket, "close"))[0]).toBe(code);
  }
  expect(good).toEqual([]);
});

test("more windows than there is room for are told so", async () => {
  const monitor = await openMonitor();
  const windows = await Promise.all(Array.from({ length: 33 }, () => openWindow(monitor)));
  await expect.poll(() => windows.flat()).toEqual(["too-many-windows"]);
});

test("a window that has vanished without a word is let go", async () => {
  const timers: { delayMs: number; run: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => Date.now(),
    after(delayMs, run) {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
  };
  const monitor = await openMonitor({ clock });
  const socket = monitor.socket();
  socket.once("open", () => socket.pause());
  await once(socket, "open");
  const beat = () => timers.filter(({ delayMs }) => delayMs === 30_000).forEach(({ run }) => run());
  beat();
  expect(monitor.closed).toEqual([]);
  beat();
  await expect.poll(() => monitor.closed).toEqual(["lost"]);
});
