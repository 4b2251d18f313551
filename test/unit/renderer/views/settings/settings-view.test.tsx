import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { forgetDraft } from "../../../../../src-renderer/views/settings/draft-store.ts";
import { RequestFailure } from "../../fake-client.ts";
import { aQuietSnapshot } from "../../fixtures.ts";
import { renderApp } from "../../render-app.tsx";
import { answers, asked, bar, field, findings, open } from "./open-settings.ts";
import { aCheck, aDocument, mistaken } from "./settings-fixtures.ts";

beforeEach(forgetDraft);

describe("reading", () => {
  test("says what failed and reads again on request", async () => {
    let fails = true;
    const read = () => {
      if (fails) throw new RequestFailure("failed", "The settings file cannot be read; check its rights.");
      return aDocument();
    };
    const { user } = renderApp({ answers: { ...answers, "settings.read": read }, hash: "#/settings" });
    expect(await screen.findAllByText(/check its rights/)).not.toEqual([]);
    fails = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: "Phone system" })).toBeDefined();
  });

  test.each(["/pbx", "/endpoints", "/endpoint.crm", "/recordings", "/server", "/program", "?tab=ini"])(
    "axe has nothing against %s",
    async (hash) => {
      await open(hash, { more: { "settings.check": () => mistaken } });
      expect(await findings()).toEqual([]);
    },
  );

  test("without an endpoint it says so and offers to add one", async () => {
    const { user } = await open("/endpoints", {
      snapshot: aQuietSnapshot({ endpoints: [] }),
      more: { "settings.read": () => aDocument({ values: [], endpoints: [] }) },
    });
    await user.click(
      within(screen.getByRole("main")).getAllByRole("button", { name: "Add endpoint" })[1] ?? document.body,
    );
    await user.type(await screen.findByLabelText("Name"), "Sales CRM");
    expect(screen.getByText(/Expected lower-case letters/)).toBeDefined();
    await user.clear(field("Name"));
    await user.type(field("Name"), "sales{Enter}");
    expect(location.hash).toBe("#/settings/endpoint.sales");
    expect(await screen.findByText("new, not saved")).toBeDefined();
    expect(bar()?.textContent).toContain("1 change: url");
  });

  test("speaks German", async () => {
    await open("/endpoint.crm", { language: "de" });
    expect(screen.getByLabelText(/^Wiederholen für/)).toBeDefined();
    expect(screen.getByText(/Kleinbuchstaben|Adresse, die die Ereignisse bekommt/)).toBeDefined();
  });

  test("an address of an endpoint that is gone says so", async () => {
    const { user } = await open("/endpoint.gone");
    await user.click(screen.getByRole("button", { name: "All endpoints" }));
    expect(location.hash).toBe("#/settings/endpoints");
  });

  test("an address of a key leads into its field, and unfolds it", async () => {
    await open("/endpoint.crm/queue_mb");
    await waitFor(() => expect(document.activeElement).toBe(field(/^Waiting size at most/)));
  });
});

