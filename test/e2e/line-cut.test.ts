/** The line to the service breaks and comes back: what is shown says how old it is, what was typed stays. */
import { expect, test } from "vitest";
import { useStage } from "./stage.ts";

const stage = useStage();
/** What Chromium itself writes of a line that is cut. */
const cut = { expected: /WebSocket connection to|Failed to load resource/ };

test("a service that falls silent: greyed with its age in seconds, back without losing what was typed", async () => {
  const { world, open } = stage();
  const { page, view } = await open("/settings/endpoint.crm/timeout_s", cut);
  await view.getByLabel("Answer within").fill("33");
  world.service().child.kill("SIGSTOP");
  const lost = page.getByText(/Connection to the service lost\. Shown is the state of/);
  await lost.waitFor();
  expect(await view.getAttribute("data-stale")).toBe("true");
  await page
    .getByText(/\(\d+ s ago\)/)
    .first()
    .waitFor();
  expect(await view.getByRole("button", { name: /^Save/ }).isDisabled()).toBe(true);
  world.service().child.kill("SIGCONT");
  await lost.waitFor({ state: "detached" });
  expect(await view.getByLabel("Answer within").inputValue()).toBe("33");
  await view.getByRole("button", { name: "Discard" }).click();
});

test("a service that ended: said at once, and a new one is found by itself", async () => {
  const { world, open, url } = stage();
  world.editSettings((text) => text.replace("port = 0", `port = ${new URL(url).port}`));
  const { page, view } = await open("/calls", cut);
  await view.getByText("No calls right now.").waitFor();
  world.service().child.kill("SIGKILL");
  await world.service().ended();
  await page.getByText("Connection to the service lost.", { exact: false }).first().waitFor();
  expect(await world.start()).toBe(url);
  await world.untilConnected();
  await page.getByText(/Shown is the state of/).waitFor({ state: "detached", timeout: 15_000 });
  const call = world.call("+420601000031");
  call.arrive();
  call.ring();
  await view.getByRole("row", { name: /420601000031/ }).waitFor();
  call.hangUp();
});

test("a window of another version says which one to update", async () => {
  const { open } = stage();
  const { page } = await open("/overview", cut);
  await page.routeWebSocket(/\/monitor\/socket/, (line) => {
    const server = line.connectToServer();
    line.onMessage((message) => server.send(String(message).replace('"protocol":1', '"protocol":0')));
  });
  await page.reload();
  await page
    .getByRole("alert")
    .getByText(/The window is .*, the service .*Update/)
    .waitFor();
  await page.getByRole("button", { name: "Try again" }).waitFor();
});
