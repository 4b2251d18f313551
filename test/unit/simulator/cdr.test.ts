import { connect, createServer, type AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { cdrLine, createCdrOutput } from "../../../src-main/simulator/cdr.ts";
import { cdrRecordOf } from "../../../src-main/simulator/cdr-record.ts";

const rows = [
  {
    MainCallHistoryId: "0f0e0d0c-0b0a-4908-8706-050403020100",
    CallId: 7,
    StartTime: "2024-06-17T05:59:49Z",
    SourceDn: "10007",
    SourceCallerId: "+46703014082",
    SourceDisplayName: "Backup, no2",
    DestinationDn: "800",
    DestinationCallerId: "800",
    DestinationDisplayName: "Support",
    RingingDuration: "PT4S",
    TalkingDuration: "PT0S",
  },
  {
    MainCallHistoryId: "0f0e0d0c-0b0a-4908-8706-050403020100",
    CallId: 7,
    StartTime: "2024-06-17T05:59:53Z",
    SourceDn: "10007",
    SourceCallerId: "+46703014082",
    DestinationDn: "101",
    DestinationCallerId: "101",
    DestinationDisplayName: "Alice\r\nB",
    RingingDuration: "PT5S",
    TalkingDuration: "PT25S",
  },
];

describe("CDR lines", () => {
  it("tell a finished call in the default order of fields", () => {
    const record = cdrRecordOf(rows.toReversed());
    expect(record && cdrLine(record)).toBe(
      "Call 7,0F0E0D0C0B0A4908_7,00:00:25,2024/06/17 05:59:49,2024/06/17 05:59:58,2024/06/17 06:00:23," +
        "TerminatedBySrc,+46703014082,Ext.800,10007,800,800,,Ext.101,101,,,,,Chain: Ext.800;Ext.101;,,,," +
        "Backup, no2,Support,Alice B,\r\n",
    );
  });

  it("leave duration and answer empty when nobody answered", () => {
    expect(cdrRecordOf(rows.slice(0, 1))).toMatchObject({
      duration: "",
      "time-answered": "",
      "reason-terminated": "Failed",
      "time-end": "2024/06/17 05:59:53",
    });
    expect(cdrRecordOf([])).toBeUndefined();
    expect(cdrRecordOf([{ CallId: 1 }])).toBeUndefined();
  });
});

describe("CDR output", () => {
  it("passive: sends each line to all who are connected", async () => {
    const output = createCdrOutput({ mode: "passive", port: 0 });
    const port = await output.start();
    onTestFinished(() => output.stop());
    const texts = ["", ""];
    const sockets = await Promise.all(
      texts.map(
        (_, index) =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect({ host: "127.0.0.1", port }, () => resolve(socket));
            socket.on("data", (data) => (texts[index] += String(data)));
          }),
      ),
    );
    onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
    await expect
      .poll(() => {
        output.write({ historyid: "Call 1" });
        return texts.every((text) => text.includes("\r\n"));
      })
      .toBe(true);
    expect(texts[0]?.split("\r\n")[0]).toMatch(/^Call 1,{26}$/);
  });

  it("active: connects out for each line and survives a listener that is gone", async () => {
    const received: string[] = [];
    const server = createServer((socket) => {
      let text = "";
      socket.on("data", (data) => (text += String(data)));
      socket.on("end", () => received.push(text));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const output = createCdrOutput({ mode: "active", port });
    expect(await output.start()).toBe(port);
    output.write({ historyid: "Call 1" });
    output.write({ historyid: "Call 2" });
    await expect.poll(() => received.length).toBe(2);
    await new Promise((resolve) => server.close(resolve));
    output.write({ historyid: "Call 3" });
    await output.stop();
    expect(received.every((line) => line.endsWith("\r\n"))).toBe(true);
  });
});
