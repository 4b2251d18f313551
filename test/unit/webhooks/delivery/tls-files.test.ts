import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTlsFiles } from "../../../../src-main/webhooks/delivery/tls-files.ts";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import { endpoint } from "../events.ts";
import type { Certificate } from "./network.ts";
import { makeCertificate } from "./network.ts";

const folder = mkdtempSync(join(tmpdir(), "webhook-tls-"));
const path = (name: string): string => join(folder, name);
let one: Certificate;
let two: Certificate;

beforeAll(async () => {
  [one, two] = await Promise.all([makeCertificate("one"), makeCertificate("two")]);
  writeFileSync(path("one.pem"), one.cert);
  writeFileSync(path("one.key"), one.key);
  writeFileSync(path("two.key"), two.key);
  writeFileSync(path("text.pem"), "hello");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const locked = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" } as const;
  writeFileSync(path("locked.key"), privateKey.export(locked));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (settings: Partial<EndpointSettings>) => createTlsFiles(endpoint(settings)).current();
const pair = (cert: string, key: string) => ({ clientCertFile: path(cert), clientKeyFile: path(key) });

describe("certificate files", () => {
  it("are read: the authority besides the public ones, certificate and key", async () => {
    const result = await read({ caFile: path("one.pem"), ...pair("one.pem", "one.key") });
    expect(result).toMatchObject({ ok: true, material: { cert: one.cert, key: one.key } });
    expect(result.ok && result.material.ca?.length).toBeGreaterThan(50);
    expect(result.ok && result.material.ca?.at(-1)).toBe(one.cert);
  });

  it("that nobody named are nothing", async () => {
    expect(await read({})).toEqual({ ok: true, material: {} });
  });

  it.each([
    [{ caFile: "none.pem" }, /^The file \S+none\.pem \(ca_file of the endpoint crm\) does not exist\.$/],
    [{ caFile: "text.pem" }, /holds no certificate in PEM form\.$/],
    [{ clientCertFile: "one.pem", clientKeyFile: "none" }, /none \(client_key_file .*\) does not exist/],
    [{ clientCertFile: "one.pem", clientKeyFile: "text.pem" }, /holds no private key in PEM form/],
    [{ clientCertFile: "one.pem", clientKeyFile: "locked.key" }, /locked with a passphrase/],
    [
      { clientCertFile: "one.pem", clientKeyFile: "two.key" },
      /two\.key \(client_key_file .*\) does not belong to the certificate in/,
    ],
  ])("with a mistake are said so: %j", async (names, words) => {
    const settings = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, path(name)]));
    const result = await read(settings);
    expect(result.ok ? "" : result.error).toMatch(words);
  });

  it.skipIf(process.getuid?.() === 0)("that may not be read are said so", async () => {
    writeFileSync(path("hidden.pem"), one.cert);
    chmodSync(path("hidden.pem"), 0);
    expect(await read({ caFile: path("hidden.pem") })).toMatchObject({
      error: expect.stringContaining("may not be read"),
    });
  });

  it("are read again when they changed, and only then, at most every two seconds", async () => {
    let nowMs = 0;
    const file = path("renewed.pem");
    writeFileSync(file, one.cert);
    const files = createTlsFiles(endpoint({ caFile: file }), () => nowMs);
    const first = await files.current();
    nowMs = 2000;
    expect(await files.current()).toBe(first);
    writeFileSync(file, two.cert);
    utimesSync(file, 1, 1);
    nowMs = 3999;
    expect(await files.current()).toBe(first);
    nowMs = 4000;
    const second = await files.current();
    expect(second.ok && second.material.ca?.at(-1)).toBe(two.cert);
    rmSync(file);
    nowMs = 6000;
    expect((await files.current()).ok).toBe(false);
  });
});
