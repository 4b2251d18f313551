import { describe, expect, test } from "vitest";
import {
  addEndpoint,
  changedKeys,
  changesOf,
  endpointsOf,
  isDirty,
  noDraft,
  removeEndpoint,
  renameEndpoint,
  settledDraft,
  shownText,
  withEdit,
  withoutSecrets,
} from "../../../../../src-renderer/views/settings/draft.ts";
import { aDocument, aValue } from "./settings-fixtures.ts";

const document = aDocument();

describe("a draft changes what it means, not what was typed", () => {
  test.each([
    ["the same text", "endpoint.crm", "retry_for_h", "48"],
    ["the same number written otherwise", "endpoint.crm", "retry_for_h", "48.0"],
    ["blanks around it", "endpoint.crm", "retry_for_h", " 48 "],
    ["the default of a key that is not written", "endpoint.crm", "timeout_s", "15"],
    ["nothing where nothing was", "endpoint.crm", "basic_user", ""],
    ["another word for no", "pbx", "internal_calls", "off"],
    ["the same events in another order", "endpoint.crm", "events", "ended, ringing, started"],
    ["no new secret where none was", "endpoint.desk", "secret", ""],
    ["a key of the environment", "server", "port", "1"],
  ])("%s is no change", (_what, section, key, text) => {
    const draft = withEdit(noDraft, section, key, text);
    expect(changesOf(document, draft)).toEqual([]);
    expect(isDirty(document, draft)).toBe(false);
    expect(settledDraft(document, draft)).toEqual(noDraft);
  });

  test("a value that differs is set, an emptied one leaves the file, and each is named once", () => {
    const draft = withEdit(
      withEdit(noDraft, "endpoint.crm", "url", " https://new.example.com "),
      "endpoint.crm",
      "retry_for_h",
      "",
    );
    expect(changesOf(document, draft)).toEqual([
      { kind: "set", section: "endpoint.crm", key: "url", value: "https://new.example.com" },
      { kind: "remove_key", section: "endpoint.crm", key: "retry_for_h" },
    ]);
    expect(changedKeys(document, draft)).toEqual(["url", "retry_for_h"]);
  });

  test("what is typed stays as it was typed while it is typed", () => {
    const draft = withEdit(noDraft, "endpoint.crm", "timeout_s", "15.0");
    expect(shownText(document, draft, "endpoint.crm", "timeout_s")).toBe("15.0");
    expect(shownText(document, noDraft, "endpoint.crm", "timeout_s")).toBe("15");
  });

  test("secrets are replaced and removed, never shown, and not kept on leaving", () => {
    const draft = withEdit(
      withEdit(noDraft, "endpoint.crm", "secret", "whsec_new"),
      "pbx",
      "client_secret",
      "",
    );
    expect(changesOf(document, draft)).toEqual([
      { kind: "set", section: "endpoint.crm", key: "secret", value: "whsec_new" },
      { kind: "remove_key", section: "pbx", key: "client_secret" },
    ]);
    expect(shownText(document, noDraft, "endpoint.crm", "secret")).toBe("");
    const kept = withoutSecrets(withEdit(draft, "endpoint.crm", "header.x-key", "abc"));
    expect(JSON.stringify(kept)).not.toMatch(/whsec_new|abc/);
    expect(changesOf(document, kept)).toEqual([{ kind: "remove_key", section: "pbx", key: "client_secret" }]);
  });

  test("the text of the file counts as changed only when it is another one", () => {
    expect(isDirty(document, { ...noDraft, text: document.text })).toBe(false);
    expect(isDirty(document, { ...noDraft, text: `${document.text};` })).toBe(true);
  });
});

describe("endpoints", () => {
  test("a new one exists in the file by its address, also before that is typed", () => {
    const draft = addEndpoint(noDraft, "new");
    expect(changesOf(document, draft)).toEqual([
      { kind: "set", section: "endpoint.new", key: "url", value: "" },
    ]);
    const typed = withEdit(draft, "endpoint.new", "url", "https://new.example.com");
    expect(changesOf(document, typed)).toEqual([
      { kind: "set", section: "endpoint.new", key: "url", value: "https://new.example.com" },
    ]);
    expect(endpointsOf(document, draft)).toEqual(["crm", "desk", "archive", "new"]);
  });

  test("removing one takes what was typed for it; removing a new one leaves nothing", () => {
    const typed = withEdit(noDraft, "endpoint.crm", "url", "https://x.example.com");
    expect(changesOf(document, removeEndpoint(document, typed, "crm"))).toEqual([
      { kind: "remove_section", section: "endpoint.crm" },
    ]);
    const added = withEdit(addEndpoint(noDraft, "new"), "endpoint.new", "url", "https://x.example.com");
    expect(removeEndpoint(document, added, "new")).toEqual(noDraft);
  });

  test("another name takes all values but those that no window knows, and names these", () => {
    const hidden = aDocument({
      values: [...document.values, aValue("endpoint.crm", "recording_url", "https://r.example.com/?k=***")],
    });
    const typed = withEdit(noDraft, "endpoint.crm", "timeout_s", "30");
    const { draft, left } = renameEndpoint(hidden, typed, "crm", "sales");
    expect(left).toEqual(["secret", "header.x-api-key", "recording_url"]);
    expect(changesOf(hidden, draft)).toEqual([
      { kind: "remove_section", section: "endpoint.crm" },
      { kind: "set", section: "endpoint.sales", key: "url", value: "https://crm.example.com/3cx" },
      { kind: "set", section: "endpoint.sales", key: "events", value: "ringing, started, ended" },
      { kind: "set", section: "endpoint.sales", key: "retry_for_h", value: "48" },
      { kind: "set", section: "endpoint.sales", key: "timeout_s", value: "30" },
    ]);
    expect(endpointsOf(hidden, draft)).toEqual(["desk", "archive", "sales"]);
  });

  test("one that was removed and added again starts empty", () => {
    const draft = addEndpoint(removeEndpoint(document, noDraft, "crm"), "crm");
    expect(shownText(document, draft, "endpoint.crm", "url")).toBe("");
    expect(changesOf(document, draft).map(({ kind }) => kind)).toEqual(["remove_section", "set"]);
  });
});
