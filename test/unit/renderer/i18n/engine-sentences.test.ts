// What the engine really says, from the places where it is said, has words in German: down to each part.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import {
  spokenAnswers,
  spokenEnds,
  spokenFailures,
  spokenStates,
} from "../../../../scripts/lib/spoken-words.ts";
import {
  folderEmptied,
  folderTrouble,
  listUnreadable,
} from "../../../../src-main/recordings/sources/folder/folder-words.ts";
import {
  fileFailure,
  linkRefused,
  nameUnreadable,
} from "../../../../src-main/recordings/sources/folder/file-failures.ts";
import { archivedFailure } from "../../../../src-main/recordings/sources/pbx/listed-file.ts";
import { words as pipelineWords } from "../../../../src-main/recordings/pipeline/words.ts";
import { failures } from "../../../../src-main/recordings/transcode/failures.ts";
import {
  cannotOpenSentence as sharedCannotOpen,
  engineTakenSentence,
  raisedSentence as sharedRaised,
} from "../../../../src-main/store/postgres/words.ts";
import {
  cannotOpenSentence as cannotOpen,
  raisedSentence,
  setAsideSentence,
} from "../../../../src-main/store/queue/words.ts";
import { troubleSentence } from "../../../../src-main/store/recordings/words.ts";
import { migrate } from "../../../../src-main/store/sqlite-worker/migrate.ts";
import { listenFailure } from "../../../../src-main/web/listen-failure.ts";
import { wordsFor, type Subject } from "../../../../src-main/pbx/words.ts";
import { sourceStates } from "../../../../src-main/metrics/label-values.ts";
import { failure } from "../../../../src-main/pbx/failure.ts";
import { createAddressRules } from "../../../../src-main/webhooks/delivery/address-rules.ts";
import { blockedCode, failureInWords } from "../../../../src-main/webhooks/delivery/error-words.ts";
import { readSettings } from "../../../../src-main/settings/read-settings.ts";
import { decodeSettings } from "../../../../src-main/settings/decode-settings.ts";
import { settingsSchema } from "../../../../src-shared/settings/schema.ts";
import type { CodedMessage } from "../../../../src-shared/messages/coded-message.ts";
import { messages } from "../../../../src-shared/messages/catalogue.ts";
import { partsOfPattern, placesOf } from "../../../../src-shared/messages/pattern.ts";
import { readMessages } from "../../../../src-shared/messages/read-message.ts";

/** Parts of a text that no code stands for; what fills it is looked into as well. */
function unknownIn(text: string): string[] {
  return readMessages(text).flatMap((read) => (read.code === undefined ? [read.text] : unknownInside(read)));
}

function unknownInside({ code, values }: CodedMessage): string[] {
  if (code === undefined) return [];
  return [...placesOf(partsOfPattern(messages[code]))].flatMap(([name, kind]) =>
    kind === "m" && values[name] !== undefined ? unknownIn(values[name]) : [],
  );
}

/** What operating systems and others say stays as it is. */
const ofOthers = /^(the reason|E[A-Z]+|crm|[\d.]+|www\.example\.com|.* bytes of .*)$/;

const isKnown = (text: string): boolean => unknownIn(text).length === 0;

function expectKnown(...texts: readonly string[]): void {
  const unknown = texts.filter((text) => text !== "").flatMap(unknownIn);
  expect(unknown.filter((text) => !ofOthers.test(text))).toEqual([]);
}

