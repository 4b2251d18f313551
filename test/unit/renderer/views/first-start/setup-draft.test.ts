import { describe, expect, test } from "vitest";
import {
  changesOf,
  isReceiverName,
  mistakesOf,
  missingPlaces,
  receiverName,
  shownValue,
  withoutStep,
} from "../../../../../src-renderer/views/first-start/setup-draft.ts";
import { atOtherPort, withScheme } from "../../../../../src-renderer/views/first-start/pbx-address.ts";
import { anEmptyDocument } from "./start-fixtures.ts";

const empty = anEmptyDocument();
const written = anEmptyDocument({
  values: [
    { section: "pbx", key: "url", value: "https://pbx.example.com", secret: false, isSet: true },
    { section: "pbx", key: "client_secret", value: "", secret: true, isSet: true },
    {
      section: "pbx",
      key: "client_id",
      value: "env",
      secret: false,
      isSet: true,
      variable: "WEBHOOK_PBX_CLIENT_ID",
    },
    { section: "endpoint.desk", key: "dialect", value: "native", secret: false, isSet: true },
  ],
  endpoints: ["desk"],
});

describe("what a field shows", () => {
  test("typed, else written, else the default; of a secret only what was typed", () => {
    expect(shownValue(written, { "pbx url": "x" }, "pbx", "url")).toBe("x");
    expect(shownValue(written, {}, "pbx", "url")).toBe("https://pbx.example.com");
    expect(shownValue(written, {}, "pbx", "client_secret")).toBe("");
    expect(shownValue(empty, {}, "endpoint", "dialect")).toBe("komplit");
    expect(shownValue(written, {}, "endpoint", "dialect")).toBe("native");
  });

  test("the receiver is the first of the file, else the one that is being named", () => {
    expect(receiverName(written, { "endpoint name": "other" })).toBe("desk");
    expect(receiverName(empty, { "endpoint name": "sales" })).toBe("sales");
    expect(receiverName(empty, {})).toBe("crm");
    expect([isReceiverName("a-1_b"), isReceiverName("A b"), isReceiverName("")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("what saving changes", () => {
  test("only this step, only what differs, trimmed, in the receiver's own section", () => {
    const edits = {
      "pbx url": " https://pbx.example.com ",
      "pbx client_id": "typed",
      "pbx client_secret": "key",
      "endpoint name": "sales",
      "endpoint url": "https://crm.example.com",
      "endpoint dialect": "komplit",
    };
    expect(changesOf(written, edits, "pbx")).toEqual([
      { kind: "set", section: "pbx", key: "client_secret", value: "key" },
    ]);
    expect(changesOf(empty, edits, "receiver")).toEqual([
      { kind: "set", section: "endpoint.sales", key: "url", value: "https://crm.example.com" },
    ]);
    expect(changesOf(empty, edits, "recordings")).toEqual([]);
  });

  test("an emptied value leaves the file, an emptied secret stays", () => {
    expect(changesOf(written, { "pbx url": "", "pbx client_secret": "" }, "pbx")).toEqual([
      { kind: "remove_key", section: "pbx", key: "url" },
    ]);
  });

  test("after saving, what was typed in other steps is still there", () => {
    expect(withoutStep({ "pbx url": "a", "recordings folder": "b" }, "pbx")).toEqual({
      "recordings folder": "b",
    });
  });
});

test("what is missing before anything can be tried", () => {
  expect(missingPlaces(empty, {}, "pbx")).toEqual(["pbx url", "pbx client_id", "pbx client_secret"]);
  expect(missingPlaces(written, {}, "pbx")).toEqual([]);
  expect(missingPlaces(empty, {}, "recordings")).toEqual([]);
});

test("mistakes of other sections are not this step's", () => {
  const remark = { file: "settings.ini", section: "pbx", key: "url", message: "must be an address" };
  const other = { ...remark, section: "server", key: "port" };
  expect(mistakesOf([remark, other], empty, {}, "pbx")).toEqual({ "pbx url": "must be an address" });
});

test("the address of 3CX gets its scheme, and the other of its two ports", () => {
  expect(withScheme(" pbx.example.com:5001 ")).toBe("https://pbx.example.com:5001");
  expect(withScheme("http://pbx")).toBe("http://pbx");
  expect(withScheme("")).toBe("");
  expect(atOtherPort("https://pbx.example.com")).toEqual({ url: "https://pbx.example.com:5001", port: 5001 });
  expect(atOtherPort("https://pbx.example.com:5001")).toEqual({ url: "https://pbx.example.com", port: 443 });
  expect(atOtherPort("https://pbx.example.com:8443")).toBeUndefined();
  expect(atOtherPort("no address")).toBeUndefined();
});
