import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createProbe } from "../../../../src-main/recordings/links/probe.ts";
import { selfSignedCertificate } from "../../../../src-main/web/self-signed.ts";

/** An https server that answers HEAD with `status`, and notes what it was asked. */
async function server(status: number) {
  const dataFolder = mkdtempSync(join(tmpdir(), "probe-"));
  const pair = await selfSignedCertificate({ dataFolder, host: "127.0.0.1", nowMs: Date.now() });
  const asked: string[] = [];
  const own = createServer(pair, (request, reply) => {
    asked.push(`${request.method} ${request.url}`);
    reply.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    own.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  await once(own, "listening");
  return { asked, port: (own.address() as AddressInfo).port };
}

const link = "https://pbx.example.com/calls/recordings/1-1-1.mp3?t=v1.0.abc";

test("asks this program's own server for what the link names, wherever the link leads", async () => {
  const { asked, port } = await server(200);
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    expect(await createProbe(() => `https://${host}:${port}`)(link)).toEqual({ ok: true });
  }
  const wanted = "HEAD /webapi/recording/1-1-1.mp3?t=v1.0.abc";
  expect(asked).toEqual([wanted, wanted]);
});

test.each([403, 404, 410, 500])("says that the link does not open (%i)", async (status) => {
  const { port } = await server(status);
  const answer = await createProbe(() => `https://127.0.0.1:${port}`)(link);
  expect(answer).toMatchObject({ ok: false, status });
  expect(JSON.stringify(answer)).toContain(`does not open from this computer (${status})`);
});

test("says why there is no answer", async () => {
  expect(await createProbe(() => undefined)(link)).toMatchObject({ ok: false, status: 0 });
  const answer = await createProbe(() => "https://127.0.0.1:1")(link);
  expect(answer).toMatchObject({ ok: false, status: 0, sentence: expect.stringContaining("ECONNREFUSED") });
  expect(await createProbe(() => "https://127.0.0.1:1")("no link")).toMatchObject({ ok: false, status: 0 });
});