describe("said by the rooms", () => {
  test("the connection to 3CX: each state of each source, with and without a status", () => {
    const subjects: readonly Subject[] = ["callControl", "activeCalls", "directory", "callLog", "recordings"];
    const address = { host: "pbx.example.com", port: 5001 };
    for (const source of subjects) {
      for (const name of sourceStates) {
        // The licence is about Call Control, and that is always offered.
        if (name === "not-available" && source === "callControl") continue;
        const plain = wordsFor(name, source, address, failure("ca-file-unreadable", "ENOENT"));
        const refused = wordsFor(name, source, address, failure("forbidden", "the reason", 403));
        expectKnown(plain.sentence, plain.advice, refused.sentence, refused.advice);
      }
    }
    expectKnown(...spokenStates().flatMap(({ sentence, advice }) => [sentence, advice]));
  });

  test("each trouble with 3CX comes with what to do next", () => {
    const calm = ["connected", "connecting", "not-asked"];
    const silent = spokenStates().filter(({ name, advice }) => !calm.includes(name) && advice === "");
    expect(silent).toEqual([]);
  });

  test("requests to receivers: each failure, answer and end", () => {
    expectKnown(...spokenFailures(), ...spokenAnswers(), ...spokenEnds());
  });

  test.each(["0.0.0.0", "255.255.255.255", "224.0.0.1", "169.254.169.254", "fd00:ec2::254", "127.0.0.1"])(
    "why nothing is sent to %s",
    (ip) => {
      const rules = createAddressRules({
        ownServer: () => ({ host: "127.0.0.1", port: 8444 }),
        ownAddresses: () => [],
      });
      const error = Object.assign(new Error(`${ip} ${rules.blocked(ip, 8444)}`), { code: blockedCode });
      const timeouts = { connectMs: 3000, headersMs: 10_000, totalMs: 15_000 };
      expectKnown(
        failureInWords(error, { phase: "connect", url: new URL("https://crm.example.com"), timeouts }),
      );
    },
  );

  test("recordings: what keeps a file, a folder or a list back", () => {
    const said = Object.values(failures).map((make: (...details: never[]) => { sentence: string }) =>
      Reflect.apply(make, undefined, ["the reason"]),
    );
    const codes = ["ENOENT", "EACCES", "EBUSY", "EMFILE", "EIO"];
    expectKnown(
      ...said.map(({ sentence }) => sentence.replace("for the reason s", "for 30 s")),
      ...codes.flatMap((code) =>
        [undefined, "tcx"].map((user) => fileFailure(code, "/rec/a b.wav", user).sentence),
      ),
      linkRefused("/rec/a b.wav").sentence,
      nameUnreadable("/rec/a b.wav").sentence,
      archivedFailure.sentence,
      ...[
        ...codes.map((code) => folderTrouble(code, "/rec/a b", "tcx")),
        folderEmptied("/rec/a b"),
        listUnreadable("the reason"),
      ].flatMap(({ sentence, advice }) => [sentence, advice]),
      ...Object.values(pipelineWords).map((each) => (typeof each === "string" ? each : each("a b.wav"))),
    );
  });

  test("why the program cannot start", () => {
    const kinds = ["busy", "full", "read-only", "cannot-open"] as const;
    const at = { host: "127.0.0.1", port: 8444 };
    expectKnown(
      ...kinds.map((kind) => cannotOpen("/d/queue.db", { kind, reason: "EIO" })),
      ...kinds.map((kind) =>
        sharedCannotOpen("db.example.com:5432/webhooks", { kind, reason: "the reason" }),
      ),
      engineTakenSentence("db.example.com:5432/webhooks", "main"),
      ...["EADDRINUSE", "EACCES", "ENOTFOUND", "EIO"].map(
        (code) => listenFailure(Object.assign(new Error("no"), { code }), at).sentence,
      ),
    );
  });

  test("the file of webhooks that wait", () => {
    expectKnown(
      ...(["disk-full", "locked", "unwritable"] as const).map((kind) =>
        raisedSentence("/d/queue.db", kind, "EIO"),
      ),
      ...(["disk-full", "locked", "unwritable"] as const).map((kind) =>
        sharedRaised("db.example.com:5432/webhooks", kind, "the reason"),
      ),
      setAsideSentence("/d/queue.db", { path: "/d/queue.damaged", reason: "EIO", rescued: 1 }),
    );
  });

  test("the file of recordings", () => {
    const kinds = [
      "busy",
      "full",
      "read-only",
      "cannot-open",
      "refused",
      "io",
      "damaged",
      "crashed",
    ] as const;
    expectKnown(...kinds.map((kind) => troubleSentence("/d/recordings.db", { kind, reason: "EIO" })));
  });

  test("a file that a newer version has changed", () => {
    const db = new DatabaseSync(":memory:");
    db.exec("PRAGMA user_version = 7");
    expect(() => migrate(db, ["SELECT 1"], "/d/log.db")).toThrow(
      expect.objectContaining({ message: expect.toSatisfy(isKnown) }),
    );
    db.close();
  });
});