describe("changing", () => {
  test("a value that differs shows the bar with its effect; taking it back hides it", async () => {
    const shown = await open("/endpoint.crm", {
      more: { "settings.check": () => aCheck({ effects: ["213 waiting deliveries stay."] }) },
    });
    const { user } = shown;
    expect(bar()).toBeNull();
    const retry = field(/^Retry for/);
    await user.clear(retry);
    await user.type(retry, "12");
    await user.tab();
    expect(await screen.findByText(/213 waiting deliveries stay/)).toBeDefined();
    expect(bar()?.textContent).toContain("1 change: retry_for_h");
    expect(screen.getByRole("link", { name: /Settings.*unsaved/ })).toBeDefined();
    await user.clear(retry);
    await user.type(retry, "48.0");
    expect(bar()).toBeNull();
  });

  test("Ctrl S sends the changes on top of the revision that was read, and says that it is saved", async () => {
    const shown = await open("/endpoint.crm");
    await shown.user.click(screen.getByLabelText("recording"));
    await shown.user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Saved and in force.")).toBeDefined();
    expect(asked(shown, "settings.save")).toEqual([
      {
        revision: "1",
        draft: { changes: [{ kind: "remove_key", section: "endpoint.crm", key: "events" }] },
      },
    ]);
    expect(bar()).toBeNull();
  });

  test("a mistake stands at its field when it is complete; saving leads to it instead, and so does F8", async () => {
    const shown = await open("/endpoint.crm");
    const { user } = shown;
    const retry = field(/^Retry for/);
    await user.clear(retry);
    await user.type(retry, "4800");
    expect(screen.queryByText("Expected a number of hours from 1 to 720.")).toBeNull();
    await user.tab();
    expect(screen.getByText("Expected a number of hours from 1 to 720.")).toBeDefined();
    expect(retry.getAttribute("aria-invalid")).toBe("true");
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    expect(asked(shown, "settings.save")).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(retry));
    await user.tab();
    await user.keyboard("{F8}");
    await waitFor(() => expect(document.activeElement).toBe(retry));
  });

  test("the engine's mistakes are listed and lead to their pages", async () => {
    const { user } = await open("/pbx", { more: { "settings.check": () => mistaken } });
    await user.click(await screen.findByRole("button", { name: "[endpoint.desk] client_key_file" }));
    expect(location.hash).toBe("#/settings/endpoint.desk/client_key_file");
    await waitFor(() => expect(document.activeElement).toBe(field(/^Key of the certificate/)));
  });

  test("a value of the environment is shown with its variable and cannot be changed", async () => {
    await open("/server");
    expect(screen.getByText(/WEBHOOK_SERVER_PORT/)).toBeDefined();
    expect(field(/^Port(?! without)/)).toHaveProperty("readOnly", true);
  });

  test("a secret says when it was set, where that is known", async () => {
    const setAtMs = Date.UTC(2025, 10, 12, 12);
    const values = aDocument().values.map((value) =>
      value.key === "client_secret" ? { ...value, setAtMs } : value,
    );
    await open("/pbx", { more: { "settings.read": () => aDocument({ values }) } });
    expect(screen.getByText("set on 12 Nov 2025")).toBeDefined();
  });

  test("a secret is replaced and removed without ever being shown, and white space around it is not kept", async () => {
    const shown = await open("/pbx");
    const { user } = shown;
    await user.click(screen.getByRole("button", { name: "Replace: API key" }));
    await user.paste("  key-of-the-api \n");
    expect(screen.getByText("White space around it was taken away.")).toBeDefined();
    await user.tab();
    expect(document.body.innerHTML).not.toContain('type="text" value="key-of-the-api"');
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    await waitFor(() => expect(asked(shown, "settings.save")).toHaveLength(1));
    expect(asked(shown, "settings.save")[0]).toMatchObject({
      draft: { changes: [{ kind: "set", section: "pbx", key: "client_secret", value: "key-of-the-api" }] },
    });
    expect(await screen.findByRole("button", { name: "Remove: API key" })).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Remove: API key" }));
    expect(screen.getByText("will be removed with Save")).toBeDefined();
  });

  test("the draft survives a look at another view, its secrets do not", async () => {
    const { user, container } = await open("/endpoint.crm");
    const retry = field(/^Retry for/);
    await user.clear(retry);
    await user.type(retry, "12");
    await user.click(screen.getByRole("button", { name: "Replace: Signing secret" }));
    await user.keyboard("whsec_typed");
    await user.click(screen.getByRole("link", { name: /^Simulator/ }));
    expect(container.innerHTML).not.toContain("whsec_typed");
    await user.click(screen.getByRole("link", { name: /^Settings/ }));
    await user.click(await screen.findByRole("link", { name: /^crm/ }));
    expect(field(/^Retry for/)).toHaveProperty("value", "12");
    expect(screen.getByText(/were not kept/)).toBeDefined();
  });

  test("own headers are added with a lawful name", async () => {
    const shown = await open("/endpoint.desk");
    const { user } = shown;
    await user.type(field("Name of the header"), "webhook-id");
    await user.type(field("Value of the header"), "1");
    await user.click(screen.getByRole("button", { name: "Add header" }));
    expect(screen.getByText(/set by the program itself/)).toBeDefined();
    await user.clear(field("Name of the header"));
    await user.type(field("Name of the header"), "X-Key");
    await user.click(screen.getByRole("button", { name: "Add header" }));
    expect(bar()?.textContent).toContain("header.x-key");
  });

  test("GET with a format that needs a body offers POST", async () => {
    const { user } = await open("/endpoint.desk");
    await user.selectOptions(field(/^Method/), "GET");
    await user.click(screen.getByRole("button", { name: "Use POST" }));
    expect(field(/^Method/)).toHaveProperty("value", "POST");
  });
});
