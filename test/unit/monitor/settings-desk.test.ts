/** Settings in a window: read without secrets, checked before, saved without overwriting what somebody else changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSettingsDesk } from "../../../src-main/monitor/settings-desk.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import { createSecretDates } from "../../../src-main/settings/secret-dates.ts";
import { createSettingsFile } from "../../../src-main/settings/settings-file.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import type { Settings } from "../../../src-shared/settings/settings.ts";
import { isRefusal, type Refusal } from "../../../src-shared/rpc/rpc-error.ts";

const text = [
  "; kept",
  "[pbx]",
  "url = https://pbx.example.com:5001",
  "client_id = webhook",
  "client_secret = Planted-1",
  "[endpoint.crm]",
  "url = https://crm.example.com/3cx?key=Planted-2",
  "[endpoint.desk]",
  "url = https://desk.example.com/",
  "",
].join("\n");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "desk-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const caller = { signal: { aborted: false } as AbortSignal, caller: undefined };

function opened(content = text, env: Record<string, string> = {}) {
  const path = join(folder, "settings.ini");
  writeFileSync(path, content);
  const clock = createVirtualClock({ startMs: 0 });
  const file = createSettingsFile({ path, env, clock, log: silent, onSettings() {}, onMistakes() {} });
  const inForce = readSettings(content, { fileName: "settings.ini", env });
  if (!inForce.ok) throw new Error("The test's own settings are mistaken.");
  const settings = (): Settings => inForce.settings;
  const waiting = (endpoint: string) => (endpoint === "crm" ? 213 : 0);
  const keptIn = join(folder, "secrets-set.json");
  const secretDates = createSecretDates({ keptIn, settingsPath: path, nowMs: () => 77, log: silent });
  const desk = createSettingsDesk({ file, path, env, settings, waiting, secretDates, nowMs: () => 5 });
  return {
    desk,
    onDisk: () => readFileSync(path, "utf8"),
    byHand: (how: (before: string) => string) => writeFileSync(path, how(readFileSync(path, "utf8"))),
    read: async () => value(await desk.handlers["settings.read"]({}, caller)),
    check: async (draft: Parameters<(typeof desk.handlers)["settings.check"]>[0]) =>
      value(await desk.handlers["settings.check"](draft, caller)),
    save: async (revision: string, draft: Parameters<(typeof desk.handlers)["settings.check"]>[0]) =>
      value(await desk.handlers["settings.save"]({ revision, draft }, caller)),
  };
}

function value<Result extends object>(answer: Result | Refusal): Result {
  if (isRefusal(answer)) throw new Error(answer.refused.sentence);
  return answer;
}

const set = (section: string, key: string, to: string) => ({ kind: "set" as const, section, key, value: to });

describe("settings in a window", () => {
  it("come without secrets, and say which are set and where from", async () => {
    const { read } = opened(text, {
      WEBHOOK_SERVER_MONITOR_PASSWORD: "Planted-3",
      WEBHOOK_PBX_TIMEZONE: "Europe/Berlin",
    });
    const document = await read();
    expect(JSON.stringify(document)).not.toContain("Planted");
    const of = (key: string) => document.values.find((each) => each.key === key);
    expect(of("client_secret")).toEqual({
      section: "pbx",
      key: "client_secret",
      value: "",
      secret: true,
      isSet: true,
    });
    expect(of("monitor_password")).toMatchObject({
      isSet: true,
      variable: "WEBHOOK_SERVER_MONITOR_PASSWORD",
    });
    expect(of("timezone")).toMatchObject({ value: "Europe/Berlin", variable: "WEBHOOK_PBX_TIMEZONE" });
    expect(document.endpoints).toEqual(["crm", "desk"]);
  });

  it("say when a secret was set, once that is known", async () => {
    const { read, save, byHand } = opened();
    const document = await read();
    const dateOf = ({ values }: typeof document, key: string) =>
      values.find((each) => each.key === key)?.setAtMs;
    expect(dateOf(document, "client_secret")).toBeUndefined();
    const saved = await save(document.revision, { changes: [set("pbx", "client_secret", "Planted-9")] });
    if (saved.outcome !== "saved") throw new Error(saved.outcome);
    expect(dateOf(saved.document, "client_secret")).toBe(77);
    byHand((before) => before.replace("[endpoint.desk]", "[endpoint.desk]\nsecret = whsec_UGxhbnRlZC0xMA=="));
    expect(dateOf(await read(), "secret")).toBe(77);
    expect(readFileSync(join(folder, "secrets-set.json"), "utf8")).not.toContain("Planted");
  });

  it("are checked with everything that saving does to waiting work", async () => {
    const { check } = opened();
    const moved = await check({
      changes: [set("endpoint.crm", "url", "https://crm.example.com/new?key=***")],
    });
    expect(moved).toEqual({
      mistakes: [],
      warnings: [],
      effects: ["213 waiting deliveries of crm go to the new address, contents unchanged."],
    });
    const removed = await check({ changes: [{ kind: "remove_section", section: "endpoint.crm" }] });
    expect(removed.effects).toEqual(["The endpoint crm is removed. 213 waiting deliveries will be dropped."]);
    const wrong = await check({ changes: [set("recordings", "keep_days", "many")] });
    expect(wrong.mistakes).toMatchObject([{ section: "recordings", key: "keep_days", value: "many" }]);
    const lost = await check({ changes: [set("endpoint.desk", "secret", "***")] });
    expect(lost.mistakes[0]?.message).toContain("stands for a secret that is kept");
  });

  it("are saved with comments, order and secrets kept", async () => {
    const { read, save, onDisk } = opened();
    const { revision } = await read();
    const saved = await save(revision, {
      changes: [set("endpoint.crm", "url", "https://crm.example.com/new?key=***")],
    });
    expect(saved.outcome).toBe("saved");
    expect(onDisk()).toBe(text.replace("/3cx?", "/new?"));
    expect(JSON.stringify(saved)).not.toContain("Planted");
  });

  it("are saved as a whole text, too, with hidden secrets put back", async () => {
    const { read, save, onDisk } = opened();
    const document = await read();
    const edited = document.text.replace("desk.example.com", "other.example.com");
    expect((await save(document.revision, { text: edited })).outcome).toBe("saved");
    expect(onDisk()).toBe(text.replace("desk.example.com", "other.example.com"));
  });

  it("merge with what somebody changed elsewhere in the file", async () => {
    const { read, save, onDisk, byHand } = opened();
    const { revision } = await read();
    byHand((before) => before.replace("client_id = webhook", "client_id = other"));
    const saved = await save(revision, { changes: [set("endpoint.desk", "timeout_s", "20")] });
    expect(saved.outcome).toBe("saved");
    expect(onDisk()).toContain("client_id = other");
    expect(onDisk()).toContain("timeout_s = 20");
  });

  it("never overwrite what somebody changed in the same place", async () => {
    const { read, save, onDisk, byHand } = opened();
    const { revision } = await read();
    byHand((before) => before.replace("client_id = webhook", "client_id = other"));
    const before = onDisk();
    const saved = await save(revision, { changes: [set("pbx", "client_id", "mine")] });
    expect(saved).toMatchObject({ outcome: "conflict" });
    if (saved.outcome !== "conflict") throw new Error("unreachable");
    expect(saved.document.values.find(({ key }) => key === "client_id")?.value).toBe("other");
    expect(await save(revision, { text: "" })).toMatchObject({ outcome: "conflict" });
    expect(onDisk()).toBe(before);
    expect(
      (await save(saved.document.revision, { changes: [set("pbx", "client_id", "mine")] })).outcome,
    ).toBe("saved");
  });

  it.each([
    ["the same word", "client_id = other", set("pbx", "client_id", "other")],
    [
      "the same in other words",
      "client_id = webhook\ninternal_calls = yes",
      set("pbx", "internal_calls", "true"),
    ],
    ["the same secret", "client_secret = Planted-7", set("pbx", "client_secret", "Planted-7")],
    ["both took it away", "", { kind: "remove_key", section: "pbx", key: "client_id" } as const],
  ])("are no conflict when both wrote %s", async (_what, line, change) => {
    const { read, save, byHand } = opened();
    const { revision } = await read();
    const key = line.split(" ")[0] === "client_secret" ? "client_secret = Planted-1" : "client_id = webhook";
    byHand((before) => before.replace(key, line));
    expect((await save(revision, { changes: [change] })).outcome).toBe("saved");
  });

  it("are no conflict when both removed the same endpoint, or wrote the same whole text", async () => {
    const { read, save, byHand } = opened();
    const { revision } = await read();
    byHand((before) => before.replace("[endpoint.desk]\nurl = https://desk.example.com/\n", ""));
    const removed = { kind: "remove_section", section: "endpoint.desk" } as const;
    const saved = await save(revision, { changes: [removed] });
    expect(saved.outcome).toBe("saved");
    const { text: shown } = await read();
    byHand((before) => `${before}[log]\nlevel = debug\n`);
    expect((await save(revision, { text: `${shown}[log]\nlevel = debug\n` })).outcome).toBe("saved");
    expect((await save(revision, { text: `${shown}[log]\nlevel = warn\n` })).outcome).toBe("conflict");
  });

  it("are not written with a mistake in them", async () => {
    const { read, save, onDisk } = opened();
    const { revision } = await read();
    const saved = await save(revision, { changes: [set("pbx", "url", "nonsense")] });
    expect(saved).toMatchObject({
      outcome: "mistaken",
      check: { mistakes: [{ section: "pbx", key: "url" }] },
    });
    expect(onDisk()).toBe(text);
  });

  it("send no kept secret to another host, neither when saved nor when tried", async () => {
    const token =
      "[endpoint.crm]\nurl = https://crm.example.com/\nbearer_token = Planted-1\nheader.x-key = Planted-2\nsecret = whsec_c2lnbmluZy1zZWNyZXQtb2YtdGhlLWVuZHBvaW50\n";
    const { desk, check, read, save, onDisk } = opened(token);
    const away = [set("endpoint.crm", "url", "https://elsewhere.example.net/")];
    const keys = async (draft: Parameters<typeof check>[0]) =>
      (await check(draft)).mistakes.map(({ key }) => key);
    expect(await keys({ changes: away })).toEqual(["bearer_token", "header.x-key"]);
    expect(await desk.draft(away, () => ["endpoint.crm"])).toMatchObject({
      ok: false,
      sentence: expect.stringContaining("another host"),
    });
    const document = await read();
    const text = document.text.replace("crm.example.com", "elsewhere.example.net");
    expect(await keys({ text })).toEqual(["bearer_token", "header.x-key"]);
    expect((await save(document.revision, { changes: away })).outcome).toBe("mistaken");
    expect(onDisk()).toBe(token);
    const typed = [
      ...away,
      set("endpoint.crm", "bearer_token", "mine"),
      set("endpoint.crm", "header.x-key", "mine"),
    ];
    expect(await keys({ changes: typed })).toEqual([]);
    expect(await keys({ changes: [set("endpoint.crm", "url", "https://crm.example.com/other")] })).toEqual(
      [],
    );
    const pbx = opened();
    expect(
      (await pbx.check({ changes: [set("pbx", "url", "https://other.example.net")] })).mistakes,
    ).toMatchObject([{ section: "pbx", key: "client_secret" }]);
    const query = await pbx.check({
      changes: [set("endpoint.crm", "url", "https://other.example.net/?key=***")],
    });
    expect(query.mistakes[0]?.key).toBe("url");
  });

  it("can be tried before they are saved", async () => {
    const { desk, onDisk } = opened();
    const tried = await desk.draft([set("endpoint.new", "url", "https://new.example.com/")], () => [
      "endpoint.new",
    ]);
    expect(tried.ok && tried.settings.endpoints.map(({ name }) => name)).toEqual(["crm", "desk", "new"]);
    expect(await desk.draft([set("pbx", "url", "nonsense")], () => ["pbx"])).toMatchObject({
      ok: false,
      sentence: expect.stringContaining("url:"),
    });
    expect(onDisk()).toBe(text);
  });

  it("can be tried while another section is mistaken, but not with a mistake of their own", async () => {
    const { desk, byHand } = opened();
    byHand((before) => before.replace("https://desk.example.com/", "nonsense"));
    const tried = await desk.draft([set("pbx", "client_id", "other")], () => ["pbx"]);
    expect(tried).toMatchObject({ ok: true, settings: { pbx: { clientId: "other" } } });
    expect(await desk.draft([], () => ["endpoint.crm"])).toMatchObject({ ok: true });
    expect(await desk.draft([], () => ["endpoint.DESK"])).toMatchObject({
      ok: false,
      sentence: expect.stringContaining("[endpoint.desk] url"),
    });
    const asked: string[] = [];
    await desk.draft([], ({ recordings }) => {
      asked.push(recordings.source);
      return [];
    });
    expect(asked).toEqual(["folder"]);
  });

  it("tell what is wrong with the file", async () => {
    const { desk } = opened();
    const mistake = {
      file: "settings.ini",
      line: 2,
      section: "pbx",
      key: "url",
      expected: "an address",
      message: "expected an address",
    };
    desk.found({ ok: false, mistakes: [mistake], warnings: [] });
    await expect.poll(() => desk.state()).toMatchObject({ changedAtMs: 5, mistakes: [mistake] });
  });
});
