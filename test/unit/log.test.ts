import fc from "fast-check";
import { expect, test } from "vitest";
import { createLogger } from "../../src-main/log.ts";

function newLog(isTTY = false) {
  const lines: string[] = [];
  const log = createLogger({ level: "info", output: { isTTY, write: (text) => lines.push(text) } });
  return { log, lines };
}

test("a line is JSON with its level, time, room, sentence and fields", () => {
  const { log, lines } = newLog();
  log.child("pbx").warn("The connection was lost.", { attempt: 2 });
  const line: unknown = JSON.parse(lines[0]!);
  expect(line).toMatchObject({ level: "warn", room: "pbx", msg: "The connection was lost.", attempt: 2 });
  expect(line).toHaveProperty("time", expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/));
  expect(lines[0]).toMatch(/\n$/);
});

test("on a terminal a line is readable", () => {
  const { log, lines } = newLog(true);
  log.child("pbx").info("Connected.", { version: "20.0" });
  const plain = lines[0]!.replaceAll(/\u001b\[\d+m/g, "");
  expect(plain).toMatch(/^\[\d\d:\d\d:\d\d\.\d+\] INFO: pbx: Connected\. \{"version":"20\.0"\}\n$/);
});

test("the level holds lines back and can change while children exist", () => {
  const { log, lines } = newLog();
  const child = log.child("pbx");
  child.debug("unseen");
  log.setLevel("debug");
  child.debug("seen");
  log.setLevel("error");
  child.warn("unseen");
  log.info("unseen");
  expect(lines).toHaveLength(1);
});

test.each([
  ["as it is", "p@ss word/1"],
  ["in a query", `url?key=${encodeURIComponent("p@ss word/1")}`],
  ["in a form", "client_secret=p%40ss+word%2F1"],
  ["as credentials", `Basic ${Buffer.from("p@ss word/1").toString("base64")}`],
])("a planted secret is masked %s, in sentences and fields", (_how, text) => {
  const { log, lines } = newLog();
  const child = log.child("pbx");
  log.setSecrets(["", "p@ss word/1"]);
  child.error(`The PBX said: ${text}`, { said: text });
  log.error(text);
  expect(lines.join("")).not.toMatch(/p@ss|p%40ss|cEBzc/);
  expect(lines.join("")).toContain("***");
});

test("a field that is named like a secret is hidden even when nobody told its value", () => {
  const { log, lines } = newLog();
  log.info("x", { client_secret: "planted", Authorization: "planted", monitorPassword: "planted" });
  expect(lines.join("")).not.toContain("planted");
});

test("whatever the secret, it is never written", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, maxLength: 40, unit: "grapheme" }),
      fc.string(),
      (secret, around) => {
        const { log, lines } = newLog();
        log.setSecrets([secret]);
        log.info(`${around}${secret}${around}`, { said: secret });
        const line = JSON.parse(lines[0]!) as { msg: string; said: string };
        expect(line.msg).not.toContain(secret);
        expect(line.said).not.toContain(secret);
      },
    ),
    { numRuns: 200, seed: 7 },
  );
});

test("a hostile sentence stays one JSON line", () => {
  const { log, lines } = newLog();
  log.info('a\n{"level":"error"}\u2028 \u0000', { name: "x\ny" });
  expect(lines[0]!.trimEnd().split("\n")).toHaveLength(1);
});