const fixtures = join(import.meta.dirname, "../../../fixtures/settings");
const samplesOf = (folder: string) =>
  readdirSync(join(fixtures, folder))
    .filter((name) => name.endsWith(".ini"))
    .map((name) => join(fixtures, folder, name));

test.each([...samplesOf("mistakes"), ...samplesOf("warnings")])("the settings in %s", (path) => {
  const decoded = decodeSettings(readFileSync(path));
  if (!decoded.ok) return expectKnown(decoded.message);
  const read = readSettings(decoded.text, { fileName: "settings.ini", env: {} });
  expectKnown(...[...(read.ok ? [] : read.mistakes), ...read.warnings].map(({ message }) => message));
});

test("what belongs into each setting", () => {
  const kinds = Object.values(settingsSchema).flatMap((keys) => Object.values(keys).map(({ kind }) => kind));
  expectKnown(...kinds.map(({ expected }) => `expected ${expected}`));
});

/** Sources whose sentences are read from the text of the program, with 7 for whatever fills them. */
const sources = [
  ...["check-endpoint", "check-pbx", "check-recordings", "check-ladder", "settings-effects", "problems"].map(
    (name) => `monitor/${name}`,
  ),
  ...["order", "verdict", "run"].map((name) => `monitor/simulation/${name}`),
  ...["import-settings", "preview", "tcx-web-api", "webhooks-api"].map((name) => `settings/import/${name}`),
  ...["status", "converting", "matching", "sending"].map((name) => `recordings/pipeline/${name}`),
  ...["create-pbx-source", "downloads"].map((name) => `recordings/sources/pbx/${name}`),
  ...["endpoint-status", "tls-files", "journal", "endpoint-queue"].map((name) => `webhooks/delivery/${name}`),
  ...[
    "recordings/disk-space",
    "recordings/links/probe",
    "pbx/recordings",
    "program/standby",
    "program/monitor",
    "program/certificate-alarms",
    "desktop/engine-switch",
    "worker/remote-status",
    "program/queue",
    "web/listen-failure",
    "capture/create-desk",
    "capture/file-sink",
  ],
  ...[
    "settings-desk",
    "exports",
    "log-handlers",
    "recording-handlers",
    "endpoint-handlers",
    "check-handlers",
  ].map((name) => `monitor/${name}`),
  ...["server-peer", "client-peer", "close-reason", "server-connection"].map(
    (name) => `../src-shared/rpc/${name}`,
  ),
];

test.each(sources)("src-main/%s.ts says nothing that has no words in German", (name) => {
  const text = readFileSync(join(import.meta.dirname, `../../../../src-main/${name}.ts`), "utf8");
  expect(
    sentencesIn(text).filter((sentence) => readMessages(sentence).some(({ code }) => code === undefined)),
  ).toEqual([]);
});

/** Texts that begin with a capital, go on and end like sentences; not those for the log and for programmers. */
function sentencesIn(source: string): string[] {
  const plain = source
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
    .replaceAll(
      /\.describe\([^)]*\)|\blog\w*\.\w+\((?:\s*"[\w-]+",)?\s*(?:"[^"]*"|`[^`]*`)|new Error\([^)]*\)/g,
      "",
    );
  return [...plain.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, text, template]) => text ?? template?.replaceAll(/\$\{[^}]*\}/g, "7") ?? "")
    .filter((text) => /^[A-Z37].* .*[.?]$/.test(text));
}
