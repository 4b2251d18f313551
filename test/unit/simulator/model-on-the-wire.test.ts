import { describe, expect, it, onTestFinished } from "vitest";
import type { Action } from "../../../src-main/simulator/model/actions.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../../src-main/simulator/simulator.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { startMs } from "./bench.ts";
import { deviations, type SchemaName } from "./xapi-schema.ts";

const actions: readonly Action[] = [
  { type: "arrive", call: "a", from: "+420777123456", name: "Bär & Söhne", rule: "DirectDID" },
  { type: "ring", call: "a", dns: ["101"] },
  { type: "answer", call: "a", dn: "101" },
];

/** The company's own model after a call that was answered, and a second one that still goes on. */
async function createCompany() {
  const clock = createVirtualClock({ startMs });
  const random = createSeededRandom(3);
  const model = createPbxModel({ clock, random });
  const simulator = createSimulator({
    model,
    clock,
    random,
    clients: [{ clientId: "webhook", secret: "s3cret", monitored: ["101"] }],
    onDrop: model.drop,
  });
  const { url } = await simulator.start();
  onTestFinished(() => simulator.stop());
  const perform = (action: Action) => expect(model.perform(action)).toEqual({ done: true });

  for (const action of actions) {
    perform(action);
    await clock.runFor(3_000);
  }
  perform({ type: "hang-up", call: "a", by: "outside" });
  await clock.runFor(60_000);
  for (const action of actions.slice(0, 2)) perform({ ...action, call: "b" });

  const body = new URLSearchParams({
    client_id: "webhook",
    client_secret: "s3cret",
    grant_type: "client_credentials",
  });
  const answer = await fetch(`${url}/connect/token`, { method: "POST", body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const getJson = async (path: string): Promise<unknown> => (await fetch(url + path, { headers })).json();
  return { model, url, headers, getJson };
}

describe("the company on the wire", () => {
  it("shows nothing in XAPI that the official schema does not have", async () => {
    const { getJson } = await createCompany();
    const callLog =
      "ReportCallLogData/Pbx.GetCallLogData(periodFrom=2026-01-30T00:00:00Z,periodTo=2026-01-31T00:00:00Z," +
      "sourceType=0,sourceFilter='',destinationType=0,destinationFilter='',callsType=0,callTimeFilterType=0," +
      "callTimeFilterFrom='0:00:0',callTimeFilterTo='0:00:0',hidePcalls=true)";
    const paths: readonly (readonly [SchemaName, string])[] = [
      ["ActiveCalls", "ActiveCalls"],
      ["CallLogData", callLog],
      ["DidNumbers", "DidNumbers?$expand=RoutingRule"],
      ["InboundRules", "InboundRules?$expand=TrunkDN"],
      ["Parkings", "Parkings"],
      ["Peers", "Peers?$expand=MemberOf"],
      ["Queues", "Queues?$expand=Agents,Managers"],
      ["Receptionists", "Receptionists?$expand=Forwards"],
      ["Recordings", "Recordings"],
      ["RingGroups", "RingGroups?$expand=Members"],
      ["Trunks", "Trunks"],
      ["Users", "Users"],
    ];
    for (const [name, path] of paths) {
      const { value } = (await getJson(`/xapi/v1/${path}`)) as { value: unknown[] };
      expect([name, value.length > 0]).toEqual([name, true]);
      expect(value.flatMap((row) => deviations(name, row))).toEqual([]);
    }
  });

  it("drops a leg on request", async () => {
    const { url, headers, getJson } = await createCompany();
    const [leg] = (await getJson("/callcontrol/101/participants")) as { id: number; status: string }[];
    expect(leg?.status).toBe("Ringing");
    const path = `/callcontrol/101/participants/${leg?.id}`;
    const answer = await fetch(`${url}${path}/drop`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(200);
    expect(await getJson("/callcontrol/101/participants")).toEqual([]);
  });
});
