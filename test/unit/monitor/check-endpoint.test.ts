/** Trying the way to a receiver without sending anything to it. */
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { checkEndpoint, type EndpointCheckPorts } from "../../../src-main/monitor/check-endpoint.ts";
import { selfSigned } from "../../../src-main/simulator/certificate.ts";
import { createReceiver, type Receiver } from "../../../src-main/simulator/receiver.ts";
import type { Ladder } from "../../../src-shared/contract/settings-view.ts";

const clock = createRealClock();
const { signal } = new AbortController();

let receiver: Receiver | undefined;
afterEach(async () => {
  await receiver?.stop();
  receiver = undefined;
});

async function listening(tls = false): Promise<string> {
  receiver = createReceiver({ clock, tls: tls ? await selfSigned() : false });
  return (await receiver.start()).url;
}

function check(lines: string, ports: Partial<EndpointCheckPorts> = {}): Promise<Ladder> {
  const [endpoint] = settingsOf(`[endpoint.crm]\n${lines}`).endpoints;
  if (endpoint === undefined) throw new Error("The test's own settings are mistaken.");
  return checkEndpoint(endpoint, { clock, ...ports }, signal);
}

const states = ({ steps }: Ladder) => steps.map(({ name, state }) => `${name} ${state}`).join(", ");

describe("a test of the way to a receiver", () => {
  it("climbs to the certificate and says that nothing was sent", async () => {
    const ladder = await check(`url = ${await listening()}/crm?key=Planted`);
    expect(states(ladder)).toBe("name ok, reachable ok, certificate ok, content not-reached");
    expect(ladder).toMatchObject({ ok: true });
    expect(ladder.steps.at(-1)?.sentence).toContain("Nothing was sent.");
    expect(receiver?.requests()).toEqual([]);
    expect(JSON.stringify(ladder)).not.toContain("Planted");
  });

  it("tells an unknown name from a closed port", async () => {
    const unknown = await check("url = https://crm.example.com/", {
      lookup: (_host, _options, answer) => answer(Object.assign(new Error(), { code: "ENOTFOUND" }), []),
    });
    expect(states(unknown)).toBe(
      "name failed, reachable not-reached, certificate not-reached, content not-reached",
    );
    expect(unknown.steps[0]?.sentence).toContain("The name crm.example.com does not resolve");
    const url = await listening();
    await receiver?.stop();
    const closed = await check(`url = ${url}/`);
    expect(states(closed)).toMatch(/^name ok, reachable failed/);
    expect(closed.steps[1]?.sentence).toContain("Nothing listens at 127.0.0.1:");
  });

  it("never calls what is blocked, also behind a name, and not this program's own server", async () => {
    const blocked = await check("url = http://169.254.169.254/latest");
    expect(blocked.steps[1]?.sentence).toContain("Webhooks are not sent to 169.254.169.254:80");
    const named = await check("url = http://crm.example.com/", {
      lookup: (_host, _options, answer) => answer(null, [{ address: "169.254.169.254", family: 4 }]),
    });
    expect(named.steps[1]).toMatchObject({ state: "failed" });
    const url = await listening();
    const ownServer = () => ({ host: "127.0.0.1", port: Number(new URL(url).port) });
    const own = await check(`url = ${url}/`, { ownServer });
    expect(own.steps[1]?.sentence).toContain("this program's own server");
  });

  it("looks at the certificate, and at one that was accepted", async () => {
    const url = await listening(true);
    const refused = await check(`url = ${url}/`);
    expect(states(refused)).toBe("name ok, reachable ok, certificate failed, content not-reached");
    const fingerprint = /accept_fingerprint = (SHA256:\S+)/.exec(refused.steps[2]?.sentence ?? "")?.[1];
    const accepted = await check(`url = ${url}/\naccept_fingerprint = ${fingerprint}`);
    expect(accepted.ok).toBe(true);
  });

  it("tries both addresses when recordings go elsewhere", async () => {
    const url = await listening();
    const ladder = await check(`url = ${url}/\nrecording_url = http://169.254.1.1/`);
    expect(ladder.steps[1]?.sentence).toContain("169.254.1.1");
    expect(ladder.ok).toBe(false);
  });
});
