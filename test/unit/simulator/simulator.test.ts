import { Agent, request } from "node:https";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { selfSigned } from "../../../src-main/simulator/certificate.ts";
import { createBench, credentials, startMs, told } from "./bench.ts";
import { leg } from "./fake-model.ts";

interface TokenBody {
  access_token: string;
  expires_in: number;
  token_type: string;
}

describe("token endpoint", () => {
  it("gives a JWT with its lifetime on the clock, to a form and to multipart", async () => {
    const { url, askToken } = await createBench();
    const body = (await (await askToken()).json()) as TokenBody;
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    const [, payload = ""] = body.access_token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    expect(claims).toMatchObject({ client_id: "webhook", iat: startMs / 1000, exp: startMs / 1000 + 3600 });

    const form = new FormData();
    for (const [name, value] of Object.entries(credentials)) form.set(name, value);
    const answer = await fetch(`${url}/connect/token`, { method: "POST", body: form });
    expect(answer.status).toBe(200);
  });

  it("refuses what is wrong as OAuth does", async () => {
    const { url, askToken } = await createBench();
    const wrong = await askToken({ ...credentials, client_secret: "x" });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({
      error: "invalid_client",
      error_description: expect.any(String),
    });
    expect((await askToken({ ...credentials, grant_type: "password" })).status).toBe(400);
    expect((await fetch(`${url}/connect/token`, { method: "POST", body: "nothing" })).status).toBe(400);
    expect((await fetch(`${url}/connect/token`)).status).toBe(405);
  });

  it("keeps one live token for each client, until it expires", async () => {
    const { clock, token, get } = await createBench();
    const first = await token();
    expect((await get("/callcontrol", first)).status).toBe(200);
    const second = await token();
    expect(second).not.toBe(first);
    expect((await get("/callcontrol", first)).status).toBe(401);
    expect((await get("/callcontrol", second)).status).toBe(200);
    await clock.runFor(3_600_000);
    expect((await get("/callcontrol", second)).status).toBe(401);
  });

  it("says minutes and gives opaque tokens where that is chosen", async () => {
    const { askToken, get } = await createBench({ tokenStyle: { format: "opaque", expiresIn: "minutes" } });
    const body = (await (await askToken()).json()) as TokenBody;
    expect(body.expires_in).toBe(60);
    expect(body.access_token).not.toContain(".");
    expect((await get("/callcontrol", body.access_token)).status).toBe(200);
  });

  it("takes the token from the header only", async () => {
    const { url, token, open } = await createBench();
    const value = await token();
    expect((await fetch(`${url}/callcontrol?access_token=${value}`)).status).toBe(401);
    await expect(open("wrong", `/callcontrol/ws?access_token=${value}`)).rejects.toThrow("status 401");
  });
});

describe("Call Control", () => {
  it("shows the route point and the monitored DNs, nothing else", async () => {
    const { model, token, get, getJson } = await createBench();
    const value = await token();
    model.put(leg());
    const dns = (await getJson("/callcontrol", value)) as {
      dn: string;
      type: string;
      participants: unknown[];
    }[];
    expect(dns.map((entry) => `${entry.dn} ${entry.type}`)).toEqual([
      "webhook Wroutepoint",
      "101 Wextension",
      "102 Wextension",
    ]);
    expect(dns[1]?.participants).toEqual([leg()]);
    expect(await getJson("/callcontrol/101", value)).toEqual(dns[1]);
    expect(await getJson("/callcontrol/101/participants", value)).toEqual([leg()]);
    expect(await getJson("/callcontrol/101/participants/8106", value)).toEqual(leg());
    expect(await getJson("/callcontrol/101/devices/sip%3A101%40127.0.0.1%3A5483", value)).toMatchObject({
      user_agent: "3CX Web Client",
    });
    for (const [path, status] of [
      ["/callcontrol/103", 403],
      ["/callcontrol/103/participants/1", 403],
      ["/callcontrol/999", 404],
      ["/callcontrol/101/participants/1", 404],
      ["/callcontrol/101/devices/none", 404],
      ["/callcontrol/101/unknown", 404],
      ["/callcontrol/101/participants/8106/stream", 424],
      ["/callcontrol/%zz", 400],
      ["/elsewhere", 404],
    ] as const) {
      expect([path, (await get(path, value)).status]).toEqual([path, status]);
    }
  });

  it("drops a leg and refuses other commands", async () => {
    const { url, model, token, bearer } = await createBench();
    const headers = bearer(await token());
    model.put(leg());
    const post = (path: string) => fetch(url + path, { method: "POST", headers, body: "{}" });
    expect((await post("/callcontrol/101/participants/8106/answer")).status).toBe(422);
    expect((await post("/callcontrol/101/makecall")).status).toBe(422);
    const dropped = await post("/callcontrol/101/participants/8106/drop");
    expect(await dropped.json()).toEqual({
      finalstatus: "Success",
      reason: "NotSpecified",
      reasontext: "",
      result: null,
    });
    expect(model.dns()[0]?.participants).toEqual([]);
    expect((await post("/callcontrol/101/participants/8106/drop")).status).toBe(404);
  });
});

