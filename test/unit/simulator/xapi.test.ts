import { describe, expect, it } from "vitest";
import { createBench } from "./bench.ts";
import { activeCall } from "./fake-model.ts";
import { deviations, type SchemaName } from "./xapi-schema.ts";

interface Page {
  value: Record<string, unknown>[];
  "@odata.context": string;
  "@odata.count"?: number;
}

const logArguments = [
  "periodFrom=2026-01-30T00:00:00Z",
  "periodTo=2026-01-31T00:00:00Z",
  "sourceType=0",
  "sourceFilter=''",
  "destinationType=0",
  "destinationFilter=''",
  "callsType=0",
  "callTimeFilterType=0",
  "callTimeFilterFrom='0:00:0'",
  "callTimeFilterTo='0:00:0'",
  "hidePcalls=true",
];
const callLog = (list: readonly string[] = logArguments) =>
  `/xapi/v1/ReportCallLogData/Pbx.GetCallLogData(${list.join(",")})`;

async function createAsker() {
  const bench = await createBench();
  const token = await bench.token();
  const page = async (path: string) => (await bench.getJson(path, token)) as Page;
  return { ...bench, page, ask: (path: string) => bench.get(path, token) };
}

describe("XAPI collections", () => {
  const names = [
    "Peers",
    "Users",
    "Queues",
    "RingGroups",
    "Receptionists",
    "Trunks",
    "InboundRules",
    "DidNumbers",
    "Parkings",
    "Recordings",
    "ActiveCalls",
  ] as const satisfies readonly SchemaName[];

  it.each(names)("%s has the official envelope and fields", async (name) => {
    const { model, page } = await createAsker();
    model.rows = [activeCall()];
    const { value, ...envelope } = await page(`/xapi/v1/${name}?$top=100&$expand=TrunkDN,Agents,RoutingRule`);
    expect(envelope).toEqual({ "@odata.context": `/xapi/v1/$metadata#${name}` });
    expect(value.length).toBeGreaterThan(0);
    expect(value.flatMap((row) => deviations(name, row))).toEqual([]);
  });

  it("pages, counts and limits $top", async () => {
    const { page, ask } = await createAsker();
    const first = await page("/xapi/v1/Users?$top=100&$count=true&$select=Number");
    const second = await page("/xapi/v1/Users?%24top=100&%24skip=100");
    expect([first.value.length, first["@odata.count"], second.value.length]).toEqual([100, 130, 30]);
    expect(first.value[0]).toEqual({ Number: "101" });
    expect(second.value[0]).toMatchObject({ Number: "201", LastName: "O'Neil" });
    const refused = await ask("/xapi/v1/Users?$top=101");
    expect(refused.status).toBe(400);
    expect(deviations("error", await refused.json())).toEqual([]);
    expect((await ask("/xapi/v1/Users?$top=x")).status).toBe(400);
  });

  it("filters and orders", async () => {
    const { page, ask } = await createAsker();
    const ids = async (query: string) => (await page(`/xapi/v1/${query}`)).value.map((row) => row.Id);
    expect(await ids("Recordings?$filter=Id eq 84&$top=1")).toEqual([84]);
    expect(
      await ids("Recordings?$filter=StartTime ge 2026-01-30T00:00:00Z and StartTime le 2026-01-30T23:00:00Z"),
    ).toEqual([84]);
    expect(await ids("Recordings?$orderby=StartTime desc")).toEqual([85, 84]);
    expect(await ids("Users?$filter=Number eq '103' and LastName eq 'O''Neil'")).toEqual([3]);
    expect(await ids("Recordings?$filter=IsArchived ne false")).toEqual([85]);
    expect((await ask("/xapi/v1/Users?$filter=contains(Number,'1')")).status).toBe(400);
  });

  it("shows navigation properties only when they are expanded", async () => {
    const { page } = await createAsker();
    expect((await page("/xapi/v1/InboundRules")).value[0]).not.toHaveProperty("TrunkDN");
    expect(
      (await page("/xapi/v1/InboundRules?$expand=TrunkDN($select=Number,Name)")).value[0],
    ).toHaveProperty("TrunkDN.Number", "10007");
  });

  it("reads one entity by key", async () => {
    const { getJson, token } = await createAsker();
    const value = await token();
    expect(await getJson("/xapi/v1/Users(Number='103')", value)).toMatchObject({ Id: 3 });
    expect(await getJson("/xapi/v1/Users(3)", value)).toMatchObject({ Number: "103" });
  });

  it("answers what it does not know as XAPI does", async () => {
    const { ask, url } = await createAsker();
    for (const [path, status] of [
      ["/xapi/v1/Recordings(84)", 404],
      ["/xapi/v1/Users(9999)", 404],
      ["/xapi/v1/Users(Number=)", 404],
      ["/xapi/v1/Voicemails", 404],
      ["/xapi/v1/", 404],
    ] as const) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(deviations("error", await answer.json())).toEqual([]);
    }
    expect((await fetch(`${url}/xapi/v1/Users`)).status).toBe(401);
  });
});

describe("XAPI singletons and functions", () => {
  it("gives Defs and the system's status", async () => {
    const { model, getJson, token } = await createAsker();
    model.rows = [activeCall(), activeCall({ Callee: "102 Bob" })];
    const value = await token();
    const { "@odata.context": _, ...defs } = (await getJson("/xapi/v1/Defs?$select=Id", value)) as object &
      Page;
    expect(deviations("Defs", defs)).toEqual([]);
    const { "@odata.context": __, ...status } = (await getJson("/xapi/v1/SystemStatus", value)) as object &
      Page;
    expect(deviations("SystemStatus", status)).toEqual([]);
    expect(status).toMatchObject({ CallsActive: 1 });
  });

  it("gives the call log when every argument is there", async () => {
    const { model, page, ask } = await createAsker();
    model.log = Array.from({ length: 250 }, (_, index) => ({
      MainCallHistoryId: `history-${index}`,
      StartTime: "2026-01-30T15:00:00Z",
      CallId: index,
      RingingDuration: "PT4.5S",
      TalkingDuration: "PT1M2S",
    }));
    const all = await page(`${callLog()}?$top=500`);
    expect(all.value).toHaveLength(250);
    expect(all.value.flatMap((row) => deviations("CallLogData", row))).toEqual([]);
    // The page is cut before the filter, and $count counts the page.
    const late = await page(`${callLog()}?$top=100&$skip=200&$count=true&$filter=CallId le 210`);
    expect([late.value.length, late["@odata.count"]]).toEqual([11, 11]);
    for (const missing of logArguments) {
      expect((await ask(callLog(logArguments.filter((one) => one !== missing)))).status).toBe(404);
    }
    const badDate = await ask(callLog(["periodFrom=yesterday", ...logArguments.slice(1)]));
    expect(badDate.status).toBe(500);
    expect(deviations("error", await badDate.json())).toEqual([]);
  });

  it("hands out a recording as a WAV file under its own name", async () => {
    const { ask } = await createAsker();
    const answer = await ask("/xapi/v1/Recordings/Pbx.DownloadRecording(recId=84)");
    expect(answer.headers.get("content-type")).toBe("audio/x-wav");
    expect(decodeURIComponent(answer.headers.get("content-disposition") ?? "")).toContain(
      "[Tampa South]_101-+18139975575_20260130152748(84).wav",
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
    expect(bytes.length).toBe(44 + 8_000 * 2);
    expect((await ask("/xapi/v1/Recordings/Pbx.DownloadRecording(recId=1)")).status).toBe(404);
  });
});
