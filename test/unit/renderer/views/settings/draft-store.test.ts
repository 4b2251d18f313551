import { beforeEach, describe, expect, test } from "vitest";
import { changesOf, noDraft, withEdit } from "../../../../../src-renderer/views/settings/draft.ts";
import {
  editDraft,
  forgetDraft,
  leaveView,
  resolveConflict,
  resolveText,
  takeDocument,
  useSettingsDraft,
} from "../../../../../src-renderer/views/settings/draft-store.ts";
import { aDocument, changedDocument } from "./settings-fixtures.ts";

const state = useSettingsDraft.getState;

beforeEach(() => {
  forgetDraft();
  takeDocument(aDocument());
});

describe("the file changes outside while somebody types", () => {
  test("without anything typed it is simply the new one", () => {
    takeDocument(changedDocument("2", { "recordings keep_days": "60" }));
    expect(state()).toMatchObject({ draft: noDraft, merged: [], document: { revision: "2" } });
  });

  test("other keys are taken over and named, and what was typed stays", () => {
    editDraft((draft) => withEdit(draft, "endpoint.crm", "retry_for_h", "12"));
    takeDocument(changedDocument("2", { "recordings keep_days": "60" }));
    const { document, draft, conflict, merged } = state();
    expect(conflict).toBeUndefined();
    expect(merged).toEqual(["recordings keep_days"]);
    expect(changesOf(document ?? aDocument(), draft)).toEqual([
      { kind: "set", section: "endpoint.crm", key: "retry_for_h", value: "12" },
    ]);
  });

  test.each([
    ["yours", "12", true],
    ["file", "24", false],
    ["before", "48", true],
  ] as const)("the same key is a choice: %s", (choice, shown, dirty) => {
    editDraft((draft) => withEdit(draft, "endpoint.crm", "retry_for_h", "12"));
    takeDocument(changedDocument("2", { "endpoint.crm retry_for_h": "24" }));
    expect(state().document?.revision).toBe("1");
    expect(state().conflict?.items).toEqual([
      {
        section: "endpoint.crm",
        key: "retry_for_h",
        secret: false,
        before: "48",
        file: "24",
        yours: "12",
      },
    ]);
    resolveConflict(() => choice);
    const { document = aDocument(), draft, conflict } = state();
    expect(conflict).toBeUndefined();
    expect(document.revision).toBe("2");
    const changes = changesOf(document, draft);
    expect(changes.length > 0).toBe(dirty);
    if (dirty) expect(changes).toMatchObject([{ value: shown }]);
  });

  test("the same value typed here and there is no conflict and nothing unsaved", () => {
    editDraft((draft) => withEdit(draft, "endpoint.crm", "retry_for_h", "24"));
    takeDocument(changedDocument("2", { "endpoint.crm retry_for_h": "24" }));
    expect(state()).toMatchObject({ draft: noDraft, document: { revision: "2" } });
  });

  test("a secret that was set outside meanwhile is asked for, although nobody sees it", () => {
    editDraft((draft) => withEdit(draft, "pbx", "client_secret", "typed here"));
    const values = aDocument().values.map((value) =>
      value.key === "client_secret" ? { ...value, setAtMs: 9 } : value,
    );
    takeDocument(aDocument({ revision: "2", values }));
    expect(state().conflict?.items).toMatchObject([{ key: "client_secret", secret: true }]);
  });

  test("the same text here and there is no conflict", () => {
    const now = changedDocument("2", { "recordings keep_days": "60" });
    editDraft((draft) => ({ ...draft, text: now.text }));
    takeDocument(now);
    expect(state()).toMatchObject({ draft: noDraft, document: { revision: "2" } });
    expect(state().conflict).toBeUndefined();
  });

  test("the text tab is one choice for the whole file", () => {
    editDraft((draft) => ({ ...draft, text: "mine" }));
    takeDocument(changedDocument("2", { "recordings keep_days": "60" }));
    expect(state().conflict?.text).toBe(true);
    resolveText("yours");
    expect(state()).toMatchObject({ draft: { text: "mine" }, document: { revision: "2" } });
  });

  test("another engine's file starts anew", () => {
    editDraft((draft) => withEdit(draft, "endpoint.crm", "retry_for_h", "12"));
    takeDocument(aDocument({ path: "/elsewhere/settings.ini", revision: "9" }));
    expect(state().draft).toEqual(noDraft);
  });
});

test("leaving the view hides secrets that were typed into the text", () => {
  editDraft((draft) => ({ ...draft, text: "[pbx]\nclient_secret = typed\nurl = https://new.example.com\n" }));
  leaveView();
  expect(useSettingsDraft.getState()).toMatchObject({
    draft: { text: "[pbx]\nclient_secret = ***\nurl = https://new.example.com\n" },
    secretsLeft: true,
  });
});

test("leaving the view keeps the draft without its secrets, and says so", () => {
  editDraft((draft) =>
    withEdit(withEdit(draft, "endpoint.crm", "secret", "whsec_typed"), "endpoint.crm", "retry_for_h", "12"),
  );
  leaveView();
  expect(JSON.stringify(state())).not.toContain("whsec_typed");
  expect(state()).toMatchObject({
    secretsLeft: true,
    draft: { edits: { "endpoint.crm retry_for_h": "12" } },
  });
});

test("a browser asks before it closes the page, only while something is unsaved", () => {
  const closes = () => dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(closes()).toBe(true);
  editDraft((draft) => withEdit(draft, "endpoint.crm", "retry_for_h", "12"));
  expect(closes()).toBe(false);
  editDraft((draft) => withEdit(draft, "endpoint.crm", "retry_for_h", "48"));
  expect(closes()).toBe(true);
});
