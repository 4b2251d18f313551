import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFolderWorld, fileName } from "./folder-world.ts";
import { startMs, wav } from "./helpers.ts";

const path = `101/${fileName()}`;
const key = `folder:${path}`;
const asRoot = process.getuid?.() === 0;

describe("a recording in the folder", () => {
  it("is told a second after it has come to rest, with all that its name says", async () => {
    const { write, start, pass, memory, hint } = createFolderWorld();
    await start();
    write(path, wav(1000));
    hint("", "101");
    await pass(500);
    expect(memory.told()).toEqual([]);
    await pass(500);
    expect(memory.news).toEqual([
      {
        type: "complete",
        file: {
          ...{ key, fileName: fileName(), bytes: 16_044, modifiedAtMs: startMs, extension: "101" },
          ...{ displayName: "Tampa South", from: "+18139975575", to: "101", nameNumber: 84 },
          startedAtMs: Date.UTC(2026, 0, 30, 16, 0, 1),
        },
      },
    ]);
    await pass(3_600_000);
    expect(memory.told()).toEqual([`complete ${key}`]);
  });

  it("is found without any hint", async () => {
    const { write, start, pass, memory } = createFolderWorld();
    await start();
    write(path);
    write("root.mp3", "ID3 and some sound");
    write("101/deeper/still.ogg", "OggS and some sound");
    write("101/a/b/too/deep.wav");
    await pass(301_000);
    expect(memory.told().toSorted()).toEqual([
      `complete folder:101/${fileName()}`,
      "complete folder:101/deeper/still.ogg",
      "complete folder:root.mp3",
    ]);
  });

  it("grows as long as it is written, and is complete a second after the last byte", async () => {
    const { write, start, pass, memory, hint } = createFolderWorld();
    const all = wav(4000);
    await start();
    for (let part = 1; part <= 4; part += 1) {
      write(path, all.subarray(0, (all.length * part) / 4));
      hint("101", fileName());
      await pass(part === 1 ? 700 : 500);
    }
    expect(memory.told()).toEqual([`growing ${key}`]);
    await pass(500);
    expect(memory.told()).toEqual([`growing ${key}`, `complete ${key}`]);
  });

  it("has to rest longer while its header says that more is to come, or while it is empty", async () => {
    const { write, start, pass, memory } = createFolderWorld();
    write(path, wav(4000).subarray(0, 9000));
    write("101/empty.wav", "");
    await start();
    await pass(29_000);
    expect(memory.told().toSorted()).toEqual([`growing ${key}`, "growing folder:101/empty.wav"]);
    await pass(3000);
    expect(memory.told().slice(2).toSorted()).toEqual([`complete ${key}`, "complete folder:101/empty.wav"]);
  });

  it("is told again when it changes later, a shorter one in its place too", async () => {
    const { write, start, pass, memory, hint, source } = createFolderWorld();
    write(path, wav(4000));
    await start();
    await pass(1000);
    write(path, wav(1000));
    hint("101", fileName());
    await pass(2000);
    expect(memory.told()).toEqual([`complete ${key}`, `growing ${key}`, `complete ${key}`]);
    write(path, wav(500));
    void source().rescan();
    await pass(2000);
    expect(memory.told().slice(3)).toEqual([`growing ${key}`, `complete ${key}`]);
    expect(memory.news.map((each) => each.type === "complete" && each.file.bytes)).toEqual([
      ...[64_044, false, 16_044, false, 8044],
    ]);
  });

  it("is told gone when it vanishes, before or after it was complete", async () => {
    const { write, start, pass, memory, hint, folder } = createFolderWorld();
    write(path);
    write("102/half.wav", wav().subarray(0, 100));
    write("103/short.wav");
    await start();
    rmSync(join(folder, "103/short.wav"));
    await pass(2000);
    rmSync(join(folder, path));
    hint("101", fileName());
    rmSync(join(folder, "102"), { recursive: true });
    await pass(2000);
    const [first, second, ...rest] = memory.told();
    expect([first, second].toSorted()).toEqual([`complete ${key}`, "growing folder:102/half.wav"]);
    expect(rest.toSorted()).toEqual([`gone ${key}`, "gone folder:102/half.wav"]);
    await pass(600_000);
    expect(memory.told()).toHaveLength(4);
  });

  it("may have any name", async () => {
    const names = [
      "a\nb.wav",
      "%zz.wav",
      "[]_-_20260130160001(1).wav",
      "a..wav.wav",
      "'; DROP TABLE.wav",
      "😀.WAV",
    ];
    const { write, start, pass, memory, source } = createFolderWorld();
    for (const name of names) write(`101/${name}`);
    write("101/.hidden.wav");
    write("101/notes.txt", "no recording");
    await start();
    await pass(1000);
    expect(memory.told().toSorted()).toEqual(names.map((name) => `complete folder:101/${name}`).toSorted());
    const signal = new AbortController().signal;
    for (const name of names)
      expect(await source().open(`folder:101/${name}`, signal)).toMatchObject({ ok: true });
  });

  it.skipIf(process.platform === "win32")(
    "has to be a file: a pipe or a folder of its name is none",
    async () => {
      const { folder, write, start, pass, memory } = createFolderWorld();
      write("101/real.wav");
      mkdirSync(join(folder, "101/folder.wav"));
      execFileSync("mkfifo", [join(folder, "101/pipe.wav")]);
      await start();
      await pass(1000);
      expect(memory.told()).toEqual(["complete folder:101/real.wav"]);
    },
  );
});

