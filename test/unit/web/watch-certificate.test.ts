import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { createRealClock } from "../../../src-main/clock.ts";
import { selfSignedCertificate } from "../../../src-main/web/self-signed.ts";
import { createWebServer } from "../../../src-main/web/web-server.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import { healthy, loopback, somePage } from "./web-fixture.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A pair in a folder of its own. */
async function newPair() {
  const folder = newFolder();
  await selfSignedCertificate({ dataFolder: folder, host: "127.0.0.1", nowMs: Date.now() });
  return { cert: join(folder, "tls", "self-signed.crt"), key: join(folder, "tls", "self-signed.key") };
}

function fingerprintIn(file: string): string {
  return new X509Certificate(readFileSync(file)).fingerprint256;
}

async function shown(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

test("renewed files are shown without a restart; a half-written pair leaves the old one in use and is said", async () => {
  const [first, second] = [await newPair(), await newPair()];
  const folder = newFolder();
  // As tools that renew certificates do: the settings name a link, and the link is replaced.
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  symlinkSync(first.cert, certFile);
  symlinkSync(first.key, keyFile);
  const warnings: string[] = [];
  const nothing = () => {};
  const log: Logger = {
    debug: nothing,
    info: nothing,
    error: nothing,
    warn: (text) => void warnings.push(text),
  };
  const real = createRealClock();
  const server = createWebServer({
    settings: { ...loopback, certFile, keyFile },
    ...{ log, dataFolder: folder },
    health: () => healthy,
    metrics: async () => somePage,
    // Nobody waits for two seconds of quiet here.
    clock: { ...real, after: (ms, run) => real.after(ms > 60_000 ? ms : 20, run) },
    certificateLookMs: 30,
  });
  onTestFinished(() => server.stop());
  const start = await server.start();
  if (!start.ok) throw new Error(start.sentence);
  expect(await shown(start.url)).toBe(fingerprintIn(first.cert));

  symlinkSync(second.cert, `${certFile}.new`);
  renameSync(`${certFile}.new`, certFile);
  await expect.poll(() => warnings.join()).toContain("does not belong to the certificate");
  expect(await shown(start.url)).toBe(fingerprintIn(first.cert));

  rmSync(keyFile);
  copyFileSync(second.key, keyFile);
  await expect.poll(() => shown(start.url)).toBe(fingerprintIn(second.cert));
});