describe("event socket", () => {
  it("tells changes of monitored DNs, counted for each connection, without data", async () => {
    const { model, simulator, token, open } = await createBench();
    const value = await token();
    const first = await open(value);
    model.put(leg());
    model.put(leg({ id: 8107, dn: "103" }));
    const second = await open(value);
    model.put(leg({ status: "Connected" }));
    model.remove("101", 8106);
    await simulator.barrier();
    expect(first.frames.map((frame) => JSON.parse(frame) as unknown)).toEqual([
      {
        sequence: 1,
        event: { event_type: 0, entity: "/callcontrol/101/participants/8106", attached_data: null },
      },
      {
        sequence: 2,
        event: { event_type: 0, entity: "/callcontrol/101/participants/8106", attached_data: null },
      },
      {
        sequence: 3,
        event: { event_type: 1, entity: "/callcontrol/101/participants/8106", attached_data: null },
      },
    ]);
    expect(told(second.frames)).toEqual(["U 101/8106", "R 101/8106"]);
    expect(JSON.parse(second.frames[0] ?? "")).toMatchObject({ sequence: 1 });
    expect(simulator.stats()).toMatchObject({ socketsOpened: 2, socketsOpen: 2, framesSent: 5 });
  });

  it("counts for the PBX as a whole where that is chosen", async () => {
    const { model, simulator, token, open } = await createBench({ sequenceScope: "pbx" });
    const value = await token();
    const sockets = [await open(value), await open(value)];
    model.put(leg());
    await simulator.barrier();
    expect(
      sockets.map(({ frames }) => (JSON.parse(frames[0] ?? "") as { sequence: number }).sequence),
    ).toEqual([1, 2]);
  });

  it("the barrier does not wait for a client that is silent for ever", async () => {
    const { simulator, token, open } = await createBench();
    const { socket } = await open(await token());
    socket.pause();
    await simulator.barrier();
    socket.resume();
  });

  it("the barrier ends when the socket breaks meanwhile", async () => {
    const { simulator, token, open } = await createBench();
    const { socket } = await open(await token());
    socket.pause();
    const waiting = simulator.barrier();
    simulator.dropSockets();
    await waiting;
  });

  it("refuses a bad token with 401 and another path with 404 at the upgrade", async () => {
    const { token, open } = await createBench();
    await expect(open("wrong")).rejects.toThrow("status 401");
    await expect(open(await token(), "/callcontrol/other")).rejects.toThrow("status 404");
  });

  it("answers requests that come through the socket", async () => {
    const { model, simulator, token, open } = await createBench();
    const { socket, frames } = await open(await token());
    socket.send(JSON.stringify({ RequestID: "r1", Path: "/callcontrol/101/participants", RequestData: "" }));
    socket.send("no request");
    await expect.poll(() => frames.length).toBe(1);
    expect(JSON.parse(frames[0] ?? "")).toEqual({
      sequence: 1,
      event: {
        event_type: 4,
        entity: "/callcontrol/101/participants",
        attached_data: {
          RequestID: "r1",
          Path: "/callcontrol/101/participants",
          StatusCode: 200,
          Response: [],
        },
      },
    });
    model.put(leg());
    socket.send(
      JSON.stringify({ requestid: "r2", path: "/callcontrol/101/participants/8106/drop", requestdata: {} }),
    );
    await expect.poll(() => frames.length).toBe(4);
    expect(model.dns()[0]?.participants).toEqual([]);
    await simulator.barrier();
  });

  it.each(["stays", "closes"] as const)(
    "an open socket whose token is replaced %s",
    async (socketAfterwards) => {
      const { simulator, token, open } = await createBench({ tokenStyle: { socketAfterwards } });
      const { closed } = await open(await token());
      await token();
      if (socketAfterwards === "closes") await closed;
      await simulator.barrier();
      expect(simulator.stats().socketsOpen).toBe(socketAfterwards === "stays" ? 1 : 0);
    },
  );
});

describe("life of the server", () => {
  it("speaks https and wss with a certificate of its own", async () => {
    const certificate = await selfSigned(["pbx.example.com"]);
    const { url, simulator } = await createBench({ tls: certificate });
    const agent = new Agent({ ca: certificate.cert, keepAlive: false });
    const token = await new Promise<string>((resolve, reject) => {
      const asked = request(`${url}/connect/token`, { agent, method: "POST" }, (answer) => {
        answer.on("data", (data) => resolve((JSON.parse(String(data)) as TokenBody).access_token));
      });
      asked.on("error", reject);
      asked.setHeader("content-type", "application/x-www-form-urlencoded");
      asked.end(new URLSearchParams(credentials).toString());
    });
    const socket = new WebSocket(`${url.replace("http", "ws")}/callcontrol/ws`, {
      agent,
      headers: { authorization: `Bearer ${token}` },
    });
    onTestFinished(() => socket.terminate());
    await new Promise((resolve, reject) => {
      socket.on("open", resolve);
      socket.on("error", reject);
    });
    expect(simulator.stats().socketsOpen).toBe(1);
  });

  it("tells that a port is in use", async () => {
    const { url } = await createBench();
    await expect(createBench({ port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
  });

  it("restarts: calls vanish, sockets break, tokens die, and it comes back", async () => {
    const { clock, model, simulator, token, get, askToken, open } = await createBench();
    const value = await token();
    const { closed } = await open(value);
    model.put(leg());
    simulator.restartPbx();
    await closed;
    expect(model.restarts).toBe(1);
    expect((await askToken()).status).toBe(503);
    await clock.runFor(3_000);
    expect((await get("/callcontrol", value)).status).toBe(401);
    expect((await get("/callcontrol", await token())).status).toBe(200);
  });

  it("stops although requests and sockets are open", async () => {
    const { simulator, token, get, open } = await createBench({ faults: ["slow-xapi"] });
    const value = await token();
    const { closed } = await open(value);
    const asked = get("/xapi/v1/Users", value).catch(() => "cut");
    await expect.poll(() => simulator.waiting()).toBe(1);
    await simulator.stop();
    await closed;
    expect(await asked).toBe("cut");
    expect(simulator.inFlight()).toBe(0);
    expect(simulator.waiting()).toBe(0);
  });
});