describe("recordings that were there before", () => {
  it("are not told when they are older than this program, unless asked for", async () => {
    const { write, start, pass, memory, source } = createFolderWorld();
    write("101/old.wav", wav(), startMs - 86_400_000);
    write("101/new.wav");
    await start();
    await pass(301_000);
    expect(memory.told()).toEqual(["complete folder:101/new.wav"]);
    void source().rescan();
    await pass(2000);
    expect(memory.told()).toHaveLength(1);
    void source().rescan({ all: true });
    await pass(2000);
    expect(memory.told().slice(1)).toEqual(["complete folder:101/old.wav"]);
  });

  it("are asked for in batches and not told when they are settled", async () => {
    const { write, start, pass, memory } = createFolderWorld();
    for (let n = 0; n < 1200; n += 1) {
      write(`101/${n}.wav`, "RIFF");
      if (n !== 700) memory.settled.add(`folder:101/${n}.wav`);
    }
    const asked: number[] = [];
    const { known } = memory.listener;
    Object.assign(memory.listener, {
      known: (keys: readonly string[]) => {
        asked.push(keys.length);
        return known(keys);
      },
    });
    await start();
    await pass(40_000);
    expect(asked).toEqual([500, 500, 200]);
    expect(memory.told()).toEqual(["growing folder:101/700.wav", "complete folder:101/700.wav"]);
  });

  it("wait while the list of settled ones cannot be read", async () => {
    const { write, start, pass, memory, source } = createFolderWorld();
    write(path);
    memory.broken = true;
    await start();
    expect(source().condition()).toMatchObject({
      state: "trouble",
      sentence: expect.stringContaining("closed"),
    });
    memory.broken = false;
    await pass(7000);
    expect(memory.told()).toEqual([`complete ${key}`]);
    expect(source().condition()).toMatchObject({ state: "watching", sentence: "" });
  });
});

describe("a folder that cannot be read", () => {
  it("is a condition, and all goes on once it is there", async () => {
    const parent = mkdtempSync(join(tmpdir(), "source-"));
    onTestFinished(() => rmSync(parent, { recursive: true }));
    const { write, start, pass, memory, source } = createFolderWorld({ folder: join(parent, "later") });
    await start();
    expect(source().condition()).toMatchObject({
      ...{ state: "trouble", sentence: `The recordings folder ${join(parent, "later")} does not exist.` },
      advice: expect.stringContaining("source = pbx"),
    });
    write(path);
    await pass(6000);
    expect(memory.told()).toEqual([`complete ${key}`]);
    expect(memory.conditions.map(({ state }) => state)).toEqual(["trouble", "watching"]);
  });

  it("loses nothing when its share goes away and comes back", async () => {
    const { write, start, pass, memory, folder, source } = createFolderWorld();
    write(path);
    await start();
    await pass(1000);
    renameSync(folder, `${folder}-away`);
    mkdirSync(folder);
    await pass(3000);
    expect(source().condition().sentence).toContain("is empty, although it had recordings");
    rmSync(folder, { recursive: true });
    await pass(3000);
    expect(source().condition().sentence).toContain("does not exist");
    expect(await source().open(key, new AbortController().signal)).toMatchObject({ ok: false, again: true });
    renameSync(`${folder}-away`, folder);
    write("102/new.wav");
    await pass(3000);
    expect(source().condition().state).toBe("watching");
    await pass(1000);
    expect(memory.told()).toEqual([`complete ${key}`, "complete folder:102/new.wav"]);
  });

  it("is watched anew once it is there again", async () => {
    const { write, start, pass, memory, folder } = createFolderWorld({ watchFolders: undefined as never });
    write(path);
    await start();
    await pass(1000);
    // The watches of before go on with the folder that was moved away.
    renameSync(folder, `${folder}-away`);
    onTestFinished(() => rmSync(`${folder}-away`, { recursive: true }));
    await pass(3000);
    write(path);
    await pass(3000);
    write("101/later.wav");
    await expect
      .poll(async () => (await pass(200), memory.told()))
      .toContain("complete folder:101/later.wav");
  });

  it.skipIf(asRoot)("names the permission that is missing, and asks again", async () => {
    const { write, start, pass, memory, folder, source } = createFolderWorld();
    write(path);
    write("102/shut.wav");
    chmodSync(join(folder, path), 0);
    chmodSync(join(folder, "102"), 0);
    await start();
    await pass(1000);
    expect(source().condition().sentence).toBe(`No permission to read ${join(folder, "102")}.`);
    expect(memory.news).toMatchObject([
      { type: "trouble", failure: { problem: "no-access", again: false }, nextTryAtMs: startMs + 5900 },
    ]);
    chmodSync(join(folder, path), 0o600);
    chmodSync(join(folder, "102"), 0o700);
    await pass(10_000);
    expect(memory.told().slice(1).toSorted()).toEqual(
      [`complete folder:102/shut.wav`, `complete ${key}`].toSorted(),
    );
    expect(source().condition().state).toBe("watching");
  });
});

