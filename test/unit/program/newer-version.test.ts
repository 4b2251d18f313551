// A newer version is told and never fetched; without an address nobody is asked.
import { expect, test } from "vitest";
import { createNewerVersion } from "../../../src-main/program/newer-version.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

function world(answers: readonly (string | Error)[], version = "0.9.1") {
  const clock = createVirtualClock({ startMs: 0 });
  const asked: string[] = [];
  const said: string[] = [];
  const newer = createNewerVersion({
    ...{ version, clock },
    log: { debug() {}, info: (line) => said.push(line), warn() {}, error() {} },
    async ask(url) {
      asked.push(url);
      const answer = answers[asked.length - 1] ?? "";
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { newer, asked, said, clock };
}

const url = "https://updates.example.com/latest.yml";

test("off unless an address is set", async () => {
  const { newer, asked, clock } = world([]);
  newer.follow(undefined);
  await clock.runFor(3 * dayMs);
  expect(asked).toEqual([]);
  expect(newer.health()).toMatchObject({ state: "off", version: "" });
});

test("once a day; a newer one is told once in the log", async () => {
  const list = "version: 0.10.0\nfiles:\n  - url: setup.exe\n    sha512: abc\n";
  const { newer, asked, said, clock } = world(["version: 0.9.1\n", list, list]);
  newer.follow(url);
  await clock.runFor(minuteMs);
  expect(newer.health().state).toBe("current");
  await clock.runFor(dayMs);
  expect(newer.health()).toMatchObject({ state: "newer", version: "0.10.0" });
  await clock.runFor(dayMs);
  expect(asked).toEqual([url, url, url]);
  expect(said).toEqual(["Version 0.10.0 is there; this is 0.9.1. Install it as this one was installed."]);
});

test.each([
  ['{"version":"1.0.0"}', "newer"],
  ['{ "name": "x", "version": "0.9.0" }', "current"],
  ["version: '0.9.2'\r\npath: x\r\n", "newer"],
  ["<html>version 9</html>", "unknown"],
  ["version: 1.2\n", "unknown"],
  ["", "unknown"],
])("%j: %s", async (text, state) => {
  const { newer, clock } = world([text]);
  newer.follow(url);
  await clock.runFor(minuteMs);
  expect(newer.health().state).toBe(state);
});

test("who does not answer is asked again the next day, and named", async () => {
  const { newer, clock } = world([new Error("connect ECONNREFUSED"), "version: 1.0.0\n"]);
  newer.follow(url);
  await clock.runFor(minuteMs);
  expect(newer.health()).toMatchObject({ state: "unknown", version: "" });
  expect(newer.health().sentence).toContain("ECONNREFUSED");
  await clock.runFor(dayMs);
  expect(newer.health().state).toBe("newer");
});

test("a changed address is asked instead; switched off, nobody is", async () => {
  const { newer, asked, clock } = world(["version: 1.0.0\n", "version: 2.0.0\n"]);
  newer.follow(url);
  newer.follow("https://mirror.example.com/latest.yml");
  await clock.runFor(minuteMs);
  expect(asked).toEqual(["https://mirror.example.com/latest.yml"]);
  newer.follow(undefined);
  expect(newer.health().state).toBe("off");
  await clock.runFor(3 * dayMs);
  expect(asked).toHaveLength(1);
  expect(clock.pending()).toBe(0);
});
