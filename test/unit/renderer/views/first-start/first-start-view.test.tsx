import { screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { SettingsSaved } from "../../../../../src-shared/contract/settings-view.ts";
import { type FakeAnswers, RequestFailure } from "../../fake-client.ts";
import { aRecording } from "../../fixtures.ts";
import { renderApp } from "../../render-app.tsx";
import { fine, openStart, quiet, saved, unset } from "./open-start.ts";
import { aLadderFailedAt, anEmptyDocument, aPassedLadder, aTestExchange } from "./start-fixtures.ts";

const contrastIsOfTokens = { rules: { "color-contrast": { enabled: false } } };
type User = ReturnType<typeof renderApp>["user"];

async function fillPbx(user: User) {
  await user.type(await screen.findByLabelText("Address of 3CX"), "pbx.example.com");
  await user.type(screen.getByLabelText("Client id"), "webhook");
  await user.type(screen.getByLabelText("API key"), "k3y");
}

describe("where it begins", () => {
  test("by itself while nothing is set up, and only at no particular place", async () => {
    const first = openStart("", {}, { hash: "#/overview" });
    await waitFor(() => expect(location.hash).toBe("#/start"));
    first.unmount();
    openStart("", {}, { hash: "#/settings" });
    expect(location.hash).toBe("#/settings");
  });

  test("not where a PBX and a receiver are set", () => {
    renderApp();
    expect(location.hash).toBe("#/overview");
  });

  test("with the receiver when the PBX is there already", async () => {
    openStart("", {}, { snapshot: { ...unset, pbx: quiet.pbx } });
    expect(await screen.findByRole("heading", { name: "Receiver" })).toBeDefined();
  });

  test("an unreadable file is said, with a way on", async () => {
    const { user } = openStart("", {
      "settings.read": () => {
        throw new RequestFailure("failed", "The settings file cannot be read.");
      },
    });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
  });

  test("axe finds nothing, in any step and both languages", async () => {
    for (const place of ["/pbx", "/receiver", "/recordings", "/done"]) {
      const { unmount } = openStart(place, {}, { language: place === "/pbx" ? "de" : "en" });
      await screen.findAllByRole("heading", { level: 2 });
      const { violations } = await axe.run(document.body, contrastIsOfTokens);
      expect(
        violations.map(({ id }) => id),
        place,
      ).toEqual([]);
      unmount();
    }
  });
});

describe("the phone system", () => {
  test("nothing is asked while something is missing", async () => {
    const { user, client } = openStart("/pbx");
    await user.click(await screen.findByRole("button", { name: "Connect" }));
    expect(await screen.findAllByText("This is needed.")).toHaveLength(3);
    expect(client.asked.map(({ method }) => method)).toEqual(["settings.read"]);
  });

  test("is tried with what stands in the fields, saved when it works, and leads on", async () => {
    const { user, client } = openStart("/pbx", { "check.pbx": aPassedLadder });
    await fillPbx(user);
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Connected. 3CX answers everything that is needed.")).toBeDefined();
    const changes = [
      { kind: "set", section: "pbx", key: "url", value: "https://pbx.example.com" },
      { kind: "set", section: "pbx", key: "client_id", value: "webhook" },
      { kind: "set", section: "pbx", key: "client_secret", value: "k3y" },
    ];
    expect(client.asked).toContainEqual({ method: "check.pbx", params: { changes } });
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await waitFor(() => expect(location.hash).toBe("#/start/receiver"));
    expect(client.asked).toContainEqual({
      method: "settings.save",
      params: { revision: "r1", draft: { changes } },
    });
    expect(document.body.innerHTML).not.toContain("k3y");
  });

  test("a closed port offers the other one, and tries it", async () => {
    const { user, client } = openStart("/pbx", {
      "check.pbx": () =>
        aLadderFailedAt("reachable", "Nothing listens on port 443.", "3CX uses 443 or 5001."),
    });
    await fillPbx(user);
    await user.click(screen.getByRole("button", { name: "Connect" }));
    await user.click(await screen.findByRole("button", { name: "Try port 5001" }));
    await waitFor(() => expect(client.asked.filter(({ method }) => method === "check.pbx")).toHaveLength(2));
    expect(screen.getByLabelText<HTMLInputElement>("Address of 3CX").value).toBe(
      "https://pbx.example.com:5001",
    );
    expect(JSON.stringify(client.asked.at(-1))).toContain("https://pbx.example.com:5001");
  });

  test("a strange certificate can be accepted knowingly, a refused key entered anew", async () => {
    const certificate = aLadderFailedAt("certificate", "Nobody vouches for it.", "");
    const signIn = aLadderFailedAt("sign-in", "3CX refuses the API key.", "");
    const ladders = [certificate, signIn];
    const { user } = openStart("/pbx", { "check.pbx": () => ladders.shift() ?? signIn });
    await fillPbx(user);
    await user.click(screen.getByRole("button", { name: "Connect" }));
    await user.click(await screen.findByRole("button", { name: "Accept this certificate" }));
    await user.click(await screen.findByRole("button", { name: "Enter another key" }));
    expect(document.activeElement).toBe(screen.getByLabelText("API key"));
    expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(true);
  });

  test("mistakes stand at their fields; those elsewhere in the file have a place, too", async () => {
    const remark = { file: "settings.ini", section: "pbx", key: "url", message: "must be an address" };
    const checks = [{ ...fine, mistakes: [remark] }];
    const { user } = openStart("/pbx", {
      "settings.check": () => checks.shift() ?? fine,
      "settings.save": () => ({
        outcome: "mistaken",
        check: { ...fine, mistakes: [{ ...remark, section: "server", key: "port", message: "no port" }] },
      }),
    });
    await fillPbx(user);
    await user.click(screen.getByRole("button", { name: "Connect" }));
    expect(await screen.findByText("must be an address")).toBeDefined();
    await user.type(screen.getByLabelText("Address of 3CX"), "1");
    expect(screen.queryByText("must be an address")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Save without a passed test" }));
    expect(await screen.findByText("[server] port: no port", { exact: false })).toBeDefined();
    expect(location.hash).toBe("#/start/pbx");
  });

  test("a file that changed meanwhile keeps what was typed, and saving again counts", async () => {
    const answers: SettingsSaved[] = [
      { outcome: "conflict", document: anEmptyDocument({ revision: "other" }) },
    ];
    const { user, client } = openStart("/pbx", { "settings.save": () => answers.shift() ?? saved() });
    await fillPbx(user);
    await user.click(screen.getByRole("button", { name: "Save without a passed test" }));
    expect(await screen.findByText(/changed elsewhere meanwhile/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Save without a passed test" }));
    await waitFor(() => expect(location.hash).toBe("#/start/receiver"));
    expect(client.asked.at(-1)).toMatchObject({ method: "settings.save", params: { revision: "other" } });
  });

  test("what the environment gives cannot be changed here", async () => {
    const value = {
      section: "pbx",
      key: "url",
      value: "https://x",
      secret: false,
      isSet: true,
      variable: "V",
    };
    openStart("/pbx", { "settings.read": () => anEmptyDocument({ values: [value] }) });
    expect((await screen.findByLabelText<HTMLInputElement>("Address of 3CX")).disabled).toBe(true);
    expect(screen.getByText(/Set by V in the environment/)).toBeDefined();
  });
});

describe("the receiver", () => {
  const ready: FakeAnswers = { "check.endpoint": aPassedLadder, "endpoint.test": () => aTestExchange() };

  test("gets a real test event, and the whole exchange is shown", async () => {
    const { user, client } = openStart("/receiver", ready);
    await user.type(await screen.findByLabelText("Address"), "https://crm.example.com/3cx");
    await user.click(screen.getByRole("button", { name: "Send a test event" }));
    expect(await screen.findByText("The receiver took the test event.")).toBeDefined();
    expect(screen.getByText(/GET https:\/\/crm.example.com\/3cx\?event=ringing/)).toBeDefined();
    const changes = [
      { kind: "set", section: "endpoint.crm", key: "url", value: "https://crm.example.com/3cx" },
    ];
    expect(client.asked).toContainEqual({
      method: "endpoint.test",
      params: { endpoint: "crm", changes, type: "ringing" },
    });
  });

  test("that wants a sign-in opens the fields for it; what it answers is only text", async () => {
    const answer = "<img src=x onerror=alert(1)>";
    const exchange = aTestExchange({
      delivered: false,
      status: 401,
      answer,
      sentence: "crm refuses access (401).",
    });
    const { user, container } = openStart("/receiver", { ...ready, "endpoint.test": () => exchange });
    await user.type(await screen.findByLabelText("Address"), "https://crm.example.com/3cx");
    await user.click(screen.getByRole("button", { name: "Send a test event" }));
    expect(await screen.findByText("crm refuses access (401).")).toBeDefined();
    expect(container.querySelector("details")?.open).toBe(true);
    expect(container.querySelector("img")).toBeNull();
    expect(screen.getByRole("button", { name: "Save without a passed test" })).toBeDefined();
  });

  test("no event is sent when the way there is blocked, nor under a name that cannot be", async () => {
    const { user, client } = openStart("/receiver", {
      ...ready,
      "check.endpoint": () => aLadderFailedAt("reachable", "Nothing listens at 10.0.0.5:8080.", ""),
    });
    await user.type(await screen.findByLabelText("Address"), "http://10.0.0.5:8080");
    await user.click(screen.getByRole("button", { name: "Send a test event" }));
    await user.click(await screen.findByRole("button", { name: "Edit the address" }));
    expect(document.activeElement).toBe(screen.getByLabelText("Address"));
    expect(client.asked.some(({ method }) => method === "endpoint.test")).toBe(false);
    await user.type(screen.getByLabelText("Name"), " !");
    await user.click(screen.getByRole("button", { name: "Check again" }));
    expect(await screen.findByText(/Only lower-case letters/)).toBeDefined();
  });

  test("none yet: a simulated call shows what one would get", async () => {
    const { user, client, draw } = openStart("/receiver", { "simulator.run": () => ({ runId: "run-1" }) });
    await user.selectOptions(await screen.findByLabelText("Format"), "native");
    await user.click(screen.getByRole("button", { name: "Show it" }));
    const event = { type: "ringing", user: "800", chainId: "c", link: 0, atMs: 1, endpoint: "built-in" };
    const request = "POST /native\n{}";
    await draw(() =>
      client.push("simulation", {
        ...quiet.simulation,
        state: "running",
        runId: "run-1",
        events: [{ ...event, state: "delivered", request }],
      }),
    );
    expect(screen.getByText(/POST \/native/)).toBeDefined();
    expect(client.asked.at(-1)).toMatchObject({
      method: "simulator.run",
      params: { target: { kind: "built-in", dialect: "native" } },
    });
  });
});

describe("recordings", () => {
  test("a folder that cannot be read offers the PBX instead", async () => {
    const ladders = [aLadderFailedAt("reachable", "The folder does not exist.", "")];
    const { user, client } = openStart("/recordings", {
      "check.recordings": () => ladders.shift() ?? aPassedLadder(),
    });
    await user.click(await screen.findByRole("button", { name: "Check" }));
    await user.click(await screen.findByRole("button", { name: "Take them from 3CX instead" }));
    expect(await screen.findByText("Recordings can be read, converted and kept.")).toBeDefined();
    expect(client.asked.at(-1)).toEqual({
      method: "check.recordings",
      params: { changes: [{ kind: "set", section: "recordings", key: "source", value: "pbx" }] },
    });
  });

  test("a link is tried with the newest recording, if there is one", async () => {
    const { user } = openStart("/recordings", {
      "check.recordings": aPassedLadder,
      "recordings.page": () => ({ rows: [aRecording()] }),
      "recordings.link": () => ({ url: "https://recordings.example.com/x.mp3?sig=1" }),
    });
    await user.click(await screen.findByRole("button", { name: "Check" }));
    await user.click(await screen.findByRole("button", { name: "Try a link" }));
    const link = await screen.findByRole("link", { name: /Open the link of the newest recording/ });
    expect(link.getAttribute("href")).toBe("https://recordings.example.com/x.mp3?sig=1");
  });

  test("none wanted: nothing to test, saved as it is", async () => {
    const { user, client } = openStart("/recordings");
    await user.selectOptions(await screen.findByLabelText("Where from"), "off");
    expect(screen.queryByRole("button", { name: "Check" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await waitFor(() => expect(location.hash).toBe("#/start/done"));
    expect(client.asked.at(-1)).toMatchObject({ method: "settings.save" });
  });
});
