/** A simulator with a client that looks at its wire, on a virtual clock; everything is closed afterwards. */
import { WebSocket } from "ws";
import { onTestFinished } from "vitest";
import type { SimulatorOptions } from "../../../src-main/simulator/options.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../../src-main/simulator/simulator.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { createFakeModel } from "./fake-model.ts";

export const startMs = Date.parse("2026-01-30T16:00:00Z");
export const credentials = {
  client_id: "webhook",
  client_secret: "s3cret",
  grant_type: "client_credentials",
};

export async function createBench(options: Partial<SimulatorOptions> = {}) {
  const clock = createVirtualClock({ startMs });
  const model = createFakeModel();
  const simulator = createSimulator({
    model,
    clock,
    random: createSeededRandom(1),
    clients: [{ clientId: "webhook", secret: "s3cret", monitored: ["101", "102"] }],
    onDrop: model.remove,
    ...options,
  });
  const { url } = await simulator.start();
  onTestFinished(() => simulator.stop());

  const askToken = (fields: Record<string, string> = credentials) =>
    fetch(`${url}/connect/token`, { method: "POST", body: new URLSearchParams(fields) });

  async function token(): Promise<string> {
    const body = (await (await askToken()).json()) as { access_token: string };
    return body.access_token;
  }

  const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
  const get = (path: string, value: string) => fetch(url + path, { headers: bearer(value) });
  const getJson = async (path: string, value: string): Promise<unknown> => (await get(path, value)).json();

  return { clock, model, simulator, url, askToken, token, bearer, get, getJson, open: opener(url, bearer) };
}

export interface TestSocket {
  readonly frames: string[];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
}

/** Opens an event socket; rejects with the HTTP status of a refusal. */
function opener(url: string, bearer: (token: string) => Record<string, string>) {
  return (token: string, path = "/callcontrol/ws"): Promise<TestSocket> => {
    const socket = new WebSocket(url.replace("http", "ws") + path, { headers: bearer(token) });
    onTestFinished(() => socket.terminate());
    const frames: string[] = [];
    socket.on("message", (data) => frames.push(String(data)));
    const closed = new Promise<number>((resolve) => socket.on("close", resolve));
    return new Promise((resolve, reject) => {
      socket.on("open", () => resolve({ frames, socket, closed }));
      socket.on("unexpected-response", (_request, response) =>
        reject(new Error(`status ${response.statusCode}`)),
      );
      socket.on("error", reject);
    });
  };
}

/** Events of well-formed frames as `U 101/8106`, `R 101/8106`. */
export function told(frames: readonly string[]): string[] {
  return frames.map((frame) => {
    const { event } = JSON.parse(frame) as { event: { event_type: number; entity: string } };
    const [, , dn, , id] = event.entity.split("/");
    return `${event.event_type === 0 ? "U" : "R"} ${dn}/${id}`;
  });
}
