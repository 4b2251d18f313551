import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import type { SettingsSaved } from "../../../../../src-shared/contract/settings-view.ts";
import { forgetDraft } from "../../../../../src-renderer/views/settings/draft-store.ts";
import { aSnapshot } from "../../fixtures.ts";
import { asked, bar, field, findings, open } from "./open-settings.ts";
import { aDocument, aValue, changedDocument } from "./settings-fixtures.ts";

beforeEach(forgetDraft);

describe("endpoints", () => {
  test("the test event takes the values on screen and shows the exchange as text", async () => {
    const shown = await open("/endpoint.crm");
    const { user } = shown;
    const url = field(/^Address(?! for)/);
    await user.clear(url);
    await user.type(url, "https://new.example.com");
    await user.click(screen.getByRole("button", { name: "Send test event" }));
    expect(await screen.findByText("crm.example.com refuses this content (422).")).toBeDefined();
    expect(asked(shown, "endpoint.test")).toEqual([
      {
        endpoint: "crm",
        type: "ringing",
        changes: [{ kind: "set", section: "endpoint.crm", key: "url", value: "https://new.example.com" }],
      },
    ]);
    expect(screen.getByText(/<b>now<\/b>/)).toBeDefined();
  });

  test("a failed certificate can be accepted from the ladder", async () => {
    const { user } = await open("/endpoint.crm");
    await user.click(screen.getByRole("button", { name: "Check step by step" }));
    await user.click(await screen.findByRole("button", { name: "Accept this certificate" }));
    expect(bar()?.textContent).toContain("accept_fingerprint");
  });

  test("pausing holds at once and can be undone", async () => {
    const shown = await open("/endpoint.desk");
    await shown.user.click(screen.getByRole("button", { name: "Pause" }));
    await shown.user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(asked(shown, "endpoint.pause")).toEqual([{ endpoint: "desk" }]);
    await waitFor(() => expect(asked(shown, "endpoint.resume")).toEqual([{ endpoint: "desk" }]));
    expect(bar()).toBeNull();
  });

  test("removing with work pending counts first; dropping is a change, delivering first waits", async () => {
    const shown = await open("/endpoint.crm");
    const { user, client, draw } = shown;
    await user.click(screen.getByRole("button", { name: "Remove…" }));
    expect(await screen.findByText(/213 deliveries wait/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Deliver first" }));
    expect(await screen.findByText(/goes when nothing waits any more/)).toBeDefined();
    expect(bar()).toBeNull();
    const crm = aSnapshot().endpoints[0];
    if (crm === undefined) throw new Error("The fixture has no endpoint.");
    await draw(() => client.push("endpoints", { changed: [{ ...crm, waiting: 0 }] }));
    expect(bar()?.textContent).toContain("[endpoint.crm]");
  });

  test("a rename says that it is a new endpoint and which secrets to type again", async () => {
    const { user } = await open("/endpoint.crm");
    await user.click(screen.getByRole("button", { name: "Rename…" }));
    const name = await screen.findByLabelText("Name");
    expect(screen.getByText(/it is a new endpoint/)).toBeDefined();
    expect(screen.getByText(/secret, header.x-api-key/)).toBeDefined();
    await user.clear(name);
    await user.type(name, "sales");
    await user.click(screen.getByRole("button", { name: "Rename" }));
    expect(location.hash).toBe("#/settings/endpoint.sales");
    expect(field(/^Retry for/)).toHaveProperty("value", "48");
  });
});

describe("the file", () => {
  test("its text is saved as a whole, and the form rests meanwhile", async () => {
    const shown = await open("?tab=ini");
    const { user } = shown;
    await user.type(field("Text of settings.ini"), "; more");
    await user.click(screen.getByRole("radio", { name: "Form" }));
    expect(await screen.findByText(/the form rests/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    await waitFor(() => expect(asked(shown, "settings.save")).toHaveLength(1));
    expect(asked(shown, "settings.save")[0]).toEqual({
      revision: "1",
      draft: { text: `${aDocument().text}; more` },
    });
  });

  test("with changes in the form it can only be read", async () => {
    const { user } = await open("/endpoint.crm");
    await user.click(screen.getByLabelText("recording"));
    await user.click(screen.getByRole("radio", { name: "settings.ini" }));
    expect(field("Text of settings.ini")).toHaveProperty("readOnly", true);
  });

  test("changed outside elsewhere while it was being saved: it is saved on top of that, once asked", async () => {
    let times = 0;
    const save = (): SettingsSaved => {
      times += 1;
      return times === 1
        ? { outcome: "conflict", document: changedDocument("2", { "recordings keep_days": "60" }) }
        : { outcome: "saved", document: aDocument({ revision: "3" }), warnings: [] };
    };
    const shown = await open("/endpoint.crm", { more: { "settings.save": save } });
    const { user } = shown;
    const retry = field(/Retry for/);
    await user.clear(retry);
    await user.type(retry, "12");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(asked(shown, "settings.save")).toHaveLength(2));
    const revisions = asked(shown, "settings.save").map(
      (params) => JSON.parse(JSON.stringify(params)).revision,
    );
    expect(revisions).toEqual(["1", "2"]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("changed outside in the same key: a choice for each, then the new file is the ground", async () => {
    const conflict = (): SettingsSaved => ({
      outcome: "conflict",
      document: changedDocument("2", { "endpoint.crm retry_for_h": "24" }),
    });
    const { user } = await open("/endpoint.crm", { more: { "settings.save": conflict } });
    const retry = field(/^Retry for/);
    await user.clear(retry);
    await user.type(retry, "12");
    await user.keyboard("{Control>}s{/Control}");
    await user.click(await screen.findByRole("button", { name: "Compare" }));
    await user.click(await screen.findByRole("radio", { name: /the file: 24/ }));
    await user.click(screen.getByRole("button", { name: "Use these" }));
    await waitFor(() => expect(bar()).toBeNull());
    expect(field(/^Retry for/)).toHaveProperty("value", "24");
  });

  test("when it cannot be written nothing is lost", async () => {
    const notWritten = (): SettingsSaved => ({ outcome: "not-written", sentence: "the disk is full" });
    const { user } = await open("/endpoint.crm", { more: { "settings.save": notWritten } });
    await user.click(screen.getByLabelText("recording"));
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    expect(await screen.findByText(/the disk is full/)).toBeDefined();
    expect(bar()).not.toBeNull();
  });

  test("without a connection it cannot be saved, and what was typed stays", async () => {
    const { user, client, draw } = await open("/endpoint.crm");
    await user.click(screen.getByLabelText("recording"));
    await draw(() => client.become({ kind: "reconnecting", sinceMs: Date.now(), reason: "lost" }));
    expect(screen.getByRole("button", { name: /^Save/ })).toHaveProperty("disabled", true);
    expect(screen.getByText(/can be saved when the connection is back/)).toBeDefined();
  });

  test("what stands in it is text, also where it would turn or run", async () => {
    const hostile = "https://x.example.com/<img src=x onerror=alert(1)>\u202e";
    const { container } = await open("/endpoints", {
      more: {
        "settings.read": () =>
          aDocument({ endpoints: ["crm"], values: [aValue("endpoint.crm", "url", hostile)] }),
      },
    });
    expect(container.querySelector("img")).toBeNull();
    expect(screen.getByText("U+202E")).toBeDefined();
  });
});

describe("import and this program", () => {
  test("an import shows what becomes of each key and writes nothing before Save", async () => {
    const shown = await open("/pbx");
    const { user } = shown;
    await user.click(screen.getByRole("button", { name: "Import…" }));
    const input = await waitFor(() => {
      const found = document.querySelector<HTMLInputElement>('input[type="file"]');
      if (found === null) throw new Error("not there yet");
      return found;
    });
    await user.upload(input, new File(["a=1"], "TCXWebAPI.ini"));
    expect(await screen.findByText("Taken over (1)")).toBeDefined();
    expect(screen.getByText("Was 30000 milliseconds.")).toBeDefined();
    expect(screen.getByText("U+202E")).toBeDefined();
    expect(await findings()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Put 2 values into the form" }));
    expect(asked(shown, "settings.import")).toEqual([{ files: [{ name: "TCXWebAPI.ini", text: "a=1" }] }]);
    expect(asked(shown, "settings.save")).toEqual([]);
    expect(bar()?.textContent).toContain("2 changes: url, timeout_s");
  });

  test("language holds at once and can be undone", async () => {
    const { user } = await open("/program");
    await user.click(screen.getByRole("radio", { name: "Deutsch" }));
    expect(screen.getByRole("heading", { name: "Dieses Programm" })).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Rückgängig" }));
    expect(screen.getByRole("heading", { name: "This program" })).toBeDefined();
    expect(screen.getByText("/var/lib/3cx-webhook")).toBeDefined();
  });

  test("Alt with an arrow goes to the next section", async () => {
    const { user } = await open("/pbx");
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(location.hash).toBe("#/settings/endpoints");
  });
});
