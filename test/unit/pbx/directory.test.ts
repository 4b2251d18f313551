import { describe, expect, it } from "vitest";
import { emptyDirectory } from "../../../src-shared/telephony/directory.ts";
import { createDirectoryReader } from "../../../src-main/pbx/directory.ts";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import { answer, createFakeApi, createWorld, fail, rest, seenOf } from "./helpers.ts";

const peers = [
  { Number: "150", Name: "Alice", Type: "Extension" },
  { Number: "800", Name: "Support", Type: "Queue" },
  { Number: "__proto__", Name: "Mallory", Type: "Extension" },
];
const rules = [{ RuleName: "Sales", Data: "420225000100", TrunkDN: { Number: "10007" } }];
const queues = [{ Number: "800", CallbackEnableTime: 60 }];

function pbx(changes: Readonly<Record<string, PbxResult>> = {}) {
  const usual: Readonly<Record<string, PbxResult>> = {
    Peers: answer({ value: peers }),
    InboundRules: answer({ value: rules }),
    Queues: answer({ value: queues }),
    SystemStatus: answer({ Version: "20.0.8.1109" }),
    ...changes,
  };
  return (path: string) => usual[/v1\/(\w+)/.exec(path)?.[1] ?? ""] ?? fail("not-found", 404);
}

function create(handle: (path: string) => PbxResult | undefined) {
  const world = createWorld();
  const fake = createFakeApi(handle);
  const versions: string[] = [];
  const directory = createDirectoryReader({
    ...world,
    ...fake,
    onVersion: (version) => void versions.push(version),
  });
  return { ...world, ...fake, directory, versions, told: () => seenOf(world.seen, "directory") };
}

describe("the directory", () => {
  it("is told once it is read, with callback queues, rules and the version", async () => {
    const { directory, told, versions, reported, busy } = create(pbx());
    directory.start();
    await rest();
    expect(told()).toHaveLength(1);
    expect(told()[0]?.directory.inboundRules).toEqual([
      { name: "Sales", didNumber: "420225000100", trunkDn: "10007", destinations: [] },
    ]);
    const { entries } = told()[0]?.directory ?? emptyDirectory;
    expect(entries["150"]).toEqual({ dn: "150", type: "extension", name: "Alice" });
    expect(entries["800"]).toEqual({ dn: "800", type: "queue", name: "Support", offersCallback: true });
    expect(Object.hasOwn(entries, "__proto__")).toBe(true);
    expect(directory.typeOf("150")).toBe("extension");
    expect(directory.typeOf("constructor")).toBeUndefined();
    expect([versions, reported, busy.count()]).toEqual([["20.0.8.1109"], ["connected"], 0]);
  });

  it("names in the log what could not be read, and nothing that was not asked for then", async () => {
    const noNumbers = create(pbx({ Peers: fail("connection-refused") }));
    noNumbers.directory.start();
    await rest();
    expect(noNumbers.log.lines.map(({ message }) => message)).toEqual([
      "The list of numbers could not be read.",
    ]);
    const noQueues = create(pbx({ Queues: fail("server-error", 500) }));
    noQueues.directory.start();
    await rest();
    expect(noQueues.log.lines.map(({ message }) => message)).toEqual([
      "The list of queues could not be read.",
    ]);
  });

  it("leaves out rows that cannot be understood, and says how many", async () => {
    const peersAndNonsense = answer({ value: [...peers, { Name: "nobody" }, 7] });
    const { directory, told, log } = create(
      pbx({ Peers: peersAndNonsense, InboundRules: answer({ value: ["x"] }) }),
    );
    directory.start();
    await rest();
    expect(Object.keys(told()[0]?.directory.entries ?? {})).toContain("150");
    expect(log.lines.map(({ message, fields }) => [message, fields["sample"]])).toEqual([
      ["Rows of the list of numbers cannot be understood.", "2 rows"],
      ["Rows of the list of rules cannot be understood.", "1 rows"],
    ]);
  });

  it("is read every ten minutes and told when it changed", async () => {
    let name = "Alice";
    const { directory, clock, told, asked } = create((path) =>
      path.includes("Peers") ? answer({ value: [{ Number: "150", Name: name }] }) : pbx()(path),
    );
    directory.start();
    await clock.runFor(10 * 60_000);
    expect(asked.filter((path) => path.includes("Peers"))).toHaveLength(2);
    expect(told()).toHaveLength(1);
    name = "Alicia";
    await clock.runFor(10 * 60_000);
    expect(told()).toHaveLength(2);
  });

  it("takes rules without trunks where the PBX does not show them", async () => {
    const { directory, told } = create((path) =>
      path.includes("$expand") ? fail("unexpected-status", 400) : pbx()(path),
    );
    directory.start();
    await rest();
    expect(told()[0]?.directory.inboundRules).toHaveLength(1);
  });

  it("keeps what it has when a part cannot be read", async () => {
    let works = true;
    const { directory, clock, told, reported } = create((path) =>
      works || !path.includes("Queues") ? pbx()(path) : fail("server-error", 500),
    );
    directory.start();
    await rest();
    works = false;
    await clock.runFor(10 * 60_000);
    expect(told()).toHaveLength(1);
    expect(reported.at(-1)).toBe("server-error");
    works = true;
    await clock.runFor(30_000);
    expect(reported.at(-1)).toBe("connected");
  });

  it("tells nothing when nothing could be read", async () => {
    const { directory, told, reported } = create(() => fail("forbidden", 403));
    directory.start();
    await rest();
    expect(told()).toEqual([]);
    expect(reported).toEqual(["forbidden"]);
  });

  it("is read again for an unknown number, at most once a minute and once per number", async () => {
    const { directory, clock, asked } = create(pbx());
    const reads = () => asked.filter((path) => path.includes("Peers")).length;
    directory.start();
    await rest();
    for (let second = 0; second < 130; second++) {
      directory.seen("150");
      directory.seen(String(200 + Math.floor(second / 10)));
      directory.seen("0301234567");
      directory.seen("");
      await clock.runFor(1000);
    }
    expect(reads()).toBe(3);
    await clock.runFor(60_000);
    const settled = reads();
    directory.seen("200");
    await clock.runFor(120_000);
    expect(reads()).toBe(settled);
  });
});
