import { X509Certificate } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCertificate } from "../../../src-main/web/certificate.ts";
import { selfSignedCertificate } from "../../../src-main/web/self-signed.ts";
import { loopback, newFolder, nowMs } from "./web-fixture.ts";

const dayMs = 86_400_000;
const host = "127.0.0.1";

test("a self-signed certificate is kept, its key for the owner only", async () => {
  const dataFolder = newFolder();
  const first = await selfSignedCertificate({ dataFolder, host, nowMs });
  const key = join(dataFolder, "tls", "self-signed.key");
  expect(readFileSync(key, "utf8")).toBe(first.key);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  chmodSync(key, 0o644);
  expect(await selfSignedCertificate({ dataFolder, host, nowMs: nowMs + dayMs })).toEqual(first);
  expect(statSync(key).mode & 0o777).toBe(0o600);
});

test("it is good for the loopback names and the configured host", async () => {
  const { cert } = await selfSignedCertificate({ dataFolder: newFolder(), host: "pbx.example.com", nowMs });
  const certificate = new X509Certificate(cert);
  expect(certificate.checkHost("localhost")).toBeDefined();
  expect(certificate.checkHost("pbx.example.com")).toBeDefined();
  expect(certificate.checkIP("127.0.0.1")).toBeDefined();
  expect(certificate.checkIP("::1")).toBeDefined();
});

test("it is renewed from 30 days before it expires", async () => {
  const dataFolder = newFolder();
  const first = await selfSignedCertificate({ dataFolder, host, nowMs });
  const expiresAtMs = new X509Certificate(first.cert).validToDate.getTime();
  const early = await selfSignedCertificate({ dataFolder, host, nowMs: expiresAtMs - 31 * dayMs });
  expect(early.cert).toBe(first.cert);
  const late = await selfSignedCertificate({ dataFolder, host, nowMs: expiresAtMs - 29 * dayMs });
  expect(late.cert).not.toBe(first.cert);
});

test("it is made anew for another host and when its file is damaged", async () => {
  const dataFolder = newFolder();
  const first = await selfSignedCertificate({ dataFolder, host, nowMs });
  const other = await selfSignedCertificate({ dataFolder, host: "192.0.2.7", nowMs });
  expect(other.cert).not.toBe(first.cert);
  writeFileSync(join(dataFolder, "tls", "self-signed.crt"), "half a cert");
  const repaired = await selfSignedCertificate({ dataFolder, host: "192.0.2.7", nowMs });
  expect(new X509Certificate(repaired.cert).checkIP("192.0.2.7")).toBeDefined();
});

/** A certificate and key as an administrator would have them, and those of somebody else. */
async function twoPairs() {
  const folders = [newFolder(), newFolder()] as const;
  await Promise.all(folders.map((dataFolder) => selfSignedCertificate({ dataFolder, host, nowMs })));
  const file = (folder: string, kind: string) => join(folder, "tls", `self-signed.${kind}`);
  return {
    certFile: file(folders[0], "crt"),
    keyFile: file(folders[0], "key"),
    otherKeyFile: file(folders[1], "key"),
  };
}

test("the certificate of the settings is used", async () => {
  const { certFile, keyFile } = await twoPairs();
  const result = await loadCertificate({ ...loopback, certFile, keyFile }, newFolder(), nowMs);
  expect(result).toMatchObject({
    ok: true,
    selfSigned: false,
    pair: { cert: readFileSync(certFile, "utf8") },
  });
});

test("what is wrong with the files is said with their names", async () => {
  const { certFile, keyFile, otherKeyFile } = await twoPairs();
  const sentence = async (files: { certFile?: string; keyFile?: string }, atMs = nowMs) => {
    const result = await loadCertificate({ ...loopback, ...files }, newFolder(), atMs);
    return result.ok ? "" : result.sentence;
  };
  expect(await sentence({ certFile })).toContain("key_file is not");
  expect(await sentence({ keyFile })).toContain("cert_file is not");
  expect(await sentence({ certFile, keyFile: "/nowhere/key.pem" })).toContain("/nowhere/key.pem");
  expect(await sentence({ certFile, keyFile: otherKeyFile })).toContain("does not belong");
  expect(await sentence({ certFile: keyFile, keyFile })).toContain("PEM");
  expect(await sentence({ certFile, keyFile }, nowMs + 1000 * dayMs)).toContain("expired on 2028-05-31");
});

test("a data folder that cannot be written is named", async () => {
  const blocked = join(newFolder(), "file");
  writeFileSync(blocked, "");
  const result = await loadCertificate(loopback, blocked, nowMs);
  expect(result).toMatchObject({ ok: false, sentence: expect.stringContaining(blocked) as string });
});

test("where a new one cannot be kept, the old one serves until it runs out, and that is said", async () => {
  const dataFolder = newFolder();
  const first = await selfSignedCertificate({ dataFolder, host, nowMs });
  const expiresAtMs = new X509Certificate(first.cert).validToDate.getTime();
  // In the way of the temporary file: permissions would not stop a test that runs as root.
  mkdirSync(join(dataFolder, "tls", "self-signed.crt.new"));
  const late = await loadCertificate(loopback, dataFolder, expiresAtMs - dayMs);
  expect(late).toMatchObject({ ok: true, selfSigned: true, expiresAtMs, pair: first });
  expect(late).toHaveProperty("complaint", expect.stringContaining(`${dataFolder} (EISDIR)`));
  expect(await loadCertificate(loopback, dataFolder, expiresAtMs)).toMatchObject({ ok: false });
});

test("a key of another pair is never shown with a certificate", async () => {
  const [dataFolder, other] = [newFolder(), newFolder()];
  const first = await selfSignedCertificate({ dataFolder, host, nowMs });
  const { key } = await selfSignedCertificate({ dataFolder: other, host, nowMs });
  writeFileSync(join(dataFolder, "tls", "self-signed.key"), key);
  const next = await selfSignedCertificate({ dataFolder, host, nowMs });
  expect([next.cert === first.cert, next.key === key]).toEqual([false, false]);
});
