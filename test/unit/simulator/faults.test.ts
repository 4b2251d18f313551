import { describe, expect, it } from "vitest";
import { faultCatalogue, isFaultName } from "../../../src-main/simulator/faults/catalogue.ts";
import type { FaultName } from "../../../src-main/simulator/faults/fault-name.ts";
import { createBench, credentials, told } from "./bench.ts";
import { activeCall, leg } from "./fake-model.ts";

async function createFaulty(...faults: FaultName[]) {
  const bench = await createBench({ faults });
  const waitingIs = async (count: number) => {
    await expect.poll(() => bench.simulator.waiting()).toBe(count);
  };
  return { ...bench, waitingIs };
}

/** Status of each of `count` requests in a row; "cut" when there was no whole answer. */
async function outcomes(count: number, ask: () => Promise<Response>): Promise<string[]> {
  const seen: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const answer = await ask().catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    seen.push(answer && text !== undefined ? String(answer.status) : "cut");
  }
  return seen;
}

describe("the list of faults", () => {
  it("describes each fault once, in sentences", () => {
    const names = faultCatalogue.map((fault) => fault.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(32);
    for (const fault of faultCatalogue) {
      expect(fault.summary).toMatch(/^[A-Z].*\.$/);
      expect(isFaultName(fault.name)).toBe(true);
    }
    expect(isFaultName("toString")).toBe(false);
  });

  it("can be switched while the simulator runs", async () => {
    const { simulator, token, get } = await createFaulty("no-licence");
    const value = await token();
    expect((await get("/callcontrol", value)).status).toBe(403);
    simulator.setFaults([]);
    expect((await get("/callcontrol", value)).status).toBe(200);
    simulator.setFaults(["no-licence", "xapi-role"]);
    expect(simulator.faults()).toEqual(["no-licence", "xapi-role"]);
    expect((await get("/callcontrol", value)).status).toBe(403);
  });
});

describe("faults of tokens", () => {
  it("wrong-secret and old-version close the door", async () => {
    const { simulator, askToken } = await createFaulty("wrong-secret");
    expect((await askToken()).status).toBe(401);
    simulator.setFaults(["old-version"]);
    expect((await askToken()).status).toBe(404);
    simulator.setFaults([]);
    expect((await askToken()).status).toBe(200);
  });

  it("short-tokens, opaque-token and minutes-style change what is given", async () => {
    const { simulator, clock, askToken, get } = await createFaulty("short-tokens");
    const ask = async () => (await (await askToken()).json()) as { expires_in: number; access_token: string };
    const short = await ask();
    expect(short.expires_in).toBe(8);
    await clock.runFor(8_000);
    expect((await get("/callcontrol", short.access_token)).status).toBe(401);
    simulator.setFaults(["opaque-token", "minutes-style"]);
    const opaque = await ask();
    expect(opaque.expires_in).toBe(60);
    expect(opaque.access_token).toMatch(/^[0-9a-f]{64}$/);
  });

  it("expired-tokens refuses a valid token every few seconds, until it is switched off", async () => {
    const { simulator, clock, token, get } = await createFaulty("expired-tokens");
    for (let round = 0; round < 3; round += 1) {
      const value = await token();
      expect((await get("/callcontrol", value)).status).toBe(200);
      await clock.runFor(6_000);
      expect((await get("/callcontrol", value)).status).toBe(401);
    }
    simulator.setFaults([]);
    const value = await token();
    await clock.runFor(60_000);
    expect((await get("/callcontrol", value)).status).toBe(200);
  });

  it("token-kills-socket closes the socket of a replaced token", async () => {
    const { token, open, simulator } = await createFaulty("token-kills-socket");
    const { closed } = await open(await token());
    await token();
    await closed;
    expect(simulator.stats().socketsOpen).toBe(0);
  });

  it("upgrade-401 refuses the first upgrade after each break", async () => {
    const { simulator, token, open } = await createFaulty("upgrade-401");
    const value = await token();
    await expect(open(value)).rejects.toThrow("status 401");
    const { closed } = await open(value);
    simulator.dropSockets();
    await closed;
    await expect.poll(() => simulator.stats().socketsOpen).toBe(0);
    await expect(open(value)).rejects.toThrow("status 401");
    await open(value);
  });
});

describe("faults of the socket and of legs", () => {
  it("drop-socket breaks sockets every few seconds and tells nothing meanwhile", async () => {
    const { clock, model, token, open, simulator } = await createFaulty("drop-socket");
    const value = await token();
    const first = await open(value);
    await clock.runFor(7_000);
    await first.closed;
    model.put(leg());
    const second = await open(value);
    model.put(leg({ status: "Connected" }));
    await simulator.barrier();
    expect([first.frames.length, told(second.frames)]).toEqual([0, ["U 101/8106"]]);
    await clock.runFor(7_000);
    await second.closed;
  });

  it("late-gets describes a leg as it is by the time of the answer", async () => {
    const { clock, model, token, get, waitingIs, getJson } = await createFaulty("late-gets");
    const value = await token();
    model.put(leg());
    const asked = get("/callcontrol/101/participants/8106", value);
    await waitingIs(1);
    expect(await getJson("/callcontrol/101/participants", value)).toMatchObject([{ status: "Ringing" }]);
    model.put(leg({ status: "Connected" }));
    await clock.runFor(300);
    expect(await (await asked).json()).toMatchObject({ status: "Connected" });
    await waitingIs(0);
  });

  it("404-race answers 404 late for a leg that went after the question", async () => {
    const { clock, model, token, get, waitingIs } = await createFaulty("404-race");
    const value = await token();
    model.put(leg());
    const asked = get("/callcontrol/101/participants/8106", value);
    await waitingIs(1);
    model.remove("101", 8106);
    await clock.runFor(150);
    expect((await asked).status).toBe(404);
  });

  it("phantom-devices shows a second leg while a phone rings, and takes it back", async () => {
    const { simulator, model, token, open, getJson } = await createFaulty("phantom-devices");
    const value = await token();
    const { frames } = await open(value);
    model.put(leg());
    const legs = (await getJson("/callcontrol/101/participants", value)) as {
      device_id: string;
      callid: number;
    }[];
    expect(legs.map((one) => one.callid)).toEqual([1264, 1264]);
    expect(new Set(legs.map((one) => one.device_id)).size).toBe(2);
    model.put(leg({ status: "Connected" }));
    expect(await getJson("/callcontrol/101/participants", value)).toHaveLength(1);
    model.put(leg({ id: 8200, dn: "102" }));
    simulator.setFaults([]);
    await simulator.barrier();
    expect(told(frames)).toEqual([
      "U 101/8106",
      "U 101/508106",
      "U 101/8106",
      "R 101/508106",
      "U 102/8200",
      "U 102/508200",
      "R 102/508200",
    ]);
  });

  it("no-monitored shows nothing but the route point", async () => {
    const { simulator, model, token, open, getJson, get } = await createFaulty("no-monitored");
    const value = await token();
    const { frames } = await open(value);
    model.put(leg());
    expect(await getJson("/callcontrol", value)).toMatchObject([{ dn: "webhook" }]);
    expect((await get("/callcontrol/101", value)).status).toBe(403);
    await simulator.barrier();
    expect(frames).toEqual([]);
  });

  it("no-licence refuses Call Control and its socket, not XAPI", async () => {
    const { token, open, get } = await createFaulty("no-licence");
    const value = await token();
    expect((await get("/callcontrol", value)).status).toBe(403);
    await expect(open(value)).rejects.toThrow("status 403");
    expect((await get("/xapi/v1/Users", value)).status).toBe(200);
  });

  it("pbx-restart happens once, some seconds after it was switched on", async () => {
    const { clock, model, simulator, token, open, askToken } = await createFaulty("pbx-restart");
    const { closed } = await open(await token());
    await clock.runFor(3_999);
    expect(model.restarts).toBe(0);
    await clock.runFor(60_000);
    await closed;
    expect(model.restarts).toBe(1);
    expect((await askToken(credentials)).status).toBe(200);
    simulator.setFaults([]);
    simulator.setFaults(["pbx-restart"]);
    await clock.runFor(60_000);
    expect(model.restarts).toBe(2);
  });
});

describe("faults of XAPI", () => {
  it("slow-xapi answers after three to eight seconds of the clock", async () => {
    const { clock, token, get, waitingIs } = await createFaulty("slow-xapi");
    const asked = get("/xapi/v1/Users", await token());
    await waitingIs(1);
    await clock.runFor(2_999);
    await waitingIs(1);
    await clock.runFor(5_001);
    expect((await asked).status).toBe(200);
  });

  it("failing-xapi fails in turns and comes back", async () => {
    const { token, get } = await createFaulty("failing-xapi");
    const value = await token();
    expect(await outcomes(18, () => get("/xapi/v1/Users", value))).toEqual([
      ...["500", "504", "cut", "500", "504", "cut"],
      ...Array.from({ length: 6 }, () => "200"),
      ...["500", "504", "cut", "500", "504", "cut"],
    ]);
  });

  it("xapi-garbage answers 200 with what is none, in between", async () => {
    const { token, get } = await createFaulty("xapi-garbage");
    const value = await token();
    const seen = await outcomes(24, () => get("/xapi/v1/Users", value));
    expect(seen.filter((outcome) => outcome === "cut")).toHaveLength(2);
    expect(new Set(seen)).toEqual(new Set(["200", "cut"]));
  });

  it("endless-answer begins and goes on until somebody hangs up", async () => {
    const { clock, simulator, token, get, waitingIs } = await createFaulty("endless-answer");
    const value = await token();
    expect(await outcomes(3, () => get("/xapi/v1/Users", value))).toEqual(["200", "200", "200"]);
    const endless = await get("/xapi/v1/Users", value);
    await waitingIs(1);
    await clock.runFor(60_000);
    expect(simulator.inFlight()).toBe(1);
    await endless.body?.cancel();
    await waitingIs(0);
    await expect.poll(() => simulator.inFlight()).toBe(0);
  });

  it("xapi-role leaves Defs alone", async () => {
    const { token, get } = await createFaulty("xapi-role");
    const value = await token();
    const statuses = await Promise.all(
      ["Defs?$select=Id", "ActiveCalls", "Users"].map(
        async (path) => (await get(`/xapi/v1/${path}`, value)).status,
      ),
    );
    expect(statuses).toEqual([200, 403, 403]);
  });

  it("duplicate-rows lists each active call twice", async () => {
    const { model, token, getJson } = await createFaulty("duplicate-rows");
    model.rows = [activeCall(), activeCall({ Id: 1265 })];
    const { value } = (await getJson("/xapi/v1/ActiveCalls", await token())) as { value: { Id: number }[] };
    expect(value.map((row) => row.Id)).toEqual([1264, 1264, 1265, 1265]);
  });

  it("late-call-log and top-limit change the call log", async () => {
    const { clock, simulator, model, token, get } = await createFaulty("late-call-log");
    const row = { MainCallHistoryId: "a", RingingDuration: "PT5S", TalkingDuration: "PT0S" };
    model.log = [
      { ...row, StartTime: "2026-01-30T15:59:57Z" },
      { ...row, StartTime: "2026-01-30T15:00:00Z" },
    ];
    const value = await token();
    const path =
      "/xapi/v1/ReportCallLogData/Pbx.GetCallLogData(periodFrom=2026-01-30T00:00:00Z,periodTo=2026-01-31T00:00:00Z," +
      "sourceType=0,sourceFilter='',destinationType=0,destinationFilter='',callsType=0,callTimeFilterType=0," +
      "callTimeFilterFrom='0:00:0',callTimeFilterTo='0:00:0',hidePcalls=true)?$top=500";
    const count = async () => ((await (await get(path, value)).json()) as { value: unknown[] }).value.length;
    expect(await count()).toBe(0);
    await clock.runFor(10_000);
    expect(await count()).toBe(2);
    simulator.setFaults(["top-limit"]);
    expect((await get(path, value)).status).toBe(400);
  });
});
