import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { loopback } from "../web-fixture.ts";
import { type RecordingsFixture, servedRecordings, song } from "./recordings-fixture.ts";

function plainUrl(fixture: RecordingsFixture): string {
  const line = fixture.lines.findLast(({ message }) => message.includes("without encryption"));
  return String(line?.fields?.["url"]);
}

async function status(url: string, headers = {}): Promise<number> {
  const sent = request(url, { headers, agent: false });
  sent.end();
  const [answer] = await once(sent, "response");
  answer.resume();
  return answer.statusCode;
}

test("recordings, and nothing else, are served without encryption on this machine only", async () => {
  const fixture = await servedRecordings({ settings: { httpPort: 0 } });
  const url = plainUrl(fixture);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await status(`${url}${fixture.linkTo(song)}`)).toBe(200);
  expect(await status(`${url}/webapi/recording/${song}`)).toBe(403);
  expect(await status(`${url}/health`)).toBe(404);
  expect(await status(`${url}/metrics`)).toBe(404);
});

test("wrong links count for whom the web server in front names", async () => {
  const fixture = await servedRecordings({ settings: { httpPort: 0 } });
  const wrong = `${plainUrl(fixture)}/webapi/recording/${song}`;
  const from = (address: string) => status(wrong, { "x-forwarded-for": `203.0.113.9, ${address}` });
  for (let n = 0; n < 10; n += 1) expect(await from("198.51.100.1")).toBe(403);
  expect(await from("198.51.100.1")).toBe(429);
  expect(await from("198.51.100.2")).toBe(403);
  expect(fixture.lines.at(-1)?.fields).toMatchObject({ address: "198.51.100.2" });
});

test("the port opens, moves and closes with the settings; one in use changes nothing", async () => {
  const fixture = await servedRecordings();
  expect(plainUrl(fixture)).toBe("undefined");
  const apply = (httpPort: number | undefined) => fixture.server.apply({ ...loopback, httpPort });
  expect(await apply(0)).toMatchObject({ ok: true });
  const url = plainUrl(fixture);
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  expect(await apply(port)).toMatchObject({ ok: false, reason: "port-in-use" });
  expect(await status(`${url}${fixture.linkTo(song)}`)).toBe(200);
  expect(await apply(undefined)).toMatchObject({ ok: true });
  await expect(status(`${url}${fixture.linkTo(song)}`)).rejects.toThrow("ECONNREFUSED");
});
