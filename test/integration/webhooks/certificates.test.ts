/** Certificates on real connections: whom this program trusts, and how it shows who it is. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { endpoint } from "../../unit/webhooks/events.ts";
import type { Certificate } from "../../unit/webhooks/delivery/network.ts";
import {
  cleanUp,
  errorOf,
  makeCertificate,
  newSender,
  post,
  serveTls,
} from "../../unit/webhooks/delivery/network.ts";

const folder = mkdtempSync(join(tmpdir(), "webhook-certificates-"));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
let authority: Certificate;
let receiver: Certificate;
let client: Certificate;
let stranger: Certificate;

beforeAll(async () => {
  authority = await makeCertificate("Own Authority", { authority: true });
  [receiver, client, stranger] = await Promise.all([
    makeCertificate("localhost", { signedBy: authority }),
    makeCertificate("3cx-webhook", { signedBy: authority }),
    makeCertificate("stranger"),
  ]);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(cleanUp);

const ok = { kind: "answer", status: 200 };

describe("an own authority", () => {
  it("is trusted when ca_file names it, and not otherwise", async () => {
    const url = await serveTls(receiver);
    expect(errorOf(await post(url))).toMatch(/an authority that this machine does not know.*ca_file/);
    expect(await post(url, { caFile: file("ca.pem", authority.cert) })).toMatchObject(ok);
  });

  it("does not make up for a wrong name", async () => {
    const url = await serveTls(await makeCertificate("other.example.com", { signedBy: authority }));
    const result = await post(url, { caFile: file("ca.pem", authority.cert) });
    expect(errorOf(result)).toMatch(/made out to other\.example\.com, not to 127\.0\.0\.1/);
    expect(result).toMatchObject({ config: true });
  });

  it("is a sentence when its file is missing, and nothing is sent", async () => {
    let requests = 0;
    const url = await serveTls(receiver, (_request, response) => {
      requests += 1;
      response.end();
    });
    const result = await post(url, { caFile: join(folder, "missing.pem") });
    expect(errorOf(result)).toMatch(/missing\.pem \(ca_file of the endpoint crm\) does not exist\.$/);
    expect(requests).toBe(0);
  });
});

describe("an accepted fingerprint", () => {
  it("lets a self-signed certificate pass, even an expired one of another name", async () => {
    const faulty = await makeCertificate("pbx.local", { notAfter: "2024-01-01T00:00:00Z" });
    const url = await serveTls(faulty);
    expect(await post(url, { acceptFingerprint: faulty.fingerprint })).toMatchObject(ok);
  });

  it("is told with a certificate that nobody vouches for", async () => {
    const result = await post(await serveTls(stranger));
    expect(errorOf(result)).toContain(`accept_fingerprint = SHA256:${stranger.fingerprint}`);
  });

  it("accepts no other self-signed certificate, and sends it nothing", async () => {
    let requests = 0;
    const url = await serveTls(stranger, (_request, response) => {
      requests += 1;
      response.end();
    });
    const result = await post(url, { acceptFingerprint: receiver.fingerprint });
    expect(errorOf(result)).toMatch(/is self-signed/);
    expect(requests).toBe(0);
  });

  it("leaves valid certificates valid, so a renewed one works", async () => {
    const url = await serveTls(receiver);
    const settings = { acceptFingerprint: stranger.fingerprint, caFile: file("ca.pem", authority.cert) };
    expect(await post(url, settings)).toMatchObject(ok);
  });

  it("is checked on each connection, not only on the first", async () => {
    const url = await serveTls(stranger, (_request, response) => {
      response.setHeader("connection", "close").end();
    });
    const sender = newSender();
    const settings = endpoint({ url, acceptFingerprint: stranger.fingerprint });
    for (let round = 0; round < 3; round += 1) {
      expect(await sender.send(settings, { method: "GET", url, headers: {} })).toMatchObject(ok);
    }
  });
});

describe("a client certificate", () => {
  const strict = () => ({ ...receiver, ca: authority.cert, requestCert: true, rejectUnauthorized: true });
  const trust = () => ({ caFile: file("ca.pem", authority.cert) });
  const shown = (who: Certificate) => ({
    clientCertFile: file("client.pem", who.cert),
    clientKeyFile: file("client.key", who.key),
  });

  it("is shown to a receiver that asks for it", async () => {
    let name: unknown;
    const url = await serveTls(strict(), (request, response) => {
      name = (request.socket as TLSSocket).getPeerCertificate().subject.CN;
      response.end();
    });
    expect(await post(url, { ...trust(), ...shown(client) })).toMatchObject(ok);
    expect(name).toBe("3cx-webhook");
  });

  it("that is missing or refused is said so", async () => {
    for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
      const url = await serveTls({ ...strict(), maxVersion });
      expect(errorOf(await post(url, trust()))).toMatch(/Perhaps it wants a client certificate/);
    }
    const url = await serveTls(strict());
    const refused = await post(url, { ...trust(), ...shown(stranger) });
    expect(errorOf(refused)).toMatch(/Perhaps it wants a client certificate, or another one/);
  });

  it("that was renewed is used without restart", async () => {
    const names: unknown[] = [];
    const url = await serveTls({ ...strict(), rejectUnauthorized: false }, (request, response) => {
      names.push((request.socket as TLSSocket).getPeerCertificate().subject.CN);
      response.end();
    });
    const settings = endpoint({ url, ...trust(), ...shown(client) });
    const send = () => newSender().send(settings, { method: "GET", url, headers: {} });
    await send();
    utimesSync(settings.clientCertFile ?? "", 1, 1);
    shown(stranger);
    await send();
    expect(names).toEqual(["3cx-webhook", "stranger"]);
  });
});

describe("outdated TLS", () => {
  it("is said so", async () => {
    const url = await serveTls({
      ...receiver,
      minVersion: "TLSv1",
      maxVersion: "TLSv1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    expect(errorOf(await post(url))).toMatch(/does not speak https, or only an outdated version of it/);
  });
});
