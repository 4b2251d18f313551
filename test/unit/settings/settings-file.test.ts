import {
  chmodSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { writeSampleSettings } from "../../../src-main/settings/sample-settings.ts";
import { createSettingsFile } from "../../../src-main/settings/settings-file.ts";
import { watchFile } from "../../../src-main/settings/watch-file.ts";
import type { WatchFile } from "../../../src-main/settings/watch-file.ts";
import type { Mistake } from "../../../src-shared/settings/mistake.ts";
import type { Settings } from "../../../src-shared/settings/settings.ts";
import { settingsFolder } from "./settings-folder.ts";

const TEXT = `; mine
[log]
level = info ; for now

[endpoint.crm]
url = https://crm.example.com
`;

/** A settings file whose watcher and clock the test moves by hand. */
function setUp(content: string | undefined, watcher?: WatchFile, mustExist = false) {
  const path = join(settingsFolder(), "settings.ini");
  if (content !== undefined) writeFileSync(path, content, { mode: 0o600 });
  const told: Settings[] = [];
  const mistakes: (readonly Mistake[])[] = [];
  const logged: string[] = [];
  let settle: (() => void) | undefined;
  let touched = () => {};
  const say = (message: string) => void logged.push(message);
  const file = createSettingsFile({
    path,
    mustExist,
    env: {},
    clock: {
      nowMs: () => 0,
      after(_, run) {
        settle = run;
        return () => {
          if (settle === run) settle = undefined;
        };
      },
    },
    log: { debug: say, info: say, warn: say, error: say },
    onSettings: (settings) => void told.push(settings),
    onMistakes: (found) => void mistakes.push(found),
    watchFile:
      watcher ??
      ((_, onChange) => {
        touched = onChange;
        return async () => {};
      }),
  });
  onTestFinished(() => file.stop());
  /** The editor saved, the file was quiet for a while, and the program read it. */
  const changeSeen = async () => {
    touched();
    settle?.();
    settle = undefined;
    await file.write([]);
  };
  const save = async (text: string) => {
    writeFileSync(path, text);
    await changeSeen();
  };
  const isSettling = () => settle !== undefined;
  const quiet = () => {
    settle?.();
    settle = undefined;
  };
  return { path, file, told, mistakes, logged, changeSeen, save, isSettling, quiet };
}

describe("loading", () => {
  test("the result is returned, not announced", async () => {
    const { file, told } = setUp(TEXT);
    expect(await file.load()).toMatchObject({ ok: true, settings: { log: { level: "info" } }, warnings: [] });
    expect(told).toEqual([]);
  });

  test("without a file the defaults apply, and it is said where it was looked for and how to make one", async () => {
    const { file, path, logged } = setUp(undefined);
    const result = await file.load();
    expect(result).toMatchObject({ ok: true, settings: { endpoints: [] } });
    expect(result.warnings[0]?.message).toMatch(`there is no settings file at ${path}`);
    expect(result.warnings[0]?.message).toMatch("To make one,");
    expect(logged).toHaveLength(1);
  });

  test.skipIf(process.platform === "win32")(
    "a file with secrets that others may read is a warning",
    async () => {
      const { file, path } = setUp("[PBX]\nClient_Secret = abc\n");
      chmodSync(path, 0o644);
      expect((await file.load()).warnings[0]?.message).toMatch(`run chmod 600 ${path}`);
    },
  );

  test("a file that the user named must be there", async () => {
    const { file, path } = setUp(undefined, undefined, true);
    const result = await file.load();
    expect(result.ok ? "" : result.mistakes[0]?.message).toMatch(`there is no settings file at ${path}`);
  });

  test("the sample can be loaded and is for its owner alone", async () => {
    const { file, path } = setUp(undefined);
    await writeSampleSettings(path);
    expect(await file.load()).toMatchObject({ ok: true, warnings: [] });
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("a folder in its place is a mistake", async () => {
    const { file, path } = setUp(undefined);
    await import("node:fs/promises").then(({ mkdir }) => mkdir(path));
    expect(await file.load()).toMatchObject({ ok: false });
  });
});

describe("changes by hand", () => {
  test("new settings are announced once; saving the same again is no change", async () => {
    const { file, told, save } = setUp(TEXT);
    await file.load();
    file.watch();
    await save(TEXT.replace("info", "debug"));
    await save(TEXT.replace("info", "debug"));
    await save(`${TEXT.replace("info", "debug")}; a comment at the end\n`);
    expect(told.map(({ log }) => log.level)).toEqual(["debug"]);
  });

  test("a mistake is announced and logged, and mending it announces the settings again", async () => {
    const { file, told, mistakes, logged, save } = setUp(TEXT);
    await file.load();
    file.watch();
    await save(TEXT.replace("info", "loud"));
    await save(TEXT.replace("info", "loud"));
    expect(told).toEqual([]);
    expect(mistakes).toHaveLength(1);
    expect(logged).toContain("settings.ini:3: [log] level = loud: expected debug, info, warn or error");
    await save(TEXT);
    expect(told).toHaveLength(1);
  });

  test("a misspelt section takes no endpoint away", async () => {
    const { file, told, mistakes, logged, save } = setUp(TEXT);
    await file.load();
    file.watch();
    await save(TEXT.replace("[endpoint.crm]", "[endpoit.crm]"));
    expect(told).toEqual([]);
    expect(mistakes).toMatchObject([[{ line: 5, section: "endpoit.crm" }]]);
    expect(logged[0]).toContain("Did you mean [endpoint.crm]?");
  });

  test("a file that vanished is said; the settings before stay", async () => {
    const { file, path, told, mistakes, changeSeen, save } = setUp(TEXT);
    await file.load();
    file.watch();
    rmSync(path);
    await changeSeen();
    expect(mistakes[0]?.[0]?.message).toMatch(`the settings file ${path} is gone`);
    expect(told).toEqual([]);
    await save(TEXT);
    expect(told).toHaveLength(1);
  });

  test("a change written after the file vanished brings back everything else, too", async () => {
    const { file, path } = setUp(TEXT);
    await file.load();
    rmSync(path);
    await file.write([{ kind: "set", section: "log", key: "level", value: "warn" }]);
    expect(readFileSync(path, "utf8")).toBe(TEXT.replace("info", "warn"));
  });

  test("many signs of one save are one reading, and none comes after the stop", async () => {
    const { file, path, told, changeSeen, isSettling } = setUp(TEXT);
    await file.load();
    file.watch();
    writeFileSync(path, TEXT.replace("info", "warn"));
    await file.stop();
    await changeSeen();
    expect(isSettling()).toBe(false);
    expect(told).toEqual([]);
  });
});

describe("writing", () => {
  test("exchanges values, keeps everything else, and announces the result at once", async () => {
    const { file, path, told } = setUp(TEXT);
    await file.load();
    const result = await file.write([
      { kind: "set", section: "log", key: "level", value: " warn " },
      { kind: "set", section: "endpoint.desk", key: "url", value: "https://desk.example.com" },
      { kind: "set", section: "endpoint.desk", key: "header.x-key", value: " a;b ; c" },
    ]);
    expect(result.ok).toBe(true);
    expect(readFileSync(path, "utf8")).toBe(
      `${TEXT.replace("info", "warn")}\n[endpoint.desk]\nurl = https://desk.example.com\nheader.x-key = " a;b ; c"\n`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.endpoints[1]?.headers).toEqual({ "x-key": " a;b ; c" });
    expect(readdirSync(join(path, ".."))).toEqual(["settings.ini"]);
  });

  test("removes keys and sections", async () => {
    const { file, path } = setUp(TEXT);
    await file.write([
      { kind: "remove_key", section: "log", key: "level" },
      { kind: "remove_section", section: "endpoint.crm" },
    ]);
    expect(readFileSync(path, "utf8")).toBe("; mine\n[log]\n\n");
  });

  test.each([
    [{ section: "log", key: "level", value: "loud" }, "expected debug, info, warn or error"],
    [{ section: "log", key: "levle", value: "info" }, "there is no such key in this section"],
    [{ section: "endpoint.A B", key: "url", value: "http://a" }, /there is no such section/],
    [{ section: "endpoint.crm", key: "header.a b", value: "x" }, /expected a header name/],
    [{ section: "endpoint.crm", key: "url", value: "http://a\n[log]" }, "expected a value on one line"],
  ])("does not write what would be a mistake: %j", async (change, message) => {
    const { file, path, told } = setUp(TEXT);
    const result = await file.write([{ kind: "set", ...change }]);
    expect(result.ok ? "" : result.mistakes[0]?.message).toMatch(message);
    expect(readFileSync(path, "utf8")).toBe(TEXT);
    expect(told).toEqual([]);
  });

  test("makes the file from the sample when there is none", async () => {
    const { file, path } = setUp(undefined);
    await file.load();
    await file.write([{ kind: "set", section: "pbx", key: "url", value: "https://pbx.example.com" }]);
    expect(readFileSync(path, "utf8")).toMatch("; Address of the 3CX web server.");
    expect(await file.load()).toMatchObject({
      ok: true,
      settings: { pbx: { url: "https://pbx.example.com" } },
    });
  });

  test.skipIf(process.platform === "win32")("keeps mode and symbolic link", async () => {
    const { file, path } = setUp(undefined);
    const real = `${path}.real`;
    writeFileSync(real, TEXT);
    chmodSync(real, 0o640);
    symlinkSync(real, path);
    await file.write([{ kind: "set", section: "log", key: "level", value: "error" }]);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(readFileSync(real, "utf8")).toMatch("level = error ; for now");
  });

  test("several at once are done in order, none is lost", async () => {
    const { file, path } = setUp(TEXT);
    await Promise.all(
      [1, 2, 3, 4].map((days) =>
        file.write([
          { kind: "set", section: days % 2 ? "log" : "recordings", key: "keep_days", value: `${days}` },
        ]),
      ),
    );
    expect(readFileSync(path, "utf8")).toMatch(/\[log][^]*keep_days = 3[^]*\[recordings]\nkeep_days = 4/);
  });

  test("a folder that is gone is a mistake in words", async () => {
    const { file, path } = setUp(TEXT);
    rmSync(join(path, ".."), { recursive: true });
    const result = await file.write([{ kind: "set", section: "log", key: "level", value: "warn" }]);
    expect(result.ok ? "" : result.mistakes[0]?.message).toMatch(
      `the file ${path} cannot be written (ENOENT)`,
    );
  });
});

test("editors that write, and editors that rename a new file over the old one, are both seen", async () => {
  const { file, path, told, isSettling, quiet } = setUp(TEXT, watchFile);
  await file.load();
  file.watch();
  const level = async (wanted: string) => {
    await vi.waitFor(
      () => {
        if (isSettling()) quiet();
        expect(told.at(-1)?.log.level).toBe(wanted);
      },
      { timeout: 10_000, interval: 20 },
    );
  };
  // The first sign says that the watch stands.
  await vi.waitFor(() => expect(isSettling()).toBe(true), { timeout: 10_000, interval: 20 });
  quiet();
  writeFileSync(path, TEXT.replace("info", "debug"));
  await level("debug");
  writeFileSync(`${path}.new`, TEXT.replace("info", "warn"));
  renameSync(`${path}.new`, path);
  await level("warn");
  renameSync(path, `${path}~`);
  writeFileSync(path, TEXT.replace("info", "error"));
  await level("error");
});