describe("links", () => {
  it("out of the folder are refused, once", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
    onTestFinished(() => rmSync(elsewhere, { recursive: true }));
    writeFileSync(join(elsewhere, "secret.wav"), wav());
    const { write, folder, start, pass, memory, source } = createFolderWorld();
    write(path);
    symlinkSync(join(elsewhere, "secret.wav"), join(folder, "101/link.wav"));
    symlinkSync(elsewhere, join(folder, "103"));
    symlinkSync(join(folder, path), join(folder, "101/inside.wav"));
    await start();
    await pass(1_000_000);
    expect(memory.told()).toEqual(["trouble folder:101/link.wav", `complete ${key}`]);
    expect(memory.news[0]).toMatchObject({ failure: { problem: "no-access", again: false } });
    const signal = new AbortController().signal;
    expect(await source().open("folder:101/link.wav", signal)).toMatchObject({
      ok: false,
      problem: "no-access",
    });
    expect(await source().open("folder:103/secret.wav", signal)).toMatchObject({
      ok: false,
      problem: "no-access",
    });
  });

  it.each([
    "folder:../x.wav",
    "folder:101/../../x.wav",
    "folder:/etc/x.wav",
    "pbx:1",
    "folder:",
    "folder:a\0.wav",
  ])("%j is no key", async (bad) => {
    const { start, source } = createFolderWorld();
    await start();
    const answer = await source().open(bad, new AbortController().signal);
    expect(answer).toMatchObject({ ok: false, problem: "vanished" });
  });
});

describe("hints", () => {
  it("are taken for every folder that is there", async () => {
    const { write, start, pass, watched, folder } = createFolderWorld();
    write(path);
    write("102/x.wav");
    await start();
    expect([...watched].toSorted()).toEqual(["", "101", "102"]);
    rmSync(join(folder, "102"), { recursive: true });
    await pass(300_000);
    expect([...watched].toSorted()).toEqual(["", "101"]);
  });

  it("are replaced by polling where they fail", async () => {
    const { write, start, pass, memory, watchFails } = createFolderWorld();
    await start();
    watchFails("ENOSPC");
    write(path);
    await pass(5000);
    write("101/second.wav");
    await pass(20_000);
    expect(memory.told()).toEqual([`complete ${key}`, "complete folder:101/second.wav"]);
  });

  it("come from the operating system itself", async () => {
    const { write, start, pass, memory } = createFolderWorld({ watchFolders: undefined as never });
    write("101/first.wav");
    await start();
    await pass(1000);
    write(path);
    await expect.poll(async () => (await pass(200), memory.told())).toContain(`complete ${key}`);
  });

  it.each([
    ["removed", (at: string) => rmSync(at, { recursive: true })],
    [
      "moved away",
      (at: string) => {
        renameSync(at, `${at}-away`);
        onTestFinished(() => rmSync(`${at}-away`, { recursive: true }));
      },
    ],
  ])(
    "come from a subfolder that was %s and made again, before everything is read anew",
    async (_how, takeAway) => {
      const { write, start, pass, memory, folder } = createFolderWorld({
        watchFolders: undefined as never,
      });
      // So many looks pass less time than there is between two readings of everything.
      const isToldSoon = async (path: string) => {
        await expect
          .poll(async () => (await pass(200), memory.told()), { timeout: 20_000, interval: 50 })
          .toContain(`complete folder:${path}`);
      };
      write("101/deeper/first.wav");
      await start();
      await pass(1000);
      takeAway(join(folder, "101"));
      write("101/deeper/second.wav");
      await isToldSoon("101/deeper/second.wav");
      // What was there when the new folder was found came from looking; this one only from a hint.
      write("101/deeper/third.wav");
      await isToldSoon("101/deeper/third.wav");
    },
  );
});

describe("a clock that jumps", () => {
  it("neither hurries nor hides a file", async () => {
    const { write, start, pass, memory, clock } = createFolderWorld();
    let offMs = 0;
    let ticks = 0;
    const { nowMs } = clock;
    Object.assign(clock, { nowMs: () => nowMs() + offMs, steadyMs: () => ticks + nowMs() });
    await start();
    write(path, wav(), startMs);
    offMs = -86_400_000;
    await pass(300_000);
    offMs = 86_400_000;
    ticks = 0;
    await pass(2000);
    expect(memory.told()).toEqual([`complete ${key}`]);
  });
});

describe("stopping", () => {
  it("ends all work, and nothing is told afterwards", async () => {
    const { write, source, clock, memory } = createFolderWorld();
    for (let n = 0; n < 300; n += 1) write(`101/${n}.wav`);
    const begun = source().start();
    await source().stop();
    await begun;
    expect(source().busy?.()).toBe(0);
    expect(clock.pending()).toBe(0);
    expect(memory.told()).toEqual([]);
    expect(memory.conditions).toEqual([]);
  });
});
