// The address in [server] update_url may be mistyped or hostile: its answer is bounded, and reasons are words.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { askVersion } from "../../../src-main/program/ask-version.ts";

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest.yml`;
}

test("the text behind the address", async () => {
  expect(await askVersion(await serve((_, response) => response.end("version: 1.0.0\n")))).toBe(
    "version: 1.0.0\n",
  );
});

test("an answer without end is cut off", async () => {
  const url = await serve((_, response) => response.end("x".repeat(1_000_000)));
  await expect(askVersion(url)).rejects.toThrow("the answer is too long");
});

test("an error page and a redirect are no answer", async () => {
  await expect(askVersion(await serve((_, response) => response.writeHead(404).end()))).rejects.toThrow(
    "it answers 404",
  );
  const away = await serve((_, response) =>
    response.writeHead(302, { location: "https://example.com/" }).end(),
  );
  await expect(askVersion(away)).rejects.toThrow(/redirect/);
});

test("nobody there", async () => {
  await expect(askVersion("http://127.0.0.1:1/latest.yml")).rejects.toThrow();
});
