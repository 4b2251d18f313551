/** One worst problem is loud, the others are listed: what counts as a problem, and in which order. */
import { describe, expect, it } from "vitest";
import { problemsOf, type ProblemSources } from "../../../src-main/monitor/problems.ts";
import { emptySnapshot, endpointNamed } from "./snapshots.ts";

function sources(more: Partial<ProblemSources> = {}): ProblemSources {
  const { pbx, endpoints, recordings, settings } = emptySnapshot();
  return { pbx, endpoints, recordings, settings, storeAlarms: [], certificates: [], nowMs: 1000, ...more };
}

const found = (more: Partial<ProblemSources>) => problemsOf(sources(more), () => 77);
const ids = (more: Partial<ProblemSources>) => found(more).map(({ id }) => id);

const failing = { kind: "failing", step: "5min", sentence: "crm does not answer.", sinceMs: 5 } as const;

describe("problems", () => {
  it("are none while all is well, or still being connected", () => {
    expect(ids({})).toEqual([]);
    expect(ids({ pbx: { ...sources().pbx, state: "connecting" } })).toEqual([]);
  });

  it("of the PBX carry its sentence, advice and the time since when", () => {
    const { pbx } = sources();
    const [first, ...others] = pbx.sources;
    if (first === undefined) throw new Error("unreachable");
    const broken = { ...first, state: "wrong-secret", sinceMs: 42 };
    const pbxNow = {
      ...pbx,
      state: "not-connected",
      sentence: "Refused.",
      advice: "Check.",
      sources: [broken, ...others],
    } as const;
    expect(found({ pbx: { ...pbxNow, sources: [...pbxNow.sources] } })).toEqual([
      {
        ...{ id: "pbx:wrong-secret", area: "pbx", severity: "bad", sentence: "Refused.", advice: "Check." },
        ...{ sinceMs: 42, route: "#/overview" },
      },
    ]);
  });

  it("of endpoints are their alarms; a mirror has none, and a pause by hand is none", () => {
    const crm = endpointNamed("crm", { state: "failing", alarms: [failing] });
    expect(found({ endpoints: [crm] })).toMatchObject([
      {
        id: "endpoint:crm:failing",
        severity: "bad",
        endpoint: "crm",
        route: "#/webhooks?endpoint=crm",
        sinceMs: 5,
      },
    ]);
    const quiet = [
      endpointNamed("copy", { state: "failing", mirror: true, alarms: [failing] }),
      endpointNamed("archive", { state: "paused", pausedBy: "user" }),
    ];
    expect(ids({ endpoints: quiet })).toEqual([]);
  });

  it("include an endpoint that has begun to fail, less loudly", () => {
    const crm = endpointNamed("crm", {
      state: "failing",
      failingSinceMs: 9,
      lastError: "Nothing listens there.",
      waiting: 2,
    });
    const sentence = "crm does not take its webhooks: Nothing listens there. 2 webhooks wait, none is lost.";
    expect(found({ endpoints: [crm] })).toMatchObject([{ severity: "warn", sinceMs: 9, sentence }]);
  });

  it("begin with what is bad: the disk, the settings, then warnings", () => {
    const settings = {
      ...sources().settings,
      mistakes: [
        {
          file: "settings.ini",
          line: 7,
          section: "pbx",
          key: "url",
          message: "expected an address",
          expected: "an address",
        },
        {
          file: "settings.ini",
          line: 9,
          section: "pbx",
          key: "client_id",
          message: "expected a name",
          expected: "a name",
        },
      ],
    };
    const recordings = {
      ...sources().recordings,
      condition: "attention" as const,
      sentence: "1 recording is damaged.",
    };
    const crm = endpointNamed("crm", { state: "failing", failingSinceMs: 9 });
    const storeAlarms = [{ kind: "disk-full" as const, sentence: "The disk is full.", sinceMs: 3 }];
    const all = found({ endpoints: [crm], recordings, settings, storeAlarms });
    expect(all.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
      "bad store:disk-full",
      "bad settings:mistakes",
      "warn endpoint:crm:failing",
      "warn recordings:attention",
    ]);
    expect(all[1]?.sentence).toBe(
      "settings.ini, line 7: url: expected an address (and 1 more). The settings before stay in force.",
    );
    expect(all[1]?.route).toBe("#/settings/pbx/url");
    expect(all[3]?.sinceMs).toBe(77);
  });

  it("of certificates are a warning two weeks before and bad three days before; a mirror's is none", () => {
    const said = { expiresAtMs: 9, sinceMs: 5, sentence: "It runs out.", advice: "Renew it." };
    const server = { ...said, of: { kind: "server" }, step: "14d" } as const;
    const client = { ...said, of: { kind: "endpoint", name: "crm", mirror: false }, step: "3d" } as const;
    const mirror = { ...client, of: { ...client.of, name: "copy", mirror: true } };
    expect(found({ certificates: [server, client, mirror] })).toMatchObject([
      {
        ...{ id: "certificate:client:crm", severity: "bad", endpoint: "crm" },
        route: "#/settings/endpoint.crm/client_cert_file",
      },
      {
        ...{ id: "certificate:server", severity: "warn", sentence: "It runs out.", advice: "Renew it." },
        ...{ sinceMs: 5, route: "#/settings/server/cert_file" },
      },
    ]);
  });
});
